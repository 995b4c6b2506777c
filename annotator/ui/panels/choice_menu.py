# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet button that opens a menu, and the choices in it of which one holds. Knows no values."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton


def menu_button(text: str, told: str) -> QToolButton:
    """A quiet button that opens a menu, by mouse and by Space."""
    button = QToolButton()
    button.setObjectName("quiet")
    button.setText(f"{text} ▾")
    button.setAccessibleName(text)
    button.setToolTip(told)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def add_choice(
    group: QActionGroup, menu: QMenu, words: str, value: object, *, holds: bool = False
) -> QAction:
    """One more choice of a group; its `data()` is the value."""
    action = group.addAction(menu.addAction(words.replace("&", "&&")))
    action.setCheckable(True)
    action.setChecked(holds)
    action.setData(value)
    return action
