# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the links and notes of a page with MuPDF, and draws a page without notes. In a worker only.

Looks at what the PDF says and runs none of its actions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pymupdf import mupdf

from annotator.pdf import extras, foreign_text
from annotator.pdf.extras import Box, PageExtras, PageLink, PdfNote, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_KINDS: Final = {
    "Text": "text", "Highlight": "highlight", "Underline": "underline", "Squiggly": "squiggly",
    "StrikeOut": "strikeout", "FreeText": "freetext", "Stamp": "stamp", "Caret": "caret",
    "Ink": "ink", "Line": "shape", "Square": "shape", "Circle": "shape", "Polygon": "shape",
    "PolyLine": "shape", "FileAttachment": "file",
}  # fmt: skip
_DRAWN: Final = frozenset(
    getattr(mupdf, f"PDF_ANNOT_{name}")
    for name in ("TEXT", "HIGHLIGHT", "UNDERLINE", "SQUIGGLY", "STRIKE_OUT", "FREE_TEXT", "STAMP",
                 "CARET", "INK", "LINE", "SQUARE", "CIRCLE", "POLYGON", "POLY_LINE",
                 "FILE_ATTACHMENT")
)  # fmt: skip
_TELLS_BY_ITSELF: Final = frozenset(("text", "strikeout", "stamp", "file"))
"""Kinds that say something without a word."""
_HIDDEN: Final = 2 | 32
_ENTRIES: Final = 5000
_CHAIN: Final = 50
_PLACES: Final = {"XYZ": (2, 3), "FitR": (2, 5), "FitH": (-1, 2), "FitBH": (-1, 2)}
"""Where in a destination left and top stand."""


class Stopped(Exception):  # noqa: N818 - an order, not a fault
    """Reading was to end."""


def run_page(page: Any, device: Any, cookie: Any, *, notes: bool) -> None:
    """Run a loaded page's drawing steps into a device; without notes, form fields stay."""
    same = mupdf.FzMatrix()
    if notes:
        mupdf.fz_run_page(page, device, same, cookie)
        return
    mupdf.fz_run_page_contents(page, device, same, cookie)
    annot = mupdf.pdf_first_annot(mupdf.pdf_page_from_fz_page(page))
    while annot.m_internal:
        if mupdf.pdf_annot_type(annot) not in _DRAWN:
            mupdf.pdf_run_annot(annot, device, same, cookie)
        annot = mupdf.pdf_next_annot(annot)
    mupdf.fz_run_page_widgets(page, device, same, cookie)


def read(
    pdf: Any, page: int, sizes: Sequence[tuple[float, float, int]], stopped: Callable[[], bool]
) -> PageExtras:
    """The links and notes of a page, within the limits of `extras`.

    Args:
        pdf: a `mupdf.PdfDocument`.
        page: from 1.
        sizes: width and height as shown, and rotation, of each page.
        stopped: whether to end; asked again and again.

    Raises:
        Stopped: it was to end.
        Exception: MuPDF cannot find the page.
    """
    ground = Ground(pdf, page, sizes)
    links: list[PageLink] = []
    found: dict[int, _Found] = {}
    boxes = 0
    for number, entry in enumerate(entries(pdf, page)):
        if stopped():
            raise Stopped
        if boxes > extras.MAX_ALL_BOXES - extras.MAX_BOXES:
            break
        try:
            kind = mupdf.pdf_to_name(_get(entry, "Subtype"))
            if kind == "Link" and len(links) < extras.MAX_LINKS:
                link = _link(entry, ground)
                if link is not None:
                    links.append(link)
                    boxes += len(link.boxes)
            elif kind in _KINDS:
                # direct objects have no number, and nothing can answer them
                key = mupdf.pdf_to_num(entry) or -1 - number
                found[key] = _note(entry, _KINDS[kind], ground)
                boxes += len(found[key].note.boxes)
        except Exception:  # noqa: BLE001, S112 - MuPDF raises many kinds; each costs one entry
            continue
    return PageExtras(page, tuple(links), _within(_gathered(found)))


