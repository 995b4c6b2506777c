# SPDX-License-Identifier: AGPL-3.0-or-later
"""The open lists below an article, and where a mark fits among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from annotator.domain.structure.list_marks import Mark
from annotator.domain.structure.numerals import Number
from annotator.domain.values import dataclass

_FARTHEST: Final = 9
_LATE: Final = 3
_INDENT: Final = 8.0
_SAME: Final = 2.0
_WEAK: Final = ("LETTER", "ROMAN")
_EXACT, _OPENS, _GAP, _AGAIN, _LATE_START = 0.9, 0.85, 0.6, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Level:
    """A list that is open.

    Attributes:
        shape: of its marks.
        alphabet: likewise.
        last: the number of its last item.
        prefix: `26` in `26.109`, "" elsewhere.
        node: what its last item opened.
        left: where its marks stand, 0 where unknown.
    """

    shape: str
    alphabet: str
    last: Number
    prefix: str
    node: int
    left: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a mark fits.

    Attributes:
        depth: how many of the open lists stay above it.
        alphabet: the reading that fits.
        number: likewise.
        confidence: 0 to 1.
        opens: whether it begins a list.
    """

    depth: int
    alphabet: str
    number: Number
    confidence: float
    opens: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """The next mark of the same shape: its readings, and where it stands."""

    readings: Sequence[tuple[str, Number]] = ()
    left: float = 0.0


Next = Callable[[], Coming]
"""Asked for only in doubt."""


def fit(levels: Sequence[Level], mark: Mark, left: float, following: Next) -> Fit | None:
    """The place of a mark; None where it continues nothing and begins nothing.

    `(i)` behind `(h)` is a letter, unless `(ii)` comes next and does not stand farther in than it;
    elsewhere it is the first roman number.

    Args:
        levels: open lists, the outermost first.
        mark: to be placed.
        left: where it stands, in points; 0 where unknown.
        following: see `Next`.
    """
    if mark.shape == "several":
        return _several(levels, mark)
    exact = _continued(levels, mark, exact=True)
    opened = _opened(levels, mark, left)
    if exact and opened and exact.alphabet != opened.alphabet:
        coming = following()
        values = _values(coming.readings)
        second = (opened.alphabet, 2) in values and (
            exact.alphabet,
            exact.number.value + 1,
        ) not in values
        level = levels[exact.depth].left
        beside = bool(left and level) and abs(left - level) < _SAME and coming.left > left + _INDENT
        if second and not beside:
            return opened
    if exact:
        return exact
    if opened and not any(_same(level, mark, opened.alphabet) for level in levels):
        return opened if _strong(mark, opened.alphabet, following) else None
    return (
        _continued(levels, mark, exact=False) or _again(levels, mark) or _late(levels, mark, left)
    )


def _same(level: Level, mark: Mark, alphabet: str) -> bool:
    return level.shape == mark.shape and level.alphabet == alphabet


def _strong(mark: Mark, alphabet: str, following: Next) -> bool:
    """Whether a first mark may begin a list by itself; weak ones need a second one to come."""
    if mark.shape in ("()", "'", "、") and alphabet not in _WEAK:
        return True
    if mark.shape == "-":
        return True
    if mark.shape in (".", ")") and alphabet in ("digit", "letter", "roman", "abjad"):
        return (
            mark.shape == ")"
            or alphabet == "digit"
            or (alphabet, 2) in _values(following().readings)
        )
    return (alphabet, 2) in _values(following().readings)


def _values(readings: Sequence[tuple[str, Number]]) -> set[tuple[str, int]]:
    return {(alphabet, number.value) for alphabet, number in readings}


def _continued(levels: Sequence[Level], mark: Mark, *, exact: bool) -> Fit | None:
    """The innermost list that goes on with this mark."""
    for depth in range(len(levels) - 1, -1, -1):
        level = levels[depth]
        for alphabet, number in mark.readings:
            if not _same(level, mark, alphabet) or number.rank <= level.last.rank:
                continue
            step = number.value - level.last.value
            if exact and step <= 1:
                return Fit(depth, alphabet, number, _EXACT, opens=False)
            far = _FARTHEST if alphabet != "letter" else 26
            if (
                not exact
                and 1 < step <= far
                and not (alphabet == "letter" and len(mark.number) > 1)
            ):
                return Fit(depth, alphabet, number, _GAP, opens=False)
    return None


def _opened(levels: Sequence[Level], mark: Mark, left: float) -> Fit | None:
    for alphabet, number in sorted(mark.readings, key=lambda reading: reading[1].value):
        if number.value == 1:
            return Fit(_depth(levels, left), alphabet, number, _OPENS, opens=True)
    return None


def _depth(levels: Sequence[Level], left: float, slack: float = _INDENT) -> int:
    """Below the innermost list that does not stand farther in."""
    depth = len(levels)
    while left and depth and levels[depth - 1].left > left + slack:
        depth -= 1
    return depth


def _again(levels: Sequence[Level], mark: Mark) -> Fit | None:
    """A list that begins anew where one of its kind is open."""
    for depth in range(len(levels) - 1, -1, -1):
        for alphabet, number in mark.readings:
            known = _same(levels[depth], mark, alphabet)
            if known and (number.value == 1 or number.rank == levels[depth].last.rank):
                return Fit(depth, alphabet, number, _AGAIN, opens=False)
    return None


def _late(levels: Sequence[Level], mark: Mark, left: float) -> Fit | None:
    """A list whose first items were not seen; only of the plainest marks."""
    for alphabet, number in mark.readings[::-1]:
        plain = (mark.shape, alphabet) in (
            ("()", "letter"),
            ("()", "roman"),
            (".", "digit"),
            (")", "letter"),
        )
        known = any(_same(level, mark, alphabet) for level in levels)
        if plain and not known and number.value <= _LATE:
            return Fit(_depth(levels, left, -_SAME), alphabet, number, _LATE_START, opens=True)
    return None


def _several(levels: Sequence[Level], mark: Mark) -> Fit | None:
    """`26.109` below paragraph 26, or behind `26.108`."""
    prefix = mark.number.rpartition(".")[0]
    number = mark.readings[0][1]
    for depth in range(len(levels) - 1, -1, -1):
        level = levels[depth]
        if level.alphabet == "several" and level.prefix == prefix:
            step = number.value - level.last.value
            return (
                Fit(depth, "several", number, _EXACT if step == 1 else _GAP, opens=False)
                if step > 0
                else None
            )
        whole = level.last.value if level.alphabet == "digit" else 0
        own = f"{level.prefix}.{level.last.value}" if level.alphabet == "several" else str(whole)
        if own == prefix and number.value <= _LATE:
            return Fit(depth + 1, "several", number, _OPENS, opens=True)
    return None
