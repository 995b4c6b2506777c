# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kept its order while the rest moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_row(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Places of the heaviest rising row of values.

    Args:
        values: where each stands now, in the order in which they stood.
        weights: of each, above 0.
    """
    best: list[tuple[int, int, int]] = []  # value, weight so far, place; both rising
    before: list[int] = [-1] * len(values)
    for at, (value, weight) in enumerate(zip(values, weights, strict=True)):
        low = bisect_left(best, (value,))
        so_far = (best[low - 1][1] if low else 0) + weight
        before[at] = best[low - 1][2] if low else -1
        end = low
        while end < len(best) and best[end][1] <= so_far:
            end += 1
        best[low:end] = [(value, so_far, at)]
    row: set[int] = set()
    at = best[-1][2] if best else -1
    while at >= 0:
        row.add(at)
        at = before[at]
    return row
