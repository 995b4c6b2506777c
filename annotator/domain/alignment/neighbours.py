# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between which neighbours the provisions stand that belong to nothing yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from annotator.domain.alignment.members import Members

Gap = tuple[int, int, int]
"""What a provision is part of, and its neighbours, by index in the newer draft; -1 for none."""


def gaps(members: Members, ones: Sequence[int], places: Mapping[int, int]) -> dict[Gap, list[int]]:
    """The provisions of an article without a place, by the gap they stand in.

    Args:
        members: of the draft they are in.
        ones: the article and all that is in it, in order.
        places: for each that belongs together with another where that is in the newer draft.
    """
    siblings: dict[int, list[int]] = defaultdict(list)
    for index in ones[1:]:
        siblings[members.nodes[index].parent].append(index)
    found: dict[Gap, list[int]] = defaultdict(list)
    for parent, parts in siblings.items():
        known = [places.get(index, -1) for index in parts]
        for at, index in enumerate(parts):
            if known[at] < 0 and parent in places:
                before = next((one for one in reversed(known[:at]) if one >= 0), -1)
                after = next((one for one in known[at + 1 :] if one >= 0), -1)
                found[places[parent], before, after].append(index)
    return found
