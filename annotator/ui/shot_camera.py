# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waits until the window is ready for a picture. Waits for signals, never for time alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QRect, QSettings, QTimer
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QDialog

from annotator.domain.codebook import Code
from annotator.domain.project import Reviewer
from annotator.ui.app import application
from annotator.ui.clerk import projects
from annotator.ui.jobs import Sweeper
from annotator.ui.main_window import MainWindow
from annotator.ui.room import SIDES

PANELS = (
    "none", "passage", "tagging", "passages", "inbox", "history", "outline", "drafts", "pages",
    "palette", "find", "text", "merge", "start", "brackets", "coverage", "counterparts", "changes",
    "queue", "concerns", "agreement", "progress",
)  # fmt: skip
"""What a picture can show besides the page."""
IN_DRAWER = frozenset({
    "passages", "inbox", "history", "brackets", "coverage", "counterparts", "queue", "concerns",
    "progress",
})  # fmt: skip
SETTLED = 20
"""Milliseconds between two looks at whether all is ready."""


class OnlyLooking:
    """Opens projects for reading, whoever else has them open, and makes none."""

    def open_workspace(self, path: Path, *, write: bool = True) -> Any:  # noqa: ARG002
        """Open to read."""
        return projects().open_workspace(path, write=False)

    def create_workspace(self, path: Path, *, title: str = "") -> Any:
        """Never called: nobody tags in a picture."""
        raise NotImplementedError

    def somebody(self) -> Reviewer:
        """Nobody, and nobody is remembered."""
        return Reviewer("", "")

    def project_path_for(self, pdf: Path) -> Path:
        """Where the project of a bare PDF is."""
        return projects().project_path_for(pdf)

    def shipped_codes(self) -> tuple[Code, ...]:
        """The codebook that comes with the program."""
        return projects().shipped_codes()


class Camera:
    """One window for pictures."""

    def __init__(self, project: Path, *, size: tuple[int, int], patience: int) -> None:
        self._app = application()
        self._sweeper = Sweeper(self._app)
        self._patience = patience
        self._project = project
        self._window = MainWindow(
            house=OnlyLooking, settings=QSettings(os.devnull, QSettings.Format.IniFormat)
        )
        self._window.resize(*size)
        self._window.open_paths([project])
        self._window.show()

    def show(self, *, draft: str, page: int, panel: str) -> bool:
        """Bring a page to show, with everything on it; whether that came about."""
        window = self._window
        ready = self._until(self._ready)
        if ready and draft:
            names = [
                n for n, sheet in enumerate(window.bench.sheets)
                if draft in (sheet.name, sheet.draft.symbol if sheet.draft else "")
                or (sheet.draft and draft == sheet.draft.file)
                or sheet.sha256.startswith(draft)
            ]  # fmt: skip
            if not names:
                return False
            window.opener.turn_to(names[0])
            ready = self._until(self._ready)
        view = window.reader.view
        if not ready or not 1 <= page <= view.layout_.pages:
            return ready and (window.reader.refused_shown or window.empty.isVisible())
        view.go_to(page)
        window.bench.read_only = False  # a picture shows what one sees who may write
        window.bench.signals.undo_changed.emit(window.bench.undo_status)
        window.bench.signals.passages_changed.emit()
        return self._show_panel(panel, page) and self._until(self._ready)

    def _show_panel(self, panel: str, page: int) -> bool:
        window = self._window
        view = window.reader.view
        if panel == "none":
            for side in SIDES:
                window.room.fold(side, shown=False)
        elif panel == "changes":
            return self._show_changes()
        elif panel == "agreement":
            agreement = window.furnish().agreement
            window.frame.show_drawer(panel)
            return self._until(lambda: agreement.told)
        elif panel in IN_DRAWER:
            window.frame.show_drawer("table" if panel == "passages" else panel)
        elif panel in {"outline", "drafts", "pages"}:
            window.actions_[f"{panel}.show"].trigger()
        elif panel == "palette":
            window.frame.open_palette()
        elif panel == "find":
            window.actions_["find.open"].trigger()
        elif panel == "text":
            window.actions_["text.toggle"].trigger()
        elif panel == "start":
            window.close_project()
        elif panel == "merge":
            window.furnish().team.merge(sorted(self._project.parent.glob("*.csv")))
            return self._until(lambda: bool(window.findChildren(QDialog)))
        elif panel == "passage":
            marks = [mark for mark in view.marks.all() if mark.page >= page]
            if marks:
                window.tagging.reveal(marks[0].passage)
        elif panel == "tagging":
            view.place_caret()
            view.selection.move("line", 1, extend=True)
            view.selection_moved()
        return not panel or panel in PANELS

    def _show_changes(self) -> bool:
        """The list of changes with both drafts beside each other."""
        window, made = self._window, self._window.furnish()
        window.actions_["compare.show"].setChecked(True)
        window.frame.show_drawer("changes")
        side = made.compare_beside.side
        return self._until(
            lambda: made.compare.found is not None or not made.compare_beside.open
        ) and (
            side is None
            or self._until(lambda: side.reader.renderer.is_sharp and window.writer.idle)
        )

    def save(self, out: Path) -> bool:
        """Write the picture; a dialog stands in it where it would stand on the screen."""
        picture = self._window.grab()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                painter = QPainter(picture)
                painter.fillRect(self._window.rect(), QColor(0, 0, 0, 96))
                corner = self._window.rect().center() - dialog.rect().center()
                painter.drawPixmap(corner, dialog.grab())
                painter.setPen(dialog.palette().color(QPalette.ColorRole.Dark))
                painter.drawRect(QRect(corner, dialog.size()))
                painter.end()
        return picture.save(str(out), "PNG")

    def close(self) -> None:
        """End the window and its workers."""
        self._window.close()
        self._window.deleteLater()
        self._sweeper.stop()

    def _ready(self) -> bool:
        window = self._window
        if window.reader.refused_shown or window.starts.shown or window.empty.isVisible():
            return window.writer.idle
        made = window.furniture
        return (
            window.reader.renderer.is_sharp
            and window.reader.text_complete
            and window.writer.idle
            and window.opener.idle
            and not window.places.outline.follows_soon
            and not (made is not None and made.queue_count.counts_soon)
        )

    def _until(self, condition: Callable[[], bool]) -> bool:
        loop = QEventLoop()
        look, end = QTimer(), QTimer()
        met = False

        def on_look() -> None:
            nonlocal met
            met = met or condition()
            if met:
                loop.quit()

        look.timeout.connect(on_look)
        look.start(SETTLED)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        end.start(self._patience)
        loop.exec()
        return met or condition()  # what was ready may be at work again by now
