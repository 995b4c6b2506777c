# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gives each provision found its path, so that no two of a draft have the same.

A path names the article and what is below it: `Art 6(2)(a)`. Chapters do not show, because articles
count on over them, and so a path stays what it is when a chapter is put in. Sections and titles are
named within their chapter (`Chapter II, Section 1`), since they begin anew in each. What stands in
an annex bears the annex only where its numbers stand elsewhere, too. What still stands twice is told
apart by its place in the order of the text (`Art 6#2`): neither the page nor the title would do,
because both change when nothing of the provision has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from annotator.domain.structure.heading_words import GROUPS, OUTER, SHORT, UNITS
from annotator.domain.structure.ladder_values import Node

_SHARE = 0.5


def name_paths(nodes: Sequence[Node], unit: str) -> list[str]:
    """Paths for nodes, one each, in their order.

    Args:
        nodes: as the ladder found them, parents first.
        unit: of the draft; numbered paragraphs of a resolution are its operative ones.
    """
    outer = _outer(nodes)
    own = [_own(nodes, at, unit) for at in range(len(nodes))]
    prefixed = _needs_annex(nodes, own, outer)
    restarts = _restarts(nodes, own)
    paths: list[str] = []
    times: Counter[str] = Counter()
    taken: set[str] = set()
    for at in range(len(nodes)):
        base, group = _base(nodes, at, paths, own, restarts)
        if group and outer[at] in prefixed:
            base = f"{paths[outer[at]]}, {base}"
        times[base] += 1
        path = base if base not in taken else _again(base, times[base])
        while path in taken:
            times[base] += 1
            path = _again(base, times[base])
        taken.add(path)
        paths.append(path)
    return paths


def _again(path: str, times: int) -> str:
    """The same path for the second and later ones in the order of the text."""
    return f"{path[:-1]}#{times})" if path.endswith(")") else f"{path}#{times}"


def _outer(nodes: Sequence[Node]) -> list[int]:
    """For each node the annex or protocol it lies in, -1 for none."""
    found: list[int] = []
    for node in nodes:
        inside = found[node.parent] if node.parent >= 0 else -1
        if node.parent >= 0 and nodes[node.parent].kind in OUTER:
            inside = node.parent
        found.append(inside)
    return found


def _own(nodes: Sequence[Node], at: int, unit: str) -> str:
    """The name of a heading by itself; "" for what is below one."""
    node = nodes[at]
    if node.kind in ("pp", "op"):
        return f"{SHORT[node.kind]}{node.number}"
    if node.kind == "recital" and node.parent >= 0 and nodes[node.parent].kind == "preamble":
        return ""
    if node.kind == "paragraph" and (node.parent < 0 or nodes[node.parent].kind in GROUPS):
        if unit == "op":
            return f"OP{node.number}"
        return f"Para {node.number}" if node.parent < 0 or unit == "paragraph" else ""
    if node.kind in SHORT and node.kind in (*GROUPS, *OUTER, *UNITS, "preamble") and node.kind != "paragraph":
        return f"{SHORT[node.kind]} {node.number}".strip()
    return ""


def _base(
    nodes: Sequence[Node], at: int, paths: Sequence[str], own: Sequence[str], restarts: set[str]
) -> tuple[str, bool]:
    """The path of a node before anything is told apart, and whether an annex may stand before it."""
    node, name = nodes[at], own[at]
    parent = node.parent
    if not name:
        above = paths[parent] if parent >= 0 else "Para"
        if parent >= 0 and nodes[parent].kind == "preamble":
            return f"{above} para {node.number}", False
        return f"{above}({node.number})", False
    if node.kind == "section" and node.alphabet and parent >= 0 and nodes[parent].kind == "section":
        return f"{paths[parent]}({node.number})", False
    if node.kind in ("section", "title", "chapter", "part") and parent >= 0 and nodes[parent].kind in GROUPS:
        nested = node.kind in ("section", "title") or node.kind in restarts
        return (f"{paths[parent]}, {name}", False) if nested else (name, True)
    if node.kind in restarts and parent >= 0 and nodes[parent].kind in GROUPS:
        return f"{paths[parent]}, {name}", False
    return name, node.kind not in OUTER


def _needs_annex(nodes: Sequence[Node], own: Sequence[str], outer: Sequence[int]) -> set[int]:
    """Annexes some number of which stands outside of them, too."""
    where: dict[str, set[int]] = defaultdict(set)
    for at, name in enumerate(own):
        if name and nodes[at].kind not in OUTER:
            where[name].add(outer[at])
    return {one for places in where.values() if len(places) > 1 for one in places if one >= 0}


def _restarts(nodes: Sequence[Node], own: Sequence[str]) -> set[str]:
    """Kinds that count anew in most of the groups that hold them."""
    firsts: Counter[str] = Counter()
    groups: dict[str, set[int]] = defaultdict(set)
    for at, node in enumerate(nodes):
        if own[at] and node.parent >= 0 and nodes[node.parent].kind in GROUPS:
            groups[node.kind].add(node.parent)
            firsts[node.kind] += node.rank.value == 1 and not node.rank.suffix
    return {
        kind
        for kind, parents in groups.items()
        if firsts[kind] > 1 and len(parents) > 1 and firsts[kind] > _SHARE * len(parents)
    }
