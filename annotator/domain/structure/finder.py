# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds the provisions of a draft in its rows of text. The one door to this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.structure.bare_headings import bare_numbers, learnt_words, plain_headings
from annotator.domain.structure.corrections import Boundaries, Correction, boundaries
from annotator.domain.structure.group_order import group_order
from annotator.domain.structure.heading_lines import Heading
from annotator.domain.structure.heading_sieve import Opening, sieve
from annotator.domain.structure.heading_words import UNITS
from annotator.domain.structure.ladder import Ladder
from annotator.domain.structure.ladder_values import Walk
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.numerals import Number
from annotator.domain.structure.preambles import implied_preamble, recitals
from annotator.domain.structure.provisions import Structure
from annotator.domain.structure.source_line import SourceLine
from annotator.domain.structure.tree import build
from annotator.domain.structure.units import Unit, choose

Outline = Iterable[tuple[int, str, int]]


def guess_unit(lines: Sequence[SourceLine], outline: Outline = ()) -> Unit:
    """What a draft is made of, and why.

    Args:
        lines: rows in the order of reading.
        outline: level, title and page of the PDF's outline.
    """
    looks = Looks(lines)
    return _openings(looks, None, tuple(outline))[1]


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
    looks = Looks(lines)
    openings, chosen, contents = _openings(looks, unit, tuple(outline))
    openings = _with_preamble(looks, openings, contents, chosen.kind)
    order = group_order(openings)
    whole = chosen.kind in ("paragraph", "op")

    def walked(bounds: Boundaries) -> Walk:
        ladder = Ladder(looks, openings, order=order, whole=whole, skipped=contents)
        return ladder.walk(bounds.removed, bounds.forced)

    bounds = Boundaries()
    walk = walked(bounds)
    if corrections:
        bounds = boundaries(looks, corrections, walk.nodes)
        walk = walked(bounds)
    return build(looks, walk, unit=chosen, contents=contents, lost=bounds.lost)


def _openings(
    looks: Looks, unit: str | None, outline: Sequence[tuple[int, str, int]]
) -> tuple[dict[int, Opening], Unit, frozenset[int]]:
    """The headings, what the draft is made of, and the rows of contents lists."""
    sieved = sieve(looks, unit=unit or "", outline=outline)
    openings = dict(sieved.openings)
    chosen = choose(looks, openings) if unit is None else Unit(unit, "")
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


def _with_preamble(
    looks: Looks, openings: Mapping[int, Opening], contents: frozenset[int], unit: str
) -> dict[int, Opening]:
    """The headings with a preamble that has none, and with the paragraphs of a preamble."""
    found = dict(openings)
    spoken = [at for at, one in found.items() if one.heading.kind == "preamble"]
    first = min((at for at, one in found.items() if one.heading.kind != "preamble"), default=-1)
    if not spoken and first > 0 and unit not in ("op", "paragraph", "heading", ""):
        at = implied_preamble(looks, first, set(contents))
        if at >= 0:
            found[at] = Opening(Heading("preamble", "", Number(0), "", "", 0), 0.5, ("recital",))
            spoken = [at]
    for at in spoken:
        start = at if found[at].heading.label == "" else at + 1 + found[at].rows
        end = min((row for row in found if row > at), default=len(looks))
        for count, row in enumerate(recitals(looks, start, end), 1):
            if row not in found:
                heading = Heading("recital", str(count), Number(count), "", "", 0)
                found[row] = Opening(heading, 0.6, ("recital",))
    return found

