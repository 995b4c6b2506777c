# SPDX-License-Identifier: AGPL-3.0-or-later
"""MuPDF, and all that depends on its version. In a worker only; never saves, runs no scripts."""

from __future__ import annotations

import contextlib
import ctypes
import math
import unicodedata
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from annotator.pdf.arena import whiten
from annotator.pdf.document_facts import facts, no_facts
from annotator.pdf.protocol import MAX_PAGES, MAX_SIDE, Clip, clipped
from annotator.pdf.raw_text import text_page

if TYPE_CHECKING:
    from annotator.pdf.text_page import PageText

_RULES: Final = 1
EXTRACTOR: Final = f"mupdf-{'.'.join(pymupdf.mupdf_version.split('.')[:2])}/{_RULES}"
_LISTS: Final = 40
_BLANK: Final = (595.0, 842.0, 0)
_LOST_IN_A_ROW: Final = 50


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The document cannot be opened; `reason` is `password`, `not_pdf`, `damaged` or `empty`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


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


class Document:
    """One open PDF."""

    def __init__(self, data: memoryview, password: str | None, cookie: Cookie) -> None:
        """Open it.

        Raises:
            Refused: there is nothing to show, with the reason.
        """
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        self.cookie = cookie
        self._doc = _open(data)
        self._encrypted = bool(self._doc.needs_pass) or bool(self._doc.metadata.get("encryption"))
        self._unlock(password)
        with contextlib.suppress(Exception):
            # tagged files hang MuPDF 1.28 or cost it seconds a page, and drawing needs no tags
            self._doc.xref_set_key(self._doc.pdf_catalog(), "StructTreeRoot", "null")
        self._pdf = mupdf.pdf_document_from_fz_document(self._doc.this)
        self._notes: list[str] = []
        self._damaged: list[int] = []
        self._sizes = self._read_sizes()
        if not self._sizes:
            raise Refused("empty" if _has_header(data) else "not_pdf", "no page found")
        self._lists: OrderedDict[int, Any] = OrderedDict()

    def _unlock(self, password: str | None) -> None:
        if not self._doc.needs_pass:
            return
        tries = (password, unicodedata.normalize("NFKC", password)) if password is not None else ()
        if not any(self._doc.authenticate(text) for text in tries):
            raise Refused("password", "wrong password" if password else "password needed")

    def _read_sizes(self) -> list[tuple[float, float, int]]:
        """Size as shown and rotation of each page; what cannot be read becomes a blank page."""
        count = self._count()
        if count > MAX_PAGES:
            self._notes.append("too_many_pages")
        sizes: list[tuple[float, float, int]] = []
        lost = 0
        for index in range(min(count, MAX_PAGES)):
            try:
                sizes.append(self._size(index))
                lost = 0
            except Exception:  # noqa: BLE001 - MuPDF raises many kinds; each costs one page only
                self._damaged.append(index + 1)
                sizes.append(_BLANK)
                lost += 1
            if lost == _LOST_IN_A_ROW:
                self._notes.append("page_count_wrong")
                del sizes[-lost:], self._damaged[-lost:]
                break
        return sizes if len(self._damaged) < len(sizes) or len(sizes) == 1 else sizes[:1]

    def _count(self) -> int:
        try:
            return int(self._doc.page_count)
        except Exception:  # noqa: BLE001 - the page tree says what cannot be, so count its leaves
            self._notes.append("page_count_wrong")
        try:
            root = mupdf.pdf_dict_getp(mupdf.pdf_trailer(self._pdf), "Root/Pages")
            return min(_mend_counts(root, set()), int(self._doc.page_count))
        except Exception as error:
            raise Refused("damaged", str(error)) from error

    def _size(self, index: int) -> tuple[float, float, int]:
        page = mupdf.pdf_lookup_page_obj(self._pdf, index)
        box, turn = mupdf.FzRect(), mupdf.FzMatrix()
        mupdf.pdf_page_obj_transform(page, box, turn)
        box = mupdf.fz_transform_rect(box, turn)
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            raise ValueError("page of no size")
        rotation = mupdf.pdf_to_int(
            mupdf.pdf_dict_get_inheritable(page, mupdf.PDF_ENUM_NAME_Rotate)
        )
        # rounded here, once: both sides compute the same number of pixels from it
        side = (round(min(max(v, 1.0), MAX_SIDE), 3) for v in (width, height))
        return next(side), next(side), int(round(rotation / 90.0) * 90) % 360

    def summary(self, *, plain: bool = False) -> dict[str, Any]:
        """What the window wants to know at once.

        Args:
            plain: leave out labels, outline and title, which a hostile file can make hang.
        """
        count = len(self._sizes)
        extras = no_facts(count) if plain else facts(self._doc, count, pymupdf.utils.get_label_pno)
        if self._damaged:
            self._notes.append("damaged_pages")
        return {
            "pages": self._sizes,
            "repaired": bool(self._doc.is_repaired),
            "damaged_pages": self._damaged[:1000],
            "encrypted": self._encrypted,
            "may_copy": bool(self._doc.permissions & pymupdf.PDF_PERM_COPY),
            "may_print": bool(self._doc.permissions & pymupdf.PDF_PERM_PRINT),
            "notes": self._notes,
            "extractor": EXTRACTOR,
            **extras,
        }

    def render(self, page: int, *, scale: float, clip: Clip | None, target: memoryview) -> Clip:
        """Draw a page into memory as opaque BGRX, on white.

        Args:
            page: from 1.
            scale: device pixels per point.
            clip: in device pixels of the whole page as shown; None for all of it.
            target: at least width x height x 4 bytes.

        Returns:
            The part drawn, cut to the page.

        Raises:
            Aborted: the cookie stopped it.
            Exception: MuPDF cannot draw this page; the target is white as far as it was not drawn.
        """
        part = clipped(*self._sizes[page - 1][:2], scale, clip)
        if part is None or (clip and part != clip):
            raise ValueError("clip outside the page")
        needed = (part[2] - part[0]) * (part[3] - part[1]) * 4
        if len(target) < needed:
            raise ValueError("slot too small")  # MuPDF would write past its end
        whiten(target[:needed])
        box = mupdf.FzIrect(*part)
        pixmap = mupdf.fz_new_pixmap_with_bbox_and_data(
            mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR),
            box,
            mupdf.FzSeparations(),
            1,
            mupdf.python_mutable_buffer_data(target),
        )
        self._draw(page, scale, pixmap)
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
            self._draw(page, scale, pixmap)
        data: bytes = pymupdf.Pixmap("raw", pixmap).tobytes("png")
        return data

    def _draw(self, page: int, scale: float, pixmap: Any) -> None:
        try:
            steps = self._list(page)
            device = mupdf.fz_new_draw_device(mupdf.fz_scale(scale, scale), pixmap)
            whole, same = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE), mupdf.FzMatrix()
            mupdf.fz_run_display_list(steps, device, same, whole, self.cookie.mupdf)
            mupdf.fz_close_device(device)
        finally:
            if self.cookie.aborted:  # closing what was stopped half way may fail: that is no damage
                raise Aborted

    def _list(self, page: int) -> Any:
        """The page's drawing steps, kept for the 40 pages used last."""
        if page in self._lists:
            self._lists.move_to_end(page)
            return self._lists[page]
        loaded = self._doc.load_page(page - 1)
        steps = mupdf.fz_new_display_list(mupdf.fz_bound_page(loaded.this))
        device = mupdf.fz_new_list_device(steps)
        mupdf.fz_run_page(loaded.this, device, mupdf.FzMatrix(), self.cookie.mupdf)
        mupdf.fz_close_device(device)
        pymupdf.TOOLS.reset_mupdf_warnings()  # it keeps them all
        if self.cookie.aborted:
            raise Aborted
        self._lists[page] = steps
        if len(self._lists) > _LISTS:
            self._lists.popitem(last=False)
        return steps

    def shrink(self, *, hard: bool) -> None:
        """Give memory back: half of MuPDF's store, or all of it and the drawing steps too."""
        if hard:
            self._lists.clear()
            pymupdf.TOOLS.glyph_cache_empty()
        pymupdf.TOOLS.store_shrink(100 if hard else 50)

    def text(self, page: int) -> PageText:
        """The text of a page.

        Raises:
            Exception: MuPDF cannot read this page.
        """
        raw = self._doc.load_page(page - 1).get_text("rawdict", flags=pymupdf.TEXTFLAGS_TEXT)
        return text_page(raw, page, *self.unrotated(page), extractor=EXTRACTOR)

    def no_text(self, page: int) -> PageText:
        """A page without text, for one that cannot be read."""
        return text_page({"blocks": ()}, page, *self.unrotated(page), extractor=EXTRACTOR)

    def unrotated(self, page: int) -> tuple[float, float]:
        """Width and height before rotation, in points."""
        width, height, rotation = self._sizes[page - 1]
        return (height, width) if rotation % 180 else (width, height)


