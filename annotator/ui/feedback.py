# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the window speaks: a bar for what can be mended, a passing notice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)  # fmt: skip

from annotator.i18n import _

STAY = 8000
"""Milliseconds a notice stays: long enough to reach its button by keyboard."""
More = tuple[str, Callable[[], None]]
"""Words of one more button, and what it does."""


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Message(QFrame):
    """A sentence and at most one button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._action: Callable[[], None] | None = None
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; "" when it says nothing."""
        return self._label.text() if not self.isHidden() else ""

    def say(
        self, sentence: str, *, button: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence, with a button when there is something to do about it."""
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.show()
        announce(self, sentence)

    @Slot()
    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()


class TroubleBar(Message):
    """A trouble that can be mended: one sentence, one button, at the top of what it concerns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("trouble", parent)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setObjectName("quiet")
        close.setText("×")  # noqa: RUF001 - the sign one knows
        close.setToolTip(_("Dismiss"))
        close.setAccessibleName(_("Dismiss this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(close)


class Notice(Message):
    """A passing word at the foot of a widget, with one more button at most. Takes no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("notice", parent)
        self._more: Callable[[], None] | None = None
        self.other = QPushButton()
        self.other.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a command does the same
        self.other.clicked.connect(self._on_other)
        self.other.hide()
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+Z does the same
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(16)
        row.addWidget(self._label)
        row.addWidget(self.other)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)

    @Slot()
    def fall_silent(self) -> None:
        """What it said is over."""
        self.hide()

    def say(
        self,
        sentence: str,
        *,
        button: str = "",
        action: Callable[[], None] | None = None,
        more: More | None = None,
    ) -> None:
        """Show a sentence for a while; `more` is a button before the other."""
        self._more = more[1] if more else None
        self.other.setText(more[0] if more else "")
        self.other.setVisible(more is not None)
        super().say(sentence, button=button, action=action)
        self._place()
        self.raise_()
        self._timer.start()

    @Slot()
    def _on_other(self) -> None:
        self.hide()
        if self._more is not None:
            self._more()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the widget is resized."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def _place(self) -> None:
        """At the foot; a long sentence is broken rather than cut."""
        home = self.parentWidget()
        if home is None:
            return
        self.ensurePolished()
        self._label.setWordWrap(False)
        self._label.setMinimumWidth(0)
        room = home.width() - 48
        if self.sizeHint().width() > room:
            beside = self.sizeHint().width() - self._label.sizeHint().width()
            self._label.setWordWrap(True)
            self._label.setMinimumWidth(max(120, room - beside))
        self.adjustSize()
        x = (home.width() - self.width()) // 2
        self.move(max(8, x), home.height() - self.height() - 24)
