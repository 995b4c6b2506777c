# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that are written and not yet kept: nothing that one does next throws them away."""

from __future__ import annotations

import shutil
import threading

import pytest
from PySide6.QtCore import Qt

from annotator.domain.errors import InputRefusedError
from annotator.services import projects

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
QUOTE = "promote and to strengthen"
FIRST, SECOND = "The purposes of this", "measures that protect"


@pytest.fixture
def project(anas):
    for quote in (QUOTE, "Article 2"):
        anas.space.comments.add(anas.tag(quote).passage, f"On {quote}")
    return anas.close()


@pytest.fixture
def held(room):
    """`held()` keeps the writer thread busy until what it returns is called."""
    gates = []

    def hold():
        gates.append(threading.Event())
        room.writer.submit(lambda _progress, gate=gates[-1]: gate.wait(20))
        return gates[-1].set

    yield hold
    for gate in gates:
        gate.set()


def passage(room, quote=QUOTE):
    return next((p for p in room.bench.passages if p.anchor.quote == quote), None)


def comments_of(path, quote=QUOTE):
    """What the file says, read by somebody else."""
    space = projects.open_workspace(path, write=False)
    try:
        sha256 = space.drafts.list()[0].sha256
        found = space.passages.on_draft(sha256)
        return [c.text for p in found if p.anchor.quote == quote for c in p.comments]
    finally:
        space.close()


def write_tag(room, qtbot, code="sur", note="a long note", severity="3"):
    tagging = room.side.tagging
    qtbot.keyClicks(room.view, code)
    tagging.fields._severity._choose(severity)
    tagging.fields._texts["note"].setPlainText(note)


def written(room):
    tagging = room.side.tagging
    said = tagging.fields.asserted()
    return tagging.field.text(), said.get("severity", ""), said.get("note", "")


# -- a tag while the one before is being kept ------------------------------------------------------


def test_what_is_typed_for_the_next_words_outlives_the_commit(room, select, qtbot, held) -> None:
    select(room, FIRST)
    qtbot.keyClicks(room.view, "saf3")
    release = held()
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    assert written(room) == ("", "", ""), "ready for the next code at once"
    select(room, SECOND)
    write_tag(room, qtbot)
    release()
    room.settle()
    assert passage(room, FIRST) is not None
    assert written(room) == ("sur", "3", "a long note")


def test_the_next_code_on_the_same_words_is_typed_at_once(room, select, qtbot, held) -> None:
    select(room, FIRST)
    release = held()
    for typed in ("saf3", "prv1"):
        qtbot.keyClicks(room.view, typed)
        qtbot.keyClick(room.view, Qt.Key.Key_Return)
    release()
    room.settle()
    tags = passage(room, FIRST).tags
    assert [room.bench.codes[tag.code].id for tag in tags] == ["SAF-3", "PRV-1"]


def refuse_tags(room, monkeypatch):
    def full(*_anything, **_more):
        raise InputRefusedError("The disk is full.")

    room.bench.ask(lambda space, _progress: monkeypatch.setattr(space.passages, "tag", full))
    room.settle()


def test_what_could_not_be_tagged_stands_there_again(room, select, qtbot, monkeypatch) -> None:
    refuse_tags(room, monkeypatch)
    select(room, FIRST)
    write_tag(room, qtbot, "saf3")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    qtbot.waitUntil(lambda: not room.side.tagging.asking)
    assert written(room) == ("SAF-3", "3", "a long note")
    assert "disk is full" in str(room.troubles[0])


def test_what_could_not_be_tagged_waits_for_its_words(
    room, select, qtbot, monkeypatch, held
) -> None:
    refuse_tags(room, monkeypatch)
    select(room, FIRST)
    write_tag(room, qtbot, "saf3")
    release = held()
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    select(room, SECOND)
    qtbot.keyClicks(room.view, "prv")
    release()
    room.settle()
    qtbot.waitUntil(lambda: not room.side.tagging.asking)
    assert written(room) == ("prv", "", "")
    select(room, FIRST)
    assert written(room) == ("SAF-3", "3", "a long note")


# -- a tag that is begun ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["click", "escape", "other words"])
def test_a_tag_begun_waits_for_its_words(room, select, point, qtbot, how) -> None:
    select(room, FIRST)
    write_tag(room, qtbot)
    qtbot.keyClick(room.view, Qt.Key.Key_Return, SHIFT)
    gathered = room.side.tagging.chips.uids()
    assert gathered
    if how == "click":
        spot = point(room, SECOND)
        qtbot.mouseClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    elif how == "escape":
        room.desk.let_go()
    select(room, SECOND)
    assert written(room) == ("", "", "")
    assert not room.side.tagging.chips.uids()
    select(room, FIRST)
    assert written(room) == ("", "3", "a long note")
    assert room.side.tagging.chips.uids() == gathered


