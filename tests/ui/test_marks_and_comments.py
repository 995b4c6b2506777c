# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on provisions and comments on passages, from the keys that ask for them to the project."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from annotator.domain.errors import InputRefusedError
from annotator.ui.panels.vocabulary import when

CTRL = Qt.KeyboardModifier.ControlModifier
QUOTE = "promote and to strengthen"


@pytest.fixture
def project(anas):
    passage = anas.tag(QUOTE).passage
    anas.space.act_as("Bo Lindqvist")
    anas.space.comments.add(passage, "Cite the general comment?")
    anas.space.marks.mark(anas.sha256, "Art 10", "missing", note="No remedy.")
    return anas.close()


def rows(room):
    model = room.side.on_page.model
    return [model.row(number) for number in range(model.rowCount())]


def test_read_is_two_keys_with_the_provision_guessed(room, select, qtbot) -> None:
    select(room, "measures that protect")
    room.desk.handlers()["mark.read"]()
    dialog = room.desk.marks.dialog
    assert (dialog.provision.text(), dialog.value) == ("Art 1", "read")
    qtbot.keyClick(dialog.provision, Qt.Key.Key_Return)
    room.settle()
    marks = {(mark.provision, mark.value) for mark in room.bench.marks}
    assert marks == {("Art 1", "read"), ("Art 10", "missing")}
    assert room.desk.marks.dialog is None


def test_a_mark_without_a_provision_is_not_made(room, qtbot) -> None:
    room.desk.marks.mark_discuss()
    dialog = room.desk.marks.dialog
    dialog.provision.clear()
    assert not dialog._mark.isEnabled()
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    assert room.desk.marks.dialog is dialog
    dialog.reject()
    room.settle()
    assert len(room.bench.marks) == 1


def test_marks_stand_on_the_draft_as_a_whole_in_the_order_of_provisions(room, qtbot) -> None:
    def work(space, _progress):
        for provision in ("Art 2", "Art 1(2)(a)"):
            space.marks.mark(room.bench.sha256, provision, "read")

    room.bench.ask(work)
    room.settle()
    found = rows(room)
    assert found[0].quote == QUOTE
    assert found[1].head == "On whole provisions · 3"
    assert [row.where for row in found[2:]] == ["Art 1(2)(a)", "Art 2", "Art 10"]
    assert (found[4].value, found[4].quote, found[4].who) == (
        "missing", "No remedy.", "Bo Lindqvist",
    )  # fmt: skip
    assert found[2].who == "", "one's own need no name"


def test_a_mark_is_changed_and_taken_away(room, qtbot) -> None:
    def work(space, _progress):
        space.marks.mark(room.bench.sha256, "Art 2", "read")

    room.bench.ask(work)
    room.settle()
    mine = next(row for row in rows(room) if row.where == "Art 2")
    panel = room.side.on_page
    panel.list.setCurrentIndex(panel.model.index(rows(room).index(mine)))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    dialog = room.desk.marks.dialog
    dialog._choices["discuss"].setChecked(True)
    dialog.note.setPlainText("With the drafters.")
    dialog._mark.click()
    room.settle()
    (changed,) = [mark for mark in room.bench.marks if mark.provision == "Art 2"]
    assert (changed.uid, changed.value, changed.note) == (
        mine.mark, "discuss", "With the drafters.",
    )  # fmt: skip
    number = next(n for n, row in enumerate(rows(room)) if row.mark == mine.mark)
    panel.list.setCurrentIndex(panel.model.index(number))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    room.settle()
    assert [mark.provision for mark in room.bench.marks] == ["Art 10"]
    room.bench.edits.undo()
    room.settle()
    assert len(room.bench.marks) == 2


def test_comments_name_who_said_them(room, qtbot) -> None:
    room.desk.choose(room.passage().uid)
    (item,) = room.side.passage.comments.items()
    assert item.words.startswith("Bo Lindqvist · today")
    assert "Cite the general comment?" in item.words
    assert item._edit.isHidden(), "one rewrites one's own only"


def test_a_comment_is_added_rewritten_and_deleted(room, qtbot) -> None:
    room.desk.choose(room.passage().uid)
    comments = room.side.passage.comments
    room.desk.comment()
    qtbot.waitUntil(comments.field.hasFocus)
    qtbot.keyClicks(comments.field, "Yes, paragraph 8.")
    qtbot.keyClick(comments.field, Qt.Key.Key_Return, CTRL)
    room.settle()
    assert comments.field.toPlainText() == ""
    assert [c.text for c in room.passage().comments][1] == "Yes, paragraph 8."
    mine = comments.items()[1]
    mine._edit.click()
    mine._editor.setPlainText("Yes, paragraph 9.")
    qtbot.keyClick(mine._editor, Qt.Key.Key_Return, CTRL)
    room.settle()
    assert [c.text for c in room.passage().comments][1] == "Yes, paragraph 9."
    comments.items()[1]._delete.click()
    room.settle()
    assert [c.text for c in room.passage().comments] == ["Cite the general comment?"]
    assert room.troubles == []


def test_a_comment_that_is_refused_goes_back_to_its_field(room, qtbot, monkeypatch) -> None:
    room.desk.choose(room.passage().uid)
    comments = room.side.passage.comments

    def full(_target, _text):
        raise InputRefusedError("The disk is full.")

    room.bench.ask(lambda space, _progress: monkeypatch.setattr(space.comments, "add", full))
    room.settle()
    comments.added.emit("words that must not be lost")
    room.settle()
    assert comments.field.toPlainText() == "words that must not be lost"
    assert "disk is full" in str(room.troubles[0])


def test_a_half_written_comment_waits_for_its_passage(room, select, qtbot) -> None:
    first = room.passage().uid
    room.desk.choose(first)
    room.side.passage.comments.field.setPlainText("half a thou")
    select(room, "measures that protect")
    qtbot.keyClicks(room.view, "prv1")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    second = next(p.uid for p in room.bench.passages if p.uid != first)
    room.desk.reveal(second)
    assert room.side.passage.comments.field.toPlainText() == ""
    room.desk.reveal(first)
    assert room.side.passage.comments.field.toPlainText() == "half a thou"


def test_points_in_time_as_one_says_them() -> None:
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

    def said(**ago):
        return when((now - timedelta(**ago)).isoformat(), now=now)

    assert said(hours=2).startswith("today ")
    assert said(hours=20).startswith("yesterday ")
    assert said(days=3).startswith("Thursday ")
    assert said(days=30) == "23 October"
    assert said(days=400) == "18 October 2025"
    assert when("", now=now) == ""
