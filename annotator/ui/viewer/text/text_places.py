# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a place in the draft to its place in the text pane's document, and back."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock

from annotator.ui.models.running_text import Paragraph
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.viewer.text.text_filling import TextFilling
from annotator.ui.viewer.text.text_pane import TextPane


class TextPlaces:
    """Looks up what the filling has put in; a page's own line stands for the top of the page."""

    def __init__(self, pane: TextPane, filling: TextFilling) -> None:
        self._pane, self._filling = pane, filling

    def block_at(self, caret: Caret) -> tuple[QTextBlock, int]:
        """Block and place in it (UTF-16) of a caret; an invalid block where its page is not here.

        What is left out of the text, such as a header, stands where the nearest words stand.
        """
        found = self._filling.paragraphs(caret.page)
        if not found:
            return self._filling.block(caret.page), 0
        place = min(range(len(found)), key=lambda n: _away(found[n], caret.at))
        paragraph = found[place]
        return self._filling.block(caret.page, place), paragraph.in_utf16(paragraph.shown(caret.at))

    def position(self, caret: Caret) -> int:
        """Position in the document; of a page beyond what is here the nearest end, -1 for nothing."""
        pages = self._filling.pages
        if not pages:
            return -1
        if caret.page < pages[0]:
            return 0
        if caret.page > pages[-1]:
            return self._pane.document().characterCount() - 1
        block, at = self.block_at(caret)
        return block.position() + at if block.isValid() else -1

    def caret(self, position: int, *, end: bool = False) -> Caret | None:
        """The caret of a position; None where no page stands.

        Args:
            position: in the document.
            end: it is the end of something: what comes after it does not belong to it.
        """
        block = self._pane.document().findBlock(position)
        page, paragraph = self._filling.paragraph_of(block)
        if not page:
            return None
        if paragraph is not None:
            at = paragraph.from_utf16(position - block.position())
            return Caret(page, paragraph.raw(at, end=end))
        if end:
            before = block.previous()
            if not before.isValid():
                return None
            return self.caret(before.position() + before.length() - 1, end=True)
        found = self._filling.paragraphs(page)
        return Caret(page, min((each.span[0] for each in found), default=0))


def _away(paragraph: Paragraph, at: int) -> int:
    start, end = paragraph.span
    return max(start - at, at - end + 1, 0)
