# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a draft with selection and passages. Knows no project."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QFrame, QWidget

from annotator.domain.project import PageSize
from annotator.i18n import _
from annotator.pdf.text_layer import PageTexts
from annotator.ui import theme
from annotator.ui.viewer import painting
from annotator.ui.viewer.area.area_tool import AreaTool
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.extras.extras_nodes import ExtraNodes
from annotator.ui.viewer.extras.extras_reader import ExtrasReader
from annotator.ui.viewer.extras.hints import Hints
from annotator.ui.viewer.extras.links import Links
from annotator.ui.viewer.extras.pdf_notes import PdfNotes
from annotator.ui.viewer.find.finder import Finder
from annotator.ui.viewer.find.hit_ticks import HitTicks
from annotator.ui.viewer.gestures import Gestures
from annotator.ui.viewer.keys import Keys
from annotator.ui.viewer.known_structure import KnownStructure
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.lane import Lane
from annotator.ui.viewer.marks.mark_board import MarkBoard
from annotator.ui.viewer.marks.preparation import Preparation
from annotator.ui.viewer.page_scroll import PageScroll
from annotator.ui.viewer.picked import Picked
from annotator.ui.viewer.scenery import Scenery
from annotator.ui.viewer.selecting.handles import Handles
from annotator.ui.viewer.selecting.selection import Caret, Selection


