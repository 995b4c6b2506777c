# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying over in the window: counts, queue, place on the page, decisions, undo, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from queue_room import BOS, KEPT, open_rounds

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
    assert room.window.notice.sentence == "Carried over from M/1@en: 2 passages, 2 tags"
    assert not room.panel.carry.isVisible()
    room.wait(lambda: room.panel.model.rowCount() == 5)
    assert room.listed() == [("reworded", "SAF-3"), ("reworded", "GOV-1"), ("unsure", "SUR-3")]
    assert room.window.drawer.tabs.tabText(7) == "Carry over (3)"
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
    assert detail.redline.accessibleDescription() == "inserted “[”"
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
        one for one in room.bench.clerk.space.carrying.decisions() if one.outcome == "dropped"
    ]
    assert (told.note, told.verdict) == ("WHY".casefold(), "reworded")

    assert room.at() == "SUR-3"
    assert not room.window.actions_["queue.accept"].isEnabled(), "an area: nothing is proposed"
    assert not room.frame.isVisible()
    room.press(Qt.Key.Key_6)  # closed as narrowed
    room.wait(lambda: "waits here" in room.panel._pages.said)
    assert room.window.drawer.tabs.tabText(7) == "Carry over"

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
