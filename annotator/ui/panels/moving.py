# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says what to do while a passage is given another place, and shows the one chosen. Moves nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.models.area_shown import AreaShown
from annotator.ui.panels.quote import Quote


class MovingPanel(QWidget):
    """Enter keeps the new place, Escape leaves the passage as it was.

    Signals:
        kept: the words or the area chosen are the passage's.
        left: the passage stays as it was.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = QLabel()
        self._where.setProperty("quiet", True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        says, keep = _how(of_area=False)
        self.says = QLabel(says)
        self.says.setWordWrap(True)
        self._quote = Quote()
        self._keep = QPushButton(keep)
        self._keep.setObjectName("primary")
        self._keep.clicked.connect(self.kept)
        leave = QPushButton(_("Leave as it was"))
        leave.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(self._keep)
        foot.addWidget(leave)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._where, self.says, self._quote):
            column.addWidget(part)
        column.addLayout(foot)
        column.addStretch(1)

    def show_selection(self, where: str, quote: str, area: AreaShown | None = None) -> None:
        """The words, or the area, chosen so far."""
        self._where.setText(where)
        says, keep = _how(of_area=area is not None)
        self.says.setText(says)
        self._keep.setText(keep)
        if area is None:
            self._quote.show_quote(quote)
        else:
            self._quote.show_area(area)
        self._keep.setEnabled(bool(quote) or area is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape also here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _how(*, of_area: bool) -> tuple[str, str]:
    """What to do, and what the button says."""
    if of_area:
        return _("Drag the edges of this area; or arrows move it, Shift+arrows size it. Enter keeps "
                 "it, Escape leaves it as it was."), _("Keep this area")  # fmt: skip
    return _("Choose the new words of this passage: Shift+arrows or Shift+click. Enter keeps "
             "them, Escape leaves it as it was."), _("Keep these words")  # fmt: skip
