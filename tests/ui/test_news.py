# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notice's Undo takes back what the notice says, on a real project, or is not offered."""

from __future__ import annotations

import shutil
import threading

import pytest
from desk_room import DeskRoom
from PySide6.QtCore import Qt

from annotator.ui.feedback import Notice, TroubleBar
from annotator.ui.news import News

FIRST, SECOND = "promote and to strengthen", "measures that protect"


@pytest.fixture
def project(anas):
    anas.tag(FIRST, "SAF-3")
    anas.tag(SECOND, "PRV-1")
    return anas.close()


@pytest.fixture
def room(qtbot, qapp, project):
    made = DeskRoom(qtbot)
    made.notice = Notice(made.reader)
    made.news = News(made.bench, made.notice, TroubleBar(made), made)
    yield made.open(project)
    made.leave()


def passage(room, quote):
    return next((p for p in room.bench.passages if p.anchor.quote == quote), None)


def press(room, qtbot):
    qtbot.mouseClick(room.notice._button, Qt.MouseButton.LeftButton)


def delete_first(room):
    room.bench.edits.delete(passage(room, FIRST).uid)
    room.settle()
    assert room.notice.sentence == "Deleted", "its own commit leaves the offer standing"


def test_undo_takes_back_what_was_deleted(room, qtbot) -> None:
    delete_first(room)
    press(room, qtbot)
    room.settle()
    assert passage(room, FIRST) is not None
    assert "Delete" in room.notice.sentence
    assert "Undone" in room.notice.sentence


def test_the_offer_is_withdrawn_when_something_else_is_done(room, qtbot) -> None:
    delete_first(room)
    room.bench.edits.edit(passage(room, SECOND).tags[0].uid, "note", "words")
    room.settle()
    assert room.notice.sentence == ""


def test_another_notice_is_not_withdrawn(room, qtbot) -> None:
    delete_first(room)
    room.notice.say("Something else")
    room.bench.edits.edit(passage(room, SECOND).tags[0].uid, "note", "words")
    room.settle()
    assert room.notice.sentence == "Something else"


def test_the_offer_is_withdrawn_when_another_project_is_opened(room, project, qtbot) -> None:
    other = project.with_name("other.treaty")
    shutil.copyfile(project, other)
    delete_first(room)
    room.open(other)
    assert room.notice.sentence == ""
    assert len(room.bench.passages) == 2


def test_what_was_done_in_the_project_before_is_not_offered_here(room, project, qtbot) -> None:
    other = project.with_name("other.treaty")
    shutil.copyfile(project, other)
    gate = threading.Event()
    room.writer.submit(lambda _progress: gate.wait(20))
    room.bench.edits.delete(passage(room, FIRST).uid)
    room.opener.open([other])
    qtbot.waitUntil(lambda: room.bench.project == other, timeout=20_000)
    gate.set()
    qtbot.waitUntil(lambda: room.notice.sentence == "Deleted", timeout=20_000)
    assert room.notice._button.isHidden()


def test_pressing_it_does_not_end_what_is_being_written(room, qtbot) -> None:
    room.desk.reveal(passage(room, SECOND).uid)
    delete_first(room)
    (card,) = room.side.passage.cards().values()
    note = card.fields._texts["note"]
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "half a thought")
    press(room, qtbot)
    room.settle()
    assert passage(room, FIRST) is not None
    assert note.written() == "half a thought"


def test_an_action_that_waits_before_it_is_not_undone_instead(room, qtbot) -> None:
    delete_first(room)
    gate = threading.Event()
    room.writer.submit(lambda _progress: gate.wait(20))
    room.bench.edits.edit(passage(room, SECOND).tags[0].uid, "note", "words")
    press(room, qtbot)
    gate.set()
    room.settle()
    assert passage(room, SECOND).tags[0].note == "words"
    assert passage(room, FIRST) is None
    assert "nothing is undone" in room.notice.sentence
