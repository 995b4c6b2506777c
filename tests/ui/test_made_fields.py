# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one says right after tagging belongs to the tag just made, and to no other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS, OTHERS = "The purposes of this", "measures that protect"


@pytest.fixture
def project(anas):
    return anas.close()


def tag(room, qtbot, typed):
    qtbot.keyClicks(room.view, typed)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()


def said(room, field):
    """A field of every tag, by the letters of its code."""
    return {
        room.bench.codes[tag.code].id: getattr(tag, field)
        for passage in room.bench.passages
        for tag in passage.tags
    }


def write_note(room, text):
    note = room.side.tagging.fields._texts["note"]
    note.setFocus()
    note.setPlainText(text)


def test_severity_and_note_said_after_tagging_are_in_the_tag(room, select, qtbot) -> None:
    select(room, WORDS)
    tag(room, qtbot, "saf3")
    assert "SAF-3" in room.side.tagging._hint.text()
    qtbot.keyClick(room.view, Qt.Key.Key_Tab)
    qtbot.keyClick(room.focusWidget(), Qt.Key.Key_3)
    room.settle()
    assert said(room, "severity") == {"SAF-3": "3"}
    write_note(room, "red line")
    select(room, OTHERS)
    room.settle()
    assert said(room, "note") == {"SAF-3": "red line"}
    assert room.side.tagging.fields.values().get("note", "") == ""


def test_escape_and_enter_keep_what_is_written_and_tag_nothing_more(room, select, qtbot) -> None:
    select(room, WORDS)
    tag(room, qtbot, "saf3")
    write_note(room, "one")
    qtbot.keyClick(room.side.tagging.fields._texts["note"], Qt.Key.Key_Return, CTRL)
    room.settle()
    assert said(room, "note") == {"SAF-3": "one"}
    write_note(room, "two")
    qtbot.keyClick(room.side.tagging.fields._texts["note"], Qt.Key.Key_Escape)
    room.settle()
    assert said(room, "note") == {"SAF-3": "two"}


def test_another_code_typed_begins_another_tag(room, select, qtbot) -> None:
    select(room, WORDS)
    fields = room.side.tagging.fields
    fields._severity.changed.emit("4")
    fields._severity.show_value("4")
    tag(room, qtbot, "saf3")
    assert fields.values()["severity"] == "4", "what was said with it still shows"
    write_note(room, "first")
    room.view.setFocus()
    tag(room, qtbot, "prv1")
    assert said(room, "severity") == {"SAF-3": "4", "PRV-1": ""}
    assert said(room, "note") == {"SAF-3": "first", "PRV-1": ""}
    qtbot.keyClick(room.view, Qt.Key.Key_1)  # a digit: a code used lately
    room.settle()
    assert set(said(room, "severity").values()) == {"4", ""}


def test_several_codes_made_at_once_get_what_is_said_next(room, select, qtbot) -> None:
    select(room, WORDS)
    qtbot.keyClicks(room.view, "prv1")
    qtbot.keyClick(room.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    tag(room, qtbot, "saf3")
    write_note(room, "both")
    room.view.setFocus()
    room.settle()
    assert said(room, "note") == {"PRV-1": "both", "SAF-3": "both"}


def test_what_is_written_for_a_tag_that_is_undone_is_left_for_the_next(room, select, qtbot) -> None:
    select(room, WORDS)
    tag(room, qtbot, "saf3")
    write_note(room, "kept")
    room.bench.edits.undo()
    room.settle()
    assert not room.bench.passages
    tag(room, qtbot, "prv1")
    assert said(room, "note") == {"PRV-1": "kept"}


def test_the_window_that_closes_keeps_it(room, select, qtbot) -> None:
    select(room, WORDS)
    tag(room, qtbot, "saf3")
    write_note(room, "at the last moment")
    room.desk.finish()
    room.settle()
    assert said(room, "note") == {"SAF-3": "at the last moment"}
