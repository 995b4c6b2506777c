# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files as tables of cells: bytes in and out, nothing of what the cells mean."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.domain.values import dataclass
from annotator.exchange.ascii_json import JSON_COLUMNS, in_ascii, out_of_ascii
from annotator.exchange.csv_cells import unguarded
from annotator.exchange.csv_writing import write_rows
from annotator.exchange.text_lines import read_lines
from annotator.i18n import _

FORMAT = "treaty-annotations/1"
COLUMNS = (
    "record", "treaty", "draft_symbol", "draft_date", "round", "language", "provision",
    "provision_title", "page", "page_label", "quote", "code", "code_name", "family", "severity",
    "stance", "recommendation", "proposed_wording", "note", "text_status", "actors", "standards",
    "confidence", "review_state", "visibility", "reviewer", "organisation", "created_utc",
    "modified_utc", "deleted_utc", "carried_from", "passage_uid", "tag_uid", "reviewer_uid",
    "code_uid", "draft_sha256", "anchor", "extra", "stamps", "row_check", "format",
)  # fmt: skip
"""The columns of format 1, in order."""

_CELL_LIMIT = 16 * 1024 * 1024
_LINES_A_ROW = 200_000
"""More lines than a cell may sensibly hold: a quote left open does not swallow the whole file."""

_NAMELESS = "column "
"""What a column without a heading is called, before its number: what somebody wrote there is kept."""

Cells = tuple[int, list[str], str]
"""A row as it stands in the file: its first line, its cells, why it could not be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read.

    Attributes:
        line: number of its first line in the file, from 1.
        cells: unguarded values by column.
        fault: why it could not be read, "" where it could.
    """

    line: int
    cells: Mapping[str, str]
    fault: str = ""


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], *, more: Sequence[str] = ()) -> int:
    """Write an annotation file in one step: a reader sees the old file or the whole new one.

    Args:
        path: where to.
        rows: values by column, unguarded.
        more: further columns, after the standard ones.

    Returns:
        How many rows.

    Raises:
        InputRefusedError: the place cannot be written, or a project lies there.
    """
    plain = (
        {**row, **{name: in_ascii(row.get(name, "")) for name in JSON_COLUMNS}} for row in rows
    )
    return write_rows(path, [*COLUMNS, *more], plain)


def read_csv(path: Path) -> tuple[list[str], Iterator[Row]]:
    """Read an annotation file as spreadsheets leave it.

    Takes `,`, `;` or tab, UTF-8 with or without BOM, UTF-16, Windows-1252, any line ends, columns
    in any order. The rows are read as they are asked for.

    Returns:
        The header (lower case) and the rows, faulty ones included as such.

    Raises:
        InputRefusedError: the file cannot be read, or has no header of an annotation file.
    """
    header, cells = read_cells(path)
    return header, (row for one in cells if (row := row_of_cells(one, header)) is not None)


def read_cells(path: Path) -> tuple[list[str], Iterator[Cells]]:
    """As `read_csv`, with the cells as they stand in the file."""
    lines = read_lines(path)
    header, delimiter = _header_of(path, lines)
    return header, _rows(lines, header, delimiter)


def look_at_header(path: Path) -> None:
    """Read no more than the first lines.

    Raises:
        InputRefusedError: as `read_csv`.
    """
    _header_of(path, read_lines(path, begin_only=True))


def _header_of(path: Path, lines: Iterator[tuple[int, str]]) -> tuple[list[str], str]:
    """The header and what stands between its cells; the lines after it are left."""
    text = ""
    number = 0
    for number, text in lines:  # noqa: B007 - the last line is told
        if text.strip(" ;,\t\r\n") and not text.lower().startswith("sep="):
            break  # a first line `sep=` is written by Excel and understood by no other
    else:
        raise InputRefusedError(_("{path} is empty.").format(path=path))
    delimiter, header = _header(text)
    if "format" not in header or not {"draft_symbol", "record", "draft_sha256"} & set(header):
        raise InputRefusedError(
            _("{path} is not an annotation file: line {line} has no columns draft_symbol and format.")
            .format(path=path, line=number),
            _("The first row names the columns, in English, as the program writes them."),
        )  # fmt: skip
    if wrong := _wrong_heading(header):
        raise InputRefusedError(
            _("{path} cannot be read: in line {line}, {wrong}.")
            .format(path=path, line=number, wrong=wrong),
            _("Write the headings as the program does, and merge again."),
        )  # fmt: skip
    return header, delimiter


