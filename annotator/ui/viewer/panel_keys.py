# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which keys belong to the tagging panel while something is selected. Sends none there itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

FORWARDED = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Backspace,
}
"""Those that write nothing."""
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def for_panel(event: QKeyEvent) -> bool:
    """Whether a key writes a code, or moves in the list of codes."""
    if event.modifiers() & _HELD:
        return False
    return Qt.Key(event.key()) in FORWARDED or (event.text() or "\0").isprintable()
