# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marking a rectangle on a page: by dragging, or by keys once it is armed. Tags nothing.

Stands before the gestures and keys of the view and takes what belongs to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from annotator.domain.area import Area, extent_words
from annotator.i18n import _
from annotator.ui.feedback import announce
from annotator.ui.viewer.area import area_painting
from annotator.ui.viewer.area.area_frame import GRIPS, INSIDE, Grip, as_shown, drawn, held, pulled
from annotator.ui.viewer.area.area_keys import AreaKeys
from annotator.ui.viewer.gestures import TICK, Gestures
from annotator.ui.viewer.layout import Spot

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

REACH = 12
"""Logical pixels around a side or corner that take hold of it: a target of 24."""
EDGE, FASTEST = 6, 64
"""Logical pixels at the edges of the view where a drag scrolls, and beyond them how far at most in a
tick: narrower than for words, since a rectangle often ends there."""
_ALT = Qt.KeyboardModifier.AltModifier


class AreaTool(QObject):
    """The area of one PageView that is being marked, or is the selection.

    Attributes:
        area: the rectangle chosen, None for none.
        armed: whether the next drag draws, and arrows move.
        moving: whether arrows move the rectangle although it is chosen already.
        drawings: how often another one was begun: tells a new rectangle from one drawn on.

    Signals:
        hint_changed: what to do now, "" for nothing.
    """

    hint_changed = Signal(str)

    def __init__(self, view: PageView, gestures: Gestures) -> None:
        super().__init__(view)
        self._view = view
        self._gestures = gestures
        self.area: Area | None = None
        self.armed = self.moving = False
        self.drawings = 0
        self.keys = AreaKeys(view, self)
        self._grip: Grip | None = None
        self._from: Area | None = None
        self._page = 0
        self._start = QPointF()
        self._at = QPointF()
        self._maybe = self._moved = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    # -- from outside --------------------------------------------------------------------------

    @Slot()
    def arm(self) -> None:
        """The next drag draws a rectangle; arrows move one at once."""
        if self._view.layout_.pages:
            self.armed = True
            self._view.setFocus()
            self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
            self.hint_changed.emit(
                _("Drag a rectangle over the page. Or with keys: arrows move it, Shift+arrows size "
                  "it, Enter takes it, Escape lets go.")
            )  # fmt: skip

    def disarm(self) -> None:
        """Drags select words again."""
        if self.armed:
            self.armed = False
            self._view.viewport().unsetCursor()
            self.hint_changed.emit("")
            self._view.viewport().update()

    def take(self, area: Area, *, moving: bool = False) -> None:
        """This rectangle is the selection, if it is on a page that is here."""
        if area.page <= self._view.layout_.pages:
            self.drawings += 1
            self.moving = moving
            self._set(area)
            self._tell()

    def settle(self) -> None:
        """Enter: the rectangle as it was moved by keys is the selection."""
        self.disarm()
        if self.area is not None:
            self._tell()

    def let_go(self) -> None:
        """No rectangle; whoever calls tells of it."""
        self._end()
        self.disarm()
        self.moving = False
        self._set(None)

    def adjust(self, area: Area) -> None:
        """Another rectangle in the place of the one there is, not told of yet."""
        if self.area is None:
            self.drawings += 1
        self._set(area)

    def paint(self, painter: QPainter) -> None:
        """Paint the rectangle over the pages; `painter` is on the viewport."""
        view = self._view
        if self.area is None or self.area.page > view.layout_.pages:
            return
        painter.resetTransform()
        painter.scale(1 / view.ratio, 1 / view.ratio)
        painter.translate(-view.left(), -view.top)
        loose = self.armed or self._grip is not None
        area_painting.chosen(painter, view.layout_, self.area, view.ratio, loose=loose)

    # -- events --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse on the pages and keys of the view, before they mean words."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and watched is self._view:
            return self.keys.take(event)
        if isinstance(event, QMouseEvent) and watched is not self._view:
            if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                return self._press(event)
            if kind == QEvent.Type.MouseMove:
                return self._move(event)
            if kind == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        at, view = event.position(), self._view
        spot = view.spot_at(at.x(), at.y())
        if spot is None or view.handles_.at(at) is not None:
            return False
        self._start = self._at = at
        self._page, self._moved = spot.page, False
        grip = None if self.armed or event.modifiers() & _ALT else self.grip_at(at)
        if grip is not None and self.area is not None:
            self._grip, self._from = grip, self.area
            return True
        if self.armed or event.modifiers() & _ALT:
            self._begin()
            return True
        if self.area is not None:
            self.let_go()
            view.selection_moved()
        self._maybe = self.draws_at(spot)
        return False

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position()
        if self._grip is None and not self._maybe:
            return not event.buttons() and self._point(at)
        far = (at - self._start).manhattanLength() >= QApplication.startDragDistance() / 2
        self._at = at
        if not self._moved and not far:
            return self._grip is not None
        if self._maybe:
            self._gestures.give_up()
            self._begin()
        self._moved = True
        self._drag()
        area = self._view.viewport().rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if not area.contains(at.toPoint()) and not self._timer.isActive():
            self._timer.start()
        return True

    def _release(self, event: QMouseEvent) -> bool:
        self._maybe = False
        if self._grip is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        moved = self._moved
        self._end()
        if self.area is not None and self.area.too_small:
            self._set(None)
        if self.area is None:
            self._view.selection_moved()
        elif moved:
            self.disarm()
            self._tell()
        return True

    def _begin(self) -> None:
        """A new rectangle from where the button went down."""
        self._maybe, self._grip, self._from = False, Grip(1, 1), None
        self.drawings += 1
        self._view.selection.clear()
        self._set(None)

    def _end(self) -> None:
        self._grip = self._from = None
        self._maybe = False
        self._timer.stop()

    def _drag(self) -> None:
        view = self._view
        one, other = self._content(self._start), self._content(self._at)
        if self._from is None:
            self._set(drawn(view.layout_, self._page, one, other))
        elif self._grip is not None:
            way = other[0] - one[0], other[1] - one[1]
            self._set(pulled(view.layout_, self._from, self._grip, *way))

    def _content(self, at: QPointF) -> tuple[float, float]:
        view = self._view
        return at.x() * view.ratio + view.left(), at.y() * view.ratio + view.top

    @Slot()
    def _on_tick(self) -> None:
        """Scroll while the drag is at the edge; where it began goes along with the page."""
        view, area = self._view, self._view.viewport().rect()
        if self._grip is None:
            self._timer.stop()
            return
        for bar, at, size in (
            (view.horizontalScrollBar(), self._at.x(), area.width()),
            (view.verticalScrollBar(), self._at.y(), area.height()),
        ):
            push = min(max(at - (size - EDGE), 0), FASTEST) - min(max(EDGE - at, 0), FASTEST)
            before = bar.value()
            bar.setValue(before + round(push * view.ratio / 2))
            gone = (bar.value() - before) / view.ratio
            across = bar is view.horizontalScrollBar()
            self._start -= QPointF(gone, 0) if across else QPointF(0, gone)
        self._drag()

    # -- what is where ---------------------------------------------------------------------------

    def grip_at(self, at: QPointF) -> Grip | None:
        """What of the rectangle is under a point of the viewport."""
        view = self._view
        if self.area is None or self.area.page > view.layout_.pages:
            return None
        return held(view.layout_, self.area, *self._content(at), reach=REACH * view.ratio)

    def draws_at(self, spot: Spot) -> bool:
        """Whether a plain drag draws there: on a page without text it can mean nothing else."""
        text = self._view.texts.get(spot.page)
        return text is not None and not text.text.strip()

    def _point(self, at: QPointF) -> bool:
        """The pointer over the rectangle, or looking for where to begin."""
        grip = None if self.armed else self.grip_at(at)
        shape = _SHAPES[grip] if grip is not None else None
        if self.armed:
            shape = Qt.CursorShape.CrossCursor
        viewport = self._view.viewport()
        if shape is not None and viewport.cursor().shape() != shape:
            viewport.setCursor(shape)
        return shape is not None

    def _set(self, area: Area | None) -> None:
        if area != self.area:
            self.area = area
            self._view.viewport().update()

    def _tell(self) -> None:
        """There is another selection."""
        self._view.selection.clear()
        self._view.selection_moved()
        if self.area is not None:
            words = extent_words(as_shown(self._view.layout_, self.area))
            said = _("{area}, page {page}").format(area=words, page=self.area.page)
            announce(self._view, said)


def _shape(grip: Grip) -> Qt.CursorShape:
    if grip.across and grip.down:
        same = grip.across == grip.down
        return Qt.CursorShape.SizeFDiagCursor if same else Qt.CursorShape.SizeBDiagCursor
    if grip == INSIDE:
        return Qt.CursorShape.SizeAllCursor
    return Qt.CursorShape.SizeHorCursor if grip.across else Qt.CursorShape.SizeVerCursor


_SHAPES = {grip: _shape(grip) for grip in (*GRIPS, INSIDE)}
