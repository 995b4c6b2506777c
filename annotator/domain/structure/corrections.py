# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person says about the boundaries found, as frozen values, and where in the rows that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from annotator.domain.structure.ladder_values import Forced, Node
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.numerals import (
    Number,
    abjad,
    arabic_ordinal,
    chinese,
    letter,
    roman,
    suffixes,
)
from annotator.domain.values import dataclass

ADD, REMOVE, RENAME, MOVE = "add", "remove", "rename", "move"
ACTIONS: Final = (ADD, REMOVE, RENAME, MOVE)
NONE: Final = "∅"
"""A number or a title that a person says there is none of; it travels as it is."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a boundary.

    Attributes:
        action: `add`: a provision begins here; `remove`: none does; `rename`: the one that begins
            here is called otherwise; `move`: the one that begins here begins at `to_page`,
            `to_offset` instead.
        page: from 1.
        offset: code point in that page's text. For what was found: `Provision.start`.
        kind: as in `Provision.kind`; "" for what was found here.
        number: as the path is to bear it: `6 bis`, `a`, `II`; "" for what was found here, or said
            before; `NONE` for none.
        title: likewise.
        label: as it is to be shown; "" for what is printed here, or said before, while kind and
            number stay the same.
        to_page: for `move`.
        to_offset: likewise.
    """

    action: str
    page: int
    offset: int
    kind: str = ""
    number: str = ""
    title: str = ""
    label: str = ""
    to_page: int = 0
    to_offset: int = 0


@dataclass(slots=True)
class Boundaries:
    """All corrections as the ladder needs them.

    Attributes:
        removed: (row, code point in the row's source) that open nothing.
        forced: what opens, by row, in the row's order.
        lost: corrections that cannot be followed: their place holds no text, or nothing is said or
            known of what begins there.
    """

    removed: set[tuple[int, int]] = field(default_factory=set)
    forced: dict[int, list[Forced]] = field(default_factory=dict)
    lost: list[Correction] = field(default_factory=list)


def boundaries(
    looks: Looks,
    corrections: Sequence[Correction],
    nodes: Sequence[Node],
    inferred: Mapping[int, Sequence[Forced]],
) -> Boundaries:
    """Where the corrections lie. Of several words on one place the last counts.

    Args:
        looks: the rows.
        corrections: in the order in which they were made.
        nodes: what is found without them.
        inferred: boundaries set without them, by row; a correction of their place replaces them.
    """
    known = {(node.row, node.at): node for node in nodes}
    starts = sorted((line.page, line.start, row) for row, line in enumerate(looks.lines))
    removed: set[tuple[int, int]] = set()
    forced: dict[tuple[int, int], Forced] = {}
    said: set[tuple[int, int]] = set()
    found = Boundaries()
    for one in corrections:
        place = _place(looks, starts, one.page, one.offset)
        target = _place(looks, starts, one.to_page, one.to_offset) if one.action == MOVE else place
        if place is None or target is None:
            found.lost.append(one)
            continue
        before = forced.pop(place, None) if one.action in (REMOVE, MOVE) else forced.get(place)
        said |= {place, target}
        if one.action in (REMOVE, MOVE):
            removed.add(place)
        if one.action == REMOVE:
            continue
        made = _forced(one, target, before, known.get(place))
        if made is None:
            found.lost.append(one)
            continue
        forced[target] = made
    found.removed = removed
    for row, at in sorted(forced):
        found.forced.setdefault(row, []).append(forced[row, at])
    for row, ones in inferred.items():
        kept = [one for one in ones if (one.row, one.at) not in said]
        if kept:
            found.forced[row] = sorted([*kept, *found.forced.get(row, [])], key=_at_of)
    return found


def _at_of(one: Forced) -> int:
    return one.at


def _forced(
    one: Correction, target: tuple[int, int], before: Forced | None, node: Node | None
) -> Forced | None:
    """What opens at a place: what is said of it, and for the rest what was said or found before."""
    was = before or node
    kind = one.kind or (was.kind if was else "")
    number = _said(one.number, was.number if was else "")
    title = _said(one.title, was.title if was else "")
    if not kind:
        return None
    same = was is not None and (kind, number) == (was.kind, was.number)
    label = one.label or (was.label if was and same else "")
    found = before.found if before else node.label if node else ""
    return Forced(*target, kind, number, rank_of(number), label, title, found)


def _said(word: str, before: str) -> str:
    return "" if word == NONE else word or before


def rank_of(number: str) -> Number:
    """The value of a number as a path bears it: `6 bis`, `IV`, `a`, `ب`, `一`."""
    parts = re.match(r"(\d+|[^\W\d_]+)(.*)$", number.strip())
    if parts is None:
        return Number(0)
    text, rest = parts[1], suffixes(parts[2])
    if text.isdecimal():
        return Number(int(text), rest)
    value = roman(text) if len(text) > 1 or text in "IVX" else 0
    value = value or letter(text) or chinese(text) or abjad(text) or arabic_ordinal(number)
    return Number(value, rest)


def _place(
    looks: Looks, starts: Sequence[tuple[int, int, int]], page: int, offset: int
) -> tuple[int, int] | None:
    """The row a place lies in, and where in it; its start where only white space stands before."""
    at = bisect_right(starts, (page, offset, len(starts))) - 1
    if at < 0 or starts[at][0] != page:
        return None
    _page, start, row = starts[at]
    line = looks.lines[row]
    if offset >= line.end:
        return None
    first = len(line.text) - len(line.text.lstrip())
    return row, max(offset - start, first)
