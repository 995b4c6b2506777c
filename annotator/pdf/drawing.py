# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws pages of one open document: turned, dark, stopped by a cookie. In a worker only."""

from __future__ import annotations

import contextlib
import ctypes
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from annotator.pdf import page_extras
from annotator.pdf.protocol import Clip, clipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LISTS: Final = 40
_GROUND: Final = 0x1B1E21
_LETTERS: Final = 0xE4E7EA
"""What white and black become on a dark page, RGB: 14:1, softer than the screen's own extremes."""
_AROUND: Final = 2.0
"""Pixels around a picture in which steps of the page are still drawn; the rest is passed over unseen."""
_SCAN: Final = 0.6
"""Part of a page from which a picture is taken for the page itself: a scan is darkened, too."""


class Aborted(Exception):  # noqa: N818 - an order, not a fault
    """The cookie's abort was set while a page was drawn."""


class Cookie:
    """MuPDF's stop button. Whoever writes a 1 at `address` stops the drawing under way."""

    def __init__(self) -> None:
        self.mupdf = mupdf.FzCookie()
        self.address = int(self.mupdf.m_internal.this)
        self._abort = ctypes.c_int.from_address(self.address)

    @property
    def aborted(self) -> bool:
        """Whether somebody pressed it."""
        return bool(self._abort.value)

    def reset(self) -> None:
        """Make it ready for the next drawing."""
        self._abort.value = 0


