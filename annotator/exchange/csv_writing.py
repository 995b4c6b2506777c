# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes tables that spreadsheets open as they are: one encoding, one line end, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import guarded


@contextmanager
def csv_written(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Iterable[str]], None]]:
    """A table that is written row by row, cell by cell, and is there when the block ends without a fault.

    Args:
        path: where to.
        columns: its header.

    Raises:
        InputRefusedError: the place cannot be written, or a project lies there.
    """
    with written_whole(path) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", errors="replace")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)

        def write(cells: Iterable[str]) -> None:
            writer.writerow([guarded(cell) for cell in cells])

        yield write
        file.flush()
        file.detach()


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> int:
    """Write a table of rows by column, what a row lacks empty; returns how many rows.

    Raises:
        InputRefusedError: the place cannot be written, or a project lies there.
    """
    count = 0
    with csv_written(path, columns) as write:
        for row in rows:
            write(row.get(name, "") for name in columns)
            count += 1
    return count
