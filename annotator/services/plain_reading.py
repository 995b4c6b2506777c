# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of an annotation file in blocks, the plain ones made ready for the project. Needs no project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain, islice
from pathlib import Path

from annotator.domain.anchor import Anchor
from annotator.domain.values import dataclass
from annotator.exchange.csv_file import Cells, Row, read_cells, row_of_cells
from annotator.exchange.plain_rows import Around, PlainReader, Said
from annotator.storage.packed_rows import Pack
from annotator.storage.plain_records import LOCAL, Composer, columns_of

ROWS = 5000
"""So many rows of a file are one block; what is joined within one is joined together."""

KINDS = tuple(LOCAL)
_PLACED = 1
_ANCHOR = columns_of("passage").index("anchor")
_UID = columns_of("passage").index("uid")


@dataclass(slots=True)
class Block:
    """Rows of a file that stand together: columns of what the plain ones say, and the others.

    Attributes:
        lines: in the file, of the plain rows.
        uids: of their tags and passages, by kind.
        hashes: of the rows that these become.
        latest: the highest counter in each.
        around: in `arounds`, the number of what each says of draft, reviewer and code.
        arounds: of the file so far; see `PlainRow`.
        rest: rows that are not plain.
        ready: by kind, what the plain rows become: of a passage that comes twice the first.
    """

    lines: list[int] = field(default_factory=list)
    uids: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    hashes: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    latest: list[int] = field(default_factory=list)
    around: list[int] = field(default_factory=list)
    arounds: list[Around] = field(default_factory=list)
    rest: list[Cells] = field(default_factory=list)
    ready: dict[str, Pack] = field(default_factory=lambda: {kind: Pack() for kind in KINDS})

    def plain(self, numbers: Sequence[int]) -> Iterator[Plain]:
        """Some of the plain rows, by their number in the block, one by one."""
        anchors = {str(row[_UID]): str(row[_ANCHOR]) for row in self.ready["passage"].rows}
        passages = self.uids["passage"]
        for at in numbers:
            yield Plain(self.lines[at], anchors[passages[at]], self.arounds[self.around[at]])


@dataclass(frozen=True, slots=True)
class Plain:
    """What can be told of a plain row.

    Attributes:
        line: in its file.
        anchor: of the passage, as it is stored.
        around: keys of all that the row says of draft, reviewer and code.
    """

    line: int
    anchor: str
    around: Around

    @property
    def reviewer(self) -> str:
        """The author's name."""
        return self.around[1][1][1]

    @property
    def draft(self) -> tuple[str, str, str]:
        """SHA-256, symbol and language of the draft."""
        return draft_in(self.around)

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


def draft_in(around: Around) -> tuple[str, str, str]:
    """SHA-256, symbol and language of the draft that a row names."""
    sha256, symbol, _date, _round, language, _treaty = around[0][1]
    return sha256, symbol, language


class BlockReader:
    """Reads annotation files as blocks."""

    def __init__(self, extractor: str) -> None:
        """Begin; `extractor` is what reads texts here."""
        self._extractor = extractor
        self._sound: set[object] = set()
        self._tags, self._passages = Composer("tag"), Composer("passage")

    def read(self, path: Path) -> tuple[list[str], Iterator[Block]]:
        """The header of a file, and its rows.

        Raises:
            InputRefusedError: it cannot be read, or is no annotation file.
        """
        header, cells = read_cells(path)
        return header, self._blocks(PlainReader(header, self._extractor, self._sound), cells)

    def _blocks(self, reader: PlainReader, rows: Iterator[Cells]) -> Iterator[Block]:
        arounds: list[Around] = []
        numbers: dict[Around, int] = {}
        for first in rows:
            block = Block(arounds=arounds)
            self._fill(block, reader, chain([first], islice(rows, ROWS - 1)), numbers)
            yield block

    def _fill(
        self, block: Block, reader: PlainReader, rows: Iterable[Cells], numbers: dict[Around, int]
    ) -> None:
        uids, hashes, ready = block.uids, block.hashes, block.ready
        tag_row, passage_row = self._tags.row, self._passages.row
        passages: set[str] = set()
        before: Said | None = None
        for one in rows:
            line, cells, fault = one
            said = None if fault else reader.read(cells)
            if said is None:
                block.rest.append(one)
                continue
            tag = tag_row(*said.tag)
            if said.passage != before:
                passage = passage_row(*said.passage, (said.page, said.start, _PLACED))
                before = said.passage
            block.lines.append(line)
            block.latest.append(said.latest)
            number = numbers.setdefault(said.around, len(block.arounds))
            if number == len(block.arounds):
                block.arounds.append(said.around)
            block.around.append(number)
            uids["tag"].append(tag.uid)
            hashes["tag"].append(tag.hash)
            ready["tag"].add(tag)
            uids["passage"].append(passage.uid)
            hashes["passage"].append(passage.hash)
            if passage.uid not in passages:
                passages.add(passage.uid)
                ready["passage"].add(passage)


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