class Drawing:
    """Pictures of a document's pages.

    Args:
        doc: PyMuPDF's document.
        sizes: width and height in points as shown, and rotation, of each page.
        cookie: stops what is under way.
    """

    def __init__(self, doc: Any, sizes: Sequence[tuple[float, float, int]], cookie: Cookie) -> None:
        self._doc = doc
        self._sizes = sizes
        self._cookie = cookie
        self._lists: OrderedDict[tuple[int, bool], Any] = OrderedDict()
        self._pictures: dict[int, list[tuple[float, float, float, float]]] = {}

    def render(
        self,
        page: int,
        *,
        scale: float,
        clip: Clip | None,
        target: memoryview,
        turn: int = 0,
        dark: bool = False,
        notes: bool = True,
    ) -> Clip:
        """Draw a page into memory as opaque BGRX, on white.

        Args:
            page: from 1.
            scale: device pixels per point.
            clip: in device pixels of the whole page as shown and turned; None for all of it.
            target: at least width x height x 4 bytes.
            turn: degrees clockwise, a multiple of 90.
            dark: turn light and dark around, but not the pictures.
            notes: whether to draw what others wrote into the PDF.

        Returns:
            The part drawn, cut to the page.

        Raises:
            Aborted: the cookie stopped it.
            Exception: MuPDF cannot draw this page; the target is white as far as it was not drawn.
        """
        width, height, _rotation = self._sizes[page - 1]
        across, down = (height, width) if turn % 180 else (width, height)
        part = clipped(across, down, scale, clip)
        if part is None or (clip and part != clip):
            raise ValueError("clip outside the page")
        needed = (part[2] - part[0]) * (part[3] - part[1]) * 4
        if len(target) < needed:
            raise ValueError("slot too small")  # MuPDF would write past its end
        whiten(target[:needed])
        pixmap = mupdf.fz_new_pixmap_with_bbox_and_data(
            mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR),
            mupdf.FzIrect(*part),
            mupdf.FzSeparations(),
            1,
            mupdf.python_mutable_buffer_data(target),
        )
        matrix = _turned(turn, scale, width, height)
        self._draw(page, matrix, pixmap, notes=notes)
        if dark:
            kept = [] if self._is_scan(page) else list(self._kept(page, matrix, part, target))
            mupdf.fz_invert_pixmap_luminance(pixmap)
            mupdf.fz_tint_pixmap(pixmap, _GROUND, _LETTERS)
            for at, row in kept:
                target[at : at + len(row)] = row
        return part

    def preview(self, page: int, *, max_side: int) -> bytes:
        """A small picture of a page as PNG. Raises as `render` does."""
        width, height, _rotation = self._sizes[page - 1]
        scale = max_side / max(width, height)
        part = clipped(width, height, scale, None)
        box = mupdf.FzIrect(*part)  # type: ignore[misc]  # no clip, so never None
        pixmap = mupdf.fz_new_pixmap_with_bbox(
            mupdf.FzColorspace(mupdf.FzColorspace.Fixed_RGB), box, mupdf.FzSeparations(), 0
        )
        mupdf.fz_clear_pixmap_with_value(pixmap, 255)
        with contextlib.suppress(mupdf.FzErrorBase, RuntimeError, ValueError):
            self._draw(page, mupdf.fz_scale(scale, scale), pixmap)  # part of it beats nothing
        data: bytes = pymupdf.Pixmap("raw", pixmap).tobytes("png")
        return data

    def shrink(self, hard: bool) -> None:
        """Give memory back: half of MuPDF's store and drawing steps, or all of it and glyphs too."""
        while self._lists and (hard or len(self._lists) > _LISTS // 4):
            self._lists.popitem(last=False)
        if hard:
            pymupdf.TOOLS.glyph_cache_empty()
        pymupdf.TOOLS.store_shrink(100 if hard else 50)

    def _draw(self, page: int, matrix: Any, pixmap: Any, *, notes: bool = True) -> None:
        try:
            steps = self._list(page, notes=notes)
            device = mupdf.fz_new_draw_device(matrix, pixmap)
            shown = mupdf.fz_expand_rect(mupdf.FzRect(mupdf.fz_pixmap_bbox(pixmap)), _AROUND)
            needed = mupdf.fz_transform_rect(shown, mupdf.fz_invert_matrix(matrix))
            mupdf.fz_run_display_list(steps, device, mupdf.FzMatrix(), needed, self._cookie.mupdf)
            mupdf.fz_close_device(device)
        finally:
            if (
                self._cookie.aborted
            ):  # closing what was stopped half way may fail: that is no damage
                raise Aborted

    def _list(self, page: int, *, notes: bool) -> Any:
        """The page's drawing steps, kept for the 40 pages used last."""
        if (page, notes) in self._lists:
            self._lists.move_to_end((page, notes))
            return self._lists[page, notes]
        loaded = self._doc.load_page(page - 1)
        steps = mupdf.fz_new_display_list(mupdf.fz_bound_page(loaded.this))
        device = mupdf.fz_new_list_device(steps)
        page_extras.run_page(loaded.this, device, self._cookie.mupdf, notes=notes)
        mupdf.fz_close_device(device)
        pymupdf.TOOLS.reset_mupdf_warnings()  # it keeps them all
        if self._cookie.aborted:
            raise Aborted
        self._lists[page, notes] = steps
        if len(self._lists) > _LISTS:
            self._lists.popitem(last=False)
        return steps

    # -- dark pages ----------------------------------------------------------------------------

    def _boxes(self, page: int) -> list[tuple[float, float, float, float]]:
        """Where pictures stand on a page, in points as shown; none where that cannot be read."""
        if page not in self._pictures:
            try:
                loaded = self._doc.load_page(page - 1)
                found = [pymupdf.Rect(each["bbox"]) for each in loaded.get_image_info()]
                turned = [(box * loaded.rotation_matrix).normalize() for box in found]
            except Exception:  # noqa: BLE001 - MuPDF raises many kinds; the page is dark all over
                turned = []
            self._pictures[page] = [(box.x0, box.y0, box.x1, box.y1) for box in turned]
        return self._pictures[page]

    def _is_scan(self, page: int) -> bool:
        width, height, _rotation = self._sizes[page - 1]
        large = _SCAN * width * height
        return any((x1 - x0) * (y1 - y0) > large for x0, y0, x1, y1 in self._boxes(page))

    def _kept(
        self, page: int, matrix: Any, part: Clip, target: memoryview
    ) -> Iterator[tuple[int, bytes]]:
        """The rows of pixels of pictures, each with its place in the target."""
        left, top, right, bottom = part
        for box in self._boxes(page):
            shown = mupdf.fz_transform_rect(mupdf.FzRect(*box), matrix)
            x0, x1 = max(round(shown.x0), left), min(round(shown.x1), right)
            for y in range(max(round(shown.y0), top), min(round(shown.y1), bottom)):
                at = 4 * ((y - top) * (right - left) + x0 - left)
                if x1 > x0:
                    yield at, bytes(target[at : at + 4 * (x1 - x0)])


def _turned(turn: int, scale: float, width: float, height: float) -> Any:
    """The matrix that scales a page as shown, and turns it clockwise about its upper left corner."""
    if turn == 90:  # noqa: PLR2004 - degrees speak for themselves
        return mupdf.FzMatrix(0, scale, -scale, 0, height * scale, 0)
    if turn == 180:  # noqa: PLR2004
        return mupdf.FzMatrix(-scale, 0, 0, -scale, width * scale, height * scale)
    if turn == 270:  # noqa: PLR2004
        return mupdf.FzMatrix(0, -scale, scale, 0, 0, width * scale)
    return mupdf.fz_scale(scale, scale)


def whiten(target: memoryview) -> None:
    """Fill memory with opaque white."""
    ctypes.memset((ctypes.c_char * len(target)).from_buffer(target), 255, len(target))
