# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says plainly what is doubtful in what was found: gaps, repetitions, nothing at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from annotator.domain.structure.corrections import Correction
from annotator.domain.structure.found_structure import Provision, Remark
from annotator.domain.structure.heading_words import GROUPS, OUTER
from annotator.domain.structure.ladder_values import Node
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.units import DraftUnit
from annotator.i18n import _

_MOST: Final = 200
_FEW: Final = 10


def remarks(
    looks: Looks,
    nodes: Sequence[Node],
    provisions: Sequence[Provision],
    *,
    unit: DraftUnit,
    contents: Collection[int],
    lost: Sequence[Correction],
) -> tuple[Remark, ...]:
    """What a person should look at, in the order of the text; what concerns all of it first."""
    found = []
    if not nodes:
        found.append(
            Remark(
                "nothing", unit.reason or _("No headings and no numbered paragraphs were found.")
            )
        )
    if contents:
        line = looks.lines[min(contents)]
        said = _("A contents list was left out.")
        found.append(Remark("contents", said, line.page, line.start))
    found += [
        Remark(
            "lost",
            _("A correction could not be followed: nothing is known of that place."),
            one.page,
            one.offset,
        )
        for one in lost
    ]
    return (*found, *_fewer(_sequence(nodes, provisions))[:_MOST])


def _fewer(found: list[Remark]) -> list[Remark]:
    """One remark where much stands twice: the draft holds two texts."""
    twice = [one for one in found if one.kind == "twice"]
    if len(twice) <= _FEW:
        return found
    first = twice[0]
    said = _(
        "{count} provisions stand more than once, from page {page} on: there may be two texts."
    )
    whole = Remark("twice", said.format(count=len(twice), page=first.page), first.page, first.start)
    return [whole, *(one for one in found if one.kind != "twice")]


def _sequence(nodes: Sequence[Node], provisions: Sequence[Provision]) -> list[Remark]:
    """Numbers that leave something out, go back, or stand twice in one place."""
    last: dict[tuple[object, ...], int] = {}
    found = []
    for at, node in enumerate(nodes):
        one = provisions[at]
        own = one.path.removeprefix(provisions[one.parent].path if one.parent >= 0 else "")
        if "#" in own:
            said = _("{path} stands more than once.").format(path=re.sub(r"#\d+", "", one.path))
            found.append(Remark("twice", said, one.page, one.start))
        if "inferred" in one.reason:
            said = _(
                "The heading of {path} is not in the text; the numbers tell that it begins here."
            )
            found.append(Remark("inferred", said.format(path=one.path), one.page, one.start))
        key = _series(nodes, at)
        before = last.get(key)
        last[key] = at
        if before is None or node.rank.value == 0 or {"person", "inferred"} & {*node.reason}:
            continue
        step = node.rank.value - nodes[before].rank.value
        if step > 1 or (step < 0 and node.rank.value != 1):
            kind = "gap" if step > 1 else "backwards"
            said = _("{this} follows {that}.").format(
                this=_name(one), that=_name(provisions[before])
            )
            found.append(Remark(kind, said, one.page, one.start))
    return found


def _name(one: Provision) -> str:
    """A heading as printed, a paragraph by its path."""
    return one.path if one.kind in ("paragraph", "subparagraph", "item", "op") else one.label


def _series(nodes: Sequence[Node], at: int) -> tuple[object, ...]:
    """What counts on with a node: articles through the draft or annex, all else within its parent."""
    node = nodes[at]
    if node.kind in (*GROUPS, "paragraph", "subparagraph", "item", "recital") and node.parent >= 0:
        return node.kind, node.alphabet, node.parent
    outer = at
    while outer >= 0 and nodes[outer].kind not in OUTER:
        outer = nodes[outer].parent
    return node.kind, node.alphabet, outer
