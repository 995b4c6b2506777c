# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts beside each other: opened and closed by key, drawn, scrolled together, listed, paired."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest
from compare_room import CHANGES, MIDDLE, open_compare_room
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.domain.alignment.side_by_side import MOVED_WHOLE
from annotator.domain.alignment.word_by_word import DELETED, INSERTED
from annotator.ui.shot_camera import Camera

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEAR = 0.12
"""Of a view's height: how exactly two places stand beside each other."""


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch, request):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    return open_compare_room(qtbot, make_window, tmp_path, **getattr(request, "param", {}))


def listed(room, column="provision"):
    at = ("provision", "kinds", "tags", "words").index(column)
    model = room.panel.model
    return [model.index(row, at).data() for row in range(model.rowCount())]


def test_the_round_before_opens_beside_and_the_same_key_closes_it(room):
    room.open()
    first, second, third = (sheet.sha256 for sheet in room.bench.sheets)
    assert room.view.draft == third
    assert room.other.draft == second
    assert room.side.which.currentText() == "M/CONF.1/7/Rev.1@en"
    assert f"{CHANGES} changes" in room.side.sentence
    assert room.view.hasFocus()
    room.press(Qt.Key.Key_F5, on=room.view)
    assert not room.side.isVisible()
    assert room.other.layout_.pages == 0, "no worker and no page is left"
    assert not any(marks.isVisible() for marks in room.beside.marks)
    assert first not in (room.other.draft, room.view.draft)


def test_escape_closes_where_nothing_else_is_to_let_go_of(room):
    room.open()
    room.view.place_caret()
    room.view.selection.move("line", 1, extend=True)
    room.view.selection_moved()
    room.press(Qt.Key.Key_Escape, on=room.view)
    assert room.side.isVisible(), "the first one lets go of the words"
    room.press(Qt.Key.Key_Escape, on=room.view)
    assert not room.side.isVisible()
    room.open()
    room.other.setFocus()
    room.press(Qt.Key.Key_Escape, on=room.other)
    assert not room.side.isVisible()
    assert room.view.hasFocus()
    assert not room.actions["compare.show"].isChecked()


def test_the_key_for_the_next_part_goes_to_the_other_pages(room):
    room.open()
    room.press(Qt.Key.Key_F6, on=room.view)
    assert room.other.hasFocus()
    top = room.view.top
    room.press(Qt.Key.Key_PageDown, on=room.other)
    assert room.other.top > 0
    assert room.view.top > top


def test_changes_are_drawn_on_both_pages(room):
    room.open()
    newer, older = room.beside.marks
    came = {op for op, _row, _lines in newer.shapes(6)}
    assert came == {INSERTED, MOVED_WHOLE}
    gone = {op for page in range(1, 25) for op, _row, lines in older.shapes(page) if lines}
    assert DELETED in gone
    assert INSERTED not in gone
    picture = newer.parentWidget().grab().toImage()
    newer.hide()
    assert newer.parentWidget().grab().toImage() != picture


def test_one_goes_where_the_other_is_scrolled_both_ways(room):
    room.open()
    room.read(room.view, "Art 28(1)")
    top = room.view.top
    assert abs(room.row_of(room.other, "Art 26(1)") - MIDDLE) < NEAR
    room.qtbot.wait(50)
    assert room.view.top == top, "who leads is not moved"
    room.read(room.other, "Art 39(1)")
    top = room.other.top
    room.qtbot.wait(50)
    assert room.other.top == top
    assert abs(room.row_of(room.view, "Art 40(1)") - MIDDLE) < NEAR


def test_it_does_not_jump_while_one_reads_on(room):
    room.open()
    room.read(room.view, "Art 25(1)")
    bar, tops = room.view.verticalScrollBar(), [room.other.top]
    for _step in range(40):
        bar.setValue(bar.value() + 10)
        tops.append(room.other.top)
    steps = [b - a for a, b in pairwise(tops)]
    assert max(map(abs, steps)) < 0.3 * room.other.view_size()[1]
    assert sum(step < 0 for step in steps) <= 2


def test_each_is_scrolled_for_itself_once_the_switch_is_up(room):
    room.open()
    room.side.hold.click()
    assert not room.actions["compare.together"].isChecked()
    where = room.other.top
    room.read(room.view, "Art 28(1)")
    assert room.other.top == where
    room.actions["compare.together"].trigger()
    assert room.side.hold.isChecked()
    assert abs(room.row_of(room.other, "Art 26(1)") - MIDDLE) < NEAR


