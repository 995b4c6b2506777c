# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walks the rows in order of reading and keeps chapter, article, paragraph, subparagraph and item."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import GROUPS
from annotator.domain.structure.ladder_values import END, NEVER, Break, Forced, Node, Walk
from annotator.domain.structure.levels import Fit, Level, fit
from annotator.domain.structure.list_marks import Mark, inner_marks, read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.mark_rules import MarkRules
from annotator.domain.structure.standing import Standing

_INSIDE: Final = 0.7
"""What a mark within a row is worth, of one at its start."""
_LATE: Final = 0.5
"""The first paragraph of a draft that begins with another number than 1: an extract."""


class Ladder:
    """Reads row after row, and has `Standing` open what begins there."""

    def __init__(
        self,
        looks: Looks,
        openings: Mapping[int, Opening],
        *,
        order: Mapping[str, int],
        whole: str = "",
        skipped: frozenset[int] = frozenset(),
        loose: bool = True,
    ) -> None:
        """Args:
        looks: the rows.
        openings: headings by row.
        order: depth of each kind of group, the outermost first.
        whole: kind of the numbered paragraphs that count through the whole draft, over its headings:
            `paragraph` or `op`; "" where they belong to articles.
        skipped: rows that open nothing: contents lists.
        loose: whether numbered paragraphs may belong to nothing.
        """
        self._looks = looks
        self._openings = openings
        self._whole = whole
        self._skipped = skipped
        self._loose = loose
        self._stand = Standing(order, whole)
        self._doubt = NEVER
        self._removed: AbstractSet[tuple[int, int]] = frozenset()
        walls = {at for at, one in openings.items() if one.heading.kind not in GROUPS}
        self._rules = MarkRules(looks, skipped=skipped, walls=walls, headings=openings)

    def walk(
        self, removed: AbstractSet[tuple[int, int]], forced: Mapping[int, Sequence[Forced]]
    ) -> Walk:
        """Go through all rows once.

        Args:
            removed: (row, code point of its source) of boundaries that are none.
            forced: boundaries that are set, by row, in the row's order.
        """
        self._removed = removed
        covered = -1
        for row in range(len(self._looks)):
            self._stand.piece(row, 0)
            set_here = forced.get(row, ())
            if row in self._skipped and not set_here:
                if {row - 1, row + 1} <= self._skipped:
                    self._stand.leave(row, self._skipped)
                continue
            opening = self._openings.get(row)
            place = self._place(row, opening.heading.at) if opening else -1
            if opening and ((row, place) in removed or any(one.at == place for one in set_here)):
                covered = max(covered, row + opening.rows)
                start = opening.heading.at + len(opening.heading.label)
                opening = None
            else:
                start = 0
            if opening is not None:
                self.open_heading(row, opening)
                covered = row + opening.rows
                start = opening.heading.at + len(opening.heading.label)
            if set_here:
                self._set_row(row, set_here, start)
            elif opening is not None:
                if not opening.heading.title or not opening.title:
                    self._row_marks(row, start)
            elif row > covered:
                self._row_marks(row, start)
        return self._stand.found

    # -- headings

    def open_heading(self, row: int, opening: Opening) -> None:
        """Open what a heading names."""
        heading = opening.heading
        at = self._place(row, heading.at)
        node = Node(-1, heading.kind, heading.number, heading.rank, row, at, opening.confidence)
        node.label, node.title, node.reason = heading.label, opening.title, opening.reason
        node.alphabet = heading.figures
        self._stand.hang(node)

    def _row_marks(self, row: int, start: int, end: int | None = None) -> None:
        """Open what the marks at the start of a row name, then those within it.

        Args:
            row: which.
            start: code point of its text behind a heading or a mark; 0 for the row's start.
            end: code point to stop before, None for the row's end.
        """
        text = self._looks.texts[row]
        stop = len(text) if end is None else end
        fresh = start == 0
        mark = self._rules.first(row) if fresh else read_mark(text, _behind_label(text, start))
        at = start
        while mark is not None and mark.at < stop:
            gone = (row, self._place(row, mark.at)) in self._removed
            expected = fresh and self._stand.next_of_first(mark)
            if gone or not self._rules.holds(row, mark, first=fresh, expected=expected):
                break
            if not self._open_mark(row, mark, first=fresh):
                break
            at, fresh = mark.end, False
            mark = read_mark(text, at)
        for inner in inner_marks(text, at) if self._rules.flowing else ():
            self._inner(row, inner, stop)

    def _inner(self, row: int, mark: Mark | None, stop: int) -> None:
        """Open what a mark within a row names, and the marks right behind it: `3. (a)`."""
        while mark is not None and mark.at < stop and self._rules.within(row, mark):
            gone = (row, self._place(row, mark.at)) in self._removed
            if gone or not self._open_mark(row, mark, first=False, inside=True):
                return
            mark = read_mark(self._looks.texts[row], mark.end)

    def _open_mark(self, row: int, mark: Mark, *, first: bool, inside: bool = False) -> bool:
        left = self._rules.left(row) if first else 0.0
        found = fit(self._stand.levels, mark, left, lambda: self._rules.coming(row, mark.shape))
        if found is None and first and self._whole and not self._stand.levels and mark.shape == ".":
            alphabet, rank = mark.readings[0]
            found = Fit(0, alphabet, rank, _LATE, opens=True) if alphabet == "digit" else None
        if first:
            self._note_doubt(row, mark, found)
        if found is None or (
            inside and not self._inside_fits(row, mark, found.confidence, found.alphabet)
        ):
            return False
        lone = not found.depth and self._stand.unit < 0 and not self._stand.groups
        if lone and (found.alphabet not in ("digit", "chinese") or not self._loose):
            return False
        own = self._whole and not found.depth and found.alphabet == "digit"
        if own and self._stand.before_paragraphs():
            self._stand.drop_preamble()
            self._stand.unit = -1
        parent = self._stand.above(found.depth)
        kind = self._stand.kind(parent, mark, found.alphabet)
        sure = found.confidence * (_INSIDE if inside else 1.0)
        number = mark.number.rpartition(".")[2]
        at = self._place(row, mark.at)
        node = Node(parent, kind, number, found.number, row, at, round(sure, 2))
        node.alphabet = found.alphabet
        node.label = self._looks.texts[row][mark.at : mark.end].strip(" []")
        node.reason = ("mark", "within") if inside else ("mark",)
        self._stand.add(node)
        prefix = mark.number.rpartition(".")[0]
        level = Level(
            mark.shape, found.alphabet, found.number, prefix, len(self._stand.found.nodes) - 1, left
        )
        self._stand.levels = [*self._stand.levels[: found.depth], level]
        return True

    def _note_doubt(self, row: int, mark: Mark, found: Fit | None) -> None:
        """Keep where the numbers of an article's paragraphs begin anew: its end may not be seen."""
        top = self._stand.levels[0] if self._stand.levels and self._stand.unit >= 0 else None
        if top is None or (mark.shape, mark.readings[0][0]) != (top.shape, top.alphabet):
            late = found is not None and found.opens and found.number.value > 1
            self._doubt = min(self._doubt, row) if late else self._doubt
            return
        number = mark.readings[0][1]
        if number.rank <= top.last.rank and (found is None or found.depth == 0):
            late = self._stand.found.nodes[top.node].row < self._doubt < row
            self._stand.found.breaks.append(
                Break(self._stand.unit, self._doubt if late else row, number.value if late else 0)
            )
        self._doubt = NEVER

    def _inside_fits(self, row: int, mark: Mark, confidence: float, alphabet: str) -> bool:
        """Within a row only what goes on exactly, and only where no row begins with that number."""
        number = next(number for name, number in mark.readings if name == alphabet)
        top = self._stand.levels[0].last.value if self._stand.levels else 0
        skipped = mark.shape == "." and alphabet == "digit" and number.value == top + 2
        if confidence < 0.8 and not skipped:  # noqa: PLR2004 - neither a gap nor a list begun anew
            return False
        for name, following in self._rules.following(row, mark.shape).readings:
            if name == alphabet and following.rank == number.rank:
                return False
        return True

    # -- what is set

    def _set_row(self, row: int, forced: Sequence[Forced], start: int) -> None:
        """Open what is set in a row; between and behind, what is found is opened as ever."""
        text = self._looks.texts[row]
        first = self._behind(row, forced[0].at)
        if text[:first].strip() and start == 0:
            self._row_marks(row, 0, first)
        for at, one in enumerate(forced):
            node = Node(-1, one.kind, one.number, one.rank, row, one.at, one.confidence)
            node.label, node.title = one.label, one.title
            node.reason, node.found = one.reason, one.found
            here = self._behind(row, one.at)
            mark = read_mark(text, here)
            if one.kind == END:
                self._stand.end(row, one.at)
            elif one.kind in ("paragraph", "subparagraph", "item", self._whole):
                self._stand.hang_set(node, one, mark if mark and self._names(one, mark) else None)
            else:
                self._stand.hang(node)
            until = self._behind(row, forced[at + 1].at) if at + 1 < len(forced) else None
            if mark and self._names(one, mark):
                self._row_marks(row, mark.end, until)
            elif start > here or not text[:here].strip():
                self._row_marks(row, start, until)

    @staticmethod
    def _names(one: Forced, mark: Mark) -> bool:
        """Whether the mark at a boundary is that of the provision set there."""
        return mark.number.rpartition(".")[2] == one.number or bool(one.found)

    def _behind(self, row: int, place: int) -> int:
        """The code point of a row's text for one of its source."""
        places = self._looks.clean[row].places
        return place if places is None else bisect_left(places, place)

    # -- helpers

    def _place(self, row: int, at: int) -> int:
        """Where in the row's source something begins; the row's own start, brackets included, where
        nothing but brackets stands before it.
        """
        text = self._looks.texts[row]
        if not text[:at].strip(' [［(（*«“"'):
            at = len(text) - len(text.lstrip())
        return self._looks.clean[row].place(at)


def _behind_label(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .:–—-)]）":
        at += 1
    return at
