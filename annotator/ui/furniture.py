# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the window that the first page can do without: made when it shows. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.agreement_desk import AGREEMENT, AgreementDesk
from annotator.ui.beside_desk import BesideDesk
from annotator.ui.bracket_desk import BRACKETS, BracketDesk
from annotator.ui.citing import Citing
from annotator.ui.compare_beside import CompareBeside
from annotator.ui.compare_desk import CHANGES, CompareDesk
from annotator.ui.concern_desk import CONCERN_HISTORY, ConcernDesk
from annotator.ui.counterpart_desk import COUNTERPARTS, CounterpartDesk
from annotator.ui.coverage_desk import COVERAGE, CoverageDesk
from annotator.ui.drop_desk import DropDesk
from annotator.ui.edition_desk import EditionDesk
from annotator.ui.find_desk import FOUND, FindDesk
from annotator.ui.finish_desk import FinishDesk
from annotator.ui.look_job import LookJob
from annotator.ui.origin_desk import OriginDesk
from annotator.ui.panels.agreement_panel import AgreementPanel
from annotator.ui.panels.bracket_panel import BracketPanel
from annotator.ui.panels.change_panel import ChangePanel
from annotator.ui.panels.concern_panel import ConcernPanel
from annotator.ui.panels.counterpart_panel import CounterpartPanel
from annotator.ui.panels.coverage_panel import CoveragePanel
from annotator.ui.panels.found import FoundPanel
from annotator.ui.panels.history_list import HistoryList
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.panels.passage_table import PassageTable
from annotator.ui.panels.progress_panel import ProgressPanel
from annotator.ui.panels.queue_panel import QueuePanel
from annotator.ui.pdf_desk import PdfDesk
from annotator.ui.people_desk import PeopleDesk
from annotator.ui.print_desk import PrintDesk
from annotator.ui.progress_desk import PROGRESS, ProgressDesk
from annotator.ui.project_desk import ProjectDesk
from annotator.ui.proposal_desk import ProposalDesk
from annotator.ui.provision_desk import ProvisionDesk
from annotator.ui.queue_count import QueueCount
from annotator.ui.queue_desk import QUEUE, QueueDesk
from annotator.ui.table_desk import TableDesk
from annotator.ui.team_desk import TeamDesk
from annotator.ui.text_desk import TextDesk
from annotator.ui.watch_desk import WatchDesk

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Furniture:
    """Drawer, search, text, printing, team.

    Args:
        window: owns them.
    """

    def __init__(self, window: MainWindow) -> None:
        bench, reader, made = window.bench, window.reader, window.actions_
        settings, drawer = window.settings, window.drawer
        window.side.equip()
        self.table, self.inbox, self.history = PassageTable(), InboxPanel(), HistoryList()
        self.found, self.bracket_panel = FoundPanel(), BracketPanel()
        drawer.put("table", self.table)
        drawer.put("inbox", self.inbox)
        drawer.put("history", self.history)
        drawer.put(FOUND, self.found)
        self.counterpart_panel = CounterpartPanel()
        drawer.put(COUNTERPARTS, self.counterpart_panel)
        drawer.put(BRACKETS, self.bracket_panel)
        self.coverage_panel = CoveragePanel()
        drawer.put(COVERAGE, self.coverage_panel)
        self.coverage = CoverageDesk(bench, self.coverage_panel, window)
        self.queue_panel, self.queue_count = QueuePanel(made), QueueCount(bench, window)
        drawer.put(QUEUE, self.queue_panel)
        self.queue = QueueDesk(bench, reader.view, self.queue_panel, self.queue_count, window)
        self.concern_panel = ConcernPanel(made["concerns.export"])
        drawer.put(CONCERN_HISTORY, self.concern_panel)
        self.concerns = ConcernDesk(bench, self.concern_panel, window)
        self.origins = OriginDesk(bench, reader.view, window.side, window)
        self.agreement_panel = AgreementPanel()
        drawer.put(AGREEMENT, self.agreement_panel)
        self.agreement = AgreementDesk(bench, self.agreement_panel, window)
        self.citing = Citing(bench, reader.view, window)
        self.provisions = ProvisionDesk(bench, reader.view, window.places.outline, made, window)
        self.printing = PrintDesk(bench, reader, window)
        self.text = TextDesk(bench, reader, window.reading, made["text.toggle"], settings)
        if reader.view.has_painted:
            self.text.restore()
        self.pdf = PdfDesk(reader.view, window.side.on_page.notes, window.notice, made, window)
        self.finds = FindDesk(
            bench, reader, window.opener, self.found,
            room=window.room, drawer=drawer, settings=settings, parent=window,
        )  # fmt: skip
        self.brackets = BracketDesk(
            bench, reader.view, self.bracket_panel, made["brackets.toggle"], window
        )
        self.proposals = ProposalDesk(bench, reader.view, window.side, window)
        self.look_job = LookJob(bench, window)
        self.tables = TableDesk(bench, self.table, self.history, window)
        self._make_team(window)
        self.projects = ProjectDesk(bench, window)
        self.beside = BesideDesk(
            bench, reader, window.reading, made["counterpart.show"], room=window.room, settings=settings,
            spawn=window.spawn,
        )  # fmt: skip
        self.change_panel = ChangePanel()
        drawer.put(CHANGES, self.change_panel)
        self.compare_beside = CompareBeside(
            bench, reader, window.reading, room=window.room, settings=settings, spawn=window.spawn
        )
        self.compare = CompareDesk(bench, self.change_panel, self.compare_beside, made, window)
        self.counterparts = CounterpartDesk(
            bench, reader.view, self.counterpart_panel, self.beside, window
        )

    def _make_team(self, window: MainWindow) -> None:
        bench, made, drawer = window.bench, window.actions_, window.drawer
        self.team = TeamDesk(bench, self.inbox, window)
        self.finishing = FinishDesk(bench, self.coverage_panel, made["draft.finish"], window)
        self.watching = WatchDesk(bench, made, window)
        self.progress_panel = ProgressPanel()
        drawer.put(PROGRESS, self.progress_panel)
        self.progress = ProgressDesk(bench, self.progress_panel, window)
        self.people, self.editions = PeopleDesk(bench, window), EditionDesk(bench, window)
        self.dropping = DropDesk(bench, self.team.merging, window)
