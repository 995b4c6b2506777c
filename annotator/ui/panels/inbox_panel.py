# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox: what waits for a word, and the answers to it. Shows values and asks; writes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.inbox_list import InboxList, Question
from annotator.ui.panels.inbox_row import InboxDelegate
from annotator.ui.panels.inbox_values import InboxValues
from annotator.ui.panels.inbox_words import TAKE
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.quote import Quote
from annotator.ui.panels.rows_wait_line import RowsWaitLine
from annotator.ui.quiet_button import quiet_button

_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionList(QListView):
    """Leaves to the panel what answers: digits would search the list, which has no use for them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home, End; the rest goes on."""
        sideways = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in _DIGITS or event.key() in (*_ENTER, *sideways):
            event.ignore()
        else:
            super().keyPressEvent(event)


class InboxPanel(QWidget):
    """Conflicts, and what others changed of one's own work.

    Signals:
        value_chosen: kind, uid, field, value: settles a conflict.
        held_answered: uid, whether theirs is taken.
        passage_requested: SHA-256 of the draft, uid of the passage: show it.
    """

    value_chosen = Signal(str, str, str, str)
    held_answered = Signal(str, bool)
    passage_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Inbox"))
        self.model = InboxList(self)
        self._read_only = False
        self._asked = False
        self.list = QuestionList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(InboxDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(240)
        self.list.setAccessibleName(_("What waits for your word"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.values = InboxValues()
        self.values.chosen.connect(self._on_chosen)
        self.values.written.connect(self._on_written)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._detail())
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([400, 600])
        self._empty = QLabel(
            _("Nothing waits for your word.\n\nEdits that two reviewers made apart will stand here, "
              "and what colleagues changed of your own tags, after you merge their files.")
        )  # fmt: skip
        self._empty.setProperty("quiet", True)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._empty.setContentsMargins(24, 16, 24, 16)
        self.hidden = QLabel()
        """What waits and is not to be seen yet."""
        self.hidden.setProperty("quiet", True)
        self.hidden.setWordWrap(True)
        self.hidden.setContentsMargins(24, 6, 24, 6)
        self.hidden.hide()
        self.rows_wait = RowsWaitLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hidden)
        column.addWidget(self.rows_wait)
        self._pages = QStackedLayout()
        column.addLayout(
            self._pages, 1
        )  # before its pages: one without a parent is shown as a window
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._split)
        self.setFocusProxy(self._empty)

    def _detail(self) -> QWidget:
        detail = QWidget()
        self._what = OneLine()
        self._what.setProperty("quiet", False)
        self._where = QLabel()
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setProperty("quiet", True)
        told = _("Show these words in the draft")
        self.show_button = quiet_button(_("Show"), told=told, name=told, goes=True)
        self.show_button.clicked.connect(self._on_show)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._what, 1)
        head.addWidget(self._where)
        head.addWidget(self.show_button)
        self.quote = Quote()
        self._only_read = QLabel(_("This project is open for reading only: nothing can be chosen."))
        self._only_read.setProperty("quiet", True)
        self._only_read.setWordWrap(True)
        self._only_read.hide()
        column = QVBoxLayout(detail)
        column.setContentsMargins(24, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.quote)
        column.addWidget(self._only_read)
        column.addWidget(self.values, 1)
        return detail

    # -- showing -------------------------------------------------------------------------------

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show what waits; the one that was looked at stays, or the next one follows it."""
        row, before = self.list.currentIndex().row(), self.current
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if self.model.show_questions(questions):
            place = self.model.row_of(before) if before is not None else 0
            if place < 0:
                place = min(row, self.model.rowCount() - 1)
            self.list.setCurrentIndex(self.model.index(max(place, 0), 0))
        if self._asked:
            self._asked = False
            self._offer()
            if inside:
                self.focus_list()
        self._pages.setCurrentWidget(self._split if questions else self._empty)
        self.setFocusProxy(self.list if questions else self._empty)
        if focused is self._empty or (inside and not questions):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hidden(self, said: str) -> None:
        """Say what waits and is not to be seen yet; "" for nothing."""
        self.hidden.setText(said)
        self.hidden.setVisible(bool(said))

    def set_read_only(self, read_only: bool) -> None:
        """Whether nothing can be decided, because another window has the project."""
        self._read_only = read_only
        self._only_read.setVisible(read_only)
        self._offer()

    @property
    def current(self) -> Question | None:
        """The question looked at."""
        return self.model.question(self.list.currentIndex().row())

    def focus_list(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self) -> None:
        self.values.set_usable(not self._read_only and not self._asked)

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        question = self.current
        if question is None:
            return
        said = (question.what, question.code_name)
        self._what.say(" · ".join(filter(None, said)))
        self._where.setText(question.where)
        self.show_button.setVisible(bool(question.passage))
        self.quote.show_quote(question.quote)
        self.quote.setVisible(question.quoted)
        self.values.show_question(question)
        self.values.order_after(self.quote)

    # -- deciding ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, arrows go between list and answers, Enter on the quote shows it."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in _ENTER
        if self.current is None or not plain or self.values.field.hasFocus():
            super().keyPressEvent(event)
        elif key in _DIGITS:
            self.values.choose(key - Qt.Key.Key_0)
        elif enter and self.quote.hasFocus():
            self._on_show()
        elif enter and self.list.hasFocus():
            self.values.step(0)
        elif key == Qt.Key.Key_Right:
            self.values.step(1)
        elif key == Qt.Key.Key_Left and not self.list.hasFocus():
            if not self.values.step(-1):
                self.focus_list()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        question = self._begin()
        if question is None:
            return
        if question.held:
            self.held_answered.emit(question.uid, value == TAKE)
        else:
            self.value_chosen.emit(question.kind, question.uid, question.field, value)

    @Slot(str)
    def _on_written(self, text: str) -> None:
        question = self._begin()
        if question is not None:
            self.value_chosen.emit(question.kind, question.uid, question.field, text)

    def _begin(self) -> Question | None:
        """The question that is answered now; nothing more is until the answer is in the project."""
        question = self.current
        if question is not None:
            self.focus_list()
            self._asked = True
            self._offer()
        return question

    @Slot()
    def _on_show(self) -> None:
        question = self.current
        if question is not None and question.passage:
            self.passage_requested.emit(question.draft, question.passage)
