# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's panel of agreement: figures and disagreements. Gets values and gives signals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.domain.agreement.dispute_words import hidden_sentence, outside_sentence
from annotator.domain.agreement.figures import Figures
from annotator.domain.agreement.survey import PASSAGE, Scope, Survey, Unit, choice
from annotator.i18n import _, ngettext
from annotator.ui.feedback import announce
from annotator.ui.models.dispute_table import DisputeTable
from annotator.ui.models.figure_table import COLUMNS, FigureTable
from annotator.ui.panels.agreement_answers import AgreementAnswers
from annotator.ui.panels.agreement_views import DisputeView, FigureView
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.panels.scope_button import ScopeButton
from annotator.ui.panels.told_figure import ToldFigure

_PAD = 16
_LOW, _LOWEST = 230, 170
"""Heights of the panel below which rows are shown without what they mean, and without buttons."""


class AgreementPanel(QWidget):
    """Figures at one side, what they come from at the other.

    Signals:
        scope_chosen: a Scope, and whether it is of all drafts.
        unit_chosen: a Unit, to be shown on the page.
        decided: a Choice of the team.
        report_requested: figures and disagreements are to be written.
    """

    scope_chosen = Signal(object, bool)
    unit_chosen = Signal(object)
    decided = Signal(object)
    report_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreement-panel")
        self.setAccessibleName(_("Agreement of reviewers"))
        self._usable = self._moves_on = False
        self._figures: Sequence[Figures] = ()
        self.disputes, self.table = DisputeTable(self), FigureTable(self)
        self.rows, self.figures = DisputeView(self.disputes), FigureView(self.table)
        self.rows.setAccessibleName(_("Disagreements, the weightiest first"))
        self.rows.setAccessibleDescription(
            _(
                "Enter shows it, a digit takes what that reviewer said, A all, 0 none, N the next open one"
            )
        )
        self.figures.setAccessibleName(_("Figures of agreement"))
        self.told, self.what = OneLine(), OneLine()
        self.figure = ToldFigure()
        self.scope = ScopeButton()
        self.report = QPushButton(_("Write a report…"))
        self.answers = AgreementAnswers()
        self._pages = RowsOrWords(self._split())
        self._disputed = RowsOrWords(self.rows)
        self._build()
        self._connect()
        self.clear()

    def _split(self) -> QSplitter:
        self._left, self._right = QWidget(), QWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for side in (self._left, self._right):
            self.split.addWidget(side)
        self.split.setSizes([500, 600])
        return self.split

    def _build(self) -> None:
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.told, 1)
        head.addWidget(self.scope)
        head.addWidget(self.report)
        for side, parts in (
            (self._left, (self.figures, self.figure)),
            (self._right, (self._disputed, self.what, self.answers)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for stretch, part in zip((1, 0, 0), parts, strict=False):
                column.addWidget(part, stretch)
        self.what.setContentsMargins(_PAD, 4, _PAD, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.rows.entered_row.connect(self._on_entered)
        self.rows.row_changed.connect(self._on_row)
        for source in (self.rows, self.answers):
            source.taken.connect(self._on_taken)
            source.all_taken.connect(self._on_all)
            source.none_taken.connect(self._on_none)
            source.next_requested.connect(self.go_on)
        self.figures.row_changed.connect(self._on_figure)
        self.scope.chosen.connect(self.scope_chosen)
        self.report.clicked.connect(self.report_requested)

    # -- values ----------------------------------------------------------------------------------

    @property
    def survey(self) -> Survey:
        """What is shown."""
        return self.disputes.survey

    def show_survey(self, survey: Survey, *, read_only: bool) -> None:
        """Show who disagrees on what; the row one is at stays, or the next open one after a decision."""
        row, before = self.rows.currentIndex().row(), self.unit
        waited = not self.survey.raters and self.scope.hasFocus()  # there was nothing else to go to
        self.disputes.show_survey(survey)
        self.figures.show_text(survey.scope.level == PASSAGE)
        self._usable = not read_only
        at = self.disputes.row_of(before) if before is not None else -1
        at = at if at >= 0 else min(max(row, 0), self.disputes.rowCount() - 1)
        if self._moves_on:
            self._moves_on = False
            following = self.disputes.next_open(at) if at >= 0 else -1
            at = following if following >= 0 else at
        self.rows.lay_out()
        if at >= 0:
            self.rows.setCurrentIndex(self.disputes.index(at, 0))
        self._settle()
        if waited:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_figures(self, parts: Sequence[Figures]) -> None:
        """Show the figures that have come so far; the one looked at stays."""
        at = self.figures.currentIndex()
        part, column = self.table.part(at.row()), max(at.column(), 0)
        survey = self.survey
        self.table.show_figures(parts, survey.families, survey.titles)
        self._figures = parts
        row = self.table.row_of(part.level, part.name) if part else 0
        column = column if part else COLUMNS.index("alpha")
        if parts:
            self.figures.setCurrentIndex(self.table.index(max(row, 0), column))
        self.figures.lay_out()
        self._settle()

    def clear(self) -> None:
        """Nothing is told of."""
        self.disputes.show_survey(Survey(Scope()))
        self.table.show_figures((), {}, {})
        self._figures, self._moves_on = (), False
        self._settle()
        self._pages.say("")

    @property
    def unit(self) -> Unit | None:
        """The unit one is at."""
        return self.disputes.unit(self.rows.currentIndex().row())

    def _settle(self) -> None:
        """Say how it stands."""
        survey, count = self.survey, self.disputes.rowCount()
        compared = len(survey.raters) > 1
        self._pages.show_rows(compared)
        once = hidden_sentence(survey) or _(
            "Once colleagues' work is merged, figures and disagreements stand here."
        )
        needs = _("Agreement needs two reviewers at least.")
        counts = _("Mark what you read without concern: it counts, too.")
        self._pages.say(f"{needs}\n\n{once} {counts}")
        self._disputed.show_rows(count > 0)
        self._disputed.say(_("No unit that two have judged is judged differently."))
        said = ngettext("{n} disagreement", "{n} disagreements", count).format(n=count)
        waits = _("{n} open").format(n=self.disputes.open_rows())
        people = ngettext("{n} reviewer", "{n} reviewers", len(survey.raters))
        parts = [people.format(n=len(survey.raters)), said, waits if count else ""]
        words = " · ".join(
            filter(None, (*parts, outside_sentence(survey), hidden_sentence(survey)))
        )
        self.told.say(words if compared else "")
        self.report.setEnabled(compared)
        self._show_answers()
        self.answers.show_names([survey.name(uid) for uid in survey.raters])
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus if count else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.rows if count else self.figures if compared else self.scope)
        self._on_row()

    def resizeEvent(self, event: object) -> None:
        """Where there is little room, rows come before all else."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        for part in (self.figure, self.what):
            part.setVisible(self.height() >= _LOW)
        air = 4 if self.height() >= _LOWEST else 0
        self._head.setContentsMargins(_PAD, air, _PAD, air)
        self.report.setVisible(self.height() >= _LOWEST)  # it is in the menu, too
        self._show_answers()

    def _show_answers(self) -> None:
        self.answers.setVisible(self.height() >= _LOWEST and self.disputes.rowCount() > 0)

    # -- looking ---------------------------------------------------------------------------------

    @Slot()
    def _on_row(self) -> None:
        one = self.disputes.dispute(self.rows.currentIndex().row())
        unit = self.unit
        self.answers.set_usable(self._usable and one is not None)
        if one is None or unit is None:
            self.what.say("")
            return
        titles = self.survey.titles
        codes = dict.fromkeys([said.code for said in one.codes])
        codes |= dict.fromkeys(said.code for said in one.severities)
        named = [" ".join(filter(None, (code, titles.get(code, "")))) for code in codes]
        quote = f"“{unit.quote}”" if unit.quote else unit.title
        self.what.say("  ·  ".join(filter(None, (quote, "; ".join(named)))))

    @Slot()
    def _on_figure(self) -> None:
        at = self.figures.currentIndex()
        self.figure.show_figure(self.table.figure(at))

    @Slot(int)
    def _on_entered(self, row: int) -> None:
        unit = self.disputes.unit(row)
        if unit is not None:
            self.unit_chosen.emit(unit)

    # -- deciding --------------------------------------------------------------------------------

    @Slot(int)
    def _on_taken(self, number: int) -> None:
        raters = self.survey.raters
        one = self.disputes.dispute(self.rows.currentIndex().row())
        if one is None or not 1 <= number <= len(raters):
            return
        if raters[number - 1] in one.unread:
            announce(self.rows, _("They have not read it."))
            return
        self._decide([raters[number - 1]])

    @Slot()
    def _on_all(self) -> None:
        self._decide(self.survey.raters)

    @Slot()
    def _on_none(self) -> None:
        self._decide(())

    @Slot()
    def go_on(self) -> None:
        """To the next one that is open."""
        at = self.disputes.next_open(self.rows.currentIndex().row())
        if at >= 0:
            self.rows.setCurrentIndex(self.disputes.index(at, 0))

    def _decide(self, raters: Sequence[str]) -> None:
        unit = self.unit
        if unit is None or not self._usable:
            return
        self._usable, self._moves_on = False, True  # until it is in the project
        self.answers.set_usable(False)
        self.decided.emit(choice(unit, raters))

    @Slot()
    def take_back(self) -> None:
        """A decision could not be kept."""
        self._usable, self._moves_on = True, False
        self._on_row()
