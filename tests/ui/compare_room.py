# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window on a copy of the sample, whose drafts are compared, for tests of that."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from asking import asked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.services import projects
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.carets import caret_box

MIDDLE = 0.45
CHANGES = 175
"""From the second round of the sample to the third, new numbers alone left out."""


class CompareRoom:
    """The window, and what is done in it."""

    def __init__(self, qtbot: Any, window: Any) -> None:
        self.qtbot, self.window = qtbot, window
        self.view, self.bench = window.reader.view, window.bench
        qtbot.waitUntil(lambda: window.furniture is not None, timeout=20_000)
        self.desk, self.beside = window.furniture.compare, window.furniture.compare_beside
        self.panel, self.actions = window.furniture.change_panel, window.actions_

    @property
    def side(self) -> Any:
        return self.beside.side

    @property
    def other(self) -> Any:
        return self.side.reader.view

    def wait(self, until: Any) -> None:
        self.qtbot.waitUntil(until, timeout=30_000)

    def settle(self) -> None:
        self.wait(lambda: self.window.writer.idle)

    def turn(self, at: int) -> None:
        """Turn to a draft by its place, from the first."""
        self.window.opener.turn_to(at)
        self.wait(lambda: self.view.draft == self.bench.sheets[at].sha256)
        self.wait(lambda: self.window.reader.text_complete and bool(self.bench.reviewer))
        self.settle()

    def press(self, key: Any, held: Any = Qt.KeyboardModifier.NoModifier, on: Any = None) -> None:
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, held)

    def open(self) -> None:
        """Compare with the round before, by its key."""
        self.view.setFocus()
        self.press(Qt.Key.Key_F5, on=self.view)
        self.ready()

    def ready(self) -> None:
        self.wait(lambda: self.beside.open and self.desk.found is not None)
        self.settle()
        self.wait(lambda: self.other.layout_.pages > 0 and bool(self.other.texts))
        self.qtbot.wait(30)

    def structure(self, sha256: str) -> Any:
        return asked(self.qtbot, self.bench, lambda space: space.provisions.structure(sha256))

    def row_of(self, view: Any, path: str) -> float:
        """Where in a view, 0 to 1 from its top, a provision begins."""
        structure = self.structure(view.draft)
        one = structure.provisions[structure.find(path)]
        x, y, _x1, _y1 = caret_box(view.texts[one.page], one.start)
        at = view.layout_.position(Spot(one.page, x, y))[1]
        return float((at - view.top) / view.view_size()[1])

    def read(self, view: Any, path: str) -> None:
        """Scroll a view so that a provision stands in its middle."""
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + round((self.row_of(view, path) - MIDDLE) * view.view_size()[1]))


def open_compare_room(qtbot: Any, make_window: Any, folder: Path, *, draft: int = 2) -> CompareRoom:
    """The window on a copy of the sample, turned to one of its drafts, at rest."""
    project = folder / "sample.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", project)
    window = make_window(project, own_house=SimpleNamespace(**vars(projects)))
    window.resize(1440, 900)
    room = CompareRoom(qtbot, window)
    room.settle()
    room.turn(draft)
    return room
