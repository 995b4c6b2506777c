# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document to show, as a value. No Qt."""

from __future__ import annotations

from annotator.domain.project import PageSize
from annotator.domain.values import dataclass
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient


@dataclass(frozen=True, slots=True)
class Opening:
    """A document to show.

    Attributes:
        name: as the reader knows it.
        source: the PDF's bytes, which the reader closes with the document.
        client: a worker that is already opening it; None to start one after the first paint.
        sizes: page sizes where known beforehand, so that a first paint needs no worker.
        page: the one at the top of the view.
        zoom: factor; 0 follows the width, -1 the page.
        offset: part of that page above the top, 0 to 1.
        preview: PNG of `page`, likewise.
        read_text: whether to read the text layer with a worker of its own.
    """

    name: str
    source: SharedBytes
    client: PdfClient | None = None
    sizes: tuple[PageSize, ...] = ()
    page: int = 1
    zoom: float = 0.0
    offset: float = 0.0
    preview: bytes | None = None
    read_text: bool = True
    password: str | None = None


def sizes_of(pages: object) -> list[PageSize]:
    """Page sizes out of an untrusted answer: nonsense becomes a plain page."""
    found = []
    for page in pages if isinstance(pages, list) else ():
        try:
            width, height, rotation = float(page[0]), float(page[1]), int(page[2]) % 360
        except (TypeError, ValueError, IndexError):
            width, height, rotation = 595.0, 842.0, 0
        if not (1 <= width <= 1e5 and 1 <= height <= 1e5):  # noqa: PLR2004 - NaN fails too
            width, height = 595.0, 842.0
        found.append(PageSize(width, height, rotation if rotation % 90 == 0 else 0))
    return found
