# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages as people write them: `3-8, 12`. No Qt."""

from __future__ import annotations

import re

_PART = re.compile(r"\s*(\d+)\s*(?:[-\u2010-\u2014]\s*(\d+)?)?\s*")


def pages_of(text: str, last: int) -> tuple[int, ...]:
    """The pages that a text names, in order, each once.

    Args:
        text: as typed; an open end (`12-`) means the rest.
        last: the last page there is.

    Raises:
        ValueError: it names no pages, or pages that are not there.
    """
    found: set[int] = set()
    for part in filter(str.strip, re.split(r"[,;\u060c\u3001]", text)):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(part)
        begin = int(match[1])
        open_end = match[2] is None and len(part.strip()) > len(match[1])
        end = int(match[2]) if match[2] else last if open_end else begin
        if not 1 <= begin <= end <= last:
            raise ValueError(part)
        found.update(range(begin, end + 1))
    if not found:
        raise ValueError(text)
    return tuple(sorted(found))
