# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units by raters, one value a cell: what every measure of agreement reads. Knows no codes, no drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from annotator.domain.values import dataclass

Row = tuple[Hashable | None, ...]


@dataclass(frozen=True, slots=True)
class ValueTable:
    """What each rater said of each unit.

    Attributes:
        raters: names or uids, one a column.
        rows: one a unit; None where the rater has not judged it.
        weights: how many units a row stands for, one a row; () when each stands for one.

    Raises:
        ValueError: a row is not as wide as there are raters, or a weight is missing or not positive.
    """

    raters: tuple[str, ...]
    rows: tuple[Row, ...]
    weights: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.raters)
        if any(len(row) != width for row in self.rows):
            raise ValueError("each row needs one cell a rater")
        if self.weights and (len(self.weights) != len(self.rows) or min(self.weights) < 1):
            raise ValueError("each row needs one positive weight")

    def weighted(self) -> Iterable[tuple[Row, int]]:
        """Each row and how many units it stands for."""
        return zip(self.rows, self.weights or (1,) * len(self.rows), strict=True)

    def kinds(self) -> Counter[tuple[Row, int]]:
        """The different rows, with what each stands for, and how often there is such a row."""
        return Counter(self.weighted())

    def only(self, raters: Sequence[str]) -> ValueTable:
        """The columns of some raters, in the order asked for.

        Raises:
            ValueError: one of them is not in the table.
        """
        places = [self.raters.index(rater) for rater in raters]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return ValueTable(tuple(raters), rows, self.weights)

    def mapped(self, change: Callable[[Any], Hashable | None]) -> ValueTable:
        """With each value changed, and what is missing still missing."""
        rows = tuple(
            tuple(None if value is None else change(value) for value in row) for row in self.rows
        )
        return ValueTable(self.raters, rows, self.weights)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a reading of a result needs to know of the table beside the figure.

    Attributes:
        units: judged by at least two raters.
        alone: judged by some, but by too few for the measure.
        raters: who judged at least one unit.
        pairs: pairs of judgements on the same unit.
        values: how many different values were given on those units.
        commonest: the share of the commonest of them, 0 to 1; 0 for none.
        steady: raters who gave one value to every such unit they judged, when others did not.
        pieces: rows that could be drawn again apart from each other.
    """

    units: int = 0
    alone: int = 0
    raters: int = 0
    pairs: int = 0
    values: int = 0
    commonest: float = 0.0
    steady: tuple[str, ...] = ()
    pieces: int = 0


def gist(table: ValueTable) -> Gist:
    """Counts of a table, weights included."""
    units = alone = pairs = pieces = 0
    given: Counter[Hashable] = Counter()
    by_rater: list[set[Hashable]] = [set() for _rater in table.raters]
    judged = [False] * len(table.raters)
    for (row, each), times in table.kinds().items():
        weight = each * times
        said = [(place, value) for place, value in enumerate(row) if value is not None]
        for place, _value in said:
            judged[place] = True
        if len(said) < 2:  # noqa: PLR2004 - a pair
            alone += weight * len(said)
            continue
        units += weight
        pieces += times
        pairs += weight * len(said) * (len(said) - 1) // 2
        for place, value in said:
            given[value] += weight
            by_rater[place].add(value)
    steady = tuple(
        rater for rater, said in zip(table.raters, by_rater, strict=True) if len(said) == 1
    )
    total = given.total()
    commonest = max(given.values()) / total if total else 0.0
    varied = len(given) > 1
    return Gist(
        units, alone, sum(judged), pairs, len(given), commonest, steady if varied else (), pieces
    )


def in_order(values: Iterable[Any]) -> list[Any]:
    """Values in an order that does not depend on who gave them first: numbers by size, sets by members."""
    return sorted(values, key=lambda v: (len(v), sorted(v)) if isinstance(v, frozenset) else v)
