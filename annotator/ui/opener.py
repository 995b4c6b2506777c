# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens what was given: first something to see, then the rest. Reads no database but the quick look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.domain.errors import AnnotatorError
from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.text_layer import PageText
from annotator.ui.clerk import Stored
from annotator.ui.paths_given import sorted_out
from annotator.ui.sheets import Sheet, sheet_of
from annotator.ui.viewer.opening import Opening
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.quick_look import QuickLook


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bare PDF whose worker was started before Qt was imported."""

    path: Path
    source: SharedBytes
    client: PdfClient


class Opener(QObject):
    """Brings drafts to the reader, in the order that shows something soonest."""

    def __init__(self, bench: Workbench, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._reader = reader
        self._to_wake: Path | None = None
        self._text_due = False
        reader.view.painted.connect(self._on_painted)
        reader.settled.connect(self._on_settled)
        reader.texts_read.connect(self._on_texts_read)
        bench.stored_ready.connect(self._on_stored)
        bench.texts_ready.connect(self._on_texts_ready)

    def open(self, given: Sequence[str | Path], *, prepared: Prepared | None = None) -> None:
        """Open a project, or PDFs; PDFs are added to the project that is open."""
        found = sorted_out(given)
        if found.projects:
            self._open_project(found.projects[0])
            if found.pdfs:
                self._bench.add(found.pdfs)
        elif self._bench.project is not None:
            self._bench.add(found.pdfs)
        elif self._bench.sheets:
            first = len(self._bench.sheets)
            sheets = [*self._bench.sheets, *(Sheet(pdf.name, path=pdf) for pdf in found.pdfs)]
            self._bench.lay_out(sheets, project=None, current=first)
            self._show_file(found.pdfs[0])
        else:
            sheets = [Sheet(pdf.name, path=pdf) for pdf in found.pdfs]
            self._bench.lay_out(sheets, project=None)
            self._show_file(found.pdfs[0], prepared)

    def turn_by(self, step: int) -> None:
        """The next or the previous draft."""
        count = len(self._bench.sheets)
        if count:
            self.turn_to((self._bench.current + step) % count)

    @Slot(int)
    def turn_to(self, index: int) -> None:
        """Show another draft."""
        if index == self._bench.current or not 0 <= index < len(self._bench.sheets):
            return
        self.remember()
        sheet = self._bench.sheets[index]
        self._bench.turn_to(index)
        self._bench.signals.drafts_changed.emit()
        if sheet.draft is not None:
            self._bench.fetch(sheet.draft)
        elif sheet.path is not None:
            self._show_file(sheet.path, password=sheet.password)

    @property
    def idle(self) -> bool:
        """Whether nothing is still to be asked for."""
        return self._to_wake is None and not self._text_due

    def remember(self) -> None:
        """Where one reads, for the next time."""
        view = self._reader.view
        self._bench.remember(page=view.page, zoom=view.zoom)

    # -- a bare PDF ----------------------------------------------------------------------------

    def _show_file(
        self, path: Path, prepared: Prepared | None = None, *, password: str | None = None
    ) -> None:
        if prepared is not None and prepared.path == path:
            source, client = prepared.source, prepared.client
        else:
            client = None
            try:
                source = SharedBytes.from_file(path)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else ""
                self._refuse(path, reason or _("It cannot be read."))
                return
        self._bench.sha256 = source.sha256
        self._reader.show_document(Opening(path.name, source, client=client, password=password))

    def _refuse(self, path: Path, reason: str) -> None:
        self._reader.close_document()
        if not path.exists():
            reason = _("There is no such file.")
        elif path.is_dir():
            reason = _("It is a folder.")
        self._reader.refuse(path.name, reason)

    # -- a project -----------------------------------------------------------------------------

    def _open_project(self, path: Path) -> None:
        from annotator.services.quick_look import quick_look  # noqa: PLC0415 - not for a bare PDF

        self.remember()
        self._reader.close_document()
        self._bench.lay_out([], project=path)
        try:
            look = quick_look(path)
        except (AnnotatorError, OSError) as error:
            self._bench.lay_out([], project=None)
            self._refuse(path, str(error))
            return
        if look is None:
            self._bench.wake_project(path)
            return
        self._bench.lay_out([sheet_of(look.draft)], project=path)
        self._to_wake = path
        self._reader.show_document(_out_of_project(look, zoom=look.zoom))

    @Slot()
    def _on_painted(self) -> None:
        path, self._to_wake = self._to_wake, None
        if path is not None:
            self._bench.wake_project(path)
            self._bench.fetch_texts()
        elif self._text_due:
            self._text_due = False
            self._bench.fetch_texts()

    @Slot()
    def _on_settled(self) -> None:
        self._bench.wake_pdf()

    @Slot(object)
    def _on_stored(self, stored: Stored) -> None:
        sheet = self._bench.sheet
        if sheet is None or sheet.draft is None or sheet.sha256 != stored.draft.sha256:
            return  # another draft was asked for meanwhile
        self._bench.sha256 = stored.draft.sha256
        self._text_due = True
        self._reader.show_document(_out_of_project(stored))
        self._bench.refresh()

    # -- text ----------------------------------------------------------------------------------

    @Slot(object)
    def _on_texts_read(self, texts: list[PageText]) -> None:
        self._bench.classify(texts)

    @Slot(object)
    def _on_texts_ready(self, texts: list[PageText]) -> None:
        self._reader.set_texts(texts)


def _out_of_project(found: QuickLook | Stored, *, zoom: float = 0.0) -> Opening:
    """A draft as the project holds it: its text is there already, no worker need read it."""
    return Opening(
        sheet_of(found.draft).name,
        SharedBytes.of(found.pdf),
        sizes=found.sizes,
        page=found.page,
        zoom=zoom,
        preview=found.preview,
        read_text=False,
    )
