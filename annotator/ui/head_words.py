# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heads of columns that do not fit: cut with an ellipsis, in full as a tool tip. Knows no table."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QToolTip


def cut_heads(header: QHeaderView) -> None:
    """Cut heads where there is no room; they are told in full under the mouse."""
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.viewport().installEventFilter(_InFull(header))


class _InFull(QObject):
    """Answers the mouse that rests on a head."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole words of a head that is cut; a tool tip of its own comes first."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            header = self._header
            section = header.logicalIndexAt(event.pos())
            words = self._said(section, Qt.ItemDataRole.DisplayRole)
            cut = section >= 0 and header.sectionSize(section) < header.sectionSizeHint(section)
            if words and cut and not self._said(section, Qt.ItemDataRole.ToolTipRole):
                plain = f"<p>{escape(words)}</p>" if "<" in words else words  # never markup
                QToolTip.showText(event.globalPos(), plain, header.viewport())
                return True
        return super().eventFilter(watched, event)

    def _said(self, section: int, role: Qt.ItemDataRole) -> str:
        model = self._header.model()
        if model is None or section < 0:
            return ""
        return str(model.headerData(section, self._header.orientation(), role) or "")
