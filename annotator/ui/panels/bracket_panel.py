# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's list of brackets, options, proposals and changed words. Gets values and gives signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.negotiation.count_words import counted, counted_kind
from annotator.i18n import _
from annotator.ui.models.bracket_list import DOUBTFUL, UNBALANCED, BracketList
from annotator.ui.panels import bracket_words
from annotator.ui.panels.bracket_view import BracketView
from annotator.ui.panels.choice_menu import add_choice, menu_button
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.rows_or_words import RowsOrWords

if TYPE_CHECKING:
    from annotator.services.negotiation import DraftCounts, PlacedMark

_PAD = 16
_LOW = 200
"""Height of the panel below which only totals and rows are shown."""


class BracketPanel(QWidget):
    """Totals, a filter, and a row for each mark below the head of its article.

    Signals:
        chosen: a PlacedMark to go to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bracket-panel")
        self.setAccessibleName(_("Brackets of the draft"))
        self.model = BracketList(
            said=bracket_words.said, titles=bracket_words.titles(), parent=self
        )
        self.rows = BracketView(self.model)
        self.rows.setAccessibleName(_("Brackets of the draft"))
        self.total, self._why = OneLine(), OneLine()
        self._pages = RowsOrWords(self.rows)
        self.button = menu_button(_("Show only"), _("Kinds of marks, and doubtful ones"))
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._on_menu)
        self.button.setMenu(self._menu)
        self._counts: DraftCounts | None = None
        self._build()
        self.rows.entered_row.connect(self._on_entered)
        self.rows.row_changed.connect(self._tell_why)
        self.rows.widened.connect(self._tell_why)
        self.rows.back_requested.connect(self.button.setFocus)
        self.show_nothing(_("The brackets of the draft stand here."))

    def _build(self) -> None:
        self._why.setContentsMargins(_PAD, 4, _PAD, 4)
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 4, _PAD, 4)
        head.addWidget(self.total, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._why)
        self.setFocusProxy(self.rows)

    # -- from outside ------------------------------------------------------------------------

    def show_marks(self, marks: Sequence[PlacedMark], counts: DraftCounts) -> None:
        """The marks of the draft shown; the row one is at stays."""
        at = self.model.row(self.rows.currentIndex().row())
        bar = self.rows.verticalScrollBar()
        top, self._counts = bar.value(), counts
        self.model.show_marks(marks)
        self._settle(self.model.find(at.placed if at else None))
        bar.setValue(top)

    def show_nothing(self, why: str) -> None:
        """No marks, and why."""
        self._counts = None
        self.model.show_marks(())
        self._settle(-1)
        self._pages.say(why)

    def ask_for(self, wanted: str) -> None:
        """List one kind only, doubtful ones, unbalanced ones, or all with ""."""
        at = self.model.row(self.rows.currentIndex().row())
        self.model.ask_for(wanted)
        self._settle(self.model.find(at.placed if at else None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, rows come before titles and reasons."""
        super().resizeEvent(event)
        self.rows.horizontalHeader().setVisible(self.height() >= _LOW)
        self._tell_why()

    # -- inside ------------------------------------------------------------------------------

    def _settle(self, row: int) -> None:
        """Say how many there are; stand on a row."""
        counts, filled = self._counts, bool(self.model.rowCount())
        said = counted(counts.total) if counts else ""
        if counts and not counts.looks:
            said = _("{total} · struck and underlined words are not read yet").format(total=said)
        elif counts and counts.cut:
            said = _("{total} · a page has more changed words than are listed").format(total=said)
        self.total.say(said)
        self.rows.setAccessibleDescription(said)
        self.button.setVisible(counts is not None and bool(counts.total.kinds))
        names = dict(self._offered())
        self.button.setText(f"{names.get(self.model.wanted) or _('Show only')} ▾")
        self._pages.show_rows(filled)
        if counts is not None and not filled:
            everything = not counts.total.kinds
            self._pages.say(
                _("No brackets, options or proposals were found in this draft.")
                if everything
                else _("There is no such mark in this draft.")
            )
        if filled:
            self.rows.lay_out()
            self.rows.setCurrentIndex(self.model.index(max(row, 1), 0))
        self._tell_why()

    def _offered(self) -> list[tuple[str, str]]:
        """Filters there is anything for, with what they are called."""
        if self._counts is None:
            return []
        found = [(kind, counted_kind(kind, n)) for kind, n in self._counts.total.kinds]
        for wanted, words in (
            (DOUBTFUL, _("{n} doubtful")), (UNBALANCED, _("{n} without a partner"))
        ):  # fmt: skip
            count = self.model.count(wanted)
            if count or self.model.wanted == wanted:
                found.append((wanted, words.format(n=count)))
        return found

    @Slot()
    def _on_menu(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        self._offer(group, _("All"), "")
        self._menu.addSeparator()
        for wanted, words in self._offered():
            if wanted == DOUBTFUL:
                self._menu.addSeparator()
            self._offer(group, words, wanted)

    def _offer(self, group: QActionGroup, words: str, wanted: str) -> None:
        holds = self.model.wanted == wanted
        add_choice(group, self._menu, words, wanted, holds=holds).triggered.connect(
            self._on_offered
        )

    @Slot()
    def _on_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.ask_for(str(action.data()))
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell_why(self) -> None:
        """Where the reason has no column it stands at the foot."""
        row = self.model.row(self.rows.currentIndex().row())
        placed = row.placed if row else None
        said = " ".join(bracket_words.why(placed)) if placed else ""
        self._why.say(said)
        self._why.setVisible(bool(said) and not self.rows.wide and self.height() >= _LOW)

    @Slot(int)
    def _on_entered(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None and row.placed is not None:
            self.chosen.emit(row.placed)
