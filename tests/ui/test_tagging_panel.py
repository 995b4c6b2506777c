# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tagging panel on a real project: codes by typing, by digit, several at once; nothing by a slip."""

from __future__ import annotations

import pytest
from desk_room import DeskRoom
from PySide6.QtCore import QSettings, Qt

from annotator.services import projects
from annotator.ui.panels.side import SidePanel
from annotator.ui.panels.tagging import TaggingPanel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "The purposes of this"


@pytest.fixture
def project(anas):
    return anas.close()


def tag(room, qtbot, select, typed, words=WORDS):
    select(room, words)
    qtbot.keyClicks(room.view, typed)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()


def test_enter_without_a_word_tags_nothing(room, select, qtbot) -> None:
    select(room, WORDS)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert not room.bench.passages
    assert "Type a code" in room.side.tagging._hint.text()
    qtbot.keyClick(room.view, Qt.Key.Key_Down)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert room.letters() == ["SCO-1"], "the first arrow means the first code"


def test_another_selection_starts_with_nothing_said(room, select, qtbot) -> None:
    tagging = room.side.tagging
    select(room, WORDS)
    qtbot.keyClicks(room.view, "equal")
    qtbot.keyClick(room.view, Qt.Key.Key_Return, SHIFT)
    tagging.fields._texts["note"].setPlainText("meant for the first words")
    assert tagging.chips.uids()
    select(room, "measures that protect")
    assert tagging.field.text() == ""
    assert "note" not in tagging.fields.values()
    assert not tagging.chips.uids()


def test_several_codes_are_one_action(room, select, qtbot) -> None:
    select(room, WORDS)
    for typed in ("prv1", "saf3"):
        qtbot.keyClicks(room.view, typed)
        qtbot.keyClick(room.view, Qt.Key.Key_Return, SHIFT)
    assert room.side.tagging.field.text() == ""
    qtbot.keyClicks(room.view, "sur1")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert room.letters() == ["PRV-1", "SAF-3", "SUR-1"]
    assert not room.side.tagging.chips.uids()
    room.bench.edits.undo()
    room.settle()
    assert not room.bench.passages, "all three were one action"


def test_gathered_codes_are_taken_back_with_backspace(room, select, qtbot) -> None:
    select(room, WORDS)
    for typed in ("prv1", "saf3"):
        qtbot.keyClicks(room.view, typed)
        qtbot.keyClick(room.view, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(room.view, Qt.Key.Key_Backspace)
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert room.letters() == ["PRV-1"]


def test_a_digit_tags_with_a_recent_code(room, select, qtbot) -> None:
    tag(room, qtbot, select, "saf3")
    tag(room, qtbot, select, "prv1")
    tagging = room.side.tagging
    assert tagging.model.quick(1).id == "PRV-1"
    select(room, "measures that protect")
    qtbot.keyClick(room.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(room.bench.passages) == 2, timeout=5000)
    last = room.bench.passages[-1]
    assert [room.bench.codes[each.code].id for each in last.tags] == ["SAF-3"]


def test_a_digit_behind_letters_is_typed(room, select, qtbot) -> None:
    tag(room, qtbot, select, "saf3")
    select(room, "measures that protect")
    qtbot.keyClicks(room.view, "sur1")
    room.settle()
    assert room.side.tagging.field.text() == "sur1"
    assert len(room.bench.passages) == 1


def test_the_list_shows_the_digits_and_cannot_choose_a_head(room, select, qtbot) -> None:
    tag(room, qtbot, select, "saf3")
    model = room.side.tagging.model
    heads = [row for row in range(model.rowCount()) if model.code(row) is None]
    said = [model.data(model.index(row)) for row in heads]
    assert said == ["Recent", "All other codes"]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.step(-1, 0) == 1, "the first code stands below the head"
    room.side.tagging.field.setText("saf")
    assert all(model.code(row) is not None for row in range(model.rowCount()))


def test_a_default_taken_back_is_not_asserted(room, select, qtbot) -> None:
    select(room, WORDS)
    fields = room.side.tagging.fields
    assert fields._choices["stance"].value == "weakens", "what would be asserted can be seen"
    assert fields.asserted() == {}
    fields._choices["stance"].show_value("")
    fields._choices["recommendation"].show_value("amend")
    qtbot.keyClicks(room.view, "saf3")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    (made,) = room.passage().tags
    assert (made.stance, made.recommendation, made.confidence) == ("", "amend", "medium")


def test_the_same_code_again_leaves_what_was_said(room, select, qtbot) -> None:
    tag(room, qtbot, select, "saf3")
    (made,) = room.passage().tags
    room.bench.edits.edit(made.uid, "stance", "strengthens")
    room.settle()
    tag(room, qtbot, select, "saf3")
    (again,) = room.passage().tags
    assert again.stance == "strengthens"


def test_what_fits_nothing_tags_nothing(room, select, qtbot) -> None:
    select(room, WORDS)
    qtbot.keyClicks(room.view, "zzz")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert not room.bench.passages
    assert room.side.tagging._hint.text() == "No code fits what is typed."


def test_a_project_for_reading_says_so_and_takes_no_tag(qtbot, qapp, project, select) -> None:
    other = projects.open_workspace(project)
    room = DeskRoom(qtbot).open(project)
    try:
        assert room.bench.read_only
        select(room, WORDS)
        tagging = room.side.tagging
        assert tagging.closed.isVisible()
        assert not tagging.field.isEnabled()
        qtbot.keyClicks(room.view, "saf3")
        qtbot.keyClick(room.view, Qt.Key.Key_Return)
        room.settle()
        assert not room.bench.passages
    finally:
        room.leave()
        other.close()


def test_the_fold_is_remembered(qtbot, tmp_path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first, second = SidePanel(), SidePanel()
    for panel in (first, second):
        qtbot.addWidget(panel)
    assert not first.more
    first.tagging.fields._more.click()
    first.save(settings)
    second.restore(settings)
    assert second.more


def test_tab_goes_as_one_fills_in(qtbot) -> None:
    panel = TaggingPanel()
    qtbot.addWidget(panel)
    panel.fields.set_more(True)
    panel.show()
    qtbot.waitExposed(panel)
    parts = list(panel.fields.parts())
    met = []
    widget = parts[0]
    for _step in range(200):
        if widget in parts and widget not in met:
            met.append(widget)
        widget = widget.nextInFocusChain()
    assert met == parts
