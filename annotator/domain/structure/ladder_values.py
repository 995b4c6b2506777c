# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ladder takes and gives: nodes, pieces, boundaries a person has set. Values only."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from annotator.domain.structure.numerals import Number
from annotator.domain.values import dataclass

END: Final = "end"
"""Kind of a boundary at which only something ends: what follows belongs to the group around it."""
NEVER: Final = 1 << 40
"""A row that is never reached."""


@dataclass(slots=True)
class Node:
    """A provision while it is found; see `provisions.Provision` for the words."""

    parent: int
    kind: str
    number: str
    rank: Number
    row: int
    at: int
    confidence: float
    label: str = ""
    title: str = ""
    reason: tuple[str, ...] = ()
    alphabet: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the paragraphs of an article count anew, though no heading stands there.

    Attributes:
        node: the article.
        row: where the numbers stop going on.
        before: the first number that goes on again is this; 0 where it stands on `row` itself.
    """

    node: int
    row: int
    before: int


@dataclass(slots=True)
class Walk:
    """What a walk found.

    Attributes:
        nodes: in the order of the text, each behind its parent.
        pieces: (row, code point in the row's text, node or -1), in order: from there on the text is
            that node's own.
        breaks: where a heading may be lost.
    """

    nodes: list[Node] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Forced:
    """A boundary that is set: by a person, see `corrections.Correction`, or by `lost_headings`."""

    row: int
    at: int
    kind: str
    number: str
    rank: Number
    label: str
    title: str
    found: str = ""
    confidence: float = 1.0
    reason: tuple[str, ...] = ("person",)
