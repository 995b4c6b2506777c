# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of words to be found, and what is found on them."""

from __future__ import annotations

from array import array

from annotator.pdf.text_index import indexed
from annotator.pdf.text_layer import Line, PageText
from annotator.ui.viewer.find.draft_index import DraftIndex
from annotator.ui.viewer.find.find_text import Query, found_on


def page(number: int, *lines: str, kinds: dict[int, str] | None = None) -> PageText:
    """A page of lines 20 points apart; `kinds` names those that are no body."""
    text, boxes, made = "", array("f"), []
    for row, words in enumerate(lines):
        start, y = len(text), 100.0 + 20 * row
        for place in range(len(words)):
            boxes.extend((50.0 + 5 * place, y, 55.0 + 5 * place, y + 14))
        kind = (kinds or {}).get(row, "body")
        made.append(Line(start, start + len(words), 50, y, 50 + 5 * len(words), y + 14, kind=kind))
        text += words + "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(number, text, tuple(made), boxes, 600.0, 800.0, "test/1")


def index_of(texts: list[PageText]) -> DraftIndex:
    index = DraftIndex()
    for text in texts:
        index.put(indexed(text))
    return index


def found(texts: list[PageText], words: str, **how: bool) -> list[tuple[int, str]]:
    """Page and raw words of each hit, in order."""
    by_page, index, query = (
        {text.page: text for text in texts},
        index_of(texts),
        Query(words, **how),
    )
    places = [
        index.place(text.page, at, query.text)
        for text in texts
        for at in found_on(index, text.page, query)
    ]
    return [
        (
            place.segments[0].page,
            "|".join(by_page[s.page].text[s.start : s.end] for s in place.segments),
        )
        for place in places
    ]
