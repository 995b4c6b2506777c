# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions in the window, with its keys: gone to by typing, selected, cited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.viewer.selecting.selection import Caret

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window, pdf, qtbot):
    """On a PDF that is in no project."""
    made = make_window(pdf("two_pages"))
    qtbot.waitUntil(lambda: made.reader.view.provisions.known, timeout=20_000)
    return made


def go_to(window, typed, qtbot):
    window.reader.view.setFocus()
    qtbot.keyClick(window.reader.view, Qt.Key.Key_G, CTRL)
    qtbot.waitUntil(window.top.field.hasFocus)
    qtbot.keyClicks(window.top.field, typed)
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)


def test_a_provision_is_gone_to_by_typing_it(window, qtbot) -> None:
    view = window.reader.view
    go_to(window, "art 2", qtbot)
    qtbot.waitUntil(view.hasFocus)
    assert view.page == 2
    assert window.left.outline.tree.currentIndex().data() == "Article 2. Use of terms"
    assert window.top.field.text() == "2"
    go_to(window, "1", qtbot)
    assert view.page == 1, "digits alone are a page"


def test_a_printed_page_number_is_a_page(window, qtbot) -> None:
    view = window.reader.view
    view.labels = ["i", "ii"]
    go_to(window, "II", qtbot)
    assert view.page == 2


def test_what_is_not_there_is_said_with_what_is_near(window, qtbot) -> None:
    with qtbot.waitSignal(window.bench.signals.turned) as said:
        go_to(window, "art 28", qtbot)
    assert "art 28" in said.args[0]
    assert "Art 1" in said.args[0]
    assert window.top.field.hasFocus(), "to be corrected"
    qtbot.keyClick(window.top.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.reader.view.hasFocus)
    assert window.top.field.text() == "1"


def test_one_key_selects_the_provision_one_stands_in(window, select, qtbot) -> None:
    view = window.reader.view
    select(window, "strengthen")
    qtbot.keyClick(view, Qt.Key.Key_L, CTRL)
    quote = view.selection.quote()
    assert quote.startswith("Article 1")
    assert quote.endswith("review it."), "over the page's end"
    qtbot.keyClick(view, Qt.Key.Key_L, CTRL_SHIFT)
    assert view.selection.quote() == "strengthen"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_L, CTRL)
    assert view.selection.quote() == quote, "where one reads"


def test_words_over_two_articles_are_cited_as_a_range(window, qtbot) -> None:
    view = window.reader.view
    select_all(view)
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL_SHIFT)
    assert QApplication.clipboard().text().endswith("two_pages, Art 1-Art 2, pp. 1–2")


def select_all(view):
    view.selection.go(Caret(1, view.texts[1].text.index("Article 1")), extend=False)
    view.selection.go(Caret(2, len(view.texts[2].text)), extend=True)
    view.selection_moved()


def test_the_first_tag_brings_the_provisions_of_the_project(window, select, qtbot) -> None:
    view = window.reader.view
    assert not window.places.outline.search.found.kept
    select(window, "strengthen")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.outline.search.found.kept, timeout=20_000)
    assert view.provisions.structure.at(1, view.texts[1].text.index("strengthen")).path == "Art 1"
