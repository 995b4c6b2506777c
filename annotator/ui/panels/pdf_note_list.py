# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others wrote into the PDF on the page one reads: a list, and all the words of the chosen one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.i18n import _
from annotator.pdf.extras import PdfNote
from annotator.ui.models.passage_list import PassageList
from annotator.ui.models.pdf_note_rows import row_of, whole
from annotator.ui.panels.passage_rows import PassageRows

UNLIMITED = (1 << 24) - 1
"""What Qt takes for no limit."""
COUNTED = 60
WORDS = 160
"""Logical pixels the words of a note may take; beyond, they scroll."""


class PdfNoteList(QWidget):
    """Comments in the PDF, to read.

    Signals:
        chosen: the number of the one to show on the page, from 0.
        filled: it lists others, or none.
    """

    chosen = Signal(int)
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[PdfNote, ...] = ()
        self._marked: tuple[str, ...] = ()
        self.model = PassageList(self)
        self._head = QLabel()
        self._head.setProperty("head", True)
        self._quiet = QLabel(_("Part of the PDF: to read here, not to change."))
        self._quiet.setProperty("quiet", True)
        self._quiet.setWordWrap(True)
        self.list = PassageRows(self.model, _("Comments in the PDF on this page"), str)
        self.list.clicked.connect(self._on_index)
        self.list.activated.connect(self._on_index)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("Words of the comment"))
        for label in (self._head, self._quiet):
            label.setContentsMargins(8, 0, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for widget in (self._head, self._quiet):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addStretch(0)
        self.words.hide()
        self.hide()

    def show_notes(self, notes: Sequence[PdfNote], marked: Sequence[str]) -> None:
        """List these; without any, take no room.

        Args:
            notes: of the page.
            marked: the words each of them marks, "" where there are none.
        """
        if (tuple(notes), tuple(marked)) != (self._notes, self._marked):
            kept = self.list.currentIndex().row() if tuple(notes) == self._notes else -1
            self._notes, self._marked = tuple(notes), tuple(marked)
            self._head.setText(_("Comments in the PDF · {count}").format(count=len(notes)))
            self.model.show_rows([row_of(*pair) for pair in zip(notes, marked, strict=True)])
            if kept >= 0:  # the same notes; only their words on the page are known now
                with QSignalBlocker(self.list.selectionModel()):
                    self.list.setCurrentIndex(self.model.index(kept))
                self.words.setPlainText(whole(self._notes[kept], self._marked[kept]))
            self.words.setVisible(kept >= 0)
        self.setVisible(bool(notes))
        self._fit()
        self.filled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows are as high as they need now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No higher than what there is to read."""
        self.list.setMaximumHeight(height_of_rows(self.list))
        lines = self.words.document().size().height()  # a plain text counts in lines
        edge = 2 * round(self.words.document().documentMargin()) + 2 * self.words.frameWidth()
        high = math.ceil(lines * self.words.fontMetrics().lineSpacing()) + edge
        self.words.setFixedHeight(min(high, WORDS))

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        self._tell(index.row())

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        self._tell(index.row())

    def _tell(self, number: int) -> None:
        if 0 <= number < len(self._notes):
            self.words.setPlainText(whole(self._notes[number], self._marked[number]))
            self.words.show()
            self._fit()
            self.chosen.emit(number)


def height_of_rows(view: QListView) -> int:
    """How high a list is that shows all its rows, in logical pixels; no limit where they are many."""
    count = view.model().rowCount()
    if count > COUNTED:
        return UNLIMITED
    return sum(view.sizeHintForRow(row) for row in range(count)) + 2 * view.frameWidth() + 2
