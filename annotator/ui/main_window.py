# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: puts the parts together and wires their signals. Decides as little as possible itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator import paths
from annotator.i18n import _
from annotator.ui import actions
from annotator.ui.clerk import House, projects
from annotator.ui.feedback import Notice, TroubleBar
from annotator.ui.jobs import Writer
from annotator.ui.leaving import Leaving
from annotator.ui.left_desk import LeftDesk
from annotator.ui.news import News
from annotator.ui.offers import Offers
from annotator.ui.opener import Opener
from annotator.ui.page_looks import PageLooks
from annotator.ui.panels.drawer import Drawer
from annotator.ui.panels.empty import EmptyProject
from annotator.ui.panels.left import LeftPanel
from annotator.ui.panels.side import SidePanel
from annotator.ui.password_desk import PasswordDesk
from annotator.ui.room import Room
from annotator.ui.start_desk import StartDesk
from annotator.ui.status_line import StatusLine
from annotator.ui.tagging_desk import TaggingDesk
from annotator.ui.top_bar import TopBar
from annotator.ui.view_commands import ViewCommands
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.text.reading_area import ReadingArea
from annotator.ui.window_commands import WindowCommands
from annotator.ui.window_memory import WindowMemory
from annotator.ui.wiring import furnish, wire
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.pdf.client import PdfClient
    from annotator.ui.furniture import Furniture
    from annotator.ui.opener import Prepared

NAME = "Treaty Annotator"


