# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of the draft beside its pages: what it says, one place and one selection with the pages."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.domain.area import Area
from annotator.pdf.text_layer import Line, PageText
from annotator.ui.models.running_text import paragraphs
from annotator.ui.viewer.text.text_setting import HEADING, PAGE, BlockState

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def page_of(*rows: tuple[str, str, int]) -> PageText:
    """A page of lines below one another: words, kind, block."""
    lines, text, y = [], "", 0.0
    for words, kind, block in rows:
        rtl = any("\u0590" < char < "\u0700" for char in words)
        lines.append(
            Line(
                len(text),
                len(text) + len(words),
                50,
                y,
                500,
                y + 12,
                block=block,
                kind=kind,
                rtl=rtl,
                size=11,
            )
        )
        text += words + "\n"
        y += 30
    return PageText(1, text, tuple(lines), array("f", bytes(16 * len(text))), 595, 842)


def test_paragraphs_read_like_quotes_and_know_their_characters() -> None:
    page = page_of(
        ("A/CONF.1/7", "header", 0),
        ("Article 1", "heading", 1),
        ("States shall co-", "body", 2),
        ("operate in the ﬁeld of", "body", 2),
        ("7", "line_number", 3),
        ("evidence.", "body", 2),
        ("1 A note.", "footnote", 4),
        ("2. Next.", "body", 5),
    )
    found = paragraphs(page)
    assert [(each.kind, each.text) for each in found] == [
        ("heading", "Article 1"),
        ("body", "States shall cooperate in the field of evidence."),
        ("body", "2. Next."),
        ("footnote", "1 A note."),
    ]
    body = found[1]
    for word in ("States", "cooperate", "field", "of", "evidence"):
        start = body.text.index(word)
        raw = page.text[body.raw(start) : body.raw(start + len(word), end=True)]
        assert raw.replace("-\n", "").replace("ﬁ", "fi") == word
        assert body.shown(body.raw(start)) == start


def test_the_direction_is_that_of_the_letters() -> None:
    arabic, english = paragraphs(page_of(("المادة الأولى", "body", 0), ("Article 1", "body", 1)))
    assert arabic.rtl
    assert not english.rtl


@pytest.fixture
def reading(make_window, pdf, qtbot):
    """A window with the text beside the pages, filled."""
    window = make_window(pdf("two_pages"))
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.furnish().text.filling.complete, timeout=10_000)
    return window


def states(window) -> list[BlockState]:
    block, found = window.furnish().text.pane.document().firstBlock(), []
    while block.isValid():
        found.append(BlockState.of(block))
        block = block.next()
    return found


def find(window, words: str) -> QTextCursor:
    cursor = window.furnish().text.pane.document().find(words)
    assert not cursor.isNull(), words
    return cursor


def test_both_pages_stand_in_the_text_with_their_headings(reading) -> None:
    found = states(reading)
    assert None not in found
    assert [state.page for state in found if state.kind == PAGE] == [1, 2]
    assert any(state.kind == HEADING for state in found)
    assert reading.furnish().text.pane.toPlainText().startswith("Page 1\n")
    assert "\nPage 2\n" in reading.furnish().text.pane.toPlainText()


def test_assistive_technology_reads_all_of_it(reading) -> None:
    node = QAccessible.queryAccessibleInterface(reading.furnish().text.pane)
    assert node.text(QAccessible.Text.Name) == "Text of the draft"
    words = node.textInterface()
    assert words.characterCount() == len(reading.furnish().text.pane.toPlainText())
    assert words.text(0, 6) == "Page 1"


def test_what_is_selected_in_the_text_is_selected_on_the_page_and_tagged(reading, qtbot) -> None:
    pane, view = reading.furnish().text.pane, reading.reader.view
    pane.setFocus()
    pane.setTextCursor(find(reading, "purposes of this Convention"))
    assert view.selection.quote() == "purposes of this Convention"
    assert pane.hasFocus()
    qtbot.keyClicks(pane, "sur3")
    assert reading.side.tagging.field.text() == "sur3"
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(reading.bench.passages), timeout=10_000)
    block = find(reading, "purposes of").block()
    (tint,) = reading.furnish().text._tints(block)
    assert block.text()[tint.start : tint.end] == "purposes of this Convention"
    assert tint.lines
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert view.selection.empty
    assert not pane.textCursor().hasSelection()
    assert pane.hasFocus()
    pane.clicked.emit(block.position() + tint.start)
    assert view.marks.chosen == reading.bench.passages[0].uid


