# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a quote or an old anchor on a draft. Nothing is moved silently: doubtful means unplaced."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.normalise import normalise
from annotator.domain.quotation import cut_short, unbroken
from annotator.domain.values import dataclass

LEAST_SCORE = 0.75
"""Likeness of context, 0 to 1, below which a quote found elsewhere is not believed."""
LEAST_MARGIN = 0.1
"""How much better than the runner-up the best place must be."""

Quads = Callable[[Sequence[Segment]], tuple[Quad, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor's words stand in a draft, and how sure that is.

    Attributes:
        segments: () where they were not found with enough certainty.
        reason: "there", "moved", "gone" or "unsure".
    """

    segments: tuple[Segment, ...]
    reason: str


def make_anchor(
    draft: str,
    text: DraftText,
    segments: Sequence[Segment],
    *,
    quads: Quads,
    extractor: str,
    provision: str = "",
) -> Anchor | None:
    """Anchor a selection; None where nothing of it is running text.

    Args:
        draft: SHA-256 of the PDF.
        text: the draft's running text.
        segments: the selection, headers and all.
        quads: gives the boxes of segments, a quad a line.
        extractor: what read the text.
        provision: path, where known.
    """
    clean = text.clip(segments)
    if not clean:
        return None
    prefix, suffix = text.context(clean)
    return Anchor(
        kind="text",
        draft=draft,
        segments=clean,
        quote=text.quote(clean),
        prefix=prefix,
        suffix=suffix,
        quads=quads(clean),
        extractor=extractor,
        text_hash=text.hashes(clean),
        provision=provision,
    )


def locate(anchor: Anchor, text: DraftText) -> Place:
    """Find an anchor's words: where they were, else where quote and context agree best."""
    wanted = normalise(anchor.quote).text
    if not wanted:
        return Place(anchor.segments, "there")
    there = normalise(text.raw(anchor.segments)).text if anchor.segments else ""
    if there == wanted or (there and _bare(there) == _bare(wanted)):
        return Place(anchor.segments, "there")
    found = text.find(anchor.quote)
    if not found:
        return Place((), "gone")
    scores = sorted(
        ((_likeness(anchor, text, place), index) for index, place in enumerate(found)), reverse=True
    )
    best, index = scores[0]
    if len(found) == 1:
        return Place(found[index], "moved") if best >= LEAST_SCORE / 2 else Place((), "unsure")
    if best < LEAST_SCORE or best - scores[1][0] < LEAST_MARGIN:
        return Place((), "unsure")
    return Place(found[index], "moved")


def _bare(normalised: str) -> str:
    """What the words of an anchor are compared by at the place it has."""
    return unbroken(cut_short(normalised))


def replaced(anchor: Anchor, place: Place, text: DraftText, *, quads: Quads) -> Anchor:
    """The same anchor at the place found, words and identity kept."""
    if place.reason == "there" or not place.segments:
        return anchor
    prefix, suffix = text.context(place.segments)
    return dataclasses.replace(
        anchor,
        segments=place.segments,
        prefix=prefix,
        suffix=suffix,
        quads=quads(place.segments),
        text_hash=text.hashes(place.segments),
    )


def _likeness(anchor: Anchor, text: DraftText, segments: Sequence[Segment]) -> float:
    if not (anchor.prefix or anchor.suffix):
        return 0.5
    prefix, suffix = text.context(segments)
    wanted = f"{normalise(anchor.prefix).text} {normalise(anchor.suffix).text}"
    return fuzz.ratio(wanted, f"{normalise(prefix).text} {normalise(suffix).text}") / 100
