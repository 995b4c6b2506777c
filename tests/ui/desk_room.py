# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reader, side panel and the desk between them on a real project, without the rest of the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.services import projects
from annotator.ui.jobs import Writer
from annotator.ui.opener import Opener
from annotator.ui.outline_desk import OutlineDesk
from annotator.ui.panels.outline import OutlinePanel
from annotator.ui.panels.side import SidePanel
from annotator.ui.tagging_desk import TaggingDesk
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench


class DeskRoom(QWidget):
    """What a reviewer sees between the margins."""

    def __init__(self, qtbot: Any) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.writer = Writer(self)
        self.bench = Workbench(self.writer, lambda: projects, self)
        self.reader = Reader(spawn=None)
        self.side = SidePanel()
        row = QHBoxLayout(self)
        row.addWidget(self.reader, 1)
        row.addWidget(self.side)
        self.opener = Opener(self.bench, self.reader, self)
        self._panel = OutlinePanel()
        self.outline = OutlineDesk(self.bench, self.reader, self._panel, self)
        self.desk = TaggingDesk(self.bench, self.reader.view, self.side, self)
        self.side.equip()  # as the window does once its first page shows
        self.troubles: list[object] = []
        self.bench.signals.failed.connect(self.troubles.append)

    @property
    def view(self) -> Any:
        return self.reader.view

    def open(self, project: Path) -> DeskRoom:
        """Show a project; returns when its text is read."""
        self.resize(1200, 800)
        self.opener.open([project])
        self.show()
        self._qtbot.waitUntil(lambda: self.reader.text_complete, timeout=20_000)
        self._qtbot.waitUntil(lambda: bool(self.bench.codes), timeout=20_000)
        self._qtbot.waitUntil(lambda: self.view.provisions.known, timeout=20_000)
        self.settle()
        self.view.setFocus()
        return self

    def settle(self) -> None:
        """Wait until all that was asked for is done and read again."""
        self._qtbot.waitUntil(lambda: self.writer.idle, timeout=20_000)

    def passage(self) -> Any:
        """The only passage there is."""
        (passage,) = self.bench.passages
        return passage

    def letters(self) -> list[str]:
        """The codes on the only passage."""
        return [self.bench.codes[tag.code].id for tag in self.passage().tags]

    def leave(self) -> None:
        """End it as the window ends."""
        self.side.passage.finish()
        self.bench.close()
        self.writer.stop()
        self.reader.close_document()
        self.close()
        self._panel.deleteLater()
        self.deleteLater()