def test_a_wider_window_moves_neither_away(room):
    room.open()
    room.read(room.view, "Art 28(1)")
    room.window.resize(1250, 820)
    room.qtbot.wait(80)
    assert -0.5 < room.row_of(room.view, "Art 28(1)") < 1.2
    assert abs(room.row_of(room.view, "Art 28(1)") - room.row_of(room.other, "Art 26(1)")) < 0.2


def test_the_list_goes_there_on_both_sides_and_by_key_to_the_next(room):
    room.view.setFocus()
    room.press(Qt.Key.Key_H, CTRL | SHIFT, room.view)
    room.wait(lambda: room.panel.model.rowCount() == CHANGES)
    assert room.panel.rows.hasFocus()
    assert not room.beside.open, "the list can be read without the other draft"
    row = listed(room).index("Art 22(1) → Art 25(1)")
    room.panel.rows.setCurrentIndex(room.panel.model.index(row, 0))
    assert listed(room, "words")[row].startswith("shall → may (weaker)")
    room.press(Qt.Key.Key_Return, on=room.panel.rows)
    room.ready()
    room.wait(lambda: abs(room.row_of(room.view, "Art 25(1)") - MIDDLE) < 0.2)
    assert abs(room.row_of(room.other, "Art 22(1)") - MIDDLE) < 0.2
    assert room.panel.rows.hasFocus()
    room.press(Qt.Key.Key_Period, CTRL, room.panel.rows)
    assert room.panel.rows.currentIndex().row() == row + 1
    room.press(Qt.Key.Key_Comma, CTRL, room.view)
    assert room.panel.rows.currentIndex().row() == row


def test_the_next_change_is_that_below_what_one_reads(room):
    room.open()
    room.read(room.view, "Art 28(1)")
    room.press(Qt.Key.Key_Period, CTRL, room.view)
    change = room.panel.current.change
    assert change.b >= "Art 28(1)"
    assert room.beside.near(room.panel.current)


def test_what_is_removed_is_shown_where_it_was(room):
    room.open()
    row = next(
        n
        for n, row in enumerate(room.desk.found.rows)
        if row.change.a == "Art 25(1)" and not row.change.b
    )
    room.desk.go(row)
    assert abs(room.row_of(room.other, "Art 25(1)") - MIDDLE) < 0.1
    assert room.panel.place == row


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ("tagged", lambda row: row.tags),
        ("modality", lambda row: row.change.modality),
        ("brackets", lambda row: row.change.kinds
         & {"bracket_opened", "bracket_closed", "option_taken_out"}),
        ("moved", lambda row: row.change.kinds & {"moved", "split", "joined"}),
        ("added", lambda row: "added" in row.change.kinds),
        ("removed", lambda row: "removed" in row.change.kinds),
        ("renumbered", lambda row: row.change.kinds == {"renumbered"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered(room, wanted, fits):
    room.desk.show_list()
    room.wait(lambda: room.panel.model.rowCount() == CHANGES)
    room.panel.ask_for(wanted)
    model = room.panel.model
    assert 0 < model.rowCount() < CHANGES
    assert all(fits(model.row(n)) for n in range(model.rowCount()))
    missed = [row for row in model.all if fits(row) and row.only_number == (wanted == "renumbered")]
    assert model.rowCount() == len(missed)
    assert room.panel.total.said.startswith(f"{CHANGES} changes")


def test_a_tag_made_meanwhile_is_counted(room):
    room.desk.show_list()
    room.wait(lambda: room.panel.model.rowCount() == CHANGES)
    row = listed(room).index("Art 3(2)")
    assert listed(room, "tags")[row] == "2"

    def work(space, _progress):
        anchor = space.passages.find_quote(room.bench.sha256, "criminal offence, whether")
        space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})

    room.bench.ask(work)
    room.wait(lambda: listed(room, "tags")[row] == "3")


def test_a_tag_made_while_comparing_draws_nothing_anew(room):
    room.actions["compare.redline"].trigger()
    room.ready()
    room.wait(lambda: "Article 25" in room.side.redline.toPlainText())
    row = listed(room).index("Art 3(2)")
    room.desk.go(room.panel.model.place(row))
    newer, _older = room.beside.marks
    reset, put, filled = [], [], []
    room.panel.model.modelReset.connect(lambda: reset.append(1))
    for each in room.beside.marks:
        each.put = put.append
    room.side.redline.show_parts = filled.append
    room.side.which.model().rowsInserted.connect(lambda: filled.append(1))

    def work(space, _progress):
        anchor = space.passages.find_quote(room.bench.sha256, "criminal offence, whether")
        space.passages.tag(anchor, [space.codes.list()[3].uid], fields={})

    room.bench.ask(work)
    room.wait(lambda: listed(room, "tags")[row] == "3")
    room.settle()
    assert (reset, put, filled) == ([], [], [])
    assert newer._lit == room.panel.model.place(row), "the change one is at stays framed"


