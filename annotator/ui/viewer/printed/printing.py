# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws a draft onto a printer, a band of a page at a time, so that the window stays alive.

The pages come from a worker of its own; what is tagged is painted by what paints it on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter

from annotator.domain.project import PageSize
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Pixels, Reply
from annotator.ui.viewer.drawing.worker_link import WorkerLink
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks import page_marks
from annotator.ui.viewer.marks.highlights import Mark
from annotator.ui.viewer.marks.mark_shapes import Shape, shapes
from annotator.ui.viewer.printed.print_bands import Bands
from annotator.ui.viewer.printed.print_items import TYPE, Item, PrintedWords, plain
from annotator.ui.viewer.printed.print_sheet import PrintPaper, header_said, lane_items

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST = 300
"""Dots per inch beyond which a page of text looks no better."""
BAND = 1 << 18
"""Pixels drawn at once: to put more into a PDF would take longer than the window can wait."""
TRIES = 2
_POINTS, _LOGICAL = 72.0, 96.0


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is printed.

    Attributes:
        sizes: of all pages of the draft.
        pages: those printed, from 1.
        marks: passages by page; empty for plain pages.
        lane: whether the codes' letters stand beside the pages.
        header: whether a line stands above.
        source: how the draft is named there.
        printed: the date, likewise.
    """

    sizes: Sequence[PageSize]
    pages: Sequence[int]
    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    lane: bool = False
    header: bool = True
    source: str = ""
    printed: str = ""


class PrintRun(QObject):
    """One document on its way to paper.

    Attributes:
        stopped: whether somebody stopped it.
        failed_pages: those that could not be drawn and were left out.

    Signals:
        progressed: sheets done, and of how many.
        ended: True when all of it was printed.
    """

    progressed = Signal(int, int)
    ended = Signal(bool)

    def __init__(
        self,
        client: PdfClient,
        printer: QPrinter,
        job: PrintJob,
        after: Sequence[Sequence[Item]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._job, self._printer, self._after = job, printer, after
        self._painter = QPainter()
        self._sheet = 0
        self._band = 0
        self._bands: list[tuple[int, int]] = []
        self._layout: Layout | None = None
        self._shapes: list[Shape] = []
        self._cut = Bands()
        self._box = QRectF()
        self._failures = 0
        self._over = False
        self.stopped = False
        self.failed_pages: list[int] = []
        self._step = max(1, -(-printer.resolution() // FINEST))
        self._dots = printer.resolution() / self._step
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.lost.connect(self._on_lost)
        self._link.given_up.connect(self._give_up)

    @property
    def total(self) -> int:
        """Sheets in all."""
        return len(self._job.pages) + len(self._after)

    @Slot()
    def cancel(self) -> None:
        """Stop; what has been printed so far is thrown away."""
        self.stopped = not self._over
        self._end(done=False)

    @Slot()
    def _give_up(self) -> None:
        self._end(done=False)

    def _end(self, *, done: bool) -> None:
        if self._over:
            return
        self._over = True
        self._link.close()
        if self._painter.isActive():
            if not done:
                self._printer.abort()
            self._painter.end()
        self.ended.emit(done)

    # -- sheets --------------------------------------------------------------------------------

    @Slot()
    def _next_sheet(self) -> None:
        """Begin the next sheet, or end."""
        if self._over:
            return
        self.progressed.emit(self._sheet, self.total)
        if self._sheet >= self.total:
            self._end(done=True)
            return
        page = self._job.pages[self._sheet] if self._sheet < len(self._job.pages) else 0
        size = self._job.sizes[page - 1] if page else PageSize(1, 2)
        self._turn(landscape=size.width > size.height)
        if not self._new_sheet():
            self._end(done=False)
            return
        paper = self._paper()
        said = header_said(self._job.printed, self._sheet + 1, self.total)
        self._paint(paper.header_items(self._job.source, said))
        if page:
            self._begin_page(page, paper)
        else:
            self._paint(self._after[self._sheet - len(self._job.pages)])
            self._sheet_done()

    def _sheet_done(self) -> None:
        self._sheet += 1
        QTimer.singleShot(0, self, self._next_sheet)

    def _turn(self, *, landscape: bool) -> None:
        way = QPageLayout.Orientation
        self._printer.setPageOrientation(way.Landscape if landscape else way.Portrait)

    def _new_sheet(self) -> bool:
        if not self._painter.isActive():
            if not self._painter.begin(self._printer):
                return False
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            return True
        return self._printer.newPage()

    def _paper(self) -> PrintPaper:
        whole: QSizeF = self._printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
        return PrintPaper(whole.width(), whole.height(), self._job.header)

    def _paint(self, items: Sequence[Item]) -> None:
        painter, dots = self._painter, self._printer.resolution() / _POINTS
        painter.save()
        painter.scale(dots, dots)
        for item in items:
            item.paint(painter)
        painter.restore()

    # -- a page of the draft -------------------------------------------------------------------

    def _begin_page(self, page: int, paper: PrintPaper) -> None:
        job, size = self._job, self._job.sizes[page - 1]
        self._box = paper.page_box(size, lane=job.lane)
        scale = self._box.width() / size.width * self._dots / _POINTS
        self._layout = Layout(job.sizes, scale=scale, viewport=1, gap=0)
        marks = job.marks.get(page, ())
        self._shapes = shapes(marks, self._layout, scale * _POINTS / _LOGICAL)
        if job.lane:
            self._paint(lane_items(self._layout, page, marks, self._box))
        box = self._layout.box(page)
        rows = max(1, BAND // max(box.width, 1))
        self._bands = [(top, min(top + rows, box.height)) for top in range(0, box.height, rows)]
        self._band = self._failures = 0
        self._cut.forget()
        self._ask()

    def _ask(self) -> None:
        page, layout = self._job.pages[self._sheet], self._layout
        if layout is not None:
            top, bottom = self._bands[self._band]
            clip = (0, top, layout.box(page).width, bottom)
            self._link.client.render(page, scale=layout.scale, clip=clip)

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if self._over:
            if reply.pixels is not None:
                reply.pixels.release()
        elif reply.kind == "opened":
            self._next_sheet()
        elif reply.pixels is not None:
            self._put(reply.pixels)
            reply.pixels.release()
            self._band += 1
            self._go_on()
        elif reply.kind == "refused":
            if not self._painter.isActive():
                self._give_up()
            else:
                self._leave_out()

    def _go_on(self) -> None:
        if self._band < len(self._bands):
            self._ask()
        else:
            self._sheet_done()

    @Slot(bool)
    def _on_lost(self, _killed: bool) -> None:
        """A page that brings the worker down twice is left out."""
        self._failures += 1
        if self._over or not self._painter.isActive():
            self._give_up()
        elif self._failures < TRIES:
            self._ask()
        else:
            self._leave_out()

    def _leave_out(self) -> None:
        page = self._job.pages[self._sheet]
        self.failed_pages.append(page)
        where = QRectF(self._box.left(), self._box.center().y(), self._box.width(), 2 * TYPE)
        said = _("Page {page} could not be drawn").format(page=page)
        self._paint([PrintedWords(where, said, plain(TYPE))])
        self._sheet_done()

    def _put(self, pixels: Pixels) -> None:
        """A band, with what is tagged on it."""
        page, layout = self._job.pages[self._sheet], self._layout
        if layout is None:
            return
        shared = QImage(
            pixels.view, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32
        )
        image, box = shared.copy(), layout.box(page)
        top, bottom = box.y + pixels.clip[1], box.y + pixels.clip[3]
        if self._shapes:
            unit = layout.scale * _POINTS / _LOGICAL
            painter = QPainter(image)
            painter.translate(-box.x, -top)
            page_marks.passages(painter, self._shapes, frozenset(), (top, bottom), unit)
            painter.end()
        last = bottom >= box.bottom
        rows = self._cut.take(image, last=last)
        if rows is not None:
            self._draw(rows[1], pixels.clip[1] - rows[0])
        if last and (self._job.header or self._job.lane):
            self._frame()

    def _draw(self, image: QImage, row: int) -> None:
        """Rows of the page from one on."""
        dots, step = self._printer.resolution() / _POINTS, self._step
        left, top = round(self._box.left() * dots), round(self._box.top() * dots)
        target = QRectF(left, top + row * step, image.width() * step, image.height() * step)
        if image.allGray():
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        self._painter.drawImage(target, image)

    def _frame(self) -> None:
        """A hairline around the page where more than the page stands on the sheet."""
        self._painter.save()
        dots = self._printer.resolution() / _POINTS
        self._painter.scale(dots, dots)
        self._painter.setPen(QColor("#B0B5BA"))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._box)
        self._painter.restore()
