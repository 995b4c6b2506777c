# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of one page with a box for each character, and its bytes. Values only."""

from __future__ import annotations

import json
import math
import struct
import zlib
from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import Any, Final

from annotator.domain.values import dataclass

EXTRACTOR: Final = "mupdf-1.28/1"
"""What reads text: MuPDF's version, then that of our own rules. Other name, other offsets."""
KINDS: Final = ("body", "heading", "header", "footer", "footnote", "line_number")
AROUND: Final = frozenset(("header", "footer", "line_number"))
"""Kinds of lines that stand around the text and do not belong to it."""
MAX_CHARACTERS: Final = 1_000_000
"""Most code points of a page that are kept."""

_HEAD: Final = struct.Struct("<4sIffII")
_MAGIC: Final = b"TAp1"
_FAR: Final = 1e7


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as MuPDF found it.

    Attributes:
        start: first code point in the page's text.
        end: one past the last; the line's end mark is not inside.
        x0: left, in unrotated page points, y down, relative to the crop box.
        y0: top.
        x1: right.
        y1: bottom.
        dir_x: writing direction; (1, 0) is ordinary.
        dir_y: see `dir_x`.
        block: number of the block it belongs to.
        kind: one of `KINDS`.
        rtl: whether most of its strong characters run right to left.
        size: type size in points, of most of its characters.
        bold: whether most of its characters are bold.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    dir_x: float = 1.0
    dir_y: float = 0.0
    block: int = 0
    kind: str = "body"
    rtl: bool = False
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The text layer of a page.

    Attributes:
        page: from 1.
        text: code points as extracted; each line ends with a line feed.
        lines: in the order of the text.
        boxes: four floats a code point: x0, y0, x1, y1 in unrotated page points; zeros for line
            feeds.
        width: of the unrotated page, in points.
        height: likewise.
        extractor: what read it.
    """

    page: int
    text: str
    lines: tuple[Line, ...]
    boxes: array[float]
    width: float
    height: float
    extractor: str = EXTRACTOR

    def line_text(self, line: Line) -> str:
        """The words of a line."""
        return self.text[line.start : line.end]

    def to_bytes(self) -> bytes:
        """Compact bytes for the project file and the way from the worker."""
        rows = [_row(line) for line in self.lines]
        meta = {"text": self.text, "extractor": self.extractor, "lines": rows}
        coded = json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        columns = b"".join(self.boxes[column::4].tobytes() for column in range(4))
        packed = zlib.compress(coded + columns, 1)
        head = _HEAD.pack(
            _MAGIC, self.page, self.width, self.height, len(coded), len(coded) + len(columns)
        )
        return head + packed

    @staticmethod
    def page_of(data: bytes) -> int:
        """The page that packed text says it is of; whether the rest is sound, `from_bytes` says.

        Raises:
            ValueError: it is no packed text.
        """
        if len(data) < _HEAD.size or not data.startswith(_MAGIC):
            raise ValueError("not a page text")
        return int(_HEAD.unpack_from(data)[1])

    @classmethod
    def from_bytes(cls, data: bytes) -> PageText:
        """Read what `to_bytes` wrote, trusting nothing in it.

        Raises:
            ValueError: a length, an index or a number is not what it must be.
        """
        try:
            return _decode(data)
        except (struct.error, zlib.error, KeyError, TypeError, IndexError, RecursionError) as error:
            raise ValueError(f"not a page text: {error}") from error


def line_at(page: PageText, at: int) -> Line | None:
    """The line a place lies in, its end included; None on a page without text."""
    if not page.lines:
        return None
    return page.lines[max(0, bisect_right(page.lines, at, key=_start) - 1)]


def _start(line: Line) -> int:
    return line.start


def body_ranges(page: PageText) -> list[tuple[int, int]]:
    """Ranges of the text that are not header, footer or line number, neighbours joined.

    Footnotes and headings stay. Line feeds belong to the line before them.
    """
    ranges: list[tuple[int, int]] = []
    for line in page.lines:
        if line.kind in AROUND:
            continue
        if ranges and ranges[-1][1] == line.start:
            ranges[-1] = (ranges[-1][0], line.end + 1)
        else:
            ranges.append((line.start, line.end + 1))
    return ranges


def empty_page(page: int, width: float = 595.0, height: float = 842.0) -> PageText:
    """A page whose text cannot be read: there is none. Sizes as in `PageText`."""
    return PageText(page, "", (), array("f"), width, height)


def _row(line: Line) -> list[float]:
    box = (round(v, 2) for v in (line.x0, line.y0, line.x1, line.y1))
    along = (round(line.dir_x, 4), round(line.dir_y, 4))
    flags = (line.block, KINDS.index(line.kind), int(line.rtl), round(line.size, 2), int(line.bold))
    return [line.start, line.end, *box, *along, *flags]


def _decode(data: bytes) -> PageText:
    magic, page, width, height, coded, total = _HEAD.unpack_from(data)
    if magic != _MAGIC or coded > total or not 1 <= page <= 1 << 20:
        raise ValueError("not a page text")
    if not (0 < width < _FAR and 0 < height < _FAR) or total - coded > 16 * MAX_CHARACTERS:
        raise ValueError("a page of no size, or too much text")
    unpacker = zlib.decompressobj()
    raw = unpacker.decompress(data[_HEAD.size :], total)
    if len(raw) != total or unpacker.unconsumed_tail or unpacker.decompress(b"", 1):
        raise ValueError("text of another length than said")
    meta = json.loads(raw[:coded])
    text, extractor = meta["text"], meta["extractor"]
    if not isinstance(text, str) or not isinstance(extractor, str) or len(extractor) > 100:  # noqa: PLR2004
        raise ValueError("no text")
    lines = tuple(_line(row) for row in meta["lines"])
    _check_lines(text, lines)
    return PageText(page, text, lines, _boxes(raw[coded:], len(text)), width, height, extractor)


def _boxes(columns: bytes, count: int) -> array[float]:
    if len(columns) != 16 * count:
        raise ValueError("boxes and text differ in length")
    boxes = array("f", bytes(16 * count))
    for column in range(4):
        part = array("f")
        part.frombytes(columns[4 * column * count : 4 * (column + 1) * count])
        boxes[column::4] = part
    if count and not (math.isfinite(sum(boxes)) and max(boxes) < _FAR and min(boxes) > -_FAR):
        raise ValueError("a box out of this world")
    return boxes


def _line(row: list[Any]) -> Line:
    start, end, x0, y0, x1, y1, dir_x, dir_y, block, kind, rtl, size, bold = row
    floats = [float(v) for v in (x0, y0, x1, y1, dir_x, dir_y, size)]
    if not all(-_FAR < v < _FAR for v in floats):
        raise ValueError("a line out of this world")
    if not all(isinstance(v, int) and v >= 0 for v in (start, end, block, kind)):
        raise ValueError("a line without numbers")
    left, top, right, foot, along_x, along_y, points = floats
    return Line(
        start,
        end,
        left,
        top,
        right,
        foot,
        along_x,
        along_y,
        block,
        KINDS[kind],
        bool(rtl),
        points,
        bool(bold),
    )


def _check_lines(text: str, lines: tuple[Line, ...]) -> None:
    """Lines must tile the text: each ends at a line feed, the next begins behind it."""
    if not lines:
        if text:
            raise ValueError("text without lines")
        return
    ends = (lines[0].start == 0, lines[-1].end == len(text) - 1)
    steps = all(b.start == a.end + 1 for a, b in pairwise(lines))
    if not (all(ends) and steps and all(n.start <= n.end and text[n.end] == "\n" for n in lines)):
        raise ValueError("lines do not fit the text")
    if text.count("\n") != len(lines):
        raise ValueError("a line feed inside a line")