def test_words_selected_in_the_text_take_the_place_of_an_area(reading) -> None:
    pane, view = reading.furnish().text.pane, reading.reader.view
    view.area.take(Area(1, 80.0, 95.0, 330.0, 145.0))
    pane.setTextCursor(find(reading, "purposes of this Convention"))
    assert view.picked.area is None
    assert view.picked.quote() == "purposes of this Convention"
    assert "purposes" in reading.side.tagging._quote.toPlainText()


def test_what_is_selected_on_the_page_is_selected_in_the_text(reading, select, qtbot) -> None:
    select(reading, "The purposes of this", "everyone")
    quote = reading.reader.view.selection.quote()
    assert reading.furnish().text.pane.textCursor().selectedText() == quote
    reading.furnish().text.pane.copy()
    assert QApplication.clipboard().text() == quote


def test_texts_that_come_do_not_pull_the_text_back_to_what_is_selected(reading, select) -> None:
    pane, view = reading.furnish().text.pane, reading.reader.view
    reading.resize(1200, 400)
    pane.set_size(40)
    select(reading, "The purposes of this")
    last = pane.verticalScrollBar().maximum()
    pane.verticalScrollBar().setValue(last)
    view.texts_changed()
    assert pane.verticalScrollBar().value() == last
    assert view.selection.quote() == "The purposes of this"
    assert "The purposes of this" in reading.side.tagging._quote.toPlainText()


def test_pages_and_text_go_together(reading, qtbot) -> None:
    pane, view = reading.furnish().text.pane, reading.reader.view
    pane.set_size(40)
    reading.resize(1200, 400)
    view.set_zoom(2.0)
    view.go_to(2)
    block = reading.furnish().text.filling.block(2)
    qtbot.waitUntil(lambda: pane.top()[0] == block, timeout=5_000)
    pane.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: view.place()[0] == 1, timeout=5_000)
    assert pane.verticalScrollBar().value() == 0, "what follows does not lead"


def test_the_type_has_a_size_of_its_own(reading, qtbot) -> None:
    pane, view = reading.furnish().text.pane, reading.reader.view
    pane.setFocus()
    zoom, size = view._zoom.factor, pane.size_
    qtbot.keyClick(pane, Qt.Key.Key_Plus, CTRL)
    assert pane.size_ > size
    assert view._zoom.factor == zoom
    for _n in range(30):
        qtbot.keyClick(pane, Qt.Key.Key_Minus, CTRL)
    assert pane.size_ == 12
    qtbot.keyClick(pane, Qt.Key.Key_0, CTRL)
    assert pane.size_ == size


def test_it_is_one_of_the_parts_of_the_window_and_folds_away(reading, qtbot) -> None:
    view = reading.reader.view
    view.setFocus()
    reading.actions_["pane.next"].trigger()
    assert reading.furnish().text.pane.hasFocus()
    reading.actions_["pane.previous"].trigger()
    assert view.hasFocus()
    reading.furnish().text.pane.setFocus()
    qtbot.keyClick(reading, Qt.Key.Key_F4)
    assert reading.furnish().text.pane is None
    assert view.hasFocus()
    assert not reading.furnish().text.filling.pages, "what nobody sees is not kept"


def test_another_draft_fills_it_anew(reading, pdf, qtbot) -> None:
    reading.open_paths([pdf("hyphens")])
    qtbot.waitUntil(lambda: reading.reader.text_complete, timeout=20_000)
    qtbot.waitUntil(lambda: reading.furnish().text.filling.complete, timeout=10_000)
    said = reading.furnish().text.pane.toPlainText()
    assert "purposes of this Convention" not in said
    assert len(said) > 40
