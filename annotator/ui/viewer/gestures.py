# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the mouse means on a page: selecting, choosing, dragging an end, scrolling. Paints nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from annotator.ui.viewer.layout import Spot
    from annotator.ui.viewer.page_view import PageView
    from annotator.ui.viewer.selecting.handles import Grip

EDGE = 32
"""Logical pixels at the edges of the view where a drag scrolls."""
TICK = 16
UNITS = ("character", "word", "sentence", "paragraph")
"""What one, two, three and four clicks take."""

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class Gestures(QObject):
    """Mouse of one PageView."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._dragging = False
        self._moved = False
        self._start = QPointF()
        self._at = QPointF()
        self._grip: Grip | None = None
        self._clicks = 0
        self._pressed = 0.0
        self._pressed_at = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(TICK)
        self._telling.timeout.connect(self._on_telling)

    def press(self, event: QMouseEvent, *, double: bool = False) -> None:
        """A button went down."""
        view = self._view
        spot = view.spot_at(event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        self._dragging, self._moved = True, False
        self._start = self._at = event.position()
        self._grip = view.handles_.grab(event.position())
        if self._grip is not None:
            self._moved = True
            return
        if event.modifiers() & _SHIFT:
            view.selection.extend(spot)
            self._moved = True
        else:
            unit = self._unit(event, spot, double=double)
            view.selection.press(spot, unit=unit)
            self._moved = unit != "character"
        view.selection_moved()

    def _unit(self, event: QMouseEvent, spot: Spot, *, double: bool) -> str:
        """What a press takes: so many clicks on one place so much, the margin whole lines."""
        now = time.monotonic()
        soon = now - self._pressed < QApplication.doubleClickInterval() / 1000
        away = (event.position() - self._pressed_at).manhattanLength()
        near = away <= QApplication.startDragDistance()
        # Qt says of the second and the fourth that it is a double click, by the system's measure
        goes_on = soon and near and (double or self._clicks > 1)
        self._clicks = max(self._clicks + 1 if goes_on else 1, 2 if double else 1)
        self._pressed, self._pressed_at = now, event.position()
        if self._clicks == 1 and self._view.selection.in_margin(spot):
            return "line"
        return UNITS[min(self._clicks, len(UNITS)) - 1]

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
        if self._telling.isActive():
            self._on_telling()
        if self._moved and not view.selection.empty:
            view.choose("")
            view.selection_moved()
            return
        spot = view.spot_at(event.position().x(), event.position().y())
        ending = self._moved or view.handles_.shown
        if spot is not None and not ending and view.links.click(spot):
            return
        mark = view.marks.under(spot) if spot else None
        view.passage_chosen.emit(mark.passage if mark else "")

    def give_up(self) -> None:
        """The drag that began is somebody else's."""
        self._dragging = False
        self._timer.stop()

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
        at = self._grip.aim(self._at, self._view.top) if self._grip is not None else self._at
        spot = self._view.spot_at(at.x(), at.y())
        if spot is not None:
            before = self._view.selection.span()
            self._view.selection.drag(spot)
            if self._view.selection.span() != before:
                self._view.show_selection()
                if not self._telling.isActive():
                    self._telling.start()

    def _point(self, at: QPointF) -> None:
        view = self._view
        spot = view.spot_at(at.x(), at.y())
        if spot is None:
            return
        mark = view.marks.under(spot)
        view.marks.hover(mark.passage if mark else "")
        shape = Qt.CursorShape.ArrowCursor
        if view.handles_.at(at) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif view.links.can_follow(spot):
            shape = Qt.CursorShape.PointingHandCursor
        elif view.selection.over_text(spot):
            shape = Qt.CursorShape.IBeamCursor
        elif view.area.draws_at(spot):
            shape = Qt.CursorShape.CrossCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    @Slot()
    def _on_telling(self) -> None:
        """Once a frame: a mouse reports many times more often than anybody can read a quote."""
        self._telling.stop()
        self._view.selection_moved()

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
