# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever asks for a part of the drawer has the keyboard in it, and Escape leads back to the page."""

from __future__ import annotations

import pytest
from inbox_fakes import BOOK, conflict
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.services import projects
from annotator.ui.panels.inbox_words import questions

PATIENCE = 20_000


@pytest.fixture
def window(make_window, qtbot, tmp_path, pdf, monkeypatch):
    """Ana's window, with the focus on the page."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    opened = make_window(made.close(), own_house=projects)
    opened.furnish()
    settled(opened, qtbot)
    opened.activateWindow()
    opened.reader.view.setFocus()
    qtbot.waitUntil(opened.reader.view.hasFocus, timeout=PATIENCE)
    return opened


def inside(window):
    focused = QApplication.focusWidget()
    return focused is not None and window.drawer.isAncestorOf(focused)


def test_no_part_of_the_window_is_a_window_of_its_own(window):
    shown = {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert shown == {"MainWindow"}


@pytest.mark.parametrize(
    "name",
    ["table", "inbox", "history", "coverage", "agreement", "counterparts", "brackets", "changes",
     "queue", "concerns", "progress"],
)  # fmt: skip
def test_the_keyboard_goes_into_the_drawer_and_back(window, qtbot, name):
    window.frame.show_drawer(name)
    qtbot.waitUntil(lambda: inside(window), timeout=5_000)
    settled(window, qtbot)
    assert inside(window)
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert window.reader.view.hasFocus()


def test_the_inbox_has_the_focus_in_its_list_when_its_questions_come(window, qtbot):
    inbox = window.furniture.inbox
    window.actions_["inbox.show"].trigger()
    qtbot.waitUntil(lambda: inside(window), timeout=5_000)
    inbox.show_questions(questions([conflict()], (), BOOK))
    assert inbox.list.hasFocus()
    window.reader.view.setFocus()
    window.actions_["inbox.show"].trigger()
    assert inbox.list.hasFocus()
    inbox.show_questions(())
    assert inside(window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.reader.view.hasFocus()
