# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding words in a draft: what counts as found, how it is counted, shown and left."""

from __future__ import annotations

import time

import pytest
from find_pages import found, page
from PySide6.QtCore import QObject, Qt, QTimer

from annotator.pdf.page_texts import PageTexts
from annotator.ui.viewer.find.find_text import Query
from annotator.ui.viewer.find.finder import Finder
from annotator.ui.viewer.paper import WHITE
from annotator.ui.viewer.selecting.selection import Caret

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_spelling_is_compared_as_everywhere() -> None:
    text = page(1, "The diﬃcult “co-", "operation” is cross-border", "and DIFFICULT.")
    assert [words for _p, words in found([text], "difficult")] == ["diﬃcult", "DIFFICULT"]
    assert found([text], '"cooperation"') == [(1, "“co-\noperation”")]
    assert found([text], "crossborder")
    assert found([text], "cross-border")
    assert not found([text], "")
    assert not found([text], " ")
    assert not found([text], "privacy")


def test_words_across_a_page_end_are_found_once_and_headers_do_not_count() -> None:
    one = page(1, "A/AC.1/9", "shall protect the", kinds={0: "header"})
    two = page(2, "A/AC.1/9", "right to privacy", kinds={0: "header"})
    assert found([one, two], "protect the right to") == [(1, "protect the\n|right to")]
    assert not found([one, two], "A/AC.1/9")


def test_capitals_and_whole_words_when_asked_for() -> None:
    text = page(1, "State and state, estate; cross-border, STATE", "inter-", "state states")
    assert len(found([text], "state")) == 6
    assert len(found([text], "State", case=True)) == 1
    assert len(found([text], "state", whole=True)) == 3, "nor `interstate` over a line's end"
    assert len(found([text], "State", whole=True, case=True)) == 1
    assert found([text], "border", whole=True) == [(1, "border")]
    assert found([text], "cross", whole=True) == [(1, "cross")]
    assert found([page(1, "人人有权享有")], "有权", whole=True)


def test_a_page_of_any_length_is_searched_whole() -> None:
    lines = [f"{n} each State Party shall protect privacy" for n in range(900)]
    text = page(1, *lines)
    assert len(found([text], "protect privacy")) == 900
    assert [words for _p, words in found([text], "privacy 500 each")] == ["privacy\n500 each"]


def wait(qtbot, finder: Finder) -> None:
    qtbot.waitUntil(lambda: finder.complete, timeout=10_000)


def test_the_first_place_from_where_one_reads_is_shown_and_steps_go_round(qtbot) -> None:
    texts = PageTexts(page(n, "privacy here", f"and privacy again {n}") for n in (1, 2, 3))
    finder = Finder(texts)
    finder.look_for(Query("privacy"), Caret(2, 5))
    wait(qtbot, finder)
    assert finder.count == 6
    numbers = [finder.number]
    for step in (1, 1, 1, -1, -1):
        finder.step(step)
        numbers.append(finder.number)
    assert numbers == [4, 5, 6, 1, 6, 5]
    assert finder.current is not None
    assert [q.page for q in finder.quads(finder.current, 3)] == [3]
    finder.clear()
    assert (finder.count, finder.number) == (0, 0)


def test_what_reaches_over_a_page_without_text_is_painted_on_both_sides_of_it(qtbot) -> None:
    finder = Finder(PageTexts([page(1, "protect the"), page(2), page(3, "right to privacy")]))
    finder.look_for(Query("the right"), Caret(1, 0))
    wait(qtbot, finder)
    painted = [[len(finder.quads(hit, n)) for hit in finder.on(n)] for n in (1, 3)]
    assert painted == [[1], [1]]


def test_what_is_read_later_is_found_too_and_the_place_stays(qtbot) -> None:
    texts = PageTexts([page(2, "privacy")])
    finder = Finder(texts)
    finder.look_for(Query("privacy"), Caret(2, 0))
    wait(qtbot, finder)
    assert (finder.number, finder.count) == (1, 1)
    texts[1] = page(1, "privacy")
    finder.texts_changed()
    wait(qtbot, finder)
    assert (finder.number, finder.count) == (2, 2)
    texts[2] = page(2, "privacy", kinds={0: "header"})
    finder.texts_changed()
    wait(qtbot, finder)
    assert (finder.number, finder.count) == (1, 1)
    assert finder.current is not None
    assert finder.current.page == 1


