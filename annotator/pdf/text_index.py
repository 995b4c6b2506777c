# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a page's text layer to what is kept of it to find words."""

from __future__ import annotations

from annotator.domain.draft_text import PageBody
from annotator.domain.page_index import IndexedPage, index_page
from annotator.pdf.text_page import PageText, body_ranges


def indexed(text: PageText) -> IndexedPage:
    """A page made ready to be searched: running text alone."""
    return index_page(PageBody(text.page, text.text, tuple(body_ranges(text))))
