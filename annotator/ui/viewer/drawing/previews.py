# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of all pages, packed; unpacked when they are looked at. Paints nothing."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtGui import QImage

_UNPACKED = 32
"""Pictures kept ready: as many as a strip and a fast scroll show within a second. One is 90 to 290 KB."""

Packed = tuple[int, int, bytes]
"""Width, height and squeezed RGB16; or 0, 0 and the bytes of a PNG."""


class Previews(Mapping[int, QImage]):
    """Pictures by page number. They keep any page from being blank, for 10 KB a page.

    Attributes:
        lost: how many turned out to be no pictures when they were looked at, and are lacking now.
    """

    def __init__(self) -> None:
        self._packed: dict[int, Packed] = {}
        self._ready: OrderedDict[int, QImage] = OrderedDict()
        self.lost = 0

    def put(self, page: int, picture: QImage) -> None:
        """Keep a picture of a page."""
        image = picture.convertToFormat(QImage.Format.Format_RGB16)
        squeezed = zlib.compress(image.constBits(), 1)
        self._packed[page] = image.width(), image.height(), squeezed
        self._keep(page, image)

    def take_png(self, pictures: Iterable[tuple[int, bytes]]) -> None:
        """Keep pictures as a project has them; a page that has one already keeps that."""
        for page, png in pictures:
            self._packed.setdefault(page, (0, 0, png))

    def clear(self) -> None:
        """Another document."""
        self._packed.clear()
        self._ready.clear()

    def __getitem__(self, page: int) -> QImage:
        image = self._ready.get(page)
        if image is None:
            image = _unpacked(*self._packed[page])
            if image.isNull():  # not what a project of ours holds: the page is drawn anew
                del self._packed[page]
                self.lost += 1
                raise KeyError(page)
            self._keep(page, image)
        else:
            self._ready.move_to_end(page)
        return image

    def __contains__(self, page: object) -> bool:
        return page in self._packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[int]:
        return iter(self._packed)

    def _keep(self, page: int, image: QImage) -> None:
        self._ready[page] = image
        self._ready.move_to_end(page)
        if len(self._ready) > _UNPACKED:
            self._ready.popitem(last=False)


def _unpacked(width: int, height: int, data: bytes) -> QImage:
    if not width:
        return QImage.fromData(data)
    stride = (2 * width + 3) // 4 * 4
    bits = zlib.decompress(data)
    return QImage(bits, width, height, stride, QImage.Format.Format_RGB16).copy()
