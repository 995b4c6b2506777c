# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding in the queue: while it is read, counted beside it, undone, and where one is then."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from queue_room import open_rounds

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
    real, reading, go_on = space.carrying.preview, Event(), Event()
    shown = []

    def slow(*given):
        found = real(*given)
        reading.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(space.carrying, "preview", slow)
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