def test_a_tag_begun_goes_along_when_its_words_are_extended(room, select, qtbot) -> None:
    select(room, FIRST)
    write_tag(room, qtbot)
    room.view.setFocus()
    qtbot.keyClick(room.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert room.view.selection.quote() != FIRST
    assert written(room) == ("sur", "3", "a long note")
    select(room, FIRST)
    assert written(room) == ("", "", ""), "it went with the longer words"


def test_passing_over_words_takes_nothing_from_them(room, select, qtbot) -> None:
    select(room, FIRST)
    write_tag(room, qtbot)
    room.desk.let_go()
    select(room, FIRST)
    qtbot.keyClick(room.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert written(room) == ("", "", ""), "other words begin empty"
    select(room, FIRST)
    assert written(room) == ("sur", "3", "a long note")


def test_what_was_tagged_is_not_begun_any_more(room, select, qtbot) -> None:
    select(room, FIRST)
    write_tag(room, qtbot, "saf3")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    room.desk.let_go()
    select(room, FIRST)
    assert written(room) == ("", "", "")


# -- comments --------------------------------------------------------------------------------------


def rewrite(room, qtbot, words=" rewritten"):
    room.desk.reveal(passage(room).uid)
    item = room.side.passage.comments.items()[0]
    item._edit.click()
    qtbot.waitUntil(item._editor.hasFocus)
    qtbot.keyClicks(item._editor, words)
    return item


def test_a_comment_being_rewritten_is_kept_with_the_next_passage(room, qtbot) -> None:
    rewrite(room, qtbot)
    room.desk.next_passage()
    room.settle()
    assert [c.text for c in passage(room).comments] == [f"On {QUOTE} rewritten"]
    assert room.troubles == []


def test_a_comment_being_rewritten_is_kept_when_one_leaves_its_editor(room, qtbot) -> None:
    item = rewrite(room, qtbot)
    room.view.setFocus()
    room.settle()
    assert [c.text for c in passage(room).comments] == [f"On {QUOTE} rewritten"]
    assert item._editor.isVisible(), "one may write on"


def test_escape_leaves_a_comment_as_it_was(room, qtbot) -> None:
    item = rewrite(room, qtbot)
    qtbot.keyClick(item._editor, Qt.Key.Key_Escape)
    room.settle()
    assert [c.text for c in passage(room).comments] == [f"On {QUOTE}"]
    assert item._editor.isHidden()


def test_a_comment_that_cannot_be_rewritten_says_so_in_its_editor(room, qtbot, monkeypatch) -> None:
    def full(_uid, _text):
        raise InputRefusedError("The disk is full.")

    room.bench.ask(lambda space, _progress: monkeypatch.setattr(space.comments, "edit", full))
    rewrite(room, qtbot)
    room.desk.next_passage()
    room.settle()
    room.desk.reveal(passage(room).uid)
    (item,) = room.side.passage.comments.items()
    qtbot.waitUntil(item._editor.isVisible)
    assert item._editor.written() == f"On {QUOTE} rewritten"


def test_words_being_written_are_kept_when_the_window_closes(room, project, qtbot) -> None:
    rewrite(room, qtbot)
    room.desk.reveal(passage(room, "Article 2").uid)
    room.side.passage.comments.field.setPlainText("half a thought")
    room.desk.reveal(passage(room).uid)
    room.side.passage.comments.field.setPlainText("another half")
    room.desk.finish()
    room.leave()
    assert comments_of(project) == [f"On {QUOTE} rewritten", "another half"]
    assert comments_of(project, "Article 2") == ["On Article 2", "half a thought"]


def test_a_half_written_comment_is_kept_in_the_project_one_leaves(room, project, qtbot) -> None:
    other = project.with_name("other.treaty")
    shutil.copyfile(project, other)  # the same passages stand there
    room.desk.reveal(passage(room).uid)
    room.side.passage.comments.field.setPlainText("half a thought")
    room.open(other)
    room.desk.finish()
    room.settle()
    assert [c.text for c in passage(room).comments] == [f"On {QUOTE}"]
    assert comments_of(project) == [f"On {QUOTE}", "half a thought"]
    assert room.troubles == []
