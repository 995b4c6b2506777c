# SPDX-License-Identifier: AGPL-3.0-or-later
"""The project as a merge that is reckoned beside it asks of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from annotator.domain.change import Record
from annotator.domain.values import dataclass
from annotator.services.editions import WhyWaits
from annotator.services.holding import Holding


@dataclass(frozen=True, slots=True)
class Source:
    """Where the present state comes from.

    Attributes:
        get_many, hashes: records, and hashes of rows, of a kind by uid.
        is_kept: whether a row is kept word for word already, by its uid.
        kept: rows that wait already, so many at a time.
        why_waits: says why a row waits for its draft.
        here: SHA-256 of drafts for which no row waits.
        mine: uids of who merges, and of all they are joined with.
        holding: what may not be done unasked.
        extractor: what reads texts here.
    """

    get_many: Callable[[str, Iterable[str]], dict[str, Record]]
    hashes: Callable[[str, Iterable[str]], Mapping[str, str]]
    is_kept: Callable[[str], bool]
    kept: Callable[[], Iterator[list[dict[str, Any]]]]
    why_waits: WhyWaits
    here: Collection[str]
    mine: Collection[str]
    holding: Holding
    extractor: str
