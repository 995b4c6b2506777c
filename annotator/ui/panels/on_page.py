# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on this page: a list of passages, or what to do when there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.i18n import _, ngettext
from annotator.ui.delegates import PassageDelegate
from annotator.ui.models.passage_list import PassageList


class OnPagePanel(QWidget):
    """Passages on the page one reads.

    Signals:
        passage_chosen: uid.
    """

    passage_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PassageList(self)
        self._head = QLabel()
        self._head.setProperty("head", True)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PassageDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Passages on this page"))
        self.list.clicked.connect(self._on_index)
        self.list.activated.connect(self._on_index)
        self._empty = QLabel(
            _("Nothing is tagged on this page yet.\n\nSelect words with the mouse, or with Shift "
              "and the arrow keys, then type a code. Enter tags.")
        )  # fmt: skip
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._head.setContentsMargins(8, 0, 8, 0)  # rows have room for their ground around them
        self._empty.setContentsMargins(8, 0, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.list.hide()

    def show_page(self, passages: Sequence[Passage], page: int, codes: Mapping[str, Code]) -> None:
        """List the passages of a page."""
        self.model.show_page(passages, page, codes)
        count = self.model.rowCount()
        where = _("Page {page}").format(page=page) if page else ""
        many = ngettext("{count} passage", "{count} passages", count).format(count=count)
        self._head.setText(f"{where} · {many}" if count else where)
        self._empty.setVisible(page > 0 and not count)
        self.list.setVisible(bool(count))

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.passage_chosen.emit(row.passage)
