# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the tree of provisions from what the ladder found: ranges, paths, remarks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.domain.anchor import Segment
from annotator.domain.structure.corrections import Correction
from annotator.domain.structure.doubts import remarks
from annotator.domain.structure.found_structure import Provision, Structure, pieces_by_page
from annotator.domain.structure.ladder_values import Node, Walk
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.provision_paths import name_paths
from annotator.domain.structure.units import DraftUnit


def build(
    looks: Looks,
    walk: Walk,
    *,
    unit: DraftUnit,
    contents: Collection[int] = (),
    lost: Sequence[Correction] = (),
) -> Structure:
    """The tree.

    Args:
        looks: the rows.
        walk: what the ladder found in them.
        unit: what the draft is made of.
        contents: rows of contents lists.
        lost: corrections that could not be followed.
    """
    nodes = walk.nodes
    paths = name_paths(nodes, unit.kind)
    runs = _runs(looks, walk)
    starts = [(looks.lines[node.row].page, looks.lines[node.row].start + node.at) for node in nodes]
    ends = _ends(nodes, runs, starts)
    provisions = tuple(
        _provision(looks, node, path, end)
        for node, path, end in zip(nodes, paths, ends, strict=True)
    )
    marks = (
        (looks.lines[row].page, looks.lines[row].start + at, node) for row, at, node in walk.pieces
    )
    return Structure(
        provisions,
        unit.kind,
        unit.reason,
        remarks(looks, nodes, provisions, unit=unit, contents=contents, lost=lost),
        pieces_by_page(marks),
        runs,
    )


def _provision(looks: Looks, node: Node, path: str, end: tuple[int, int]) -> Provision:
    line = looks.lines[node.row]
    title = " ".join(node.title.split())
    label = " ".join((node.label or node.number or line.text.strip()[:40]).split())
    return Provision(
        path,
        label,
        node.kind,
        node.number,
        title,
        node.parent,
        line.page,
        line.start + node.at,
        *end,
        node.confidence,
        node.reason,
        node.found if node.found != label else "",
    )


def _runs(looks: Looks, walk: Walk) -> list[tuple[Segment, ...]]:
    """For each node the runs of text that are its own, neighbours on a page joined."""
    found: list[list[Segment]] = [[] for _node in walk.nodes]
    for at, (row, start, node) in enumerate(walk.pieces):
        if node < 0:
            continue
        line = looks.lines[row]
        following = walk.pieces[at + 1] if at + 1 < len(walk.pieces) else None
        stop = following[1] if following and following[0] == row else len(line.text)
        text = line.text[start:stop]
        first = line.start + start + len(text) - len(text.lstrip())
        last = line.start + start + len(text.rstrip())
        if first >= last:
            first = last = line.start + start
        runs = found[node]
        if runs and runs[-1].page == line.page and 0 <= first - runs[-1].end <= 1:
            runs[-1] = Segment(line.page, runs[-1].start, max(last, runs[-1].end))
        else:
            runs.append(Segment(line.page, first, last))
    return [tuple(run for run in runs if run.end > run.start) for runs in found]


def _ends(
    nodes: Sequence[Node],
    runs: Sequence[Sequence[Segment]],
    starts: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Page and code point behind the last word of each node, its parts included."""
    ends = [
        (own[-1].page, own[-1].end) if own else start
        for own, start in zip(runs, starts, strict=True)
    ]
    for at in range(len(nodes) - 1, -1, -1):
        parent = nodes[at].parent
        if parent >= 0:
            ends[parent] = max(ends[parent], ends[at])
    return ends
