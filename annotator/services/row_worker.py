# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that reads annotation files for a merge, so that both cores work on many files.

It is told paths on its standard input, a JSON line each, writes the rows where it is told, and says so.
"""

from __future__ import annotations

import gc
import json
import marshal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotator.exchange.csv_file import Cells
from annotator.services.plain_reading import Ready, read_entries
from annotator.storage.plain_records import Composed, columns_of

_BATCH = 500
_UIDS = {kind: columns_of(kind).index("uid") for kind in ("tag", "passage")}


def write_entries(path: Path, to: Path, extractor: str) -> None:
    """Write the rows of a file: plain ones as what they become, the others as their cells."""
    header, entries = read_entries(path, extractor)
    numbers: dict[object, int] = {}
    with to.open("wb") as rows:
        _put(rows, header)
        batch: list[tuple[Any, ...]] = []
        for one in entries:
            if isinstance(one, Ready):
                new = one.around not in numbers
                number = numbers.setdefault(one.around, len(numbers))
                around = one.around if new else None
                batch.append((one.line, one.tag.row, one.passage.row, one.latest, number, around))
            else:
                batch.append(one)
            if len(batch) == _BATCH:
                _put(rows, batch)
                batch = []
        _put(rows, batch)


def written_entries(at: Path) -> tuple[list[str], Iterator[Ready | Cells]]:
    """What `write_entries` wrote: header and rows."""
    rows = at.open("rb")
    return _take(rows), _entries(rows)


def _entries(rows: BinaryIO) -> Iterator[Ready | Cells]:
    arounds: list[Any] = []
    size = _BATCH
    with rows:
        while size == _BATCH:
            batch = _take(rows)
            size = len(batch)
            for one in batch:
                if len(one) == len(("line", "cells", "fault")):
                    yield one
                    continue
                line, tag, passage, latest, number, around = one
                if around is not None:
                    arounds.append(around)
                tags, passages = _composed("tag", tag), _composed("passage", passage)
                yield Ready(line, tags, passages, latest, arounds[number])


def _put(file: BinaryIO, value: Any) -> None:
    data = marshal.dumps(value)
    file.write(len(data).to_bytes(8, "big"))
    file.write(data)


def _take(file: BinaryIO) -> Any:
    size = int.from_bytes(file.read(8), "big")
    return marshal.loads(file.read(size))  # noqa: S302 - our own file


def _composed(kind: str, row: tuple[Any, ...]) -> Composed:
    return Composed(row[_UIDS[kind]], row[-2], row)


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    gc.disable()  # rows hold no circles, and there are many of them
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
