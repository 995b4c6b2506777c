# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a measure of agreement found: figures only. What they mean is in `agreement_words.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.domain.agreement.resampling import Interval, interval
from annotator.domain.agreement.value_table import Gist
from annotator.domain.values import dataclass

PERCENT, COHEN, FLEISS, LIGHT, ALPHA, UNITIZING = (
    "percent", "cohen", "fleiss", "light", "alpha", "unitizing",
)  # fmt: skip
MEASURES = (PERCENT, COHEN, FLEISS, LIGHT, ALPHA, UNITIZING)

NO_PAIRS, NO_VARIATION, NOT_TWO, NOT_ALL, NOTHING_SHARED = (
    "no_pairs", "no_variation", "not_two", "not_all", "nothing_shared",
)  # fmt: skip
"""Why a measure is not defined: no unit was judged twice; all judgements are the same; it needs two
raters at least; no unit was judged by all; no two raters marked any of the same text."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One measure of agreement on one table or text.

    Attributes:
        measure: one of `MEASURES`.
        kind: of `ALPHA` and `UNITIZING`, the distance: `nominal`, `ordinal` …; of `UNITIZING` on coded
            text, `coding`; "" for the others.
        value: 1 for full agreement; None where it is not defined.
        reason: why it is not; "" where it is.
        low: of the 95 % bootstrap interval; None for none.
        high: of the same.
        observed: disagreement found, in the measure's own unit; None where nothing was compared.
        expected: disagreement that chance alone would bring; None for `PERCENT` and `LIGHT`.
        gist: counts of what it rests on. Of `UNITIZING`, `units` are stretches that a rater marked and
            another has read, `pairs` those of two raters that overlap, `pieces` parts of the text that
            no stretch crosses.
        undefined: share of the resamples for which there was no figure, 0 to 1.
    """

    measure: str
    kind: str
    value: float | None
    reason: str
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    gist: Gist
    undefined: float = 0.0

    @property
    def units(self) -> int:
        """How many units two raters at least have judged; of text, how many stretches were marked."""
        return self.gist.units

    @property
    def raters(self) -> int:
        """How many raters have judged any."""
        return self.gist.raters

    @property
    def pairs(self) -> int:
        """How many pairs of judgements were compared; of text, how many stretches overlap."""
        return self.gist.pairs


Parts = tuple[float, float | None]
"""Disagreement observed and expected; expected is None where the measure knows no chance."""


def figure(parts: Parts | None) -> float | None:
    """1 less the observed disagreement, as a share of the expected one where that is known."""
    if parts is None:
        return None
    observed, expected = parts
    if expected is None:
        return 1 - observed
    return 1 - observed / expected if expected > 0 else None


def found(
    measure: str,
    kind: str,
    *,
    counts: Sequence[int],
    parts: Callable[[Sequence[int]], Parts | None],
    gist: Gist,
    resamples: int,
    seed: int,
    rough: tuple[Sequence[int], Callable[[Sequence[int]], Parts | None]] | None = None,
    nothing: str = NO_PAIRS,
) -> Agreement:
    """A measure and its interval.

    Args:
        measure: its name.
        kind: see `Agreement`.
        counts: how many units there are of each kind of unit.
        parts: the disagreements for so many of each kind, None where nothing can be compared.
        gist: of the table.
        resamples: of the interval, 0 for none.
        seed: of the draws.
        rough: for resamples, how many there are of fewer kinds, and a quicker `parts` of these.
        nothing: the reason where `parts` says None.
    """
    whole = parts(counts)
    value = figure(whole)
    if value is None:
        reason = nothing if whole is None else NO_VARIATION
        observed, expected = whole or (None, None)
        return Agreement(measure, kind, None, reason, None, None, observed, expected, gist)
    fewer, again = rough or (counts, parts)
    spread: Interval = interval(
        fewer, lambda drawn: figure(again(drawn)), resamples=resamples, seed=seed
    )
    observed, expected = whole or (None, None)
    return Agreement(
        measure,
        kind,
        value,
        "",
        spread.low,
        spread.high,
        observed,
        expected,
        gist,
        spread.undefined,
    )


def refused(measure: str, kind: str, reason: str, gist: Gist) -> Agreement:
    """A measure that cannot be taken."""
    return Agreement(measure, kind, None, reason, None, None, None, None, gist)
