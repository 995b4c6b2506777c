# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a whole draft in one call: sizes, text with kinds, previews. Blocks; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from annotator.domain.errors import WorkerLostError
from annotator.domain.project import PageSize
from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.pdf.client import PdfClient
from annotator.pdf.text_kinds import classify
from annotator.pdf.text_page import PageText, empty_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annotator.pdf.arena import SharedBytes

    Progress = Callable[[int, int], None]

PREVIEW_SIDE: Final = 320
"""Longer side of a stored preview, in pixels."""
_OPENING: Final = 60.0
_PAGE: Final = 30.0
_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class DraftReading:
    """What a PDF holds.

    Attributes:
        sizes: of the pages as shown.
        labels: printed page numbers where the PDF names them, "" elsewhere; one a page.
        outline: level from 1, title, page (-1 where it leads nowhere).
        title: from the PDF's own facts, "" where it has none.
        notes: what is wrong with the PDF, a sentence each; empty when nothing.
        texts: text layers with kinds, one a page.
        encrypted: whether it is protected in any way.
        may_copy: whether its maker allows to copy text.
        extractor: what read the text.
    """

    sizes: list[PageSize]
    labels: list[str]
    outline: list[tuple[int, str, int]]
    title: str
    notes: list[str]
    texts: list[PageText]
    encrypted: bool
    may_copy: bool
    extractor: str

    @property
    def first_lines(self) -> list[str]:
        """The first words a reader sees, up to 40 lines: symbol, title, date stand there."""
        if not self.texts:
            return []
        return [text for text in self.texts[0].text.split("\n") if text.strip()][:40]


def read_draft(
    source: SharedBytes, *, password: str | None = None, progress: Progress | None = None
) -> DraftReading:
    """Read all of a PDF in a worker of its own.

    Args:
        source: the PDF's bytes; stays the caller's.
        password: where one is needed.
        progress: told (pages done, pages in all); may raise `Cancelled`, which ends the worker.

    Raises:
        PasswordNeededError: no password, or a wrong one.
        UnreadablePdfError: not a PDF, or nothing of it can be opened.
        WorkerLostError: the worker died or hung on opening it.
        Cancelled: by `progress`.
    """
    client = PdfClient(role="text")
    try:
        client.start()
        facts: dict[str, Any] = client.wait(
            client.open(source, password=password), timeout=_OPENING
        ).body
        sizes = [PageSize(width, height, turn) for width, height, turn in facts["pages"]]
        texts, failed = _texts(client, sizes, progress)
    finally:
        client.close()
    return DraftReading(
        sizes=sizes,
        labels=facts["labels"],
        outline=[(level, title, page) for level, title, page in facts["outline"]],
        title=facts["title"],
        notes=_notes(facts, failed),
        texts=classify(texts),
        encrypted=facts["encrypted"],
        may_copy=facts["may_copy"],
        extractor=facts["extractor"],
    )


def _texts(
    client: PdfClient, sizes: Sequence[PageSize], progress: Progress | None
) -> tuple[list[PageText], list[int]]:
    """The text of each page. A page on which the worker dies or hangs stays empty."""
    texts: list[PageText] = []
    failed: list[int] = []
    request = client.text(1, len(sizes))
    while len(texts) < len(sizes):
        page = len(texts) + 1
        if progress:
            progress(page - 1, len(sizes))
        try:
            reply = client.wait(request, timeout=_PAGE)
        except WorkerLostError:
            if len(failed) > _LISTED:
                raise
            failed.append(page)
            texts.append(_empty(page, sizes[page - 1]))
            client.respawn()
            if page < len(sizes):
                request = client.text(page + 1, len(sizes))
            continue
        try:
            texts.append(PageText.from_bytes(reply.payload))
        except ValueError:  # a worker that a hostile page took over may say anything
            texts.append(_empty(page, sizes[page - 1]))
            failed.append(page)
        if reply.body["damaged"] and page not in failed:
            failed.append(page)
    if progress:
        progress(len(sizes), len(sizes))
    return texts, failed


def _empty(page: int, size: PageSize) -> PageText:
    turned = size.rotation % 180 == 90  # noqa: PLR2004
    width, height = (size.height, size.width) if turned else (size.width, size.height)
    return empty_page(page, width, height)


def _notes(facts: dict[str, Any], failed: list[int]) -> list[str]:
    """What is wrong with the PDF, for a person."""
    notes: list[str] = []
    if facts["repaired"]:
        notes.append(_("The PDF is damaged; it was repaired as far as possible."))
    if "page_count_wrong" in facts["notes"] or "too_many_pages" in facts["notes"]:
        notes.append(_("The PDF names more pages than can be found."))
    damaged = sorted({*facts["damaged_pages"], *failed})
    if damaged:
        listed = ", ".join(map(str, damaged[:_LISTED])) + (" …" if damaged[_LISTED:] else "")
        sentence = ngettext(
            "Page {pages} cannot be read.", "Pages {pages} cannot be read.", len(damaged)
        )
        notes.append(sentence.format(pages=listed))
    if not facts["may_copy"]:
        notes.append(_("The PDF's maker does not allow text to be copied."))
    return notes


def make_previews(
    source: SharedBytes,
    *,
    pages: Sequence[int] | None = None,
    max_side: int = PREVIEW_SIDE,
    progress: Progress | None = None,
) -> Iterator[tuple[int, bytes]]:
    """Small pictures of pages, one after another; a page that cannot be drawn is left out. Of a PDF
    behind a password there are none: they would lie open where they are kept.

    Args:
        source: the PDF's bytes; stays the caller's.
        pages: which, from 1; None for all.
        max_side: longer side in pixels.
        progress: told (done, in all); may raise `Cancelled`, which ends the worker.

    Yields:
        Page number and PNG.

    Raises:
        PasswordNeededError, UnreadablePdfError, WorkerLostError, Cancelled: as `read_draft`.
    """
    client = PdfClient(role="text")
    try:
        client.start()
        opened = client.wait(client.open(source), timeout=_OPENING)
        count = len(opened.body["pages"])  # type: ignore[arg-type]  # checked by the client
        wanted = list(pages) if pages is not None else list(range(1, count + 1))
        lost = 0
        for done, page in enumerate(wanted):
            if progress:
                progress(done, len(wanted))
            try:
                reply = client.wait(client.preview(page, max_side=max_side), timeout=_PAGE)
            except WorkerLostError:
                lost += 1
                if lost > _LISTED:
                    raise
                client.respawn()
                continue
            yield page, reply.payload
        if progress:
            progress(len(wanted), len(wanted))
    finally:
        client.close()
