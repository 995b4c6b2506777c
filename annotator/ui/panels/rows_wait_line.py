# SPDX-License-Identifier: AGPL-3.0-or-later
"""One quiet line that says how many rows of merged files wait, and shows them. Knows no project."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.i18n import _
from annotator.ui.panels.one_line import OneLine
from annotator.ui.quiet_button import quiet_button


class _Words(OneLine):
    """As wide as its words at most, so that what stands beside it follows them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show these."""
        super().say(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all words; their width is rounded, and a fraction too little would cut them."""
        width = self.fontMetrics().horizontalAdvance(self.said) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for none: they are cut."""
        return QSize(0, super().minimumSizeHint().height())


class RowsWaitLine(QWidget):
    """Hidden while nothing waits.

    Signals:
        rows_requested: the rows are to be shown.
    """

    rows_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _Words()
        told = _("Show the rows of merged files that wait, and why")
        self.button = quiet_button(_("Show…"), told=told, name=told, goes=True)
        self.button.clicked.connect(self.rows_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def say(self, words: str) -> None:
        """Say how many wait; "" for none."""
        self.words.say(words)
        self.setVisible(bool(words))