def entries(pdf: Any, page: int) -> Iterator[Any]:
    """What is laid on a page: links, notes and form fields, as the PDF holds them."""
    entries = _get(mupdf.pdf_lookup_page_obj(pdf, page - 1), "Annots")
    for at in range(min(mupdf.pdf_array_len(entries), _ENTRIES)):
        entry = mupdf.pdf_array_get(entries, at)
        if mupdf.pdf_is_dict(entry):
            yield entry


class Ground:
    """Turns the PDF's own coordinates into unrotated points of one page."""

    def __init__(self, pdf: Any, page: int, sizes: Sequence[tuple[float, float, int]]) -> None:
        self.pdf, self.page, self.sizes = pdf, page, sizes
        self._turn = mupdf.FzMatrix()
        mupdf.pdf_page_obj_transform(
            mupdf.pdf_lookup_page_obj(pdf, page - 1), mupdf.FzRect(), self._turn
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point, moved onto the page where it lies beside it."""
        at = mupdf.fz_transform_point(mupdf.FzPoint(x, y), self._turn)
        width, height, rotation = self.sizes[self.page - 1]
        across, down = min(max(at.x, 0.0), width), min(max(at.y, 0.0), height)
        if rotation == 90:  # noqa: PLR2004 - degrees speak for themselves
            return down, width - across
        if rotation == 180:  # noqa: PLR2004
            return width - across, height - down
        if rotation == 270:  # noqa: PLR2004
            return height - down, across
        return across, down

    def box(self, numbers: Sequence[float]) -> Box | None:
        """The upright rectangle around some points, x and y in turn; None off the page."""
        points = [self.point(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        (x0, x1), (y0, y1) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None

    def boxes(self, entry: Any, *, quads: bool) -> tuple[Box, ...]:
        """Where an entry stands; nothing when it is off the page."""
        numbers = _numbers(_get(entry, "QuadPoints"), 8 * extras.MAX_BOXES) if quads else []
        parts = [numbers[at : at + 8] for at in range(0, len(numbers) - 7, 8)]
        found = [box for part in parts if (box := self.box(part)) is not None]
        if not found and (around := self.box(_numbers(_get(entry, "Rect"), 4))) is not None:
            found = [around]
        return tuple(found)


def _get(holder: Any, name: str) -> Any:
    return mupdf.pdf_dict_gets(holder, name)


def _numbers(array: Any, most: int) -> list[float]:
    count = min(mupdf.pdf_array_len(array), most)
    return [mupdf.pdf_to_real(mupdf.pdf_array_get(array, at)) for at in range(count)]


def _text(holder: Any, name: str) -> str:
    found = _get(holder, name)
    return str(mupdf.pdf_to_text_string(found)) if mupdf.pdf_is_string(found) else ""


# -- links --------------------------------------------------------------------------------------


def _link(entry: Any, ground: Ground) -> PageLink | None:
    """A link; None for one that cannot be seen or leads nowhere."""
    boxes = ground.boxes(entry, quads=True)
    action, dest = _get(entry, "A"), _get(entry, "Dest")
    if not boxes or mupdf.pdf_to_int(_get(entry, "F")) & _HIDDEN:
        return None
    if not mupdf.pdf_is_dict(action):
        return None if mupdf.pdf_is_null(dest) else _inside(dest, boxes, ground)
    kind = mupdf.pdf_to_name(_get(action, "S"))
    if kind == "GoTo":
        return _inside(_get(action, "D"), boxes, ground)
    if kind == "Named":
        return _step(mupdf.pdf_to_name(_get(action, "N")), boxes, ground)
    if kind == "URI" and (address := foreign_text.address(_text(action, "URI"))):
        return PageLink(boxes, "address", address=address)
    return PageLink(boxes, "other")


def _step(name: str, boxes: tuple[Box, ...], ground: Ground) -> PageLink | None:
    page, pages = ground.page, len(ground.sizes)
    to = {"FirstPage": 1, "LastPage": pages, "NextPage": page + 1, "PrevPage": page - 1}.get(name)
    if to is None:
        return PageLink(boxes, "other")
    return PageLink(boxes, "page", to) if 1 <= to <= pages else None


def _inside(dest: Any, boxes: tuple[Box, ...], ground: Ground) -> PageLink | None:
    pdf, pages = ground.pdf, len(ground.sizes)
    if mupdf.pdf_is_name(dest) or mupdf.pdf_is_string(dest):
        dest = mupdf.pdf_lookup_dest(pdf, dest)
    if mupdf.pdf_is_dict(dest):
        dest = _get(dest, "D")
    if not mupdf.pdf_array_len(dest):
        return None
    first = mupdf.pdf_array_get(dest, 0)
    by_number = mupdf.pdf_is_int(first)
    page = (mupdf.pdf_to_int(first) if by_number else mupdf.pdf_lookup_page_number(pdf, first)) + 1
    if not 1 <= page <= pages:
        return None
    fit = mupdf.pdf_to_name(mupdf.pdf_array_get(dest, 1))
    left, top = _PLACES.get(fit, (-1, -1))
    x, y = _given(dest, left), _given(dest, top)
    if y is None:
        return PageLink(boxes, "page", page)
    at_x, at_y = Ground(pdf, page, ground.sizes).point(x or 0.0, y)
    return PageLink(boxes, "page", page, at_x, at_y)


def _given(dest: Any, place: int) -> float | None:
    value = mupdf.pdf_array_get(dest, place) if place >= 0 else None
    return mupdf.pdf_to_real(value) if value is not None and mupdf.pdf_is_number(value) else None


# -- notes --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """A note as it stands in the file, before answers are put to what they answer."""

    note: PdfNote
    answers: int
    grouped: bool
    hidden: bool
    tells: bool
    replies: list[Words] = field(default_factory=list)


def _note(entry: Any, kind: str, ground: Ground) -> _Found:
    popup = _get(entry, "Popup")
    text = _text(entry, "Contents") or _text(popup, "Contents")
    if not text.strip():
        text = foreign_text.unmarked(_text(entry, "RC"))
    if kind == "file":
        holder = _get(entry, "FS")
        text = _text(holder, "UF") or _text(holder, "F") or text
    elif kind == "stamp" and not text.strip():
        name = mupdf.pdf_to_name(_get(entry, "Name"))
        text = name if name.isalpha() else ""
    said = Words(
        foreign_text.plain(text, extras.MAX_TEXT, lines=True),
        foreign_text.plain(_text(entry, "T"), extras.MAX_AUTHOR),
        foreign_text.day(_text(entry, "M") or _text(entry, "CreationDate")),
    )
    marked = kind in ("highlight", "underline", "squiggly")
    return _Found(
        PdfNote(kind, ground.boxes(entry, quads=marked or kind == "strikeout"), said),
        answers=mupdf.pdf_to_num(_get(entry, "IRT")),
        grouped=mupdf.pdf_to_name(_get(entry, "RT")) == "Group",
        hidden=bool(mupdf.pdf_to_int(_get(entry, "F")) & _HIDDEN),
        tells=bool(said.text) or kind in _TELLS_BY_ITSELF or (marked and mupdf.pdf_is_dict(popup)),
    )


def _gathered(found: dict[int, _Found]) -> list[PdfNote]:
    """Notes with their answers, in the order of the file."""
    gone = set()
    for key, each in found.items():
        if (root := _root(found, key)) == key:
            continue
        gone.add(key)
        above = found[root]
        if each.grouped:  # two drawings of one note, such as struck words and what stands for them
            joined = (*above.note.boxes, *each.note.boxes)[: extras.MAX_BOXES]
            above.note = replace(above.note, boxes=joined)
        if each.note.said.text and len(above.replies) < extras.MAX_REPLIES:
            above.replies.append(each.note.said)
    return [
        replace(each.note, replies=tuple(each.replies))
        for key, each in found.items()
        if key not in gone and not each.hidden and each.note.boxes and (each.tells or each.replies)
    ]


def _root(found: dict[int, _Found], key: int) -> int:
    """What an answer answers in the end: itself when it is none, or when the file goes in circles."""
    at = key
    for _ in range(_CHAIN):
        above = found[at].answers
        if above not in found:
            return at
        at = above
    return key


def _within(notes: list[PdfNote]) -> tuple[PdfNote, ...]:
    """As many notes as an answer may hold."""
    kept: list[PdfNote] = []
    room = extras.MAX_ALL_TEXT
    for note in notes[: extras.MAX_NOTES]:
        room -= sum(len(words.text) for words in (note.said, *note.replies))
        if room < 0:
            break
        kept.append(note)
    return tuple(kept)
