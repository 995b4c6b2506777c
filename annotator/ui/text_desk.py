# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of the draft beside its pages: shows it, tints the passages in it, remembers its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QAction, QTextBlock

from annotator.domain.anchor import Segment
from annotator.ui import theme
from annotator.ui.models.page_labels import page_name
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.viewer.text.reading_area import ReadingArea
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.ui.models.running_text import Paragraph
    from annotator.ui.viewer.text.text_filling import TextFilling
    from annotator.ui.viewer.text.text_follow import TextFollow
    from annotator.ui.viewer.text.text_pane import TextPane
    from annotator.ui.viewer.text.text_tints import Tint


class TextDesk(QObject):
    """Nothing of it is made before it is first asked for.

    Args:
        bench: whose passages are tinted.
        reader: whose pages.
        area: where the text goes.
        toggle: the command that shows and hides it.
        settings: where size, width and whether it shows are kept.
    """

    def __init__(
        self,
        bench: Workbench,
        reader: Reader,
        area: ReadingArea,
        toggle: QAction,
        settings: QSettings,
    ) -> None:
        super().__init__(area)
        self._bench, self._view, self._area = bench, reader.view, area
        self._toggle, self._settings = toggle, settings
        self._colours = theme.LIGHT
        self._shown: tuple[str, int] = ("", 0)
        self.filling: TextFilling | None = None
        self.follow: TextFollow | None = None
        toggle.toggled.connect(self._on_toggled)
        toggle.triggered.connect(self._on_triggered)
        area.splitterMoved.connect(self._on_splitter_moved)
        reader.opened.connect(self._on_opened)
        self._view.painted.connect(self.restore, Qt.ConnectionType.QueuedConnection)
        self._view.laid_out.connect(self._on_laid_out)
        self._view.texts_came.connect(self._on_texts_came)
        self._view.passage_chosen.connect(self._on_chosen)

    @property
    def pane(self) -> TextPane | None:
        """The text, while it shows."""
        side = self._area.text
        return side.pane if side is not None and side.isVisible() else None

    @Slot(object)
    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        if self._area.text is not None and self.filling is not None:
            self._area.text.pane.set_colours(colours)
            self.filling.colours_changed()
            self._follow_now()

    # -- showing and hiding --------------------------------------------------------------------

    @Slot()
    def restore(self) -> None:
        """The first page is seen: now there is time for what was open last time."""
        if str(self._settings.value("text/shown", 0)) == "1" and not self._toggle.isChecked():
            self._toggle.setChecked(True)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        self._settings.setValue("text/shown", int(on))
        if on:
            self._show()
        elif self._area.text is not None:
            held = self._area.text.isAncestorOf(self._area.window().focusWidget() or self._area)
            self._area.text.hide()
            self._fill()
            if held:
                self._view.setFocus()

    def _show(self) -> None:
        new = self._area.text is None
        side = self._area.show_text(_number(self._settings.value("text/width", 0)))
        if new:
            self._make(side.pane)
            side.close_requested.connect(self._on_close_requested)
        self._fill()

    @Slot(bool)
    def _on_triggered(self, on: bool) -> None:
        """Somebody asked for it: the focus goes along."""
        if on and self.pane is not None:
            self.pane.setFocus()

    def _make(self, pane: TextPane) -> None:
        from annotator.ui.viewer.text.text_filling import TextFilling  # noqa: PLC0415 - not at the start
        from annotator.ui.viewer.text.text_follow import TextFollow  # noqa: PLC0415

        view = self._view
        view.beside = pane
        pane.set_colours(self._colours)
        pane.set_size(_number(self._settings.value("text/size", pane.size_)))
        pane.tints, pane.quote = self._tints, view.selection.quote
        self.filling = TextFilling(pane, self._label)
        self.follow = TextFollow(view, pane, self.filling)
        pane.size_changed.connect(self._on_size_changed)
        pane.key_forwarded.connect(view.key_forwarded)
        pane.let_go_requested.connect(self._on_let_go)
        pane.clicked.connect(self._on_clicked)
        for signal in (view.marks.changed, view.marks.lit_changed, view.finder.changed):
            signal.connect(pane.viewport().update)

    @Slot()
    def _on_close_requested(self) -> None:
        self._toggle.setChecked(False)

    @Slot(int, int)
    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        self._settings.setValue("text/width", self._area.text_width())

    @Slot(int)
    def _on_size_changed(self, points: int) -> None:
        self._settings.setValue("text/size", points)

    # -- what it shows -------------------------------------------------------------------------

    def _fill(self) -> None:
        """Show the draft that is shown; nothing while the text is hidden."""
        view, filling = self._view, self.filling
        if filling is None:
            return
        pages = view.layout_.pages if self.pane is not None else 0
        self._shown = (view.draft, pages)
        filling.show(view.texts, pages, page=view.page or 1)
        self._follow_now()

    def _follow_now(self) -> None:
        if self.follow is not None:
            self.follow.follow_pages()
            self.follow.follow_selection()

    @Slot()
    def _on_laid_out(self) -> None:
        if self.pane is not None and self._shown != (self._view.draft, self._view.layout_.pages):
            self._fill()

    @Slot(dict)
    def _on_opened(self, _body: dict[str, object]) -> None:
        self._on_texts_came()  # the printed page numbers have come

    @Slot()
    def _on_texts_came(self) -> None:
        if self.pane is not None and self.filling is not None:
            self.filling.texts_changed()

    def _label(self, page: int) -> str:
        return page_name(self._view.labels, page)

    # -- passages and hits ---------------------------------------------------------------------

    def _tints(self, block: QTextBlock) -> list[Tint]:
        if self.filling is None:
            return []
        from annotator.ui.viewer.text.text_tints import Tint  # noqa: PLC0415 - it is there already

        page, paragraph = self.filling.paragraph_of(block)
        if paragraph is None:
            return []
        view, found = self._view, []
        lit = view.marks.lit()
        for mark in view.marks.by_page.get(page, ()):
            colours = tuple(label.colour for label in mark.labels)
            is_lit = mark.passage in lit
            fill = mark.fill if mark.own or is_lit else ""
            for start, end in _within(paragraph, page, self._segments(mark.passage)):
                found.append(Tint(start, end, fill, colours, lit=is_lit))
        for hit in view.finder.on(page):
            number = 2 if hit == view.finder.current else 1
            for start, end in _within(paragraph, page, view.finder.segments(hit)):
                found.append(Tint(start, end, hit=number))
        return found

    def _segments(self, uid: str) -> tuple[Segment, ...]:
        passage = self._bench.passage(uid)
        return passage.anchor.segments if passage is not None else ()

    @Slot(str)
    def _on_chosen(self, uid: str) -> None:
        """A passage chosen anywhere is brought into sight here, too."""
        parts = self._segments(uid)
        if parts and self.follow is not None:
            self.follow.reveal(Caret(parts[0].page, parts[0].start))

    # -- what the reader does there ------------------------------------------------------------

    @Slot()
    def _on_let_go(self) -> None:
        self._view.let_go()
        self._view.passage_chosen.emit("")

    @Slot(int)
    def _on_clicked(self, position: int) -> None:
        """Choose the passage clicked, of several the shortest; beside all of them none."""
        caret = self.follow.places.caret(position) if self.follow is not None else None
        if caret is None:
            return
        found = [
            (not mark.labels, sum(part.end - part.start for part in parts), mark.passage)
            for mark in self._view.marks.by_page.get(caret.page, ())
            if _holds(parts := self._segments(mark.passage), caret.page, caret.at)
        ]
        self._view.passage_chosen.emit(min(found)[-1] if found else "")


def _within(
    paragraph: Paragraph, page: int, segments: Iterable[Segment]
) -> Iterator[tuple[int, int]]:
    """The parts of segments that stand in a paragraph, as Qt counts places in its block."""
    first, last = paragraph.span
    for segment in segments:
        low, high = max(segment.start, first), min(segment.end, last)
        if segment.page == page and low < high:
            start, end = paragraph.shown(low), paragraph.shown(high - 1) + 1
            if start < end:
                yield paragraph.in_utf16(start), paragraph.in_utf16(end)


def _holds(segments: Iterable[Segment], page: int, at: int) -> bool:
    return any(part.page == page and part.start <= at < part.end for part in segments)


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() else 0
