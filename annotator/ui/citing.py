# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies the words selected, or those of the chosen passage, with where they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QGuiApplication

from annotator.domain.quotation import readable
from annotator.ui.models.citation import Citation, pages_said
from annotator.ui.models.page_labels import printed_number
from annotator.ui.sheets import Sheet
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.passage import Passage


class Citing(QObject):
    """Knows what would be cited now."""

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"selection.cite": self.copy}

    @Slot()
    def copy(self) -> None:
        """Put the citation on the clipboard, as plain text and for text processors."""
        found = self.citation()
        if found is not None:
            data = QMimeData()
            data.setText(found.plain)
            data.setHtml(found.html)
            QGuiApplication.clipboard().setMimeData(data)

    def citation(self) -> Citation | None:
        """Of the selection, else of the chosen passage; None when there is neither."""
        passage = self._bench.passage(self._view.marks.chosen)
        if not self._view.selection.empty:
            return self._of_selection()
        return self._of_passage(passage) if passage is not None else None

    def _of_selection(self) -> Citation | None:
        selection = self._view.selection
        segments = selection.segments()
        if not segments:
            return None
        page, at = segments[0].page, segments[0].start
        return Citation(
            selection.quote(),
            self._source(),
            self._view.provisions.structure.span(segments) or self._tagged_provision(page, at),
            self._pages(page, segments[-1].page),
            rtl=self._rtl(page, at),
        )

    def _of_passage(self, passage: Passage) -> Citation:
        anchor = passage.anchor
        last = max([s.page for s in anchor.segments] or [q.page for q in anchor.quads] or [0])
        found = self._view.provisions.structure.span(anchor.segments) if anchor.segments else ""
        return Citation(
            readable(anchor.quote),
            self._source(),
            found or anchor.provision,
            self._pages(anchor.page, last) if anchor.page else "",
            rtl=bool(anchor.segments) and self._rtl(anchor.page, anchor.start),
        )

    def _source(self) -> str:
        return source_of(self._bench.sheet)

    def _tagged_provision(self, page: int, at: int) -> str:
        """What is known from a passage that the words begin in; of several the shortest one."""
        found = [
            (segment.end - segment.start, passage.anchor.provision)
            for passage in self._bench.passages
            if passage.placed and passage.anchor.provision
            for segment in passage.anchor.segments
            if segment.page == page and segment.start <= at < segment.end
        ]
        return min(found)[1] if found else ""

    def _pages(self, first: int, last: int) -> str:
        labels = self._view.labels
        return pages_said(
            (first, printed_number(labels, first)), (last, printed_number(labels, last))
        )

    def _rtl(self, page: int, at: int) -> bool:
        text = self._view.texts.get(page)
        return text is not None and any(
            line.rtl for line in text.lines if line.start <= at <= line.end
        )


def source_of(sheet: Sheet | None) -> str:
    """How a draft is cited: its symbol, else its file's name."""
    if sheet is None:
        return ""
    if sheet.draft is not None and sheet.draft.symbol:
        return sheet.draft.symbol
    return PurePath(sheet.name).stem if sheet.name.lower().endswith(".pdf") else sheet.name
