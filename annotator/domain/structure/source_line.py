# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the finder reads: rows of running text with their look, and their text made comparable."""

from __future__ import annotations

import unicodedata
from typing import Final

from annotator.domain.values import dataclass

READ: Final = frozenset(("body", "heading"))
"""Kinds of rows that are running text."""
_DROPPED: Final = frozenset(
    "\u00ad\u0640\u061c\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0000"
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of text as the eye sees it. Lengths are in points of the upright page, y down; all are 0
    where nothing is known of the look.

    Attributes:
        page: from 1.
        start: first code point in the page's text.
        end: one past the last.
        text: the page's text from `start` to `end`, line ends as spaces.
        kind: `body`, `heading`, `header`, `footer`, `footnote` or `line_number`; only the first two
            are read.
        bold: whether all of it is bold.
        size: of its type.
        left: edge of its words.
        right: likewise.
        top: likewise.
        bottom: likewise.
        page_width: of the page.
        rtl: whether it runs right to left.
        column: of the page, from 0, in the order of reading.
    """

    page: int
    start: int
    end: int
    text: str
    kind: str = "body"
    bold: bool = False
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    page_width: float = 0.0
    rtl: bool = False
    column: int = 0


class _Plain(dict[int, str]):
    """Characters in one spelling, worked out when they are first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _DROPPED or (unicodedata.combining(char) and "\u064b" <= char <= "\u0670"):
            plain = ""
        elif char.isspace():
            plain = " "
        elif char.isdecimal():
            plain = str(unicodedata.decimal(char))
        else:
            plain = unicodedata.normalize("NFKC", char)
            plain = plain if len(plain) == 1 else char
        self[code] = plain
        return plain


@dataclass(frozen=True, slots=True)
class Clean:
    """A text in one spelling of spaces, digits and letter forms, with a way back.

    Attributes:
        text: without bidi marks, soft hyphens, stretched and vowelled letters.
        places: where each code point stands in the source; None where all stand where they stood.
    """

    text: str
    places: tuple[int, ...] | None = None

    def place(self, at: int) -> int:
        """Where a code point of `text` stands in the source."""
        if self.places is None:
            return at
        return (
            self.places[at] if at < len(self.places) else self.places[-1] + 1 if self.places else 0
        )


class Cleaner:
    """Makes texts comparable. Holds what it learnt of single characters."""

    def __init__(self) -> None:
        self._plain = _Plain()

    def clean(self, text: str) -> Clean:
        """One spelling of a text."""
        made = text.translate(self._plain)
        if len(made) == len(text):
            return Clean(made)
        kept = [at for at, char in enumerate(text) if self._plain[ord(char)]]
        return Clean(made, tuple(kept))
