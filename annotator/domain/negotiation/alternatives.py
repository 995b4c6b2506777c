# SPDX-License-Identifier: AGPL-3.0-or-later
"""Groups what stands for one another: brackets side by side, options, `alt` paragraphs."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.option_labels import is_later
from annotator.domain.negotiation.text_units import Unit, unit_at
from annotator.domain.structure.numerals import CHINESE_DIGITS

_FAR: Final = 40
_BETWEEN: Final = re.compile(
    r"\s*(?:(?P<word>or|and/or|ou|et/ou|o|u|y/o|или|либо|أو|或|或者|OR|OU|O|ИЛИ)|[/／|]|,\s*or)?\s*[\u200e\u200f]*\s*"
)
_ADDED: Final = re.compile(r"\s*(?:[,;，；،、]|(?:and|et|y|e|и|или|or|ou|و|和|以及|及)\b)")
"""Words that go on from those before them and stand for nothing."""
_SIDE: Final = frozenset(("bracketed", "alternative"))


def grouped(
    marks: list[NegotiationMark], text: str, paragraphs: Sequence[Unit]
) -> list[NegotiationMark]:
    """The same marks, those that stand for one another with the number of their group.

    Args:
        marks: of brackets, in order, the outer before the inner.
        text: the running text.
        paragraphs: of it.
    """
    made = list(marks)
    ended: list[int] = []
    """By depth, the mark before this one that ended at it; -1 for none."""
    open_: list[int] = []
    group = 0
    for index, mark in enumerate(made):
        while open_ and made[open_[-1]].end <= mark.start:
            closed = open_.pop()
            del ended[len(open_) :]
            ended.append(closed)
        ended += [-1] * (len(open_) - len(ended))
        before = ended[len(open_)] if len(ended) > len(open_) else -1
        del ended[len(open_) + 1 :]
        open_.append(index)
        if before < 0 or not _beside(made[before], mark, text, paragraphs):
            continue
        group += not made[before].group
        number = made[before].group or group
        word = _BETWEEN.fullmatch(text, made[before].end, mark.start)
        reason = "word_between" if word and word["word"] else "side_by_side"
        for at in (before, index):
            made[at] = _alternative(made[at], number, reason)
    return _numbered(made, group, paragraphs)


def stands_beside(between: str, behind: str) -> bool:
    """Whether a bracket is to be read in the place of the one before it.

    Args:
        between: the text between the two.
        behind: the words behind the second opening bracket.
    """
    return (
        len(between) <= _FAR
        and _BETWEEN.fullmatch(between) is not None
        and _ADDED.match(behind) is None
    )


def _beside(
    one: NegotiationMark, other: NegotiationMark, text: str, paragraphs: Sequence[Unit]
) -> bool:
    same = (one.kind in _SIDE and other.kind in _SIDE) or one.kind == other.kind == "proposal"
    if not same or not 0 <= other.start - one.end <= _FAR:
        return False
    if not stands_beside(text[one.end : other.start], text[other.start + 1 : other.start + _FAR]):
        return False
    first, second = unit_at(one.start, paragraphs), unit_at(other.start, paragraphs)
    if first is second or second.start < one.end or (one.label and other.label):
        return True
    return bool(first.number) and first.number == second.number


def _alternative(mark: NegotiationMark, group: int, reason: str) -> NegotiationMark:
    if mark.kind == "proposal":
        return replace(mark, group=group)
    if mark.kind == "alternative":
        return replace(mark, group=mark.group or group)
    return replace(mark, kind="alternative", status="alternative", group=group, reason=reason)


def _numbered(
    marks: list[NegotiationMark], group: int, paragraphs: Sequence[Unit]
) -> list[NegotiationMark]:
    """Options in brackets that are parted by space or lines; each without fellow a group of its own."""
    before: NegotiationMark | None = None
    made = []
    for mark in marks:
        if mark.kind != "alternative" or mark.group:
            made.append(mark)
            continue
        shared = before.group if before and _continues(before, mark, paragraphs) else 0
        group += not shared
        made.append(replace(mark, group=shared or group))
        before = made[-1] if mark.label else before
    return made


def _continues(one: NegotiationMark, other: NegotiationMark, paragraphs: Sequence[Unit]) -> bool:
    return follows(one.label, other.label) and _same_provision(one.start, other.start, paragraphs)


def _same_provision(one: int, other: int, paragraphs: Sequence[Unit]) -> bool:
    first = bisect_right(paragraphs, one, key=lambda unit: unit.start)
    last = bisect_right(paragraphs, other, key=lambda unit: unit.start)
    heads = [unit for unit in paragraphs[first : min(last, first + 200)] if unit.rank <= 1]
    return last - first < 200 and (not heads or heads[-1].words >= other)  # noqa: PLR2004


_NUMBER: Final = re.compile(rf"[{CHINESE_DIGITS}\dA-Z]+$")


def follows(one: str, other: str) -> bool:
    """Whether a label is a later one of the same row: `Option 1` and `Option 2`."""
    first, second = one.split(), other.split()
    if not first or not second or _word(one) != _word(other):
        return False
    return is_later(first[-1], second[-1])


def _word(label: str) -> str:
    """A label without its number: the last word, or what stands at the end of the only one."""
    *before, last = label.split()
    return " ".join(before or [_NUMBER.sub("", last)]).casefold()