class PageView(PageScroll):
    """Continuous scroll over all pages.

    Signals:
        selection_changed: the selection or the caret moved.
        passage_chosen: uid, "" for none.
        key_forwarded: a key that belongs to the tagging panel while text is selected.
        painted: something was painted; once after each new document.
        texts_came: text layers were added, or looked through for headers and headings.
        find_requested: 0 to open the search, 1 for the next place found, -1 for the one before.
    """

    selection_changed = Signal()
    passage_chosen = Signal(str)
    key_forwarded = Signal(QKeyEvent)
    painted = Signal()
    find_requested = Signal(int)
    texts_came = Signal()

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(renderer, parent)
        self.texts = PageTexts()
        self.selection = Selection(self.texts)
        self.provisions = KnownStructure(self)
        self.labels: list[str] = []
        self.caret_mode = False
        self.beside: QWidget | None = None  # the text of the draft, while it is used
        self.node: QAccessibleInterface | None = None
        self.marks = MarkBoard(self)
        self.finder = Finder(self.texts, self)
        self.handles_ = Handles(self)
        self.lane = Lane(self)
        self.ticks = HitTicks(self.verticalScrollBar())
        self.extras = ExtrasReader(self)
        self.extra_nodes = ExtraNodes(self)
        self.links, self.pdf_notes = Links(self), PdfNotes(self)
        self._hints = Hints(self)
        self._colours = theme.LIGHT
        self._first_paint = False
        self._prepared = Preparation(self)
        self._scenery = Scenery(self, self._prepared)
        self._gestures = Gestures(self)
        self._keys = Keys(self)
        self.area = AreaTool(self, self._gestures)
        self.picked = Picked(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Draft pages"))
        self.laid_out.connect(self.lane.relayout)
        self.moved.connect(self.lane.follow)
        self.lane.chosen.connect(self.passage_chosen)
        self.lane.hovered.connect(self.marks.hover)
        self.marks.changed.connect(self._on_marks_changed)
        self.marks.lit_changed.connect(self.viewport().update)
        renderer.drawn.connect(self._on_drawn)
        renderer.page_failed.connect(self._on_drawn)

    # -- what is shown -----------------------------------------------------------------------

    def show_document(
        self,
        sizes: Sequence[PageSize],
        *,
        page: int = 1,
        zoom: float = 0.0,
        offset: float = 0.0,
        draft: str = "",
    ) -> None:
        """Show a document from a place on.

        Args:
            sizes: of its pages.
            page: the one at the top of the view.
            zoom: factor; 0 follows the width, -1 the page.
            offset: part of the page above the top, as `place` gave it.
            draft: SHA-256, for going back and forward.
        """
        self._zoom.set(zoom)
        self._first_paint = False
        self.draft = draft
        self.finder.take_up(draft, len(sizes), page=page)
        self._relayout(sizes)
        self.put_place(page, offset)
        self.travel.arrived()
        self.look()

    def clear(self) -> None:
        """Show nothing."""
        self.travel.note()
        self.texts.clear()
        self.provisions.forget()
        self.finder.forget()
        self.area.let_go()
        self.selection.place_nowhere()
        self.handles_.shown = False
        self._scenery.forget()
        self.marks.clear()
        self.extras.detach()
        self._prepared.pictures.clear()
        self._page = 0
        self.draft = ""
        self.labels = []
        self.arrangement = replace(self.arrangement, turn=0)
        self._relayout(())

    @property
    def has_painted(self) -> bool:
        """Whether something of this document was painted."""
        return self._first_paint

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self.lane.set_colours(colours)
        self.ticks.set_colours(colours)
        self.viewport().update()

    def texts_changed(self) -> None:
        """Text layers were added or classified: selection and stand-ins may look different.

        `selection_changed` is not emitted: what the reader selected is the same.
        """
        self.finder.texts_changed()
        self.show_selection()
        self.texts_came.emit()

    # -- selection and passages ----------------------------------------------------------------

    def selection_moved(self) -> None:
        """The selection changed: paint it and tell; words take the place of an area."""
        if self.area.area is not None and not self.selection.empty:
            self.area.let_go()
        self.show_selection()
        self.selection_changed.emit()

    def show_selection(self) -> None:
        """Paint the selection as it is now; who wants to know of it is told by `selection_moved`."""
        self._scenery.forget()
        self.viewport().update()

    def let_go(self) -> None:
        """Nothing selected, nothing chosen."""
        self.picked.clear()
        self.choose("")
        self.selection_moved()

    @property
    def is_read(self) -> bool:
        """Whether letters typed now mean the words selected."""
        return self.hasFocus() or (self.beside is not None and self.beside.hasFocus())

    @property
    def handles(self) -> tuple[Caret, Caret] | None:
        """The ends of the selection while they can be dragged; set two carets, or None to end it."""
        return self.handles_.ends()

    @handles.setter
    def handles(self, ends: tuple[Caret, Caret] | None) -> None:
        self.handles_.shown = ends is not None
        if ends is not None and self.selection.span() != (min(ends), max(ends)):
            self.selection.hold(fixed=ends[0], moving=ends[1])
            self.selection_moved()
        self.viewport().update()

    def place_caret(self) -> None:
        """Put the caret at the first line that can be read."""
        self._keys.place_caret()

    def grow_selection(self, step: int, *, provisions: bool = False) -> None:
        """Select the next larger unit of text (1; none below a provision), or the smaller one (-1)."""
        self._keys.grow(step, provisions=provisions)

    def choose(self, passage: str, *, reveal: bool = False) -> None:
        """Keep a passage lit; "" for none."""
        self.marks.choose(passage)
        mark = self.marks.first_of(passage) if reveal else None
        if mark is not None:
            x0, y0, _x1, _y1 = mark.quads[0].bounds()
            self.travel.jump(lambda: self.reveal(Spot(mark.page, x0, y0)))

    @Slot()
    def _on_marks_changed(self) -> None:
        self._prepared.forget(self.marks.changed_pages)
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
        painting.paint(painter, self._scenery.scene(self._colours), dirty)
        self.area.paint(painter)
        painter.end()
        self._prepared.soon()
        if not self._first_paint and self.layout_.pages:
            self._first_paint = True
            self.painted.emit()

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
        if not self._keys.press(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the caret away."""
        super().focusOutEvent(event)
        self.viewport().update()

    @Slot(int)
    def _on_drawn(self, page: int) -> None:
        if page in self.shown():
            self.viewport().update()