def _open(data: memoryview) -> Any:
    if not len(data):
        raise Refused("empty", "no bytes")
    if not _has_header(data) and b" obj" not in bytes(data[:4096]):
        # MuPDF looks at the bytes, whatever type is named, and would take HTML, SVG and others
        raise Refused("not_pdf", "no PDF header")
    try:
        doc = pymupdf.open(stream=data, filetype="pdf")
    except Exception as error:
        reason = "damaged" if _has_header(data) else "not_pdf"
        raise Refused(reason, str(error)[:300]) from error
    if not doc.is_pdf:
        raise Refused("not_pdf", "another format")
    return doc


def _mend_counts(node: Any, seen: set[int]) -> int:
    """Count the pages under a node of the page tree, and correct what the tree says of it."""
    kids = mupdf.pdf_dict_get(node, mupdf.PDF_ENUM_NAME_Kids)
    number = mupdf.pdf_to_num(node)
    if number in seen or len(seen) > MAX_PAGES:
        return 0
    seen.add(number)
    if not mupdf.pdf_is_array(kids):
        return 1
    below = range(min(mupdf.pdf_array_len(kids), MAX_PAGES))
    count = sum(_mend_counts(mupdf.pdf_array_get(kids, at), seen) for at in below)
    mupdf.pdf_dict_put_int(node, mupdf.PDF_ENUM_NAME_Count, count)
    return count


def _has_header(data: memoryview) -> bool:
    return b"%PDF-" in bytes(data[:1024])
