# SPDX-License-Identifier: AGPL-3.0-or-later
"""A button of words alone, as heads of panels have them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton


def quiet_button(words: str, *, told: str = "", name: str = "", goes: bool = False) -> QToolButton:
    """Reached by Tab and by the mouse's click, which leaves the focus where it is.

    Args:
        words: on it.
        told: its tool tip; "" for none.
        name: what a screen reader says; "" for the words.
        goes: whether it leads somewhere, and is underlined as links are.
    """
    made = QToolButton()
    made.setObjectName("quiet")
    made.setText(words)
    made.setToolTip(told)
    made.setAccessibleName(name or words)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if goes:
        font = made.font()
        font.setUnderline(True)
        made.setFont(font)
    return made
