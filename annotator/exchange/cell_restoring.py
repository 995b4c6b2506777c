# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells held against the checks of their row: which a spreadsheet program rewrote, which it spoiled, and
which a person edited. Says nothing of what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, islice, product

from annotator.domain.values import dataclass
from annotator.exchange.csv_cells import cell_check, changed_columns
from annotator.exchange.spreadsheet_forms import originals
from annotator.i18n import _

_LIKELY = 300
"""Guesses that are believed on the word of a cell's own check, which one in 65,536 passes by chance."""
_MOST_COMBINED = 4096
_LONGEST_TO_MEND = 1000
_LOST = "\t\x0b\x0c\r"
"""Characters that a spreadsheet program leaves out."""
_CUT_AT = (32_767, 65_535)
_NEAR = 4
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|N/A|#+)|Err:\d{3}")
_ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d+")
_MARKED = re.compile(
    r"(?:^|(?<=[\s(\[“\"'«/]))\?(?=[\w?])|(?<=\w)\?+(?=\w)|^\?\s|(?<=\s)\?(?=\s+[a-z0-9])"
)
_ADDRESS = re.compile(r"\S*(?://|www\.)\S*")


@dataclass(slots=True)
class Held:
    """Some columns of a row, held against their check.

    Attributes:
        cells: the row, with what a spreadsheet program rewrote as it was.
        changed: columns that still say something else than was written.
        spoiled: what became of those in which no person can have written that, by column.
    """

    cells: dict[str, str]
    changed: list[str]
    spoiled: dict[str, str] = field(default_factory=dict)


def held(
    cells: Mapping[str, str], columns: Sequence[str], check: str, *, absent: Collection[str] = ()
) -> Held:
    """Hold cells against their check, and take back what a spreadsheet program did to them.

    Args:
        cells: canonical values by column.
        columns: those that the check covers, in order.
        check: as `row_check` writes it.
        absent: columns that the file does not have.
    """
    changed = changed_columns(cells, columns, check)
    if not changed:
        return Held(dict(cells), [])
    found = {
        column: _guessed(cells, column, columns, check)
        for column in changed
        if column not in absent
    }
    values = _restored(cells, columns, check, found)
    left = [column for column in changed if column not in values]
    spoiled = {
        column: _("the file has no column {column}").format(column=column)
        if column in absent
        else spoiling(cells[column])
        for column in left
    }
    return Held({**cells, **values}, left, {c: why for c, why in spoiled.items() if why})


def _guessed(
    cells: Mapping[str, str], column: str, columns: Sequence[str], check: str
) -> list[tuple[int, str]]:
    """Guesses that pass the cell's own check, with how many were less far-fetched."""
    if len(check.partition("-")[2]) != 4 * len(columns):
        return []
    value = cells[column]
    wanted = check.partition("-")[2][4 * columns.index(column) :][:4]
    guesses = enumerate(chain(originals(value), _mended(value)))
    return [(number, guess) for number, guess in guesses if cell_check(guess) == wanted]


def _mended(value: str) -> Iterator[str]:
    """The text with one character more of those that get lost, or with other line ends."""
    if "\n" in value:
        yield from (value.replace("\n", "\u2028"), value.replace("\n", "\u2029"))
    if value.isascii() and value.isdigit():
        yield value.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    if len(value) <= _LONGEST_TO_MEND:
        for at, lost in product(range(1, len(value)), _LOST):
            yield value[:at] + lost + value[at:]


def _restored(
    cells: Mapping[str, str],
    columns: Sequence[str],
    check: str,
    found: Mapping[str, list[tuple[int, str]]],
) -> dict[str, str]:
    """Values with which all of the row holds; else those that are likely enough by themselves."""
    every = [[(column, guess) for _number, guess in some] for column, some in found.items()]
    for combined in islice(product(*every), _MOST_COMBINED):
        if not changed_columns({**cells, **dict(combined)}, columns, check):
            return dict(combined)
    first = {column: some[0] for column, some in found.items() if some}
    return {column: guess for column, (number, guess) in first.items() if number < _LIKELY}


def spoiling(value: str) -> str:
    """What became of a cell that cannot be undone; "" where a person may have written it."""
    size = len(value.encode("utf-16-le", "surrogatepass")) // 2
    for most in _CUT_AT:
        if most - _NEAR <= size <= most:
            return _("a spreadsheet program cut this cell off at {n} characters").format(n=most)
    if _ERROR.fullmatch(value):
        return _("a spreadsheet program put {value} into this cell").format(value=value)
    if _ROUNDED.fullmatch(value):
        return _("a spreadsheet program made a rounded number of this cell")
    if "?" in value and _MARKED.search(_ADDRESS.sub("", value)):
        return _(
            "letters of this cell became question marks: the file was saved in an encoding that lacks"
            " them; save it as CSV UTF-8"
        )
    return ""


def was_written(column: str, values: Sequence[str], columns: Sequence[str], check: str) -> bool:
    """Whether one of some values is what a check says of a column; True where it says nothing."""
    parts = check.partition("-")[2]
    at = 4 * columns.index(column)
    known = len(parts) == 4 * len(columns)
    return not known or parts[at : at + 4] in map(cell_check, values)
