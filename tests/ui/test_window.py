# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole window on a bare PDF: seen, selected, tagged, undone. The worker is the real one."""

from __future__ import annotations

import math
import os
import signal
import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def ink(window, darker: int = 100) -> int:
    """Dark pixels of the picture of the pages."""
    image = window.reader.view.viewport().grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < darker
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def tags(window) -> list[str]:
    return [label.letters for mark in window.reader.view.marks.all() for label in mark.labels]


def test_a_pdf_is_shown_without_mupdf_in_this_process(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    qtbot.waitUntil(lambda: window.reader.renderer.is_sharp, timeout=20_000)
    assert ink(window) > 200
    assert window.top.field.text() == "1"
    assert window.reader.view.accessibleName() == "Draft page 1 of 2"
    assert not any(name.split(".")[0] == "pymupdf" for name in sys.modules)


def test_typing_tags_the_selected_words(make_window, pdf, select, qtbot, house) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "The purposes of this", "everyone")
    assert view.selection.quote().startswith("The purposes of this Convention")
    assert view.hasFocus()
    assert window.side.currentWidget() is window.side.tagging
    qtbot.keyClicks(view, "sur3")
    assert window.side.tagging.field.text() == "sur3"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags(window) == ["SUR-3"], timeout=10_000)
    assert window.side.tagging.field.text() == ""
    assert not view.selection.empty, "the words stay selected for the next code"
    qtbot.keyClicks(view, "prior")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags(window) == ["SUR-3", "SAF-3"], timeout=10_000)
    assert len(house.spaces[-1].on_draft(window.bench.sha256)) == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection.empty
    assert window.side.currentWidget() is window.side.on_page
    assert window.side.on_page.model.rowCount() == 1


def test_the_first_tag_makes_the_project_and_names_it(
    make_window, pdf, select, qtbot, house
) -> None:
    window = make_window(pdf("two_pages"))
    assert not house.projects
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "prv")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags(window) == ["PRV-1"], timeout=10_000)
    path = house.folder / "two_pages.treaty"
    assert list(house.projects) == [path]
    assert str(path) in window.notice.sentence
    assert window.bench.project == path
    assert "two_pages" in window.windowTitle()


def test_undo_and_redo_are_named_and_work(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "prv")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    undo = window.actions_["edit.undo"]
    qtbot.waitUntil(lambda: undo.text().endswith("Tag PRV-1"), timeout=10_000)
    undo.trigger()
    qtbot.waitUntil(lambda: tags(window) == [], timeout=10_000)
    assert not undo.isEnabled()
    window.actions_["edit.redo"].trigger()
    qtbot.waitUntil(lambda: tags(window) == ["PRV-1"], timeout=10_000)


def test_a_field_undoes_its_own_words_first(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    window.activateWindow()
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "prv")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags(window) == ["PRV-1"], timeout=10_000)
    note = window.side.tagging.fields._texts["note"]
    note.setFocus()
    qtbot.keyClicks(note, "abc")
    qtbot.keyClick(note, Qt.Key.Key_Z, CTRL)
    assert note.toPlainText() == ""
    assert tags(window) == ["PRV-1"]
    note.document().clearUndoRedoStacks()
    qtbot.keyClick(note, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: tags(window) == [], timeout=10_000)


def test_when_the_commit_fails_nothing_is_drawn_and_the_words_stay_selected(
    make_window, pdf, select, qtbot, house
) -> None:
    window = make_window(pdf("two_pages"))
    house.failing = True
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "prv")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "disk is full" in window.bar.sentence, timeout=10_000)
    assert tags(window) == []
    assert window.reader.view.selection.quote() == "Statement of purpose"
    qtbot.waitUntil(lambda: window.side.tagging.field.text() == "PRV-1", timeout=10_000)


def test_clicking_a_passage_shows_its_tags_and_editing_commits(
    make_window, pdf, select, point, qtbot, house
) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "Statement of purpose")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags(window) == ["PRV-1"], timeout=10_000)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    at = point(window, "of purpose")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.side.currentWidget() is window.side.passage
    (card,) = window.side.passage.cards().values()
    qtbot.mouseClick(card.fields._severity._dots[2], Qt.MouseButton.LeftButton)
    space = house.spaces[-1]
    qtbot.waitUntil(lambda: space.on_draft(window.bench.sha256)[0].tags[0].severity == "3")
    note = card.fields._texts["note"]
    note.setFocus()
    qtbot.keyClicks(note, "too wide")
    view.setFocus()
    qtbot.waitUntil(lambda: space.on_draft(window.bench.sha256)[0].tags[0].note == "too wide")
    qtbot.waitUntil(lambda: window.writer.idle)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tags(window) == [], timeout=10_000)
    assert window.notice.sentence == "Deleted"
    assert window.side.currentWidget() is window.side.on_page


