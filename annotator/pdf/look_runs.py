# SPDX-License-Identifier: AGPL-3.0-or-later
"""Puts runs of one look together, and leaves out what was told twice. Values only, no MuPDF."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from annotator.domain.negotiation.look import Look


def merged(looks: Iterable[Look]) -> Iterator[Look]:
    """Runs of one look that touch as one, those inside another left out."""
    last: dict[tuple[str, str], Look] = {}
    for look in sorted(looks, key=lambda one: (one.start, -one.end)):
        key = look.kind, look.source
        before = last.get(key)
        if (
            before is None
            or look.start > before.end
            or (look.colour != before.colour and look.start >= before.end)
        ):
            if before is not None:
                yield before
            last[key] = look
        elif look.end > before.end:
            last[key] = Look(
                look.page, before.start, look.end, look.kind, before.colour, look.source
            )
    yield from last.values()


def once(looks: Sequence[Look]) -> Iterator[Look]:
    """Without what is drawn for a note: MuPDF draws notes with the page."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for look in looks:
        if look.source == "note":
            spans.setdefault(look.kind, []).append((look.start, look.end))
    reach: dict[str, list[int]] = {}
    for kind, noted in spans.items():
        noted.sort()
        reach[kind] = list(accumulate((end for _start, end in noted), max))
    for look in looks:
        noted = spans.get(look.kind, [])
        index = bisect_left(noted, (look.end, 0)) - 1
        if look.source == "drawn" and index >= 0 and reach[look.kind][index] > look.start:
            continue
        yield look
