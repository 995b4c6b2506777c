# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes one picture of pieces of pages, with the passage marked in it. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.domain.values import dataclass
from annotator.exchange.png_file import Colour, palette_png, rgb_png
from annotator.pdf.piece_reading import Piece
from annotator.pdf.protocol import Clip
from annotator.services.picture_frames import GAP

GROUND: Final[Colour] = (255, 233, 160)
"""The ground of words that are marked, where the page is white."""
INK: Final[Colour] = (176, 96, 0)
"""Of the bar beside words, and of the frame of an area."""
_BAR: Final = 4
"""Pixels across."""
_BESIDE: Final = 6
"""Pixels between the bar and the words."""
_BLANK: Final = 0xF0
"""The darkest that hides no ink."""
_RIM: Final = 2
"""Pixels across a side of a frame."""
_BETWEEN: Final = 0xC0
"""The grey between two pages."""
_SHADES: Final = 16
"""Of grey: as many as letters need, and a picture stays small."""


@dataclass(frozen=True, slots=True)
class _Paint:
    """How one plane of a picture is painted: what becomes of its bytes, of marked ones, and the ink."""

    plain: bytes
    marked: bytes
    ink: int


_GREY: Final = _Paint(
    bytes(value * _SHADES // 256 for value in range(256)),
    bytes(value % _SHADES + _SHADES for value in range(256)),
    2 * _SHADES,
)
"""Bytes become numbers of `_PALETTE`: shades, shades on a tinted ground, the ink."""
_LEVELS: Final = [value * 255 // (_SHADES - 1) for value in range(_SHADES)]
_PALETTE: Final[Sequence[Colour]] = (
    *((v, v, v) for v in _LEVELS),
    *((v * GROUND[0] // 255, v * GROUND[1] // 255, v * GROUND[2] // 255) for v in _LEVELS),
    INK,
)
_COLOURS: Final = tuple(
    _Paint(
        bytes(value & 0xF8 | value >> 5 for value in range(256)),
        bytes(value * ground // 255 for value in range(256)),
        ink,
    )
    for ground, ink in zip(GROUND, INK, strict=True)
)
"""Of red, green and blue; in five bits, so that a scan does not make a picture ten times as large."""


def picture(pieces: Sequence[tuple[Piece, Sequence[Clip]]], *, is_area: bool = False) -> bytes:
    """A PNG of pieces one under another, with what is marked in each.

    Words get a tinted ground and a bar beside them, so that a print in black shows it, too; an area a
    frame, so that nothing in it changes.

    Args:
        pieces: each with the boxes marked in it: x0, y0, x1, y1 in pixels.
        is_area: whether the boxes are areas.
    """
    whole, boxes = _stacked(pieces)
    width = whole.width
    red, green, blue = (whole.pixels[at::4] for at in (2, 1, 0))
    if is_area:
        spans, rims = [], [rim for box in boxes for rim in _rims(box, whole)]
    else:
        spans, rims = list(_spans(boxes, width)), list(_bars(boxes, green, width))
    if red == green == blue:
        pixels = _painted(red, width, _GREY, spans, rims)
        return palette_png(width, whole.height, bytes(pixels), _PALETTE)
    pixels = bytearray(3 * width * whole.height)
    for at, plane in enumerate((red, green, blue)):
        pixels[at::3] = _painted(plane, width, _COLOURS[at], spans, rims)
    return rgb_png(width, whole.height, bytes(pixels))


def _stacked(pieces: Sequence[tuple[Piece, Sequence[Clip]]]) -> tuple[Piece, list[Clip]]:
    """All pieces as one, and all boxes in it."""
    width = max(piece.width for piece, _boxes in pieces)
    rows: list[bytes] = []
    boxes: list[Clip] = []
    height = 0
    for piece, marked in pieces:
        if rows:
            rows.append(bytes((_BETWEEN,)) * (4 * width * GAP))
            height += GAP
        boxes += [(x0, y0 + height, x1, y1 + height) for x0, y0, x1, y1 in marked]
        row, beside = 4 * piece.width, b"\xff" * (4 * (width - piece.width))
        for at in range(0, row * piece.height, row):
            rows += (piece.pixels[at : at + row], beside)
        height += piece.height
    return Piece(width, height, b"".join(rows)), boxes


def _painted(
    plane: bytes, width: int, paint: _Paint, spans: Iterable[Clip], rims: Iterable[Clip]
) -> bytearray:
    found = bytearray(plane.translate(paint.plain))
    for x0, y0, x1, y1 in spans:
        for at in range(y0 * width, y1 * width, width):
            found[at + x0 : at + x1] = found[at + x0 : at + x1].translate(paint.marked)
    for x0, y0, x1, y1 in rims:
        for at in range(y0 * width, y1 * width, width):
            found[at + x0 : at + x1] = bytes((paint.ink,)) * (x1 - x0)
    return found


def _spans(boxes: Sequence[Clip], width: int) -> Iterator[Clip]:
    """What is marked in each row, nothing of it twice: the boxes of two lines overlap."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for x0, y0, x1, y1 in boxes:
        for y in range(y0, y1):
            rows.setdefault(y, []).append((x0, x1))
    for y, runs in rows.items():
        done = 0
        for x0, x1 in sorted(runs):
            if max(x0, done) < min(x1, width):
                yield max(x0, done), y, min(x1, width), y + 1
                done = x1


def _bars(boxes: Sequence[Clip], plane: bytes, width: int) -> Iterator[Clip]:
    """A bar beside each line: in the nearest blank left of all of them, else at the picture's edge."""
    at, blank = 0, 0
    for x in range(min(box[0] for box in boxes) - 1, -1, -1):
        columns = (plane[y0 * width + x : y1 * width : width] for _x0, y0, _x1, y1 in boxes)
        blank = blank + 1 if all(min(column) >= _BLANK for column in columns) else 0
        if blank == _BAR + 2 * _BESIDE:
            at = x + _BESIDE
            break
    return ((at, y0, at + _BAR, y1) for _x0, y0, _x1, y1 in boxes)


def _rims(box: Clip, whole: Piece) -> Iterator[Clip]:
    """The four sides of a frame around a box."""
    x0, y0 = max(box[0] - _RIM, 0), max(box[1] - _RIM, 0)
    x1, y1 = min(box[2] + _RIM, whole.width), min(box[3] + _RIM, whole.height)
    yield x0, y0, x1, min(y0 + _RIM, y1)
    yield x0, max(y1 - _RIM, y0), x1, y1
    yield x0, y0, min(x0 + _RIM, x1), y1
    yield max(x1 - _RIM, x0), y0, x1, y1
