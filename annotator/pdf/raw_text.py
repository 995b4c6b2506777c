# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's text layer out of MuPDF's rawdict. Worker side; changes here change `EXTRACTOR`."""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

from annotator.pdf.text_page import EXTRACTOR, MAX_CHARACTERS, Line, PageText

_BOLD: Final = 16
_HEAD: Final = 0.88
"""Of the type size, from a character's foot to where vertical writing hangs it: PDF's own default."""
_RTL: Final = frozenset(("R", "AL"))
_FIRST_RTL: Final = "\u0590"
_UNREADABLE: Final = dict.fromkeys(
    [*range(9), *range(10, 32), 127, 0x2028, 0x2029, *range(0xD800, 0xE000)], "\ufffd"
)
"""Controls and lone surrogates, which no file format takes; replaced one for one."""


def text_page(
    raw: dict[str, Any], page: int, width: float, height: float, *, extractor: str = EXTRACTOR
) -> PageText:
    """The text layer in the order MuPDF gives, one code point a glyph.

    Args:
        raw: `Page.get_text("rawdict")` of the unrotated page.
        page: from 1.
        width: of the unrotated page, in points.
        height: likewise.
        extractor: name of what read it.
    """
    parts: list[str] = []
    lines: list[Line] = []
    boxes = array("f")
    at = 0
    for number, block in enumerate(raw["blocks"]):
        for found in block.get("lines", ()):
            row = _hung(found) if found.get("wmode") else found
            chars = [char for span in row["spans"] for char in span["chars"]]
            if not chars:
                continue
            if at + len(chars) >= MAX_CHARACTERS:
                break
            text = "".join([char["c"] for char in chars]).translate(_UNREADABLE)
            boxes.extend(chain.from_iterable([char["bbox"] for char in chars]))
            boxes.extend((0.0, 0.0, 0.0, 0.0))
            lines.append(_line(row, at, text, number))
            parts.append(text)
            at += len(text) + 1
    whole = "\n".join(parts) + "\n" if parts else ""
    return PageText(page, whole, tuple(lines), _finite(boxes), width, height, extractor)


def _hung(row: dict[str, Any]) -> dict[str, Any]:
    """A line of a font for vertical writing, moved to its ink: MuPDF puts the boxes where a level
    line would begin, at the feet of the characters, but they hang from their heads.
    """

    def moved(box: Sequence[float], size: float) -> tuple[float, ...]:
        x, y = row["dir"][0] * size * _HEAD, row["dir"][1] * size * _HEAD
        return box[0] - x, box[1] - y, box[2] - x, box[3] - y

    spans = [
        {**span, "chars": [{**c, "bbox": moved(c["bbox"], span["size"])} for c in span["chars"]]}
        for span in row["spans"]
    ]
    size = max(span["size"] for span in row["spans"])
    return {**row, "spans": spans, "bbox": moved(row["bbox"], size)}


def _line(row: dict[str, Any], at: int, text: str, block: int) -> Line:
    spans = [span for span in row["spans"] if span["chars"]]
    sizes: Counter[float] = Counter()
    bold = 0
    for span in spans:
        length = len(span["chars"])
        sizes[round(span["size"], 1)] += length
        if span["flags"] & _BOLD or "bold" in span["font"].lower():
            bold += length
    x0, y0, x1, y1 = (_number(v) for v in row["bbox"])
    dir_x, dir_y = (_number(v) for v in row["dir"])
    return Line(
        at,
        at + len(text),
        x0,
        y0,
        x1,
        y1,
        dir_x,
        dir_y,
        block,
        rtl=runs_right_to_left(text),
        size=_number(max(sizes, key=lambda size: sizes[size])),
        bold=2 * bold > len(text),
    )


def runs_right_to_left(text: str) -> bool:
    """Whether most strong characters are Arabic, Hebrew or the like."""
    if max(text, default="") < _FIRST_RTL:
        return False
    kinds = [unicodedata.bidirectional(char) for char in text]
    right = sum(kind in _RTL for kind in kinds)
    return right > kinds.count("L")


def _number(value: float) -> float:
    return min(max(float(value), -1e6), 1e6) if math.isfinite(value) else 0.0


def _finite(boxes: array[float]) -> array[float]:
    """Boxes without infinities, which damaged fonts make."""
    if not boxes or (math.isfinite(sum(boxes)) and max(boxes) < 1e6 and min(boxes) > -1e6):  # noqa: PLR2004
        return boxes
    return array("f", [_number(value) for value in boxes])
