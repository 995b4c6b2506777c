# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks for the headings of the draft shown, off the window's thread. Shows nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.ui.jobs import Progress
from annotator.ui.models.heading_lines import Headings, headings_in
from annotator.ui.models.outline_tree import Entry
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench


class HeadingSearch(QObject):
    """One question at a time: an answer to an earlier one is dropped.

    Attributes:
        found: the headings of the draft shown, None until they are known.

    Signals:
        done: they are.
    """

    done = Signal()

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view = bench, view
        self._asked = 0
        self.found: Headings | None = None

    def forget(self) -> None:
        """Another document: an answer that is under way is for the one before."""
        self.found = None
        self._asked += 1

    def look(self, outline: Sequence[Entry]) -> None:
        """Look through all pages, for what the PDF's own outline names too."""
        self._asked += 1
        number, texts = self._asked, self._view.texts.copy()
        entries = [(entry.number, entry.page, entry.title) for entry in outline]

        def work(_progress: Progress) -> tuple[int, Headings]:
            return number, headings_in(texts, entries)

        self._bench.do(work, self._on_found)

    def _on_found(self, answer: tuple[int, Headings]) -> None:
        number, found = answer
        if number == self._asked:
            self.found = found
            self._view.selection.know(found.compounds)
            self.done.emit()
