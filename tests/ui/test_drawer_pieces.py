# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces that panels of the drawer share: words say what they are given, and no more than there is room for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListView, QWidget

from annotator.domain.correspondence import Numbering
from annotator.domain.counterpart import Board
from annotator.domain.negotiation.mark_counts import counts
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.services.negotiation import DraftCounts
from annotator.ui.panels.bracket_panel import BracketPanel
from annotator.ui.panels.counterpart_panel import CounterpartPanel
from annotator.ui.panels.one_line import OneLine
from annotator.ui.panels.rows_or_words import RowsOrWords

LONG = "<b>Rev. 3</b> & others: " + "numbered as in the draft before " * 20


@pytest.fixture
def put(qtbot):
    def show(widget: QWidget, width: int) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, 300)
        widget.show()
        return widget

    return show


def test_one_line_is_cut_between_letters_and_told_in_full(put):
    line = put(OneLine(), 200)
    line.say(LONG)
    assert line.textFormat() == Qt.TextFormat.PlainText
    assert line.text().endswith("…")
    assert line.accessibleName() == LONG
    assert line.toolTip().startswith("<p>&lt;b&gt;Rev. 3&lt;/b&gt; &amp; others")
    assert line.fontMetrics().horizontalAdvance(line.text()) <= 200
    line.resize(QSize(20_000, 20))
    assert line.text() == LONG


def test_words_stand_where_there_are_no_rows_and_are_not_read_as_markup(put):
    rows = QListView()
    pages = put(RowsOrWords(rows, "nothing yet"), 200)
    assert pages.said == "nothing yet"
    pages.show_rows(True)
    assert pages.said == ""
    assert rows.isVisible()
    pages.show_rows(False)
    pages.say(LONG)
    assert pages.said == LONG
    assert pages._words.textFormat() == Qt.TextFormat.PlainText


def test_what_ones_own_table_says_is_shown_as_it_is(put):
    panel = put(CounterpartPanel(), 900)
    board = Board("d", Numbering("own/x", "x", judgement=LONG, own=True), "person")
    panel.show_board(board, names={}, mine=frozenset(), read_only=False)
    assert panel._why.said == f"as chosen here · {LONG}"
    assert panel._why.textFormat() == Qt.TextFormat.PlainText
    assert panel._why.text().endswith("…")


def test_the_panel_of_brackets_says_that_looks_were_left_out(put):
    panel = put(BracketPanel(), 1200)
    total = counts([NegotiationMark("struck", 0, 4)])
    panel.show_marks((), DraftCounts(total, {}, looks=True))
    whole = panel.total.said
    panel.show_marks((), DraftCounts(total, {}, looks=True, cut=True))
    assert panel.total.said == f"{whole} · a page has more changed words than are listed"


def test_the_keyboard_stays_with_the_rows_while_words_stand_in_their_place(put, qtbot):
    rows = QListView()
    pages = put(RowsOrWords(rows), 200)
    pages.show_rows(True)
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    pages.show_rows(False)
    pages.show_rows(True)
    assert rows.hasFocus()
