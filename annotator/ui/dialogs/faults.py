# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a dialog says what is wrong and what is doubtful: each thing once, in few lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from annotator.ui.dialogs.frame import sentence

_HIGHEST = 92
"""Pixels; what needs more scrolls."""


class Faults(QScrollArea):
    """Lines that wrap; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.refusal = ""
        self._wrong: Sequence[str] = ()
        self._doubtful: Sequence[str] = ()
        self._label = sentence("")
        self._label.setObjectName("refusal_line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setWidget(self._label)
        self.hide()

    @property
    def said(self) -> str:
        """All lines that are shown."""
        return self._label.text()

    def refuse(self, reason: str) -> None:
        """Say why something could not be done; "" takes it back."""
        self.refusal = reason
        self._say()

    def tell(self, wrong: Sequence[str], doubtful: Sequence[str]) -> None:
        """Say what is wrong, and what is only to be looked at."""
        self._wrong, self._doubtful = wrong, doubtful
        self._say()

    def _say(self) -> None:
        """What stands in a refusal needs no line of its own."""
        lines = dict.fromkeys((*self._wrong, *self._doubtful))
        shown = [self.refusal, *(line for line in lines if line not in self.refusal)]
        text = "\n".join(filter(None, shown))
        if text == self.said:
            return
        self._label.setText(text)
        self._label.setProperty("quiet", not self._wrong and not self.refusal)
        self._label.style().polish(self._label)
        self.setAccessibleName(text)
        scrolls = self._needed(self.width()) > _HIGHEST
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setValue(0)
        self.setVisible(bool(text))
        self.updateGeometry()

    def _needed(self, width: int) -> int:
        return max(
            self._label.heightForWidth(max(width, 1)), self._label.minimumSizeHint().height()
        )

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a limit."""
        return QSize(super().sizeHint().width(), min(self._needed(self.width()), _HIGHEST))

    def minimumSizeHint(self) -> QSize:
        """The same: a line is not cut where there is little room."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines are more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
