# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passage panel on a real project: fields, another code, other words, nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from desk_room import DeskRoom
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.services import projects
from annotator.ui import theme
from annotator.ui.models.passage_list import (
    CodeChip,
    PassageIndex,
    PassageList,
    PassageRow,
    Who,
    passage_row,
)  # fmt: skip
from annotator.ui.panels.inputs import TextField
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.panels.tag_editor import PassagePanel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
QUOTE = "promote and to strengthen"


@pytest.fixture
def project(anas):
    anas.tag(QUOTE)
    return anas.close()


@pytest.fixture
def room(room):
    room.desk.choose(room.passage().uid)
    return room


def card(room):
    (found,) = room.side.passage.cards().values()
    return found


def only_tag(room):
    (found,) = room.passage().tags
    return found


def test_a_text_is_kept_after_a_pause(qtbot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(field.left, timeout=5000):
        qtbot.keyClicks(field, "words")
    assert field.hasFocus()


def test_hard_spaces_are_no_edit(qtbot) -> None:
    panel = PassagePanel()
    qtbot.addWidget(panel)
    anchor = Anchor("text", "d" * 64, (Segment(1, 0, 5),), "words")
    tag = Tag("t", "p", "c", "me", note="article\u00a06 : « non »\n")
    panel.show_passage(Passage("p", anchor, tags=(tag,)), {}, "page 1", Who(("me",)))
    with qtbot.assertNotEmitted(panel.field_changed):
        panel.finish()


def test_an_editor_who_is_new_to_the_project_is_named(qtbot) -> None:
    editor = PassagePanel()
    qtbot.addWidget(editor)
    anchor = Anchor("text", "d" * 64, (Segment(1, 0, 5),), "words")
    tag = Tag("t", "p", "c", "uid-ana", note="first")

    def show(tag, names):
        passage = Passage("p", anchor, tags=(tag,))
        editor.show_passage(passage, {}, "page 1", Who((), names))

    show(tag, {"uid-ana": "Ana"})
    show(replace(tag, note="second", edited_by="uid-bo"), {"uid-ana": "Ana", "uid-bo": "Bo"})
    assert editor.cards()["t"]._by.text() == "by Ana, edited by Bo"


def test_severity_by_keys_is_kept_and_said_in_a_word(room, qtbot) -> None:
    room.desk.edit_passage()
    dots = card(room).fields._severity
    qtbot.waitUntil(dots.hasFocus)
    qtbot.keyClick(dots, Qt.Key.Key_4)
    qtbot.keyClick(dots, Qt.Key.Key_Left)
    room.settle()
    assert only_tag(room).severity == "3"
    assert dots.accessibleName() == "Severity: 3 serious"
    assert dots._word.text() == "serious"


def test_the_code_of_a_tag_can_be_changed(room, qtbot) -> None:
    found = card(room)
    before = only_tag(room)
    qtbot.keyClick(found._chip, Qt.Key.Key_Space)
    qtbot.waitUntil(found.picker.field.hasFocus)
    qtbot.keyClicks(found.picker.field, "prv1")
    qtbot.keyClick(found.picker.field, Qt.Key.Key_Return)
    room.settle()
    assert room.letters() == ["PRV-1"]
    assert only_tag(room).uid == before.uid, "the tag is the same"
    assert card(room)._chip.code.id == "PRV-1"
    assert found.picker.isHidden()


def test_escape_leaves_the_code_as_it_is(room, qtbot) -> None:
    found = card(room)
    found._chip.click()
    qtbot.keyClicks(found.picker.field, "prv1")
    qtbot.keyClick(found.picker.field, Qt.Key.Key_Escape)
    room.settle()
    assert room.letters() == ["SAF-3"]
    assert found._chip.hasFocus()
    assert room.side.currentWidget() is room.side.passage


def test_wording_shows_what_it_changes(room, qtbot) -> None:
    wording = card(room).fields._wording
    assert wording.redline.isHidden()
    wording.start.click()
    assert wording.text.toPlainText() == QUOTE
    assert wording.redline.isHidden(), "nothing is changed yet"
    cursor = wording.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    wording.text.setTextCursor(cursor)
    qtbot.keyClicks(wording.text, " effectively")
    assert wording.redline.isVisible()
    assert wording.redline.accessibleDescription() == "inserted “effectively”"
    room.view.setFocus()
    room.settle()
    assert only_tag(room).proposed_wording == f"{QUOTE} effectively"


def test_what_is_being_written_survives_the_next_passage(room, select, qtbot) -> None:
    select(room, "measures that protect")
    qtbot.keyClicks(room.view, "prv1")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    first = next(p for p in room.bench.passages if p.anchor.quote == QUOTE)
    room.desk.choose("")
    room.desk.reveal(first.uid)
    note = card(room).fields._texts["note"]
    note.setFocus()
    qtbot.keyClicks(note, "half a though")
    room.desk.next_passage()
    assert room.view.marks.chosen != first.uid
    room.settle()
    first = room.bench.passage(first.uid)
    assert first.tags[0].note == "half a though"


def test_a_tag_deleted_while_its_note_is_open_is_no_trouble(room, qtbot) -> None:
    note = card(room).fields._texts["note"]
    note.setFocus()
    qtbot.keyClicks(note, "words")
    room.bench.edits.untag(only_tag(room).uid)
    room.settle()
    room.view.setFocus()
    room.settle()
    assert not room.bench.passages
    assert room.troubles == []


def test_other_words_for_the_same_passage(room, qtbot) -> None:
    before = room.passage()
    room.desk.move_ends()
    assert room.side.currentWidget() is room.side.moving
    assert room.view.selection.quote() == QUOTE
    for _word in range(2):
        qtbot.keyClick(room.view, Qt.Key.Key_Right, SHIFT | CTRL)
    qtbot.keyClicks(room.view, "saf")  # no code is being chosen now
    assert room.side.tagging.field.text() == ""
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    after = room.passage()
    assert after.uid == before.uid
    assert after.tags == before.tags
    assert after.anchor.quote.split()[:4] == QUOTE.split()
    assert len(after.anchor.quote) > len(QUOTE)
    assert room.view.marks.chosen == before.uid
    assert room.side.currentWidget() is room.side.passage
    room.bench.edits.undo()
    room.settle()
    assert room.passage().anchor.quote == QUOTE, "one action"


@pytest.mark.parametrize("how", ["page", "panel", "desk"])
def test_escape_leaves_the_words_as_they_were(room, qtbot, how) -> None:
    uid = room.passage().uid
    room.side.passage.ends_requested.emit(uid)
    qtbot.keyClick(room.view, Qt.Key.Key_Right, SHIFT | CTRL)
    if how == "page":
        qtbot.keyClick(room.view, Qt.Key.Key_Escape)
    elif how == "panel":
        qtbot.keyClick(room.side.moving, Qt.Key.Key_Escape)
    else:
        room.desk.let_go()
    room.settle()
    assert room.passage().anchor.quote == QUOTE
    assert room.view.marks.chosen == uid
    assert room.view.selection.empty
    assert room.view.handles is None
    assert room.side.currentWidget() is room.side.passage


def test_a_project_for_reading_shows_and_changes_nothing(qtbot, qapp, project) -> None:
    other = projects.open_workspace(project)
    room = DeskRoom(qtbot).open(project)
    try:
        room.desk.choose(room.passage().uid)
        panel = room.side.passage
        assert panel.closed.isVisible()
        fields = card(room).fields
        assert not fields._severity.isEnabled()
        assert fields._texts["note"].isReadOnly()
        assert fields._more.isEnabled(), "one may still look at the rest"
        assert not panel._remove.isEnabled()
        room.desk.move_ends()
        room.desk.delete_passage()
        assert room.side.currentWidget() is panel
        room.settle()
        assert room.passage().anchor.quote == QUOTE
    finally:
        room.leave()
        other.close()


def test_marks_of_passages_that_did_not_change_are_kept(room, select, qtbot) -> None:
    (first,) = room.view.marks.all()
    select(room, "measures that protect")
    qtbot.keyClicks(room.view, "prv1")
    qtbot.keyClick(room.view, Qt.Key.Key_Return)
    room.settle()
    assert len(room.view.marks.all()) == 2
    assert any(mark is first for mark in room.view.marks.all())
    board = room.view.marks.by_page
    room.bench.signals.passages_changed.emit()
    assert room.view.marks.by_page is board, "nothing new, nothing drawn anew"


def test_steps_through_thousands_of_passages_need_no_search() -> None:
    def passage(number):
        anchor = Anchor("text", "d", (Segment(1 + number // 10, number, number + 1),), "w")
        return Passage(f"{number:05}", anchor, tags=(Tag(f"t{number}", "p", "c", "me"),))

    index = PassageIndex([passage(number) for number in reversed(range(5000))])
    assert index.step("", 1, page=1) == "00000"
    assert index.step("", 1, page=7) == "00060"
    assert index.step("", -1, page=7) == "00059"
    assert index.step("00060", 1, page=1) == "00061"
    assert index.step("04999", 1, page=1) == "00000"
    assert [p.uid for p in index.on_page(2)] == [f"{n:05}" for n in range(10, 20)]


def test_deleting_asks_nothing_and_can_be_undone(room, qtbot) -> None:
    room.desk.delete_passage()
    room.settle()
    assert not room.bench.passages
    assert room.side.currentWidget() is room.side.on_page
    room.bench.edits.undo()
    room.settle()
    assert room.letters() == ["SAF-3"]
    assert QApplication.activeModalWidget() is None


def test_a_tag_that_was_decided_against_says_so(room, qapp) -> None:
    theme.apply(qapp, theme.LIGHT)
    shown = card(room)
    plain = shown.grab().toImage()
    against = replace(only_tag(room), review_state="rejected")
    code = room.bench.codes[against.code]
    shown.show_tag(against, code, Who(room.bench.mine, room.bench.names))
    assert shown.accessibleName() == f"{code.id} {code.name}, decided against"
    assert shown._by.text() == "decided against"
    assert not shown._by.isHidden()
    assert shown._name.font().strikeOut()
    assert shown.grab().toImage() != plain
    shown.show_tag(only_tag(room), code, Who(room.bench.mine, room.bench.names))
    assert not shown._name.font().strikeOut()


def test_the_chip_of_a_tag_that_was_decided_against_says_so(room) -> None:
    tag = only_tag(room)
    against = replace(room.passage(), tags=(replace(tag, review_state="rejected"),))
    model = PassageList()
    model.show_rows([passage_row(against, room.bench.codes, Who())])
    letters = room.bench.codes[tag.code].id
    heard = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith(f"{letters} decided against: ")
    assert not model.row(0).stands
    assert not PassageIndex([against]).step("", 1, page=1)


def test_rows_follow_each_other_without_gap_or_overlap_at_any_width(qtbot) -> None:
    panel = OnPagePanel()
    qtbot.addWidget(panel)
    panel.resize(300, 200)
    count = 7
    panel.show_page(1, "1", [PassageRow(str(n), "words " * (n + 5)) for n in range(count)], [])
    panel.show()
    qtbot.waitUntil(panel.list.verticalScrollBar().isVisible)

    def lies_well():
        rects = [panel.list.visualRect(panel.model.index(n)) for n in range(count)]
        return all(after.top() == one.bottom() + 1 for one, after in pairwise(rects))

    height = panel.list.sizeHintForRow(count - 1)
    for width in range(300, 180, -4):
        panel.resize(width, 200)
        qtbot.waitUntil(lies_well)
    panel.resize(900, 200)
    qtbot.waitUntil(lies_well)
    assert panel.list.sizeHintForRow(count - 1) < height


def test_the_page_counts_the_passages_that_stand(qtbot) -> None:
    panel = OnPagePanel()
    qtbot.addWidget(panel)
    against = PassageRow("q", "words", (CodeChip("SUR-1", "#A8D8A0", own=False, stands=False),))
    panel.show_page(1, "1", [PassageRow("p", "words"), against], [against])
    assert panel._head.text() == "Page 1 · 1 passage"
    assert panel.model.row(2).head == "On whole provisions · 0"
    panel.show_page(1, "1", [against], [])
    assert panel._head.text() == "Page 1"
    assert panel.model.rowCount() == 1
