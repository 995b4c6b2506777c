# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads with MuPDF how the words of a page look: by font, by drawn lines and grounds, by notes.

In a worker only. What the lines mean is told by `strokes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

import pymupdf
from pymupdf import mupdf

from annotator.domain.negotiation.look import LOOKS, Look
from annotator.pdf import page_extras
from annotator.pdf.look_runs import merged, once
from annotator.pdf.raw_text import text_page
from annotator.pdf.strokes import THIN, Bar, Box, Row, Rows, grounds, lines
from annotator.pdf.text_looks import MAX_LOOKS, PageLooks

_VECTOR: Final = re.compile(
    rb'<vector bbox="(\S+) (\S+) (\S+) (\S+)" stroke="(\d)" rectangle="(\d)"[^>]*? argb="([0-9a-f]{1,8})"'
)
_MOST: Final = 30_000
"""Drawn pieces of a page looked at; a page with more is a picture."""
_BOLD: Final = 16
_ITALIC: Final = 2
_SLANTED: Final = re.compile(r"italic|oblique", re.IGNORECASE)
_NOTES: Final = {
    "Highlight": "highlighted",
    "Underline": "underlined",
    "Squiggly": "underlined",
    "StrikeOut": "struck",
}
_HIDDEN: Final = 2 | 32
_LARGE: Final = 0.45
"""Of a page: a ground so large is the page's own."""
_STRAIGHT: Final = 0.999
_FRAMES: Final = ((1, 0), (0, -1), (-1, 0), (0, 1))


Note = tuple[str, Box, str]
"""One of `LOOKS`, where, and the colour as `#rrggbb`, "" for none."""


def read(
    page: Any, number: int, size: tuple[float, float], links: Sequence[Box], noted: Sequence[Note]
) -> PageLooks:
    """How the words of a page look.

    Args:
        page: PyMuPDF's.
        number: of the page, from 1.
        size: width and height before rotation, in points.
        links: where links can be clicked, in unrotated points.
        noted: what `notes` gives.

    Raises:
        Exception: MuPDF cannot read this page.
    """
    raw = page.get_text("rawdict", flags=pymupdf.TEXTFLAGS_TEXT)
    text = text_page(raw, number, *size).text
    rows = list(_raw_rows(raw, len(text)))
    found = set(_by_font(rows, number))
    drawn = _drawn(page, size)
    for frame in _FRAMES:
        turned = [_row(row, at, frame) for row, at in rows if _runs_along(row, frame)]
        if turned:
            found.update(_by_strokes(Rows(turned), drawn, links, frame, number))
            found.update(_by_notes(Rows(turned), noted, frame, number))
    ordered = sorted(
        once(list(merged(found))), key=lambda look: (look.start, LOOKS.index(look.kind))
    )
    return PageLooks(number, len(text), tuple(ordered[:MAX_LOOKS]), len(ordered) > MAX_LOOKS)


def _raw_rows(raw: dict[str, Any], length: int) -> Iterator[tuple[dict[str, Any], int]]:
    """Lines with the offset of their first character, as `text_page` counts them."""
    at = 0
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            count = sum(len(span["chars"]) for span in line["spans"])
            if not count:
                continue
            if at + count >= length:
                return
            yield line, at
            at += count + 1


# -- by font ------------------------------------------------------------------------------------


def _by_font(rows: Sequence[tuple[dict[str, Any], int]], page: int) -> Iterator[Look]:
    inks: Counter[int] = Counter()
    for row, _at in rows:
        for span in row["spans"]:
            inks[span["color"]] += len(span["chars"])
    usual = max(inks, key=inks.__getitem__, default=0)
    for row, at in rows:
        for span in row["spans"]:
            end = at + len(span["chars"])
            if end > at and any(not char["c"].isspace() for char in span["chars"]):
                name = span["font"].lower()
                if span["flags"] & _BOLD or "bold" in name:
                    yield Look(page, at, end, "bold")
                if span["flags"] & _ITALIC or _SLANTED.search(name):
                    yield Look(page, at, end, "italic")
                if span["color"] != usual:
                    yield Look(page, at, end, "coloured", f"#{span['color'] & 0xFFFFFF:06x}")
            at = end  # noqa: PLW2901 - the offset walks along the line


# -- by what is drawn ---------------------------------------------------------------------------


def _drawn(page: Any, size: tuple[float, float]) -> list[tuple[Box, str]]:
    """Lines and filled rectangles in unrotated points, each with its colour.

    Read apart from the words: a line drawn between two words would part them in MuPDF's text, and their
    places would no longer be those of the text layer.
    """
    flags = pymupdf.TEXTFLAGS_TEXT | mupdf.FZ_STEXT_COLLECT_VECTORS
    told = mupdf.fz_new_buffer(1 << 16)
    out = mupdf.FzOutput(told)
    mupdf.fz_print_stext_page_as_xml(out, page.get_textpage(flags=flags).this, 0)
    out.fz_close_output()
    made: list[tuple[Box, str]] = []
    for count, found in enumerate(_VECTOR.finditer(mupdf.fz_buffer_extract_copy(told))):
        if count == _MOST:
            break
        try:
            x0, y0, x1, y1 = (float(found[at]) for at in range(1, 5))
        except ValueError:
            continue
        thin = min(x1 - x0, y1 - y0) <= THIN
        argb = int(found[7], 16)
        if not (x1 - x0 >= 0 and y1 - y0 >= 0) or argb >> 24 == 0:
            continue
        filled = found[5] == b"0" and found[6] == b"1"
        large = (x1 - x0) * (y1 - y0) > _LARGE * size[0] * size[1]
        if thin or (filled and not large):
            made.append(((x0, y0, x1, y1), f"#{argb & 0xFFFFFF:06x}"))
    return made


