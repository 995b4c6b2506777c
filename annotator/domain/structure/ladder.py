# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walks the rows in order of reading and keeps chapter, article, paragraph, subparagraph and item."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import GROUPS, NOT_BEHIND, OUTER
from annotator.domain.structure.ladder_values import Forced, Node, Walk
from annotator.domain.structure.levels import Level, fit
from annotator.domain.structure.list_marks import Mark, inner_marks, read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.numerals import Number

_INSIDE: Final = 0.7
"""What a mark within a row is worth, of one at its start."""
_REACH: Final = 400
_BEHIND: Final = re.compile(r"\s*(?:[,)/]|[^\W\d_]+)")


class Ladder:
    """The state of the walk: open groups, the open unit, open lists."""

    def __init__(
        self,
        looks: Looks,
        openings: Mapping[int, Opening],
        *,
        order: Mapping[str, int],
        whole: bool = False,
        skipped: frozenset[int] = frozenset(),
    ) -> None:
        """Args:
        looks: the rows.
        openings: headings by row.
        order: depth of each kind of group, the outermost first.
        whole: whether numbered paragraphs count through the whole draft, over its headings.
        skipped: rows that open nothing: contents lists.
        """
        self._looks = looks
        self._openings = openings
        self._order = order
        self._whole = whole
        self._skipped = skipped
        self._walk = Walk()
        self._groups: list[int] = []
        self._unit = -1
        self._levels: list[Level] = []
        self._removed: Set[tuple[int, int]] = frozenset()
        self._marks = self._read_marks()

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
            node.parent = self._groups[-1] if self._groups else -1
            self._add(node)
            self._unit = len(self._walk.nodes) - 1
        keep = self._whole and node.kind in GROUPS
        self._levels = self._levels[:1] if keep else []

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

    # -- marks

    def _read_marks(self) -> dict[int, Mark]:
        """The first mark of each row that has one, and for each shape the rows that begin so."""
        found = {}
        self._shapes: dict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(self._looks.texts):
            if row not in self._skipped and (mark := read_mark(text)):
                found[row] = mark
                self._shapes[mark.shape].append(row)
        self._at: dict[str, int] = defaultdict(int)
        return found

    def _following(self, row: int, shape: str) -> Sequence[tuple[str, Number]]:
        """The readings of the next mark of a shape at the start of a row of the same article."""
        rows = self._shapes[shape]
        at = self._at[shape]
        while at < len(rows) and rows[at] <= row:
            at += 1
        self._at[shape] = at
        if at >= len(rows) or rows[at] > row + _REACH:
            return ()
        between = range(row + 1, min(rows[at] + 1, row + _REACH))
        if any(one in self._openings and self._openings[one].heading.kind not in GROUPS for one in between):
            return ()
        return self._marks[rows[at]].readings

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
        mark = self._marks.get(row) if fresh else read_mark(text, _behind_label(text, start))
        at = start
        while mark is not None and mark.at < stop:
            gone = (row, self._place(row, mark.at)) in self._removed
            if gone or not self._holds(row, mark, first=fresh) or not self._open_mark(row, mark, first=fresh):
                break
            at, fresh = mark.end, False
            mark = read_mark(text, at)
        for inner in inner_marks(text, at):
            if inner.at < stop and (row, self._place(row, inner.at)) not in self._removed and self._inner_holds(row, inner):
                self._open_mark(row, inner, first=False, inside=True)

    def _holds(self, row: int, mark: Mark, *, first: bool) -> bool:
        """Whether a mark is more than the end of a sentence that refers to one."""
        looks = self._looks
        behind = looks.texts[row][mark.end :].lstrip()
        word = _BEHIND.match(behind)
        refers = word is not None and (behind[:1] in ",)/" or word[0].strip() in NOT_BEHIND)
        if not first:
            return not refers
        if row == 0 or looks.gap(row):
            return True
        if looks.refers(row - 1) and not looks.styled(row - 1) and not looks.pauses(row - 1):
            return False
        if refers and not looks.ends(row - 1):
            return False
        return not looks.runs_on(row) or looks.pauses(row - 1)

    def _inner_holds(self, row: int, mark: Mark) -> bool:
        """Whether a mark within a row may open something: a capital or nothing behind it."""
        behind = self._looks.texts[row][mark.end :].lstrip()
        if mark.shape in ("several", "-", " ") and not ("\u3400" <= behind[:1] <= "\u9fff"):
            return False
        if any(alphabet in ("LETTER", "ROMAN") for alphabet, _number in mark.readings):
            return False
        small = behind[:1].islower() and mark.shape != "()"
        return not small and behind[:1] not in tuple(",;)") and not re.match(r"(?:and|or|to|of)\b", behind)

    def _open_mark(self, row: int, mark: Mark, *, first: bool, inside: bool = False) -> bool:
        left = 0.0
        line = self._looks.lines[row]
        if first and line.right > line.left:
            left = line.page_width - line.right if line.rtl else line.left
        found = fit(self._levels, mark, left, lambda: self._following(row, mark.shape))
        if found is None or (inside and not self._inside_fits(row, mark, found.confidence, found.alphabet)):
            return False
        if not self._levels[: found.depth] and self._unit < 0 and not self._groups and found.alphabet not in ("digit", "chinese"):
            return False
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

    def _inside_fits(self, row: int, mark: Mark, confidence: float, alphabet: str) -> bool:
        """Within a row only what goes on exactly, and only where no row begins with that number."""
        if confidence < 0.8:  # noqa: PLR2004 - neither a gap nor a list begun anew
            return False
        number = next(number for name, number in mark.readings if name == alphabet)
        for name, following in self._following(row, mark.shape):
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
        if above == "paragraph" or (above == "subparagraph" and alphabet == "digit" and mark.shape != "."):
            return "subparagraph" if above == "paragraph" else "item"
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
            node = self._node(one.kind, one.number, one.rank, row, one.at, 1.0)
            node.label, node.title, node.reason, node.found = one.label, one.title, ("person",), one.found
            if one.kind in ("paragraph", "subparagraph", "item"):
                self._force_mark(node, one)
            else:
                self._hang(node)
            here = self._behind(row, one.at)
            mark = read_mark(text, here)
            behind = max(mark.end if mark else here, start)
            until = self._behind(row, forced[at + 1].at) if at + 1 < len(forced) else None
            if mark or behind > here:
                self._row_marks(row, max(behind, 1), until)

    def _behind(self, row: int, place: int) -> int:
        """The code point of a row's text for one of its source."""
        places = self._looks.clean[row].places
        return place if places is None else bisect_left(places, place)

    def _force_mark(self, node: Node, one: Forced) -> None:
        """Hang a paragraph a person set among the open lists, and let the list go on from it."""
        text = self._looks.texts[node.row]
        mark = read_mark(text, self._behind(node.row, one.at))
        wanted = {"paragraph": 0, "subparagraph": 1, "item": 2}[one.kind]
        depth = min(wanted, len(self._levels))
        for at, level in enumerate(self._levels):
            if mark is not None and level.shape == mark.shape and level.alphabet == mark.readings[0][0]:
                depth = at
        node.parent = self._levels[depth - 1].node if depth else self._host()
        self._add(node)
        alphabet = mark.readings[0][0] if mark else "digit"
        shape = mark.shape if mark else "."
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
        if not text[:at].strip(' [［(（*«“"'):
            at = len(text) - len(text.lstrip())
        return self._looks.clean[row].place(at)


def _behind_label(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .:–—-)]）":
        at += 1
    return at
