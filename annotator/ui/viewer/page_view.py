# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a draft with selection and passages. Knows no project."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QFrame, QWidget

from annotator.domain.anchor import Quad
from annotator.domain.project import PageSize
from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui import theme
from annotator.ui.viewer import painting
from annotator.ui.viewer.gestures import Gestures
from annotator.ui.viewer.lane import Lane
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.mark_board import MarkBoard
from annotator.ui.viewer.page_scroll import PageScroll
from annotator.ui.viewer.renderer import Renderer
from annotator.ui.viewer.selection import Selection, caret_box


class PageView(PageScroll):
    """Continuous scroll over all pages.

    Signals:
        selection_changed: the selection or the caret moved.
        passage_chosen: uid, "" for none.
        key_forwarded: a key that belongs to the tagging panel while text is selected.
        painted: something was painted; once after each new document.
    """

    selection_changed = Signal()
    passage_chosen = Signal(str)
    key_forwarded = Signal(QKeyEvent)
    painted = Signal()

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(renderer, parent)
        self.texts: dict[int, PageText] = {}
        self.selection = Selection(self.texts)
        self.labels: list[str] = []
        self.caret_mode = False
        self.node: QAccessibleInterface | None = None
        self.marks = MarkBoard(self)
        self.lane = Lane(self)
        self._colours = theme.LIGHT
        self._first_paint = False
        self._selected: dict[int, list[Quad]] = {}
        self._gestures = Gestures(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(0, 0, theme.LANE, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Draft pages"))
        self.laid_out.connect(self.lane.relayout)
        self.moved.connect(self.lane.update)
        self.lane.chosen.connect(self.passage_chosen)
        self.lane.hovered.connect(self.marks.hover)
        self.marks.changed.connect(self._on_marks_changed)
        self.marks.lit_changed.connect(self._on_marks_changed)
        renderer.drawn.connect(self._on_drawn)
        renderer.page_failed.connect(self._on_drawn)

    # -- what is shown -----------------------------------------------------------------------

    def show_document(self, sizes: Sequence[PageSize], *, page: int = 1, zoom: float = 0.0) -> None:
        """Show a document from a page on; zoom 0 follows the width."""
        self._zoom.set(zoom)
        self._first_paint = False
        self._relayout(sizes)
        self.go_to(page)
        self.look()

    def clear(self) -> None:
        """Show nothing."""
        self.texts.clear()
        self.selection.place_nowhere()
        self._selected.clear()
        self.marks.clear()
        self._page = 0
        self.labels = []
        self._relayout(())

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self.lane.set_colours(colours)
        self.viewport().update()

    def texts_changed(self) -> None:
        """Text layers were added or classified: selection and stand-ins may look different."""
        self.selection_moved()

    # -- selection and passages ----------------------------------------------------------------

    def selection_moved(self) -> None:
        """The selection changed: paint it and tell."""
        self._selected.clear()
        self.viewport().update()
        self.selection_changed.emit()

    def let_go(self) -> None:
        """Nothing selected, nothing chosen."""
        self.selection.clear()
        self.choose("")
        self.selection_moved()

    def place_caret(self) -> None:
        """Put the caret at the first line that can be read."""
        self._gestures.place_caret()

    def choose(self, passage: str, *, reveal: bool = False) -> None:
        """Keep a passage lit; "" for none."""
        self.marks.choose(passage)
        mark = self.marks.first_of(passage) if reveal else None
        if mark is not None:
            x0, y0, _x1, _y1 = mark.quads[0].bounds()
            self.reveal(Spot(mark.page, x0, y0))

    @Slot()
    def _on_marks_changed(self) -> None:
        self.viewport().update()

    # -- events of Qt --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in device pixels."""
        ratio = self.ratio
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        area = event.rect()
        dirty = QRect(
            math.floor(area.x() * ratio), math.floor(area.y() * ratio),
            math.ceil(area.width() * ratio) + 1, math.ceil(area.height() * ratio) + 1,
        )  # fmt: skip
        painting.paint(painter, self._scene(), dirty)
        painter.end()
        if not self._first_paint and self.layout_.pages:
            self._first_paint = True
            self.painted.emit()

    def _selected_quads(self) -> dict[int, list[Quad]]:
        """Of the pages that show: a selection over a hundred pages costs no more than over two."""
        span = self.selection.span()
        if span is not None:
            for page in self.layout_.visible(self.top, self.top + self.view_size()[1]):
                if span[0].page <= page <= span[1].page and page not in self._selected:
                    self._selected[page] = self.selection.quads(page)
        return self._selected

    def _scene(self) -> painting.Scene:
        head = self.selection.head
        caret = None
        if self.caret_mode and self.hasFocus() and head is not None and head.page in self.texts:
            caret = (head.page, *caret_box(self.texts[head.page], head.at))
        return painting.Scene(
            layout=self.layout_,
            renderer=self.renderer,
            colours=self._colours,
            texts=self.texts,
            left=self.left(),
            top=self.top,
            height=self.view_size()[1],
            ratio=self.ratio,
            smooth=not self._settling.isActive(),
            marks=self.marks.by_page,
            lit=self.marks.lit(),
            selection=self._selected_quads(),
            caret=caret,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lane keeps its place beside the pages."""
        super().resizeEvent(event)
        area = self.viewport().geometry()
        self.lane.setGeometry(area.right() + 1, area.top(), theme.LANE, area.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by the pixel where the device can, zoom with Ctrl."""
        self._gestures.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        self._gestures.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        self._gestures.press(event, double=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend a selection, or light what is under the pointer."""
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection, or choose the passage clicked."""
        self._gestures.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the window."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select, move, or hand the key on."""
        if not self._gestures.key(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    @Slot(int)
    def _on_drawn(self, page: int) -> None:
        if page in self.layout_.visible(self.top, self.top + self.view_size()[1]):
            self.viewport().update()
