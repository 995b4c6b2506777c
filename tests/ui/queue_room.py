# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project with the sample's three rounds, and the window on it, for tests of carrying over."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from asking import asked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.domain.area import Area, Whole
from annotator.services import projects
from annotator.services.projects import create_workspace, open_workspace

KEPT = "as appropriate in view of the nature of the power"
REWORDED = "extend the search to that other system without further authorization"
BOS = "extend the search to that other system"
FILES = ("M_CONF.1_7.pdf", "M_CONF.1_7_Rev.1.pdf", "M_CONF.1_7_Rev.2.pdf")
ALT = Qt.KeyboardModifier.AltModifier


def tag(space: Any, draft: str, words: str, code: str, **fields: str) -> str:
    """Tag words; gives the passage."""
    codes = {one.id: one.uid for one in space.codes.list()}
    anchor = space.passages.find_quote(draft, words)
    return space.passages.tag(anchor, [codes[code]], fields=fields).passage


def make_rounds(folder: Path, *, drafts: int = 3, tagged: bool = True) -> tuple[Path, list[str]]:
    """A project with some rounds; Ana tagged four passages of the first, and Bo one."""
    path = folder / "rounds.treaty"
    space = create_workspace(path, title="T", reviewer="Ana Ruiz")
    found = [
        space.drafts.add(
            paths.sample() / name, symbol=f"M/{number}", language="en", round=str(number)
        ).sha256
        for number, name in enumerate(FILES[:drafts], 1)
    ]
    first = found[0]
    if tagged:
        codes = {one.id: one.uid for one in space.codes.list()}
        tag(space, first, KEPT, "SUR-1")
        tag(space, first, REWORDED, "SAF-3", proposed_wording="without further authorization")
        whole = space.passages.anchor_for(first, Whole("Art 22"))
        space.passages.tag(whole, [codes["GOV-1"]])
        area = space.passages.anchor_for(first, Area(5, 100.0, 200.0, 300.0, 320.0))
        space.passages.tag(area, [codes["SUR-3"]])
    space.drafts.remember_view(found[-1], page=1, zoom=0)
    space.close()
    if tagged:
        bo = open_workspace(path, reviewer="Bo Lindqvist")
        tag(bo, first, BOS, "PRV-1")
        bo.close()
    return path, found


class QueueRoom:
    """The window on the project, and what is done in it."""

    def __init__(self, qtbot: Any, window: Any, drafts: list[str]) -> None:
        self.qtbot, self.window, self.drafts = qtbot, window, drafts
        self.view, self.bench = window.reader.view, window.bench
        self.wait(lambda: window.furniture is not None)
        self.made = window.furniture
        self.panel, self.desk = self.made.queue_panel, self.made.queue
        self.frame = self.desk._place.frame
        self.settle()

    def wait(self, until: Any) -> None:
        self.qtbot.waitUntil(until, timeout=20_000)

    def settle(self) -> None:
        """Until all is done and read again."""
        self.wait(lambda: self.window.writer.idle and self.window.opener.idle)

    def press(self, key: Any, held: Any = Qt.KeyboardModifier.NoModifier, on: Any = None) -> None:
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, held)

    def turn_to(self, number: int) -> None:
        """Show a round, from 0."""
        sheets = self.bench.sheets
        self.window.opener.turn_to([one.sha256 for one in sheets].index(self.drafts[number]))
        self.wait(lambda: self.window.reader.text_complete)
        self.wait(lambda: self.bench.sha256 == self.drafts[number])
        self.wait(lambda: self.view.provisions.known)
        self.settle()

    def open(self) -> None:
        """Ask what can be carried from the round before."""
        newer = self.bench.sha256
        self.window.actions_["carry.over"].trigger()
        self.read(newer)

    def read(self, newer: str = "") -> None:
        """Until the queue of the draft shown is read."""
        newer = newer or self.bench.sha256
        self.wait(lambda: self.desk.reading.fresh and not self.desk.deciding.busy)
        self.settle()
        self.wait(lambda: self.panel.board is None or self.panel.board.newer == newer)

    def listed(self) -> list[tuple[str, str]]:
        """Verdict and letters of what is listed."""
        rows = (self.panel.model.row(n) for n in range(self.panel.model.rowCount()))
        return [(row.verdict, row.chips[0].letters) for row in rows if row and row.item]

    def at(self) -> str:
        """The letters of the current row."""
        row = self.panel.current
        return row.chips[0].letters if row else ""

    def tab(self) -> str:
        """What stands on the panel's tab."""
        tabs = self.window.drawer.tabs
        said = [tabs.tabText(n) for n in range(tabs.count())]
        return next(one for one in said if one.startswith("Carry over"))

    def code(self, letters: str) -> str:
        """The uid of a code."""
        return next(uid for uid, code in self.bench.codes.items() if code.id == letters)

    def on(self, number: int) -> list[Any]:
        """The passages of a round in the project."""
        if self.bench.sha256 == self.drafts[number]:
            return list(self.bench.passages)
        return list(self.asked(lambda space: space.passages.on_draft(self.drafts[number])))

    def asked(self, work: Any) -> Any:
        """What `work(space)` gives."""
        return asked(self.qtbot, self.bench, work)


def open_rounds(qtbot: Any, make_window: Any, folder: Path, **asked: Any) -> QueueRoom:
    """The window on a project that `make_rounds` made, at rest."""
    path, drafts = make_rounds(folder, **asked)
    window = make_window(path, own_house=SimpleNamespace(**vars(projects)))
    window.resize(1440, 900)
    return QueueRoom(qtbot, window, drafts)
