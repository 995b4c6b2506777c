# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for any rows: no error, ranges that nest, one answer, time that grows with the text."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.structure.corrections import ACTIONS, Correction
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.structure.source_line import SourceLine

WORDS = st.sampled_from([
    "Article 1", "Article 2 bis", "Article 7, paragraph 2", "Chapter II", "SECTION 1", "Annex", "Preamble",
    "Title 4", "1. One", "2. Two", "2 bis. More", "(a) part", "(b) part;", "(i) deep", "(ii) deep",
    "(h) late", "26.1 half", "26. whole", "第三条 题", "一、各国", "（一）春", "المادة 3", "1 - نص", "(أ) نص",
    "Contents", "Article 3 ........ 4", "and so on in accordance with", "see article", "OP3", "PP2", "(1) Seeing,",
    "Recalling it,", "The General Assembly,", "end. 2. More; (b) x", "IV", "7", "\u200f\u00adArticle 4", " ", "",
    "A. Title", "I. Title", "’1’ x", "[3. Words]", "Artikel 5", "Pasal 3 - x",
])  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.builds(lambda a, b: f"{a} {b}", WORDS, WORDS))
KINDS = st.sampled_from(["body"] * 6 + ["heading", "header", "footnote", "line_number"])
LOOKS = st.tuples(
    KINDS, st.booleans(), st.sampled_from([0.0, 100.0, 118.0]), st.integers(0, 400), st.booleans()
)


def _lines(rows):
    made, page, at = [], 1, 0
    for text, (kind, bold, left, width, turn) in rows:
        if turn:
            page, at = page + 1, 0
        right = left + width if left else 0.0
        made.append(
            SourceLine(page, at, at + len(text), text, kind=kind, bold=bold, size=10.0, left=left, right=right,
                       top=float(len(made) * 14), bottom=float(len(made) * 14 + 12), page_width=595.0)
        )  # fmt: skip
        at += len(text) + 1
    return made


ROWS = st.lists(st.tuples(TEXTS, LOOKS), max_size=40).map(_lines)
SAID = st.lists(
    st.builds(
        Correction, st.sampled_from(ACTIONS), st.integers(1, 3), st.integers(0, 120),
        kind=st.sampled_from(["", "article", "paragraph", "subparagraph", "item", "chapter", "annex", "recital"]),
        number=st.sampled_from(["", "1", "3 bis", "a", "IV", "一"]), to_page=st.integers(0, 3), to_offset=st.integers(0, 120),
    ),
    max_size=4,
)  # fmt: skip


@given(ROWS, SAID, st.sampled_from([None, "article", "paragraph", "op", "row", "heading", ""]))
@settings(max_examples=300, deadline=None)
def test_ranges_nest_and_places_agree_with_them(lines, said, unit):
    found = find_provisions(lines, unit=unit, corrections=said)
    assert found == find_provisions(lines, unit=unit, corrections=said)
    ones = found.provisions
    assert len({one.path for one in ones}) == len(ones)
    last: dict[int, tuple[int, int]] = {}
    for at, one in enumerate(ones):
        assert -1 <= one.parent < at
        start, end = (one.page, one.start), (one.end_page, one.end)
        assert start <= end
        assert 0 <= one.confidence <= 1
        if one.parent >= 0:
            whole = ones[one.parent]
            assert (whole.page, whole.start) <= start
            assert end <= (whole.end_page, whole.end)
        assert last.get(one.parent, (0, 0)) <= start
        last[one.parent] = end
        for run in found.runs[at]:
            assert found.index_at(run.page, run.start) == at
            assert found.index_at(run.page, run.end - 1) == at
    for line in lines:
        one = found.at(line.page, line.start)
        assert one is None or (one.page, one.start) <= (line.page, line.end)


def _seconds(count):
    text = [
        "Article {n}",
        "1. Words that say something of it.",
        "(a) part;",
        "(i) deep;",
        "and more words",
    ]
    rows = [
        (text[n % 5].format(n=n // 5 + 1), ("body", False, 100.0, 300, n % 40 == 0))
        for n in range(count)
    ]
    lines = _lines(rows)
    begun = time.process_time()
    find_provisions(lines)
    return time.process_time() - begun


def test_time_grows_with_the_text():
    _seconds(500)
    small = max(0.01, min(_seconds(2_000) for _once in range(3)))
    assert _seconds(20_000) < 30 * small
