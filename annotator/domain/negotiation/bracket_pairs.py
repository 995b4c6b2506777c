# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pairs the square brackets of a text, however unbalanced. Linear in the length of the text."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.domain.negotiation.units import Unit

OPENING: Final = {"[": 0, "［": 0, "【": 1, "〔": 2, "〚": 3, "⟦": 3, "⁅": 0, "﹝": 2}
CLOSING: Final = {"]": 0, "］": 0, "】": 1, "〕": 2, "〛": 3, "⟧": 3, "⁆": 0, "﹞": 2}
BRACKET: Final = re.compile("[" + re.escape("".join((*OPENING, *CLOSING))) + "]")
_PARTNERS: Final = {
    "[": "]",
    "［": "］",
    "【": "】",
    "〔": "〕",
    "〚": "〛",
    "⟦": "⟧",
    "⁅": "⁆",
    "﹝": "﹞",
}
_MIRRORED: Final = {**_PARTNERS, **{close: opening for opening, close in _PARTNERS.items()}}
_FAR: Final = {0: 60_000, 1: 40_000, 2: 20_000, 3: 5_000}
"""Code points over which a bracket is held open, by the rank of the unit that it opens."""
_INLINE: Final = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two brackets that belong together, or one without partner.

    Attributes:
        start: of what it takes in, brackets included.
        end: one past that.
        opening: where the opening bracket stands; -1 for none.
        closing: where the closing bracket stands; -1 for none.
        depth: 1 for the outermost.
        parent: index of the pair around it in the list; -1 for none.
        mirrored: its brackets stand the other way round in the text layer.
        mixed: the two are of different make, such as a wide and a narrow one.
    """

    start: int
    end: int
    opening: int
    closing: int
    depth: int
    parent: int
    mirrored: bool = False
    mixed: bool = False


def pairs(text: str, units: Sequence[Unit]) -> list[Pair]:
    """The brackets of a text as a tree, in the order in which they begin.

    Each bracket character is in exactly one; their ranges lie inside each other or apart.

    Args:
        text: any.
        units: of the text, as `units.units` gives them.
    """
    turned = _turned(text, units)
    signs = [(at.start(), turned.get(at.start(), at.group())) for at in BRACKET.finditer(text)]
    partner = _partners(signs, units)
    return _tree(text, signs, partner, units, turned)


def _turned(text: str, units: Sequence[Unit]) -> dict[int, str]:
    """Brackets of right-to-left paragraphs that came mirrored, as what they stand for.

    A paragraph is believed to be mirrored when its brackets pair up only if they are turned round.
    """
    found: dict[int, str] = {}
    for unit in units:
        if not unit.rtl:
            continue
        signs = [(at.start(), at.group()) for at in BRACKET.finditer(text, unit.start, unit.end)]
        here = [sign for _at, sign in signs]
        there = [_MIRRORED[sign] for sign in here]
        if signs and _misfits(there) < _misfits(here):
            found.update((at, _MIRRORED[sign]) for at, sign in signs)
    return found


def _misfits(signs: Sequence[str]) -> int:
    depth = misfits = 0
    for sign in signs:
        if sign in OPENING:
            depth += 1
        elif depth:
            depth -= 1
        else:
            misfits += 1
    return misfits + depth


class _Held:
    """Opening brackets that wait for a partner, by how far they may wait."""

    def __init__(self) -> None:
        self._stacks: list[list[int]] = [[], [], [], []]
        self._families = [0, 0, 0, 0]

    def hold(self, index: int, family: int, rank: int) -> None:
        self._stacks[rank].append(index)
        self._families[family] += 1

    def newest(self) -> tuple[int, int]:
        """Index of the newest and its rank; some must be held."""
        return max((stack[-1], rank) for rank, stack in enumerate(self._stacks) if stack)

    def drop(self, rank: int, family: int) -> None:
        self._stacks[rank].pop()
        self._families[family] -= 1

    def has(self, family: int) -> bool:
        return self._families[family] > 0

    def leave(self, rank: int, families: Sequence[int]) -> None:
        """A unit of this rank begins, -1 for a break: what opened inside the last waits no longer."""
        for stack in self._stacks[rank + 1 :]:
            for index in stack:
                self._families[families[index]] -= 1
            stack.clear()


def _partners(signs: Sequence[tuple[int, str]], units: Sequence[Unit]) -> list[int]:
    """For each sign the index of its partner, -1 for none."""
    families = [OPENING.get(sign, CLOSING.get(sign, 0)) for _at, sign in signs]
    partner = [-1] * len(signs)
    held = _Held()
    ranks: dict[int, int] = {}
    strong = [unit for unit in units if unit.rank <= 1 or unit.broken]
    following = 0
    for index, (at, sign) in enumerate(signs):
        while following < len(strong) and strong[following].start <= at:
            unit = strong[following]
            held.leave(-1 if unit.broken else unit.rank, families)
            following += 1
        if sign in OPENING:
            ranks[index] = _rank(at, units)
            held.hold(index, families[index], ranks[index])
            continue
        while held.has(families[index]):
            newest, rank = held.newest()
            near = at - signs[newest][0] <= _FAR[rank]
            held.drop(rank, families[newest])
            if near and families[newest] == families[index]:
                partner[index], partner[newest] = newest, index
                break
    return partner


def _rank(at: int, units: Sequence[Unit]) -> int:
    """Rank of the unit that an opening bracket stands at the head of; 3 inside a line."""
    index = bisect_right(units, at, key=lambda unit: unit.start) - 1
    if index < 0 or at > units[index].words:
        return _INLINE
    return min(max(units[index].rank, 0), _INLINE)


def _tree(
    text: str,
    signs: Sequence[tuple[int, str]],
    partner: Sequence[int],
    units: Sequence[Unit],
    turned: dict[int, str],
) -> list[Pair]:
    made: list[Pair] = []
    around: list[int] = []
    """Pairs under way, as indices in `made`."""
    waiting: list[int] = []
    """Brackets without closing partner in this paragraph, as indices in `made`, depth rising."""
    unit = 0
    for index, (at, sign) in enumerate(signs):
        while unit < len(units) and units[unit].end <= at:
            _end_unit(units[unit].end, made, around, waiting)
            unit += 1
        mirrored = at in turned
        parent = around[-1] if around else -1
        if sign in OPENING and partner[index] >= 0:
            other, sign_there = signs[partner[index]]
            mixed = _PARTNERS[sign] != sign_there
            around.append(len(made))
            made.append(Pair(at, other + 1, at, other, len(around), parent, mirrored, mixed))
        elif sign in OPENING:
            waiting.append(len(made))
            made.append(Pair(at, at + 1, at, -1, len(around) + 1, parent, mirrored))
        elif partner[index] >= 0:
            around.pop()
            while waiting and made[waiting[-1]].depth > len(around) + 1:
                _reach(made, waiting.pop(), at)
        else:
            begin = units[unit].start if unit < len(units) else 0
            before = signs[index - 1][0] + 1 if index else 0
            begin = _words_from(text, max(begin, before), at)
            made.append(Pair(begin, at + 1, -1, at, len(around) + 1, parent, mirrored))
    for rest in units[unit:]:
        if not waiting:
            break
        _end_unit(rest.end, made, around, waiting)
    while waiting:
        _reach(made, waiting.pop(), len(text))
    return sorted_tree(made)


def _end_unit(end: int, made: list[Pair], around: list[int], waiting: list[int]) -> None:
    """A paragraph ends: brackets left open in it are taken to reach so far, crossing nothing."""
    while waiting:
        index = waiting.pop()
        inside = made[index].depth - 1
        crossing = made[around[inside]].start if len(around) > inside else end
        _reach(made, index, crossing)


def _reach(made: list[Pair], index: int, end: int) -> None:
    old = made[index]
    made[index] = Pair(
        old.start, max(end, old.start + 1), old.opening, -1, old.depth, old.parent, old.mirrored
    )


def _words_from(text: str, start: int, end: int) -> int:
    """The first place from `start` that is no space."""
    while start < end and text[start].isspace():
        start += 1
    return start


def sorted_tree(made: list[Pair]) -> list[Pair]:
    """In the order of beginning, the outer first; brackets without partner count as parents."""
    order = sorted(range(len(made)), key=lambda at: (made[at].start, -made[at].end))
    result: list[Pair] = []
    open_: list[int] = []
    for at in order:
        pair = made[at]
        while open_ and result[open_[-1]].end <= pair.start:
            open_.pop()
        parent = open_[-1] if open_ else -1
        result.append(
            Pair(
                pair.start, pair.end, pair.opening, pair.closing, len(open_) + 1, parent,
                pair.mirrored, pair.mixed,
            )
        )  # fmt: skip
        open_.append(len(result) - 1)
    return result
