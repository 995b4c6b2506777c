# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ladder takes and gives: nodes, pieces, boundaries a person has set. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.structure.numerals import Number


@dataclass(slots=True)
class Node:
    """A provision while it is found; see `provisions.Provision` for the words."""

    parent: int
    kind: str
    number: str
    rank: Number
    label: str
    title: str
    row: int
    at: int
    confidence: float
    reason: tuple[str, ...]
    alphabet: str = ""
    found: str = ""


@dataclass(slots=True)
class Walk:
    """What a walk found.

    Attributes:
        nodes: in the order of the text, each behind its parent.
        pieces: (row, code point in the row's text, node or -1), in order: from there on the text is
            that node's own.
    """

    nodes: list[Node] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Forced:
    """A boundary a person has set. See `corrections.Correction`."""

    row: int
    at: int
    kind: str
    number: str
    rank: Number
    label: str
    title: str
    found: str = ""
