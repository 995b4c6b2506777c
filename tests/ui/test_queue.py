# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying over in the window: counts, queue, place on the page, decisions, undo, by keyboard."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from queue_room import ALT, BOS, KEPT, QueueRoom, make_rounds, open_rounds

from annotator.domain.area import Area
from annotator.domain.errors import Cancelled, InputRefusedError
from annotator.services import projects
from annotator.services.projects import open_workspace
from annotator.ui.models.code_list import DIGIT_ROLE
from annotator.ui.models.queue_list import Wanted

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = open_rounds(qtbot, make_window, tmp_path)
    made.turn_to(1)
    return made


def test_it_says_how_many_there_are_and_one_key_carries_the_certain_ones(room) -> None:
    room.window.activateWindow()
    room.press(Qt.Key.Key_Y, CTRL | SHIFT, room.view)
    room.read()
    assert room.panel.total.said == "2 the same · 0 moved · 2 reworded · 0 gone · 1 unsure"
    assert room.panel.carry.text() == "0  Carry over 2 passages"
    assert room.on(1) == []
    assert room.panel.rows.hasFocus()
    room.press(Qt.Key.Key_0)
    room.settle()
    room.read()
    assert [one.anchor.quote for one in room.on(1)] == [KEPT, BOS]
    assert {one.tags[0].reviewer for one in room.on(1)} == set(room.bench.names), (
        "under their names"
    )
    room.wait(lambda: bool(room.window.notice.sentence))
    assert room.window.notice.sentence == (
        "Carried over from M/1@en: 2 passages, 2 tags; 1 passage now in brackets"
    )
    room.wait(lambda: not room.panel.carry.isVisible())
    room.wait(lambda: room.panel.model.rowCount() == 5)
    assert room.listed() == [("reworded", "SAF-3"), ("reworded", "GOV-1"), ("unsure", "SUR-3")]
    assert room.tab() == "Carry over (3)"
    assert room.window.status._open.text() == "3 to carry over"

    room.press(Qt.Key.Key_Z, CTRL)
    room.settle()
    room.wait(room.panel.carry.isVisible)
    assert room.on(1) == []


def test_the_whole_way_through_three_rounds_by_keyboard(room) -> None:
    room.open()
    room.press(Qt.Key.Key_0)
    room.wait(lambda: room.panel.model.rowCount() == 5)
    assert room.at() == "SAF-3"
    detail = room.panel.detail
    assert "[without further authorization" in detail.redline.toPlainText()
    assert detail.redline.accessibleDescription() == (
        "inserted “[”; inserted “] [subject to the same authorization]”"
    )
    segments = room.frame.segments
    assert room.frame.isVisible()
    assert segments == room.panel.current.item.anchor.segments

    room.press(Qt.Key.Key_2)  # accepted as narrowed
    assert room.at() == "GOV-1", "the next one comes at once"
    room.wait(lambda: room.window.notice.sentence == "Art 21(2): accepted as narrowed")
    structure = room.view.provisions.structure
    path = room.panel.current.item.anchor.provision
    assert room.frame.segments == tuple(structure.segments(structure.find(path)))
    detail.note.setFocus()
    for letter in "why":
        room.press(getattr(Qt.Key, f"Key_{letter.upper()}"), on=detail.note)
    room.press(Qt.Key.Key_Return, on=detail.note)
    assert room.panel.rows.hasFocus()
    room.press(Qt.Key.Key_8)  # dropped, with a note
    room.wait(lambda: room.window.notice.sentence == "Art 22: closed as dropped")
    (told,) = [
        one
        for one in room.asked(lambda space: space.carrying.decisions())
        if one.outcome == "dropped"
    ]
    assert (told.note, told.verdict) == ("WHY".casefold(), "reworded")

    assert room.at() == "SUR-3"
    assert not room.window.actions_["queue.accept"].isEnabled(), "an area: nothing is proposed"
    assert not room.frame.isVisible()
    room.press(Qt.Key.Key_6)  # closed as narrowed
    room.wait(lambda: "waits here" in room.panel._pages.said)
    assert room.tab() == "Carry over"

    room.press(Qt.Key.Key_Z, CTRL, room.view)
    room.wait(lambda: room.listed() == [("unsure", "SUR-3")])
    room.press(Qt.Key.Key_Z, CTRL, room.view)
    room.wait(lambda: room.at() == "GOV-1")
    assert [code for _verdict, code in room.listed()] == ["GOV-1", "SUR-3"]

    room.turn_to(2)
    room.open()
    assert room.panel.board.older.sha256 == room.drafts[1]
    assert len(room.listed()) == 3  # what Rev.1 has by now
    assert len(room.on(1)) == 3


