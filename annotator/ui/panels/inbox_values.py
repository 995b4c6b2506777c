# SPDX-License-Identifier: AGPL-3.0-or-later
"""The answers to a question, each with its button: two or three side by side, more under each other. Asks,
and writes nothing itself.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.inbox_list import Choice, Question
from annotator.ui.panels.inbox_answers import (
    AnswerArea,
    AnswerButton,
    answer_grid,
    plain_label,
    who_label,
    words_label,
)

_COLUMN = 144
"""Least width of an answer in logical pixels: below it words break up."""
BESIDE = 3
"""So many answers stand beside each other; more stand under each other."""
_LOWER = 6
"""So much lower than the top of a button is what stands beside it, for one line with its own words."""
MANY = 100
"""Of very many answers so many are shown at first, and so many more each time more are asked for."""


class InboxValues(QWidget):
    """Two or more answers, and where it makes sense a place to write another.

    Signals:
        chosen: the value of an answer.
        written: another text.
    """

    chosen = Signal(str)
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[AnswerButton] = []
        self._more: AnswerButton | None = None
        self._before: QWidget = self
        self.field = QPlainTextEdit()
        self.field.setObjectName("other")
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(_("Or write what it should say"))
        self.field.setAccessibleName(_("Another text"))
        self.field.setMinimumHeight(40)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text_changed)
        self.write = AnswerButton(_("Keep what I wrote"))
        self.write.clicked.connect(self._on_write)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: QWidget | None = None
        self._question: Question | None = None
        self._usable = True
        other = QVBoxLayout()
        other.setSpacing(8)
        other.addWidget(self.field, 1)
        other.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeading)
        self._other = QWidget()
        self._other.setMaximumWidth(320)
        self._other.setMinimumWidth(160)
        other.setContentsMargins(0, 0, 0, 0)
        self._other.setLayout(other)
        self._body = QHBoxLayout()
        self._body.setSpacing(24)
        self._body.addWidget(self._other, 1)
        self._column.addLayout(self._body, 1)

    def show_question(self, question: Question) -> None:
        """Show the answers to a question; what was being written for it stays."""
        if question == self._question:
            return
        if self._question is None or question.key != self._question.key:
            self.field.clear()
        self._question = question
        if self._shown is not None:
            self._body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self._answers(question)
        self._body.insertWidget(0, self._shown, 2)
        self._other.setVisible(question.free)
        self.set_usable(self._usable)

    def parts(self) -> tuple[QWidget, ...]:
        """What can have the focus, in order."""
        texts = self._shown.findChildren(QGroupBox) if self._shown is not None else []
        read = [text for text in texts if text.focusPolicy() != Qt.FocusPolicy.NoFocus]
        return (*read, *self._stops(), self.field, self.write)

    def _stops(self) -> list[AnswerButton]:
        return [*self.buttons, *([self._more] if self._more is not None else ())]

    def order_after(self, before: QWidget) -> None:
        """Have Tab lead from a widget through the answers, which were made just now."""
        self._before = before
        for one, after in pairwise((before, *self.parts())):
            self.setTabOrder(one, after)

    def set_usable(self, usable: bool) -> None:
        """Whether an answer can be given now."""
        self._usable = usable
        for button in self.buttons:
            button.setEnabled(usable)
        for texts in self._shown.findChildren(QGroupBox) if self._shown is not None else ():
            scrolled = not usable or len(self.buttons) <= BESIDE  # else the buttons do it
            focus = Qt.FocusPolicy.StrongFocus if scrolled else Qt.FocusPolicy.NoFocus
            texts.setFocusPolicy(focus)
        self.field.setReadOnly(not usable)
        self._on_text_changed()

    def choose(self, number: int) -> None:
        """Choose the answer with this number, from 1; nothing where there is none."""
        if 0 < number <= len(self.buttons):
            self.buttons[number - 1].click()

    def step(self, by: int) -> bool:
        """Move the focus to the next answer's button; False where there is none that way."""
        stops = self._stops()
        focused = [n for n, button in enumerate(stops) if button.hasFocus()]
        place = focused[0] + by if focused else 0
        if not 0 <= place < len(stops):
            return False
        button = stops[place]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        for area in self.findChildren(AnswerArea):
            if area.isAncestorOf(button):
                area.ensureWidgetVisible(button)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter keeps what was written. A filter hears of events to the end, when nothing of the
        panel is left but the name: it looks at the event first.
        """
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is self.field
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.write.click()
            return True
        return False

    # -- putting together ----------------------------------------------------------------------

    def _answers(self, question: Question) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        texts = QGroupBox()  # a group, which a screen reader can name
        texts.setObjectName("texts")
        texts.setAccessibleName(_("The answers, to read"))
        grid = answer_grid(texts)
        scroll = AnswerArea()
        scroll.setObjectName("answers")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(texts)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        self.buttons, self._more = [], None
        if len(question.choices) <= BESIDE:
            column.addLayout(self._beside(grid, question))
        else:
            self._under(grid, question)
        return holder

    def _beside(self, grid: QGridLayout, question: Question) -> QGridLayout:
        """Answers beside each other; their buttons stay below them however long they are."""
        buttons = answer_grid()
        for at, choice in enumerate(question.choices):
            self._fill(grid, at, question, choice)
            buttons.addWidget(self._button(at, choice), 0, at, Qt.AlignmentFlag.AlignLeading)
            for layout in (grid, buttons):
                layout.setColumnStretch(at, 1)
                layout.setColumnMinimumWidth(at, _COLUMN)
        grid.setRowStretch(grid.rowCount(), 1)
        return buttons

    def _under(self, grid: QGridLayout, question: Question) -> None:
        """Answers under each other: the button, and beside it what it says with who said it below."""
        top, begin = Qt.AlignmentFlag.AlignTop, len(self.buttons)
        for at, choice in enumerate(question.choices[begin : begin + MANY], start=begin):
            grid.addWidget(self._button(at, choice), 2 * at, 0, 2, 1, top)
            said = "; ".join(filter(None, choice.texts))
            text = words_label(said, f"{question.what}, {choice.who}")
            text.setContentsMargins(0, _LOWER, 0, 0)
            grid.addWidget(text, 2 * at, 1)
            grid.addWidget(who_label(choice), 2 * at + 1, 1, top)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(1, _COLUMN)
        self._more = None
        if left := len(question.choices) - len(self.buttons):
            more = AnswerButton(_("Show {count} more").format(count=min(left, MANY)))
            more.clicked.connect(partial(self._show_more, grid, question, more))
            grid.addWidget(more, 2 * len(self.buttons), 0, 1, 2, Qt.AlignmentFlag.AlignLeading)
            self._more = more
        grid.setRowStretch(2 * len(question.choices) + 1, 1)

    def _show_more(self, grid: QGridLayout, question: Question, more: QWidget) -> None:
        first = len(self.buttons)
        grid.removeWidget(more)
        self._under(grid, question)
        self.set_usable(self._usable)
        self.order_after(self._before)
        self.buttons[first].show()
        part = self.buttons[first] if self._usable else self.parts()[0]
        part.setFocus(Qt.FocusReason.TabFocusReason)
        more.hide()
        more.deleteLater()

    def _button(self, at: int, choice: Choice) -> AnswerButton:
        button = AnswerButton(f"{at + 1}  {choice.verb}")
        button.setAccessibleName(f"{choice.verb}: {choice.who}")
        button.setAccessibleDescription("; ".join(choice.texts))
        button.setProperty("value", choice.value)
        button.clicked.connect(self._on_clicked)
        self.buttons.append(button)
        return button

    def _fill(self, grid: QGridLayout, at: int, question: Question, choice: Choice) -> None:
        grid.addWidget(who_label(choice), 0, at)
        for row, (field, text) in enumerate(zip(question.fields, choice.texts, strict=True)):
            if len(question.fields) > 1:
                head = plain_label(field)
                head.setProperty("head", True)
                grid.addWidget(head, 1 + 2 * row, at)
            grid.addWidget(words_label(text, f"{field}, {choice.who}"), 2 + 2 * row, at)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            self.chosen.emit(str(button.property("value")))

    @Slot()
    def _on_text_changed(self) -> None:
        self.write.setEnabled(self._usable and bool(self.field.toPlainText().strip()))

    @Slot()
    def _on_write(self) -> None:
        self.written.emit(self.field.toPlainText().strip())
