# SPDX-License-Identifier: AGPL-3.0-or-later
"""The start page and the recent projects: what was open lately, with a small picture of each.

Reads projects with the standard library alone, on the writer thread; opens none itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from annotator import paths
from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.recents import Recent
    from annotator.ui.panels.start import StartPage

SAMPLE = "sample-review.treaty"
"""The copy of the sample that one works on; the shipped one stays as it is."""


class StartDesk(QObject):
    """Keeps the start page and the menu of recent projects up to date.

    Signals:
        open_requested: list of one path, of a project.
        trouble: a sentence.
    """

    open_requested = Signal(list)
    trouble = Signal(str)

    def __init__(
        self, bench: Workbench, menu: QMenu, actions: dict[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._actions = actions
        self._page: StartPage | None = None
        self._menu = menu
        self._pictures: dict[Path, QImage | None] = {}
        menu.aboutToShow.connect(self._on_menu)
        menu.triggered.connect(self._on_menu_chosen)
        bench.project_opened.connect(self._on_opened)

    @property
    def page(self) -> StartPage:
        """What stands there while nothing is open; made when that is first so."""
        if self._page is None:
            from annotator.ui.panels.start import StartPage  # noqa: PLC0415 - seldom shown

            self._page = page = StartPage()
            page.sample_requested.connect(self.open_sample)
            page.open_requested.connect(self._actions["file.open"].trigger)
            page.recent_requested.connect(self._on_recent)
            page.forget_requested.connect(self._on_forget)
            page.clear_requested.connect(self._on_clear)
        return self._page

    @property
    def shown(self) -> bool:
        """Whether it is in sight."""
        return self._page is not None and self._page.isVisible()

    def show(self) -> None:
        """Show what was open lately; pictures follow."""
        from annotator.services import recents  # noqa: PLC0415 - after the first page

        self._fill()
        missing = [r.path for r in self._recent() if r.here and r.path not in self._pictures]

        def work(_progress: Progress) -> dict[Path, bytes | None]:
            return {path: recents.picture(path) for path in missing}

        if missing:
            self._bench.do(work, self._on_pictures)

    @Slot()
    def open_sample(self) -> None:
        """Open a copy of the sample, the one made before if there is one."""
        copy = paths.default_projects() / SAMPLE
        try:
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(paths.sample() / "sample.treaty", copy)
        except OSError as error:
            said = _("The sample cannot be copied to {path}: {error}.")
            self.trouble.emit(said.format(path=copy, error=error.strerror))
            return
        self.open_requested.emit([copy])

    @Slot()
    def choose_new(self) -> None:
        """Ask where a new project is to be."""
        folder, window = paths.default_projects(), self.parent()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            folder = Path.home()
        start = folder / f"{_('New project')}.treaty"
        pattern = _("Projects") + " (*.treaty)"
        chooser = QFileDialog(
            window if isinstance(window, QWidget) else None, _("New project"), str(start), pattern
        )
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)  # it never does
        chooser.setDefaultSuffix("treaty")
        chooser.fileSelected.connect(self.make)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def make(self, file: str) -> None:
        """Make a project without drafts, then have it opened: it asks for PDFs."""
        path = Path(file)

        def work(_progress: Progress) -> Path:
            from annotator.services.projects import create_workspace  # noqa: PLC0415 - brings the database

            create_workspace(path).close()
            return path

        self._bench.do(work, self._on_new, title=_("Making the project"), kept=True)

    def _on_new(self, path: Path) -> None:
        self.open_requested.emit([path])

    def _recent(self) -> tuple[Recent, ...]:
        from annotator.services import recents  # noqa: PLC0415 - after the first page

        return recents.list_recent(paths.config())

    def _fill(self) -> None:
        from annotator.ui.models.recent_list import RecentCard, when_said  # noqa: PLC0415 - seldom shown

        self.page.set_recents(
            [
                RecentCard(
                    r.path, r.title, when_said(r.opened_utc), r.here, self._pictures.get(r.path)
                )
                for r in self._recent()
            ]
        )

    def _on_pictures(self, found: dict[Path, bytes | None]) -> None:
        for path, png in found.items():
            image = QImage.fromData(png) if png else QImage()
            self._pictures[path] = None if image.isNull() else image
        self._fill()

    @Slot(object, str)
    def _on_opened(self, path: Path, title: str) -> None:
        from annotator.services import recents  # noqa: PLC0415 - after the first page

        if not self._bench.read_only:  # nobody who only looks leaves a trace
            recents.note_recent(paths.config(), path, title)
        self._pictures.pop(path, None)

    @Slot(object)
    def _on_recent(self, path: Path) -> None:
        self.open_requested.emit([Path(path)])

    @Slot(object)
    def _on_forget(self, path: Path) -> None:
        from annotator.services import recents  # noqa: PLC0415 - after the first page

        recents.forget_recent(paths.config(), Path(path))
        self._fill()

    @Slot()
    def _on_clear(self) -> None:
        from annotator.services import recents  # noqa: PLC0415 - after the first page

        recents.clear_recent(paths.config())
        self._fill()

    @Slot()
    def _on_menu(self) -> None:
        self._menu.clear()
        for recent in self._recent():
            said = f"{recent.title}  ({recent.path.name})"
            action = self._menu.addAction(said.replace("&", "&&"))
            action.setData(str(recent.path))
            action.setEnabled(recent.here)
        if self._menu.isEmpty():
            self._menu.addAction(_("Nothing yet")).setEnabled(False)

    @Slot(QAction)
    def _on_menu_chosen(self, action: QAction) -> None:
        if action.data():
            self.open_requested.emit([Path(str(action.data()))])
