# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two drafts, provision by provision and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from annotator.domain.alignment import aligned
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.brackets_gone import brackets_gone
from annotator.domain.alignment.draft_words import FOOTNOTES, OUTSIDE, DraftWords
from annotator.domain.alignment.modal_reading import ModalReader
from annotator.domain.alignment.modality import Modality
from annotator.domain.alignment.runs import Run, runs, with_moved
from annotator.domain.alignment.word_by_word import (
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    SAME,
    Range,
)
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.structure.found_structure import Provision
from annotator.domain.values import dataclass

REWORDED, RENUMBERED, BRACKET_OPENED, BRACKET_CLOSED, OPTION_OUT, MODALITY, TITLE = (
    "reworded", "renumbered", "bracket_opened", "bracket_closed", "option_taken_out", "modality",
    "title",
)  # fmt: skip
MOVED, SPLIT, JOINED, ADDED, REMOVED = (
    aligned.MOVED, aligned.SPLIT, aligned.JOINED, aligned.ADDED, aligned.REMOVED,
)  # fmt: skip
KINDS = (
    ADDED, REMOVED, MOVED, SPLIT, JOINED, TITLE, REWORDED, MODALITY, OPTION_OUT, BRACKET_OPENED,
    BRACKET_CLOSED, RENUMBERED,
)  # fmt: skip
OPS = SAME, DELETED, INSERTED, MOVED_FROM, MOVED_TO
_COUNTED = frozenset({"recital", "heading"})
"""Kinds whose numbers are not printed, but counted."""


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of words.

    Attributes:
        op: SAME, DELETED, INSERTED; MOVED_FROM where words stood that stand elsewhere now, MOVED_TO there.
        a: first and last word in the older draft, see `DraftWords`; None for INSERTED. Of MOVED_TO
            where the words come from.
        b: likewise in the newer draft; None for DELETED. Of MOVED_FROM where they went.
        text: the words as printed, with a space behind where the draft has one: the texts of SAME,
            INSERTED and MOVED_TO make up the newer text.
    """

    op: str
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a provision.

    Only its own words are meant, without those of its parts. Of footnotes, and of what stands outside
    of provisions, `pair` holds FOOTNOTES or OUTSIDE on both sides, and there are no paths.

    Attributes:
        pair: the provisions it is about.
        kinds: of KINDS. `moved` is also said where only sentences moved; `renumbered` where the provision's
            own number is another, not that of what it is part of. A bracket is closed where its words
            stay without it; an option is taken out where they went with it.
        pieces: the words of both sides, in the order of the newer draft, what is gone before what came
            in its place; () where none changed.
        a: path in the older draft; "" for none.
        b: path in the newer one; "" for none.
        score: likeness of the words, 0 to 1; 0 where there is nothing to compare.
        title: of the provision or the nearest around it, in the newer draft if it is there.
        article_a: path of the article, or its like, that it is part of in the older draft, or of the one
            that became the newer one; "" for none. What is listed together has both in common.
        article_b: likewise in the newer draft.
        more_a: further paths in the older draft, of what was joined.
        more_b: further paths in the newer one, of what was split.
        modality: changes in how strongly it binds.
    """

    pair: Pair
    kinds: frozenset[str]
    pieces: tuple[WordPiece, ...]
    a: str
    b: str
    score: float
    title: str = ""
    article_a: str = ""
    article_b: str = ""
    more_a: tuple[str, ...] = ()
    more_b: tuple[str, ...] = ()
    modality: tuple[Modality, ...] = ()

    @property
    def words_changed(self) -> bool:
        """Whether words came, went or moved."""
        return any(piece.op != SAME for piece in self.pieces)


def changes(words: WordMap) -> tuple[Change, ...]:
    """Everything that changed between two drafts, in the order of the newer one, what is removed behind
    what stood before it; last what stands outside of provisions, and the footnotes.

    Args:
        words: map of the two.
    """
    reader = _Reader(words)
    pairs = [*words.alignment.pairs, *_outside(words)]
    rows = with_moved([reader.runs(pair) for pair in pairs], words)
    told = (reader.change(pair, row) for pair, row in zip(pairs, rows, strict=True))
    return tuple(one for one in told if one.kinds)


def _outside(words: WordMap) -> Iterator[Pair]:
    """What stands outside of provisions, and the footnotes, as pairs of their own."""
    if not words.alignment.by_words:
        return
    for owner in (OUTSIDE, FOOTNOTES):
        mine, others = words.older.own.get(owner, ""), words.newer.own.get(owner, "")
        if not (mine or others):
            continue
        score = round(Indel.normalized_similarity(mine, others), 4)
        status = aligned.SAME if mine == others else aligned.CHANGED if mine and others else (
            aligned.REMOVED if mine else aligned.ADDED
        )  # fmt: skip
        yield Pair((owner,), (owner,), status, score)


def _mark(one: Provision) -> tuple[str, str]:
    return one.kind, one.number


