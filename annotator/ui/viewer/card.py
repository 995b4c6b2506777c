# SPDX-License-Identifier: AGPL-3.0-or-later
"""A card in place of pages that cannot be shown: which file, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from annotator.i18n import _
from annotator.ui import theme


class Card(QFrame):
    """Stands in place of pages that cannot be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("refusal")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self._title.setFont(font)
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(56 * theme.GRID)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 32, 32, 32)
        inner.setSpacing(16)
        inner.addWidget(self._title)
        inner.addWidget(self._reason)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def say(self, name: str, reason: str) -> None:
        """Which file, and why not."""
        self._title.setText(_("“{name}” cannot be shown").format(name=name))
        self._reason.setText(reason)
        self.setAccessibleName(f"{self._title.text()}. {reason}")
