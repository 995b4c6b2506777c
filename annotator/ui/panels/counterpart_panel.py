# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's list of counterparts, both ways. Gets values and gives signals."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.counterpart import Board
from annotator.i18n import _
from annotator.ui.feedback import announce
from annotator.ui.head_words import cut_heads
from annotator.ui.models.correspondence_words import numbering_words
from annotator.ui.models.counterpart_rows import (
    CERTAINTY,
    COUNTERPART,
    NOTES,
    PROVISION,
    RELATION,
    TITLE,
    CounterpartRows,
)
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.row_ground import one_line, row_ground, row_height
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.quiet_button import quiet_button

Index = QModelIndex | QPersistentModelIndex
PAD = 8
_WIDTHS = {PROVISION: 96, TITLE: 280, COUNTERPART: 168, RELATION: 88, CERTAINTY: 96}
_QUIET = (TITLE, CERTAINTY, NOTES)


class _Cells(QStyledItemDelegate):
    """One line of words; what says less is quieter."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setFont(option.font)
        painter.setLayoutDirection(option.direction)
        ink, quiet = row_ground(painter, option, self.parent())
        painter.setPen(quiet if index.column() in _QUIET else ink)
        where = option.rect.adjusted(PAD, 0, -PAD, 0)
        one_line(painter, where, str(index.data() or ""))
        painter.restore()


class _Rows(QTableView):
    """Rows, by mouse and keys.

    Signals:
        entered_row: Enter, or a click.
        delete_requested: Delete.
    """

    entered_row = Signal(int)
    delete_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows; Delete takes one's link away; Tab leaves."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered_row.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.delete_requested.emit(row)
        else:
            super().keyPressEvent(event)


class CounterpartPanel(QWidget):
    """Which numbering, which way, and a row an article.

    Signals:
        numbering_chosen: id; "" to have it told by symbol and titles.
        line_chosen: a Line, to be shown with its counterpart beside it.
        unlink_requested: uid of a link.
    """

    numbering_chosen = Signal(str)
    line_chosen = Signal(object)
    unlink_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Counterparts"))
        self._board = Board("")
        self._names: Mapping[str, str] = {}
        self._mine: frozenset[str] = frozenset()
        self.model = CounterpartRows(self)
        self.rows = _Rows()
        self.rows.setModel(self.model)
        self.rows.setAccessibleName(_("Articles and their counterparts"))
        self.numbering = QComboBox()
        self.numbering.setAccessibleName(_("How this draft is numbered"))
        self.numbering.setMinimumContentsLength(20)
        self.numbering.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.numbering.activated.connect(self._on_numbering)
        self.forth = _toggle(_("From the draft"), _("A row for each article of the draft"))
        self.back = _toggle(_("From the reference"), _("A row for each article of the references"))
        self.forth.setChecked(True)
        self.forth.clicked.connect(self._on_forth)
        self.back.clicked.connect(self._on_back)
        self.without = QCheckBox(_("Without a &match"))
        self.without.toggled.connect(self._on_without)
        self._why, self._count = OneLine(), QLabel()
        self._count.setProperty("quiet", True)
        self._pages = RowsOrWords(self.rows)
        self._arrange()
        self.rows.entered_row.connect(self._on_entered)
        self.rows.clicked.connect(self._on_clicked)
        self.rows.delete_requested.connect(self._on_delete)
        self.clear()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.numbering)
        row.addWidget(self._why, 1)
        row.addWidget(self._count)
        row.addWidget(self.without)
        row.addSpacing(8)
        row.addWidget(self.forth)
        row.addWidget(self.back)
        rows = self.rows
        rows.setItemDelegate(_Cells(rows))
        rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setTabKeyNavigation(False)
        rows.setShowGrid(False)
        rows.setWordWrap(False)
        rows.verticalHeader().hide()
        rows.verticalHeader().setDefaultSectionSize(row_height(rows.fontMetrics()))
        header = rows.horizontalHeader()
        cut_heads(header)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(NOTES, QHeaderView.ResizeMode.Stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(rows)

    # -- values ----------------------------------------------------------------------------------

    def show_board(
        self, board: Board, *, names: Mapping[str, str], mine: frozenset[str], read_only: bool
    ) -> None:
        """All that stands beside the draft that is shown.

        Args:
            board: as the project tells it.
            names: of reviewers, by uid.
            mine: how links name who looks.
            read_only: whether nothing can be chosen or taken away.
        """
        self._board, self._names, self._mine = board, names, mine
        box = self.numbering
        box.clear()
        fits = board.numbering is not None
        box.addItem(_("As symbol and titles say") if fits else _("No table fits: choose one"), "")
        for uid, words in board.choices:
            box.addItem(words, uid)
        used = board.numbering.id if board.numbering else ""
        box.setCurrentIndex(max(box.findData(used), 0))
        box.setEnabled(not read_only)
        judged = board.numbering.judgement if board.numbering else ""
        self._why.say(" \u00b7 ".join(filter(None, (numbering_words(board), judged))))
        self._fill()

    def clear(self) -> None:
        """No draft of a project is shown."""
        self._board = Board("")
        self.numbering.clear()
        self.numbering.setEnabled(False)
        self._why.say("")
        self._fill()

    def _fill(self) -> None:
        current = self.model.line(self.rows.currentIndex().row())
        board, back = self._board, self.back.isChecked()
        lines = board.back if back else board.lines
        self.model.show_lines(lines, back=back, told=board.numbering is not None, names=self._names)
        at = self.model.find(current) if current else -1
        if at >= 0:
            self.rows.selectRow(at)
        self._tell()

    def _tell(self) -> None:
        every, without = self.model.counts
        said = _("{n} of {all} without a match").format(n=without, all=every)
        self._count.setText(said if every and self.model.told else "")
        self._pages.show_rows(bool(self.model.shown))
        if every:
            self._pages.say(_("Every article has a counterpart."))
        elif self.back.isChecked():
            self._pages.say(_("Choose how the draft is numbered: its references stand here then."))
        else:
            self._pages.say(_("The articles of the draft stand here, each with its counterpart."))

    # -- slots -----------------------------------------------------------------------------------

    @Slot(int)
    def _on_numbering(self, _at: int) -> None:
        self.numbering_chosen.emit(str(self.numbering.currentData() or ""))

    @Slot()
    def _on_forth(self) -> None:
        self._turn(back=False)

    @Slot()
    def _on_back(self) -> None:
        self._turn(back=True)

    def _turn(self, *, back: bool) -> None:
        self.forth.setChecked(not back)
        self.back.setChecked(back)
        self._fill()

    @Slot(bool)
    def _on_without(self, on: bool) -> None:
        self.model.set_only_without(on)
        self._tell()
        announce(self, self._count.text())

    @Slot(object)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._on_entered(index.row())

    @Slot(int)
    def _on_entered(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.line_chosen.emit(line)

    @Slot(int)
    def _on_delete(self, row: int) -> None:
        line = self.model.line(row)
        own = [link for link in (line.links if line else ()) if link.reviewer in self._mine]
        if own:
            self.unlink_requested.emit(own[-1].uid)


def _toggle(words: str, told: str) -> QToolButton:
    made = quiet_button(words, told=told)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
