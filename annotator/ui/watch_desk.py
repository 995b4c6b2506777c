# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team's folder: says quietly what is new in it, and has it previewed when asked. Merges nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.i18n import _, ngettext
from annotator.ui.folder_watch import FolderWatch
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.services.folder_news import FolderNews
    from annotator.services.workspace import Workspace

_Kept = tuple[Path, Path | None, frozenset[str]]
"""The project, its folder, and what was merged."""


_Merged = tuple[Path, frozenset[str]]
"""The project, and what was merged."""


class WatchDesk(QObject):
    """Between the project, its folder and the status line.

    Signals:
        news: how many files were not merged yet, and a sentence that says so.
        offered: a sentence about files that came just now, to be said once.
        merge_requested: paths to be previewed.
        said: a sentence, for a passing notice.
    """

    news = Signal(int, str)
    offered = Signal(str)
    merge_requested = Signal(list)
    said = Signal(str)

    def __init__(self, bench: Workbench, made: Mapping[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window, self._actions = bench, window, made
        self.watch = FolderWatch(self)
        self.files: tuple[Path, ...] = ()
        self.folder: Path | None = None
        self.watch.looked.connect(self._on_looked)
        bench.project_opened.connect(self._on_opened)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.signals.undo_changed.connect(self.read_anew)
        self._stop()
        if bench.project is not None and bench.reviewer is not None:
            self._ask()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "team.watch": self.choose,
            "team.unwatch": self.unwatch,
            "team.news": self.preview,
        }

    # -- the project -----------------------------------------------------------------------------

    @Slot(object, str)
    def _on_opened(self, _path: object, _title: str) -> None:
        self._stop()
        self._ask()

    @Slot()
    def _on_drafts_changed(self) -> None:
        if self._bench.reviewer is None:  # other things lie there, not read yet
            self._stop()

    def _ask(self) -> None:
        self._bench.ask(_read, self._on_kept)

    def _on_kept(self, kept: _Kept) -> None:
        project, folder, merged = kept
        here = self._bench.project
        if here is None or here.resolve() != project.resolve():
            return
        self.folder = folder
        self._actions["team.unwatch"].setEnabled(folder is not None)
        if folder is None:
            self._stop()
        else:
            self.watch.watch(folder, project, merged)

    def _stop(self) -> None:
        self.watch.stop()
        self.folder = None
        self._actions["team.unwatch"].setEnabled(False)
        self._tell(())

    # -- what is new -----------------------------------------------------------------------------

    @Slot(object)
    def _on_looked(self, found: FolderNews) -> None:
        before = self.files
        if found.files == before:
            return
        self._tell(found.files)
        if frozenset(found.files) - frozenset(before):
            self.offered.emit(self._sentence())

    def _tell(self, files: tuple[Path, ...]) -> None:
        self.files = files
        self._actions["team.news"].setEnabled(bool(files) and not self._bench.read_only)
        self.news.emit(len(files), self._sentence() if files else "")

    def _sentence(self) -> str:
        count = len(self.files)
        said = ngettext(
            "{n} new file from colleagues is in {folder}",
            "{n} new files from colleagues are in {folder}",
            count,
        )
        return said.format(n=count, folder=self.folder.name if self.folder else "")

    @Slot()
    def preview(self) -> None:
        """Show what merging the new files would do."""
        if self.files:
            self.merge_requested.emit(list(self.files))

    @Slot(tuple, float)
    def on_nothing_new(self, files: tuple[Path, ...], began: float) -> None:
        """All that these files say is in the project, as they were when it began to read them."""

        def work(space: Workspace, progress: Progress) -> _Merged:
            from annotator.services.folder_news import digests_of  # noqa: PLC0415 - at need

            space.watching.note(digests_of(files, before=began))
            return _read_merged(space, progress)

        self._bench.ask(work, self._on_read_anew)

    @Slot()
    def read_anew(self) -> None:
        """The project merged files or undid that, or wrote one itself: other files are news now."""
        if self.folder is not None:
            self._bench.ask(_read_merged, self._on_read_anew)

    def _on_read_anew(self, read: _Merged) -> None:
        project, merged = read
        here = self._bench.project
        if here is not None and here.resolve() == project.resolve():
            self.watch.known(merged)

    # -- choosing --------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Ask for the folder the team puts its files in."""
        if self._bench.project is None or self._bench.read_only:
            return
        start = str(self.folder or self._bench.project.parent)
        chooser = QFileDialog(self._window, _("Watch a folder of the team"), start)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(self.begin)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def begin(self, folder: str) -> None:
        """Be told of what comes into a folder."""
        self._write(Path(folder).absolute())

    @Slot()
    def unwatch(self) -> None:
        """Be told of none any more."""
        self._write(None)

    def _write(self, folder: Path | None) -> None:
        def work(space: Workspace, progress: Progress) -> _Kept:
            space.watching.watch(folder)
            return _read(space, progress)

        self._bench.ask(work, self._on_written)

    def _on_written(self, kept: _Kept) -> None:
        self._stop()
        self._on_kept(kept)
        if self.folder is not None:
            said = _("Watching {folder}: you are told of new files, and nothing is merged unasked.")
            self.said.emit(said.format(folder=self.folder.name))
        else:
            self.said.emit(_("No folder is watched any more."))


def _read(space: Workspace, _progress: Progress) -> _Kept:
    return space.path, space.watching.folder(), space.watching.merged()


def _read_merged(space: Workspace, _progress: Progress) -> _Merged:
    return space.path, space.watching.merged()
