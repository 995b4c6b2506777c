# SPDX-License-Identifier: AGPL-3.0-or-later
"""A table of a dialog: rows without a tree, which copies what it shows. Knows no subject."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from annotator.ui.head_words import cut_heads
from annotator.ui.models.merge_items import CellTable


class Table(QTreeView):
    """Rows of a table, without a tree; copies what it shows."""

    def __init__(self, model: CellTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.header().setSectionsMovable(False)
        cut_heads(self.header())
        self.header().setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def fit(self, wide: int) -> None:
        """Columns as wide as their words; this one takes what is left."""
        head = self.header()
        head.setStretchLastSection(False)
        for column in range(self.model().columnCount()):
            mode = QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if column == wide else mode
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies all rows shown, to send them to whoever can mend them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """What it shows, a line a row."""
        model = self.model()
        columns = [n for n in range(model.columnCount()) if not self.isColumnHidden(n)]
        return "\n".join(
            "\t".join(str(model.index(row, n).data() or "") for n in columns)
            for row in range(model.rowCount())
        )
