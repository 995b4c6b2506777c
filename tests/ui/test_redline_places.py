# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one text of two drafts goes to what stands at a place of either of them."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.changes import WordPiece
from annotator.domain.alignment.redline_text import RedlinePart
from annotator.domain.alignment.word_by_word import SAME
from annotator.ui.viewer.text.redline_pane import RedlinePane


def part(number, older, newer):
    words = (WordPiece(SAME, None, (0, 1), f"words of part {number} " * 40),)
    return RedlinePart(str(number), "", False, words, -1, older, newer)


@pytest.fixture
def pane(qtbot):
    made = RedlinePane()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    rows = [(None, (1, 0)), ((2, 10), (1, 40)), ((1, 0), (2, 0)), ((3, 0), None), ((3, 50), (3, 5))]
    made.show_parts([part(number, *row) for number, row in enumerate(rows)])
    return made


@pytest.mark.parametrize(
    ("place", "newer", "number"),
    [((1, 39), True, 0), ((1, 40), True, 1), ((2, 999), True, 2), ((9, 9), True, 4),
     ((0, 0), True, 0), ((1, 5), False, 2), ((2, 10), False, 1), ((3, 49), False, 3)],
)  # fmt: skip
def test_it_goes_to_the_part_that_stands_there(pane, place, newer, number):
    pane.show_place(place, newer=newer)
    assert pane.top()[0].blockNumber() == number


def test_parts_are_put_in_order_once_and_not_at_every_step(pane):
    pane._parts = None  # what is scrolled by is known
    pane.show_place((2, 0), newer=True)
    assert pane.top()[0].blockNumber() == 2


def test_without_parts_it_stays_where_it_is(pane):
    pane.show_parts(())
    pane.show_place((1, 0), newer=True)
    assert pane.toPlainText() == ""
