# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the list of counterparts: reads it, brings tables in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.counterpart import Board, Line
from annotator.i18n import _, ngettext
from annotator.ui.beside_desk import BesideDesk
from annotator.ui.counterpart_linking import CounterpartLinking
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.counterpart_panel import CounterpartPanel
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

COUNTERPARTS = "counterparts"
_CONCERNS = frozenset({"draft", "provision", "counterpart", "passage", "tag"})


class CounterpartDesk(QObject):
    """Keeps the list of counterparts telling what the project says; reads nothing while it is hidden.

    Signals:
        shown_requested: the panel's name: it is to be shown.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
        said: a sentence, for a passing notice.
    """

    shown_requested = Signal(str)
    provision_requested = Signal(str, str)
    said = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        view: PageView,
        panel: CounterpartPanel,
        beside: BesideDesk,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._beside = bench, panel, beside
        self._window = parent
        self.reading = DrawerReading(
            bench, [COUNTERPARTS], self,
            ask=self._ask, take=self._take, clear=self._clear, concerns=_CONCERNS.intersection,
        )  # fmt: skip
        self._told = ""  # the draft the list tells of
        self.linking = CounterpartLinking(bench, view, parent)
        self.linking.said.connect(self.said)
        panel.numbering_chosen.connect(self.choose_numbering)
        panel.line_chosen.connect(self.show_line)
        panel.unlink_requested.connect(self.linking.unlink)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "counterpart.list": self.show_list,
            "counterpart.link": self.linking.ask,
            "counterpart.import": self.choose_table,
        }

    # -- the list --------------------------------------------------------------------------------

    @Slot()
    def show_list(self) -> None:
        """The list is wanted."""
        self.shown_requested.emit(COUNTERPARTS)

    def _clear(self) -> None:
        self._told = ""
        self._panel.clear()

    def _ask(self, _name: str) -> Work:
        sha256 = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> Board:
            return space.counterparts.board(sha256)

        return work

    def _take(self, board: Board) -> None:
        bench, self._told = self._bench, board.draft
        self._panel.show_board(board, names=bench.names, mine=bench.mine, read_only=bench.read_only)

    @Slot(object)
    def show_line(self, line: Line) -> None:
        """Show an article and its counterpart side by side, in the draft the list tells of."""
        here = [line.path]
        if line.instrument:
            here = [one.provision for one in line.matches if one.provision]
            here += [link.path for link in line.links if link.path]
        path = here[0] if here else ""
        if not self._told:
            return  # of a draft that was turned from
        if path:
            self.provision_requested.emit(self._told, path)
        wanted = line.path if line.instrument else ""
        self._beside.show_for(path, instrument=line.instrument, counterpart=wanted)

    @Slot(str)
    def choose_numbering(self, numbering: str) -> None:
        """Say how the draft that is shown is numbered."""
        sha256 = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> None:
            space.counterparts.tables.choose(sha256, numbering)

        self._bench.ask(work, self._on_chosen)

    def _on_chosen(self, _nothing: object) -> None:
        self.reading.again()
        self._beside.look_again()

    # -- tables ----------------------------------------------------------------------------------

    @Slot()
    def choose_table(self) -> None:
        """Ask for a table in CSV, then follow it in the draft that is shown."""
        pattern = _("Tables of counterparts") + " (*.csv);;" + _("All files") + " (*)"
        chooser = QFileDialog(self._window, _("Import a table of counterparts"), "", pattern)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.import_table)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def import_table(self, file: str) -> None:
        """Take a table in; the draft that is shown follows it."""
        sha256 = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> tuple[str, int]:
            tables = space.counterparts.tables
            table = tables.import_file(Path(file))
            if sha256:
                tables.choose(sha256, table.id)
            return table.table, len(table.matches)

        self._bench.ask(work, self._on_imported)

    def _on_imported(self, answer: tuple[str, int]) -> None:
        name, count = answer
        said = ngettext("{n} row of {table} is used now", "{n} rows of {table} are used now", count)
        self.said.emit(said.format(n=count, table=name))
        self._on_chosen(None)
