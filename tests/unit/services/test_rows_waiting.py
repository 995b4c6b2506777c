# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of merged files that wait: listed after the merge, each with the sentence the merge gave."""

from __future__ import annotations

import csv

import pytest
from two_editions import join, merge, on, tag

from annotator.services.projects import create_workspace
from annotator.services.rows_waiting import rows_hidden, rows_wait

HEAD = ("draft_symbol", "quote", "page", "code", "reviewer", "format")


def by_hand(folder, *rows):
    path = folder / "hand.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        out.writerows((*row, "treaty-annotations/1") for row in rows)
    return path


@pytest.fixture
def space(tmp_path, pdf):
    made = create_workspace(tmp_path / "ana.treaty", reviewer="Ana")
    made.drafts.add(pdf("two_pages"), symbol="T/1", language="en")
    yield made
    made.close()


QUOTE = "Each State Party shall adopt"
GONE = ("T/1", "words that nobody wrote", "", "SUR-3", "Cy")
OFTEN = ("T/1", "the", "9", "PRV-1", "Cy")
AWAY = ("Z/9", "some words", "", "SAF-3", "Dee")


def test_every_row_is_listed_with_the_sentence_the_merge_gave(space, tmp_path):
    assert space.rows_waiting.count() == 0
    report = space.transfer.merge([by_hand(tmp_path, GONE, OFTEN, AWAY)])
    assert report.counts["waiting"] == 3
    found = space.rows_waiting.list()
    assert [row.why for row in found.rows] == [item.reason for item in report.items]
    assert "are not in T/1@en" in found.rows[0].why
    assert "times; give their page" in found.rows[1].why
    said = [(r.draft, r.quote, r.page, r.code, r.reviewer) for r in found.rows]
    assert said == [GONE, OFTEN, AWAY]
    assert found.hidden == {}
    assert space.rows_waiting.count() == 3
    assert rows_wait(3) == "3 rows of merged files wait for their draft or their words"
    assert rows_wait(0) == ""


def test_what_is_taken_back_or_placed_waits_no_more(space, tmp_path, pdf):
    space.transfer.merge([by_hand(tmp_path, GONE)])
    space.history.undo()
    assert space.rows_waiting.count() == 0
    assert space.rows_waiting.list().rows == ()
    space.transfer.merge([by_hand(tmp_path, ("R/2", QUOTE, "", "SAF-3", "Dee"))])
    (row,) = space.rows_waiting.list().rows
    assert row.why == "There is no draft R/2. There are: T/1@en."
    space.drafts.add(pdf("hyphens"), symbol="R/2", language="en")
    assert space.rows_waiting.count() == 0
    assert space.rows_waiting.list().rows == ()


def test_rows_of_a_program_wait_for_the_pdf_or_for_a_certain_place(one, other):
    tag(other, note="theirs")
    report = merge(one, other)
    (row,) = one.rows_waiting.list().rows
    assert row.why == report.items[0].reason
    assert (row.reviewer, row.quote) == ("Bo", on(other)[0].anchor.quote)
    assert row.page == "1"
    assert one.rows_waiting.count() == 1
    assert other.rows_waiting.count() == 0
    join(one, other)
    assert one.rows_waiting.count() == 0
    assert one.rows_waiting.list().rows == ()


def test_rows_of_colleagues_are_only_counted_by_who_reads_blind(space, tmp_path):
    draft = space.drafts.list()[0].sha256
    mine = ("T/1", "words of my own", "", "SUR-3", "Ana")
    space.team.agree(assigned={"Ana": "", "Cy": ""}, blind=True)
    space.transfer.merge([by_hand(tmp_path, GONE, OFTEN, mine)])
    found = space.rows_waiting.list()
    assert [row.quote for row in found.rows] == ["words of my own"]
    assert found.hidden == {"T/1@en": 2}, "however the row names its draft"
    assert space.rows_waiting.count() == 3
    said = rows_hidden(found.hidden)
    assert said == "2 rows of colleagues: hidden until you have finished T/1@en"
    space.finishing.finish(draft)
    found = space.rows_waiting.list()
    assert len(found.rows) == 3
    assert found.hidden == {}
