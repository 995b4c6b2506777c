# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has the provisions of the draft shown looked for, off the window's thread. Shows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.quotation import compounds
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui.jobs import Progress
from annotator.ui.models.outline_entries import Entry
from annotator.ui.models.outline_lines import starts_of
from annotator.ui.models.provision_rows import ProvisionRows, provision_rows
from annotator.ui.models.provision_words import notes_of
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.domain.structure.corrections import Correction
    from annotator.domain.structure.source_line import SourceLine
    from annotator.services.boundary_records import Boundary
    from annotator.services.events import ChangeSet


_FREED = 50
"""Pages or rows of text let go at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a draft.

    Attributes:
        structure: its provisions.
        rows: they as an outline.
        starts: where entries of the PDF's own outline begin on their pages, by number; looked for
            where there are no provisions.
        said: what people corrected, in the order in which it was said.
        names: of those who did, by uid.
        unit: what a person says the draft is made of, "" where nobody did.
        kept: whether the project found it, and keeps what is corrected.
    """

    structure: Structure
    rows: ProvisionRows
    starts: Mapping[int, int]
    said: tuple[Boundary, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    kept: bool = False


class ProvisionSearch(QObject):
    """One question at a time: an answer to an earlier one is dropped.

    Attributes:
        found: of the draft shown, None until it is known.

    Signals:
        done: it is.
    """

    done = Signal()

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view = bench, view
        self._asked = 0
        self._entries: Sequence[Entry] = ()
        self._outline: Sequence[tuple[int, str, int]] = ()
        self._words: frozenset[str] | None = None
        self.found: Found | None = None
        self._weighing = 0  # the job that looks what would be; 0 for none
        self._next: tuple[Correction, Callable[[tuple[Correction, str]], None]] | None = None
        bench.writer.ended.connect(self._on_ended)
        bench.signals.project_changed.connect(self._on_project_changed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)

    def forget(self) -> None:
        """Another document: an answer that is under way is for the one before."""
        self.found = self._words = None
        self._asked += 1
        self._view.provisions.forget()

    def look(self, entries: Sequence[Entry], outline: Sequence[tuple[int, str, int]] = ()) -> None:
        """Look through all pages.

        Args:
            entries: of the PDF's own outline as they are shown, where no provisions are yet.
            outline: level, title and page of them: evidence in a PDF that is in no project.
        """
        self._entries, self._outline, self._words = entries, tuple(outline), None
        self._ask()

    @Slot()
    def look_again(self) -> None:
        """Find the provisions of the draft shown anew, whatever was kept of them."""
        self._ask(again=True)

    @property
    def in_project(self) -> bool:
        """Whether the draft shown is in the project, which finds and keeps its provisions."""
        draft = self._view.draft
        return any(s.sha256 == draft and s.draft is not None for s in self._bench.sheets)

    def _ask(self, *, again: bool = False) -> None:
        self._asked += 1
        number, draft, texts = self._asked, self._view.draft, self._view.texts.copy()
        words, clerk, kept = self._words, self._bench.clerk, self.in_project
        entries = [(entry.number, entry.page, entry.title) for entry in self._entries]
        outline = self._outline

        def work(_progress: Progress) -> tuple[int, Found, frozenset[str]]:
            pages = None if kept else list(texts.values())
            raw = {text.page: text.text for text in pages or texts.values()}
            known = _compounds(raw.values()) if words is None else words
            said: tuple[Boundary, ...] = ()
            unit, names = "", {}
            asked = kept and clerk.has_project
            if asked:
                provisions = clerk.space.provisions
                find = provisions.find_again if again else provisions.structure
                structure: Structure = find(draft)
                names = {each.uid: each.name for each in clerk.space.reviewers()}
                said, unit = tuple(provisions.boundaries(draft)), provisions.unit(draft)
            else:
                structure = _found_in(pages or texts.values(), outline=outline)
            rows = provision_rows(structure, raw, known, notes=notes_of(said, names, structure))
            _let_go(pages or [])
            starts = {} if structure.count else starts_of(texts, entries)
            return number, Found(structure, rows, starts, said, names, unit, kept=asked), known

        self._bench.do(work, self._on_found_again if again else self._on_found)

    def would_be(
        self, correction: Correction, done: Callable[[tuple[Correction, str]], None]
    ) -> None:
        """What path a provision would have if this were said of it; "" where none would begin there.

        One question is looked into at a time; of those asked meanwhile the last counts.

        Args:
            correction: not kept yet.
            done: gets it with the path, on the window's thread.
        """
        if self._weighing:
            self._next = (correction, done)
            self._bench.writer.cancel(self._weighing)
            return
        texts, found = self._view.texts.copy(), self.found
        said = tuple(each.correction for each in found.said) if found is not None else ()
        unit, outline = (found.unit if found is not None else "") or None, self._outline

        def work(progress: Progress) -> tuple[Correction, str]:
            said_too = (*said, correction)
            structure = _found_in(
                texts.values(), unit=unit, outline=outline, said=said_too, told=progress
            )
            place = (correction.page, correction.offset)
            paths = [one.path for one in structure.provisions if (one.page, one.start) == place]
            return correction, paths[0] if paths else ""

        self._weighing = self._bench.do(work, done)

    def drop_would_be(self) -> None:
        """Nobody wants to know any more: what waits behind the question comes to its turn."""
        self._next = None
        self._bench.writer.cancel(self._weighing)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        if number == self._weighing:
            self._weighing, following, self._next = 0, self._next, None
            if following is not None:
                self.would_be(*following)

    def _on_found_again(self, answer: tuple[int, Found, frozenset[str]]) -> None:
        number, found, _words = answer
        same = number == self._asked and found == self.found
        self._on_found(answer)
        if same:
            self._bench.signals.turned.emit(_("Nothing else was found."))

    def _on_found(self, answer: tuple[int, Found, frozenset[str]]) -> None:
        number, found, words = answer
        if number != self._asked:
            return
        same, self.found = found == self.found, found
        if same:
            return
        if self._words is None:
            self._words = words
            self._view.selection.know(words)
        self._view.finder.builder.index.structure = found.structure
        self._view.provisions.show(found.structure)
        if self._view.finder.query.text:
            self._view.finder.changed.emit()  # its list says where each place stands
        self.done.emit()

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        """Somebody corrected a boundary, undid that, or said what the draft shown is made of."""
        concerns = "provision" in change.kinds or self._view.draft in change.ids
        if self.found is not None and concerns:
            self._ask()

    @Slot()
    def _on_drafts_changed(self) -> None:
        """The bare PDF shown may have been taken into the project."""
        if self.found is not None and not self.found.kept and self.in_project:
            self._ask()


def _compounds(texts: Iterable[str]) -> frozenset[str]:
    words: set[str] = set()
    for text in texts:
        words.update(compounds(text))
    return frozenset(words)


def _found_in(
    texts: Iterable[PageText],
    *,
    unit: str | None = None,
    outline: Sequence[tuple[int, str, int]] = (),
    said: Sequence[Correction] = (),
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Structure:
    """The provisions of a PDF that is in no project, or of a draft as they would be.

    Raises:
        Cancelled: `told`, which hears of each page, said so.
    """
    from annotator.domain.structure.provision_finder import find_provisions  # noqa: PLC0415 - after the first page
    from annotator.pdf.source_lines import source_lines  # noqa: PLC0415 - likewise

    pages = []
    for page in texts:
        pages.append(page)
        told(page.page, page.page + 1)
    if all(line.kind == "body" for page in pages for line in page.lines):
        from annotator.pdf.text_kinds import classify  # noqa: PLC0415 - likewise

        pages = classify(pages)
    lines: list[SourceLine] = []
    last = len(pages) + 1
    pages.reverse()
    while pages:
        page = pages.pop()
        lines += source_lines([page])
        told(page.page, last)
    structure = find_provisions(lines, unit=unit, outline=outline, corrections=said)
    _let_go(lines)
    return structure


def _let_go(things: list[Any]) -> None:
    """Free them a few at a time: all at once, Python keeps the window waiting until the last is gone."""
    while things:
        del things[-_FREED:]
