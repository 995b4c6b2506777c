# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walks the rows in order of reading and keeps chapter, article, paragraph, subparagraph and item."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import GROUPS, OUTER
from annotator.domain.structure.ladder_values import END, NEVER, Break, Forced, Node, Walk
from annotator.domain.structure.levels import Fit, Level, fit
from annotator.domain.structure.list_marks import Mark, inner_marks, read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.mark_rules import MarkRules
from annotator.domain.structure.numerals import Number

_INSIDE: Final = 0.7
"""What a mark within a row is worth, of one at its start."""


class Ladder:
    """The state of the walk: open groups, the open unit, open lists."""

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
        self._order = order
        self._whole = whole
        self._skipped = skipped
        self._loose = loose
        self._walk = Walk()
        self._groups: list[int] = []
        self._unit = -1
        self._levels: list[Level] = []
        self._doubt = NEVER
        self._seen: dict[str, int] = {}
        self._removed: Set[tuple[int, int]] = frozenset()
        walls = {at for at, one in openings.items() if one.heading.kind not in GROUPS}
        self._rules = MarkRules(looks, skipped=skipped, walls=walls)

    def walk(self, removed: Set[tuple[int, int]], forced: Mapping[int, Sequence[Forced]]) -> Walk:
        """Go through all rows once.

        Args:
            removed: (row, code point of its source) of boundaries that are none.
            forced: boundaries that are set, by row, in the row's order.
        """
        self._removed = removed
        covered = -1
        for row in range(len(self._looks)):
            self._piece(row, 0)
            set_here = forced.get(row, ())
            if row in self._skipped and not set_here:
                if {row - 1, row + 1} <= self._skipped:
                    self._leave(row)
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
        return self._walk

    def _leave(self, row: int) -> None:
        """A contents list belongs to nothing, from its first row on."""
        while row in self._skipped:
            row -= 1
        self._groups, self._unit, self._levels = [], -1, []
        pieces = self._walk.pieces
        while pieces and pieces[-1][0] > row:
            pieces.pop()
        for one in range(row + 1, row + 4):
            self._piece(one, 0, -1)

    # -- headings

    def open_heading(self, row: int, opening: Opening) -> None:
        """Open what a heading names."""
        heading = opening.heading
        at = self._place(row, heading.at)
        node = self._node(heading.kind, heading.number, heading.rank, row, at, opening.confidence)
        node.label, node.title, node.reason = heading.label, opening.title, opening.reason
        node.alphabet = heading.figures
        self._hang(node)

    def _hang(self, node: Node) -> None:
        """Close what ends with a heading, and hang it where it belongs."""
        if node.kind in OUTER or node.kind == "preamble":
            self._groups = []
        elif node.kind in GROUPS or node.kind in ("pp", "op"):
            self._close_groups(node)
        if node.kind in OUTER or node.kind in GROUPS or node.kind == "preamble":
            self._unit = -1
            node.parent = self._groups[-1] if self._groups else -1
            self._add(node)
            self._groups.append(len(self._walk.nodes) - 1)
        else:
            if node.kind != "recital":
                self._drop_preamble()
                self._begin_anew(node)
            node.parent = self._groups[-1] if self._groups else -1
            self._add(node)
            self._unit = len(self._walk.nodes) - 1
        keep = self._whole != "" and node.kind in GROUPS
        self._levels = self._levels[:1] if keep else []

    def _begin_anew(self, node: Node) -> None:
        """Articles that count from 1 again are another text, and in no group of the first one."""
        seen = self._seen.get(node.kind, 0)
        fresh = self._groups and len(self._walk.nodes) - 1 == self._groups[-1]
        if node.rank.value == 1 and seen > 2 and not node.rank.suffix and not fresh:  # noqa: PLR2004 - more than a slip
            self._groups = [at for at in self._groups if self._walk.nodes[at].kind in OUTER]
        self._seen[node.kind] = node.rank.value

    def _close_groups(self, node: Node) -> None:
        nodes = self._walk.nodes
        self._drop_preamble()
        if node.kind in ("pp", "op"):
            self._groups = []
            return
        depth = self._depth_of(node.kind, node.alphabet)
        while self._groups:
            last = nodes[self._groups[-1]]
            if last.kind in OUTER or self._depth_of(last.kind, last.alphabet) < depth:
                break
            self._groups.pop()

    def _drop_preamble(self) -> None:
        if self._groups and self._walk.nodes[self._groups[-1]].kind == "preamble":
            self._groups.pop()

    def _depth_of(self, kind: str, alphabet: str) -> int:
        return self._order.get(f"{kind} {alphabet}".strip(), self._order.get(kind, 0))

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
            expected = fresh and self._next_of_first(mark)
            if gone or not self._rules.holds(row, mark, first=fresh, expected=expected):
                break
            if not self._open_mark(row, mark, first=fresh):
                break
            at, fresh = mark.end, False
            mark = read_mark(text, at)
        for inner in inner_marks(text, at) if self._rules.flowing else ():
            if inner.at < stop and (row, self._place(row, inner.at)) not in self._removed and self._rules.within(row, inner):
                self._open_mark(row, inner, first=False, inside=True)

    def _before_paragraphs(self) -> bool:
        """Whether no article is open: the draft's own paragraphs may begin."""
        spoken = self._unit >= 0 and self._walk.nodes[self._unit].kind in ("pp", "recital")
        return self._unit < 0 or (self._whole != "" and spoken)

    def _next_of_first(self, mark: Mark) -> bool:
        """Whether a mark goes on exactly with the outermost open list, or begins that of the draft."""
        alphabet, number = mark.readings[0]
        if not self._levels:
            return self._before_paragraphs() and number.value == 1
        first = self._levels[0]
        return (first.shape, first.alphabet, first.last.value + 1) == (mark.shape, alphabet, number.value)

    def _open_mark(self, row: int, mark: Mark, *, first: bool, inside: bool = False) -> bool:
        left = self._rules.left(row) if first else 0.0
        found = fit(self._levels, mark, left, lambda: self._rules.coming(row, mark.shape))
        if first:
            self._note_doubt(row, mark, found)
        if found is None or (inside and not self._inside_fits(row, mark, found.confidence, found.alphabet)):
            return False
        lone = not found.depth and self._unit < 0 and not self._groups
        if lone and (found.alphabet not in ("digit", "chinese") or not self._loose):
            return False
        if not found.depth and self._whole and self._before_paragraphs() and found.alphabet == "digit":
            self._drop_preamble()
            self._unit = -1
        parent = self._levels[found.depth - 1].node if found.depth else self._host()
        kind = self._kind(parent, mark, found.alphabet)
        sure = found.confidence * (_INSIDE if inside else 1.0)
        node = self._node(kind, mark.number.rpartition(".")[2], found.number, row, self._place(row, mark.at), sure)
        node.parent, node.alphabet = parent, found.alphabet
        node.label = self._looks.texts[row][mark.at : mark.end].strip()
        node.reason = ("mark", "within") if inside else ("mark",)
        self._add(node)
        prefix = mark.number.rpartition(".")[0]
        level = Level(mark.shape, found.alphabet, found.number, prefix, len(self._walk.nodes) - 1, left)
        self._levels = [*self._levels[: found.depth], level]
        return True

    def _note_doubt(self, row: int, mark: Mark, found: Fit | None) -> None:
        """Keep where the numbers of an article's paragraphs begin anew: its end may not be seen."""
        top = self._levels[0] if self._levels and self._unit >= 0 else None
        if top is None or (mark.shape, mark.readings[0][0]) != (top.shape, top.alphabet):
            late = found is not None and found.opens and found.number.value > 1
            self._doubt = min(self._doubt, row) if late else self._doubt
            return
        number = mark.readings[0][1]
        if number.rank <= top.last.rank and (found is None or found.depth == 0):
            late = self._walk.nodes[top.node].row < self._doubt < row
            self._walk.breaks.append(Break(self._unit, self._doubt if late else row, number.value if late else 0))
        self._doubt = NEVER

    def _inside_fits(self, row: int, mark: Mark, confidence: float, alphabet: str) -> bool:
        """Within a row only what goes on exactly, and only where no row begins with that number."""
        number = next(number for name, number in mark.readings if name == alphabet)
        top = self._levels[0].last.value if self._levels else 0
        skipped = mark.shape == "." and alphabet == "digit" and number.value == top + 2
        if confidence < 0.8 and not skipped:  # noqa: PLR2004 - neither a gap nor a list begun anew
            return False
        for name, following in self._rules.following(row, mark.shape).readings:
            if name == alphabet and following.rank == number.rank:
                return False
        return True

    def _host(self) -> int:
        """What a paragraph of the first level belongs to."""
        if self._unit >= 0:
            return self._unit
        return self._groups[-1] if self._groups else -1

    def _kind(self, parent: int, mark: Mark, alphabet: str) -> str:
        above = self._walk.nodes[parent].kind if parent >= 0 else ""
        if above == "preamble":
            return "recital"
        if self._whole and (parent < 0 or above in GROUPS) and alphabet == "digit":
            return self._whole
        if above in ("paragraph", "op") or (above == "subparagraph" and alphabet == "digit" and mark.shape != "."):
            return "subparagraph" if above != "subparagraph" else "item"
        if above in ("subparagraph", "item"):
            return "item"
        if above == "recital":
            return "subparagraph"
        numbered = alphabet in ("digit", "several") or mark.shape in ("、", " ")
        return "paragraph" if numbered or parent < 0 else "subparagraph"

    # -- what a person has set

    def _set_row(self, row: int, forced: Sequence[Forced], start: int) -> None:
        """Open what is set in a row; between and behind, what is found is opened as ever."""
        text = self._looks.texts[row]
        first = self._behind(row, forced[0].at)
        if text[:first].strip() and start == 0:
            self._row_marks(row, 0, first)
        for at, one in enumerate(forced):
            node = self._node(one.kind, one.number, one.rank, row, one.at, one.confidence)
            node.label, node.title, node.reason, node.found = one.label, one.title, one.reason, one.found
            if one.kind == END:
                self._end(row, one.at)
            elif one.kind in ("paragraph", "subparagraph", "item"):
                self._force_mark(node, one)
            else:
                self._hang(node)
            here = self._behind(row, one.at)
            mark = read_mark(text, here)
            until = self._behind(row, forced[at + 1].at) if at + 1 < len(forced) else None
            if mark and self._names(one, mark):
                self._row_marks(row, mark.end, until)
            elif start > here or not text[:here].strip():
                self._row_marks(row, start, until)

    def _end(self, row: int, at: int) -> None:
        """Give back to the group what follows."""
        self._unit, self._levels = -1, []
        self._piece(row, at, self._groups[-1] if self._groups else -1)

    @staticmethod
    def _names(one: Forced, mark: Mark) -> bool:
        """Whether the mark at a boundary is that of the provision set there."""
        return mark.number.rpartition(".")[2] == one.number or bool(one.found)

    def _behind(self, row: int, place: int) -> int:
        """The code point of a row's text for one of its source."""
        places = self._looks.clean[row].places
        return place if places is None else bisect_left(places, place)

    def _force_mark(self, node: Node, one: Forced) -> None:
        """Hang a paragraph a person set among the open lists, and let the list go on from it."""
        text = self._looks.texts[node.row]
        mark = read_mark(text, self._behind(node.row, one.at))
        mark = mark if mark and self._names(one, mark) else None
        wanted = {"paragraph": 0, "subparagraph": 1, "item": 2}[one.kind]
        depth = min(wanted, len(self._levels))
        for at, level in enumerate(self._levels):
            if mark is not None and level.shape == mark.shape and level.alphabet == mark.readings[0][0]:
                depth = at
        node.parent = self._levels[depth - 1].node if depth else self._host()
        self._add(node)
        usual = {"paragraph": (".", "digit"), "subparagraph": ("()", "letter"), "item": ("()", "roman")}
        shape, alphabet = (mark.shape, mark.readings[0][0]) if mark else usual[one.kind]
        level = Level(shape, alphabet, one.rank, "", len(self._walk.nodes) - 1, 0.0)
        self._levels = [*self._levels[:depth], level]

    # -- helpers

    def _node(self, kind: str, number: str, rank: Number, row: int, at: int, sure: float) -> Node:
        return Node(-1, kind, number, rank, "", "", row, at, round(sure, 2), ())

    def _add(self, node: Node) -> None:
        self._walk.nodes.append(node)
        self._piece(node.row, node.at, len(self._walk.nodes) - 1)

    def _piece(self, row: int, at: int, node: int | None = None) -> None:
        pieces = self._walk.pieces
        if node is None:
            node = pieces[-1][2] if pieces else -1
        while pieces and pieces[-1][0] == row and pieces[-1][1] >= at:
            pieces.pop()
        if not pieces or pieces[-1][0] != row:
            at = 0
        pieces.append((row, at, node))

    def _place(self, row: int, at: int) -> int:
        """Where in the row's source something begins; the row's own start, brackets included, where
        nothing but brackets stands before it.
        """
        text = self._looks.texts[row]
        if not text[:at].strip(" [［(（*«“\""):
            at = len(text) - len(text.lstrip())
        return self._looks.clean[row].place(at)


def _behind_label(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .:–—-)]）":
        at += 1
    return at