class _Reader:
    """Tells what became of each pair."""

    def __init__(self, words: WordMap) -> None:
        self._words = words
        self._older, self._newer = words.older, words.newer
        self._modal = ModalReader(words.older.book)
        self._brackets = words.older.book.brackets

    def runs(self, pair: Pair) -> list[Run]:
        """The words of a pair; none where no words changed or two languages say the same."""
        two_languages = not self._words.alignment.by_words and pair.a and pair.b
        if pair.status == aligned.SAME or two_languages:
            return []
        mine, others, steps = self._words.steps(pair)
        found = list(runs(mine, others, steps))
        return found if any(run.op != SAME for run in found) else []

    def change(self, pair: Pair, row: Sequence[Run]) -> Change:
        """What became of a pair, given its runs."""
        a = [self._older.structure.provisions[at] for at in pair.a if at >= 0]
        b = [self._newer.structure.provisions[at] for at in pair.b if at >= 0]
        kinds = {pair.status} - {aligned.SAME, aligned.CHANGED}
        modality: tuple[Modality, ...] = ()
        if row and REMOVED not in kinds and ADDED not in kinds:
            modality = self._modality(pair) if FOOTNOTES not in pair.a else ()
            kinds |= self._reworded(pair, row) | ({MODALITY} if modality else set())
        if REMOVED not in kinds:
            kinds |= self._bracketed(pair, row)
        if any(run.op in (MOVED_FROM, MOVED_TO) for run in row):
            kinds.add(MOVED)
        if a and b and a[0].kind not in _COUNTED and _mark(a[0]) != _mark(b[0]):
            kinds.add(RENUMBERED)
        return Change(
            pair, frozenset(kinds), tuple(map(self._piece, row)),
            a[0].path if a else "", b[0].path if b else "", pair.score,
            self._title(pair), *self._articles(pair),
            tuple(one.path for one in a[1:]), tuple(one.path for one in b[1:]), modality,
        )  # fmt: skip

    def _modality(self, pair: Pair) -> tuple[Modality, ...]:
        mine, others, steps = self._words.steps(pair)
        old = "".join([self._older.symbols[at] for at in mine])
        new = "".join([self._newer.symbols[at] for at in others])
        return self._modal.changed(old, new, steps)

    def _articles(self, pair: Pair) -> tuple[str, str]:
        """The articles a pair is part of, in either draft."""
        alignment = self._words.alignment
        here = self._article(self._older, pair.a[0]) if pair.a else -1
        there = self._article(self._newer, pair.b[0]) if pair.b else -1
        if not pair.b and (mates := alignment.of_older(here)) and mates.b:
            there = mates.b[0]
        elif pair.b and (mates := alignment.of_newer(there)):
            here = mates.a[0] if mates.a else -1
        a, b = self._older.structure.provisions, self._newer.structure.provisions
        return a[here].path if here >= 0 else "", b[there].path if there >= 0 else ""

    @staticmethod
    def _article(side: DraftWords, at: int) -> int:
        nodes = side.structure.provisions
        while at >= 0 and nodes[at].parent >= 0 and "(" in nodes[at].path:
            at = nodes[at].parent
        return at

    def _title(self, pair: Pair) -> str:
        side, at = (self._newer, pair.b[0]) if pair.b else (self._older, pair.a[0])
        if at < 0:
            return ""
        nodes = side.structure.provisions
        return next((nodes[one].title for one in side.structure.chain(at) if nodes[one].title), "")

    # -- kinds -----------------------------------------------------------------------------------

    def _reworded(self, pair: Pair, row: Sequence[Run]) -> set[str]:
        """Whether the title changed, and whether words outside of it did; brackets are no words."""
        last_a, title_a = self._title_words(pair, newer=False)
        last_b, title_b = self._title_words(pair, newer=True)
        kinds = {TITLE} if title_a != title_b else set()
        for run in row:
            gone = run.op == DELETED and run.a and run.a[1] > last_a
            came = run.op == INSERTED and run.b and run.b[1] > last_b
            side, ends = (self._newer, run.b) if came else (self._older, run.a)
            if (gone or came) and ends and not self._brackets.issuperset(side.text(*ends)):
                kinds.add(REWORDED)
        return kinds

    def _title_words(self, pair: Pair, *, newer: bool) -> tuple[int, str]:
        """The last word of a provision's title, -1 for none, and the title."""
        side, ones = (self._newer, pair.b) if newer else (self._older, pair.a)
        at = ones[0] if ones else -1
        title = side.book.spelled(side.structure.provisions[at].title) if at >= 0 else ""
        if not title or not side.own.get(at, "").startswith(title):
            return -1, ""
        return side.indexes(at)[len(title) - 1], title

    def _bracketed(self, pair: Pair, row: Sequence[Run]) -> set[str]:
        out, closed = brackets_gone(pair, row, self._words)
        opened = any(
            run.op == INSERTED and run.b and self._has_bracket(self._newer, run.b) for run in row
        )
        said = {OPTION_OUT: out, BRACKET_CLOSED: closed, BRACKET_OPENED: opened}
        return {kind for kind, is_so in said.items() if is_so}

    def _has_bracket(self, side: DraftWords, ends: Range) -> bool:
        return not self._brackets.isdisjoint(side.text(*ends))

    def _piece(self, run: Run) -> WordPiece:
        side, ends = (
            (self._older, run.a) if run.op in (DELETED, MOVED_FROM) else (self._newer, run.b)
        )
        return WordPiece(run.op, run.a, run.b, side.printed(*ends) if ends else "")
