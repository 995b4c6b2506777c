# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds the provisions of a draft in its rows of text. The one door to this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator.domain.structure.bare_headings import (
    bare_numbers,
    learnt_words,
    plain_headings,
    table_rows,
)
from annotator.domain.structure.columns import by_rows, in_order
from annotator.domain.structure.corrections import Boundaries, Correction, boundaries
from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.group_order import group_order
from annotator.domain.structure.heading_sieve import Opening, sieve
from annotator.domain.structure.heading_words import UNITS
from annotator.domain.structure.ladder import Ladder
from annotator.domain.structure.ladder_values import Walk
from annotator.domain.structure.list_marks import read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.lost_headings import lost_headings
from annotator.domain.structure.preambles import implied_preamble, recital_boundaries
from annotator.domain.structure.source_line import SourceLine
from annotator.domain.structure.tree import build
from annotator.domain.structure.units import DraftUnit, choose

_LONG: Final = 100
"""Rows of a text in which a single article is none."""
Outline = Iterable[tuple[int, str, int]]


def find_provisions(
    lines: Sequence[SourceLine],
    *,
    unit: str | None = None,
    outline: Outline = (),
    corrections: Sequence[Correction] = (),
) -> Structure:
    """The tree of provisions of a draft. Never raises on any rows; what is doubtful is a remark.

    Args:
        lines: rows in the order of reading, headers and the like marked as such.
        unit: what the draft is made of, where a person says so; None to guess.
        outline: level, title and page (from 1) of the PDF's own outline.
        corrections: what a person says of single boundaries, in the order in which it was said.
    """
    looks = Looks(by_rows(lines) if unit == "row" else in_order(lines))
    openings, chosen, contents = _openings(looks, unit, tuple(outline))
    first = _first_paragraph(looks, openings, chosen.kind)
    openings = implied_preamble(looks, openings, first, contents)
    kind = "pp" if chosen.kind == "op" else "recital"
    inferred = recital_boundaries(looks, openings, first, kind)
    order = group_order(openings)
    whole = chosen.kind if chosen.kind in ("paragraph", "op") else ""
    loose = chosen.kind != "heading"

    def walked(bounds: Boundaries) -> Walk:
        ladder = Ladder(looks, openings, order=order, whole=whole, skipped=contents, loose=loose)
        return ladder.walk(bounds.removed, bounds.forced)

    bounds = Boundaries(forced=inferred)
    walk = walked(bounds)
    if lost := lost_headings(looks, walk):
        inferred |= lost
        bounds = Boundaries(forced=inferred)
        walk = walked(bounds)
    if corrections:
        bounds = boundaries(looks, corrections, walk.nodes, inferred)
        walk = walked(bounds)
    return build(looks, walk, unit=chosen, contents=contents, lost=bounds.lost)


def _without_strays(looks: Looks, found: Mapping[int, Opening]) -> dict[int, Opening]:
    """The headings without a single one of its kind that looks like all the text around."""
    counts = Counter(one.heading.kind for one in found.values())
    plain = len(looks) > _LONG and looks.known
    return {
        at: one
        for at, one in found.items()
        if counts[one.heading.kind] > 1
        or not plain
        or len(one.reason) > 1
        or one.heading.kind not in UNITS
    }


def _first_paragraph(looks: Looks, openings: Mapping[int, Opening], unit: str) -> int:
    """The row behind which no preamble stands: the first heading, or the first paragraph of a
    resolution; -1 where the draft is of another kind.
    """
    if unit == "op":
        rows = (
            at
            for at, text in enumerate(looks.texts)
            if (mark := read_mark(text)) and mark.number == "1"
        )
        return next(rows, -1)
    if unit in ("paragraph", "heading", ""):
        return -1
    return min((at for at, one in openings.items() if one.heading.kind != "preamble"), default=-1)


def _openings(
    looks: Looks, unit: str | None, outline: Sequence[tuple[int, str, int]]
) -> tuple[dict[int, Opening], DraftUnit, frozenset[int]]:
    """The headings, what the draft is made of, and the rows of contents lists."""
    sieved = sieve(looks, unit=unit or "", outline=outline)
    openings = _without_strays(looks, sieved.openings)
    chosen = choose(looks, openings) if unit is None else DraftUnit(unit, "")
    if unit == "row" and not openings:
        openings = table_rows(looks, sieved.contents).openings
    named = any(one.heading.kind in UNITS for one in openings.values())
    if not named and chosen.kind in ("", "article", "paragraph"):
        for more in (bare_numbers(looks, sieved.contents), learnt_words(looks, sieved.contents)):
            if more:
                openings |= more.openings
                chosen = more.unit if unit is None else chosen
                named = True
                break
    if chosen.kind in ("paragraph", "op", "", "heading") and not named:
        plain = plain_headings(looks, sieved.contents, unit=chosen.kind)
        openings = plain.openings | openings
        if plain.unit.kind and unit is None and not chosen.kind:
            chosen = plain.unit
    return openings, chosen, sieved.contents