class MainWindow(QMainWindow):
    """One window on one project, or on PDFs that are in none yet.

    Args:
        house: fetches what builds the floors below; called on the writer thread.
        spawn: starts a PDF worker of a role.
        settings: where sizes are kept.
    """

    def __init__(
        self,
        *,
        house: Callable[[], House] = projects,
        spawn: Callable[[str], PdfClient] | None = None,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or _settings()
        self.furniture: Furniture | None = None
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.writer = Writer(self)
        self.bench = Workbench(self.writer, house, self)
        self.actions_ = actions.build(self)
        self._menus = actions.fill(self.menuBar(), self.actions_)
        self._make_parts(spawn)
        self._arrange()
        self._make_desks()
        wire(self)
        self._memory = WindowMemory(self, self.room, self.side, self.settings)
        self._memory.restore()
        self.frame.restore()
        self.looks.restore()
        self._wait_for_a_page()

    def _wait_for_a_page(self) -> None:
        """What the first page can do without is made when that page shows, or cannot."""
        queued = Qt.ConnectionType.QueuedConnection
        for signal in (
            self.reader.view.painted, self.reader.refused, self.reader.password_needed,
            self.bench.signals.failed,
        ):  # fmt: skip
            signal.connect(self.furnish, queued)

    @Slot()
    def furnish(self) -> Furniture:
        """Make the rest of the window: drawer, printing, text, team. Does it once."""
        if self.furniture is None:
            from annotator.ui.furniture import Furniture  # noqa: PLC0415 - after the first page

            self.furniture = Furniture(self)
            furnish(self, self.furniture)
            self._memory.restore_table(self.furniture.table)
        return self.furniture

    def showEvent(self, event: QShowEvent) -> None:
        """Where no page is to come, nothing is waited for."""
        super().showEvent(event)
        if not self.reader.awaited:
            QTimer.singleShot(0, self.furnish)

    def _make_parts(self, spawn: Callable[[str], PdfClient] | None) -> None:
        self.top = TopBar(self.actions_, self)
        self.spawn = spawn
        self.reader = Reader(spawn=spawn)
        self.left = LeftPanel()
        self.side = SidePanel()
        self.drawer = Drawer()
        for name, title in (
            ("table", _("Passages")), ("inbox", _("Inbox")), ("history", _("History")),
            ("found", _("Found")), ("coverage", _("Coverage")), ("agreement", _("Agreement")),
            ("counterparts", _("Counterparts")), ("brackets", _("Brackets")),
            ("changes", _("Changes")),
            ("queue", _("Carry over")), ("concerns", _("Concerns")), ("progress", _("Progress")),
        ):  # fmt: skip
            self.drawer.add(name, title)
        self.empty = EmptyProject()
        self.bar = TroubleBar()
        self.notice = Notice(self.reader)

    def _arrange(self) -> None:
        self.addToolBar(self.top)
        self.reading = ReadingArea(self.reader)
        self.room = Room(self.left, self.reading, self.side, self.drawer, self)
        self._pages = QStackedWidget()
        for page in (self.room, self.empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(holder := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(holder)

    def _make_desks(self) -> None:
        bench, made = self.bench, self.actions_
        self.opener = Opener(bench, self.reader, self)
        self.passwords = PasswordDesk(bench, self.reader, self)
        self.tagging = TaggingDesk(bench, self.reader.view, self.side, self)
        self.views = ViewCommands(self.reader.view, self.top, self.opener, self)
        self.looks = PageLooks(self.reader.view, made, self.settings, self)
        self.places = LeftDesk(bench, self.reader, self.left, self)
        self.starts = StartDesk(bench, self._menus[actions.RECENT], made, self)
        self.status = StatusLine(self.statusBar(), bench, made, self)
        self.frame = WindowCommands(self, self.room, self.drawer, made, self.settings)
        self.offers = Offers(made, bench, self.reader, self)
        self.news = News(bench, self.notice, self.bar, self)
        self.leaving = Leaving(self.writer, self)

    # -- opening -------------------------------------------------------------------------------

    def open_paths(self, given: Sequence[str | Path], *, prepared: Prepared | None = None) -> None:
        """Open projects or PDFs, merge annotation files; with nothing, the start page stays."""
        if given:
            self.bar.hide()
            self._turn_to(self.room)
            self.opener.open(given, prepared=prepared)
            self.reader.view.setFocus()
        if not self.bench.sheets and self.bench.project is None:
            self.turn_to_start()

    def close_project(self) -> None:
        """Close what is open and show the start page."""
        self.tagging.finish()
        self.bar.hide()
        self.opener.close()

    @Slot()
    def turn_to_start(self) -> None:
        """Nothing lies open."""
        self.notice.fall_silent()
        self.starts.show()
        if self._pages.indexOf(self.starts.page) < 0:
            self._pages.addWidget(self.starts.page)
        self._turn_to(self.starts.page)
        self.top.hide()

    def _turn_to(self, page: QWidget) -> None:
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            page.setFocus()
        self.top.show()

    @Slot()
    def on_open(self) -> None:
        """Ask for files to open."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - a large class; the first page needs none

        pattern = _("PDFs, projects and annotation files") + " (*.pdf *.treaty *.csv)"
        found, _filter = QFileDialog.getOpenFileNames(
            self, _("Open"), "", f"{pattern};;" + _("All files") + " (*)"
        )
        if found:
            self.open_paths(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped; what may be merged is asked about or previewed."""
        found = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if not self.furnish().dropping.take(found):
            self.open_paths(found)

    # -- news ----------------------------------------------------------------------------------

    @Slot()
    def on_drafts_changed(self) -> None:
        """Other drafts, or another one is shown."""
        bench = self.bench
        self.top.show_drafts([sheet.name for sheet in bench.sheets], bench.current)
        title = bench.title if bench.project else bench.sheet_name
        self.setWindowTitle(f"{title} — {NAME}" if title else NAME)
        if bench.sheets:
            self._turn_to(self.room)
        elif self.writer.idle and bench.project is not None:
            self._turn_to(self.empty)

    @Slot(object, str)
    def on_project_opened(self, _path: Path, title: str) -> None:
        """The project stands ready."""
        self.setWindowTitle(f"{title} — {NAME}")
        if not self.bench.sheets:
            self._turn_to(self.empty)

    @Slot(int)
    def on_details_requested(self, index: int) -> None:
        """Show what is known of a draft."""
        self.opener.turn_to(index)
        self.furnish().projects.show_details()

    @Slot(str)
    def on_drawer_shown(self, name: str) -> None:
        """Another part of the drawer, or none, is in sight."""
        if name:
            self.furnish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody wanted goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.tagging.let_go()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The system turned dark or light."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.frame.dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take over what is being written, remember the place, close the project."""
        if not self.leaving.may_close():
            event.ignore()
            return
        self.tagging.finish()
        if self.furniture is not None:
            self.furniture.printing.cancel()
            self.furniture.finds.finish()
            self.furniture.beside.close()
            self.furniture.compare_beside.close()
            self.furniture.look_job.finish()
            self.furniture.agreement.finish()
            self.furniture.watching.watch.finish()
        self.opener.remember()
        self.bench.close()
        self.writer.stop()
        self.reader.close_document()
        self._memory.save()
        event.accept()


def _settings() -> QSettings:
    return QSettings(str(paths.config() / "window.ini"), QSettings.Format.IniFormat)
