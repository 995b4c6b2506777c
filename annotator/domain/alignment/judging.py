# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of marked words from one draft to the next: the verdict by which a passage is carried.

`same` and `moved` are said only of exactly the same words at a place there is no doubt about; what is
not certain is `unsure`, with the likeliest place proposed. Nothing is placed here, it is only said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from annotator.domain.alignment.aligned import MOVED, Pair
from annotator.domain.alignment.bracket_status import BracketStatus
from annotator.domain.alignment.bracketed_place import BracketedPlaces
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.members import runs_of
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.anchor import Segment
from annotator.domain.values import dataclass

SAME, REWORDED, GONE, UNSURE = "same", "reworded", "gone", "unsure"
VERDICTS = SAME, MOVED, REWORDED, GONE, UNSURE
CERTAIN = frozenset({SAME, MOVED})
"""Verdicts with which a passage is carried at once."""

_SURE_WORDS = 8
"""Words from which the same ones, found once on either side, are the same wherever they stand."""
_KEPT = 0.5
"""Part of the words still there from which they were reworded, not replaced."""
_STANDS = 0.5
"""Likeness of a provision from which what stands between the same neighbours is what words became."""
_MOST = 50
"""Places of the same words that are looked at."""
_LIKE = 0.7
"""Part of the words that must stand somewhere else for that place to be proposed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a passage.

    Attributes:
        kind: one of VERDICTS.
        first: first word of the newer draft where it is, or is proposed; -1 for nowhere.
        last: last word there.
        provision: index in the newer draft of the provision it is in, or is proposed in; -1 for none.
        until: likewise of the last one of several whole ones; -1 for words.
        score: part of the passage's words that stand there in their order, 0 to 1.
        reason: `words`, `likeness`, `several` (the same words stand at several places), `elsewhere`
            (they stand where nothing else belongs to them), `bracketed` and `alternative` (see
            `bracketed_place`), `parted` (whole provisions do not stand from the one to the other any
            more), `removed` (the provision), `cut` (the words), `replaced`, `split`, `joined`, `area`,
            `language` (the drafts are in two), `lost` (the passage's words are not here).
        around: whether the words around it, in its provision, are others now.
        brackets: `opened` where it stands in brackets now and did not, `closed` where it no longer does.
    """

    kind: str
    first: int = -1
    last: int = -1
    provision: int = -1
    score: float = 0.0
    reason: str = ""
    around: bool = False
    until: int = -1
    brackets: str = ""


