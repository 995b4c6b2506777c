# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one is among the changes, and what is compared, while drafts, pairings and projects change."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from asking import asked
from compare_room import CHANGES, open_compare_room
from PySide6.QtCore import Qt

from annotator import paths
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.changes import Change
from annotator.domain.alignment.side_by_side import ChangeRow
from annotator.domain.errors import Cancelled
from annotator.services import comparing_view
from annotator.ui.models.change_list import SAID, ChangeList

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot, make_window, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    return open_compare_room(qtbot, make_window, tmp_path)


def place_of(room, *, a="", b=""):
    return next(
        place
        for place, row in enumerate(room.desk.found.rows)
        if (not a or row.change.a == a) and (not b or row.change.b == b)
    )


def say(room, a, b, *, together):
    older, newer = room.desk.found.older.sha256, room.desk.found.newer.sha256
    before = room.desk.found
    room.bench.ask(
        lambda space, _progress: space.comparing.say(older, newer, a, b, together=together)
    )
    room.wait(lambda: room.desk.found is not before)
    room.settle()


def named(row):
    return row.change.a, row.change.b


def test_after_a_corrected_pairing_keys_go_on_from_where_one_is(room):
    room.open()
    room.desk.go(place_of(room, b="Art 25(1)"))
    at = named(room.panel.current)
    following = named(room.desk.found.rows[room.panel.listed()[1 + room.panel.listed().index(
        place_of(room, b="Art 25(1)"))]])  # fmt: skip
    before = len(room.desk.found.rows)
    say(room, "Art 3(3)", "Art 2(k)", together=True)
    assert len(room.desk.found.rows) != before, "rows above it are others now"
    assert named(room.panel.current) == at
    room.desk.ask_pairing()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    assert room.desk.pairings.dialog._row.change.b == "Art 25(1)"
    room.desk.pairings.dialog.reject()
    room.actions["change.next"].trigger()
    assert named(room.panel.current) == following


def test_the_arrows_of_the_list_say_where_one_is(room):
    room.open()
    room.desk.go(place_of(room, b="Art 25(1)"))
    row = room.panel.rows.currentIndex().row()
    room.panel.rows.setFocus()
    room.press(Qt.Key.Key_Down, on=room.panel.rows)
    room.desk.ask_pairing()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    assert room.desk.pairings.dialog._row is room.panel.model.row(row + 1)
    room.desk.pairings.dialog.reject()
    room.actions["change.next"].trigger()
    assert room.panel.rows.currentIndex().row() == row + 2


def test_the_first_change_is_not_passed_over(room):
    room.open()
    room.view.go_to(1)
    assert not room.panel.stood
    room.press(Qt.Key.Key_Period, CTRL, room.view)
    first = room.panel.rows.currentIndex().row()
    below = [n for n, place in enumerate(room.panel.listed())
             if room.desk.found.rows[place].newer is not None]  # fmt: skip
    assert first == below[0]


def row_at(a, b, *, paths_=("Art 1", "Art 2")):
    return ChangeRow(
        Change(Pair(a, b, "changed"), frozenset({"reworded"}), (), *paths_, 1.0), None, None
    )


def test_a_change_is_found_by_its_provisions_though_their_numbers_moved(qtbot):
    rows = [row_at((at,), (at,), paths_=(f"Art {at}", f"Art {at}")) for at in range(5)]
    model = ChangeList(said=lambda _row, _column: "", titles={})
    moved = [
        replace(row, change=replace(row.change, pair=Pair((at + 1,), (at + 1,), "changed")))
        for at, row in enumerate(rows)
    ]
    model.show_rows(moved)
    assert model.find(rows[3]) == 3
    gone = row_at((9,), (), paths_=("Art 9", ""))
    came = row_at((9,), (4,), paths_=("Art 9", "Art 11"))
    model.show_rows([*moved, came])
    assert model.find(gone) == 5, "it is paired now"
    assert model.find(row_at((7,), (7,), paths_=("Art 77", "Art 78"))) == -1
    assert model.find(row_at((-2,), (-2,), paths_=("", ""))) == -1


# -- what is compared ------------------------------------------------------------------------------


