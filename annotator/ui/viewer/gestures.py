# SPDX-License-Identifier: AGPL-3.0-or-later
"""What mouse and keys mean on a page: selecting, choosing, moving. Paints nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selection import Caret, caret_box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

EDGE = 32
"""Logical pixels at the edges of the view where a drag scrolls."""
TICK = 16

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_PLAIN = {Qt.KeyboardModifier.NoModifier, _SHIFT, Qt.KeyboardModifier.KeypadModifier}
_ARROWS = {
    Qt.Key.Key_Left: ("character", -1),
    Qt.Key.Key_Right: ("character", 1),
    Qt.Key.Key_Up: ("line", -1),
    Qt.Key.Key_Down: ("line", 1),
}
_FORWARDED = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Backspace,
}


class Gestures(QObject):
    """Mouse and keyboard of one PageView."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._dragging = False
        self._moved = False
        self._start = QPointF()
        self._at = QPointF()
        self._double_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)

    # -- mouse -------------------------------------------------------------------------------

    def press(self, event: QMouseEvent, *, double: bool = False) -> None:
        """A button went down."""
        view = self._view
        spot = view.spot_at(event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        self._dragging, self._moved = True, False
        self._start = self._at = event.position()
        if event.modifiers() & _SHIFT:
            view.selection.extend(spot)
            self._moved = True
        else:
            unit = self._unit(double=double)
            view.selection.press(spot, unit=unit)
            self._moved = unit != "character"
        view.selection_moved()

    def _unit(self, *, double: bool) -> str:
        now = time.monotonic()
        soon = now - self._double_at < QApplication.doubleClickInterval() / 1000
        self._double_at = now if double else 0.0
        if double:
            return "word"
        return "paragraph" if soon else "character"

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        view = self._view
        if not self._dragging:
            self._point(event.position())
            return
        self._at = event.position()
        far = (self._at - self._start).manhattanLength() >= QApplication.startDragDistance() / 2
        if not self._moved and not far:
            return
        self._moved = True
        self._drag()
        outside = not EDGE <= self._at.y() <= view.viewport().height() - EDGE
        if outside and not self._timer.isActive():
            self._timer.start()

    def release(self, event: QMouseEvent) -> None:
        """The button came up."""
        if not self._dragging or event.button() != Qt.MouseButton.LeftButton:
            return
        self._dragging = False
        self._timer.stop()
        view = self._view
        if self._moved and not view.selection.empty:
            view.choose("")
            view.selection_moved()
            return
        spot = view.spot_at(event.position().x(), event.position().y())
        mark = view.marks.under(spot) if spot else None
        view.passage_chosen.emit(mark.passage if mark else "")

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll by the pixel where the device can, zoom with Ctrl."""
        view = self._view
        turn, exact = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & _CTRL:
            steps = (turn.y() > 0) - (turn.y() < 0)
            if steps:
                view.zoom_by(steps, x=event.position().x(), y=event.position().y())
        else:
            moved = turn if exact.isNull() else exact
            down, across = view.verticalScrollBar(), view.horizontalScrollBar()
            down.setValue(down.value() - round(moved.y() * view.ratio))
            across.setValue(across.value() - round(moved.x() * view.ratio))
        event.accept()

    def _drag(self) -> None:
        spot = self._view.spot_at(self._at.x(), self._at.y())
        if spot is not None:
            before = self._view.selection.span()
            self._view.selection.drag(spot)
            if self._view.selection.span() != before:
                self._view.selection_moved()

    def _point(self, at: QPointF) -> None:
        view = self._view
        spot = view.spot_at(at.x(), at.y())
        if spot is None:
            return
        mark = view.marks.under(spot)
        view.marks.hover(mark.passage if mark else "")
        over = view.selection.over_text(spot)
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    @Slot()
    def _on_tick(self) -> None:
        height = self._view.viewport().height()
        above, below = EDGE - self._at.y(), self._at.y() - (height - EDGE)
        push = below if below > 0 else -above if above > 0 else 0
        if not self._dragging or not push:
            self._timer.stop()
            return
        bar = self._view.verticalScrollBar()
        bar.setValue(
            bar.value() + round(min(max(push, -EDGE * 2), EDGE * 2) * self._view.ratio / 2)
        )
        self._drag()

    # -- keyboard ----------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """A key went down: whether it meant something here."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and (held & _SHIFT or self._view.caret_mode):
            self._arrow(key, extend=bool(held & _SHIFT), word=bool(held & _CTRL))
            return True
        if key == Qt.Key.Key_Escape:
            self._view.let_go()
            self._view.passage_chosen.emit("")
            return True
        if not self._view.selection.empty and self._for_panel(event):
            self._view.key_forwarded.emit(event)
            return True
        return self._scroll(key, held)

    def _for_panel(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & (_CTRL | Qt.KeyboardModifier.AltModifier)
        if not plain:
            return False
        return Qt.Key(event.key()) in _FORWARDED or (event.text() or "\0").isprintable()

    def _arrow(self, key: Qt.Key, *, extend: bool, word: bool) -> None:
        view, selection = self._view, self._view.selection
        if selection.head is None:
            self.place_caret()
        unit, step = _ARROWS[key]
        if word and unit == "character":
            unit = "word"
        selection.move(unit, step, extend=extend)
        view.selection_moved()
        head = selection.head
        if head is not None and head.page in view.texts:
            x0, y0, _x1, _y1 = caret_box(view.texts[head.page], head.at)
            view.reveal(Spot(head.page, x0, y0))

    def place_caret(self) -> None:
        """Put the caret at the first line that can be read."""
        view = self._view
        spot = view.spot_at(view.viewport().width() / 2, 8)
        if spot is None:
            return
        for page in range(spot.page, min(spot.page + 2, view.layout_.pages) + 1):
            text = view.texts.get(page)
            for line in text.lines if text else ():
                below = page > spot.page or line.y0 >= spot.y
                if below and line.kind in ("body", "heading", "footnote"):
                    view.selection.place(Caret(page, line.start))
                    return

    def _scroll(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        down, across = self._view.verticalScrollBar(), self._view.horizontalScrollBar()
        by = {
            Qt.Key.Key_Down: (down, down.singleStep()),
            Qt.Key.Key_Up: (down, -down.singleStep()),
            Qt.Key.Key_Right: (across, across.singleStep()),
            Qt.Key.Key_Left: (across, -across.singleStep()),
            Qt.Key.Key_PageDown: (down, down.pageStep()),
            Qt.Key.Key_PageUp: (down, -down.pageStep()),
            Qt.Key.Key_Space: (down, -down.pageStep() if held & _SHIFT else down.pageStep()),
            Qt.Key.Key_Home: (down, -down.maximum()),
            Qt.Key.Key_End: (down, down.maximum()),
        }
        if key not in by or held & Qt.KeyboardModifier.AltModifier:
            return False
        bar, step = by[key]
        bar.setValue(bar.value() + step)
        return True
