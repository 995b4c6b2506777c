# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that reads annotation files for a merge, so that both cores work on many files.

It is told paths on its standard input, a JSON line each, writes the rows where it is told, and says so.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.services.plain_reading import KINDS, Block, BlockReader
from annotator.storage.packed_rows import Pack, put, skip, take


def write_blocks(reader: BlockReader, path: Path, to: Path) -> None:
    """Write the rows of a file, block by block."""
    header, blocks = reader.read(path)
    known = 0
    with to.open("wb") as rows:
        put(rows, header)
        for block in blocks:
            news, known = block.arounds[known:], len(block.arounds)
            counts = [block.ready[kind].count for kind in KINDS]
            put(rows, (block.lines, block.uids, block.hashes, block.latest, block.around, news,
                       block.rest, counts))  # fmt: skip
            for kind in KINDS:
                put(rows, block.ready[kind].whole())


def written_blocks(at: Path) -> tuple[list[str], Iterator[Block]]:
    """What `write_blocks` wrote: header and blocks. What rows become is left in the file."""
    with at.open("rb") as rows:
        header = take(rows)
        return header, _blocks(at, rows.tell())


def _blocks(at: Path, start: int) -> Iterator[Block]:
    arounds: list[tuple[object, ...]] = []
    with at.open("rb") as rows:
        rows.seek(start)
        while (said := take(rows)) is not None:
            lines, uids, hashes, latest, around, news, rest, counts = said
            arounds += news
            ready = {}
            for kind, count in zip(KINDS, counts, strict=True):
                ready[kind] = Pack(at, rows.tell(), count)
                skip(rows)
            yield Block(lines, uids, hashes, latest, around, arounds, rest, ready)  # type: ignore[arg-type]


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    gc.disable()  # rows hold no circles, and there are many of them
    reader: BlockReader | None = None
    for order in sys.stdin:
        path, to, extractor = json.loads(order)
        reader = reader or BlockReader(extractor)
        try:
            write_blocks(reader, Path(path), Path(to))
            said = "read"
        except Exception as error:  # noqa: BLE001 - whoever asked reads it himself and sees why
            said = type(error).__name__
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
