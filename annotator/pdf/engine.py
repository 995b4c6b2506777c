# SPDX-License-Identifier: AGPL-3.0-or-later
"""MuPDF, and all that depends on its version. In a worker only; never saves, runs no scripts."""

from __future__ import annotations

import contextlib
import math
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from annotator.pdf import page_extras, typography
from annotator.pdf.document_facts import facts, no_facts
from annotator.pdf.drawing import Aborted, Cookie, Drawing
from annotator.pdf.page_tree import mend_counts
from annotator.pdf.protocol import MAX_PAGES, MAX_SIDE
from annotator.pdf.raw_text import text_page

if TYPE_CHECKING:
    from annotator.pdf.extras import PageExtras
    from annotator.pdf.text_looks import PageLooks
    from annotator.pdf.text_page import PageText

_RULES: Final = 1
EXTRACTOR: Final = f"mupdf-{'.'.join(pymupdf.mupdf_version.split('.')[:2])}/{_RULES}"
_BLANK: Final = (595.0, 842.0, 0)
_LOST_IN_A_ROW: Final = 50


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The document cannot be opened; `reason` is `password`, `not_pdf`, `damaged` or `empty`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Document:
    """One open PDF; `drawing` makes its pictures."""

    def __init__(self, data: memoryview, password: str | None, cookie: Cookie) -> None:
        """Open it.

        Raises:
            Refused: there is nothing to show, with the reason.
        """
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
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
        self._cookie = cookie
        self.drawing = Drawing(self._doc, self._sizes, cookie)

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
            return min(mend_counts(root, set()), int(self._doc.page_count))
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

    def extras(self, page: int) -> PageExtras:
        """Links and notes of a page. Raises as `render` does."""
        try:
            return page_extras.read(self._pdf, page, self._sizes, lambda: self._cookie.aborted)
        except page_extras.Stopped as error:
            raise Aborted from error

    def looks(self, page: int) -> PageLooks:
        """How the words of a page look. Raises as `text` and `extras` do."""
        links = [box for link in self.extras(page).links for box in link.boxes]
        noted = typography.notes(self._pdf, page, self._sizes)
        loaded = self._doc.load_page(page - 1)
        return typography.read(loaded, page, self.unrotated(page), links, noted)

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


def _has_header(data: memoryview) -> bool:
    return b"%PDF-" in bytes(data[:1024])
