# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds the rows of a contents list, which name provisions and are none."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from annotator.domain.structure.heading_lines import Heading
from annotator.domain.structure.heading_words import CONTENTS
from annotator.domain.structure.looks import Looks

_LEADER: Final = re.compile(r"(?:[.．·]\s*){4,}\s*\S{0,6}\s*$|…{2,}\s*\S{0,6}\s*$|_{5,}\s*\d{1,4}\s*$")
_NUMBER_LAST: Final = re.compile(r"\S\s+(?:\d{1,4}|[ivxlc]{1,6})\s*$")
_LIST: Final = 3
"""Headings in a row with nothing between, all of which stand again: a list."""
_BETWEEN: Final = 2
_LOST: Final = 6


def contents_rows(looks: Looks, headings: Mapping[int, Heading]) -> set[int]:
    """The rows of contents lists: with leaders, below the word Contents, or named again later.

    Args:
        looks: the rows.
        headings: what may be a heading, by row.
    """
    found = {at for at, text in enumerate(looks.texts) if _LEADER.search(text)}
    for at, text in enumerate(looks.texts):
        if text.strip().strip(":*").casefold() in CONTENTS:
            found |= _below(looks, at, headings, found)
    return found | _repeated(looks, headings)


def _below(looks: Looks, at: int, headings: Mapping[int, Heading], known: set[int]) -> set[int]:
    """Rows below the word Contents up to the last that ends in a page number."""
    found: set[int] = set()
    pending: list[int] = []
    seen = set()
    for row in range(at + 1, len(looks)):
        heading = headings.get(row)
        numbered = row in known or _NUMBER_LAST.search(looks.texts[row]) is not None
        if heading and not numbered:
            key = (heading.kind, heading.number)
            if key in seen or any((h.kind, h.number) == key for r, h in headings.items() if r in found):
                break
            seen.add(key)
        if numbered:
            found |= {row, *pending}
            pending = []
        else:
            pending.append(row)
            if len(pending) > _LOST:
                break
    return found


def _repeated(looks: Looks, headings: Mapping[int, Heading]) -> set[int]:
    last = {(heading.kind, heading.number): row for row, heading in headings.items()}
    found: set[int] = set()
    run: list[int] = []
    for row in sorted(headings):
        heading = headings[row]
        again = last[heading.kind, heading.number] > row
        near = bool(run) and row - run[-1] <= _BETWEEN
        if run and not (near and again):
            found |= _closed(run, headings)
            run = []
        if again:
            run.append(row)
    return found | _closed(run, headings)


def _closed(run: list[int], headings: Mapping[int, Heading]) -> set[int]:
    """The rows of a run in which one kind follows itself often enough."""
    kinds = [headings[row].kind for row in run]
    if not run or max(kinds.count(kind) for kind in set(kinds)) < _LIST:
        return set()
    same = sum(a == b for a, b in zip(kinds, kinds[1:], strict=False))
    return set(range(run[0], run[-1] + 1)) if same >= _LIST - 1 else set()
