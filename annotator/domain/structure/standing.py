# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is open while the rows are walked: groups, the unit, lists; and what was found so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from annotator.domain.structure.heading_words import GROUPS, OUTER
from annotator.domain.structure.ladder_values import Forced, Node, Walk
from annotator.domain.structure.levels import Level
from annotator.domain.structure.list_marks import Mark

_RANKS: Final = {"paragraph": 0, "subparagraph": 1, "item": 2}
_USUAL: Final = ((".", "digit"), ("()", "letter"), ("()", "roman"))
"""Shape and alphabet of the marks of each rank, where none is printed."""


class Standing:
    """Takes provisions one after another and hangs each where it belongs.

    Attributes:
        found: nodes and pieces so far.
        groups: indices of the open groups, the outermost first; a preamble or annex is one.
        unit: index of the open article or the like, -1 for none.
        levels: open lists, the outermost first.
    """

    def __init__(self, order: Mapping[str, int], whole: str) -> None:
        """Args:
        order: depth of each kind of group.
        whole: see `ladder.Ladder`.
        """
        self._order = order
        self._whole = whole
        self._seen: dict[str, int] = {}
        self.found = Walk()
        self.groups: list[int] = []
        self.unit = -1
        self.levels: list[Level] = []

    def hang(self, node: Node) -> None:
        """Close what ends with a heading, and hang it where it belongs."""
        if node.kind in OUTER or node.kind == "preamble":
            self.groups = []
        elif node.kind in GROUPS or node.kind in ("pp", "op"):
            self._close_groups(node)
        if node.kind in OUTER or node.kind in GROUPS or node.kind == "preamble":
            self.unit = -1
            node.parent = self.groups[-1] if self.groups else -1
            self.add(node)
            self.groups.append(len(self.found.nodes) - 1)
        else:
            if node.kind != "recital":
                self.drop_preamble()
                self._begin_anew(node)
            node.parent = self.groups[-1] if self.groups else -1
            self.add(node)
            self.unit = len(self.found.nodes) - 1
        keep = self._whole != "" and node.kind in GROUPS
        self.levels = [replace(level, node=-1) for level in self.levels[:1] if keep]

    def _begin_anew(self, node: Node) -> None:
        """Articles that count from 1 again are another text, and in no group of the first one."""
        seen = self._seen.get(node.kind, 0)
        fresh = self.groups and len(self.found.nodes) - 1 == self.groups[-1]
        if node.rank.value == 1 and seen > 2 and not node.rank.suffix and not fresh:  # noqa: PLR2004 - more than a slip
            self.groups = [at for at in self.groups if self.found.nodes[at].kind in OUTER]
        self._seen[node.kind] = node.rank.value

    def _close_groups(self, node: Node) -> None:
        nodes = self.found.nodes
        self.drop_preamble()
        if node.kind in ("pp", "op"):
            self.groups = []
            return
        depth = self._depth_of(node.kind, node.alphabet)
        while self.groups:
            last = nodes[self.groups[-1]]
            if last.kind in OUTER or self._depth_of(last.kind, last.alphabet) < depth:
                break
            self.groups.pop()

    def drop_preamble(self) -> None:
        """Close an open preamble: what comes is none of it."""
        if self.groups and self.found.nodes[self.groups[-1]].kind == "preamble":
            self.groups.pop()

    def _depth_of(self, kind: str, alphabet: str) -> int:
        return self._order.get(f"{kind} {alphabet}".strip(), self._order.get(kind, 0))

    def before_paragraphs(self) -> bool:
        """Whether no article is open: the draft's own paragraphs may begin."""
        spoken = self.unit >= 0 and self.found.nodes[self.unit].kind in ("pp", "recital")
        return self.unit < 0 or (self._whole != "" and spoken)

    def next_of_first(self, mark: Mark) -> bool:
        """Whether a mark goes on exactly with the outermost open list, or begins that of the draft."""
        alphabet, number = mark.readings[0]
        if not self.levels:
            return self.before_paragraphs() and number.value == 1
        first = self.levels[0]
        return (first.shape, first.alphabet, first.last.value + 1) == (
            mark.shape,
            alphabet,
            number.value,
        )

    def above(self, depth: int) -> int:
        """What an item of a list belongs to that has so many lists above it."""
        node = self.levels[depth - 1].node if depth else -1
        return node if node >= 0 else self.host()

    def host(self) -> int:
        """What a paragraph of the first level belongs to."""
        if self.unit >= 0:
            return self.unit
        return self.groups[-1] if self.groups else -1

    def kind(self, parent: int, mark: Mark, alphabet: str) -> str:
        """What a mark names, by what it lies in."""
        above = self.found.nodes[parent].kind if parent >= 0 else ""
        if above == "preamble":
            return "recital"
        if self._whole and (parent < 0 or above in GROUPS) and alphabet == "digit":
            return self._whole
        if above in ("paragraph", "op") or (
            above == "subparagraph" and alphabet == "digit" and mark.shape != "."
        ):
            return "subparagraph" if above != "subparagraph" else "item"
        if above in ("subparagraph", "item"):
            return "item"
        if above == "recital":
            return "subparagraph"
        numbered = alphabet in ("digit", "several") or mark.shape in ("、", " ")
        return "paragraph" if numbered or parent < 0 else "subparagraph"

    def end(self, row: int, at: int) -> None:
        """Give back to the group what follows."""
        self.unit, self.levels = -1, []
        self.piece(row, at, self.groups[-1] if self.groups else -1)

    def leave(self, row: int, rows: Collection[int]) -> None:
        """A contents list belongs to nothing, from its first row on."""
        while row in rows:
            row -= 1
        self.groups, self.unit, self.levels = [], -1, []
        pieces = self.found.pieces
        while pieces and pieces[-1][0] > row:
            pieces.pop()
        for one in range(row + 1, row + 4):
            self.piece(one, 0, -1)

    def hang_set(self, node: Node, one: Forced, mark: Mark | None) -> None:
        """Hang a paragraph that is set among the open lists, and let the list go on from it.

        Args:
            node: the paragraph.
            one: the boundary.
            mark: which stands there and is its own; None for none.
        """
        wanted = _RANKS.get(one.kind, 0)
        deeper = (at for at, level in enumerate(self.levels) if self._rank(level) >= wanted)
        depth = next(deeper, len(self.levels))
        for at, level in enumerate(self.levels):
            if mark and (level.shape, level.alphabet) == (mark.shape, mark.readings[0][0]):
                depth = at
        node.parent = self.above(depth)
        self.add(node)
        shape, alphabet = (mark.shape, mark.readings[0][0]) if mark else _USUAL[wanted]
        level = Level(shape, alphabet, one.rank, "", len(self.found.nodes) - 1, 0.0)
        self.levels = [*self.levels[:depth], level]

    def _rank(self, level: Level) -> int:
        kind = self.found.nodes[level.node].kind if level.node >= 0 else self._whole
        return _RANKS.get(kind, 0)

    def add(self, node: Node) -> None:
        """Keep a node; the text goes on as its own."""
        self.found.nodes.append(node)
        self.piece(node.row, node.at, len(self.found.nodes) - 1)

    def piece(self, row: int, at: int, node: int | None = None) -> None:
        """From here on the text is the own text of a node; None for the one before."""
        pieces = self.found.pieces
        if node is None:
            node = pieces[-1][2] if pieces else -1
        while pieces and pieces[-1][0] == row and pieces[-1][1] >= at:
            pieces.pop()
        if not pieces or pieces[-1][0] != row:
            at = 0
        pieces.append((row, at, node))
