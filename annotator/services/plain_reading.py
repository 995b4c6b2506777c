# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of an annotation file, the plain ones made ready for the project. Needs no project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.domain.anchor import Anchor
from annotator.domain.values import dataclass
from annotator.exchange.csv_file import Cells, Row, read_cells, row_of_cells
from annotator.exchange.plain_rows import Around, PlainReader
from annotator.storage.plain_records import Composed, Composer, columns_of

_PLACED = 1
_ANCHOR = columns_of("passage").index("anchor")


@dataclass(slots=True)
class Ready:
    """A plain row with the rows it becomes.

    Attributes:
        line: in its file.
        tag: the tag's row.
        passage: the passage's row.
        latest: the highest counter in both.
        around: keys of all that the row says of draft, reviewer and code; see `PlainRow`.
        is_new: whether nobody has said this before; decided by `Lane.chosen`.
    """

    line: int
    tag: Composed
    passage: Composed
    latest: int
    around: Around
    is_new: bool = False

    @property
    def reviewer(self) -> str:
        """The author's name."""
        return self.around[1][1][1]

    @property
    def draft(self) -> tuple[str, str, str]:
        """SHA-256, symbol and language of the draft."""
        sha256, symbol, _date, _round, language, _treaty = self.around[0][1]
        return sha256, symbol, language

    @property
    def anchor(self) -> str:
        """The anchor of the passage, as it is stored."""
        return str(self.passage.row[_ANCHOR])

    def words(self) -> dict[str, str]:
        """The cells that say what the row is about."""
        anchor = Anchor.from_json(self.anchor)
        page = str(anchor.page)
        return {
            "quote": anchor.quote,
            "page": page,
            "code": self.around[2][1],
            "anchor": self.anchor,
        }


def read_entries(path: Path, extractor: str) -> tuple[list[str], Iterator[Ready | Cells]]:
    """The header of a file, and its rows.

    Args:
        path: of the file.
        extractor: what reads texts here.

    Raises:
        InputRefusedError: it cannot be read, or is no annotation file.
    """
    header, cells = read_cells(path)
    return header, _entries(header, cells, extractor)


def _entries(header: list[str], rows: Iterator[Cells], extractor: str) -> Iterator[Ready | Cells]:
    reader = PlainReader(header, extractor)
    tags, passages = Composer("tag"), Composer("passage")
    for one in rows:
        line, cells, fault = one
        said = None if fault else reader.read(cells)
        if said is None:
            yield one
            continue
        tag = tags.row(*said.tag)
        passage = passages.row(*said.passage, (said.page, said.start, _PLACED))
        yield Ready(line, tag, passage, said.latest, said.around)


class Again:
    """The cells of some rows of a file, read once more: of the few plain rows that have to be joined."""

    def __init__(self, path: Path, header: list[str]) -> None:
        self._path, self._header = path, header
        self._cells: Iterator[Cells] | None = None

    def row(self, line: int) -> Row:
        """The row at a line; lines are to be asked for in their order."""
        if self._cells is None:
            self._cells = read_cells(self._path)[1]
        one = next(one for one in self._cells if one[0] == line)
        row = row_of_cells(one, self._header)
        assert row is not None  # noqa: S101 - a plain row is not empty
        return row
