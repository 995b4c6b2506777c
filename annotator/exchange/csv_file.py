# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files as tables of cells: bytes in and out, nothing of what the cells mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.domain.values import dataclass
from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import guarded, unguarded
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
    count = 0
    names = [*COLUMNS, *more]
    with written_whole(path) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", errors="replace")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([guarded(row.get(name, "")) for name in names])
            count += 1
        file.flush()
        file.detach()
    return count


def read_csv(path: Path) -> tuple[list[str], Iterator[Row]]:
    """Read an annotation file as spreadsheets leave it.

    Takes `,`, `;` or tab, UTF-8 with or without BOM, UTF-16, Windows-1252, any line ends, columns
    in any order.

    Returns:
        The header (lower case) and the rows, faulty ones included as such.

    Raises:
        InputRefusedError: the file cannot be read, or has no header of an annotation file.
    """
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror)
        ) from error
    lines = _split_lines(text)
    first = next((i for i, line in enumerate(lines) if line.strip(" ;,\t\r\n")), None)
    if first is None:
        raise InputRefusedError(_("{path} is empty.").format(path=path))
    if lines[first].lower().startswith("sep="):  # a line Excel understands and other tools write
        first += 1
    delimiter, header = _header(lines[first] if first < len(lines) else "")
    if "format" not in header or not {"draft_symbol", "record", "draft_sha256"} & set(header):
        raise InputRefusedError(
            _("{path} is not an annotation file: line {line} has no columns draft_symbol and format.")
            .format(path=path, line=first + 1)
        )  # fmt: skip
    return header, _rows(lines, first + 1, header, delimiter)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\x00" or data[:1] == b"\x00":
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _split_lines(text: str) -> list[str]:
    """Physical lines, ends kept; only CR, LF and CRLF end one (form feeds and U+2028 are content)."""
    return list(io.StringIO(text, newline=""))


def _header(line: str) -> tuple[str, list[str]]:
    best: tuple[str, list[str]] = (",", [])
    for delimiter in ",;\t":
        cells = next(csv.reader([line], delimiter=delimiter), [])
        names = [cell.strip().lower() for cell in cells]
        if len(set(names) & set(COLUMNS)) > len(set(best[1]) & set(COLUMNS)):
            best = delimiter, names
    return best


def _rows(lines: list[str], first: int, header: list[str], delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(_CELL_LIMIT)
    at: int | None = first
    while at is not None:
        at = yield from _rows_from(lines, at, header, delimiter)


def _rows_from(
    lines: list[str], at: int, header: list[str], delimiter: str
) -> Generator[Row, None, int | None]:
    """Rows from a line on; ends with the line to go on from after a fault, or None at the end."""
    start = at
    last = at

    def feed() -> Iterator[str]:
        nonlocal last
        while last < len(lines) and last - start < _LINES_A_ROW:
            last += 1
            yield lines[last - 1]

    reader = csv.reader(feed(), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return None if last >= len(lines) else start + 1
        except csv.Error as error:
            yield Row(start + 1, {}, _("the row cannot be read: {e}").format(e=error))
            return start + 1
        if last - start > 1 and _left_open(lines[start:last], wrong=len(cells) != len(header)):
            # What follows an open quotation mark is given back, so that only its row is lost.
            yield Row(start + 1, {}, _("a quotation mark is left open"))
            return start + 1
        row = _row(start + 1, cells, header)
        if row is not None:
            yield row
        start = last


def _left_open(lines: list[str], *, wrong: bool) -> bool:
    """Whether a row took lines that are not its own: its marks are odd, or its width is wrong."""
    return sum(line.count('"') for line in lines) % 2 == 1 or (
        wrong and lines[0].count('"') % 2 == 1
    )


def _row(line: int, cells: list[str], header: list[str]) -> Row | None:
    """A row, None for an empty one. Missing trailing cells are empty, as spreadsheets leave them."""
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(header) :]):
        reason = _("{count} cells, but the header has {columns} columns")
        return Row(line, {}, reason.format(count=len(cells), columns=len(header)))
    values = {name: unguarded(cell) for name, cell in zip(header, cells, strict=False) if name}
    return Row(line, values)
