# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox says that rows of merged files wait, and shows which and why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from team_fixtures import PATIENCE, desk, merged, team

__all__ = ["desk", "team"]  # fixtures

HAND = (
    "draft_symbol,quote,page,code,reviewer,format\n"
    "two_pages,words that nobody wrote,,SUR-3,Cy,treaty-annotations/1\n"
    "Z/9,some words,4,PRV-1,Dee,treaty-annotations/1\n"
)


@pytest.fixture
def waiting(desk, tmp_path, qtbot):
    """Ana's window after a merge of two rows that wait."""
    path = tmp_path / "hand.csv"
    path.write_text(HAND, "utf-8")
    line = desk.inbox.rows_wait
    assert line.isHidden()
    merged(desk, qtbot, path)
    qtbot.waitUntil(lambda: not line.isHidden(), timeout=PATIENCE)
    return desk


def opened(desk, qtbot):
    desk.inbox.rows_wait.button.click()
    qtbot.waitUntil(lambda: desk.team._inbox.dialog is not None, timeout=PATIENCE)
    return desk.team._inbox.dialog


def test_rows_that_wait_are_one_line_and_a_list_to_copy(waiting, qtbot) -> None:
    said = "2 rows of merged files wait for their draft or their words"
    assert waiting.inbox.rows_wait.words.said == said
    waiting.inbox.resize(1000, 300)
    waiting.inbox.show()
    assert waiting.inbox.rows_wait.words.text() == said, "in full where there is room"
    assert waiting.inbox.list.isHidden() or not waiting.inbox.model.rowCount(), (
        "without questions too"
    )
    assert waiting.team.waiting == 0, "nobody's word can end it"
    dialog = opened(waiting, qtbot)
    first, second = dialog.model.cells()
    assert first[:4] == ("SUR-3", "words that nobody wrote", 0, "Cy")
    assert "the words are not in" in first[5]
    assert second[:5] == ("PRV-1", "some words", 4, "Dee", "Z/9")
    assert second[5].startswith("There is no draft Z/9.")
    assert dialog.hidden.isHidden()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen.text() == f"some words: {second[5]}", "in full, however narrow the column"
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[-1] for line in copied] == [first[5], second[5]]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: waiting.team._inbox.dialog is None, timeout=PATIENCE)


def test_the_line_and_the_list_follow_the_project(waiting, qtbot) -> None:
    dialog = opened(waiting, qtbot)
    waiting.bench.edits.undo()
    qtbot.waitUntil(lambda: not dialog.model.rowCount(), timeout=PATIENCE)
    assert waiting.inbox.rows_wait.isHidden()
    assert dialog.table.isHidden()
    dialog.reject()
    waiting.bench.edits.redo()
    qtbot.waitUntil(lambda: not waiting.inbox.rows_wait.isHidden(), timeout=PATIENCE)
    waiting.settle()
    assert waiting.team._inbox.dialog is None, "what was closed stays closed"


def test_who_reads_blind_is_told_how_many_of_colleagues_wait(waiting, qtbot) -> None:
    names = {"Ana Ruiz": "", "Cy": "", "Dee": ""}
    waiting.bench.ask(lambda space, _p: space.team.agree(assigned=names, blind=True))
    waiting.settle()
    assert waiting.inbox.rows_wait.words.said.startswith("2 rows")
    dialog = opened(waiting, qtbot)
    assert dialog.table.isHidden()
    assert dialog.hidden.text().count("1 row of a colleague: hidden until you have finished") == 2
    assert "nobody wrote" not in dialog.hidden.text()
