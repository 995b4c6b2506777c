# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files into and out of the project, and what is said of its drafts. Asks the workbench."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.draft_details import DraftDetails
from annotator.ui.dialogs.export_choice import DRAFT, MINE, Chosen, ExportChoice
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_ANY = " (*)"


class ProjectDesk(QObject):
    """Export, codebooks, drafts, and what the program is.

    Signals:
        said: a sentence, for a passing notice.
        exported: path of the annotation file that was written.
        drafts_given: list of paths of PDFs to be added to what lies open.
    """

    said = Signal(str)
    exported = Signal(object)
    drafts_given = Signal(list)

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._window = parent
        self._chosen = Chosen()
        self.choice: ExportChoice | None = None
        self.details: DraftDetails | None = None
        self.about: AboutDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "file.export": self.choose_export,
            "codes.import": self.choose_codes,
            "codes.export": self.choose_codes_file,
            "draft.add": self.choose_drafts,
            "draft.details": self.show_details,
            "help.about": self.show_about,
        }

    # -- annotations out -----------------------------------------------------------------------

    @Slot()
    def choose_export(self) -> None:
        """Ask what goes into a file, then for the file."""
        bench = self._bench
        if not self._has_project():
            return
        sheet = bench.sheet
        draft = sheet.name if sheet is not None and sheet.draft is not None else ""
        self.choice = ExportChoice(draft, _name(bench), self._window)
        self.choice.accepted.connect(self._on_choice)
        self.choice.finished.connect(self._on_choice_finished)
        self.choice.open()

    @Slot()
    def _on_choice(self) -> None:
        if self.choice is None or self._bench.project is None:
            return
        self._chosen = self.choice.chosen
        stem = "-".join(filter(None, (self._bench.project.stem, _name(self._bench))))
        start = self._bench.project.with_name(f"{stem.replace('/', '_')}.csv")
        pattern = _("Annotation files") + " (*.csv);;" + _("All files") + _ANY
        chooser = self._saver(_("Export annotations"), start, pattern)
        chooser.fileSelected.connect(self.export)
        chooser.open()

    @Slot()
    def _on_choice_finished(self) -> None:
        self.choice = None

    @Slot(str)
    def export(self, file: str) -> None:
        """Write the annotations last chosen to a file."""
        path, chosen, bench = Path(file), self._chosen, self._bench
        drafts = frozenset({bench.sha256} if chosen.which == DRAFT else ())
        mine = frozenset({_name(bench)} if chosen.which == MINE else ())

        def work(space: Workspace, _progress: Progress) -> tuple[Path, int]:
            from annotator.services.annotations import Wanted  # noqa: PLC0415 - brings the database

            wanted = Wanted(drafts=drafts, reviewers=mine, deleted=chosen.deleted)
            return path, space.transfer.export(path, wanted, kind="csv")

        bench.ask(
            work,
            self._on_exported,
            title=_("Exporting to {file}").format(file=path.name),
            guarded=True,
        )

    def _on_exported(self, answer: tuple[Path, int]) -> None:
        path, count = answer
        self.exported.emit(path)
        said = ngettext("{count} row is in {file}", "{count} rows are in {file}", count)
        self.said.emit(said.format(count=count, file=path))

    # -- codebooks -----------------------------------------------------------------------------

    @Slot()
    def choose_codes(self) -> None:
        """Ask for a codebook file, then take its codes in."""
        if not self._can_write():
            return
        chooser = QFileDialog(self._window, _("Import a codebook"), "", _codebooks())
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.import_codes)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def import_codes(self, file: str) -> None:
        """Take the codes of a file in."""
        path = Path(file)

        def work(space: Workspace, _progress: Progress) -> int:
            return space.codes.import_file(path)

        self._bench.ask(work, self._on_imported, title=_("Importing the codebook"), guarded=True)

    def _on_imported(self, count: int) -> None:
        said = ngettext("{count} code is new or changed", "{count} codes are new or changed", count)
        if not count:
            said = _("The codes of this file are here already")
        self.said.emit(said.format(count=count))

    @Slot()
    def choose_codes_file(self) -> None:
        """Ask for a file, then write the codebook to it."""
        if not self._has_project() or self._bench.project is None:
            return
        start = self._bench.project.with_name(f"{self._bench.project.stem}-codes.csv")
        chooser = self._saver(_("Export the codebook"), start, _codebooks())
        chooser.fileSelected.connect(self.export_codes)
        chooser.open()

    @Slot(str)
    def export_codes(self, file: str) -> None:
        """Write the codebook to a file."""
        path = Path(file)

        def work(space: Workspace, _progress: Progress) -> tuple[Path, int]:
            return path, space.codes.export_file(path)

        self._bench.ask(work, self._on_codes_exported)

    def _on_codes_exported(self, answer: tuple[Path, int]) -> None:
        path, count = answer
        said = ngettext("{count} code is in {file}", "{count} codes are in {file}", count)
        self.said.emit(said.format(count=count, file=path))

    # -- drafts --------------------------------------------------------------------------------

    @Slot()
    def choose_drafts(self) -> None:
        """Ask for PDFs to be added."""
        pattern = _("PDFs") + " (*.pdf);;" + _("All files") + _ANY
        chooser = QFileDialog(self._window, _("Add PDFs"), "", pattern)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(self._on_drafts)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(list)
    def _on_drafts(self, files: Sequence[str]) -> None:
        if self._bench.project is None:
            self.drafts_given.emit([Path(file) for file in files])
        elif self._can_write():
            self._bench.add([Path(file) for file in files])

    @Slot()
    def show_details(self) -> None:
        """Show what is known of the draft shown, and let it be mended."""
        sheet = self._bench.sheet
        if sheet is None or sheet.draft is None:
            self.said.emit(
                _("This PDF is in no project yet: it gets its details at the first tag.")
            )
            return
        from annotator.services.correspondences import shipped_instruments  # noqa: PLC0415

        draft, read_only = sheet.draft, self._bench.read_only
        known = shipped_instruments().values()
        names = [(one.id, one.short) for one in known if one.kind in ("treaty", "declaration")]
        self.details = DraftDetails(
            draft, instruments=names, read_only=read_only, parent=self._window
        )
        self.details.setProperty("draft", draft.sha256)
        self.details.given.connect(self._on_details)
        self.details.look_requested.connect(self._on_look)
        self.details.finished.connect(self._on_details_finished)
        self.details.open()

    @Slot()
    def _on_details_finished(self) -> None:
        self.details = None

    @Slot()
    def _on_look(self) -> None:
        sha256 = str(self.details.property("draft")) if self.details is not None else ""

        def work(space: Workspace, _progress: Progress) -> tuple[str, dict[str, str]]:
            return sha256, space.drafts.masthead(sha256)

        self._bench.ask(work, self._on_looked)

    def _on_looked(self, answer: tuple[str, dict[str, str]]) -> None:
        sha256, found = answer
        if self.details is not None and self.details.property("draft") == sha256:
            self.details.show_masthead(found)

    @Slot(dict)
    def _on_details(self, fields: dict[str, str]) -> None:
        if self.details is None:
            return
        sha256 = str(self.details.property("draft"))

        def work(space: Workspace, _progress: Progress) -> None:
            space.drafts.describe(sha256, **fields)

        self._bench.ask(work, self._on_described, failed=self._on_not_described)

    def _on_described(self, _nothing: object) -> None:
        if self.details is not None:
            self.details.accept()

    @Slot(object)
    def _on_not_described(self, error: object) -> None:
        if self.details is not None and isinstance(error, AnnotatorError):
            self.details.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)

    # -- the program ---------------------------------------------------------------------------

    @Slot()
    def show_about(self) -> None:
        """Say what the program is."""
        self.about = AboutDialog(self._window)
        self.about.finished.connect(self._on_about_finished)
        self.about.open()

    @Slot()
    def _on_about_finished(self) -> None:
        self.about = None

    # -- asking --------------------------------------------------------------------------------

    def _saver(self, title: str, start: Path, pattern: str) -> QFileDialog:
        chooser = QFileDialog(self._window, title, str(start), pattern)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(start.suffix.removeprefix("."))
        chooser.finished.connect(chooser.deleteLater)
        return chooser

    def _has_project(self) -> bool:
        if self._bench.project is None:
            self.said.emit(_("Nothing is in a project yet. One is made at the first tag."))
        return self._bench.project is not None

    def _can_write(self) -> bool:
        if self._has_project() and self._bench.read_only:
            self.said.emit(_("This project is open for reading only: nothing can be added to it."))
            return False
        return self._bench.project is not None


def _name(bench: Workbench) -> str:
    return bench.reviewer.name if bench.reviewer is not None else ""


def _codebooks() -> str:
    return _("Codebooks") + " (*.csv *.json);;" + _("All files") + _ANY