def test_other_words_are_selected_and_taken_instead_of_those_proposed(room) -> None:
    room.open()
    proposed = room.panel.current.item.anchor
    room.press(Qt.Key.Key_4)
    assert room.view.hasFocus()
    assert room.view.selection.segments() == proposed.segments
    assert room.panel.detail.answers["queue.accept"].text() == "1  Accept here"
    assert "Enter there accepts it" in room.panel.detail._hint.text()
    tagging = room.window.side.tagging
    assert tagging._hint.text().startswith("Enter: here it is."), "not that Enter tags"
    assert digits_of_codes(room) == []
    for _word in range(2):
        room.press(Qt.Key.Key_Right, CTRL | SHIFT, room.view)
    wanted = room.view.selection.segments()
    assert wanted != proposed.segments
    before = len(room.bench.passages)
    room.press(Qt.Key.Key_1, on=room.view)  # tags nothing: it answers
    room.wait(lambda: len(room.on(1)) == before + 1)
    (made,) = room.on(1)
    assert (made.anchor.segments, [tag.code for tag in made.tags]) == (wanted, [room.code("SAF-3")])
    assert room.view.picked.empty
    assert room.at() == "GOV-1"
    assert room.panel.detail.answers["queue.accept"].text() == "1  Accept"


def digits_of_codes(room):
    """The digits that stand before codes in the tagging panel."""
    model = room.window.side.tagging.model
    found = (model.index(row).data(DIGIT_ROLE) for row in range(model.rowCount()))
    return [digit for digit in found if digit]


def test_a_digit_means_one_thing_at_a_time_and_only_that_stands_on_the_screen(room) -> None:
    """On the page digits tag: no button of the queue shows one then; in the queue no code does."""
    room.open()
    room.window.activateWindow()
    room.wait(room.panel.rows.hasFocus)
    accept, tagging = room.panel.detail.answers["queue.accept"], room.window.side.tagging
    recent = list(room.bench.codes.values())[:2]
    tagging.set_codes(tuple(room.bench.codes.values()), [code.uid for code in recent if code.uid])
    assert (accept.text(), room.panel.carry.text()[:3]) == ("1  Accept", "0  ")
    assert digits_of_codes(room) == []
    room.view.setFocus()
    room.wait(lambda: accept.text() == "Accept")
    assert room.panel.carry.text().startswith("Carry over")
    assert digits_of_codes(room)[:1] == [1]
    room.panel.detail.note.setFocus()
    room.wait(room.panel.detail.note.hasFocus)
    assert accept.text() == "Accept", "digits are typed there"
    room.panel.focus_rows()
    room.wait(lambda: accept.text() == "1  Accept")
    assert digits_of_codes(room) == []


def test_escape_lets_the_selection_go_and_leads_back_to_the_rows(room) -> None:
    room.open()
    room.press(Qt.Key.Key_4)
    room.press(Qt.Key.Key_Escape, on=room.view)
    assert room.panel.rows.hasFocus()
    assert room.view.picked.empty
    assert not room.panel.detail._hint.isVisible() or "Enter" not in room.panel.detail._hint.text()


def test_words_selected_before_one_came_to_the_queue_are_not_taken(room, select) -> None:
    select(room.window, "Distr.")
    assert not room.view.picked.empty
    room.open()
    proposed = room.panel.current.item.anchor
    room.press(Qt.Key.Key_1, ALT, room.view)
    room.wait(lambda: len(room.on(1)) == 1)
    assert room.on(1)[0].anchor.segments == proposed.segments


def test_a_marked_area_is_accepted_where_one_marks_it(room) -> None:
    room.open()
    room.panel.filter.ask(Wanted(verdict="unsure"))
    assert room.listed() == [("unsure", "SUR-3")]
    room.view.area.take(Area(5, 120.0, 220.0, 300.0, 330.0), moving=False)
    room.wait(room.window.actions_["queue.accept"].isEnabled)
    room.press(Qt.Key.Key_1, ALT, room.view)
    room.wait(lambda: len(room.on(1)) == 1)
    assert room.on(1)[0].anchor.kind == "area"


def test_it_is_filtered_by_verdict_by_reviewer_and_by_code(room) -> None:
    room.open()
    assert len(room.listed()) == 5
    room.panel.filter.ask(Wanted(mine=True))
    assert ("same", "PRV-1") not in room.listed()
    assert len(room.listed()) == 4
    room.panel.filter.ask(Wanted(code="SUR"))
    assert {code for _verdict, code in room.listed()} == {"SUR-1", "SUR-3"}
    room.panel.filter.ask(Wanted(verdict="gone"))
    assert "of this kind" in room.panel._pages.said
    room.panel.filter.menu.aboutToShow.emit()
    words = [action.text() for action in room.panel.filter.menu.actions() if action.text()]
    assert words == [
        "Every verdict", "reworded (2)", "unsure (1)", "the same (2)", "Everybody's", "Mine (4)", "Code",
    ]  # fmt: skip


