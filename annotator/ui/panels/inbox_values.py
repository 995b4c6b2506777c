# SPDX-License-Identifier: AGPL-3.0-or-later
"""The answers to a question side by side, each with its button. Asks, and writes nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.inbox_list import Choice, Question

_COLUMN = 144
"""Least width of an answer in logical pixels: below it words break up."""


class AnswerButton(QPushButton):
    """Chooses an answer; Enter does what Space does, and the panel knows where the arrows lead."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


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
        return (*texts, *self.buttons, self.field, self.write)

    def set_usable(self, usable: bool) -> None:
        """Whether an answer can be given now."""
        self._usable = usable
        for button in self.buttons:
            button.setEnabled(usable)
        self.field.setReadOnly(not usable)
        self._on_text_changed()

    def choose(self, number: int) -> None:
        """Choose the answer with this number, from 1; nothing where there is none."""
        if 0 < number <= len(self.buttons):
            self.buttons[number - 1].click()

    def step(self, by: int) -> bool:
        """Move the focus to the next answer's button; False where there is none that way."""
        focused = [n for n, button in enumerate(self.buttons) if button.hasFocus()]
        place = focused[0] + by if focused else 0
        if not 0 <= place < len(self.buttons):
            return False
        self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
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
        texts, buttons = QGroupBox(), QGridLayout()  # a group, which a screen reader can name
        texts.setObjectName("texts")
        texts.setAccessibleName(_("The answers, to read"))
        texts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(texts)
        for layout in (grid, buttons):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setHorizontalSpacing(24)
            layout.setVerticalSpacing(4)
        self.buttons = []
        for at, choice in enumerate(question.choices):
            self._fill(grid, at, question, choice)
            button = AnswerButton(f"{at + 1}  {choice.verb}")
            button.setAccessibleName(f"{choice.verb}: {choice.who}")
            button.setAccessibleDescription("; ".join(choice.texts))
            button.setProperty("value", choice.value)
            button.clicked.connect(self._on_clicked)
            buttons.addWidget(button, 0, at, Qt.AlignmentFlag.AlignLeading)
            for layout in (grid, buttons):
                layout.setColumnStretch(at, 1)
                layout.setColumnMinimumWidth(at, _COLUMN)
            self.buttons.append(button)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setObjectName("answers")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(texts)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        return holder

    def _fill(self, grid: QGridLayout, at: int, question: Question, choice: Choice) -> None:
        who = _label(" · ".join(filter(None, (choice.who, choice.when))))
        who.setProperty("quiet", True)
        grid.addWidget(who, 0, at)
        for row, (field, text) in enumerate(zip(question.fields, choice.texts, strict=True)):
            if len(question.fields) > 1:
                head = _label(field)
                head.setProperty("head", True)
                grid.addWidget(head, 1 + 2 * row, at)
            words = _label(text or _("(empty)"))
            words.setProperty("quiet", not text)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{field}, {choice.who}: {words.text()}")
            grid.addWidget(words, 2 + 2 * row, at)

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


def _label(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
