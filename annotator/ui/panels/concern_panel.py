# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's history of concerns: a table, and what is chosen in it told in full. Shows values only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _, ngettext
from annotator.ui import theme
from annotator.ui.delegates import quiet_ink
from annotator.ui.models.text_table import TextTable
from annotator.ui.panels.concern_text import CONCERNS, page, told, views
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.panels.word_rows import TextRows
from annotator.ui.quiet_button import quiet_button

if TYPE_CHECKING:
    from annotator.domain.concern import Concern
    from annotator.exchange.change_report import Report

_PAD = 16
Key = tuple[str, str, str]


class ConcernPanel(QWidget):
    """Concerns through the rounds.

    Args:
        export: the command that writes a report.

    Signals:
        passage_requested: SHA-256 of a draft and uid of a passage: show it.
    """

    passage_requested = Signal(str, str)

    def __init__(self, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("concern-panel")
        self.setAccessibleName(_("History of concerns"))
        self._report: Report | None = None
        self._view = CONCERNS
        self.model = TextTable(self)
        self.rows = TextRows(self.model)
        self.rows.setAccessibleName(_("History of concerns"))
        self.rows.selectionModel().currentChanged.connect(self._on_current)
        self.rows.entered_row.connect(self._on_entered)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(12)
        self.text.setAccessibleName(_("Round by round"))
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.rows)
        split.addWidget(self.text)
        split.setSizes([560, 480])
        self._pages = RowsOrWords(split)
        self.total = OneLine()
        self._build(export)
        self.show_nothing("")

    def _build(self, export: QAction) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD - 6, 4, _PAD, 4)
        head.setSpacing(4)
        group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for name, words in views():
            button = quiet_button(words)
            button.setCheckable(True)
            button.setChecked(name == CONCERNS)
            button.setProperty("view", name)
            button.clicked.connect(self._on_view)
            group.addButton(button)
            head.addWidget(button)
            self.buttons[name] = button
        head.addSpacing(8)
        head.addWidget(self.total, 1)
        self.export = quiet_button(_("Export the report…"))
        self.export.clicked.connect(export.trigger)
        head.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.rows)

    # -- from outside ----------------------------------------------------------------------------

    def show_report(self, report: Report) -> None:
        """What is known of all concerns; the row one is at stays."""
        row = self.rows.currentIndex().row()
        stood, before = self.model.row(row), self._report
        self._report = report
        self._settle(row)
        if before is not None and stood is not None and stood.about:
            self._stand_on([_key(before.concerns[number]) for number in stood.about])

    def show_nothing(self, why: str) -> None:
        """Nothing, and why."""
        self._report = None
        self.model.put((), ())
        self.total.say("")
        self.export.setEnabled(False)
        self._pages.say(why)
        self._pages.show_rows(False)

    def turn_to(self, view: str) -> None:
        """Look at concerns, at provisions, or at recommendations."""
        self._view = view
        self.buttons[view].setChecked(True)
        self._settle(0)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tell()

    # -- inside ----------------------------------------------------------------------------------

    def _settle(self, row: int) -> None:
        report = self._report
        if report is None:
            return
        heads, rows = told(report, self._view)
        self.model.put(heads, rows)
        count = len(report.concerns)
        self.total.say(ngettext("{n} concern", "{n} concerns", count).format(n=count))
        self.export.setEnabled(bool(count))
        self._pages.show_rows(bool(rows))
        if not rows:
            self._pages.say(
                _("Nothing was recommended yet.")
                if count
                else _("What becomes of each tag from round to round stands here.")
            )
        self.rows.lay_out()
        if rows:
            self.rows.setCurrentIndex(self.model.index(min(max(row, 0), len(rows) - 1), 0))
        self._tell()

    def _stand_on(self, concerns: Sequence[Key]) -> None:
        """Make the row of these concerns the current one, else one that tells of the first of them."""
        report = self._report
        told = [
            [_key(report.concerns[number]) for number in self.model.about(row)] if report else []
            for row in range(self.model.rowCount())
        ]
        found = [row for row, keys in enumerate(told) if concerns[0] in keys]
        row = next((row for row in found if told[row] == concerns), min(found, default=-1))
        if row >= 0:
            self.rows.setCurrentIndex(self.model.index(row, 0))

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        self._tell()

    def _tell(self) -> None:
        report, row = self._report, self.model.row(self.rows.currentIndex().row())
        if report is None or row is None:
            self.text.clear()
            return
        put = self.palette().color(QPalette.ColorRole.Link).name()
        serif = theme.serif(10).families()[0]
        html = page(report, row.about, quiet=quiet_ink().name(), put=put, serif=serif)
        self.text.setHtml(html)
        self.text.setAccessibleDescription(self.text.toPlainText())

    @Slot()
    def _on_entered(self) -> None:
        """To the latest passage that the row tells of."""
        report, row = self._report, self.model.row(self.rows.currentIndex().row())
        for number in row.about if report and row else ():
            steps = (
                [step for step in report.concerns[number].steps if step.passage] if report else []
            )
            if steps:
                self.passage_requested.emit(steps[-1].draft, steps[-1].passage)
                return

    @Slot()
    def _on_view(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.turn_to(str(button.property("view")))


def _key(one: Concern) -> Key:
    """What stays of a concern from one report to the next."""
    return one.uid, one.code, one.reviewer
