# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's list of what changed between two drafts. Gets values and gives signals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotator.domain.alignment import changes
from annotator.domain.alignment.change_words import change_name
from annotator.domain.alignment.side_by_side import ChangeRow, SideBySide
from annotator.i18n import _
from annotator.ui.models import change_telling
from annotator.ui.models.change_list import BRACKETS, FILTERS, SAID, TAGGED, ChangeList
from annotator.ui.panels.change_view import ChangeView
from annotator.ui.panels.choice_menu import add_choice, menu_button
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.quiet_button import quiet_button

_PAD = 16
_LOW = 200
"""Height of the panel below which titles and reasons make room for rows."""


class ChangePanel(QWidget):
    """Which drafts, a filter, a row for each change, and at the foot how many there are.

    Attributes:
        stood: whether somebody went to the change that is current; else it is but the first one.

    Signals:
        chosen: place of a change in the order of the newer draft, to be gone to.
        pairing_requested: likewise, whose pairing is to be looked at.
    """

    chosen = Signal(int)
    pairing_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change-panel")
        self.setAccessibleName(_("Changes between two drafts"))
        self.model = ChangeList(said=_said, titles=change_telling.titles(), parent=self)
        self.rows = ChangeView(self.model)
        self.rows.setAccessibleName(_("Changes between two drafts"))
        self.drafts, self.total, self._why = OneLine(), OneLine(), OneLine()
        self._pages = RowsOrWords(self.rows)
        self.pairing = quiet_button(
            _("Pairing…"), told=_("Why these provisions stand together, and whether they should"),
            name=_("Pairing of the chosen change"),
        )  # fmt: skip
        self.button = menu_button(_("Show only"), _("Kinds of changes"))
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._on_menu)
        self.button.setMenu(self._menu)
        self.stood = False
        self._build()
        self.rows.entered_row.connect(self._on_entered)
        self.rows.row_changed.connect(self._on_row)
        self.rows.back_requested.connect(self.button.setFocus)
        self.pairing.clicked.connect(self._on_pairing)
        self.show_nothing(_("What changed since the round before stands here."))

    def _build(self) -> None:
        self._why.setContentsMargins(_PAD, 4, _PAD, 0)
        self.total.setContentsMargins(_PAD, 2, _PAD, 4)
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 4, _PAD, 4)
        head.addWidget(self.drafts, 1)
        head.addWidget(self.pairing)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._why)
        column.addWidget(self.total)
        self.setFocusProxy(self.rows)

    # -- from outside ------------------------------------------------------------------------

    def show_changes(self, found: SideBySide) -> None:
        """The changes between two drafts; the row one is at stays."""
        at = self._stood_on()
        bar = self.rows.verticalScrollBar()
        top = bar.value()
        self.drafts.say(f"{found.older.name} {change_telling.ARROW} {found.newer.name}")
        self.model.show_rows(found.rows)
        self.total.say(change_telling.counted(found.rows))
        if self.model.count(""):
            self._pages.say(_("There is no such change."))
        elif found.by_words:
            self._pages.say(_("Nothing changed between these drafts."))
        else:
            self._pages.say(_("These drafts are in two languages: only provisions are compared."))
        self._settle(self.model.find(at))
        bar.setValue(top)

    def show_nothing(self, why: str) -> None:
        """No changes, and why."""
        self.drafts.say("")
        self.total.say("")
        self.model.show_rows(())
        self._pages.say(why)
        self._settle(-1)

    @property
    def current(self) -> ChangeRow | None:
        """The change one is at."""
        return self.model.row(self.rows.currentIndex().row())

    @property
    def place(self) -> int:
        """The same by its place among all changes; -1 for none."""
        return self.model.place(self.rows.currentIndex().row())

    def listed(self) -> list[int]:
        """The places of the changes that are listed."""
        return [self.model.place(number) for number in range(self.model.rowCount())]

    def stand_on(self, place: int) -> None:
        """Make a change the current row, if it is listed."""
        if place in (listed := self.listed()):
            self.rows.setCurrentIndex(self.model.index(listed.index(place), 0))
            self.stood = True

    def ask_for(self, wanted: str) -> None:
        """List one kind only; see FILTERS."""
        at = self._stood_on()
        self.model.ask_for(wanted)
        if not self.model.rowCount():
            self._pages.say(_("There is no such change."))
        self._settle(self.model.find(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, rows come before titles and reasons."""
        super().resizeEvent(event)
        self.rows.horizontalHeader().setVisible(self.height() >= _LOW)
        self._tell_why()

    # -- inside ------------------------------------------------------------------------------

    def _stood_on(self) -> ChangeRow | None:
        return self.current if self.stood else None

    def _settle(self, row: int) -> None:
        self.button.setVisible(bool(self.model.all))
        self.pairing.setVisible(bool(self.model.all))
        self.button.setText(f"{_names()[self.model.wanted]} ▾")
        self._pages.show_rows(bool(self.model.rowCount()))
        if self.model.rowCount():
            self.rows.lay_out()
            self.rows.setCurrentIndex(self.model.index(max(row, 0), 0))
        self.stood = row >= 0
        self._tell_why()

    @Slot()
    def _on_menu(self) -> None:
        self._menu.clear()
        group, names = QActionGroup(self._menu), _names()
        for wanted in FILTERS:
            count = self.model.count(wanted)
            if not count and wanted and wanted != self.model.wanted:
                continue
            if wanted in (TAGGED, SAID if self.model.count(SAID) else changes.RENUMBERED):
                self._menu.addSeparator()
            words, holds = f"{names[wanted]} ({count})", self.model.wanted == wanted
            action = add_choice(group, self._menu, words, wanted, holds=holds)
            action.triggered.connect(self._on_offered)

    @Slot()
    def _on_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.ask_for(str(action.data()))
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_row(self) -> None:
        self.stood = True
        self._tell_why()

    def _tell_why(self) -> None:
        row = self.current
        said = change_telling.pairing(row.change.pair) if row is not None else ""
        if row is not None and min((*row.change.pair.a, *row.change.pair.b)) < 0:
            said = ""
        self._why.say(said)
        self._why.setVisible(bool(said) and self.height() >= _LOW)
        self.pairing.setEnabled(bool(said))

    @Slot(int)
    def _on_entered(self, number: int) -> None:
        place = self.model.place(number)
        if place >= 0:
            self.chosen.emit(place)

    @Slot()
    def _on_pairing(self) -> None:
        if self.place >= 0:
            self.pairing_requested.emit(self.place)


def _said(row: ChangeRow, column: str) -> str:
    if column == "row":
        return change_telling.spoken(row)
    if column == "+":
        return f"{change_name(row.change)}\n{change_telling.words(row)}"
    return change_telling.cell(row, column)


def _names() -> dict[str, str]:
    """What filters are called."""
    return {
        "": _("All changes"), TAGGED: _("Touching tagged passages"),
        changes.MODALITY: _("Strength: shall, may …"), BRACKETS: _("Brackets"),
        changes.REWORDED: _("Reworded"), changes.MOVED: _("Moved, split, joined"),
        changes.ADDED: _("Added"), changes.REMOVED: _("Removed"),
        SAID: _("Paired or parted by a person"), changes.RENUMBERED: _("Only renumbered"),
    }  # fmt: skip