def test_passages_are_reached_by_keyboard(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    for words in ("Statement of purpose", "each State Party"):
        select(window, words)
        qtbot.keyClicks(view, "prv")
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.writer.idle and bool(tags(window)), timeout=10_000)
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(tags(window)) == 2, timeout=10_000)
    window.actions_["passage.next"].trigger()
    first = view.marks.chosen
    window.actions_["passage.next"].trigger()
    assert {first, view.marks.chosen} == {mark.passage for mark in view.marks.all()}
    assert window.side.currentWidget() is window.side.passage


def test_selecting_by_keyboard_alone(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    window.actions_["caret.toggle"].setChecked(True)
    for _time in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert len(view.selection.quote().split()) == 2
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert len(view.selection.quote().split()) > 2


def test_copy_gives_clean_text(make_window, pdf, select) -> None:
    window = make_window(pdf("two_pages"))
    select(window, "The purposes of this", "everyone")
    window.actions_["selection.copy"].trigger()
    assert QApplication.clipboard().text() == (
        "The purposes of this Convention are to promote and to strengthen the "
        "measures that protect everyone"
    )


def test_zoom_stays_under_the_pointer(make_window, pdf, point, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    view.go_to(3)
    view.set_zoom(2.0)  # wider than the view: a page that fits stays in the middle
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum() // 2)
    at = QPoint(300, 300)
    before = view.spot_at(at.x(), at.y())
    for _time in range(4):
        event = QWheelEvent(
            QPointF(at), QPointF(view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
    after = view.spot_at(at.x(), at.y())
    assert after.page == before.page
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1.5)
    assert view.zoom == pytest.approx(1.1 ** round(math.log(view.zoom, 1.1)))


def test_going_to_a_page_and_scrolling_by_keys(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    window.top.field.setFocus()
    qtbot.keyClicks(window.top.field, "17")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert view.page == 17
    assert window.top.pages.text() == "/ 60"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 60
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.top > 0


def test_no_page_is_blank_while_scrolling_fast(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view, renderer = window.reader.view, window.reader.renderer
    for page in range(2, 60, 7):
        view.go_to(page)
        assert ink(window, 200) > 50, f"page {page} is blank"
    qtbot.waitUntil(lambda: renderer.is_sharp, timeout=20_000)


def test_the_worker_may_die_and_the_window_goes_on(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view, client = window.reader.view, window.reader._link.client
    first = client.pid
    os.kill(first, signal.SIGKILL)
    view.go_to(30)
    qtbot.waitUntil(lambda: client.pid not in (0, first), timeout=10_000)
    view.go_to(44)
    qtbot.waitUntil(lambda: window.reader.renderer.is_sharp, timeout=20_000)
    assert ink(window) > 200


def test_several_pdfs_are_drafts_to_switch_between(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"), pdf("long"))
    assert [window.top.tabs.tabText(n) for n in range(2)] == ["two_pages.pdf", "long.pdf"]
    window.actions_["draft.next"].trigger()
    qtbot.waitUntil(lambda: window.reader.view.layout_.pages == 60, timeout=20_000)
    assert window.top.tabs.currentIndex() == 1


def test_nothing_given_shows_what_to_do(make_window) -> None:
    window = make_window()
    assert window._pages.currentWidget() is window.starts.page
    assert window.starts.page.isVisible()


def test_after_undo_by_key_the_notice_no_longer_offers_it(make_window, pdf, select, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    select(window, "Statement of purpose")
    qtbot.keyClicks(window.reader.view, "prv")
    qtbot.keyClick(window.reader.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.notice.sentence.startswith("Tagged PRV-1"), timeout=10_000)
    qtbot.waitUntil(window.actions_["edit.undo"].isEnabled, timeout=10_000)
    window.actions_["edit.undo"].trigger()
    assert window.notice.sentence == ""
