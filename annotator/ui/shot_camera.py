# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waits until the window is ready for a picture. Waits for signals, never for time alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from annotator.domain.codebook import Code
from annotator.domain.project import Reviewer
from annotator.ui.app import application
from annotator.ui.clerk import projects
from annotator.ui.main_window import MainWindow

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
        self._patience = patience
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
            return ready and window.reader.refused_shown
        view.go_to(page)
        if panel == "none":
            window.side.hide()
        elif panel == "passage":
            marks = [mark for mark in view.marks.all() if mark.page >= page]
            if marks:
                view.passage_chosen.emit(marks[0].passage)
        return self._until(self._ready)

    def save(self, out: Path) -> bool:
        """Write the picture."""
        return self._window.grab().save(str(out), "PNG")

    def close(self) -> None:
        """End the window and its workers."""
        self._window.close()
        self._window.deleteLater()

    def _ready(self) -> bool:
        window = self._window
        if window.reader.refused_shown:
            return True
        return (
            window.reader.renderer.is_sharp
            and window.reader.text_complete
            and window.writer.idle
            and window.opener.idle
        )

    def _until(self, condition: Callable[[], bool]) -> bool:
        loop = QEventLoop()
        look, end = QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        look.start(SETTLED)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        end.start(self._patience)
        loop.exec()
        return condition()
