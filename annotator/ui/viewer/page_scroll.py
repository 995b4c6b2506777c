# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages in one scroll: geometry, zoom and place. Paints nothing and knows no text.

Scroll bars count device pixels, so that pages stand on whole pixels at every scale of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.domain.project import PageSize
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.viewer.arrangement import Arrangement
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.drawing.scheduler import View
from annotator.ui.viewer.layout import Layout, Spot, turned_size
from annotator.ui.viewer.travel import Travel
from annotator.ui.viewer.zoom import Zoom

GAP = 16
SETTLE = 90
"""Milliseconds after which a zoom of several steps counts as over, and the new scale is drawn."""


class PageScroll(QAbstractScrollArea):
    """Continuous scroll over all pages.

    Attributes:
        draft: SHA-256 of what is shown, "" when nobody said.
        sizes: of the pages as the draft has them, whichever way the view is turned.
        arrangement: how pages are laid beside each other, turned and coloured.
        bare: whether it has no lane: nothing is tagged here.
        travel: the places one jumped between.

    Signals:
        page_changed: the page one reads.
        zoom_changed: factor (1.0 = actual size) and whether it follows the width; see `fit`.
        moved: the view shows other pages or another part of them.
        laid_out: pages stand elsewhere: another document, zoom or width.
        arranged: another Arrangement.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float, bool)
    moved = Signal()
    laid_out = Signal()
    arranged = Signal(object)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.renderer = renderer
        self.layout_ = Layout((), scale=1.0, viewport=1, gap=GAP)
        self.draft = ""
        self.bare = False
        self.travel = Travel(self)
        self._zoom = Zoom()
        self.sizes: tuple[PageSize, ...] = ()
        self.arrangement = Arrangement()
        self._page, self._direction, self._last_top = 0, 1, 0
        self._arranged_at = 0
        # a bar that comes and goes would change the width that decides whether it is needed
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE)
        self._settling.timeout.connect(self._on_settled)

    def set_sizes(self, sizes: Sequence[PageSize]) -> None:
        """The true page sizes have come: keep the place."""
        if tuple(sizes) != self.sizes:
            spot = self._corner()
            self._relayout(sizes)
            if spot is not None:
                self._put(spot, 0, 0)
        self.look()

    # -- geometry ----------------------------------------------------------------------------

    @property
    def ratio(self) -> float:
        """Device pixels per logical pixel."""
        return self.devicePixelRatioF()

    @property
    def settled(self) -> bool:
        """Whether no zoom is under way."""
        return not self._settling.isActive()

    @property
    def top(self) -> int:
        """The content row at the top of the view, in device pixels."""
        return self.verticalScrollBar().value()

    def view_size(self) -> tuple[int, int]:
        """Width and height of the view in device pixels, the lane included."""
        area = self.viewport().size()
        return round(area.width() * self.ratio), round(area.height() * self.ratio)

    def left(self) -> int:
        """The content column at the left of the view, in device pixels."""
        return self.horizontalScrollBar().value()

    def shown(self) -> range:
        """The pages that show."""
        return self.layout_.visible(self.top, self.top + self.view_size()[1])

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The place under a point of the viewport (logical pixels)."""
        if not self.layout_.pages:
            return None
        return self.layout_.spot(x * self.ratio + self.left(), y * self.ratio + self.top)

    def _corner(self) -> Spot | None:
        return self.spot_at(0, 0)

    def _put(self, spot: Spot, x: float, y: float) -> None:
        """Scroll so that a place stands at a point of the viewport (logical pixels)."""
        at_x, at_y = self.layout_.position(spot)
        self.horizontalScrollBar().setValue(round(at_x - x * self.ratio))
        self.verticalScrollBar().setValue(round(at_y - y * self.ratio))

    def _relayout(self, sizes: Sequence[PageSize]) -> None:
        width, height = self.view_size()
        gap, lane = round(GAP * self.ratio), self._lane_width()
        self.sizes, how = tuple(sizes), self.arrangement
        sizes = [turned_size(size, how.turn) for size in sizes] if how.turn else self.sizes
        scale = self._zoom.scale(
            sizes, viewport=(width, height), gap=gap, lane=lane, ratio=self.ratio,
            columns=how.columns,
        )  # fmt: skip
        self.layout_ = Layout(
            sizes, scale=scale, viewport=width, gap=gap, lane=lane, columns=how.columns,
            cover=how.cover,
        )  # fmt: skip
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self.layout_.width - width))
        across.setPageStep(width)
        across.setSingleStep(round(40 * self.ratio))
        down.setRange(0, max(0, self.layout_.height - height))
        down.setPageStep(max(1, height - round(48 * self.ratio)))
        down.setSingleStep(round(48 * self.ratio))
        self.laid_out.emit()
        self.viewport().update()
        if sizes:
            self.zoom_changed.emit(self._zoom.factor, self._zoom.fit == "width")

    def _lane_width(self) -> int:
        return 0 if self.bare else round(theme.LANE * self.ratio)

    def looked_at(self) -> View:
        """What shows, and where it is heading."""
        (width, height), top, left = self.view_size(), self.top, self.left()
        return View(
            self.layout_, top, top + height, self._direction, left, left + width, self.arrangement.style
        )  # fmt: skip

    def look(self, *, at_once: bool = False) -> None:
        """Tell the renderer and the lane what is looked at; during a zoom only when it is settled."""
        height = self.view_size()[1]
        if not self.layout_.pages or not height:
            return
        if at_once or not self._settling.isActive():
            self.renderer.look(self.looked_at())
        page = self.layout_.page_at(self.top + height // 3)
        if page != self._page:
            self._page = page
            said = _("Draft page {page} of {pages}")
            self.setAccessibleName(said.format(page=page, pages=self.layout_.pages))
            self.page_changed.emit(page)
        self.moved.emit()

    # -- place -------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page one reads, from 1; 0 when there is none."""
        return self._page

    def place(self) -> tuple[int, float]:
        """The page at the top of the view, and the part of it above the top, 0 to 1."""
        if not self.layout_.pages:
            return 0, 0.0
        page = self.layout_.page_at(self.top)
        box = self.layout_.box(page)
        if box.bottom <= self.top and page < self.layout_.pages:
            return self.layout_.next_row(page, 1), 0.0
        return page, min(max((self.top - box.y) / box.height, 0.0), 1.0)

    def put_place(self, page: int, offset: float) -> None:
        """Scroll to a place as `place` gives it; not a jump that is recorded."""
        if not self.layout_.pages:
            return
        page = min(max(page, 1), self.layout_.pages)
        box = self.layout_.box(page)
        above = min(max(offset, 0.0), 1.0) * box.height
        top = box.y + above if above > 0 else box.y - self.layout_.gap // 2
        self.verticalScrollBar().setValue(round(top))

    def go_to(self, page: int) -> None:
        """Show a page from its top: a jump."""
        self.travel.jump(lambda: self.put_place(page, 0.0))

    def turn_page(self, step: int) -> None:
        """The next or the previous page, or pair of pages, from its top; not a jump."""
        if self.layout_.pages:
            self.put_place(self.layout_.next_row(max(self._page, 1), step), 0.0)

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay the pages beside each other, turn or colour them; what one reads stays in sight."""
        if arrangement != self.arrangement:
            (reading, offset), turned = self.place(), arrangement.turn != self.arrangement.turn
            if reading and self.layout_.beside(reading, self._arranged_at):
                reading = self._arranged_at  # through two pages beside each other and back
            self.arrangement, self._arranged_at = arrangement, reading
            self._relayout(self.sizes)
            if reading:
                self.put_place(reading, 0.0 if turned else offset)
            self.look()
            self.arranged.emit(arrangement)

    def reveal(self, spot: Spot) -> None:
        """Scroll just far enough that a place can be read."""
        x, y = self.layout_.position(spot)
        width, height = self.view_size()
        width = max(width - self._lane_width(), 1)
        if not self.top + 0.1 * height <= y <= self.top + 0.9 * height:
            self.verticalScrollBar().setValue(round(y - height / 3))
        if not self.left() <= x <= self.left() + width:
            self.horizontalScrollBar().setValue(round(x - width / 2))

    # -- zoom --------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom to remember: 0 when it follows the width, below 0 the whole page."""
        return self._zoom.remembered

    @property
    def fit(self) -> str:
        """What the zoom follows: "width", "page", or "" for a factor of its own."""
        return self._zoom.fit

    def hold_zoom(self, on: bool) -> None:
        """Keep the zoom though the view grows or shrinks, until it is let go of or somebody zooms."""
        self._zoom.held = on

    def zoom_by(self, steps: int, *, x: float | None = None, y: float | None = None) -> None:
        """Zoom by steps of a tenth, the place under a point of the viewport staying there."""
        self.set_zoom(self._zoom.stepped(steps), x=x, y=y)

    def set_zoom(self, zoom: float, *, x: float | None = None, y: float | None = None) -> None:
        """Zoom to a factor, 0 to follow the width, -1 to see a whole page."""
        anchor_x = self.viewport().width() / 2 if x is None else x
        anchor_y = self.viewport().height() / 3 if y is None else y
        spot = self.spot_at(anchor_x, anchor_y)
        reading, first = self._page, self.settled
        self._zoom.set(zoom)
        self._settling.start()
        self._relayout(self.sizes)
        if self._zoom.fit == "page" and spot is not None:
            self.put_place(reading, 0.0)  # all of the page one reads
        elif spot is not None:
            self._put(spot, anchor_x, anchor_y)
        self.look(at_once=first)  # a single step is drawn at once, further ones when they are over

    @Slot()
    def _on_settled(self) -> None:
        self.look()
        self.viewport().update()

    # -- events of Qt --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place; follow the width where asked to."""
        super().resizeEvent(event)
        spot, top = self._corner(), self.top
        self._relayout(self.sizes)
        if spot is not None and top > 0:
            self._put(spot, 0, 0)
        self.look()

    def event(self, event: QEvent) -> bool:
        """Draw anew when the window moves to a screen of another scale."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_zoom(self.zoom)
        return super().event(event)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Scrolled."""
        if dy and self.top != self._last_top:
            self._direction = 1 if self.top > self._last_top else -1
        self._last_top = self.top
        self.viewport().update()
        self.look()
