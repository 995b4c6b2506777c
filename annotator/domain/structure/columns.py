# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two texts side by side: read one to its end, then the other, and not page by page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from annotator.domain.structure.heading_reader import read_heading
from annotator.domain.structure.source_line import Cleaner, SourceLine

_ROW: Final = re.compile(
    r"\s*(?:[GYR]\s?(\d{1,4}[a-z]?)|(\d{1,4}[a-z]?)\s[GYR]|(\d{1,4}[a-z]?))\s*$"
)
_LEAST: Final = 2
_SHARE: Final = 0.6


def in_order(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Rows in the order of reading.

    Columns of one text follow each other on each page. Where two columns name the same provisions,
    they are two texts, mostly in two languages: the first comes before the second as a whole.

    Args:
        lines: page by page, column by column.
    """
    last = max((line.column for line in lines), default=0)
    if last == 0:
        return list(lines)
    cleaner = Cleaner()
    named: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for line in lines:
        if heading := read_heading(cleaner.clean(line.text).text):
            named[line.column].add((heading.kind, heading.number))
    first = named[0]
    others = [named[column] for column in range(1, last + 1)]
    same = [len(first & other) for other in others]
    if first and all(
        count >= _LEAST and count >= _SHARE * len(other)
        for count, other in zip(same, others, strict=True)
    ):
        return sorted(lines, key=lambda line: line.column)
    return list(lines)


def row_number(text: str) -> str:
    """The number of a row of a table that stands alone in its cell, with the letter of its colour:
    `G 12a` is `12a`; "" for other words.
    """
    found = _ROW.match(text)
    return next((number for number in found.groups() if number), "") if found else ""


def by_rows(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Rows in the order of a table that goes over several columns: from above down the page, and in
    it from left to right. A cell's words follow the number of its row.
    """
    return sorted(lines, key=lambda line: (line.page, round(line.top), line.column))