def test_what_was_carried_says_where_from_and_leads_there(room) -> None:
    room.open()
    room.press(Qt.Key.Key_0)
    room.wait(lambda: len(room.bench.passages) == 2)
    (made,) = [one for one in room.bench.passages if one.anchor.quote == KEPT]
    room.window.tagging.reveal(made.uid)
    line = room.window.side.passage.origin
    room.wait(line.isVisible)
    assert line.accessibleName() == "Carried over from M/1@en, Art 18(2)"
    room.settle()
    before = room.asked(lambda space: space.origins.of(made.uid).passage)
    line.click()
    room.wait(lambda: room.bench.sha256 == room.drafts[0])
    room.wait(lambda: room.view.marks.chosen == before)
    room.settle()
    room.wait(lambda: not line.isVisible())


def test_a_second_look_says_what_was_accepted_and_the_table_finds_it(room) -> None:
    room.open()
    room.press(Qt.Key.Key_2)
    room.wait(lambda: len(room.bench.passages) == 1)
    (made,) = room.bench.passages
    room.window.tagging.reveal(made.uid)
    line = room.window.side.passage.origin
    room.wait(lambda: line.accessibleName().endswith("· narrowed"))
    room.window.actions_["table.show"].trigger()
    table = room.made.table
    room.wait(lambda: table.model.rowCount() > 0)
    table.filter.ask("carried:yes")
    room.wait(lambda: [row.passage for row in shown(table)] == [made.uid])
    table.filter.ask("outcome:narrowed")
    room.wait(lambda: len(shown(table)) == 2)  # in the older draft, and here
    table.filter.ask("outcome:dropped")
    room.wait(lambda: shown(table) == [])


def shown(table) -> list:
    """The rows of the passages table."""
    return [row for row in map(table.model.row, range(table.model.rowCount())) if row is not None]


def test_the_first_round_has_nothing_to_carry_from_and_says_so(room) -> None:
    room.turn_to(0)
    room.open()
    assert "No earlier round" in room.panel._pages.said
    assert not room.panel.older.isVisible()
    assert not room.window.actions_["carry.do"].isEnabled()
    for name in ("queue.accept", "queue.dropped", "queue.skip"):
        assert not room.window.actions_[name].isEnabled()


def test_another_draft_is_chosen_to_carry_from(room) -> None:
    room.turn_to(2)
    room.open()
    assert room.panel.board.older.sha256 == room.drafts[1]
    assert "Nothing of" in room.panel.total.said
    assert [action.text() for action in room.panel.older_menu.actions()] == ["M/2@en", "M/1@en"]
    room.panel.older_menu.actions()[1].trigger()
    room.wait(lambda: room.panel.board.older and room.panel.board.older.sha256 == room.drafts[0])
    assert len(room.listed()) == 5
    room.open()  # the round before, again
    room.wait(lambda: room.panel.board.older and room.panel.board.older.sha256 == room.drafts[1])


def test_what_is_hidden_is_not_decided_and_shows_no_frame(room) -> None:
    room.open()
    assert room.frame.isVisible()
    room.window.actions_["table.show"].trigger()
    assert not room.frame.isVisible()
    assert not room.window.actions_["queue.accept"].isEnabled()
    room.window.actions_["queue.show"].trigger()
    room.wait(room.frame.isVisible)
    assert room.window.actions_["queue.accept"].isEnabled()