def compare_with_the_first(room):
    room.open()
    first = room.bench.sheets[0].sha256
    room.desk.compare_with(first)
    room.wait(lambda: room.desk.found is not None and room.desk.found.older.sha256 == first)
    room.ready()
    return first


def test_another_draft_takes_the_marks_of_the_one_before_away_at_once(room):
    room.open()
    assert any(marks.isVisible() for marks in room.beside.marks)
    room.desk.compare_with(room.bench.sheets[0].sha256)
    assert not any(marks.isVisible() for marks in room.beside.marks)


def test_a_chosen_draft_does_not_outlive_its_project(room, tmp_path):
    compare_with_the_first(room)
    failed = []
    room.bench.signals.failed.connect(failed.append)
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "other.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", other)
    laid = room.bench.laid
    room.window.open_paths([other])
    room.wait(lambda: room.bench.laid != laid and bool(room.bench.reviewer))
    room.settle()
    assert not room.actions["compare.show"].isChecked()
    assert not room.beside.open
    room.turn(2)
    room.open()
    assert room.desk.found.older.sha256 == room.bench.sheets[1].sha256, "that of the round before"
    assert failed == []


def test_a_chosen_draft_that_vanishes_gives_way_to_the_round_before(room):
    first = compare_with_the_first(room)
    bench = room.bench
    bench.sheets = [each for each in bench.sheets if each.sha256 != first]
    bench.current -= 1
    bench.signals.drafts_changed.emit()
    room.wait(lambda: room.desk.found is not None and room.desk.found.older.sha256 != first)


def test_a_cancelled_comparison_with_a_chosen_draft_starts_no_other(room, monkeypatch):
    room.open()
    asked = []

    def stopped(_space, *pair_and_report):
        asked.append(pair_and_report[:2])
        raise Cancelled

    monkeypatch.setattr(comparing_view, "side_by_side", stopped)
    room.desk.show_list()
    room.desk.compare_with(room.bench.sheets[0].sha256)
    room.wait(lambda: not room.actions["compare.show"].isChecked())
    room.settle()
    room.qtbot.wait(100)
    room.settle()
    assert len(asked) == 1
    assert "cancelled" in room.panel._pages.said
    monkeypatch.undo()
    room.open()
    assert room.panel.model.rowCount() == CHANGES


def test_a_word_on_what_did_not_change_is_shown_and_taken_back(room):
    room.open()
    older, newer = (each.sha256 for each in room.bench.sheets[1:])
    words = asked(room.qtbot, room.bench, lambda space: space.comparing.map(older, newer))
    changed = {row.change.pair for row in room.desk.found.rows}
    pair = next(p for p in words.alignment.pairs if p.a and p.b and p not in changed)
    b = words.newer.structure.provisions[pair.b[0]].path
    say(room, words.older.structure.provisions[pair.a[0]].path, b, together=True)
    assert room.panel.model.rowCount() == CHANGES, "among changes it does not stand"
    assert f"{CHANGES} changes" in room.side.sentence
    assert room.panel.total.said.startswith(f"{CHANGES} changes")
    room.panel.ask_for(SAID)
    (row,) = [room.panel.model.row(n) for n in range(room.panel.model.rowCount())]
    assert row.change.b == b
    assert room.panel.model.index(0, 1).data() == "unchanged, locked"
    room.desk.go(room.panel.place)
    room.panel.pairing.click()
    room.wait(lambda: room.desk.pairings.dialog is not None)
    assert room.desk.pairings.dialog.back.isVisible()
    room.desk.pairings.dialog.back.click()
    room.wait(lambda: room.panel.model.rowCount() == 0)
    assert room.panel._pages.said == "There is no such change."


def test_in_a_small_window_pages_can_be_read_and_several_changes_show(room):
    room.window.resize(1024, 700)
    room.qtbot.wait(20)
    room.actions["agreement.show"].trigger()
    room.open()
    room.desk.show_list()
    rows = room.panel.rows
    room.wait(lambda: rows.viewport().height() >= 3 * rows.verticalHeader().defaultSectionSize())
    assert not room.window.room.shows("panel"), "the pages need its width"
    assert room.view.height() >= 280
    assert room.view.width() >= 1024 // 2
    room.desk.close()
    room.window.room.fold("drawer", shown=False)
    room.wait(lambda: room.window.room.shows("panel"))
