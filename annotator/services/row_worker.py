# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that reads annotation files for a merge, so that both cores work on many files.

It is told paths on its standard input, a JSON line each, writes the rows where it is told, and says so.
"""

from __future__ import annotations

import json
import marshal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from annotator.exchange.csv_file import Cells
from annotator.services.plain_reading import Ready, read_entries
from annotator.storage.plain_records import Composed, columns_of

_BATCH = 500
_UIDS = {kind: columns_of(kind).index("uid") for kind in ("tag", "passage")}


def write_entries(path: Path, to: Path, extractor: str) -> None:
    """Write the rows of a file, and beside them its cells, which are seldom asked for."""
    header, entries = read_entries(path, extractor)
    numbers: dict[object, int] = {}
    with to.open("wb") as rows, to.with_suffix(".cells").open("wb") as cells:
        marshal.dump(header, rows)
        batch: list[tuple[Any, ...]] = []
        for one in entries:
            if isinstance(one, Ready):
                new = one.around not in numbers
                number = numbers.setdefault(one.around, len(numbers))
                batch.append((
                    one.line, one.tag.row, one.passage.row, one.latest, number,
                    one.around if new else None, cells.tell(),
                ))  # fmt: skip
                marshal.dump(one.cells(), cells)
            else:
                batch.append(one)
            if len(batch) == _BATCH:
                marshal.dump(batch, rows)
                batch = []
        marshal.dump(batch, rows)


def written_entries(at: Path) -> tuple[list[str], Iterator[Ready | Cells]]:
    """What `write_entries` wrote: header and rows."""
    rows = at.open("rb")
    return marshal.load(rows), _entries(rows, at.with_suffix(".cells"))  # noqa: S302 - our own file


def _entries(rows: BinaryIO, cells: Path) -> Iterator[Ready | Cells]:
    arounds: list[Any] = []
    size = _BATCH
    with rows:

        def cells_at(place: int) -> list[str]:
            with cells.open("rb") as file:
                file.seek(place)
                found: list[str] = marshal.load(file)  # noqa: S302 - our own file
                return found

        while size == _BATCH:
            batch = marshal.load(rows)  # noqa: S302 - our own file
            size = len(batch)
            for one in batch:
                if len(one) == len(("line", "cells", "fault")):
                    yield one
                    continue
                line, tag, passage, latest, number, around, place = one
                if around is not None:
                    arounds.append(around)
                yield Ready(
                    line, _composed("tag", tag), _composed("passage", passage), latest,
                    arounds[number], partial(cells_at, place),
                )  # fmt: skip


def _composed(kind: str, row: tuple[Any, ...]) -> Composed:
    return Composed(row[_UIDS[kind]], row[-2], row)


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    for order in sys.stdin:
        path, to, extractor = json.loads(order)
        try:
            write_entries(Path(path), Path(to), extractor)
            said = "read"
        except Exception as error:  # noqa: BLE001 - whoever asked reads it himself and sees why
            said = type(error).__name__
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