def _wrong_heading(header: Sequence[str]) -> str:
    """What would lose a column: two of one name, or one under a name of somebody's own."""
    for name, count in Counter(header).items():
        if count > 1:
            return _("{count} columns are called {name}").format(count=count, name=name)
    if "stamps" not in header:  # made by hand: most columns need not be there
        return ""
    before = ""
    for name in COLUMNS:
        if name in header:
            before = name
            continue
        after = header[header.index(before) + 1 :][:1] if before else header[:1]
        if after and after[0] not in COLUMNS and not after[0].startswith(_NAMELESS):
            return _("{name} is called {other}").format(name=name, other=after[0])
    return ""


def _header(line: str) -> tuple[str, list[str]]:
    best: tuple[str, list[str]] = (",", [])
    for delimiter in ",;\t":
        cells = next(csv.reader([line], delimiter=delimiter), [])
        names = [
            cell.strip().lower() or _NAMELESS + str(at) for at, cell in enumerate(cells, start=1)
        ]
        if len(set(names) & set(COLUMNS)) > len(set(best[1]) & set(COLUMNS)):
            best = delimiter, names
    return best


def _rows(lines: Iterator[tuple[int, str]], header: list[str], delimiter: str) -> Iterator[Cells]:
    csv.field_size_limit(_CELL_LIMIT)
    waiting: deque[tuple[int, str]] = deque()
    taken: list[tuple[int, str]] = []

    def feed() -> Iterator[str]:
        while len(taken) < _LINES_A_ROW:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                return
            taken.append(line)
            yield line[1]

    reader = csv.reader(feed(), delimiter=delimiter)
    while True:
        fault = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _("the row cannot be read: {e}").format(e=error)
        if not fault and len(taken) > 1:
            texts = [text for _number, text in taken]
            if _left_open(texts, wrong=len(cells) != len(header)):
                fault = _("a quotation mark is left open")
        number = taken[0][0]
        if _cut_off(taken, cells, header, delimiter):
            said = _("the file is cut off at line {line}: {count} fields of {columns}")
            fault = said.format(line=taken[-1][0], count=len(cells), columns=len(header))
            cells = []
        elif fault:  # what follows is given back, so that only this row is lost
            waiting.extendleft(reversed(taken[1:]))
            cells = []
            reader = csv.reader(feed(), delimiter=delimiter)
        taken.clear()
        yield number, cells, fault


def _cut_off(
    taken: list[tuple[int, str]], cells: list[str], header: list[str], delimiter: str
) -> bool:
    """Whether the file ends in the middle of a row, as one does that was not fetched whole: its last line
    has no end, and the row no format. Lines that a quotation mark took and that are rows are none of it.
    """
    if not cells or taken[-1][1].endswith(("\n", "\r")) or "format" not in header[len(cells) :]:
        return False
    following = csv.reader((text for _number, text in taken[1:]), delimiter=delimiter)
    try:
        return all(len(one) < len(header) for one in following)
    except csv.Error:
        return False


def _left_open(lines: list[str], *, wrong: bool) -> bool:
    """Whether a row took lines that are not its own: its marks are odd, or its width is wrong."""
    return sum(line.count('"') for line in lines) % 2 == 1 or (
        wrong and lines[0].count('"') % 2 == 1
    )


def row_of_cells(one: Cells, header: Sequence[str]) -> Row | None:
    """A row, None for an empty one. Missing trailing cells are empty, as spreadsheets leave them."""
    line, cells, fault = one
    if fault:
        return Row(line, {}, fault)
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(header) :]):
        reason = _("{count} cells, but the header has {columns} columns")
        return Row(line, {}, reason.format(count=len(cells), columns=len(header)))
    values = dict.fromkeys(header, "")
    values.update((name, unguarded(cell)) for name, cell in zip(header, cells, strict=False))
    values.update((name, out_of_ascii(values[name])) for name in JSON_COLUMNS if name in values)
    return Row(line, values)
