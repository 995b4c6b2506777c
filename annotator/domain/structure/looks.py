# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the look of a row says: whether it stands out, is centred, or goes on from the row above."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from annotator.domain.structure.heading_words import LEADING, NUMBERED
from annotator.domain.structure.note_marks import ends_in_number, without_note_mark
from annotator.domain.structure.source_line import READ, Clean, Cleaner, SourceLine

_ENDS: Final = ".;:!?。；：！？؛؟…"
_CLOSERS: Final = "\"'”’»)]}）】」 0123456789*"
_JOINS: Final = frozenset(
    ("and", "or", "et", "ou", "y", "o", "e", "и", "или", "و", "أو", "и/или", "and/or")
)
_MUCH: Final = 0.25
_LARGER: Final = 1.12
_FAR: Final = 1.5


class Looks:
    """The rows that are read, with their look. Everything is worked out once.

    Attributes:
        lines: running text, in the order of reading.
        clean: their text, made comparable.
        texts: likewise, the words only.
    """

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        cleaner = Cleaner()
        kept = [(line, cleaner.clean(line.text)) for line in lines if line.kind in READ]
        kept = [(line, clean) for line, clean in kept if clean.text.strip()]
        self.lines: list[SourceLine] = [line for line, _clean in kept]
        self.clean: list[Clean] = [clean for _line, clean in kept]
        self.texts: list[str] = [clean.text for clean in self.clean]
        sizes: Counter[float] = Counter()
        bold = whole = 0
        rights: dict[tuple[int, int], list[float]] = defaultdict(list)
        lefts: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in self.lines:
            length = line.end - line.start
            sizes[round(line.size * 2) / 2] += length
            whole += length
            bold += length if line.bold else 0
            rights[line.page, line.column].append(line.right)
            lefts[line.page, line.column].append(line.left)
        self._size = max(sizes, key=lambda size: sizes[size]) if sizes else 0.0
        self._bold_says = bold <= _MUCH * whole
        self._edges = {at: (min(lefts[at]), max(rights[at])) for at in rights}
        self._styled = [self._stands_out(at) for at in range(len(self.lines))]

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def known(self) -> bool:
        """Whether anything is known of the look at all."""
        return any(line.right > line.left for line in self.lines)

    def styled(self, at: int) -> bool:
        """Whether a row stands out as headings do: bold, larger, centred, or found to be one."""
        return self._styled[at]

    def _stands_out(self, at: int) -> bool:
        line = self.lines[at]
        larger = self._size > 0 and line.size >= _LARGER * self._size
        return (
            line.kind == "heading" or (line.bold and self._bold_says) or larger or self.centred(at)
        )

    def loud(self, at: int) -> bool:
        """Whether a row is bold or larger than the body's."""
        line = self.lines[at]
        return (line.bold and self._bold_says) or (
            self._size > 0 and line.size >= _LARGER * self._size
        )

    def centred(self, at: int) -> bool:
        """Whether a row stands in the middle of its column and reaches neither edge."""
        line = self.lines[at]
        left, right = self._edges[line.page, line.column]
        if right - left < 1 or line.right <= line.left:
            return False
        before, behind = line.left - left, right - line.right
        return min(before, behind) > 0.08 * (right - left) and abs(before - behind) < 0.06 * (
            right - left
        )

    def said(self, at: int) -> str:
        """The words of a row, without the mark of a note at its end."""
        return without_note_mark(self.lines[at].text, self.texts[at])

    def ends(self, at: int) -> bool:
        """Whether a row ends a sentence or a clause, with or without the mark of a note behind."""
        text = self.said(at)
        return not ends_in_number(text) and (
            text.rstrip(_CLOSERS)[-1:] in _ENDS
            or text[-1:] in _ENDS
            or (re.search(r"[.;:][\])”\"]?\s?\d{1,2}$", text) is not None)
        )

    def pauses(self, at: int) -> bool:
        """Whether an item of a list may follow a row: it ends a clause, with a comma or with `and`."""
        text = self.said(at)
        words = text.rsplit(None, 1)
        return (
            self.ends(at)
            or text[-1:] in ",，、،–—-]"
            or (bool(words) and words[-1].casefold() in _JOINS)
        )

    def leads(self, at: int) -> bool:
        """Whether a row ends in a word that cannot be its last: `in accordance with`."""
        return self._last(at) in LEADING

    def refers(self, at: int) -> bool:
        """Whether a row ends in a word that asks for a number: `as set forth in paragraph`."""
        return self._last(at) in LEADING or self._last(at) in NUMBERED

    def _last(self, at: int) -> str:
        words = self.texts[at].rsplit(None, 1)
        return words[-1].casefold().strip('([“"') if words else ""

    def gap(self, at: int) -> bool:
        """Whether more than the usual space lies above a row."""
        if at == 0:
            return True
        line, above = self.lines[at], self.lines[at - 1]
        if (line.page, line.column) != (above.page, above.column) or line.bottom <= line.top:
            return False
        return line.top - above.bottom > 0.35 * (line.bottom - line.top)

    def full(self, at: int) -> bool:
        """Whether the first word of the next row had no room in a row. True where nothing is known."""
        line = self.lines[at]
        left, right = self._edges[line.page, line.column]
        if line.right <= line.left:
            return False
        words = self.texts[at + 1].split(None, 1) if at + 1 < len(self.lines) else []
        letters = len(words[0]) if words else 1
        if words and words[0] > "\u2e80":
            letters = 2
        width = (letters + 1) * (line.right - line.left) / max(1, len(self.texts[at].strip()))
        return line.left - width < left if line.rtl else line.right + width > right

    def runs_on(self, at: int) -> bool:
        """Whether a row is the middle of a sentence: the one above is full and has no end."""
        if at == 0:
            return False
        if self.ends(at - 1) or self._styled[at] != self._styled[at - 1]:
            return False
        if self.lines[at - 1].right <= self.lines[at - 1].left:
            return self.leads(at - 1)
        return self.full(at - 1) and not self.gap(at)
