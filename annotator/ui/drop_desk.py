# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects and folders dropped on an open project: a colleague's work to merge, or something to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.dropped_project import DroppedProject
from annotator.ui.merge_desk import MergeDesk
from annotator.ui.paths_given import TABLES, sorted_out
from annotator.ui.workbench import Workbench


class DropDesk(QObject):
    """Takes what may be merged and leaves the rest.

    Signals:
        open_requested: list of paths to be opened.
    """

    open_requested = Signal(list)

    def __init__(self, bench: Workbench, merging: MergeDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._merging, self._window = bench, merging, parent
        self.dialog: DroppedProject | None = None
        self._asked: Path | None = None

    def take(self, files: Sequence[str]) -> bool:
        """Whether these files are to be merged, or it is asked; False for what is simply opened."""
        here = self._bench.project
        if here is None:
            return False
        paths = [Path(file) for file in files]
        if any(_is_this(path, here) for path in paths):
            return False
        found = sorted_out(paths)
        folders = [path for path in paths if path.is_dir()]
        projects = [*found.projects]
        if len(paths) == 1 and len(projects) == 1:
            self._ask(projects[0])
            return True
        if not projects and not folders:
            return False
        tables = [path for path in paths if path.suffix.casefold() in TABLES and path.is_file()]
        self._merging.merge([*projects, *folders, *tables])
        pdfs = [path for path in found.pdfs if path not in folders]
        if pdfs:
            self.open_requested.emit(pdfs)
        return True

    def _ask(self, project: Path) -> None:
        self._asked = project
        self.dialog = DroppedProject(project.name, self._bench.title, self._window)
        self.dialog.accepted.connect(self._on_merge)
        self.dialog.open_instead.connect(self._on_open)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _on_merge(self) -> None:
        if self._asked is not None:
            self._merging.merge([self._asked])

    @Slot()
    def _on_open(self) -> None:
        if self._asked is not None:
            self.open_requested.emit([self._asked])


def _is_this(path: Path, project: Path) -> bool:
    return path.exists() and project.exists() and path.samefile(project)
