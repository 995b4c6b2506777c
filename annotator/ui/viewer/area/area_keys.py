# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keys mean while an area is marked or chosen: whoever cannot drag can do all that a drag does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.domain.area import Area
from annotator.ui.viewer.area.area_frame import INSIDE, Grip, drawn, pulled, seen
from annotator.ui.viewer.panel_keys import for_panel

if TYPE_CHECKING:
    from annotator.ui.viewer.area.area_tool import AreaTool
    from annotator.ui.viewer.page_view import PageView

STEP = 8
"""Logical pixels that an arrow moves; with Ctrl it is one."""
WIDE, HIGH = 0.4, 0.2
"""Parts of the view that the rectangle has at first."""
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class AreaKeys:
    """Keys of one AreaTool."""

    def __init__(self, view: PageView, tool: AreaTool) -> None:
        self._view = view
        self._tool = tool

    def take(self, event: QKeyEvent) -> bool:
        """A key, or the question whose it is: whether it meant the area."""
        tool, key = self._tool, Qt.Key(event.key())
        if event.type() == QEvent.Type.ShortcutOverride:
            if (tool.armed or tool.moving) and key in (*ARROWS, *_ENTER, Qt.Key.Key_Escape):
                event.accept()
                return True
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if tool.armed or tool.moving:
            return self._armed(event, key)
        if tool.area is None:
            return False
        if key in ARROWS and event.modifiers() & _SHIFT and not event.modifiers() & _ALT:
            self._arrow(event, key)
            tool.settle()
            return True
        if for_panel(event):
            self._view.key_forwarded.emit(event)
            return True
        return False

    def _armed(self, event: QKeyEvent, key: Qt.Key) -> bool:
        if key in ARROWS and not event.modifiers() & _ALT:
            self._arrow(event, key)
            if not self._tool.armed:
                self._tool.settle()
        elif key in _ENTER:
            if self._tool.area is None:
                self._tool.adjust(self._first())
            self._tool.settle()
        elif key == Qt.Key.Key_Escape:
            self._tool.let_go()
            self._view.selection_moved()
        else:
            return False
        return True

    def _arrow(self, event: QKeyEvent, key: Qt.Key) -> None:
        """Move the rectangle, or with Shift its lower right corner; the first time it is placed."""
        area, view = self._tool.area, self._view
        if area is None:
            self._tool.adjust(self._first())
            return
        held = event.modifiers()
        step = (1 if held & _CTRL else STEP) * view.ratio
        across, down = ARROWS[key]
        grip = Grip(1, 1) if held & _SHIFT else INSIDE
        moved = pulled(view.layout_, area, grip, across * step, down * step)
        if not moved.too_small:
            self._tool.adjust(moved)
            left, top, right, bottom = seen(view.layout_, moved)
            far = (right, bottom) if held & _SHIFT else (left, top)
            x = right if across > 0 else left if across < 0 else far[0]
            y = bottom if down > 0 else top if down < 0 else far[1]
            view.reveal(view.layout_.spot(x, y))

    def _first(self) -> Area:
        """A rectangle in the middle of what shows of the page that one reads."""
        view = self._view
        width, height = view.view_size()
        box = view.layout_.box(view.page)
        left, right = max(box.x, view.left()), min(box.right, view.left() + width)
        top, bottom = max(box.y, view.top), min(box.bottom, view.top + height)
        x, y = (left + right) / 2, (top + bottom) / 2
        across, down = max(right - left, 16) * WIDE / 2, max(bottom - top, 16) * HIGH / 2
        return drawn(view.layout_, view.page, (x - across, y - down), (x + across, y + down))
