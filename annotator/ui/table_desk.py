# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the drawer: reads for the passages table and the history what has changed.

Keeps no rows itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.provision_map import ProvisionMap
from annotator.domain.row_sieve import Known
from annotator.domain.values import dataclass
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.history_list import HistoryList
from annotator.ui.panels.passage_table import PassageTable
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.history import Entry
    from annotator.services.overview import OverviewRow
    from annotator.services.workspace import Workspace

TABLE, HISTORY = "table", "history"
MANY = 200
"""Records touched beyond which everything is read anew, which costs less."""
_ON_PASSAGES = frozenset({"passage", "tag", "comment"})
_OF_NO_ROW = frozenset({"code"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read: rows of some passages, or of all where `passages` is None."""

    passages: frozenset[str] | None = None
    rows: tuple[OverviewRow, ...] | None = None
    entries: tuple[Entry, ...] | None = None
    maps: Mapping[str, ProvisionMap] = field(default_factory=dict)


class TableDesk(QObject):
    """Keeps the drawer's two panels telling what the project says.

    Signals:
        shown_requested: `table` or `history` is to be shown.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
    """

    shown_requested = Signal(str)
    provision_requested = Signal(str, str)

    def __init__(
        self, bench: Workbench, table: PassageTable, history: HistoryList, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._table = table
        self._history = history
        self._ids: set[str] = set()
        self._all = True
        self._maps: Mapping[str, ProvisionMap] = {}
        self.reading = DrawerReading(
            bench, [TABLE, HISTORY], self,
            ask=self._ask, take=self._take, clear=self._clear, of_draft=False,
        )  # fmt: skip
        self._connect()

    def _connect(self) -> None:
        bench, signals, table = self._bench, self._bench.signals, self._table
        signals.project_changed.connect(self._on_project_changed)
        signals.drafts_changed.connect(self._on_known_changed)
        signals.codes_changed.connect(self._on_known_changed)
        self.reading.lost.connect(self._on_lost)
        table.passage_chosen.connect(bench.show_passage_requested)
        table.provision_chosen.connect(self.provision_requested)
        table.tag_delete_requested.connect(bench.edits.untag)
        table.mark_delete_requested.connect(bench.edits.unmark)
        table.passage_delete_requested.connect(bench.edits.delete)
        self._history.go_to_requested.connect(bench.edits.go_to)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"table.show": self.show_table, "history.show": self.show_history}

    @Slot()
    def show_table(self) -> None:
        """Ask for the table."""
        self.shown_requested.emit(TABLE)

    @Slot()
    def show_history(self) -> None:
        """Ask for the history."""
        self.shown_requested.emit(HISTORY)

    @Slot()
    def read_again(self) -> None:
        """More is known by now of what rows follow from."""
        self._all = True
        self.reading.again(TABLE)

    # -- what must be read -----------------------------------------------------------------------

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if change.kinds - _OF_NO_ROW:
            self._ids |= change.ids
            self._all |= bool(change.kinds - _ON_PASSAGES - _OF_NO_ROW) or len(self._ids) > MANY
            self.reading.again(TABLE)
        self.reading.again(HISTORY)

    def _clear(self) -> None:
        """Other things lie on the desk, not read yet."""
        self._maps, self._all = {}, True
        self._table.clear()
        self._history.clear()
        self._on_known_changed()

    @Slot()
    def _on_known_changed(self) -> None:
        if not self.reading.shown:
            return
        bench = self._bench
        drafts = tuple(sheet.sha256 for sheet in bench.sheets if sheet.sha256)
        known = Known(dict(bench.codes), bench.mine, drafts, self._maps)
        self._table.set_known(known, read_only=bench.read_only)
        self._history.set_read_only(bench.read_only)

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self, name: str) -> Work:
        self._on_known_changed()
        if name == HISTORY:
            return lambda space, _progress: _Reading(entries=space.history.list())
        ids = None if self._all else frozenset(self._ids)
        self._ids, self._all = set(), False
        known = self._table.model.passages_of(ids) if ids else {}
        if ids is None:
            self._table.show_reading()

        def work(space: Workspace, _progress: Progress) -> _Reading:
            some = None if ids is None else _passages_of(space, ids, known)
            found = space.overview.rows(some)
            maps = {draft: space.provisions.map(draft) for draft in {row.draft for row in found}}
            return _Reading(some, found, maps=maps)

        return work

    def _take(self, reading: _Reading) -> None:
        if reading.entries is not None:
            self._history.show_entries(reading.entries)
        maps = {**self._maps, **reading.maps}
        if maps != self._maps:
            self._maps = maps
            self._on_known_changed()
        if reading.rows is not None and reading.passages is None:
            self._table.show_rows(reading.rows)
        elif reading.rows is not None and reading.passages is not None:
            self._table.replace(reading.passages, reading.rows)

    @Slot()
    def _on_lost(self) -> None:
        """Which rows are out of date is not known any more: all are read, at the next change."""
        self._all = True


def _passages_of(
    space: Workspace, ids: frozenset[str], known: dict[str, str]
) -> frozenset[str] | None:
    """The passages that records stand on; None where it cannot be told. On the writer thread.

    Args:
        space: the open project.
        ids: of passages, tags and comments.
        known: passages of ids that have a row: it tells them of what the project has no more.
    """
    touched, lost = space.passages.touched_by(ids - known.keys())
    return None if lost else touched.union(known.values())
