# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares the draft one reads with another: has it read, tells the list of changes and the other side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.domain.alignment.side_by_side import SideBySide
from annotator.i18n import _
from annotator.ui.compare_beside import CompareBeside
from annotator.ui.draft_asking import DraftAsking
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.feedback import announce
from annotator.ui.jobs import Progress
from annotator.ui.models import change_telling
from annotator.ui.pairing_desk import PairingDesk
from annotator.ui.panels.change_panel import ChangePanel
from annotator.ui.redline_asking import RedlineAsking
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

CHANGES = "changes"
"""Its name in the drawer."""
_CONCERNS = frozenset({"draft", "provision", "alignment", "passage", "tag"})


class CompareDesk(QObject):
    """Keeps the list and the other side telling of the same two drafts; reads nothing while both are
    out of sight.

    Signals:
        shown_requested: the panel's name: it is to be shown.
        said: a sentence, for a passing notice.
    """

    shown_requested = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        panel: ChangePanel,
        beside: CompareBeside,
        made: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._beside, self._window = bench, panel, beside, parent
        self._with, self._laid = "", bench.laid
        self.found: SideBySide | None = None
        self._toggle, self._text = made["compare.show"], made["compare.redline"]
        self._together, self._counterpart = made["compare.together"], made["counterpart.show"]
        self.reading = DrawerReading(
            bench, [CHANGES], self, ask=self._ask, take=self._take, clear=self._clear,
            concerns=_CONCERNS.intersection, title=self._title, cancelled=self._on_cancelled,
        )  # fmt: skip
        self.reading.lost.connect(self._on_lost)
        bench.signals.drafts_changed.connect(self._on_drafts)
        self.pairings = PairingDesk(bench, parent)
        self.pairings.said.connect(self.said)
        self.which = DraftAsking(bench, parent)
        self.which.said.connect(self.said)
        self.which.chosen.connect(self.compare_with)
        self._together.setChecked(True)
        self._toggle.toggled.connect(self._on_toggled)
        self._text.toggled.connect(self._on_text)
        self._together.toggled.connect(self._on_together)
        self._counterpart.toggled.connect(self._on_counterpart)
        beside.close_requested.connect(self.close)
        beside.other_chosen.connect(self.compare_with)
        beside.text_wanted.connect(self._text.setChecked)
        self._asking = RedlineAsking(bench, self)
        self._asking.came.connect(beside.put_text)
        beside.held.connect(self._together.setChecked)
        panel.chosen.connect(self.go)
        panel.pairing_requested.connect(self.show_pairing)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "compare.with": self.which.ask,
            "changes.show": self.show_list,
            "change.next": self.next_change,
            "change.previous": self.previous_change,
            "change.pairing": self.ask_pairing,
        }

    # -- showing ---------------------------------------------------------------------------------

    @Slot()
    def show_list(self) -> None:
        """The list is wanted."""
        self.shown_requested.emit(CHANGES)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if not on:
            self._beside.close()
            self._asking.forget()
            self.reading.keep(False)
            if self._with:
                self._with = ""
                self.reading.again()
        elif self._bench.project is None:
            self._toggle.setChecked(False)
        else:
            self._counterpart.setChecked(False)
            self._beside.show()
            if self.found is not None:
                self._show()
            else:
                self.reading.again()
            self.reading.keep(True)

    @Slot(bool)
    def _on_counterpart(self, on: bool) -> None:
        if on:  # there is one place beside the pages
            self.close()

    @Slot()
    def close(self) -> None:
        """The other side is wanted no more."""
        self._toggle.setChecked(False)

    @Slot(str)
    def compare_with(self, sha256: str) -> None:
        """Compare the draft one reads with another."""
        if sha256 != self._bench.sha256:
            self._with, self.found = sha256, None
            self._beside.clear()
            self._toggle.setChecked(True)
            self.reading.again()

    # -- reading ---------------------------------------------------------------------------------

    def _title(self) -> str:
        return _("Comparing drafts") if self.found is None else ""

    def _ask(self, _name: str) -> Work:
        sha256, other = self._bench.sha256, self._with
        if self.found is None:
            self._panel.show_nothing(_("Comparing this draft with the one before."))

        def work(space: Workspace, progress: Progress) -> SideBySide | None:
            from annotator.services.comparing_view import pair_to_compare, side_by_side  # noqa: PLC0415 - not at the start

            pair = pair_to_compare(space.comparing, sha256, other)
            return side_by_side(space, *pair, progress) if pair else None

        return work

    def _take(self, found: SideBySide | None) -> None:
        if found is None:
            self._stop(
                _("This is the first round. Choose another draft to compare it with: Shift+F5.")
            )
            return
        self.found = found
        self._panel.show_changes(found)
        if self._beside.open:
            self._show()

    def _on_cancelled(self) -> None:
        self._with = ""  # or putting it away would compare with the round before
        self._stop(_("Comparing was cancelled."))

    def _stop(self, why: str) -> None:
        """There is nothing to compare."""
        self._clear()
        self._panel.show_nothing(why)
        if self._toggle.isChecked():
            self._toggle.setChecked(False)
            self.said.emit(why)

    def _show(self) -> None:
        if self.found is not None:
            self._beside.put(self.found)
            if self._panel.stood:
                self._beside.light(self._panel.place)
            self._ask_text()

    def _clear(self) -> None:
        self.found = None
        self._asking.forget()
        self._beside.clear()
        if self._with == self._bench.sha256:
            self._with = ""
        self._panel.show_nothing(_("What changed since the round before stands here."))

    @Slot()
    def _on_drafts(self) -> None:
        """What was chosen to compare with goes with its project, or with its draft."""
        bench = self._bench
        if self._laid != bench.laid:
            self._laid, self._with = bench.laid, ""
            self._toggle.setChecked(False)
        elif self._with and self._with not in {each.sha256 for each in bench.sheets}:
            self._with = ""
            self._clear()
            self.reading.again()

    @Slot()
    def _on_lost(self) -> None:
        if self.found is None:
            self._panel.show_nothing(_("The drafts could not be compared."))

    # -- the one text ----------------------------------------------------------------------------

    @Slot(bool)
    def _on_text(self, on: bool) -> None:
        if on and not self._toggle.isChecked():
            self._toggle.setChecked(True)
        if self._beside.open:
            self._beside.show_text(on)
            self._ask_text()

    def _ask_text(self) -> None:
        found = self.found
        if found is None or not self._text.isChecked():
            return
        self._beside.show_text(True)
        self._asking.ask(found)

    @Slot(bool)
    def _on_together(self, on: bool) -> None:
        if self._beside.side is not None:
            self._beside.side.hold.setChecked(on)

    # -- going -----------------------------------------------------------------------------------

    @Slot(int)
    def go(self, place: int) -> None:
        """Go to a change on both sides, by its place among all; opens the other side."""
        found = self.found
        if found is None or not 0 <= place < len(found.rows):
            return
        self._panel.stand_on(place)
        if not self._toggle.isChecked():
            self._toggle.setChecked(True)
        self._beside.go(place)
        announce(self._panel, change_telling.spoken(found.rows[place]))

    @Slot()
    def next_change(self) -> None:
        """The next change that is listed."""
        self._step(1)

    @Slot()
    def previous_change(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        found, listed = self.found, self._panel.listed()
        if found is None:
            if not self._toggle.isChecked():
                self._toggle.setChecked(True)
            return
        here = self._panel.place if self._panel.stood else -1
        if here in listed and self._beside.near(found.rows[here]):
            at = listed.index(here) + step
        else:
            below = [n for n, one in enumerate(listed) if self._beside.is_below(found.rows[one])]
            first = below[0] if below else len(listed)
            at = first if step > 0 else first - 1
        if 0 <= at < len(listed):
            self.go(listed[at])
        else:
            self.said.emit(_("No further change.") if listed else _("There is no such change."))

    # -- pairings --------------------------------------------------------------------------------

    @Slot()
    def ask_pairing(self) -> None:
        """Show why the provisions of the change one is at stand together."""
        self.show_pairing(self._panel.place)

    @Slot(int)
    def show_pairing(self, place: int) -> None:
        """Likewise of a change by its place among all."""
        if self.found is not None and 0 <= place < len(self.found.rows):
            self.pairings.ask(self.found, self.found.rows[place])
