# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in drafts: found through the normalised text, told by page and quote."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.services.desk import Desk
from annotator.services.drafts import Drafts


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    Attributes:
        start: first code point in the page's raw text.
        end: one past the last on that page.
        before: some words before.
        after: some words after.
    """

    draft: str
    page: int
    provision: str
    quote: str
    start: int
    end: int
    before: str = ""
    after: str = ""


class Search:
    """Full-text search over the drafts of one project."""

    def __init__(self, desk: Desk, drafts: Drafts) -> None:
        self._desk = desk
        self._drafts = drafts

    def find(self, query: str, *, draft: str = "") -> list[Hit]:
        """Every occurrence, draft by draft, in reading order.

        Args:
            query: compared normalised.
            draft: SHA-256, or "" for all.
        """
        hits = []
        for one in self._drafts.list():
            if draft and one.sha256 != draft:
                continue
            text = self._desk.text(one.sha256)
            for segments in text.find(query):
                first = segments[0]
                end = max(s.end for s in segments if s.page == first.page)
                words = text.quote(segments)
                hits.append(
                    Hit(one.name, first.page, "", words, first.start, end, *text.context(segments))
                )
        return hits
