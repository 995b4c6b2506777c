# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's queue of what goes from one draft to the next. Gets values and gives signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.models.queue_list import QueueList, QueueRow, Wanted
from annotator.ui.panels.choice_menu import add_choice, menu_button
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.queue_detail import ALREADY, ANSWERS, QueueDetail
from annotator.ui.panels.queue_filter import QueueFilter
from annotator.ui.panels.queue_rows import QueueView
from annotator.ui.panels.queue_words import carry_offer, counted, nothing_open, row_said
from annotator.ui.panels.rows_or_words import RowsOrWords

if TYPE_CHECKING:
    from annotator.services.queue_board import QueueBoard

CARRY = "carry.do"
_DIGITS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)
_PAD = 16


class QueuePanel(QWidget):
    """How many there are of each verdict, the rows, and beside them the one that is looked at.

    Args:
        actions: commands by id; its buttons and digits trigger them.

    Signals:
        older_chosen: SHA-256 of the draft to carry from.
        current_changed: another row is looked at, or none.
        gone_to: somebody went to the current row.
        page_requested: on to the page.
        show_old_requested: the current one's words in the older draft are wanted.
    """

    older_chosen = Signal(str)
    current_changed = Signal()
    gone_to = Signal()
    page_requested = Signal()
    show_old_requested = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue-panel")
        self.setAccessibleName(_("Carrying over"))
        self._actions = actions
        self._board: QueueBoard | None = None
        self._codes: Mapping[str, Code] = {}
        self._keyed = True
        self.model = QueueList(row_said, self)
        self.rows = QueueView(self.model)
        self.rows.setAccessibleName(_("Passages that wait to be carried over"))
        self.rows.setMinimumWidth(240)
        self.detail = QueueDetail(actions)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.rows)
        self._split.addWidget(self.detail)
        self._split.setSizes([420, 620])
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self.total = OneLine()
        self._pages = RowsOrWords(self._split)
        self.carry = QPushButton()
        self.carry.setObjectName("primary")
        self.carry.clicked.connect(actions[CARRY].trigger)
        actions[CARRY].changed.connect(self._on_carry_changed)
        self.older = menu_button(_("From"), _("The draft whose passages are carried over"))
        self.older_menu = QMenu(self.older)
        self.older.setMenu(self.older_menu)
        self.filter = QueueFilter(self)
        self._build()
        self._connect()
        self.show_nothing("")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD - 6, 4, _PAD, 4)  # the button has an edge of its own
        head.setSpacing(8)
        head.addWidget(self.older)
        head.addWidget(self.total, 1)
        head.addWidget(self.carry)
        head.addWidget(self.filter.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.filter.asked.connect(self._on_asked)
        self.rows.selectionModel().currentChanged.connect(self._on_current)
        self.rows.gone_to.connect(self.gone_to)
        self.rows.entered_row.connect(self.page_requested)
        self.detail.show_old_requested.connect(self.show_old_requested)
        self.detail.left.connect(self.focus_rows)

    # -- from outside ----------------------------------------------------------------------------

    @property
    def board(self) -> QueueBoard | None:
        """What is shown; None for nothing."""
        return self._board

    @property
    def current(self) -> QueueRow | None:
        """The row that is looked at."""
        row = self.model.row(self.rows.currentIndex().row())
        return row if row and row.item else None

    def show_board(
        self, board: QueueBoard, rows: Sequence[QueueRow], codes: Mapping[str, Code], back: str = ""
    ) -> None:
        """Show what is open; the one that was looked at stays, or what follows it.

        Args:
            board: what was read.
            rows: of it.
            codes: by uid.
            back: uid of a passage to stand on, if it is there.
        """
        at, now = self.rows.currentIndex().row(), self.current
        before = now.item.passage if now and now.item else ""
        top = self.rows.verticalScrollBar().value()
        self._board, self._codes = board, codes
        self.model.show_rows(rows)
        self.filter.offer(rows)
        places = [self.model.row_of(uid) for uid in (back, before) if uid]
        self._settle(next((n for n in places if n >= 0), at))
        if places and places[-1] >= 0 and not back:
            self.rows.verticalScrollBar().setValue(top)

    def show_nothing(self, why: str) -> None:
        """Nothing to list, and why."""
        self._board = None
        self.model.show_rows(())
        self.filter.offer(())
        self._settle(-1)
        self._pages.say(why)

    def drop(self, passage: str) -> None:
        """One is decided: the next one comes."""
        now = self.current
        was_current = bool(now and now.item and now.item.passage == passage)
        at = self.model.row_of(passage)
        self.model.drop(passage)
        self.filter.offer(self.model.everything)
        self._settle(at if was_current else self.rows.currentIndex().row())

    def skip(self) -> None:
        """On to the next one, from the last to the first."""
        at = self.model.next_of(self.rows.currentIndex().row() + 1)
        if at >= 0:
            self.rows.go(at)
            self.gone_to.emit()

    @Slot()
    def focus_rows(self) -> None:
        """Go to the rows, or to what comes first where there are none."""
        wanted: QWidget = self.rows
        if self._pages.said:
            wanted = self.carry if self.carry.isVisible() else self.older
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def answer(self, digit: int) -> None:
        """What a digit stands for, where it can be done now."""
        self._actions[ANSWERS[digit - 1] if digit else CARRY].trigger()

    @Slot(str)
    def show_keys(self, holder: str) -> None:
        """Show the keys on the buttons while they answer: in the queue, or on the page that one adjusts."""
        self._keyed = bool(holder)
        self.detail.show_keys(on=self._keyed)
        self._on_carry_changed()

    def offer_older(self) -> None:
        """Open the menu of drafts to carry from."""
        self.older.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.older.showMenu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, and T says that it is tagged already."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _DIGITS and plain:
            self.answer(event.key() - Qt.Key.Key_0)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self._actions[ALREADY].trigger()
        else:
            super().keyPressEvent(event)

    # -- inside ----------------------------------------------------------------------------------

    def _settle(self, row: int) -> None:
        """Say how many there are; stand on a row, or on what comes instead."""
        board, filled = self._board, bool(self.model.rowCount())
        older = board.older if board else None
        self.total.say(counted(self.model.everything, older) if older else "")
        self.rows.setAccessibleDescription(self.total.said)
        self._on_carry_changed()
        self._fill_older()
        self._pages.show_rows(filled)
        if older is not None and not filled:
            self._pages.say(
                _("None of those that wait is of this kind.")
                if self.model.everything
                else nothing_open(older)
            )
        at = self.model.next_of(max(0, min(row, self.model.rowCount() - 1)))
        if at >= 0:
            self.rows.go(at)
        self._on_current(QModelIndex())

    @Slot()
    def _on_carry_changed(self) -> None:
        board = self._board
        said = carry_offer(board.carried) if board and board.carried else ""
        self.carry.setText(f"0  {said}" if self._keyed else said)
        self.carry.setAccessibleName(said)
        self.carry.setToolTip(_("What is the same or has moved, for everybody, in one action"))
        self.carry.setVisible(bool(said))
        self.carry.setEnabled(self._actions[CARRY].isEnabled())

    def _fill_older(self) -> None:
        board = self._board
        self.older_menu.clear()
        group = QActionGroup(self.older_menu)
        for draft in board.earlier if board else ():
            holds = board is not None and draft == board.older
            action = add_choice(group, self.older_menu, draft.name, draft.sha256, holds=holds)
            action.triggered.connect(self._on_older)
        older = board.older if board else None
        self.older.setText(f"{_('From')} {older.name if older else ''} ▾")
        self.older.setVisible(bool(board and board.earlier))

    @Slot()
    def _on_older(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.older_chosen.emit(str(action.data()))

    @Slot(object)
    def _on_asked(self, wanted: Wanted) -> None:
        now = self.current
        self.model.ask_for(wanted)
        self._settle(self.model.row_of(now.item.passage) if now and now.item else 0)

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        row, board = self.current, self._board
        if row is not None and board is not None and board.older is not None:
            self.detail.show_row(row, self._codes, board.older.name)
        self.current_changed.emit()
