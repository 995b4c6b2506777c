# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags on whole provisions: asked for by key and menu, shown where the provision begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.area import Whole
from annotator.ui import reading_place
from annotator.ui.dialogs.palette import Palette

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window, real, anas, qtbot):
    """On a real project of one draft, with the provisions known."""
    made = make_window(anas.close(), own_house=real)
    qtbot.waitUntil(lambda: made.reader.view.provisions.known, timeout=20_000)
    return made


def tag_article_2(window, qtbot):
    """By the keyboard, from the outline."""
    tree = window.left.outline.tree
    window.actions_["outline.show"].trigger()
    qtbot.waitUntil(tree.hasFocus)
    tree.setCurrentIndex(window.left.outline.model.place_of("Art 2"))
    qtbot.keyClick(tree, Qt.Key.Key_D, CTRL)
    field = window.side.tagging.field
    qtbot.waitUntil(field.hasFocus)
    assert "Art 2 as a whole, page 2" in window.side.tagging._where.text()
    qtbot.keyClicks(field, "prv")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.bench.passages), timeout=10_000)
    return window.bench.passages[0]


def test_a_whole_provision_is_tagged_without_selecting_words(window, qtbot) -> None:
    passage = tag_article_2(window, qtbot)
    anchor = passage.anchor
    assert (anchor.kind, anchor.provision, anchor.segments) == ("provision", "Art 2", ())
    outline = window.left.outline.model
    entry = outline.entry(outline.place_of("Art 2"))
    qtbot.waitUntil(lambda: outline.tags_on(entry, unfolded=False).count == 1, timeout=5000)


def test_it_stands_where_the_provision_begins_and_on_the_draft_as_a_whole(window, qtbot) -> None:
    passage, view = tag_article_2(window, qtbot), window.reader.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    view.go_to(2)
    panel = window.side.on_page.model
    rows = [panel.row(n) for n in range(panel.rowCount())]
    assert [(row.passage, row.where) for row in rows] == [(passage.uid, "Art 2")]
    (mark,) = view.marks.by_page[2]
    assert mark.passage == passage.uid
    assert mark.is_area, "a frame around the heading, beside which the lane shows the chip"
    view.go_to(1)
    rows = [panel.row(n) for n in range(panel.rowCount())]
    assert rows[0].head
    assert (rows[1].passage, rows[1].quote) == (passage.uid, "Use of terms")
    window.tagging.reveal(passage.uid)
    assert view.page == 2
    assert "Art 2 as a whole" in window.side.passage._where.text()


def test_the_words_selected_stand_for_the_provision_they_are(window, select, qtbot) -> None:
    view = window.reader.view
    select(window, "strengthen")
    assert "Art 1, page 1" in window.side.tagging._where.text()
    qtbot.keyClick(view, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(window.side.tagging.field.hasFocus)
    assert view.picked.whole == "Art 1"
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.picked.whole == "", "other words are words"
    assert view.picked.what()


def test_a_tag_on_a_provision_that_is_not_found_stays_in_the_list(window, qtbot) -> None:
    bench = window.bench

    def tag(space, _progress):
        anchor = space.passages.anchor_for(bench.sha256, Whole("Art 77"))
        space.passages.tag(anchor, [next(code.uid for code in space.codes.list() if code.family)])

    bench.ask(tag)
    qtbot.waitUntil(lambda: bool(bench.passages), timeout=10_000)
    assert not window.reader.view.marks.by_page
    panel = window.side.on_page.model
    assert [panel.row(n).where for n in range(panel.rowCount())][-1] == "Art 77"


def test_the_whole_is_offered_on_a_bare_pdf_too(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    qtbot.waitUntil(lambda: window.reader.view.provisions.known, timeout=20_000)
    window.actions_["provision.tag"].trigger()
    assert window.reader.view.picked.what() == Whole("Art 1")


def test_an_article_typed_into_the_list_of_commands_is_gone_to(window, qtbot) -> None:
    view = window.reader.view
    window.actions_["palette.open"].trigger()
    (palette,) = window.findChildren(Palette)
    qtbot.keyClicks(palette.field, "art 2")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.page == 2)
    assert view.hasFocus()
    index = reading_place.stood_in(window.bench, view)
    assert view.provisions.structure.provisions[index].path == "Art 2"


def test_what_a_whole_provision_lacks_is_what_its_fields_say(window, select, qtbot) -> None:
    fields = window.side.tagging.fields
    select(window, "strengthen")
    assert fields._said()["stance"] == "weakens"
    tree = window.left.outline.tree
    window.actions_["outline.show"].trigger()
    qtbot.waitUntil(tree.hasFocus)
    tree.setCurrentIndex(window.left.outline.model.place_of("Art 2"))
    qtbot.keyClick(tree, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(window.side.tagging.field.hasFocus)
    assert fields._said()["stance"] == "absent"
    assert fields.asserted() == {}
    select(window, "strengthen")
    assert fields._said()["stance"] == "weakens"


def test_tab_leads_from_words_and_code_to_the_fields(window, select, qtbot) -> None:
    view, tagging = window.reader.view, window.side.tagging
    select(window, "strengthen")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    severity = tagging.fields.parts()[0]
    assert severity.hasFocus()
    tagging.field.setFocus()
    qtbot.keyClick(tagging.field, Qt.Key.Key_Tab)
    assert severity.hasFocus()
    reached = []
    for _stop in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached == ["Stance", "Recommendation", "Confidence", "Proposed wording"]


def test_a_number_beyond_the_last_page_is_looked_for_among_the_articles(window, qtbot) -> None:
    said = []
    window.top.provision_requested.connect(said.append)
    window.actions_["page.go"].trigger()
    qtbot.keyClicks(window.top.field, "29")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert said == ["29"]
    assert window.reader.view.page == 1
