# SPDX-License-Identifier: AGPL-3.0-or-later
"""Infers an article whose heading is not in the text, from numbers alone. Says that it did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.domain.structure.ladder_values import Break, Forced, Node, Walk
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.numerals import Number

_CONFIDENCE: Final = 0.3
_ROWS: Final = 3
_FEW: Final = 6


def lost_headings(looks: Looks, walk: Walk) -> dict[int, list[Forced]]:
    """Boundaries, by row, of articles without a heading.

    Where the paragraphs of an article begin to count anew, and the next article leaves numbers out,
    what stands before that next article is the one before it: a heading was lost, with a page or in
    the text layer.
    """
    found: dict[int, list[Forced]] = {}
    first: dict[int, Break] = {}
    for one in walk.breaks:
        first.setdefault(one.node, one)
    following = _following(walk.nodes)
    for index, one in first.items():
        node = walk.nodes[index]
        after = following.get(index)
        if after is None or not _sure(looks, node, after):
            continue
        value = after.rank.value - 1
        row = _with_title(looks, one, node)
        title = " ".join(looks.texts[at].strip() for at in range(row, one.row))
        at = len(looks.lines[row].text) - len(looks.lines[row].text.lstrip())
        rank = Number(value)
        said = ("inferred",)
        label = _label(node, value)
        boundary = Forced(row, at, node.kind, str(value), rank, label, title, "", _CONFIDENCE, said)
        found[row] = [boundary]
        if one.before > 1:
            number = Number(one.before - 1)
            paragraph = Forced(
                row,
                at,
                "paragraph",
                str(number.value),
                number,
                f"[{number.value}]",
                "",
                "",
                _CONFIDENCE,
                said,
            )
            found[row].append(paragraph)
    return found


def _label(node: Node, value: int) -> str:
    """The label of the article before with another number, in brackets: it is not printed."""
    printed = node.label.replace(str(node.rank.value), str(value))
    return f"[{printed}]" if printed != node.label else f"[{value}]"


def _sure(looks: Looks, node: Node, after: Node) -> bool:
    """Whether two headings are, and a few numbers are left out between them."""
    seen = all("look" in one.reason or not looks.known for one in (node, after))
    return seen and 1 < after.rank.value - node.rank.value <= _FEW and node.rank.value > 0


def _following(nodes: list[Node]) -> Mapping[int, Node]:
    """The next node of the same kind behind each."""
    found: dict[int, Node] = {}
    last: dict[str, int] = {}
    for at, node in enumerate(nodes):
        if node.kind in last:
            found[last[node.kind]] = node
        last[node.kind] = at
    return found


def _with_title(looks: Looks, one: Break, node: Node) -> int:
    """The first row of the lost article: that of its title, where one stands above."""
    row = one.row
    while (
        one.before == 0 and one.row - row < _ROWS and row - 1 > node.row and looks.styled(row - 1)
    ):
        row -= 1
    return row
