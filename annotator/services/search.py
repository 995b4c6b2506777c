# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in drafts: found through the normalised text, told by page and quote."""

from __future__ import annotations

import time

from annotator.domain.page_index import IndexedPage
from annotator.domain.values import dataclass
from annotator.pdf.text_index import indexed
from annotator.pdf.text_layer import PageTexts
from annotator.services.desk import Desk
from annotator.services.drafts import Drafts
from annotator.storage.tables import TextPage


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


@dataclass(frozen=True, slots=True)
class Portion:
    """Some pages of a draft, ready to be searched.

    Attributes:
        pages: in order.
        after: how many of the draft's pages have been read with these.
        of: how many it has.
    """

    pages: tuple[IndexedPage, ...]
    after: int
    of: int


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

    def portion(self, draft: str, *, after: int, seconds: float) -> Portion:
        """The next pages of a draft, one at least, ready to be searched; a damaged one has no words.

        Args:
            draft: SHA-256.
            after: how many pages were read before.
            seconds: when to stop, so that what else waits has its turn.
        """
        until, pages = time.perf_counter() + seconds, []
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            keys = rows.values(TextPage, "row", draft=draft)
            for key in keys[after:]:
                stored = [(row["number"], row["data"]) for row in rows.all(TextPage, row=key)]
                pages += [indexed(text) for text in PageTexts.of_packed(stored).values()]
                if time.perf_counter() >= until:
                    break
        return Portion(tuple(pages), after + len(pages), len(keys))
