# SPDX-License-Identifier: AGPL-3.0-or-later
"""A table of words as CSV, for a spreadsheet to read and nothing to merge. Knows no subject."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.exchange.atomic_file import written_whole
from annotator.exchange.csv_cells import guarded_report


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write it; returns how many rows.

    Raises:
        InputRefusedError: the place cannot be written.
    """
    count = 0
    with written_whole(path) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", errors="replace")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([guarded_report(cell) for cell in row])
            count += 1
        file.flush()
        file.detach()
    return count
