# SPDX-License-Identifier: AGPL-3.0-or-later
"""What reviewers said of units: codes, and how grave. Makes of it the tables that measures read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import chain

from annotator.domain.agreement.value_table import Row, ValueTable
from annotator.domain.values import dataclass

USED, NOT_USED = "used", "not used"
"""Values of a table of one code."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reviewer said of one unit they have read.

    Attributes:
        codes: those they gave it; none for a unit read without concern.
        severities: code and severity, 1 to 4, of the codes that have one; each code once.
    """

    codes: frozenset[str] = frozenset()
    severities: tuple[tuple[str, int], ...] = ()

    def severity(self, code: str = "") -> int | None:
        """The severity they gave a code, or the highest of any; None for none."""
        given = [grave for named, grave in self.severities if code in {"", named}]
        return max(given, default=None)


@dataclass(frozen=True, slots=True)
class JudgementTable:
    """Units by reviewers.

    Attributes:
        raters: uids, one a column.
        units: what names each row: a provision's path, a passage.
        rows: None where a reviewer has not read the unit.

    Raises:
        ValueError: a row is not as wide as there are raters, or the rows are not as many as the units.
    """

    raters: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[Judgement | None, ...], ...]

    def __post_init__(self) -> None:
        if len(self.units) != len(self.rows):
            raise ValueError("each unit needs one row")
        if any(len(row) != len(self.raters) for row in self.rows):
            raise ValueError("each row needs one cell a rater")

    def codes(self) -> tuple[str, ...]:
        """Every code that anybody used, in the order of the alphabet."""
        said = chain.from_iterable(self.rows)
        return tuple(sorted({code for one in said if one for code in one.codes}))

    def sets(self) -> ValueTable:
        """All codes of each cell as one set: for `JACCARD` and `MASI`."""
        return self._values(lambda said: said.codes)

    def one_code(self, code: str) -> ValueTable:
        """Whether each reviewer used this code on each unit they have read."""
        return self._values(lambda said: USED if code in said.codes else NOT_USED)

    def any_code(self) -> ValueTable:
        """Whether each reviewer had any concern about each unit they have read."""
        return self._values(lambda said: USED if said.codes else NOT_USED)

    def severities(self, code: str = "", *, clean: int | None = None) -> ValueTable:
        """How grave each unit is: for `ORDINAL`.

        Args:
            code: of one code; "" for the highest of any.
            clean: what a unit has on which a reviewer did not use the code, 0 to set it below all
                others; None leaves it out, so that only those who used it are compared.
        """

        def value(said: Judgement) -> int | None:
            used = code in said.codes if code else bool(said.codes)
            return said.severity(code) if used else clean

        return self._values(value)

    def each_severity(self) -> ValueTable:
        """As `severities`, with one row for each unit and code: each code's severity by itself."""
        rows: list[Row] = []
        for row in self.rows:
            given = [dict(said.severities) if said else {} for said in row]
            for code in sorted(set().union(*given)):
                rows.append(tuple(one.get(code) for one in given))  # noqa: PERF401 - two loops
        return ValueTable(self.raters, tuple(rows))

    def only(self, raters: tuple[str, ...]) -> JudgementTable:
        """The columns of some reviewers.

        Raises:
            ValueError: one of them is not in the table.
        """
        places = [self.raters.index(rater) for rater in raters]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return JudgementTable(raters, self.units, rows)

    def grouped(self, groups: Mapping[str, str]) -> JudgementTable:
        """With each code replaced by its family, and each family as grave as its gravest code.

        Args:
            groups: code → family; a code that is not in it stays itself.
        """

        def of_family(said: Judgement | None) -> Judgement | None:
            if said is None:
                return None
            gravest: dict[str, int] = {}
            for code, grave in said.severities:
                family = groups.get(code, code)
                gravest[family] = max(grave, gravest.get(family, grave))
            families = frozenset(groups.get(code, code) for code in said.codes)
            return Judgement(families, tuple(sorted(gravest.items())))

        rows = tuple(tuple(of_family(said) for said in row) for row in self.rows)
        return JudgementTable(self.raters, self.units, rows)

    def _values(self, value: Callable[[Judgement], Hashable | None]) -> ValueTable:
        rows: list[Row] = [
            tuple(None if said is None else value(said) for said in row) for row in self.rows
        ]
        return ValueTable(self.raters, tuple(rows))
