# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lays one round of the sample out on pages: what stands where, footnotes at the foot.

Draws nothing. All lengths are page points, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from sample_lines import Line, Measure, Piece, Typesetter, Word, placed
from sample_markup import Article, Chapter, Paragraph, Round

WIDTH: Final = 595.3
HEIGHT: Final = 841.9
LEFT: Final = 112.0
RIGHT: Final = 484.0
TOP: Final = 104.0
BOTTOM: Final = 743.0
SIZE: Final = 11.0
LEADING: Final = 14.4
NOTE_SIZE: Final = 8.8
NOTE_LEADING: Final = 10.8
NOTE_RULE: Final = 14.0
_TAB: Final = 27.0
_BETWEEN: Final = 7.0
_WHOLE: Final = 3
"""A paragraph of so many lines is not parted by a page end."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline: its level from 1, and its words."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its height and the space above it, which falls away at the top of a page."""

    line: Line
    height: float
    before: float = 0.0
    bookmark: Bookmark | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading; `kept` says that what follows stands on the same page."""

    rows: tuple[Row, ...]
    kept: bool = False


@dataclass(slots=True)
class Page:
    """One page: rows with their baselines, and the lines of its footnotes."""

    rows: list[tuple[float, Row]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    @property
    def note_height(self) -> float:
        """What the footnotes take away from the page, their rule included."""
        return len(self.notes) * NOTE_LEADING + NOTE_RULE if self.notes else 0.0


class Layout:
    """Makes the pages of one round, the first one excepted."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self._notes: dict[int, str] = {}

    def pages(self, draft: Round) -> list[Page]:
        """All pages after the first."""
        blocks = [*self._article(draft.preamble)]
        for chapter in draft.chapters:
            blocks += self._chapter(chapter)
        blocks += self._article(draft.annex)
        pages, at = [Page()], TOP
        for unit in _units(blocks):
            notes = [line for row in unit for n in row.line.notes for line in self._note(n)]
            needed = sum(row.before + row.height for row in unit)
            room = len(notes) * NOTE_LEADING + (NOTE_RULE if notes else 0) + pages[-1].note_height
            starts_page = unit[0].bookmark is not None and unit[0].bookmark.title.startswith(
                "Annex"
            )
            if pages[-1].rows and (starts_page or at + needed + room > BOTTOM):
                pages.append(Page())
                at = TOP
            page = pages[-1]
            for row in unit:
                at += row.height + (row.before if page.rows else 0.0)
                page.rows.append((at, row))
            page.notes += notes
        return pages

    # -- blocks ----------------------------------------------------------------------------------

    def _chapter(self, chapter: Chapter) -> Iterator[Block]:
        name = f"Chapter {chapter.numeral}"
        yield self._heading(
            (name, chapter.title), 14.0, before=26.0, mark=Bookmark(1, f"{name}. {chapter.title}")
        )
        for article in chapter.articles:
            yield from self._article(article)

    def _article(self, article: Article) -> Iterator[Block]:
        title = article.title
        if article.number:
            name = f"Article {article.number}"
            mark = Bookmark(2, f"{name}. {title}")
            yield self._heading((name, title), SIZE, before=17.0, mark=mark)
        elif article.key == "annex":
            mark = Bookmark(1, f"Annex. {title}")
            yield self._heading(("Annex", title), 14.0, before=26.0, mark=mark)
        else:
            yield self._heading((title,), 14.0, before=26.0, mark=Bookmark(1, title))
        for paragraph in article.paragraphs:
            yield self._paragraph(
                paragraph, indented=bool(article.number) or article.key == "annex"
            )

    def _heading(
        self, texts: Iterable[str], size: float, *, before: float, mark: Bookmark
    ) -> Block:
        measure = Measure(LEFT, LEFT + 20, RIGHT - 20)
        measure = replace(measure, first=measure.left)
        rows = [
            Row(line, size * 1.3)
            for text in texts
            for line in self._setter.centred(text, size, measure, font="bold")
        ]
        rows[0] = replace(rows[0], before=before, bookmark=mark)
        return Block(tuple(rows), kept=True)

    def _paragraph(self, paragraph: Paragraph, *, indented: bool) -> Block:
        self._notes.update(paragraph.notes)
        text = paragraph.text
        if text.startswith("Option ") and not paragraph.label:
            text = f"_{text}_"
        if paragraph.bracketed:
            text = f"{text}]" if paragraph.label else f"[{text}]"
        label = f"[{paragraph.label}" if paragraph.bracketed else paragraph.label
        if not paragraph.label:
            first = LEFT + (_TAB if indented else 0.0)
            lines = self._setter.justified(
                self._setter.words(text, SIZE), SIZE, Measure(first, LEFT, RIGHT)
            )
        else:
            lines = self._labelled(paragraph.level, label if paragraph.label else "", text)
        rows = [Row(line, LEADING, 0.0 if n else _BETWEEN) for n, line in enumerate(lines)]
        return Block(
            tuple(rows), kept=(indented and text.endswith(":")) or text.startswith("_Option")
        )

    def _labelled(self, level: int, label: str, text: str) -> list[Line]:
        """Lines of a numbered paragraph, which wraps to the margin, or of an item, which hangs."""
        start = LEFT + level * _TAB
        hang = LEFT if level == 0 else start + _TAB
        measure = Measure(start + _TAB, hang, RIGHT)
        lines = self._setter.justified(self._setter.words(text, SIZE), SIZE, measure)
        first = replace(lines[0], words=((start, self._label(label)), *lines[0].words))
        return [first, *lines[1:]]

    def _label(self, label: str) -> Word:
        """The number of a paragraph, with the spaces up to its words: one line when copied."""
        space = self._setter.width(" ", SIZE)
        width = self._setter.width(label, SIZE)
        text = label + " " * max(0, int((_TAB - width) / space) - 1)
        return Word((Piece(text, "roman", SIZE),), _TAB)

    def _note(self, number: int) -> list[Line]:
        words = self._setter.words(f"^{number}^", NOTE_SIZE)
        mark = replace(words[0], notes=())
        measure = Measure(LEFT + 10, LEFT, RIGHT)
        lines = self._setter.justified(
            self._setter.words(self._notes[number], NOTE_SIZE), NOTE_SIZE, measure
        )
        first = placed([mark], LEFT, 0).words + lines[0].words
        return [Line(first), *lines[1:]]


def _units(blocks: Iterable[Block]) -> Iterator[tuple[Row, ...]]:
    """What no page end parts: headings with what follows, two lines at each end of a paragraph."""
    held: tuple[Row, ...] = ()
    for block in blocks:
        rows = block.rows
        if block.kept and len(rows) <= _WHOLE:
            held += rows
            continue
        parts = [rows[:2], *((row,) for row in rows[2:-2]), rows[-2:]]
        if len(rows) <= _WHOLE:
            parts = [rows]
        if block.kept:
            last = parts.pop()
            for part in parts:
                yield held + part
                held = ()
            held = last
            continue
        yield held + parts[0]
        held = ()
        yield from parts[1:]
    if held:
        yield held
