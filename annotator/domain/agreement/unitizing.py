# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement on which stretches of a running text are marked, and with what: Krippendorff's unitizing alpha.

The family of K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, On the reliability of unitizing
textual continua, Quality & Quantity 50 (2016), also Content Analysis, 4th ed. 2018, section 12.6:

- `NOMINAL`: u-alpha, boundaries and codes at once; with `MASI` or `JACCARD` sets of codes are compared
- `MARKED`: binary u-alpha, whether text is marked at all
- `coding_alpha`: c-u-alpha, the codes alone, on text that at least two have marked

Text that a rater has not read is left out where it would be paired; the paper knows no missing text. Where
all have read everything the figures are the paper's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.domain.agreement.coincidences import Coincidences, Share
from annotator.domain.agreement.distances import MASI, Distance
from annotator.domain.agreement.marked_span import MarkedText
from annotator.domain.agreement.measured import (
    NO_PAIRS,
    NOT_TWO,
    NOTHING_SHARED,
    UNITIZING,
    Agreement,
    found,
    refused,
)
from annotator.domain.agreement.resampling import RESAMPLES, SEED
from annotator.domain.agreement.sections import Slice, slices
from annotator.domain.agreement.value_table import Gist, ValueTable, gist, in_order

CODING = "coding"
_PAIR = 2


def unitizing_alpha(
    text: MarkedText,
    distance: Distance = MASI,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """u-alpha of a text: do raters mark the same stretches, with the same codes?

    Args:
        text: with all spans; `text.only_code(code)` for one code.
        distance: of two sets of codes, the empty set for what is not marked: `NOMINAL`, `MARKED`,
            `JACCARD` or `MASI`.
        resamples: of the interval, in which pieces of text are drawn that no span crosses.
        seed: of the resamples.
    """
    return _measured(text, distance, distance.name, coded=False, resamples=resamples, seed=seed)


def coding_alpha(
    text: MarkedText,
    distance: Distance = MASI,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """c-u-alpha of a text: where two raters have both marked it, do they give the same codes?

    Takes the arguments of `unitizing_alpha`.
    """
    return _measured(text, distance, CODING, coded=True, resamples=resamples, seed=seed)


def _measured(
    text: MarkedText, distance: Distance, kind: str, *, coded: bool, resamples: int, seed: int
) -> Agreement:
    every = slices(text)
    counted = _gist(text, every)
    if len(text.raters) < _PAIR:
        return refused(UNITIZING, kind, NOT_TWO, counted)
    values = in_order({said for one in every for said in one.codes() if said is not None})
    places = {value: place for place, value in enumerate(values)}
    shares = [_share(piece, places, coded=coded) for piece in pieces(every)]
    sums = Coincidences(values, shares, distance)
    return found(
        UNITIZING,
        kind,
        counts=sums.counts,
        parts=sums.parts,
        rough=sums.rough(seed),
        gist=counted,
        resamples=resamples,
        seed=seed,
        nothing=NOTHING_SHARED if coded and counted.units else NO_PAIRS,
    )


def pieces(every: Sequence[Slice]) -> Iterator[list[Slice]]:
    """The text cut where a section begins and none of anybody goes on; gaps go with what is before them."""
    piece: list[Slice] = []
    inside: set[int] = set()
    begun = False
    for one in every:
        here = {section.uid for section in one.sections if section and section.codes}
        if begun and here and not here & inside:
            yield piece
            piece = []
        piece.append(one)
        begun = begun or bool(here)
        inside = here
    if piece:
        yield piece


def _share(piece: Sequence[Slice], places: dict[frozenset[str], int], *, coded: bool) -> Share:
    """What one piece adds. A section never pairs with itself, a gap only code point by code point."""
    margins: defaultdict[int, float] = defaultdict(float)
    meetings: defaultdict[tuple[int, int], float] = defaultdict(float)
    of_section: defaultdict[int, float] = defaultdict(float)
    own = 0.0
    for one in piece:
        read = [section for section in one.sections if section is not None]
        if len(read) < _PAIR:
            continue
        met = [section for section in read if section.codes] if coded else read
        if len(met) < _PAIR:
            continue
        size = (one.end - one.start) / (len(read) - 1)
        for section in met:
            amount = size * (len(met) - 1)
            margins[places[section.codes]] += amount
            if section.codes:
                of_section[section.uid] += amount
            else:
                own += amount
        given = sorted(Counter(places[section.codes] for section in met).items())
        for at, (value, many) in enumerate(given):
            for other, more in given[at + 1 :]:
                meetings[value, other] += 2 * size * many * more
    own += sum(amount * amount for amount in of_section.values())
    return Share(
        tuple(sorted(margins.items())),
        tuple((one, other, amount) for (one, other), amount in sorted(meetings.items())),
        own,
    )


def _gist(text: MarkedText, every: Sequence[Slice]) -> Gist:
    """Counts: sections that were marked, and pairs of them that overlap; shares of text for the rest."""
    points = gist(ValueTable(
        text.raters, tuple(one.codes() for one in every), tuple(s.end - s.start for s in every)
    ))  # fmt: skip
    sections: set[int] = set()
    paired: set[int] = set()
    meetings: set[tuple[int, int]] = set()
    for one in every:
        here = [section.uid for section in one.sections if section is not None and section.codes]
        sections.update(here)
        meetings.update(combinations(here, 2))
        if one.readers() >= _PAIR:
            paired.update(here)
    return replace(
        points,
        units=len(paired),
        alone=len(sections - paired),
        pairs=len(meetings),
        pieces=sum(any(one.marked() for one in piece) for piece in pieces(every)),
    )
