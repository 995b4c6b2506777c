# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of what was done: what it shows, where one can go back to, and how."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.services.history import Entry
from annotator.ui import theme
from annotator.ui.models.history_table import lines
from annotator.ui.panels.history_list import HistoryList


def entry(number, what, **more):
    values = {"kind": "do", "undone": False, "own": True, "reviewer": "Ana Ruiz", **more}
    return Entry(number=number, utc="2026-11-20T09:00:00Z", what=what, **values)


LOG = (
    entry(1, "New project", kind="base", own=False),
    entry(2, "Add draft", own=False),
    entry(3, "Tag SAF-3"),
    entry(4, "Edit note"),
    entry(5, "Merge bo.csv", reviewer="Bo", own=False),
    entry(6, "Tag PRV-1", undone=True, redoable=True),
    entry(7, "Undo", kind="undo", own=False),
)


@pytest.fixture
def panel(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    made = HistoryList()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def choose(panel, number):
    panel.list.setCurrentIndex(panel.model.index(panel.model.find(number)))


def test_actions_stand_newest_first_and_undoing_is_none() -> None:
    made = lines(LOG, lambda utc: utc[:10])
    assert [line.number for line in made] == [6, 5, 4, 3, 2, 1, 0]
    assert [line.number for line in made if line.here] == [4]
    assert [line.number for line in made if line.reachable] == [6, 4, 3, 0]
    assert {line.number: line.steps for line in made if line.reachable} == {6: -1, 4: 0, 3: 1, 0: 2}


def test_what_was_taken_back_before_something_else_is_gone_for_good() -> None:
    made = {line.number: line for line in lines((*LOG, entry(8, "Tag EXP-1")), str)}
    assert made[8].here
    assert not made[6].reachable
    assert made[6].undone


def test_enter_and_the_button_go_back(panel, qtbot) -> None:
    panel.show_entries(LOG)
    assert panel.model.line(panel.list.currentIndex().row()).number == 4
    assert not panel.button.isEnabled()
    choose(panel, 3)
    assert panel._told.text() == "1 action will be taken back."
    with qtbot.waitSignal(panel.go_to_requested) as caught:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert caught.args == [3]
    choose(panel, 6)
    assert panel.button.text() == "Redo up to here"
    with qtbot.waitSignal(panel.go_to_requested) as caught:
        panel.button.click()
    assert caught.args == [6]
    choose(panel, 0)
    with qtbot.waitSignal(panel.go_to_requested) as caught:
        panel.button.click()
    assert caught.args == [0]


def test_others_actions_and_where_one_stands_go_nowhere(panel, qtbot) -> None:
    panel.show_entries(LOG)
    for number in (5, 4, 2, 1):
        choose(panel, number)
        assert not panel.button.isEnabled()
        with qtbot.assertNotEmitted(panel.go_to_requested):
            qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    choose(panel, 3)
    panel.set_read_only(True)
    assert not panel.button.isEnabled()


def test_a_click_only_chooses(panel, qtbot) -> None:
    panel.show_entries(LOG)
    rect = panel.list.visualRect(panel.model.index(panel.model.find(3)))
    with qtbot.assertNotEmitted(panel.go_to_requested):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        qtbot.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert panel.button.isEnabled()


def test_the_choice_stays_or_follows_where_one_stands(panel) -> None:
    panel.show_entries(LOG)
    panel.show_entries((*LOG, entry(8, "Tag EXP-1")))
    assert panel.list.currentIndex().data() == "Tag EXP-1"
    choose(panel, 3)
    panel.show_entries((*LOG, entry(8, "Tag EXP-1"), entry(9, "Tag EXP-2")))
    assert panel.list.currentIndex().data() == "Tag SAF-3"


def test_a_screen_reader_hears_who_and_what_state(panel) -> None:
    panel.show_entries(LOG)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [panel.model.index(row).data(role) for row in range(3)]
    assert said[0].startswith("Tag PRV-1, Ana Ruiz, ")
    assert said[0].endswith("taken back")
    assert "Bo" in said[1]
    assert said[2].endswith("you are here")


def test_an_empty_history_says_what_will_stand_there(panel) -> None:
    assert "Ctrl+Z" in panel._pages.said
    panel.show_entries(LOG)
    assert not panel._pages.said
    panel.clear()
    assert panel._pages.said
    assert not panel.button.isVisible()
