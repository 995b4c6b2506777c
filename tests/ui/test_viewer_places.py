# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one is in a draft: to the line, back and forward, over zoom and over drafts."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotator.pdf.text_layer import Line, PageText, PageTexts
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.page_marks import knob
from annotator.ui.viewer.places import MOST, Place, PlaceHistory
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.viewer.trust import doubtful_pages
from annotator.ui.viewer.zoom import PAGE

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
A, B, C = Place("one", 1), Place("one", 9, 0.5), Place("two", 3)


def test_jumps_are_gone_back_and_forward_between() -> None:
    history = PlaceHistory()
    assert history.here is None
    assert history.back() is None
    for place in (A, B, C):
        history.jumped(place)
    assert history.back() == B
    assert history.back() == A
    assert history.back() is None
    assert history.forward() == B
    assert (history.here, history.can_go_forward) == (B, True)


def test_scrolling_moves_the_place_and_is_no_place_of_its_own() -> None:
    history = PlaceHistory()
    history.jumped(A)
    history.moved(B)
    history.jumped(C)
    assert history.back() == B
    assert not history.can_go_back


def test_a_new_jump_forgets_what_one_came_back_from() -> None:
    history = PlaceHistory()
    for place in (A, B):
        history.jumped(place)
    history.back()
    history.jumped(C)
    assert not history.can_go_forward
    assert history.back() == A


def test_the_history_does_not_grow_for_ever_and_can_be_forgotten() -> None:
    history = PlaceHistory()
    for page in range(3 * MOST):
        history.jumped(Place("one", page))
    assert history.here == Place("one", 3 * MOST - 1)
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps == MOST - 1
    history.clear()
    assert history.here is None
    assert not history.can_go_forward