def test_a_project_that_can_only_be_read_lists_and_decides_nothing(
    qtbot, make_window, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    path, drafts = make_rounds(tmp_path)
    holder = open_workspace(path, reviewer="Bo Lindqvist")
    try:
        window = make_window(path, own_house=SimpleNamespace(**vars(projects)))
        made = QueueRoom(qtbot, window, drafts)
        made.turn_to(1)
        made.open()
        assert len(made.listed()) == 5
        assert made.panel.detail.closed.isVisible()
        assert not made.panel.carry.isEnabled()
        made.press(Qt.Key.Key_0, on=made.panel.rows)
        made.press(Qt.Key.Key_1, on=made.panel.rows)
        made.settle()
        assert made.on(1) == []
        made.press(Qt.Key.Key_9, on=made.panel.rows)
        assert made.at() == "GOV-1", "one may look at all of them"
    finally:
        holder.close()


def test_comparing_that_is_cancelled_can_begin_anew(room, monkeypatch) -> None:
    space = room.bench.clerk.space
    real, calls = space.carrying.open_between, []

    def cancelled(*given):
        calls.append(given)
        if len(calls) == 1:
            raise Cancelled
        return real(*given)

    monkeypatch.setattr(space.carrying, "open_between", cancelled)
    room.window.actions_["carry.over"].trigger()
    room.wait(lambda: "cancelled" in room.panel._pages.said)
    room.window.actions_["carry.over"].trigger()
    room.wait(lambda: len(room.listed()) == 5)


def test_carrying_that_is_cancelled_leaves_nothing_and_says_so(room, monkeypatch) -> None:
    space = room.bench.clerk.space

    def cancelled(*_given):
        raise Cancelled

    room.open()
    monkeypatch.setattr(space.carrying, "carry", cancelled)
    room.press(Qt.Key.Key_0)
    room.wait(lambda: room.window.notice.sentence == "Cancelled: nothing was carried over")
    assert room.window.actions_["carry.do"].isEnabled()
    assert room.on(1) == []


def test_what_fails_to_be_written_waits_still(room, monkeypatch) -> None:
    space = room.bench.clerk.space

    def fails(*_given, **_more):
        raise InputRefusedError("The disk is full.")

    room.open()
    monkeypatch.setattr(space.carrying, "close", fails)
    room.press(Qt.Key.Key_8)
    assert len(room.listed()) == 4
    room.wait(lambda: room.window.bar.sentence == "The disk is full.")
    room.wait(lambda: len(room.listed()) == 5)


def test_the_count_is_kept_while_the_panel_is_hidden(room) -> None:
    room.wait(lambda: room.tab() == "Carry over (5)")
    room.turn_to(0)
    room.wait(lambda: room.tab() == "Carry over")
    assert not room.window.status._open.isVisible()
    room.turn_to(1)
    room.wait(lambda: room.tab() == "Carry over (5)")


def test_a_passage_whose_pages_come_later_is_revealed_then(room, monkeypatch) -> None:
    from annotator.services import quick_look

    def busy(*_given):
        raise OSError

    monkeypatch.setattr(quick_look, "quick_look", busy)
    (old, *_more) = room.on(0)
    room.bench.show_passage_requested.emit(room.drafts[0], old.uid)
    room.wait(lambda: room.view.marks.chosen == old.uid)
    assert room.view.layout_.pages > 0
    assert abs(room.view.page - old.anchor.page) <= 1


def test_the_old_words_stand_beside_where_both_drafts_are_compared(room) -> None:
    room.open()
    room.window.actions_["compare.show"].trigger()
    beside = room.made.compare_beside
    room.wait(lambda: beside.side is not None and beside.side.reader.text_complete)
    room.wait(lambda: room.made.compare.found is not None and beside._pages.shown == room.drafts[0])
    room.settle()
    room.panel.rows.setFocus()
    room.press(Qt.Key.Key_Down, on=room.panel.rows)
    room.press(Qt.Key.Key_Up, on=room.panel.rows)
    other = beside.side.reader.view
    old = room.panel.current.passage.anchor.segments
    assert other.selection.segments() == old
    assert old[0].page in other.shown()
    assert room.frame.segments[0].page in room.view.shown()


def test_words_put_in_beside_the_coded_ones_show_in_the_redline(room) -> None:
    room.open()
    redline, item = room.panel.detail.redline, room.panel.current.item
    around = [piece for side in (item.before, item.after) for piece in side]
    text = redline.toPlainText()
    assert text.startswith("".join(piece.text for piece in item.before))
    assert text.rstrip().endswith("".join(piece.text for piece in item.after).rstrip())
    assert around
    assert redline.toHtml().count("background-color") >= 1, "the coded words are told apart"


def test_the_page_keeps_its_zoom_and_the_right_side_while_the_queue_takes_height(room) -> None:
    room.window.resize(1400, 760)
    room.view.set_zoom(0)
    room.settle()
    room.wait(lambda: room.window.room.shows("panel"))
    before, high = room.view._zoom.factor, room.window.side.height()
    room.open()
    room.wait(lambda: room.window.side.height() < high)
    room.settle()
    assert room.window.room.shows("panel"), "it scrolls where it is low"
    assert room.view._zoom.factor == pytest.approx(before)
    room.window.room.fold("drawer", shown=False)
    room.wait(lambda: room.window.side.height() == high)
    assert room.view._zoom.factor == pytest.approx(before, abs=0.002)
    assert room.view.fit == "width"


def test_no_button_is_cut_off_in_a_small_window(room) -> None:
    room.window.resize(1024, 700)
    room.open()
    room.press(Qt.Key.Key_4)
    room.settle()
    detail = room.panel.detail
    for button in detail.answers.values():
        bottom = button.mapTo(detail, button.rect().bottomRight())
        assert detail.rect().contains(bottom)
        line = button.parentWidget()
        assert line.rect().contains(button.geometry()), button.text()


def test_the_ground_of_the_coded_words_is_near_that_of_the_window(room) -> None:
    room.open()
    ground = QColor(room.panel.detail.redline._ground())
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    assert abs(ground.lightness() - window.lightness()) < 64
