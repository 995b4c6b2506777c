# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads how the words of a draft look, page after page, in a worker of its own. Blocks; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.domain.errors import UnreadablePdfError, WorkerLostError
from annotator.pdf.client import PdfClient
from annotator.pdf.text_looks import PageLooks
from annotator.pdf.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annotator.pdf.arena import SharedBytes

_OPENING: Final = 60.0
_PAGE: Final = 30.0
_LOST: Final = 8


def looks_of(
    source: SharedBytes,
    *,
    password: str | None = None,
    pages: Sequence[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    wanted: Callable[[], bool] | None = None,
) -> Iterator[PageLooks]:
    """The looks of pages, one after another; a page that cannot be read is left out.

    Args:
        source: the PDF's bytes; stays the caller's.
        password: where one is needed.
        pages: which, from 1; None for all.
        progress: told (done, in all); may raise `Cancelled`, which ends the worker.
        wanted: asked twice a second whether to go on, while a page is being read, too.

    Yields:
        One a page. Its offsets fit a page text of the same length only.

    Raises:
        PasswordNeededError: no password, or a wrong one.
        UnreadablePdfError: not a PDF, or nothing of it can be opened.
        WorkerLostError: the worker died or hung on opening it, or on more than eight pages.
        Cancelled: by `progress`, or because nobody wants them any more.
    """
    client = PdfClient(role="text")
    try:
        client.start()
        opened = wait_for(client, client.open(source, password=password), _OPENING, wanted)
        count = len(opened.body["pages"])  # type: ignore[arg-type]  # checked by the client
        chosen = list(pages) if pages is not None else list(range(1, count + 1))
        lost = 0
        for done, page in enumerate(chosen):
            if progress:
                progress(done, len(chosen))
            try:
                found = wait_for(client, client.looks(page), _PAGE, wanted).body["looks"]
            except UnreadablePdfError:
                continue
            except WorkerLostError:
                lost += 1
                if lost > _LOST:
                    raise
                client.respawn()
                continue
            if isinstance(found, PageLooks):
                yield found
        if progress:
            progress(len(chosen), len(chosen))
    finally:
        client.close()