def test_the_change_one_is_at_is_framed_again_after_another_pairing(room):
    room.open()
    place = next(n for n, one in enumerate(room.desk.found.rows) if one.change.b == "Art 25(1)")
    room.desk.go(place)
    before = room.desk.found
    older, newer = before.older.sha256, before.newer.sha256
    room.bench.ask(
        lambda space, _progress: space.comparing.say(older, newer, "Art 3(3)", "Art 2(k)")
    )
    room.wait(lambda: room.desk.found is not before)
    newer_marks, _older_marks = room.beside.marks
    lit = room.desk.found.rows[newer_marks._lit]
    assert lit.change.b == "Art 25(1)"
    assert room.desk.found.rows.index(lit) != place


def test_another_draft_is_chosen_by_key_and_may_be_a_newer_one(room):
    room.turn(0)
    room.view.setFocus()
    room.press(Qt.Key.Key_F5, on=room.view)
    room.settle()
    room.wait(lambda: not room.actions["compare.show"].isChecked())
    assert "first round" in room.panel._pages.said
    room.press(Qt.Key.Key_F5, SHIFT, room.view)
    dialog = room.desk.which.dialog
    assert dialog.isVisible()
    dialog.list.setCurrentRow(1)
    dialog.primary.click()
    room.ready()
    third = room.bench.sheets[2].sha256
    assert room.other.draft == third
    older, newer = room.beside.marks
    assert {op for op, _row, _n in newer.shapes(3)} >= {INSERTED}
    assert INSERTED not in {op for page in range(1, 22) for op, _row, _n in older.shapes(page)}
    room.read(room.view, "Art 24(1)")
    assert room.other.top > 0


def test_turning_to_another_draft_compares_that_one(room):
    room.open()
    room.turn(1)
    room.wait(
        lambda: room.desk.found is not None and room.desk.found.newer.sha256 == room.view.draft
    )
    room.ready()
    assert room.other.draft == room.bench.sheets[0].sha256
    room.turn(0)
    room.wait(lambda: not room.beside.open)
    assert not room.side.isVisible()


def test_there_is_one_place_beside_the_pages(room):
    room.open()
    room.actions["counterpart.show"].setChecked(True)
    assert not room.side.isVisible()
    assert not room.actions["compare.show"].isChecked()
    room.settle()
    room.open()
    assert not room.actions["counterpart.show"].isChecked()
    assert room.side.isVisible()


def test_a_pairing_is_looked_at_locked_and_taken_back(room):
    room.open()
    row = next(n for n, one in enumerate(room.desk.found.rows) if one.change.b == "Art 25(1)")
    room.desk.go(row)
    room.press(Qt.Key.Key_F5, CTRL, room.view)
    room.wait(lambda: room.desk.pairings.dialog is not None)
    dialog = room.desk.pairings.dialog
    assert "% of this provision's words are the same" in dialog.why.text()
    assert dialog.chosen == "lock"
    assert not dialog.back.isVisible()
    dialog.primary.click()
    room.wait(lambda: room.desk.found is not None and room.desk.found.rows[row].change.pair.locked)
    assert "locked" in listed(room, "kinds")[listed(room).index("Art 22(1) → Art 25(1)")]
    room.wait(lambda: room.desk.pairings.dialog is None)
    room.desk.ask_pairing()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    room.desk.pairings.dialog.back.click()
    room.wait(lambda: not room.desk.found.rows[row].change.pair.locked)


@pytest.mark.qt_log_ignore(
    "raise|keyboard|propagateSizeHints"
)  # of the list that offers what begins so
def test_another_provision_is_chosen_for_one(room):
    room.open()
    row = next(n for n, one in enumerate(room.desk.found.rows) if one.change.a == "Art 3(3)")
    room.desk.go(row)
    room.desk.ask_pairing()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    dialog = room.desk.pairings.dialog
    assert dialog.chosen == "alone"
    dialog.became.setFocus()
    room.qtbot.keyClicks(dialog.became.lineEdit(), "Art 2(k)")
    assert dialog.chosen == "became"
    dialog.primary.click()
    room.wait(lambda: "Art 3(3) → Art 2(k)" in listed(room))


