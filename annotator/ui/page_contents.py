# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on the pages, as marks to draw and rows to list; made anew only where it changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.domain.structure.found_structure import Structure
from annotator.i18n import _
from annotator.pdf import text_layer
from annotator.ui.models.page_labels import page_name
from annotator.ui.models.passage_changes import changed
from annotator.ui.models.passage_list import PassageIndex, PassageRow, Who, mark_row, passage_row
from annotator.ui.models.provision_names import begin_of, order
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.viewer.marks.highlights import Mark, marks_of
from annotator.ui.viewer.marks.whole_marks import PROVISION, framed
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
        structure = self._view.provisions.structure
        read = (bench.marks, bench.codes, bench.names, bench.reviewer, structure)
        self._drawn.show(bench.passages, bench.codes, bench.mine)
        if len(self._read) != len(read) or any(
            a is not b for a, b in zip(self._read, read, strict=True)
        ):
            self._read, self._whole, self._rows = read, None, {}

    def label(self, page: int) -> str:
        """A page's number as it is printed."""
        return page_name(self._view.labels, page)

    def where(self, page: int, provision: str = "") -> str:
        """The draft shown, a provision and a page of it; 0 for the draft alone."""
        on = _("page {page}").format(page=self.label(page)) if page else ""
        return ", ".join(filter(None, (self._bench.sheet_name, provision, on)))

    def where_picked(self) -> str:
        """Where the words or the area selected stand, or which provision is taken as a whole."""
        view, picked = self._view, self._view.picked
        structure, area = view.provisions.structure, picked.area
        provision = structure.span(view.selection.segments()) if area is None else ""
        if picked.whole:
            provision = _("{provision} as a whole").format(provision=picked.whole)
        elif area is not None and (text := view.texts.get(area.page)) is not None:
            here = structure.at(area.page, text_layer.caret_at(text, area.x0, area.y0))
            provision = here.path if here is not None else ""
        return self.where(picked.page, provision)

    def where_of(self, passage: Passage) -> str:
        """Where a passage stands."""
        anchor, structure = passage.anchor, self._view.provisions.structure
        if anchor.kind == PROVISION:
            whole = _("{provision} as a whole").format(provision=anchor.provision)
            return self.where(begin_of(structure, anchor.provision)[0], whole)
        return self.where(anchor.page, structure.span(anchor.segments) or anchor.provision)

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
            found = [self._titled(row) for row in found]
            structure = self._view.provisions.structure
            found.sort(key=lambda row: (order(structure, row.where), row.mark, row.passage))
            self._whole = (standing, found)
        return self._whole[1]

    def _titled(self, row: PassageRow) -> PassageRow:
        """A row that says nothing more says the title of its provision."""
        structure = self._view.provisions.structure
        index = structure.find(row.where)
        said = structure.provisions[index].title if index >= 0 else ""
        return replace(row, quote=said) if said and not row.quote else row

    def show_on(self, panel: OnPagePanel) -> None:
        """List what stands on the page one reads."""
        page = self._view.page
        text = self._view.texts.get(page)
        scan = text is not None and not text.text.strip()
        here = self.rows(page)
        shown = {row.passage for row in here}
        whole = [row for row in self.whole if not row.passage or row.passage not in shown]
        panel.show_page(page, self.label(page), here, whole, scan=scan)

    def rows(self, page: int) -> list[PassageRow]:
        """Rows of the passages on a page, in reading order; first tags on whole provisions whose
        heading is there.
        """
        bench, found, known = self._bench, self.index.on_page(page), self._rows
        structure = self._view.provisions.structure
        begin = {
            passage.uid: begin_of(structure, passage.anchor.provision)
            for passage in self.index.whole
        }
        begun = [passage for passage in self.index.whole if begin[passage.uid][0] == page]
        found = [*sorted(begun, key=lambda passage: begin[passage.uid]), *found]
        who = Who(bench.mine, bench.names)
        self._rows = {}
        for passage in found:
            row = known.get(passage.uid)
            if row is None or row[0] is not passage:
                row = (passage, self._titled(passage_row(passage, bench.codes, who)))
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
        self._structure: Structure | None = None

    def show(
        self, passages: Sequence[Passage], codes: Mapping[str, Code], mine: Container[str]
    ) -> None:
        """Draw these passages; nothing is done when just these are drawn already."""
        board = self._view.marks
        structure = self._view.provisions.structure
        same_look = codes is self._codes and mine == self._mine and structure is self._structure
        self._structure = structure
        if passages is self._passages and same_look and board.by_page is self._board:
            return
        if not same_look:
            self._passages, self._marks, self._made = (), [], {}
        gone, come = changed(self._passages, passages)
        self._passages, self._codes, self._mine = passages, codes, mine
        for passage in gone:
            for mark in self._made.pop(passage.uid, ()):
                del self._marks[bisect_left(self._marks, _place(mark), key=_place)]
        placed = [framed(passage, structure, self._view.texts) for passage in come]
        for mark in marks_of(placed, codes, mine=mine):
            self._made.setdefault(mark.passage, []).append(mark)
            insort(self._marks, mark, key=_place)
        board.put(self._marks)
        self._board = board.by_page


def _place(mark: Mark) -> tuple[int, float, str]:
    return mark.page, mark.bounds[1], mark.passage
