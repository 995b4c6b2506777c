# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an answer in the inbox is made of: its button, its words, who said it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from annotator.i18n import _
from annotator.ui.models.inbox_list import Choice


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


class AnswerArea(QScrollArea):
    """Scrolls up and down only: the panel knows where the other arrows lead."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go on."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


def answer_grid(parent: QWidget | None = None) -> QGridLayout:
    """A layout for answers and what was said."""
    made = QGridLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(24)
    made.setVerticalSpacing(4)
    return made


def who_label(choice: Choice) -> QLabel:
    """Who said it, and when."""
    made = plain_label(" · ".join(filter(None, (choice.who, choice.when))))
    made.setProperty("quiet", True)
    return made


def words_label(text: str, about: str) -> QLabel:
    """What was said; `about` tells it apart for who hears it."""
    made = plain_label(text or _("(empty)"))
    made.setProperty("quiet", not text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(f"{about}: {made.text()}")
    return made


def plain_label(text: str) -> QLabel:
    """Words as they are, over as many lines as they need."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
