# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer on a real project: it is read when shown, follows every change, and only reads what changed."""

from __future__ import annotations

import pytest
from team_fixtures import BOS, PATIENCE, desk, tag, team

from annotator.domain.row_order import COLUMNS
from annotator.services.overview import Overview
from annotator.ui.panels.history_list import HistoryList
from annotator.ui.panels.passage_table import PassageTable
from annotator.ui.table_desk import TableDesk

__all__ = ["desk", "team"]  # fixtures


@pytest.fixture
def drawer(desk, qtbot, monkeypatch):
    """Ana's project with table, history and their desk; `reads` is what was asked of the project."""
    desk.table, desk.history = PassageTable(desk.window), HistoryList(desk.window)
    desk.tables = TableDesk(desk.bench, desk.table, desk.history, desk.window)
    desk.reads = []
    plain = Overview.rows

    def rows(self, passages=None):
        desk.reads.append(passages)
        return plain(self, passages)

    monkeypatch.setattr(Overview, "rows", rows)
    return desk


def shown(drawer, qtbot):
    drawer.tables.reading.set_shown("table")
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 1, timeout=PATIENCE)
    drawer.reads.clear()


def do(drawer, work):
    drawer.bench.ask(lambda space, _progress: work(space))


def said(drawer, column):
    model = drawer.table.model
    index = COLUMNS.index(column)
    return [model.index(row, index).data() for row in range(model.rowCount())]


def wait(drawer, qtbot, column, *expected):
    qtbot.waitUntil(lambda: said(drawer, column) == list(expected), timeout=PATIENCE)


def test_nothing_is_read_while_the_drawer_is_shut(drawer, qtbot) -> None:
    do(drawer, lambda space: tag(space, BOS))
    drawer.settle()
    assert drawer.reads == []
    drawer.tables.reading.set_shown("history")
    qtbot.waitUntil(lambda: drawer.history.model.rowCount() > 0, timeout=PATIENCE)
    assert drawer.reads == []
    drawer.tables.reading.set_shown("table")
    wait(drawer, qtbot, "code", "SUR-3", "SUR-3")


def test_an_edit_reads_one_passage(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)
    drawer.bench.edits.edit(team.hers, "severity", "4")
    wait(drawer, qtbot, "severity", "4 red line")
    passage = drawer.table.model.row(0).passage
    assert drawer.reads == [frozenset({passage})]


def test_new_tags_comments_and_deletions_read_their_passages_only(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)
    do(drawer, lambda space: tag(space, BOS, "SAF-3"))
    wait(drawer, qtbot, "code", "SUR-3", "SAF-3")
    do(drawer, lambda space: tag(space, BOS, "PRV-1"))
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 3, timeout=PATIENCE)
    do(drawer, lambda space: space.comments.add(team.hers, "why?"))
    qtbot.waitUntil(lambda: "1 comment" in said(drawer, "quote")[0], timeout=PATIENCE)
    drawer.table.tag_delete_requested.emit(team.hers)
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 2, timeout=PATIENCE)
    passage = drawer.table.model.row(0).passage
    drawer.table.passage_delete_requested.emit(passage)
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 0, timeout=PATIENCE)
    drawer.bench.edits.undo()
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 2, timeout=PATIENCE)
    assert None not in drawer.reads


def test_marks_come_and_go(drawer, qtbot) -> None:
    shown(drawer, qtbot)
    sha256 = drawer.table.model.row(0).draft
    do(drawer, lambda space: space.marks.mark(sha256, "Art 2", "missing"))
    wait(drawer, qtbot, "provision", said(drawer, "provision")[0], "Art 2")
    drawer.table.mark_delete_requested.emit(drawer.table.model.row(1).uid)
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 1, timeout=PATIENCE)


def test_a_burst_is_read_together(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)

    def burst(space):
        for number in range(12):
            space.passages.edit(team.hers, {"note": f"note {number}"})

    do(drawer, burst)
    wait(drawer, qtbot, "note", "note 11")
    assert len(drawer.reads) <= 3


def test_a_merge_is_followed(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)
    do(drawer, lambda space: space.transfer.merge([team.file]))
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 2, timeout=PATIENCE)
    assert "Bo Lindqvist" in said(drawer, "reviewer")
    drawer.table.ask_for("is:theirs")
    assert said(drawer, "reviewer") == ["Bo Lindqvist"]


def test_going_back_in_the_history(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)
    drawer.bench.edits.edit(team.hers, "note", "second")
    wait(drawer, qtbot, "note", "second")
    drawer.bench.edits.edit(team.hers, "note", "third")
    wait(drawer, qtbot, "note", "third")
    history = drawer.history.model
    drawer.tables.reading.set_shown("history")
    qtbot.waitUntil(lambda: history.here() == 0 and history.line(0).steps == 0, timeout=PATIENCE)
    before = history.line(2).number
    drawer.history.go_to_requested.emit(before)
    qtbot.waitUntil(lambda: history.here() == 2, timeout=PATIENCE)
    drawer.tables.reading.set_shown("table")
    wait(drawer, qtbot, "note", "first")
    assert history.line(0).undone
    drawer.history.go_to_requested.emit(history.line(0).number)
    wait(drawer, qtbot, "note", "third")


def test_another_project_clears_both(drawer, qtbot) -> None:
    shown(drawer, qtbot)
    drawer.tables.reading.set_shown("history")
    qtbot.waitUntil(lambda: drawer.history.model.rowCount() > 0, timeout=PATIENCE)
    drawer.bench.lay_out([], project=None)
    assert drawer.table.model.rowCount() == 0
    assert drawer.history.model.rowCount() == 0


def test_a_late_answer_about_another_project_is_dropped(drawer, qtbot) -> None:
    drawer.tables.reading.set_shown("table")
    drawer.bench.lay_out([], project=None)
    drawer.settle()
    assert drawer.table.model.rowCount() == 0


def test_the_same_project_opened_again_is_read_again(drawer, qtbot, team) -> None:
    shown(drawer, qtbot)
    drawer.wake(team.path)
    qtbot.waitUntil(lambda: drawer.table.model.rowCount() == 1, timeout=PATIENCE)


def test_commands_and_choices_are_passed_on(drawer, qtbot) -> None:
    shown(drawer, qtbot)
    for name, panel in (("table.show", "table"), ("history.show", "history")):
        with qtbot.waitSignal(drawer.tables.shown_requested) as caught:
            drawer.tables.handlers()[name]()
        assert caught.args == [panel]
    row = drawer.table.model.row(0)
    with qtbot.waitSignal(drawer.bench.show_passage_requested) as caught:
        drawer.table.rows.chosen.emit(0)
    assert caught.args == [row.draft, row.passage]