def test_nothing_is_final_while_pages_of_the_draft_are_not_read(qtbot) -> None:
    texts = PageTexts([page(1, "privacy"), page(2, "privacy")])
    finder = Finder(texts)
    finder.take_up("", 3)
    finder.look_for(Query("expression"), Caret(1, 0))
    qtbot.waitUntil(lambda: finder.builder.done == 2, timeout=10_000)
    assert not finder.complete
    texts[3] = page(3, "expression")
    finder.texts_changed()
    wait(qtbot, finder)
    assert finder.count == 1


def test_a_draft_taken_up_during_a_search_is_not_called_searched_before_it_is_read(qtbot) -> None:
    texts = PageTexts()
    finder = Finder(texts)
    finder.look_for(Query("privacy"), Caret(1, 0))
    finder.forget()
    finder.take_up("", 1)
    assert not finder.complete
    texts[1] = page(1, "privacy")
    finder.texts_changed()
    wait(qtbot, finder)
    assert finder.count == 1


def test_texts_told_of_twice_make_no_page_unread_that_never_was_read(qtbot) -> None:
    texts = PageTexts(page(n, "privacy") for n in range(1, 21))
    finder, told = Finder(texts), []
    finder.take_up("", 20)
    finder.builder.progressed.connect(lambda done, _pages: told.append(done))
    finder.texts_changed()
    finder.texts_changed()
    finder.look_for(Query("privacy"), Caret(1, 0))
    wait(qtbot, finder)
    assert told[0] == 0
    assert told == sorted(told)
    assert told[-1] == 20


def test_a_search_leaves_the_pages_in_sight_ready_and_goes_on_where_one_is(qtbot) -> None:
    texts = PageTexts(page(n, "privacy") for n in range(1, 61))
    finder, read = Finder(texts), []
    shown = texts[30]
    finder.builder.put.connect(read.extend)
    finder.prepare(1)
    finder.look_for(Query("expression"), Caret(30, 0))
    wait(qtbot, finder)
    assert read[0] == 30
    assert texts[30] is shown


