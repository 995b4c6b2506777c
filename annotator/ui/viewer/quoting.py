# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a selected range reads like: running text only, line ends as spaces. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from annotator.domain.anchor import Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageText


def trimmed(text: PageText, start: int, end: int) -> Iterator[Segment]:
    """The running text between two places of a page, without white space at its ends."""
    for low, high in text_layer.body_ranges(text):
        first, last = max(low, start), min(high, end)
        while first < last and text.text[first].isspace():
            first += 1
        while last > first and text.text[last - 1].isspace():
            last -= 1
        if first < last:
            yield Segment(text.page, first, last)


def clean(pieces: list[str]) -> str:
    """Pieces of raw text as one line: line ends become spaces, but not between characters of a
    script that has none, and soft hyphens go.
    """
    words: list[str] = []
    for part in "\n".join(pieces).replace("\u00ad", "").split("\n"):
        line = part.strip()
        if not line:
            continue
        if words and not (_unspaced(words[-1][-1]) and _unspaced(line[0])):
            words.append(" ")
        words.append(line)
    return "".join(words)


def _unspaced(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"
