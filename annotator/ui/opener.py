# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens what was given: first something to see, then the rest. Reads no database but the quick look."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.domain.errors import AnnotatorError
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.text_layer import PageTexts
from annotator.ui.errands import Errands
from annotator.ui.intake import Intake
from annotator.ui.paths_given import Given, sorted_out
from annotator.ui.sheets import Sheet, sheet_of
from annotator.ui.snapshot import Stored
from annotator.ui.viewer.opening import Opening
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.project import Draft
    from annotator.services.quick_look import QuickLook


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bare PDF whose worker was started before Qt was imported."""

    path: Path
    source: SharedBytes
    client: PdfClient


class Opener(QObject):
    """Brings drafts to the reader, in the order that shows something soonest.

    Signals:
        refused: a sentence why something was not opened.
        emptied: nothing lies open any more.
    """

    refused = Signal(str)
    emptied = Signal()

    def __init__(self, bench: Workbench, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._reader = reader
        self.intake = Intake(bench, self)
        self.errands = Errands(bench, self, shown=lambda: bool(reader.view.layout_.pages))
        self.errands.draft_ready.connect(self.turn_to_draft, Qt.ConnectionType.QueuedConnection)
        self._to_wake: Path | None = None
        self._text_due = False
        self._places: dict[Path | str, tuple[int, float, float]] = {}
        self._bare: dict[Path, str] = {}
        reader.view.painted.connect(self._on_painted)
        reader.settled.connect(self._on_settled)
        reader.texts_read.connect(self._on_texts_read)
        reader.view.travel.draft_wanted.connect(self.turn_to_draft)
        self.intake.stored_missing.connect(self._on_stored_missing)
        self.intake.stored_ready.connect(self._on_stored)
        self.intake.texts_ready.connect(self._on_texts_ready)
        self.intake.previews_ready.connect(reader.renderer.take_previews)

    def open(self, given: Sequence[str | Path], *, prepared: Prepared | None = None) -> None:
        """Open a project, or PDFs; PDFs are added to the project that is open."""
        found = sorted_out(given)
        if found.projects:
            self._open_project(found.projects[0], Given((), found.pdfs, found.annotations))
        elif self._bench.project is not None:
            self.errands.bring(found)
        else:
            self._open_files(found.pdfs, prepared)
            if found.annotations:
                self.errands.refuse_annotations()

    def _open_files(self, pdfs: Sequence[Path], prepared: Prepared | None) -> None:
        if pdfs:
            first = len(self._bench.sheets)
            sheets = [*self._bench.sheets, *(Sheet(pdf.name, path=pdf) for pdf in pdfs)]
            self._bench.lay_out(sheets, project=None, current=first)
            self._show_file(pdfs[0], prepared)

    @Slot(str)
    def turn_to_draft(self, sha256: str) -> None:
        """Show the draft of this SHA-256, if it is in the list."""
        for index, sheet in enumerate(self._bench.sheets):
            if sha256 == (self._bare.get(sheet.path, "") if sheet.path else sheet.sha256):
                self.turn_to(index)
                return

    @Slot(str, str)
    def show_passage(self, draft: str, passage: str) -> None:
        """Turn to a passage, on whatever draft it stands."""
        if draft != self._bench.sha256:
            self.turn_to_draft(draft)
        self.errands.show_passage(draft, passage)

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
        self.errands.forget_passage()
        sheet = self._bench.sheets[index]
        self._bench.turn_to(index)
        self._bench.signals.drafts_changed.emit()
        if sheet.draft is not None:
            self._show_stored(sheet.draft)
        elif sheet.path is not None:
            self._show_file(sheet.path, password=sheet.password)

    def _show_stored(self, draft: Draft) -> None:
        """At once, by the standard library alone; where that cannot be, nothing is shown of the draft
        before, so that no tag can land on words nobody sees.
        """
        from annotator.services.quick_look import quick_look  # noqa: PLC0415 - as below

        look = None
        if self._bench.project is not None:
            with suppress(AnnotatorError, OSError):
                look = quick_look(self._bench.project, draft.sha256)
        if look is not None and look.draft.sha256 == draft.sha256:
            self._text_due = True
            opening = _out_of_project(look)
            stored = look.page, look.zoom, look.offset  # the place here may not be written yet
            page, zoom, offset = self._places.get(draft.sha256, stored)
            preview = look.preview if page == look.page else None
            self._reader.show_document(
                replace(opening, page=page, zoom=zoom, offset=offset, preview=preview)
            )
        else:
            self._reader.close_document()
            self.intake.fetch(draft)

    @property
    def idle(self) -> bool:
        """Whether nothing is still to be asked for."""
        return self._to_wake is None and not self._text_due

    def remember(self) -> None:
        """Where one reads, for the next time."""
        view, sheet = self._reader.view, self._bench.sheet
        page, offset = view.place()
        if sheet is not None and page:
            self._places[sheet.path or sheet.sha256] = (page, view.zoom, offset)
        self._bench.remember(page=page, zoom=view.zoom, offset=offset)

    def close(self) -> None:
        """Close the project, or the PDFs that are in none: nothing lies open."""
        self._leave()
        self._bench.close()
        self._bench.lay_out([], project=None)
        self.emptied.emit()

    def _leave(self) -> None:
        """Nothing of what lies open is waited for or returned to any more; places in files are kept."""
        self.remember()
        self._reader.close_document()
        self._reader.view.travel.forget()
        self._to_wake, self._text_due = None, False
        self.errands.forget()
        self._places = {key: at for key, at in self._places.items() if isinstance(key, Path)}

    def take_off(self) -> None:
        """The PDF shown leaves the list, unless it is in the project; the one beside it is shown."""
        bench = self._bench
        if bench.sheet is None or bench.sheet.draft is not None:
            return
        index = bench.current
        if len(bench.sheets) == 1 and bench.project is None:
            self.close()
            return
        self._reader.close_document()
        bench.take_off(index)
        shown, bench.current = bench.current, -1
        if bench.sheets:
            self.turn_to(max(shown, 0))

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
        self._bench.sha256 = self._bare[path] = source.sha256
        page, zoom, offset = self._places.get(path, (1, 0.0, 0.0))
        self._reader.show_document(
            Opening(
                path.name, source, client=client, password=password, page=page, zoom=zoom,
                offset=offset,
            )
        )  # fmt: skip

    def _refuse(self, path: Path, reason: str) -> None:
        self._reader.close_document()
        if not path.exists():
            reason = _("There is no such file.")
        elif path.is_dir():
            reason = _("It is a folder.")
        self._reader.refuse(path.name, reason)

    # -- a project -----------------------------------------------------------------------------

    def _open_project(self, path: Path, along: Given) -> None:
        from annotator.services.quick_look import quick_look  # noqa: PLC0415 - not for a bare PDF

        self._leave()
        self._bench.lay_out([], project=path)
        try:
            look = quick_look(path)
        except (AnnotatorError, OSError) as error:
            self.close()
            self.refused.emit(str(error))
            return
        self.errands.keep(along)
        if look is None:
            self.intake.wake_project(path)
            return
        self._bench.lay_out([sheet_of(look.draft)], project=path)
        self._to_wake = path
        self._reader.show_document(_out_of_project(look))

    @Slot()
    def _on_painted(self) -> None:
        path, self._to_wake = self._to_wake, None
        if path is not None:
            self.intake.wake_project(path)
            self.intake.fetch_texts()
        elif self._text_due:
            self._text_due = False
            self.intake.fetch_texts()

    @Slot()
    def _on_settled(self) -> None:
        self.intake.wake_pdf()

    @Slot(str, str)
    def _on_stored_missing(self, sha256: str, reason: str) -> None:
        if self._bench.sheet is not None and self._bench.sheet.sha256 == sha256:
            self._reader.refuse(self._bench.sheet_name, reason)

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
    def _on_texts_read(self, texts: PageTexts) -> None:
        self.intake.classify(texts)

    @Slot(object)
    def _on_texts_ready(self, texts: PageTexts) -> None:
        self._reader.set_texts(texts)


def _out_of_project(found: QuickLook | Stored) -> Opening:
    """A draft as the project holds it: its text is there already, no worker need read it."""
    return Opening(
        sheet_of(found.draft).name,
        SharedBytes.of(found.pdf, sha256=found.draft.sha256),
        sizes=found.sizes,
        page=found.page,
        zoom=found.zoom,
        offset=found.offset,
        preview=found.preview,
        read_text=False,
    )
