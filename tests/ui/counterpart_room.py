# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project with a draft, a reference and a table of one's own, for tests of the window on them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from asking import asked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.services import projects
from annotator.services.projects import create_workspace
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.carets import caret_box

SHIFT = Qt.KeyboardModifier.ShiftModifier

TABLE = """provision,instrument,counterpart,relation,certainty,note
24,BUD,19,close,verified,powers alike
26,BUD,20,adapted,inferred,
26,ICCPR,17,partial,,
27,BUD,,,,
"""


def make_project(folder: Path, *, reference: bool = True) -> tuple[Path, str, str]:
    """The sample's last draft, which follows a table; its first stands in for the reference.

    Returns:
        The project, and the SHA-256 of draft and reference ("" for none).
    """
    table = folder / "mine.csv"
    table.write_text(TABLE, "utf-8")
    path = folder / "counter.treaty"
    space = create_workspace(path, title="T", reviewer="Ana Ruiz")
    draft = space.drafts.add(paths.sample() / "M_CONF.1_7_Rev.2.pdf", symbol="M/1", language="en")
    other = ""
    if reference:
        other = space.drafts.add(
            paths.sample() / "M_CONF.1_7.pdf", symbol="ETS No. 185", instrument="BUD"
        ).sha256
    made = space.counterparts.tables.import_file(table)
    space.counterparts.tables.choose(draft.sha256, made.id)
    space.drafts.remember_view(draft.sha256, page=1, zoom=0)
    space.close()
    return path, draft.sha256, other


def place_of(window: Any, path: str) -> tuple[int, int]:
    """Where a provision of the draft that is shown begins, as the project says."""
    space, sha256 = window.bench.clerk.space, window.bench.sha256
    found = space.provisions.structure(sha256)
    one = found.provisions[found.find(path)]
    return one.page, one.start


class Room:
    """The window on the project, and what is done in it."""

    def __init__(self, qtbot, window, draft, reference):
        self.qtbot, self.window, self.draft, self.reference = qtbot, window, draft, reference
        self.view, self.bench = window.reader.view, window.bench
        qtbot.waitUntil(lambda: window.furniture is not None, timeout=20_000)
        self.made = window.furniture

    @property
    def side(self):
        return self.made.beside.side

    def wait(self, until):
        self.qtbot.waitUntil(until, timeout=20_000)

    def settle(self):
        self.wait(lambda: self.window.writer.idle)

    def press(self, key, held=Qt.KeyboardModifier.NoModifier, on=None):
        if on is not None and not on.window().isActiveWindow():
            on.window().activateWindow()  # a dialog before it has gone
            self.wait(on.window().isActiveWindow)
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, held)

    def read(self, path):
        """Scroll so that one reads a provision."""
        found = asked(self.qtbot, self.bench, lambda space: space.provisions.structure(self.draft))
        one = found.provisions[found.find(path)]
        x, y, _x1, _y1 = caret_box(self.view.texts[one.page], one.start)
        _x, at = self.view.layout_.position(Spot(one.page, x, y))
        self.view.verticalScrollBar().setValue(round(at - 0.1 * self.view.view_size()[1]))

    def show(self):
        self.view.setFocus()
        self.press(Qt.Key.Key_F4, SHIFT, self.view)

    def told(self):
        return f"{self.side.which.currentText()} | {self.side.sentence}" if self.side else ""


def open_room(qtbot: Any, make_window: Any, folder: Path, **asked: Any) -> Room:
    """The window on a project that `make_project` made in a folder, at rest."""
    path, draft, reference = make_project(folder, **asked)
    window = make_window(path, own_house=SimpleNamespace(**vars(projects)))
    window.resize(1440, 900)
    made = Room(qtbot, window, draft, reference)
    made.settle()
    return made
