# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding in the queue: while it is read, counted beside it, undone, and where one is then."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from queue_room import open_rounds

from annotator.ui.viewer.layout import Spot

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = open_rounds(qtbot, make_window, tmp_path)
    made.turn_to(1)
    return made


def test_what_is_decided_during_a_reading_is_not_listed_again(room, monkeypatch) -> None:
    room.open()
    space = room.bench.clerk.space
    real, reading, go_on = space.carrying.open_between, Event(), Event()
    shown = []

    def slow(*given):
        found = real(*given)
        reading.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(space.carrying, "open_between", slow)
    monkeypatch.setattr(
        room.panel, "show_board",
        lambda board, rows, *more, real=room.panel.show_board: (
            shown.append([row.chips[0].letters for row in rows]), real(board, rows, *more)
        ),
    )  # fmt: skip
    room.desk.reading.again()
    room.wait(reading.is_set)
    assert room.at() == "SAF-3"
    room.press(Qt.Key.Key_8)
    assert room.at() == "GOV-1"
    go_on.set()
    room.wait(lambda: bool(shown))
    room.read()
    assert [letters for letters in shown if "SAF-3" in letters] == []
    assert room.at() == "GOV-1", "what was decided is no undo"


def test_it_is_counted_only_while_the_queue_is_out_of_sight(room, monkeypatch) -> None:
    from annotator.services import queue_board

    counted = []
    real = queue_board.count_open
    monkeypatch.setattr(
        queue_board, "count_open", lambda *given: (counted.append(given), real(*given))[1]
    )
    room.open()
    counted.clear()
    room.press(Qt.Key.Key_8)
    room.wait(lambda: room.tab() == "Carry over (4)")
    room.read()
    timer = room.desk._count._timer
    room.wait(lambda: not timer.isActive())
    room.settle()
    assert counted == []
    assert room.tab() == "Carry over (4)"
    room.window.actions_["table.show"].trigger()
    room.wait(lambda: bool(counted))
    room.press(Qt.Key.Key_Z, CTRL, room.view)
    room.wait(lambda: room.tab() == "Carry over (5)")


def test_undo_of_an_adjusted_answer_leads_back_to_its_row_and_its_keys(room) -> None:
    room.open()
    room.press(Qt.Key.Key_4)
    assert room.view.hasFocus()
    room.press(Qt.Key.Key_1, on=room.view)
    assert room.panel.rows.hasFocus(), "the next one is answered there"
    room.read()
    room.view.setFocus()
    room.press(Qt.Key.Key_Z, CTRL, room.view)
    room.wait(lambda: room.at() == "SAF-3")
    room.read()
    assert room.panel.rows.hasFocus()
    assert room.frame.segments == room.panel.current.item.anchor.segments
    room.press(Qt.Key.Key_8)
    assert room.at() == "GOV-1"


def test_undo_does_not_take_the_keys_from_who_writes_meanwhile(room) -> None:
    room.open()
    room.press(Qt.Key.Key_8)
    room.read()
    room.window.actions_["edit.undo"].trigger()
    room.window.top.field.setFocus()
    room.wait(lambda: room.at() == "SAF-3")
    room.read()
    assert room.window.top.field.hasFocus()


def test_coming_to_the_queue_shows_the_first_place_and_one_can_go_back(room) -> None:
    room.view.reveal(Spot(20, 0.0, 0.0))
    room.view.travel.note()
    room.open()
    segments = room.panel.current.item.anchor.segments
    assert segments[0].page in room.view.shown()
    assert room.view.travel.history.can_go_back
    room.view.reveal(Spot(20, 0.0, 0.0))
    room.window.actions_["queue.show"].trigger()
    assert segments[0].page in room.view.shown(), "also where it was read before"
