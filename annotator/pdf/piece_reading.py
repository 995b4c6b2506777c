# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws pieces of a PDF's pages in a worker of its own. Blocks; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadablePdfError, WorkerLostError
from annotator.domain.values import dataclass
from annotator.pdf.client import PdfClient
from annotator.pdf.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from annotator.pdf.arena import SharedBytes
    from annotator.pdf.protocol import Clip

_OPENING: Final = 60.0
_PAGE: Final = 30.0
_LOST: Final = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """What a part of a page looks like.

    Attributes:
        width: in pixels.
        height: likewise.
        pixels: four bytes each, row by row: blue, green, red, and one that says nothing.
    """

    width: int
    height: int
    pixels: bytes


class PieceReader:
    """The worker of one PDF, from `with` to its end.

    Args:
        source: the PDF's bytes; stays the caller's.
        wanted: asked twice a second, while a page is being drawn, whether to go on; may raise.

    Raises:
        PasswordNeededError: on entering, the PDF is locked.
        UnreadablePdfError: on entering, it is no PDF, or nothing of it can be opened.
        WorkerLostError: on entering, the worker died or hung on opening it.
        Cancelled: it is not wanted any more.
    """

    def __init__(self, source: SharedBytes, wanted: Callable[[], bool] | None = None) -> None:
        self._source, self._wanted = source, wanted
        self._client = PdfClient(role="job")
        self._faulty: set[int] = set()
        self._lost = 0

    def __enter__(self) -> Self:
        try:
            self._client.start()
            wait_for(self._client, self._client.open(self._source), _OPENING, self._wanted)
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._client.close()

    @property
    def faulty(self) -> frozenset[int]:
        """The pages that could not be drawn, from 1."""
        return frozenset(self._faulty)

    def draw(self, page: int, *, scale: float, clip: Clip) -> Piece | None:
        """Draw a part of a page as it is shown, with what others wrote into the PDF.

        Args:
            page: from 1.
            scale: pixels per page point.
            clip: in pixels of the whole page as shown at that scale; cut to the page.

        Returns:
            None where the page, or that part of it, cannot be drawn whole. Once the worker died or hung
            on more than eight pages, every other page is one of them.

        Raises:
            Cancelled: it is not wanted any more.
        """
        if page in self._faulty or self._lost > _LOST:
            self._faulty.add(page)
            return None
        try:
            request = self._client.render(page, scale=scale, clip=clip)
            reply = wait_for(self._client, request, _PAGE, self._wanted)
        except UnreadablePdfError:
            self._faulty.add(page)
            return None
        except WorkerLostError:
            self._faulty.add(page)
            self._lost += 1
            self._client.respawn()
            return None
        if reply.pixels is None:
            return None
        try:
            if reply.body["damaged"]:
                self._faulty.add(page)
                return None
            return Piece(reply.pixels.width, reply.pixels.height, bytes(reply.pixels.view))
        finally:
            reply.pixels.release()
