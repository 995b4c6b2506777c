# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading marks never fails, loses no bracket, nests its ranges, and takes time in proportion."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.negotiation.bracket_pairs import BRACKET, pairs
from annotator.domain.negotiation.mark_counts import counts, touching
from annotator.domain.negotiation.negotiation_mark import ACTIONS, KINDS, REASONS, REMARKS, SCOPES
from annotator.domain.negotiation.negotiation_reading import read_marks, read_text
from annotator.domain.negotiation.text_units import units
from annotator.domain.tag import TEXT_STATUSES

PIECES = st.sampled_from(
    ["[", "]", "［", "］", "【", "】", "〔", "〕", " ", "\n", "a", "words ", "Article 5\n", "1. ", "(a) ",
     "Option 1", "Option 2:", "alt", " or ", "/", "agreed ad referendum", "(agreed)", "EU: ", "Iran",
     "سلام ", "第一条", "应当", ".", "12", "…", "Proposed by ", "Chapter II\n", "2 alt. ", "ه", "\u200f"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    marks = read_text(text)
    assert sorted(at for mark in marks for at in mark.brackets) == [
        found.start() for found in BRACKET.finditer(text)
    ]
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.kind in KINDS
        assert mark.status in ("", *TEXT_STATUSES)
        assert mark.scope in SCOPES
        assert mark.action in ACTIONS
        assert mark.reason in REASONS
        assert set(mark.remarks) <= set(REMARKS)
    assert counts(marks).marks == len(marks) - sum(mark.kind == "editorial" for mark in marks)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_brackets_nest(text: str) -> None:
    found = pairs(text, units(text))
    open_: list[int] = []
    for index, pair in enumerate(found):
        while open_ and found[open_[-1]].end <= pair.start:
            open_.pop()
        if open_:
            assert pair.end <= found[open_[-1]].end, "neither inside nor apart"
        assert pair.parent == (open_[-1] if open_ else -1)
        assert pair.depth == len(open_) + 1
        open_.append(index)


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_marks_of_a_draft_stand_on_its_pages(parts: list[str]) -> None:
    draft = DraftText(
        PageBody(page, text, ((0, len(text)),) if text else ())
        for page, text in enumerate(parts, start=1)
    )
    marks = read_marks(draft)
    for mark in marks:
        for segment in (*mark.segments, *mark.covers):
            assert 0 <= segment.start < segment.end <= len(parts[segment.page - 1])
        if mark.segments:
            assert mark in touching(marks, mark.covers)
    assert counts(marks).marks == sum(mark.kind != "editorial" for mark in marks)


@pytest.mark.parametrize(
    "piece",
    ["[", "]", "[]", "[ [ ]", "[\n", "[Article 1\n", "[a] or ", "1. a\n1 alt. b\n", "【[】]"],
)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        best = 60.0
        for _ in range(2):
            begin = time.process_time()
            read_text(text)
            best = min(best, time.process_time() - begin)
        return best

    assert spent(80_000) < 10 * spent(20_000) + 0.2, "four times the text"
