# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page says of a link or a note under the pointer when it rests there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotator.i18n import ngettext
from annotator.ui.models.pdf_note_rows import paragraphs

if TYPE_CHECKING:
    from annotator.ui.viewer.layout import Spot
    from annotator.ui.viewer.page_view import PageView

MOST = 700
"""Code points of one note or reply; the list beside the page has the rest."""
PARAGRAPHS = 3
"""The note and its first replies."""


class Hints(QObject):
    """Tooltips of one PageView."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Say what is under the pointer, when there is anything to say."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        spot = self._view.spot_at(event.pos().x(), event.pos().y())
        said = self.at(spot) if spot is not None else ""
        if said:
            QToolTip.showText(event.globalPos(), said, self._view.viewport())
        else:
            QToolTip.hideText()
        return True

    def at(self, spot: Spot) -> str:
        """The hint for a place as rich text, in which nothing of the PDF is markup; "" for none."""
        parts: list[str] = []
        if (note := self._view.pdf_notes.at(spot)) is not None:
            said = paragraphs(note)
            parts += [_paragraph(head, words) for head, words in said[:PARAGRAPHS]]
            if more := len(said[PARAGRAPHS:]):
                many = ngettext("{count} more reply", "{count} more replies", more)
                parts.append(_escaped(many.format(count=more)))
        if (link := self._view.links.at(spot)) is not None:
            parts.append(_escaped(self._view.links.said(link)))
        return "".join(f"<p style='margin: 0'>{part}</p>" for part in parts)


def _paragraph(head: str, words: str) -> str:
    return "<br>".join(filter(None, (f"<b>{_escaped(head)}</b>", _escaped(words))))


def _escaped(words: str) -> str:
    from html import escape  # noqa: PLC0415 - its table of names costs 1.5 ms

    cut = words if len(words) <= MOST else words[: MOST - 1] + "…"
    return escape(cut).replace("\n", "<br>")
