# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was found in one draft, as rows to list. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.i18n import _
from annotator.ui.models.found_list import FoundRow
from annotator.ui.models.page_labels import page_name
from annotator.ui.viewer.find.find_text import Search


class FoundDraft:
    """A draft's places.

    Args:
        name: of the draft.
        search: what finds them.
        labels: printed page numbers, from page 1; empty where pages have none of their own.
        key: which draft it is, for whoever made this.
    """

    def __init__(
        self, name: str, search: Search, labels: Sequence[str] = (), *, key: object = None
    ) -> None:
        self.name = name
        self.search = search
        self.labels = labels
        self.key = key
        self.pages = 0
        self.done = 0
        self.trouble = ""

    @property
    def count(self) -> int:
        """How many there are."""
        return self.search.hits.count

    @property
    def reading(self) -> str:
        """How much was read, "" when all was."""
        if self.trouble or self.done >= self.pages:
            return self.trouble
        return _("Reading {done} of {pages} pages…").format(
            done=f"{self.done:,}", pages=f"{self.pages:,}"
        )

    def row(self, number: int) -> FoundRow | None:
        """What to show of a place; None when it is no more."""
        if not 0 <= number < self.count:
            return None
        hit = self.search.hits[number]
        place = self.search.place(hit)
        if place is None or not place.segments:
            return None
        provision = self.search.index.provision(hit.page, place.segments[0].start)
        named = page_name(self.labels, hit.page)
        return FoundRow(named, provision, place.before, place.words, place.after)
