# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints the draft shown, with what is tagged on it: on paper, or into a PDF without any printer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QRectF, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.i18n import _, ngettext
from annotator.ui.citing import source_of
from annotator.ui.models.open_drafts import date_said
from annotator.ui.models.page_labels import page_name
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from annotator.ui.dialogs.print_choice import PrintChoice, PrintWanted
    from annotator.ui.viewer.printed.print_items import Item
    from annotator.ui.viewer.printed.printing import PrintRun

NUMBER = 1 << 30
"""Of the job in the status line: above those of the writer thread, so that it is the one shown."""


class PrintDesk(QObject):
    """Asks what to print, has it drawn, tells how far it is.

    Signals:
        said: a sentence, for a passing notice.
        trouble: a sentence, for the bar.
        progressed: number of the job, title, sheets done, of how many.
        ended: number of the job.
    """

    said = Signal(str)
    trouble = Signal(str)
    progressed = Signal(int, str, int, int)
    ended = Signal(int)

    def __init__(self, bench: Workbench, reader: Reader, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._reader, self._window = bench, reader, parent
        self._wanted: PrintWanted | None = None
        self._file: Path | None = None
        self._title = ""
        self.choice: PrintChoice | None = None
        self.run: PrintRun | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"file.print": self.choose}

    # -- asking --------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Ask what is to be printed."""
        from annotator.ui.dialogs.print_choice import PrintChoice  # noqa: PLC0415 - not at the start

        view = self._reader.view
        if self.run is not None:
            self.said.emit(_("Something is being printed already."))
        elif view.layout_.pages:
            self.choice = PrintChoice(
                page=view.page, pages=view.layout_.pages, tagged=bool(self._bench.passages),
                forbidden=not self._reader.may_print, parent=self._window,
            )  # fmt: skip
            self.choice.print_wanted.connect(self.ask_printer)
            self.choice.file_wanted.connect(self.ask_file)
            self.choice.finished.connect(self._on_choice_finished)
            self.choice.open()

    @Slot()
    def _on_choice_finished(self) -> None:
        self.choice = None

    @Slot(object)
    def ask_printer(self, wanted: PrintWanted) -> None:
        """Ask the system for a printer, then print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - not at the start

        self._wanted, self._file = wanted, None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)

        def go() -> None:
            self.print_on(printer)

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own `open` wants a slot by name

    @Slot(object)
    def ask_file(self, wanted: PrintWanted) -> None:
        """Ask for a file, then write a PDF."""
        self._wanted = wanted
        sheet, project = self._bench.sheet, self._bench.project
        folder = (
            project.parent if project else sheet.path.parent if sheet and sheet.path else Path()
        )
        name = source_of(sheet).replace("/", "_") or _("Draft")
        start = folder / f"{name}-{_('printed')}.pdf"
        chooser = QFileDialog(self._window, _("Save as PDF"), str(start), "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.fileSelected.connect(self._on_file)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def _on_file(self, file: str) -> None:
        if self._wanted is not None:
            self.write_pdf(Path(file), self._wanted)

    def write_pdf(self, file: Path, wanted: PrintWanted) -> None:
        """Print into a file, which is there when all of it is done."""
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - not at the start

        from annotator.ui.viewer.printed.printing import FINEST  # noqa: PLC0415

        self._wanted, self._file = wanted, file
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(FINEST)
        printer.setOutputFileName(str(_part(file)))
        printer.setCreator("Treaty Annotator")
        printer.setDocName(file.stem)
        wide = [size.width for size in self._reader.view.sizes]
        letter = bool(wide) and 608 < sorted(wide)[len(wide) // 2] < 616  # noqa: PLR2004 - 8.5 inches
        kind = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
        printer.setPageSize(QPageSize(kind))
        self.print_on(printer)

    # -- printing ------------------------------------------------------------------------------

    def print_on(self, printer: QPrinter) -> None:
        """Print what was wanted last."""
        from annotator.ui.viewer.printed.printing import PrintJob, PrintRun  # noqa: PLC0415 - as above

        wanted, view = self._wanted, self._reader.view
        if wanted is None or self.run is not None:
            return
        try:
            client = self._reader.another_worker("job")
        except AnnotatorError as error:
            self.trouble.emit(str(error))
            return
        if client is None:
            self.trouble.emit(_("The draft cannot be printed while it is not shown."))
            return
        printer.setFullPage(True)
        pages = [page for page in wanted.pages if page <= view.layout_.pages]
        by_page = view.marks.by_page
        marks = {page: tuple(by_page.get(page, ())) for page in pages} if wanted.passages else {}
        job = PrintJob(
            view.sizes, pages, marks, lane=any(marks.values()), header=wanted.header,
            source=source_of(self._bench.sheet),
            printed=date_said(QDate.currentDate().toString("yyyy-MM-dd")),
        )  # fmt: skip
        self._title = _("Printing {draft}").format(draft=job.source)
        self.run = PrintRun(client, printer, job, self._after(wanted, printer), self)
        self.run.progressed.connect(self._on_progressed)
        self.run.ended.connect(self._on_ended)
        self._on_progressed(0, self.run.total)

    def _after(self, wanted: PrintWanted, printer: QPrinter) -> Sequence[Sequence[Item]]:
        """The sheets after the pages, for paper that stands upright."""
        from annotator.ui.print_lines import (  # noqa: PLC0415 - as above
            code_lines,
            on_pages,
            passage_lines,
            person_lines,
        )
        from annotator.ui.viewer.printed.print_lists import legend_sheets, passage_sheets  # noqa: PLC0415
        from annotator.ui.viewer.printed.print_sheet import PrintPaper  # noqa: PLC0415

        size = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
        width, height = sorted((size.width(), size.height()))
        area: QRectF = PrintPaper(width, height, wanted.header).area
        bench, found = self._bench, on_pages(self._bench, frozenset(wanted.pages))
        sheets: list[list[Item]] = []
        if wanted.notes:
            sheets += passage_sheets(passage_lines(bench, found, self._label), area)
        if wanted.legend:
            sheets += legend_sheets(code_lines(bench, found), person_lines(bench, found), area)
        return sheets

    def _label(self, page: int) -> str:
        return page_name(self._reader.view.labels, page)

    @Slot(int)
    def cancel_job(self, number: int) -> None:
        """Somebody had enough of a job in the status line."""
        if number == NUMBER:
            self.cancel()

    @Slot()
    def cancel(self) -> None:
        """Stop printing."""
        if self.run is not None:
            self.run.cancel()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.progressed.emit(NUMBER, self._title, done, total)

    @Slot(bool)
    def _on_ended(self, done: bool) -> None:
        run, self.run = self.run, None
        self.ended.emit(NUMBER)
        if run is None:
            return
        run.deleteLater()
        try:
            self._keep(done=done)
        except OSError as error:
            self.trouble.emit(_("The PDF cannot be written: {why}").format(why=error.strerror))
            return
        self._tell(run, done=done)

    def _tell(self, run: PrintRun, *, done: bool) -> None:
        sheets = run.total
        if not done and not run.stopped:
            said = _("“{file}” cannot be written.") if self._file else _("It could not be printed.")
            self.trouble.emit(said.format(file=self._file))
        elif run.failed_pages:
            said = _("These pages could not be drawn and are left out: {pages}")
            self.trouble.emit(said.format(pages=", ".join(map(str, run.failed_pages))))
        elif done and self._file is not None:
            said = ngettext("{count} sheet is in {file}", "{count} sheets are in {file}", sheets)
            self.said.emit(said.format(count=sheets, file=self._file))
        elif done:
            said = ngettext("{count} sheet printed", "{count} sheets printed", sheets)
            self.said.emit(said.format(count=sheets))

    def _keep(self, *, done: bool) -> None:
        """Put the file in its place, or take away what there is of it."""
        if self._file is None:
            return
        part = _part(self._file)
        if done:
            part.replace(self._file)
        else:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _part(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")
