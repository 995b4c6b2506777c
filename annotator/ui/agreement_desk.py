# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the panel of agreement: reads, has figures worked out, records decisions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.agreement.dispute_words import place
from annotator.domain.agreement.figures import Figures, figures
from annotator.domain.agreement.survey import PASSAGE, Choice, Scope, Survey, Unit
from annotator.i18n import _
from annotator.ui.agreement_writing import AgreementWriting
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress, Writer
from annotator.ui.panels.agreement_panel import AgreementPanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

AGREEMENT = "agreement"
NUMBER = (1 << 30) - 2
"""Of the work on figures in the status line: above those of the writer thread."""
SLICE = 0.1
"""Seconds of figures after which they are shown."""
_ENDING = 1.0
"""Seconds the closing window waits for the thread, which looks up between two figures."""
_OF_NONE = frozenset({"comment", "counterpart", "alignment", "decision"})


class _Run:
    """Figures of one survey, part by part. The desk holds it; once it lets go, parts are dropped."""

    def __init__(self, desk: AgreementDesk, survey: Survey) -> None:
        self._desk, self.survey = desk, survey
        self.parts: list[Figures] = []
        self.done, self.total = 0, 0
        self.over = self.stopped = False
        self._coming: Iterator[Figures] | None = None

    def begin(self) -> None:
        """Have the next parts worked out."""
        self._desk.hand.submit(self._work, done=self._on_came, failed=self._on_failed)

    def _work(self, progress: Progress) -> tuple[list[Figures], bool]:
        if self._coming is None:
            self._coming = figures(self.survey, self._count)
        until, found = time.monotonic() + SLICE, []
        for part in self._coming:
            progress(self.done, self.total)
            found.append(part)
            if time.monotonic() > until:
                return found, False
        return found, True

    def _count(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def _on_came(self, answer: tuple[list[Figures], bool]) -> None:
        found, self.over = answer
        self.parts += found
        self._desk.came(self)

    def _on_failed(self, error: object) -> None:
        self._desk.failed(self, error)


class AgreementDesk(QObject):
    """Keeps the panel telling what the project says. Figures are worked out on a thread of their own: the
    writer thread stays free to keep tags.

    Signals:
        shown_requested: the panel's name, to be shown.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
        decided: a sentence; undo takes the decision back.
        said: a sentence, for a passing notice.
        progressed: number of the work, title, parts done, of how many.
        ended: number of the work.
    """

    shown_requested = Signal(str)
    provision_requested = Signal(str, str)
    decided = Signal(str)
    said = Signal(str)
    progressed = Signal(int, str, int, int)
    ended = Signal(int)

    def __init__(self, bench: Workbench, panel: AgreementPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench, self._panel, self._window = bench, panel, parent
        self._scope, self._all_drafts = panel.scope.scope, panel.scope.all_drafts
        self._run: _Run | None = None
        self.hand = Writer(self)
        self.writing = AgreementWriting(bench, self.hand, self._known, self)
        self.writing.said.connect(self.said)
        self.writing.progressed.connect(self.progressed)
        self.writing.ended.connect(self.ended)
        self.reading = DrawerReading(
            bench, [AGREEMENT], self,
            ask=self._ask, take=self._take, clear=self._clear, concerns=lambda kinds: kinds - _OF_NONE,
            of_draft=lambda: not self._all_drafts,
        )  # fmt: skip
        panel.scope_chosen.connect(self._on_scope)
        panel.unit_chosen.connect(self._on_unit)
        panel.decided.connect(self._on_decided)
        panel.report_requested.connect(self.choose_report)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"agreement.show": self.show, "agreement.report": self.choose_report}

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(AGREEMENT)

    def finish(self) -> None:
        """The window closes."""
        self._let_go()
        self.hand.stop(timeout=_ENDING)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def told(self) -> bool:
        """Whether all figures there will be are shown."""
        run = self._run
        return run is not None and (run.over or len(run.survey.raters) < 2)  # noqa: PLR2004 - two to agree

    @property
    def _asked(self) -> Scope:
        return replace(self._scope, drafts=() if self._all_drafts else (self.bench.sha256,))

    def _ask(self, _name: str) -> Work:
        scope = self._asked

        def work(space: Workspace, progress: Progress) -> Survey:
            return space.agreement.survey(scope, progress)

        return work

    def _take(self, survey: Survey) -> None:
        if survey.scope != self._asked:
            return  # something else was chosen meanwhile and is on its way
        before = self._run
        self._panel.show_survey(survey, read_only=self.bench.read_only)
        if before is not None and _same(before.survey, survey):
            return  # what the team says changes no figure
        self._let_go()
        self._run = _Run(self, survey)
        self._panel.show_figures(())
        if len(survey.raters) > 1:
            self._run.begin()

    def _clear(self) -> None:
        self._let_go()
        self._panel.clear()

    def came(self, run: _Run) -> None:
        """More figures are known."""
        if run is not self._run:
            return
        self._panel.show_figures(run.parts)
        if run.over:
            self.ended.emit(NUMBER)
            return
        title = _("Working out agreement")
        self.progressed.emit(NUMBER, title, run.done, run.total)
        if run is self._run:  # not cancelled at that
            run.begin()

    def failed(self, run: _Run, error: object) -> None:
        """No more figures will come."""
        if run is self._run:
            self.ended.emit(NUMBER)
            self.bench.signals.failed.emit(error)

    @Slot(int)
    def cancel(self, number: int) -> None:
        """The user has had enough of it; what has come stays."""
        self.writing.cancel(number)
        if number == NUMBER and self._run is not None:
            stopped, self._run = self._run, _Run(self, self._run.survey)
            self._run.parts, self._run.over, self._run.stopped = stopped.parts, True, True
            self.ended.emit(NUMBER)

    def _let_go(self) -> None:
        run, self._run = self._run, None
        if run is not None and not run.over:
            self.ended.emit(NUMBER)

    # -- doing -----------------------------------------------------------------------------------

    @Slot(object, bool)
    def _on_scope(self, scope: Scope, all_drafts: bool) -> None:
        self._scope, self._all_drafts = scope, all_drafts
        self.reading.again()

    @Slot(object)
    def _on_unit(self, unit: Unit) -> None:
        if self._scope.level == PASSAGE and unit.given:
            self.bench.show_passage_requested.emit(unit.draft, unit.given[0].passage)
        elif unit.path:
            self.provision_requested.emit(unit.draft, unit.path)

    @Slot(object)
    def _on_decided(self, choice: Choice) -> None:
        survey, unit = self._panel.survey, self._panel.unit
        letters = {one.tag: one.code for one in unit.given} if unit else {}
        codes = ", ".join(dict.fromkeys(letters[tag] for tag in choice.taken if tag in letters))
        sentence = _("The team on {place}: {codes}").format(
            place=place(survey, unit) if unit else "", codes=codes or _("no concern")
        )

        def work(space: Workspace, _progress: Progress) -> str:
            space.agreement.decide(choice)
            return sentence

        self.bench.ask(work, self._on_kept, failed=self._on_refused)

    def _on_kept(self, sentence: str) -> None:
        self.decided.emit(sentence)

    def _on_refused(self, error: object) -> None:
        self._panel.take_back()
        self.bench.signals.failed.emit(error)
        self.reading.again()

    @Slot()
    def choose_report(self) -> None:
        """Ask where figures and disagreements go."""
        if self.bench.project is None:
            return
        start = self.bench.project.with_name(f"{self.bench.project.stem}-agreement.html")
        pattern = _("Pages") + " (*.html);;" + _("Tables") + " (*.csv)"
        chooser = QFileDialog(self._window, _("Write a report of agreement"), str(start), pattern)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(start.name)
        chooser.fileSelected.connect(self.write)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def write(self, name: str) -> None:
        """Write them, a table where the name ends on .csv."""
        self.writing.write(Path(name), self._asked)

    def _known(self, survey: Survey) -> Sequence[Figures] | None:
        run = self._run
        whole = run is not None and run.over and not run.stopped
        return run.parts if run is not None and whole and _same(run.survey, survey) else None


def _same(one: Survey, other: Survey) -> bool:
    """Whether the figures of both are the same."""
    names = [one.people.get(uid) for uid in one.raters]
    return (
        one.scope == other.scope
        and one.table == other.table
        and one.text == other.text
        and one.families == other.families
        and names == [other.people.get(uid) for uid in other.raters]
    )
