# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on this page and on the draft as a whole: a list, or what to do when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.i18n import _, ngettext
from annotator.ui.models.passage_list import PassageList, PassageRow
from annotator.ui.panels.passage_rows import PassageRows
from annotator.ui.panels.pdf_note_list import UNLIMITED, PdfNoteList, height_of_rows
from annotator.ui.panels.vocabulary import GLYPHS, MARK_GLYPHS, words


class OnPagePanel(QWidget):
    """Passages on the page one reads; below them marks and tags on whole provisions.

    Signals:
        passage_chosen: uid.
        mark_chosen: uid of a mark to look at or change.
        mark_delete_requested: uid.
    """

    passage_chosen = Signal(str)
    mark_chosen = Signal(str)
    mark_delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PassageList(self)
        self._head = QLabel()
        self._head.setProperty("head", True)
        self.list = PassageRows(self.model, _("Passages on this page"), _mark_words)
        self.list.clicked.connect(self._on_index)
        self.list.activated.connect(self._on_index)
        self.list.installEventFilter(self)
        self.notes = PdfNoteList()
        self.notes.filled.connect(self._fit)
        self._empty = QLabel(_how_to_begin(scan=False))
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._head.setContentsMargins(8, 0, 8, 0)  # rows have room for their ground around them
        self._empty.setContentsMargins(8, 0, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.notes, 1)
        column.addStretch(0)
        self.list.hide()

    def show_page(
        self, page: int, label: str, here: Sequence[PassageRow], whole: Sequence[PassageRow],
        *, scan: bool = False,
    ) -> None:  # fmt: skip
        """List what stands on a page, and on the draft as a whole.

        Args:
            page: from 1; 0 for no draft.
            label: as the page is numbered in print.
            here: rows of the page.
            whole: rows of marks and of tags on whole provisions.
            scan: whether the page has no text to select.
        """
        self._empty.setText(_how_to_begin(scan=scan))
        rows = list(here)
        if whole and page:
            standing = sum(row.stands for row in whole)
            head = _("On whole provisions · {count}").format(count=standing)
            rows += [PassageRow(head=head), *whole]
        current = self.model.row(self.list.currentIndex().row())
        if self.model.show_rows(rows) and current in rows:
            self.list.setCurrentIndex(self.model.index(rows.index(current)))
        where = _("Page {page}").format(page=label or page) if page else ""
        count = sum(row.stands for row in here)
        many = ngettext("{count} passage", "{count} passages", count).format(count=count)
        self._head.setText(f"{where} · {many}" if count else where)
        self._empty.setVisible(page > 0 and not here)
        self.list.setVisible(bool(rows))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as they need now."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Leave to the comments of the PDF the room that passages do not need."""
        shared = not self.notes.isHidden()
        self.list.setMaximumHeight(height_of_rows(self.list) if shared else UNLIMITED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes a mark away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.model.row(self.list.currentIndex().row())
            if event.key() == Qt.Key.Key_Delete and row is not None and row.mark:
                self.mark_delete_requested.emit(row.mark)
                return True
        return super().eventFilter(watched, event)

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None and row.passage:
            self.passage_chosen.emit(row.passage)
        elif row is not None and row.mark:
            self.mark_chosen.emit(row.mark)


def _how_to_begin(*, scan: bool) -> str:
    how = _("Select words with the mouse, or with Shift and the arrow keys, then type a code. Enter "
            "tags.")  # fmt: skip
    if scan:
        how = _("This page has no text to select. Drag a rectangle over what you mean, or press "
                "Ctrl+Shift+A and use the arrow keys, then type a code. Enter tags.")  # fmt: skip
    return _("Nothing is tagged on this page yet.") + "\n\n" + how


def _mark_words(value: str) -> str:
    glyph = MARK_GLYPHS.get(value) or GLYPHS.get(value, "")
    return f"{glyph} {words(value, 'mark')}".strip()
