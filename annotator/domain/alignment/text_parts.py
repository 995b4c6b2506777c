# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of a text of symbols, as it is compared: what may come, go and move as a whole."""

from __future__ import annotations

from annotator.domain.alignment.draft_words import WordBook
from annotator.domain.alignment.word_by_word import Range

_SENTENCE = 3
"""Words of a sentence; shorter ones are part of the next."""
_LONGEST = 400
"""Words of a sentence; what goes on without an end, as tables do, is cut."""


def sentence_ranges(text: str, book: WordBook) -> list[Range]:
    """The sentences of a text, with brackets that close behind them; short ones with the next."""
    found: list[Range] = []
    start = 0
    for at, symbol in enumerate(text):
        if symbol in book.closing and found and found[-1][1] == at == start:
            found[-1] = found[-1][0], at + 1
            start = at + 1
        elif at + 1 - start >= (_SENTENCE if symbol in book.ends else _LONGEST):
            found.append((start, at + 1))
            start = at + 1
    if found and len(text) - start < _SENTENCE:
        found[-1] = found[-1][0], len(text)
    elif start < len(text):
        found.append((start, len(text)))
    return found
