# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: puts the parts together and wires their signals. Decides as little as possible itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator import paths
from annotator.i18n import _
from annotator.ui import actions, theme
from annotator.ui.clerk import House, projects
from annotator.ui.dialogs.password import PasswordAsker
from annotator.ui.feedback import Notice, TroubleBar, WorkLine
from annotator.ui.jobs import Writer
from annotator.ui.news import News
from annotator.ui.opener import Opener
from annotator.ui.panels.side import SidePanel
from annotator.ui.panels.start import StartPage
from annotator.ui.tagging_desk import TaggingDesk
from annotator.ui.top_bar import TopBar
from annotator.ui.view_commands import ViewCommands
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.pdf.client import PdfClient
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
        self._settings = settings or _settings()
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.writer = Writer(self)
        self.bench = Workbench(self.writer, house, self)
        self.reader = Reader(spawn=spawn)
        self.side = SidePanel()
        self.actions_ = actions.build(self)
        self.top = TopBar(self.actions_, self)
        self.start = StartPage()
        self.opener = Opener(self.bench, self.reader, self)
        self.tagging = TaggingDesk(self.bench, self.reader.view, self.side, self)
        self._commands = ViewCommands(self.reader.view, self.top, self.opener, self)
        self.passwords = PasswordAsker(self)
        self._build()
        self._wire()
        self.set_colours(theme.wanted())
        self._restore()

    # -- putting together ----------------------------------------------------------------------

    def _build(self) -> None:
        actions.fill(self.menuBar(), self.actions_)
        self.addToolBar(self.top)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.reader)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._split)
        column = QVBoxLayout(holder := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TroubleBar()
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(holder)
        self.notice = Notice(self.reader)
        self.work = WorkLine()
        self._who = QLabel()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.work)
        self.statusBar().addPermanentWidget(self._who)
        self.actions_["panel.toggle"].setChecked(True)
        self._offer()

    def _wire(self) -> None:
        commands = self._commands
        handlers = {
            "file.open": self._on_open,
            "window.close": self.close,
            "edit.undo": self.bench.edits.undo,
            "edit.redo": self.bench.edits.redo,
            "selection.copy": commands.copy,
            "zoom.in": commands.zoom_in,
            "zoom.out": commands.zoom_out,
            "zoom.actual": commands.zoom_actual,
            "zoom.fit_width": commands.zoom_fit,
            "page.go": commands.go_to_page,
            "code.find": self.tagging.find_code,
            "passage.next": self.tagging.next_passage,
            "passage.previous": self.tagging.previous_passage,
            "passage.delete": self.tagging.delete_passage,
            "draft.next": commands.next_draft,
            "draft.previous": commands.previous_draft,
        }
        for name, handler in handlers.items():
            self.actions_[name].triggered.connect(handler)
        self._news = News(self.bench, self.notice, self.bar, self)
        for name in ("edit.undo", "edit.redo"):  # the notice's button would undo something else
            self.actions_[name].triggered.connect(self.notice.fall_silent)
        self.actions_["caret.toggle"].toggled.connect(self.tagging.set_caret_mode)
        self.actions_["panel.toggle"].toggled.connect(self.side.setVisible)
        self.start.open_requested.connect(self._on_open)
        signals, view = self.bench.signals, self.reader.view
        signals.drafts_changed.connect(self._on_drafts_changed)
        signals.undo_changed.connect(self._offer)
        signals.tagged.connect(self.tagging.tagged)
        self.top.draft_requested.connect(self.opener.turn_to)
        self.top.page_requested.connect(view.go_to)
        self.top.left.connect(view.setFocus)
        view.page_changed.connect(self._on_page_changed)
        view.zoom_changed.connect(self._on_zoom_changed)
        view.selection_changed.connect(self._offer)
        view.passage_chosen.connect(self._offer)
        self.reader.password_needed.connect(self._on_password_needed)
        self.passwords.given.connect(self._on_password_given)
        self.passwords.refused.connect(self._on_password_refused)
        self.reader.refused.connect(self._offer)
        self.reader.opened.connect(self._offer)
        self.work.cancel_requested.connect(self.writer.cancel)
        self.writer.progressed.connect(self.work.progress)
        self.writer.ended.connect(self.work.end)

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette, also for what is painted by hand."""
        self.reader.view.set_colours(colours)
        for command in actions.commands():
            if command.icon:
                self.actions_[command.id].setIcon(theme.icon(command.icon, colours))

    # -- opening -------------------------------------------------------------------------------

    def open_paths(self, given: Sequence[str | Path], *, prepared: Prepared | None = None) -> None:
        """Open projects or PDFs; with nothing, the start page stays."""
        if given:
            self._pages.setCurrentWidget(self._split)
            self.top.show()
            self.bar.hide()
            self.opener.open(given, prepared=prepared)
            self.reader.view.setFocus()
        else:
            self._pages.setCurrentWidget(self.start)
            self.top.hide()
            self.start.setFocus()

    @Slot()
    def _on_open(self) -> None:
        pattern = _("PDFs and projects") + " (*.pdf *.treaty);;" + _("All files") + " (*)"
        found, _filter = QFileDialog.getOpenFileNames(self, _("Open"), "", pattern)
        if found:
            self.open_paths(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        found = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(found)

    @Slot(bool)
    def _on_password_needed(self, wrong: bool) -> None:
        self.passwords.ask(self.bench.sheet_name, wrong=wrong)

    @Slot(str)
    def _on_password_given(self, password: str) -> None:
        self.bench.set_password(password)
        self.reader.unlock(password)

    @Slot()
    def _on_password_refused(self) -> None:
        self.reader.refuse(self.bench.sheet_name, _("It needs a password."))

    # -- news ----------------------------------------------------------------------------------

    @Slot()
    def _on_drafts_changed(self) -> None:
        bench = self.bench
        self.top.show_drafts([sheet.name for sheet in bench.sheets], bench.current)
        title = f"{bench.title} — {NAME}" if bench.title else NAME
        if not bench.project and bench.sheet:
            title = f"{bench.sheet.name} — {NAME}"
        self.setWindowTitle(title)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        """Which commands can be used now, and what undo would undo."""
        bench, view = self.bench, self.reader.view
        here = bool(view.layout_.pages)
        self._label("edit.undo", _("&Undo"), bench.undo_status.undo)
        self._label("edit.redo", _("&Redo"), bench.undo_status.redo)
        self.actions_["selection.copy"].setEnabled(not view.selection.empty)
        self.actions_["code.find"].setEnabled(not view.selection.empty)
        self.actions_["passage.delete"].setEnabled(bool(view.marks.chosen))
        for name in ("zoom.in", "zoom.out", "zoom.actual", "zoom.fit_width", "page.go"):
            self.actions_[name].setEnabled(here)
        for name in ("passage.next", "passage.previous"):
            self.actions_[name].setEnabled(bool(bench.passages))
        for name in ("draft.next", "draft.previous"):
            self.actions_[name].setEnabled(len(bench.sheets) > 1)
        self._who.setText(bench.reviewer.name if bench.reviewer else "")

    def _label(self, name: str, verb: str, what: str | None) -> None:
        self.actions_[name].setText(f"{verb}: {what}" if what else verb)
        self.actions_[name].setEnabled(what is not None)

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        view = self.reader.view
        label = view.labels[page - 1] if 0 < page <= len(view.labels) else ""
        self.top.show_page(page, view.layout_.pages, label)

    @Slot(float, bool)
    def _on_zoom_changed(self, factor: float, fit: bool) -> None:
        self.top.show_zoom(factor, fit=fit)

    # -- window --------------------------------------------------------------------------------

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
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply(app, theme.wanted())
                self.set_colours(theme.wanted())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take over what is being written, remember the place, close the project."""
        self.side.passage.finish()
        self.opener.remember()
        self.bench.close()
        self.writer.stop()
        self.reader.close_document()
        settings = self._settings
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("split", self._split.saveState())
        settings.sync()
        event.accept()

    def _restore(self) -> None:
        settings = self._settings
        geometry, split = settings.value("geometry"), settings.value("split")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1280, 860)
        self._split.setSizes([10_000, theme.RIGHT])
        if isinstance(split, QByteArray):
            self._split.restoreState(split)


def _settings() -> QSettings:
    return QSettings(str(paths.config() / "window.ini"), QSettings.Format.IniFormat)
