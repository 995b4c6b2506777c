# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures as PNG, by the standard library alone: rows of pixels in, a file's bytes out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RGB, _PALETTE = 2, 3
_MOST_COLOURS: Final = 256
Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255 each."""


def rgb_png(width: int, height: int, pixels: bytes) -> bytes:
    """A picture in full colour.

    Args:
        width: in pixels, at least 1.
        height: likewise.
        pixels: red, green, blue of each pixel, row by row from the top.

    Raises:
        ValueError: they are not width x height x 3 bytes.
    """
    return _file(width, height, pixels, _RGB)


def palette_png(width: int, height: int, pixels: bytes, palette: Sequence[Colour]) -> bytes:
    """A picture in up to 256 colours.

    Args:
        width: in pixels, at least 1.
        height: likewise.
        pixels: the number of its colour for each pixel, row by row from the top.
        palette: the colours, from number 0.

    Raises:
        ValueError: they are not width x height bytes, or one names no colour.
    """
    if not 1 <= len(palette) <= _MOST_COLOURS or max(pixels, default=0) >= len(palette):
        raise ValueError("a pixel of no colour")
    colours = b"".join(map(bytes, palette))
    return _file(width, height, pixels, _PALETTE, _chunk(b"PLTE", colours))


def _file(width: int, height: int, pixels: bytes, kind: int, palette: bytes = b"") -> bytes:
    row = width if palette else 3 * width
    if width < 1 or height < 1 or len(pixels) != row * height:
        raise ValueError("another number of pixels than width and height say")
    plain = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = _chunk(b"IDAT", zlib.compress(plain, 9))
    return _SIGNATURE + _chunk(b"IHDR", head) + palette + body + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
