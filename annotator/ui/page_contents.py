# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on the pages, as marks to draw and rows to list; made anew only where it changed."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container, Mapping, Sequence

from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.i18n import _
from annotator.ui.models.page_labels import page_name
from annotator.ui.models.passage_changes import changed
from annotator.ui.models.passage_list import PassageIndex, PassageRow, Who, mark_row, passage_row
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.viewer.marks.highlights import Mark, marks_of
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench


class PageContents:
    """Passages and marks of the draft shown, by page and on the draft as a whole."""

    def __init__(self, bench: Workbench, view: PageView) -> None:
        self._bench = bench
        self._view = view
        self._drawn = DrawnMarks(view)
        self._read: tuple[object, ...] = ()
        self._index = PassageIndex()
        self._whole: tuple[object, list[PassageRow]] | None = None
        self._rows: dict[str, tuple[Passage, PassageRow]] = {}

    def read(self) -> None:
        """Take over what the bench has read, if it is other than before; the rest when it is wanted."""
        bench = self._bench
        read = (bench.marks, bench.codes, bench.names, bench.reviewer)
        self._drawn.show(bench.passages, bench.codes, bench.mine)
        if len(self._read) != len(read) or any(
            a is not b for a, b in zip(self._read, read, strict=True)
        ):
            self._read, self._whole, self._rows = read, None, {}

    def label(self, page: int) -> str:
        """A page's number as it is printed."""
        return page_name(self._view.labels, page)

    def where(self, page: int) -> str:
        """The draft shown and a page of it; 0 for the draft alone."""
        if not page:
            return self._bench.sheet_name
        said = _("{draft}, page {page}")
        return said.format(draft=self._bench.sheet_name, page=self.label(page))

    @property
    def index(self) -> PassageIndex:
        """Passages by page and in reading order."""
        self._index.follow(self._bench.passages)
        return self._index

    @property
    def whole(self) -> list[PassageRow]:
        """Rows of marks and of tags on whole provisions, in the order of the provisions."""
        standing = self.index.whole
        if self._whole is None or self._whole[0] is not standing:
            bench = self._bench
            who = Who(bench.mine, bench.names)
            found = [passage_row(passage, bench.codes, who) for passage in standing]
            found += [mark_row(mark, who) for mark in bench.marks]
            found.sort(key=lambda row: (_natural(row.where), row.mark, row.passage))
            self._whole = (standing, found)
        return self._whole[1]

    def show_on(self, panel: OnPagePanel) -> None:
        """List what stands on the page one reads."""
        page = self._view.page
        text = self._view.texts.get(page)
        scan = text is not None and not text.text.strip()
        panel.show_page(page, self.label(page), self.rows(page), self.whole, scan=scan)

    def rows(self, page: int) -> list[PassageRow]:
        """Rows of the passages on a page, in reading order."""
        bench, found, known = self._bench, self.index.on_page(page), self._rows
        who = Who(bench.mine, bench.names)
        self._rows = {}
        for passage in found:
            row = known.get(passage.uid)
            if row is None or row[0] is not passage:
                row = (passage, passage_row(passage, bench.codes, who))
            self._rows[passage.uid] = row
        return [row for _passage, row in self._rows.values()]


class DrawnMarks:
    """What one view draws. Passages that are the same object as before keep their marks."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._passages: Sequence[Passage] = ()
        self._codes: Mapping[str, Code] = {}
        self._mine: Container[str] = ()
        self._marks: list[Mark] = []
        self._made: dict[str, list[Mark]] = {}
        self._board: object = None

    def show(
        self, passages: Sequence[Passage], codes: Mapping[str, Code], mine: Container[str]
    ) -> None:
        """Draw these passages; nothing is done when just these are drawn already."""
        board = self._view.marks
        same_look = codes is self._codes and mine == self._mine
        if passages is self._passages and same_look and board.by_page is self._board:
            return
        if not same_look:
            self._passages, self._marks, self._made = (), [], {}
        gone, come = changed(self._passages, passages)
        self._passages, self._codes, self._mine = passages, codes, mine
        for passage in gone:
            for mark in self._made.pop(passage.uid, ()):
                del self._marks[bisect_left(self._marks, _place(mark), key=_place)]
        for mark in marks_of(come, codes, mine=mine):
            self._made.setdefault(mark.passage, []).append(mark)
            insort(self._marks, mark, key=_place)
        board.put(self._marks)
        self._board = board.by_page


def _place(mark: Mark) -> tuple[int, float, str]:
    return mark.page, mark.bounds[1], mark.passage


def _natural(path: str) -> list[tuple[int, str]]:
    """`Art 9` before `Art 10`."""
    parts = re.split(r"(\d+)", path)
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in parts]
