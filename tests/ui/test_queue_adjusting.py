# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one is choosing in the queue outlives another draft, and another panel; the project forgets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from queue_room import open_rounds

from annotator.domain.area import Area
from annotator.ui.queue_desk import QUEUE

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SAID = "You were choosing the words for Art 21(2) on this draft"


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = open_rounds(qtbot, make_window, tmp_path)
    made.turn_to(1)
    made.open()
    return made


def choose(room):
    """Other words than those proposed."""
    room.press(Qt.Key.Key_4)
    for _word in range(2):
        room.press(Qt.Key.Key_Right, CTRL | SHIFT, room.view)
    return room.view.selection.segments()


def test_another_draft_and_back_one_goes_on_choosing(room) -> None:
    room.panel.skip()
    room.panel.skip()
    assert room.at() != "SAF-3"
    while room.at() != "SAF-3":
        room.panel.skip()
    wanted = choose(room)
    room.turn_to(2)
    room.read()
    assert room.view.picked.empty
    assert not room.desk._place.adjusting
    room.turn_to(1)
    room.read()
    room.wait(lambda: room.desk._place.adjusting)
    assert room.at() == "SAF-3"
    assert room.view.selection.segments() == wanted
    assert room.view.hasFocus()
    assert room.window.notice.sentence == SAID
    before = len(room.on(1))
    room.press(Qt.Key.Key_1, on=room.view)
    room.wait(lambda: len(room.on(1)) == before + 1)
    assert room.on(1)[-1].anchor.segments == wanted
    room.turn_to(0)
    room.turn_to(1)
    room.read()
    assert not room.desk._place.adjusting, "it is answered"


def test_an_area_and_another_panel_and_back(room) -> None:
    room.press(Qt.Key.Key_4)
    chosen = Area(5, 120.0, 220.0, 300.0, 330.0)
    room.view.area.take(chosen, moving=False)
    room.window.actions_["table.show"].trigger()
    room.settle()
    room.view.let_go()
    room.window.frame.show_drawer(QUEUE)
    room.read()
    room.wait(lambda: room.desk._place.adjusting)
    assert room.view.picked.area == chosen


def test_what_one_let_go_of_or_left_for_another_does_not_come_back(room) -> None:
    choose(room)
    room.press(Qt.Key.Key_Escape, on=room.view)
    room.turn_to(0)
    room.turn_to(1)
    room.read()
    assert not room.desk._place.adjusting
    choose(room)
    room.panel.skip()
    assert room.at() == "GOV-1"
    room.turn_to(0)
    room.turn_to(1)
    room.read()
    assert not room.desk._place.adjusting


def test_another_project_forgets_it(room) -> None:
    choose(room)
    path = room.bench.project
    room.window.open_paths([path])
    room.wait(lambda: room.bench.project == path and room.bench.reviewer is not None)
    room.settle()
    room.turn_to(1)
    room.open()
    assert room.desk._place.kept(room.drafts[1]) == ""
    assert not room.desk._place.adjusting
