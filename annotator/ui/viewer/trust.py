# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the text behind a page says what the page shows. Judges the text alone, no pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from annotator.pdf.text_layer import PageText

ENOUGH = 8
"""Characters below which a page says too little to be judged."""
SAMPLE = 2000
"""Code points of a page that are looked at."""
WRONG = frozenset({"Co", "Cn", "Cc", "Cs"})
"""Categories no draft is written in: a PDF without a usable table of its letters gives these."""


def is_doubtful(text: PageText) -> bool:
    """Whether most characters of a page are none that anybody writes."""
    sample = text.text[:SAMPLE]
    if "\ufffd" not in sample and sample.replace("\n", "").isprintable():
        return False  # as nearly every page: a draft of thousands is judged in no time
    shown = [c for c in sample if not c.isspace()]
    wrong = sum(c == "\ufffd" or unicodedata.category(c) in WRONG for c in shown)
    return len(shown) >= ENOUGH and 2 * wrong > len(shown)


def doubtful_pages(texts: Iterable[PageText]) -> list[int]:
    """The pages whose text cannot be trusted, in order."""
    return sorted(text.page for text in texts if is_doubtful(text))
