# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which groups of a draft lie in which: titles stand above chapters here, and below sections there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.heading_words import GROUPS

_USUAL: Final = ("part", "chapter", "section", "title")


def group_order(openings: Mapping[int, Opening]) -> dict[str, int]:
    """The depth of each kind of group, the outermost first.

    One that is directly followed by another kind, more often than the other way round, holds it.
    Numbered sections without a word have their figures for a kind of their own.
    """
    kinds = [_kind(openings[at]) for at in sorted(openings)]
    kinds = [kind for kind in kinds if kind]
    follows = Counter((a, b) for a, b in pairwise(kinds) if a != b)
    firsts = {kind: at for at, kind in reversed(list(enumerate(kinds)))}
    known = [kind for kind in _USUAL if kind in firsts]
    known += sorted((kind for kind in firsts if kind not in _USUAL and kind.split()[0] in GROUPS), key=firsts.__getitem__)
    for _again in known:
        for at in range(len(known) - 1):
            upper, lower = known[at], known[at + 1]
            if follows[lower, upper] > follows[upper, lower]:
                known[at], known[at + 1] = lower, upper
    return {kind: depth for depth, kind in enumerate(known, 1)}


def _kind(opening: Opening) -> str:
    kind = opening.heading.kind
    figures = opening.heading.figures
    return f"{kind} {figures}" if figures else kind
