# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of pages for the finder of provisions: what stands at one height, columns, marks of notes."""

from __future__ import annotations

import json
import re
import time
from array import array

import pytest

from annotator.domain.draft_text import DraftText
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.arena import SharedBytes
from annotator.pdf.page_texts import PageTexts
from annotator.pdf.quoted_text import page_body
from annotator.pdf.reading import read_draft
from annotator.pdf.source_lines import source_lines
from annotator.pdf.text_page import Line, PageText

WIDTH = 5.0


def _page(lines, number=1, small=()):
    """A page of (left, top, words, kind); `small`: code points that are half as high."""
    text, made, boxes = "", [], array("f")
    for left, top, words, kind in lines:
        start = len(text)
        for at in range(len(words)):
            high = 5.0 if start + at in small else 10.0
            boxes.extend((left + WIDTH * at, top, left + WIDTH * (at + 1), top + high))
        boxes.extend((0.0, 0.0, 0.0, 0.0))
        text += words + "\n"
        made.append(
            Line(
                start,
                len(text) - 1,
                left,
                top,
                left + WIDTH * len(words),
                top + 10,
                kind=kind,
                size=10.0,
            )
        )
    return PageText(number, text, tuple(made), boxes, 595.0, 842.0)


def test_a_number_set_apart_and_its_words_are_one_row():
    (line,) = source_lines([_page([(70, 100, "1.", "body"), (100, 100, "Words of it", "body")])])
    assert (line.text, line.start, line.end) == ("1. Words of it", 0, 14)
    assert (line.left, line.right, line.page_width) == (70, 155, 595)


def test_columns_are_read_one_after_the_other():
    rows = [
        (left, 100 + 20 * at, f"{side} column row {at}", "body")
        for at in range(6)
        for left, side in ((60, "left"), (320, "right"))
    ]
    lines = list(source_lines([_page(rows)]))
    assert [line.column for line in lines] == [0] * 6 + [1] * 6
    assert [line.text for line in lines[5:7]] == ["left column row 5", "right column row 0"]


def test_one_column_with_numbers_at_its_side_is_one():
    rows = [
        row
        for at in range(8)
        for row in (
            (60, 100 + 20 * at, f"{at}.", "body"),
            (120, 100 + 20 * at, "words of a whole row", "body"),
        )
    ]
    assert {line.column for line in source_lines([_page(rows)])} == {0}


@pytest.mark.parametrize("mark", ["1", "12", "٣", "a", "*", "(1)", " 2"])
def test_a_raised_mark_behind_a_sign_is_none_of_the_words_however_long_the_line(mark):
    words = f"{'long ' * 20}as in resolution 55/25,"
    small = range(len(words), len(words) + len(mark))
    (line,) = source_lines([_page([(70, 100, words + mark, "body")], small=small)])
    assert line.text == words + " " * len(mark)
    (line,) = source_lines([_page([(70, 100, words + mark, "body")])])
    assert line.text == words + mark


def test_the_mark_of_a_note_is_no_part_of_a_number():
    words = "Article 43"
    (line,) = source_lines([_page([(250, 100, words, "heading")], small={9})])
    assert line.text == "Article 4 "
    (line,) = source_lines([_page([(250, 100, words, "heading")])])
    assert line.text == words


def test_a_thousand_pages_take_seconds():
    rows = [
        (100, 80 + 12 * at, f"{at}. Words of a paragraph that go on to the end of it", "body")
        for at in range(55)
    ]
    rows[::11] = [
        (250, top, f"Article {top}", "heading") for _left, top, _words, _kind in rows[::11]
    ]
    texts = PageTexts(_page(rows, number) for number in range(1, 201))
    begun = time.process_time()
    find_provisions(list(source_lines(texts[page] for page in texts)))
    assert time.process_time() - begun < 20 / 5


@pytest.mark.parametrize(
    "name", ["uncac_en_0", "uncac_en_1", "uncac_en_2", "uncac_zh_0", "crpd_zh_0", "iccpr_en_lines"]
)
def test_paragraphs_of_real_drafts_get_their_provision(shared_data, name):
    """Beside what is known of each paragraph. `1 . In time` and `(a)` below a bare `1.` are paragraphs
    here and none there, and `(ii) or (b) (i), of this` is a reference here and an item there.
    """
    source = SharedBytes.from_file(shared_data / "families" / f"{name}.pdf")
    try:
        reading = read_draft(source)
    finally:
        source.close()
    truth = json.loads(
        (shared_data / "families" / f"{name}.truth.json").read_text(encoding="utf-8")
    )
    found = find_provisions(list(source_lines(reading.texts)), outline=reading.outline)
    draft = DraftText(page_body(text) for text in reading.texts)
    last, seen, wrong = (0, 0), 0, []
    for one in truth["paragraphs"]:
        places = [s[0] for s in draft.find(one["text"]) if s and (s[0].page, s[0].start) > last]
        if not places:
            continue
        last, seen = (places[0].page, places[0].start), seen + 1
        path = re.sub(r"#\d+", "", found.at(*last).path)
        path = path.partition("(")[0] if "_zh_" in name else path
        if path != one["provision"]:
            wrong.append((one["provision"], path))
    assert seen > 100
    assert len(wrong) <= (5 if name == "iccpr_en_lines" else 0.005 * seen), wrong