class Judge:
    """Judges the passages of one draft in a newer one.

    Args:
        words: map of the two.
    """

    def __init__(self, words: WordMap) -> None:
        self._map = words
        self._older, self._newer = words.older, words.newer
        self._plain_old = _Plain(self._older)
        self._plain_new = _Plain(self._newer)
        self._brackets = BracketedPlaces(words)
        self._status = BracketStatus(words)

    def of_words(self, segments: Sequence[Segment]) -> Verdict:
        """The verdict on words, given by their place in the older draft."""
        marked = [at for at in self._older.within(segments) if not self._older.marks[at]]
        if not marked:
            return Verdict(UNSURE, reason="lost")
        if not self._map.alignment.by_words:
            pair = self._map.pair_of(marked[0])
            return Verdict(
                UNSURE, provision=pair.b[0] if pair and pair.b else -1, reason="language"
            )
        verdict = self._with_brackets(self._judged(marked))
        owner = self._newer.owners[verdict.first] if verdict.first >= 0 else -1
        if verdict.first < 0 and verdict.reason == "cut":
            pair = self._map.pair_of(marked[0])
            owner = pair.b[0] if pair and pair.b else -1
        ends = (marked[0], marked[-1]), (verdict.first, verdict.last)
        doubted = verdict.kind not in {*CERTAIN, REWORDED}
        turned = "" if doubted else self._status.turned(*ends, verdict.reason)
        changed = self._is_changed(marked)
        return replace(verdict, provision=max(owner, -1), around=changed, brackets=turned)

    def _with_brackets(self, verdict: Verdict) -> Verdict:
        """The same words in brackets that are new are reworded, and proposed with all of these."""
        if verdict.first < 0 or verdict.kind == UNSURE:
            return verdict
        exact = verdict.kind in CERTAIN
        first, last, reason = self._brackets.widened(verdict.first, verdict.last, exact=exact)
        if reason:
            return replace(verdict, kind=REWORDED, first=first, last=last, reason=reason)
        return verdict if exact else replace(verdict, first=first, last=last)

    # -- words -----------------------------------------------------------------------------------

    def _judged(self, marked: list[int]) -> Verdict:
        text = "".join([self._older.symbols[at] for at in marked])
        pair = self._map.pair_of(marked[0])
        found = [self._plain_new.at(place) for place in self._plain_new.places(text)]
        others = {self._plain_old.at(place) for place in self._plain_old.places(text)} - {marked[0]}
        found = [first for first in found if self._map.here.get(first) not in others]
        mapped = [self._map.there(at) for at in marked]
        if self._plain_new.is_row(mapped):
            return self._exact(mapped[0], mapped[-1], pair, text, alone=found == [mapped[0]])
        here = self._reworded(marked, mapped) if pair is not None and pair.b else None
        if found and not self._are_common(found, pair, text, here):
            return self._found(found, pair, text)
        return here or self._of_removed(text)

    def _exact(
        self, first: int, last: int, pair: Pair | None, text: str, *, alone: bool
    ) -> Verdict:
        """The same words at the place that the provisions say."""
        if alone or pair is None or pair.score == 1 or self._as_often(pair, text):
            return Verdict(self._where(pair), first, last, score=1.0, reason="words")
        return Verdict(UNSURE, first, last, score=1.0, reason="several")

    def _as_often(self, pair: Pair, text: str) -> bool:
        """Whether a provision holds the words once before and now."""
        mine = "".join(self._older.own.get(index, "") for index in pair.a)
        others = "".join(self._newer.own.get(index, "") for index in pair.b)
        return mine.count(text) == others.count(text) == 1

    def _are_common(
        self, found: list[int], pair: Pair | None, text: str, here: Verdict | None
    ) -> bool:
        """Whether words that stand somewhere are too few to have come from a provision that still says
        something in their place.
        """
        inside = pair is not None and any(self._newer.owners[first] in pair.b for first in found)
        return here is not None and here.kind == REWORDED and not inside and len(text) < _SURE_WORDS

    def _found(self, found: list[int], pair: Pair | None, text: str) -> Verdict:
        """The same words, but not where the provisions say."""
        there = set(pair.b) if pair else set()
        inside = [first for first in found if self._newer.owners[first] in there]
        length = len(text)
        if len(inside) == 1 and pair and self._as_often(pair, text):
            return self._at(self._where(pair), inside[0], length, "words")
        once = len(found) == 1 and len(self._plain_old.places(text)) == 1
        if once and length >= _SURE_WORDS:
            return self._at(MOVED, found[0], length, "words")
        proposed = (inside or found)[0]
        return self._at(UNSURE, proposed, length, "elsewhere" if len(found) == 1 else "several")

    def _at(self, kind: str, first: int, length: int, reason: str) -> Verdict:
        return Verdict(
            kind, first, self._plain_new.after(first, length - 1), score=1.0, reason=reason
        )

    # -- reworded --------------------------------------------------------------------------------

    def _reworded(self, marked: list[int], mapped: list[int]) -> Verdict:
        kept = [there for there in mapped if there >= 0]
        score = round(len(kept) / len(marked), 4)
        first = self._edge(marked[0], mapped[0], -1)
        last = self._edge(marked[-1], mapped[-1], 1)
        if first < 0 or last < 0 or first > last:
            if kept and kept == sorted(kept) and score >= _KEPT:
                return Verdict(REWORDED, kept[0], kept[-1], score=score, reason="likeness")
            return (
                Verdict(GONE, score=score, reason="cut")
                if not kept
                else Verdict(UNSURE, min(kept), max(kept), score=score, reason="likeness")
            )
        pair = self._map.pair_of(marked[0])
        stands = pair is not None and (pair.score >= _STANDS or pair.locked)
        kind = REWORDED if score >= _KEPT or stands else UNSURE
        return Verdict(kind, first, last, score=score, reason="likeness" if kept else "replaced")

    def _edge(self, at: int, there: int, step: int) -> int:
        """The newer word with which a passage begins (step -1) or ends (1): what its own became, or
        what stands now in its place, up to the neighbour that is still there.
        """
        if there >= 0:
            return there
        pair = self._map.pair_of(at)
        if pair is None:
            return -1
        mine, others = self._map.sides(pair)
        if not others:
            return -1
        place = mine.index(at) + step
        while 0 <= place < len(mine):
            neighbour = self._map.there(mine[place])
            if neighbour >= 0:
                beside = others.index(neighbour) - step
                return others[beside] if 0 <= beside < len(others) else -1
            place += step
        return others[0] if step < 0 else others[-1]

    def _of_removed(self, text: str) -> Verdict:
        """The provision is gone: do its words stand somewhere that nothing else became?"""
        best, place = 0.0, -1
        wanted = runs_of(text)
        for owner, (_ones, there) in self._unmapped.items():
            share = len(wanted & there) / len(wanted) if wanted else 0.0
            if share > best:
                best, place = share, owner
        if best < _LIKE:
            return Verdict(GONE, reason="removed")
        ones, _runs = self._unmapped[place]
        return Verdict(UNSURE, ones[0], ones[-1], score=round(best, 4), reason="elsewhere")

    @cached_property
    def _unmapped(self) -> dict[int, tuple[list[int], set[str]]]:
        """By newer provision its words that no older ones became, and the runs of them."""
        free: dict[int, list[int]] = {}
        for at in range(len(self._newer)):
            if at not in self._map.here and not self._newer.marks[at]:
                free.setdefault(self._newer.owners[at], []).append(at)
        return {
            owner: (ones, runs_of("".join([self._newer.symbols[at] for at in ones])))
            for owner, ones in free.items()
        }

    # -- around ----------------------------------------------------------------------------------

    def _where(self, pair: Pair | None) -> str:
        """The verdict on what kept its words, by whether it kept its place."""
        return MOVED if self._map.has_moved(pair) else SAME

    def _is_changed(self, marked: list[int]) -> bool:
        pair = self._map.pair_of(marked[0])
        return pair is None or (pair.a[0] >= 0 and pair.score < 1)


class _Plain:
    """A draft's words without the marks of provisions, to be searched."""

    def __init__(self, words: DraftWords) -> None:
        self._at = [at for at, mark in enumerate(words.marks) if not mark]
        self._place = {at: place for place, at in enumerate(self._at)}
        self._text = "".join([words.symbols[at] for at in self._at])

    def places(self, text: str) -> list[int]:
        """Where words stand, the first places of very many."""
        found: list[int] = []
        at = self._text.find(text)
        while at >= 0 and len(found) < _MOST:
            found.append(at)
            at = self._text.find(text, at + 1)
        return found

    def at(self, place: int) -> int:
        """The word at a place."""
        return self._at[place]

    def after(self, at: int, count: int) -> int:
        """The word so many words on."""
        return self._at[self._place[at] + count]

    def is_row(self, ones: Sequence[int]) -> bool:
        """Whether words stand one behind the other."""
        if min(ones) < 0:
            return False
        first = self._place[ones[0]]
        return all(self._place[one] == first + step for step, one in enumerate(ones))
