# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which passages are others than before: what did not change comes back as the same object."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.passage import Passage


def changed(
    before: Sequence[Passage], after: Sequence[Passage]
) -> tuple[list[Passage], list[Passage]]:
    """Passages that are gone or were other ones, and those that have come or are other ones now.

    Args:
        before: as they were read last, in reading order.
        after: as they are read now, likewise.
    """
    first, old, new = 0, len(before), len(after)
    for one, other in zip(before, after, strict=False):
        if one is not other:
            break
        first += 1
    while old > first and new > first and before[old - 1] is after[new - 1]:
        old, new = old - 1, new - 1
    here, there = before[first:old], after[first:new]
    kept = {id(passage) for passage in here} & {id(passage) for passage in there}
    return (
        [passage for passage in here if id(passage) not in kept],
        [passage for passage in there if id(passage) not in kept],
    )