def test_back_goes_to_the_line_one_jumped_from(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    assert not view.travel.can_go_back
    view.put_place(4, 0.37)
    view.go_to(30)
    view.go_to(50)
    view.travel.back()
    assert view.page == 30
    view.travel.back()
    page, offset = view.place()
    assert (page, offset) == (4, pytest.approx(0.37, abs=0.002))
    view.travel.forward()
    view.travel.forward()
    assert view.page == 50
    assert not view.travel.can_go_forward
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    view.travel.back()
    assert view.page in (48, 49), "where one scrolled to before the jump home"


def test_a_passage_in_sight_is_no_jump(make_window, pdf) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    view.travel.jump(lambda: view.reveal(Spot(1, 100, 300)))
    assert not view.travel.can_go_back
    view.travel.jump(lambda: view.reveal(Spot(12, 100, 300)))
    assert view.travel.can_go_back


def test_back_to_another_draft_asks_for_it_and_finds_the_place(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"), pdf("long"))
    view = window.reader.view
    first = view.draft
    assert first == window.bench.sha256
    window.actions_["draft.next"].trigger()
    qtbot.waitUntil(lambda: view.layout_.pages == 60, timeout=20_000)
    second = view.draft
    assert second not in ("", first)
    view.go_to(40)
    wanted: list[str] = []
    view.travel.draft_wanted.connect(wanted.append)
    view.travel.back()
    assert wanted == []
    view.travel.back()
    assert wanted == [first]
    qtbot.waitUntil(lambda: view.layout_.pages == 2, timeout=20_000)
    assert window.bench.current == 0
    view.travel.forward()
    assert wanted == [first, second]
    qtbot.waitUntil(lambda: view.layout_.pages == 60, timeout=20_000)
    view.travel.forward()
    assert view.page == 40


def test_a_document_opens_at_the_line_that_was_kept(make_window, pdf) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    view.put_place(17, 0.61)
    kept, sizes, width = view.place(), view.layout_.sizes, view.width()
    view.show_document(sizes, page=kept[0], offset=kept[1])
    assert view.place() == (17, pytest.approx(0.61, abs=0.002))
    window.resize(width // 2, 500)
    assert view.place()[0] == 17
    assert view.place()[1] == pytest.approx(0.61, abs=0.01)


def test_a_whole_page_is_shown_and_followed(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    view.put_place(7, 0.4)
    told = []
    view.zoom_changed.connect(lambda factor, width: told.append((factor, width)))
    view.set_zoom(PAGE)
    assert (view.fit, view.zoom) == ("page", PAGE)
    assert told[-1][1] is False
    box, height = view.layout_.box(7), view.view_size()[1]
    assert view.top <= box.y
    assert box.bottom <= view.top + height
    assert view.page == 7
    window.resize(900, 500)
    assert view.layout_.box(7).height <= view.view_size()[1]
    view.turn_page(1)
    assert view.page == 8
    assert view.place() == (8, 0.0)
    view.turn_page(-1)
    assert view.page == 7
    assert not view.travel.can_go_back, "leafing is no jump"


def test_the_largest_zoom_draws_sharp_and_takes_little_memory(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view, renderer = window.reader.view, window.reader.renderer
    view.set_zoom(64.0, x=200, y=200)
    qtbot.waitUntil(lambda: not view._settling.isActive() and renderer.is_sharp, timeout=20_000)
    assert view.layout_.box(1).width > 50_000
    held = sum(image.sizeInBytes() for job, image in renderer.cache.of_page(1) if job.clip)
    assert 0 < held < 96 * 2**20
    image = view.viewport().grab().toImage()
    assert image.pixelColor(100, 100) != view._colours.desk


def test_a_single_wide_page_settles(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("sideways"))
    view = window.reader.view
    for width in range(600, 720, 7):
        window.resize(width, 640)
        assert view.layout_.width <= view.view_size()[0]


@pytest.mark.parametrize("place", [0, 1])
def test_an_end_of_the_selection_can_be_dragged(make_window, pdf, select, point, place) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "measures", "protect")
    first, last = view.selection.span()
    view.handles = (first, last)
    assert view.handles == (first, last)
    boxes = view.handles_.boxes()
    at = knob(view.layout_, boxes[place], view.ratio, last=place > 0)
    grip = QPointF((at.x() - view.left()) / view.ratio + 8, (at.y() - view.top) / view.ratio)
    goal = point(window, "everyone", end=True) if place else point(window, "that protect")
    words = QPointF(
        *(
            (v - o) / view.ratio
            for v, o in zip(
                view.layout_.span(*boxes[place])[:2], (view.left(), view.top), strict=True
            )
        )
    )
    line = (view.layout_.span(*boxes[place])[3] - view.layout_.span(*boxes[place])[1]) / 2
    way = grip - words - QPointF(0, line / view.ratio)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=grip.toPoint())
    end = (QPointF(goal) + way).toPoint()
    QTest.mouseMove(view.viewport(), (grip.toPoint() + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    quote = "measures that protect everyone" if place else "that protect"
    assert view.selection.quote() == quote
    assert view.handles == view.selection.span()
    view.handles = None
    assert view.handles is None
    assert view.handles_.boxes() == ()


def test_without_handles_a_press_beside_the_words_selects_anew(make_window, pdf, select) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "measures", "protect")
    assert view.handles_.grab(QPointF(10, 10)) is None
    assert view.handles is None


def test_caret_keys_of_every_editor(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    view, text = window.reader.view, window.reader.view.texts[1].text
    window.actions_["caret.toggle"].setChecked(True)
    view.selection.place(Caret(1, text.index("measures that")))
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert view.selection.quote().startswith("measures that protect everyone")
    assert view.selection.quote().endswith("make sure")
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selection.empty
    assert view.selection.head == Caret(1, text.index("measures that"))
    qtbot.keyClick(view, Qt.Key.Key_End, CTRL)
    assert view.selection.head.page == 2
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_Home, SHIFT | CTRL)
    assert view.selection.head == Caret(1, text.index("Article 1"))
    assert view.selection.anchor.page == 2
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.selection.head > Caret(1, 0)
    assert view.selection.empty


def test_a_chip_stands_beside_a_narrow_page_and_lets_clicks_through(
    make_window, pdf, select, qtbot
) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    select(window, "Statement of purpose")
    qtbot.keyClicks(view, "prv")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.marks.all()) == 1, timeout=10_000)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    view.set_zoom(0.5)
    (chip,) = view.lane.chips()
    right = (view.layout_.box(1).right - view.left()) / view.ratio
    y = (chip.y - view.top) / view.ratio + 10
    at = QPoint(round(right) + 40, round(y))
    inside = view.lane.mapFrom(view.viewport(), at)
    assert view.lane.rect().contains(inside)

    def lights_up() -> bool:
        """Chip and passage do, together; a pointer that stays where it was moves nothing."""
        QTest.mouseMove(view.lane, inside + QPoint(1, 0))
        QTest.mouseMove(view.lane, inside)
        return bool(view.marks.hovered == chip.mark.passage)

    qtbot.waitUntil(lights_up, timeout=10_000)
    QTest.mouseClick(view.lane, Qt.MouseButton.LeftButton, pos=inside)
    assert view.marks.chosen == chip.mark.passage
    QTest.mouseClick(view.lane, Qt.MouseButton.LeftButton, pos=inside + QPoint(0, 200))
    assert view.marks.chosen == "", "beside the chips the page is what was clicked"


def page(number: int, text: str) -> PageText:
    lines, at = [], 0
    for words in text.splitlines():
        lines.append(Line(at, at + len(words), 0, 0, 100, 10))
        at += len(words) + 1
    return PageText(number, text, tuple(lines), array("f", bytes(16 * at)), 600, 800)


def test_text_that_nobody_writes_is_not_trusted() -> None:
    private = "\ue001\ue002\ue003 \ue004\ue005\ue006\ue007\ue008\ue009\n"
    pages = [
        page(1, "Each State Party shall protect\n"),
        page(2, private),
        page(3, "\ufffd" * 40 + "\n"),
        page(4, "\x01\x02\x03\x04\x05\x06\x07\x08 of\n"),
        page(5, "\ue001 1.\n"),
        page(6, "人人有权享有主张和发表意见的自由\n"),
        page(7, "لكل شخص الحق في حرية الرأي\u200f\u00a0والتعبير\n"),
        page(8, "a b c d e f g h \ufffd\ufffd\n"),
    ]
    assert doubtful_pages(pages) == [2, 3, 4]


def test_the_reader_says_once_that_words_cannot_be_trusted(make_window, pdf) -> None:
    window = make_window(pdf("two_pages"))
    bar = window.reader.bar
    assert bar.sentence == ""
    window.reader.set_texts(PageTexts([page(1, "\ue001" * 50 + "\n")]))
    assert "page 1" in bar.sentence
    bar.hide()
    window.reader.set_texts(PageTexts([page(1, "\ue001" * 50 + "\n")]))
    assert bar.sentence == ""


def test_the_caret_comes_along_when_one_went_elsewhere(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("long"))
    view = window.reader.view
    window.actions_["caret.toggle"].setChecked(True)
    view.go_to(30)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection.head is not None
    assert view.selection.head.page == 30
    assert view.page == 30
