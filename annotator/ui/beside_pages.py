# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brings a second document out of the project into a second reader, at the place that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.anchor import Segment
from annotator.domain.values import dataclass
from annotator.pdf.arena import SharedBytes
from annotator.pdf.text_layer import PageTexts
from annotator.ui.jobs import Progress
from annotator.ui.snapshot import Stored
from annotator.ui.viewer.opening import Opening
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.selecting.carets import caret_box
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

ABOVE = 12
"""Points left above a heading that is gone to."""


@dataclass(frozen=True, slots=True)
class _Fetched:
    stored: Stored
    texts: PageTexts
    pictures: tuple[tuple[int, bytes], ...]


class BesidePages(QObject):
    """Fills one reader, and empties it.

    Attributes:
        shown: SHA-256 of what is in the reader, "" for nothing.

    Signals:
        came: another document is in the reader, with its text.
    """

    came = Signal()

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._reader: Reader | None = None
        self._wanted: tuple[str, Segment | None] = ("", None)
        self.shown = ""

    def show(self, reader: Reader, draft: str, at: Segment | None = None) -> None:
        """Show a PDF of the project by its SHA-256, from the beginning of some words on."""
        self._reader, self._wanted = reader, (draft, at)
        if self.shown == draft:
            self._go_to(at)
            return
        clerk, sha256 = self._bench.clerk, draft

        def work(space: Workspace, _progress: Progress) -> _Fetched:
            draft = next(each for each in space.drafts.list() if each.sha256 == sha256)
            pictures = tuple(clerk.previews(sha256))
            return _Fetched(clerk.stored(draft), clerk.texts(sha256), pictures)

        self._bench.ask(work, self._on_fetched)

    def close(self) -> None:
        """Nothing is shown, and no worker runs for it."""
        self._wanted, self.shown = ("", None), ""
        if self._reader is not None:
            self._reader.close_document()

    def _on_fetched(self, got: _Fetched) -> None:
        (wanted, at), reader, draft = self._wanted, self._reader, got.stored.draft
        if reader is None or wanted != draft.sha256:
            return  # another one was asked for meanwhile
        if self.shown != draft.sha256:
            self.shown = draft.sha256
            sheets = self._bench.sheets
            reader.show_document(
                Opening(
                    draft.name, SharedBytes.of(got.stored.pdf, sha256=draft.sha256),
                    sizes=got.stored.sizes, page=at.page if at else 1, read_text=False,
                    password=next((s.password for s in sheets if s.sha256 == draft.sha256), None),
                )
            )  # fmt: skip
            reader.renderer.take_previews(got.pictures)
            reader.set_texts(got.texts)
            self._go_to(at)
            self.came.emit()
            return
        self._go_to(at)

    def _go_to(self, at: Segment | None) -> None:
        """Put a heading at the head of the view."""
        if self._reader is None or at is None:
            return
        view = self._reader.view
        offset, text = 0.0, view.texts.get(at.page)
        if text is not None and at.page <= len(view.sizes):
            size = view.sizes[at.page - 1]
            if not size.rotation:
                offset = max(caret_box(text, at.start)[1] - ABOVE, 0.0) / size.height
        view.travel.jump(lambda: view.put_place(at.page, offset))