class Pulse(QObject):
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(0)

    def _on_turn(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def test_a_large_draft_is_searched_in_small_bites(qtbot) -> None:
    line = "The diﬃcult “co-operation” of each State Party shall protect the right to privacy"
    texts = PageTexts(page(n, *[line] * 60) for n in range(1, 301))
    finder = Finder(texts)
    turns: list[int] = []
    finder.changed.connect(lambda: turns.append(finder.count))
    finder.look_for(Query("privacy"), Caret(150, 0))
    pulse = Pulse()
    wait(qtbot, finder)
    assert finder.count == 300 * 60
    assert len(turns) > 20, "it came in many turns"
    assert pulse.longest < 0.2, "far above what is measured (see tests/bench), far below a freeze"


@pytest.fixture
def reading(make_window, pdf):
    window = make_window(pdf("long"))
    window.activateWindow()
    return window


def settled(window, qtbot) -> None:
    view = window.reader.view
    qtbot.waitUntil(lambda: view.finder.complete and bool(view.finder.query.words), timeout=10_000)


def test_typing_finds_enter_goes_on_and_escape_returns(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    words = view.texts[5].text.split("\n")[3].strip()[:24]
    expected = len(found([view.texts[n] for n in sorted(view.texts)], words))
    view.find_requested.emit(0)
    assert bar.isVisible()
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, words)
    settled(reading, qtbot)
    assert expected > 1
    assert bar.count.text() == f"1 of {expected}"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == f"2 of {expected}"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{expected} of {expected}"
    qtbot.waitUntil(view.ticks.isVisible, timeout=5_000)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()
    assert view.finder.count == 0
    qtbot.waitUntil(lambda: not view.ticks.isVisible(), timeout=5_000)


def test_what_is_found_is_painted_and_the_current_one_stronger(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    qtbot.waitUntil(lambda: reading.reader.renderer.is_sharp, timeout=20_000)

    def strong() -> int:
        image = view.viewport().grab().toImage()
        wanted = WHITE.hit_here.lower()
        return sum(
            image.pixelColor(x, y).name() == wanted
            for x in range(0, image.width(), 2)
            for y in range(image.height())
        )

    assert strong() == 0
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "state")
    settled(reading, qtbot)
    assert strong() > 5
    bar.close_requested.emit()
    assert strong() == 0


def test_nothing_found_is_said(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "zzzzz")
    settled(reading, qtbot)
    assert bar.count.text() == "No places"
    assert bar.field.accessibleDescription() == "No places"
    assert not bar.next.isEnabled()
    bar.field.clear()
    assert bar.count.text() == ""


def test_one_search_is_one_jump(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "state")
    settled(reading, qtbot)
    view.put_place(1, 0.0)
    for _step in range(view.finder.count // 3):
        view.find_requested.emit(1)
    assert view.page > 3
    view.travel.back()
    assert view.page == 1
    assert not view.travel.can_go_back


def test_selected_words_are_looked_for_and_found_ones_can_be_selected(
    reading, select, qtbot
) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    words = view.texts[1].text.split("\n")[3].strip()[:20].strip()
    select(reading, words)
    quote = view.selection.quote()
    view.find_requested.emit(0)
    assert bar.field.text() == quote
    settled(reading, qtbot)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    page_found = view.finder.current.page
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, CTRL)
    assert not bar.isVisible()
    assert view.selection.quote() == quote
    assert view.selection.span()[0].page == page_found
    assert view.hasFocus()


def test_the_next_place_without_the_bar_uses_the_words_of_last_time(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    view.find_requested.emit(1)
    assert bar.field.hasFocus(), "there are no words yet"
    qtbot.keyClicks(bar.field, "state")
    settled(reading, qtbot)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    view.go_to(9)
    view.find_requested.emit(1)
    settled(reading, qtbot)
    assert bar.isVisible()
    assert view.finder.current.page >= 9


def test_capitals_and_whole_words_are_switched_by_keyboard(reading, qtbot) -> None:
    view, bar = reading.reader.view, reading.reader.search.bar
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "STATE")
    settled(reading, qtbot)
    every = view.finder.count
    assert every > 0
    bar.case.setFocus()
    qtbot.keyClick(bar.case, Qt.Key.Key_Space)
    settled(reading, qtbot)
    assert view.finder.query == Query("STATE", case=True)
    assert view.finder.count < every


def test_another_draft_is_searched_for_the_same_words(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"), pdf("long"))
    view, bar = window.reader.view, window.reader.search.bar
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "state")
    settled(window, qtbot)
    before = view.finder.count
    window.actions_["draft.next"].trigger()
    qtbot.waitUntil(
        lambda: view.layout_.pages == 60 and window.reader.text_complete, timeout=20_000
    )
    settled(window, qtbot)
    qtbot.waitUntil(lambda: view.finder.count > before, timeout=10_000)
    assert bar.isVisible()


def test_in_another_draft_the_search_goes_on_from_where_one_reads_there(
    make_window, pdf, qtbot
) -> None:
    window = make_window(pdf("long"), pdf("two_pages"))
    view, bar = window.reader.view, window.reader.search.bar

    def turn_to(name: str, pages: int) -> None:
        window.actions_[name].trigger()
        qtbot.waitUntil(
            lambda: view.layout_.pages == pages and window.reader.text_complete, timeout=20_000
        )

    view.put_place(30, 0.0)
    view.find_requested.emit(0)
    qtbot.keyClicks(bar.field, "state")
    settled(window, qtbot)
    bar.close_requested.emit()
    turn_to("draft.next", 2)
    view.find_requested.emit(0)
    settled(window, qtbot)
    turn_to("draft.previous", 60)
    settled(window, qtbot)
    assert view.finder.current.page >= 30
    assert view.page >= 30
    view.put_place(40, 0.0)
    bar.field.setText("party")
    settled(window, qtbot)
    assert view.finder.current.page >= 40
