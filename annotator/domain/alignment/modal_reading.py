# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds where a change of words changes how strongly a text binds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.domain.alignment.draft_words import WordBook
from annotator.domain.alignment.modality import NO_WORD, RESERVE, Modality, direction, strengths
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_TO, SAME, Range, Step
from annotator.domain.values import dataclass

_FEW = 4
"""Words of a change in which a word of duty that goes or comes alone is called out; with it none of the
words of duty that stand as options in brackets, however many."""


@dataclass(frozen=True, slots=True)
class _Found:
    phrase: str
    strength: int
    at: Range


@dataclass(frozen=True, slots=True)
class _Left:
    """What went or came, alone: in a whole sentence or not, in a change of few words or not."""

    found: _Found
    whole: bool
    few: bool

    @property
    def tells(self) -> bool:
        """Whether it is called out."""
        return not self.whole if self.found.strength == RESERVE else self.few


class ModalReader:
    """Reads changes of modality in texts of one book of words."""

    def __init__(self, book: WordBook) -> None:
        self._ends, self._brackets = book.ends, book.brackets
        self._known = {book.spelled(phrase): (phrase, how) for phrase, how in strengths().items()}
        longest_first = sorted(self._known, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def changed(self, old: str, new: str, steps: Sequence[Step]) -> tuple[Modality, ...]:
        """What changed in how strongly a text binds.

        Args:
            old: the older text, a symbol a word.
            new: the newer one.
            steps: from the one to the other.
        """
        mine, others = self._found(old), self._found(new)
        if not (mine or others):
            return ()
        unsaid = self._unsaid(old, mine), self._unsaid(new, others)
        there = _mapping(steps)
        said: list[Modality] = []
        by_word = {at: one for one in others for at in range(*one.at)}
        kept = set(there.values())
        for one in list(mine):
            places = [there.get(at, -1) for at in range(*one.at)]
            other = next((by_word[at] for at in places if by_word.get(at) in others), None)
            if other is None:
                continue
            mine.remove(one)
            others.remove(other)
            touched = -1 in places or not kept.issuperset(range(*other.at))
            if other.phrase != one.phrase and touched:
                said.append(_told(one, other))
        gone: list[_Left] = []
        came: list[_Left] = []
        for a, b in _hunks(steps):
            whole = self._is_sentence(old, a), self._is_sentence(new, b)
            few = _words(a, set()) + _words(b, set()) <= _FEW or (
                not any(whole) and _words(a, unsaid[0]) + _words(b, unsaid[1]) <= _FEW
            )
            here, there_too = _inside(mine, a), _inside(others, b)
            said += _exchanged(here, there_too, whole=all(whole))
            gone += [_Left(one, whole[0], few) for one in here]
            came += [_Left(one, whole[1], few) for one in there_too]
        said += [_told(one.found, None) for one in _without(gone, came) if one.tells]
        said += [_told(None, one.found) for one in _without(came, gone) if one.tells]
        return tuple(said)

    def _found(self, text: str) -> list[_Found]:
        found = []
        for match in self._pattern.finditer(text):
            phrase, strength = self._known[match.group()]
            if strength != NO_WORD:
                found.append(_Found(phrase, strength, match.span()))
        return found

    def _unsaid(self, text: str, found: list[_Found]) -> set[int]:
        """What is not counted among the words of a change: brackets, and words of duty alone in them."""
        brackets = {at for at, symbol in enumerate(text) if symbol in self._brackets}
        options = (one.at for one in found if {one.at[0] - 1, one.at[1]} <= brackets)
        return brackets.union(*(range(*option) for option in options)) if brackets else brackets

    def _is_sentence(self, text: str, ranges: list[Range]) -> bool:
        """Whether whole sentences came or went: what they say is new, not how they say it."""
        if not ranges:
            return False
        low, high = ranges[0][0], ranges[-1][1]
        inside = not self._ends.isdisjoint(text[low : high - 1])
        begins = low == 0 or text[low - 1] in self._ends
        return inside or (begins and (high == len(text) or text[high - 1] in self._ends))


def _words(ranges: list[Range], unsaid: set[int]) -> int:
    """How many words stand in some ranges."""
    return sum(at not in unsaid for low, high in ranges for at in range(low, high))


def _exchanged(mine: list[_Found], others: list[_Found], *, whole: bool) -> Iterator[Modality]:
    """Words of duty that took another's place; they are taken out of the two lists."""
    duties_a = [one for one in mine if one.strength != RESERVE]
    duties_b = [one for one in others if one.strength != RESERVE]
    for one, other in zip(duties_a, duties_b, strict=False):
        mine.remove(one)
        others.remove(other)
        if one.phrase != other.phrase and not whole:
            yield _told(one, other)


def _told(one: _Found | None, other: _Found | None) -> Modality:
    return Modality(
        one.phrase if one else "",
        other.phrase if other else "",
        direction(one.strength if one else None, other.strength if other else None),
    )


def _without(ones: list[_Left], others: list[_Left]) -> Iterator[_Left]:
    """Those whose words do not stand elsewhere now: what went here and came there has only moved."""
    there = Counter(one.found.phrase for one in others)
    for one in ones:
        if there[one.found.phrase]:
            there[one.found.phrase] -= 1
        else:
            yield one


def _mapping(steps: Sequence[Step]) -> dict[int, int]:
    return {
        at: to
        for step in steps
        if step.op in (SAME, MOVED_TO) and step.a and step.b
        for at, to in zip(range(*step.a), range(*step.b), strict=True)
    }


def _hunks(steps: Sequence[Step]) -> Iterator[tuple[list[Range], list[Range]]]:
    """What was deleted and inserted between two runs that stayed."""
    a: list[Range] = []
    b: list[Range] = []
    for step in steps:
        if step.op == SAME:
            yield a, b
            a, b = [], []
        elif step.op == DELETED and step.a:
            a.append(step.a)
        elif step.op == INSERTED and step.b:
            b.append(step.b)
    yield a, b


def _inside(ones: list[_Found], ranges: list[Range]) -> list[_Found]:
    """Those that begin in one of some ranges."""
    return [one for one in ones if any(low <= one.at[0] < high for low, high in ranges)]
