# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads PNG files of the kind this program writes, for tests, and pictures out of a page's data URIs."""

from __future__ import annotations

import base64
import re
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Picture:
    """A decoded picture: `at(x, y)` is red, green and blue."""

    def __init__(self, png: bytes) -> None:
        assert png.startswith(SIGNATURE)
        chunks = dict(self._chunks(png))
        head = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
        self.width, self.height, deep, self.kind = head[:4]
        assert (deep, self.kind in {2, 3}, head[4:]) == (8, True, (0, 0, 0))
        row = self.width * (3 if self.kind == 2 else 1)
        plain = zlib.decompress(chunks[b"IDAT"])
        assert len(plain) == (row + 1) * self.height
        self.rows = [plain[at + 1 : at + 1 + row] for at in range(0, len(plain), row + 1)]
        assert not any(plain[at] for at in range(0, len(plain), row + 1))
        palette = chunks.get(b"PLTE", b"")
        self._palette = [tuple(palette[at : at + 3]) for at in range(0, len(palette), 3)]

    @staticmethod
    def _chunks(png: bytes):
        at = len(SIGNATURE)
        while at < len(png):
            (length,) = struct.unpack_from(">I", png, at)
            name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
            assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + data),)
            yield name, data
            at += 12 + length

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        row = self.rows[y]
        return self._palette[row[x]] if self.kind == 3 else tuple(row[3 * x : 3 * x + 3])

    def places(self, fits) -> list[tuple[int, int]]:
        """Where pixels are that fit."""
        return [
            (x, y) for y in range(self.height) for x in range(self.width) if fits(*self.at(x, y))
        ]

    def box(self, fits) -> tuple[int, int, int, int]:
        """The rectangle around the pixels that fit: x0, y0, x1, y1, each inclusive."""
        xs, ys = zip(*self.places(fits), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def picture_of(uri: str) -> Picture:
    head, body = uri.split(",")
    assert head == "data:image/png;base64"
    return Picture(base64.b64decode(body, validate=True))


def pictures_in(page: str) -> list[Picture]:
    """Those of an HTML page."""
    return [picture_of(uri) for uri in re.findall(r'<img src="([^"]+)"', page)]