def _by_strokes(
    rows: Rows,
    drawn: Sequence[tuple[Box, str]],
    links: Sequence[Box],
    frame: tuple[int, int],
    page: int,
) -> Iterator[Look]:
    bars, posts, fills = [], [], []
    for box, colour in drawn:
        bar = _bar(box, frame, colour)
        thick, length = bar.foot - bar.top, bar.high - bar.low
        if thick <= THIN and not _is_pale(colour):
            bars.append(bar)
        elif length <= THIN and not _is_pale(colour):
            posts.append(bar)
        elif thick > THIN and length > THIN and _is_ground(colour):
            fills.append(bar)
    clickable = [_bar(link, frame) for link in links]
    for kind, (start, end, colour) in lines(rows, bars, posts, clickable):
        yield Look(page, start, end, kind, colour, "drawn")
    for start, end, colour in grounds(rows, fills):
        yield Look(page, start, end, "highlighted", colour, "drawn")


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _is_pale(colour: str) -> bool:
    return min(_channels(colour)) > 0xE8  # noqa: PLR2004 - nobody sees it on white


def _is_ground(colour: str) -> bool:
    """Whether dark letters can be read on it and it is not white."""
    channels = _channels(colour)
    return min(channels) < 0xF5 and max(channels) > 0x78  # noqa: PLR2004


# -- by notes in the PDF ------------------------------------------------------------------------


def notes(pdf: Any, number: int, sizes: Sequence[tuple[float, float, int]]) -> list[Note]:
    """Highlights, underlines and strike-outs that were put into the PDF, a box a line.

    Args:
        pdf: a `mupdf.PdfDocument`.
        number: of the page, from 1.
        sizes: width and height as shown, and rotation, of each page.
    """
    ground = page_extras.Ground(pdf, number, sizes)
    made: list[Note] = []
    for entry in page_extras.entries(pdf, number):
        try:
            kind = _NOTES.get(mupdf.pdf_to_name(mupdf.pdf_dict_gets(entry, "Subtype")))
            if kind is None or mupdf.pdf_to_int(mupdf.pdf_dict_gets(entry, "F")) & _HIDDEN:
                continue
            ink = mupdf.pdf_dict_gets(entry, "C")
            parts = [mupdf.pdf_to_real(mupdf.pdf_array_get(ink, at)) for at in range(3)]
            channels = [round(255 * min(max(part, 0.0), 1.0)) for part in parts]
            colour = "".join(f"{channel:02x}" for channel in channels)
            told = f"#{colour}" if mupdf.pdf_array_len(ink) == len(parts) else ""
            made += [(kind, box, told) for box in ground.boxes(entry, quads=True)]
        except Exception:  # noqa: BLE001, S112 - MuPDF raises many kinds; each costs one note
            continue
        if len(made) > _MOST:
            break
    return made


def _by_notes(
    rows: Rows, noted: Sequence[Note], frame: tuple[int, int], page: int
) -> Iterator[Look]:
    for kind, box, colour in noted:
        for start, end, _colour in grounds(rows, [_bar(box, frame)]):
            yield Look(page, start, end, kind, colour, "note")


# -- frames -------------------------------------------------------------------------------------


def _runs_along(row: dict[str, Any], frame: tuple[int, int]) -> bool:
    dir_x, dir_y = row["dir"]
    return not row.get("wmode") and dir_x * frame[0] + dir_y * frame[1] > _STRAIGHT


def _turn(x: float, y: float, frame: tuple[int, int]) -> tuple[float, float]:
    return x * frame[0] + y * frame[1], y * frame[0] - x * frame[1]


def _bar(box: Box, frame: tuple[int, int], colour: str = "") -> Bar:
    one, other = _turn(box[0], box[1], frame), _turn(box[2], box[3], frame)
    (low, high), (top, foot) = (sorted(pair) for pair in zip(one, other, strict=True))
    return Bar(low, high, top, foot, colour)


def _row(row: dict[str, Any], at: int, frame: tuple[int, int]) -> Row:
    chars = list(chain.from_iterable(span["chars"] for span in row["spans"]))
    bars = [_bar(char["bbox"], frame) for char in chars]
    sizes: Counter[float] = Counter()
    bases: Counter[float] = Counter()
    for span in row["spans"]:
        sizes[span["size"]] += len(span["chars"])
        for char in span["chars"]:
            x, y = char["origin"]
            bases[round(_turn(x, y, frame)[1], 2)] += 1
    return Row(
        at,
        [(bar.low, bar.high) for bar in bars],
        _most(bases),
        _most(sizes),
        [not char["c"].isspace() for char in chars],
    )


def _most(counted: Counter[float]) -> float:
    # Counter.most_common imports a module, and in the worker no file can be read any more
    return max(counted, key=counted.__getitem__)