def test_a_provision_that_is_not_there_is_refused_in_the_dialog(room):
    room.open()
    row = next(n for n, one in enumerate(room.desk.found.rows) if one.change.a == "Art 3(3)")
    room.desk.go(row)
    room.desk.ask_pairing()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    dialog = room.desk.pairings.dialog
    dialog.choices["became"].setChecked(True)
    assert not dialog.primary.isEnabled()
    dialog.became.setEditText("Art 999")
    dialog.primary.click()
    room.wait(lambda: "999" in dialog.refusal)
    dialog.reject()


def test_what_was_said_of_a_pairing_is_undone(room):
    room.open()
    row = next(n for n, one in enumerate(room.desk.found.rows) if one.change.b == "Art 25(1)")
    room.desk.show_pairing(row)
    room.wait(lambda: room.desk.pairings.dialog is not None)
    dialog = room.desk.pairings.dialog
    dialog.choices["apart"].setChecked(True)
    dialog.primary.click()
    room.wait(
        lambda: (
            not any(one.change.b == "Art 25(1)" and one.change.a for one in room.desk.found.rows)
        )
    )
    room.settle()
    room.actions["edit.undo"].trigger()
    room.wait(
        lambda: any(one.change.a == "Art 22(1)" and one.change.b for one in room.desk.found.rows)
    )


def test_closing_the_project_closes_it(room):
    room.open()
    room.window.close_project()
    assert not room.side.isVisible()
    assert room.other.layout_.pages == 0
    assert room.panel.model.rowCount() == 0


def test_both_drafts_are_read_as_one_text_and_heard(room):
    room.open()
    room.read(room.view, "Art 25(1)")
    room.actions["compare.redline"].trigger()
    pane = room.side.redline
    room.wait(lambda: "Article 25" in pane.toPlainText())
    assert "shall may" in pane.toPlainText()
    assert "[deleted: shall]" not in pane.toPlainText()
    room.side.in_words.click()
    assert "[deleted: shall] [inserted: may]" in pane.toPlainText()
    found = pane.document().find("[deleted: shall] [inserted: may]")
    block = found.block()
    pane.select(block.position(), block.position() + block.length() - 1)
    pane.copy()
    assert "[deleted: shall] [inserted: may]" in QApplication.clipboard().text()
    room.side.in_words.click()
    cursor = pane.document().find("shall may")
    pane.select(cursor.selectionStart(), cursor.selectionEnd())
    pane.copy()
    assert QApplication.clipboard().text() == "[deleted: shall] [inserted: may]"
    assert "<del>shall</del> <ins>may</ins>" in QApplication.clipboard().mimeData().html()
    room.press(Qt.Key.Key_Escape, on=pane)
    assert not room.side.isVisible()


def test_the_one_text_and_the_page_go_together(room):
    room.open()
    room.actions["compare.redline"].trigger()
    pane = room.side.redline
    room.wait(lambda: "Article 25" in pane.toPlainText())
    room.read(room.view, "Art 25(1)")
    room.wait(lambda: "Each State Party" in pane.top()[0].text() or "25" in pane.top()[0].text())
    pane.setFocus()
    block = pane.document().find("Article 28").block()
    pane.show_at_top(block, 0)
    room.wait(lambda: abs(room.row_of(room.view, "Art 28") - MIDDLE) < 0.15)


def test_a_cancelled_comparison_ends_and_can_be_asked_for_again(room, monkeypatch):
    from annotator.domain.errors import Cancelled
    from annotator.services import comparing_view

    once = comparing_view.side_by_side

    def stopped(*_given):
        raise Cancelled

    monkeypatch.setattr(comparing_view, "side_by_side", stopped)
    room.press(Qt.Key.Key_F5, on=room.view)
    room.wait(lambda: not room.actions["compare.show"].isChecked())
    assert "cancelled" in room.panel._pages.said
    monkeypatch.setattr(comparing_view, "side_by_side", once)
    room.open()
    assert room.panel.model.rowCount() == CHANGES


def test_a_picture_of_the_changes(tmp_path, qapp):
    project = tmp_path / "sample.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", project)
    camera = Camera(project, size=(1024, 700), patience=60_000)
    try:
        assert camera.show(draft="M/CONF.1/7/Rev.2", page=6, panel="changes")
        made = camera._window.furnish()
        assert made.change_panel.isVisible()
        assert made.change_panel.model.rowCount() == CHANGES
        assert made.compare_beside.side.reader.renderer.is_sharp
    finally:
        camera.close()
