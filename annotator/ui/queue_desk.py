# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the queue: reads it, shows the place, says what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.i18n import _
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.models.passage_list import Who
from annotator.ui.models.queue_list import queue_rows
from annotator.ui.panels.queue_detail import ACCEPTING, ALREADY, ANSWERS
from annotator.ui.panels.queue_keys import QueueKeys
from annotator.ui.panels.queue_panel import CARRY, QueuePanel
from annotator.ui.panels.queue_words import no_older
from annotator.ui.queue_count import QueueCount
from annotator.ui.queue_deciding import QueueDeciding
from annotator.ui.queue_place import QueuePlace
from annotator.ui.queue_resuming import QueueResuming
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.queue_board import QueueBoard
    from annotator.services.workspace import Workspace

QUEUE = "queue"
"""Its name in the drawer."""
_FOLLOWS = frozenset(
    {"passage", "tag", "decision", "draft", "provision", "alignment", "finish", "join", "task"}
)


class QueueDesk(QObject):
    """Keeps the panel telling what is open between the draft shown and an older one.

    Signals:
        shown_requested: the panel is to be shown.
        usable: the commands that can be used on the queue now, as a frozenset of ids.
        went_to: path of the provision in which a place was brought into sight.
        old_words_wanted: SHA-256 of the older draft, the words there, and the first that is proposed.
    """

    shown_requested = Signal(str)
    usable = Signal(object)
    old_words_wanted = Signal(str, object, object)
    went_to = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        view: PageView,
        panel: QueuePanel,
        count: QueueCount,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._view, self._panel, self._count = bench, view, panel, count
        self._place = QueuePlace(view, self)
        self.keys = QueueKeys(panel, view, lambda: self._place.adjusting, self)
        self.keys.held.connect(panel.show_keys)
        panel.show_keys(self.keys.holder)
        self._wanted = ""  # what is done once the queue is read: "rows" or "older"
        self.deciding = QueueDeciding(bench, panel, self._place, count, self)
        self._resuming = QueueResuming(bench, view, panel, self._place, self)
        self._resuming.said.connect(self.deciding.said)
        self.reading = DrawerReading(
            bench, [QUEUE], self, ask=self._ask, take=self._take, clear=self._clear,
            concerns=self._concerns, title=lambda: _("Reading what waits to be carried over"),
            cancelled=self._on_cancelled,
        )  # fmt: skip
        self.reading.lost.connect(self._on_lost)
        self.deciding.read_requested.connect(self._on_read_requested)
        self.deciding.changed.connect(self._look)
        panel.older_chosen.connect(self.choose_older)
        panel.current_changed.connect(self._on_current)
        panel.gone_to.connect(self._place.go)
        panel.page_requested.connect(self._on_page_requested)
        panel.show_old_requested.connect(self._on_show_old)
        self._place.selected.connect(self._on_selected)
        self._place.answered.connect(panel.answer)
        self._place.left.connect(panel.focus_rows)
        self._place.gone.connect(self._on_gone)
        bench.signals.codes_changed.connect(self._on_codes_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "carry.over": self.begin, "carry.from": self.begin_from, "queue.show": self.show,
            "queue.adjust": self._place.adjust, "queue.skip": self._panel.skip,
            **self.deciding.handlers(),
        }  # fmt: skip

    # -- showing ---------------------------------------------------------------------------------

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self._ask_for("rows")

    @Slot()
    def begin(self) -> None:
        """Say what carrying over from the round before would do."""
        self.choose_older("")
        self._ask_for("rows")

    @Slot()
    def begin_from(self) -> None:
        """Offer the drafts that passages can be carried from."""
        self._ask_for("older")

    def _ask_for(self, wanted: str) -> None:
        self._wanted = wanted
        self.shown_requested.emit(QUEUE)
        if self.reading.fresh:
            self._focus()

    def _focus(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == "older" and self._panel.board is not None and self._panel.board.earlier:
            self._panel.offer_older()
        elif wanted and self._place.adjusting:
            self._view.setFocus()
        elif wanted:
            self._panel.focus_rows()
            self._place.go(came=True)

    @Slot(str)
    def set_shown(self, name: str) -> None:
        """Another part of the drawer, or none, is in sight: what is not seen is not decided."""
        self._look()
        if (name == QUEUE) != self._count.told:
            self._count.leave(told=name == QUEUE)
        if name != QUEUE:
            self._place.show(None)
        elif self.reading.fresh:
            self._resume()

    @Slot(str)
    def choose_older(self, sha256: str) -> None:
        """Carry from another draft; "" for the round before."""
        newer = self._bench.sha256
        same = sha256 == self._count.older(newer) and self._panel.board is not None
        self._count.choose(newer, sha256)
        if not same or not self.reading.fresh:
            self._wanted = self._wanted or "rows"
            self.reading.again()

    # -- reading ---------------------------------------------------------------------------------

    def _concerns(self, kinds: frozenset[str]) -> bool:
        """What is decided here is off the list already; all else makes it out of date."""
        return bool(kinds & _FOLLOWS) and not self.deciding.busy

    def _ask(self, _name: str) -> Work:
        newer = self._bench.sha256
        older = self._count.older(newer)
        if not self.reading.fresh:
            self._panel.show_nothing(_("Comparing this draft with the one before."))

        def work(space: Workspace, progress: Progress) -> QueueBoard:
            from annotator.services.queue_board import queue_board  # noqa: PLC0415 - it compares

            return queue_board(space, newer, older, progress)

        return work

    def _on_cancelled(self) -> None:
        self._panel.show_nothing(
            _("Comparing was cancelled. The command “Carry over” begins anew.")
        )
        self._look()

    def _take(self, board: QueueBoard) -> None:
        if self.deciding.busy:
            self.reading.again()  # it was reckoned before what is being decided
            return
        if board.older is None or board.carried is None:
            sheet = self._bench.sheet
            reference = bool(sheet and sheet.draft and sheet.draft.instrument)
            self._panel.show_nothing(no_older(reference=reference, absent=len(board.absent)))
            self._count.tell(0)
        else:
            self._show(board)
        self._look()
        self._focus()

    def _show(self, board: QueueBoard) -> None:
        bench = self._bench
        who = Who(bench.mine, bench.names)
        rows = queue_rows(board, bench.codes, who)
        open_ones = {item.passage for item in board.carried.items} if board.carried else set()
        back = self.deciding.came_back(open_ones)
        self._resuming.check(open_ones)
        self._panel.detail.set_read_only(bench.read_only)
        self._panel.show_board(board, rows, bench.codes, back)
        self._count.tell(len(rows))
        if back:
            self._place.go()
            self._lead_back()
        else:
            self._resume()

    def _resume(self) -> None:
        """Go on with what somebody was choosing words for on this draft."""
        self._resuming.stand_there()
        self._on_current()
        self._place.resume()

    def _lead_back(self) -> None:
        """What undo brought back is answered next: its keys are those of the rows."""
        if self.reading.shown == QUEUE and not self._resuming.elsewhere:
            self._panel.focus_rows()

    def _clear(self) -> None:
        self._place.show(None)
        self.deciding.forget()
        bench = self._bench
        said = _("What waits to be carried over from the round before stands here.")
        if bench.project is None and bench.sheets:
            said = _("Passages are carried from draft to draft once both are in a project.")
        self._panel.show_nothing(said)
        self._look()

    @Slot()
    def _on_lost(self) -> None:
        if not self.reading.fresh:
            self._panel.show_nothing(_("What waits here could not be read."))
            self._look()

    @Slot()
    def _on_codes_changed(self) -> None:
        if self._panel.board is not None:
            self.reading.again()

    @Slot()
    def _on_read_requested(self) -> None:
        self.reading.again()

    # -- where one is ----------------------------------------------------------------------------

    @Slot()
    def _on_current(self) -> None:
        row, shown = self._panel.current, self.reading.shown == QUEUE
        self._place.show(row.item if row and shown else None)
        self._look()

    @Slot(object)
    def _on_gone(self, first: object) -> None:
        row, board = self._panel.current, self._panel.board
        if row is not None and row.passage is not None and board is not None and board.older:
            self.old_words_wanted.emit(board.older.sha256, row.passage.anchor.segments, first)
            place = (row.item.near or row.item.provision_to) if row.item else ""
            if place:
                self.went_to.emit(place)

    @Slot()
    def _on_page_requested(self) -> None:
        self._place.go()
        self._view.setFocus()

    @Slot()
    def _on_show_old(self) -> None:
        row, board = self._panel.current, self._panel.board
        if row is not None and row.passage is not None and board is not None and board.older:
            self._view.travel.note()
            self._bench.show_passage_requested.emit(board.older.sha256, row.passage.uid)

    @Slot(bool)
    def _on_selected(self, selected: bool) -> None:
        self._panel.detail.say_accept(selected=selected, adjusting=self._place.adjusting)
        self.keys.look()
        self._look()

    def _look(self) -> None:
        """Which commands make sense now."""
        found: set[str] = set()
        row, board = self._panel.current, self._panel.board
        write = (
            not self._bench.read_only and self.reading.shown == QUEUE and not self.deciding.carrying
        )
        if row is not None and row.item is not None and self.reading.shown == QUEUE:
            found |= {"queue.skip", "queue.adjust"}
            if write:
                placed = row.item.anchor is not None or self._place.taken() is not None
                found |= {name for name in ANSWERS if placed or name not in ACCEPTING}
                found |= {ALREADY} if row.already is not None else set()
        if write and board and board.carried and (board.carried.passages or board.carried.tags):
            found.add(CARRY)
        self.usable.emit(frozenset(found))
