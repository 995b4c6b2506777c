# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement in the drawer: figures, disagreements and decisions by key, on a real project of three."""

from __future__ import annotations

import csv
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.domain.agreement import figures as figures_module
from annotator.domain.agreement.survey import PASSAGE, Scope
from annotator.domain.area import Whole
from annotator.domain.team_author import TEAM
from annotator.services.projects import create_workspace
from annotator.ui import agreement_desk, agreement_writing
from annotator.ui.main_window import MainWindow
from annotator.ui.models.figure_table import COLUMNS

PATIENCE = 20_000
REVIEWS = (
    ("Ana Ruiz", "judicial review", "SAF-3", "4"),
    ("Bo Lindqvist", "judicial review", "SAF-3", "2"),
    ("Ana Ruiz", "Art 4", "SUR-3", "3"),
    ("Cleo", "Art 1", "SCO-1", ""),
    ("Bo Lindqvist", "Art 1", "SCO-2", ""),
)
READ = (("Bo Lindqvist", "Art 4"), ("Ana Ruiz", "Art 3"), ("Bo Lindqvist", "Art 3"))


def review(space, sha256):
    for name, where, code, severity in REVIEWS:
        space.act_as(name)
        uid = space.codes.named(code).uid
        anchor = (
            space.passages.anchor_for(sha256, Whole(where))
            if where.startswith("Art")
            else space.passages.find_quote(sha256, where)
        )
        space.passages.tag(anchor, [uid], fields={"severity": severity})
    for name, path in READ:
        space.act_as(name)
        space.marks.mark(sha256, path, "read")


@pytest.fixture
def room(qtbot, tmp_path, pdf, monkeypatch):
    """The window with the panel, on a project that three have reviewed."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    space = create_workspace(tmp_path / "p.treaty", reviewer="Ana Ruiz")
    draft = space.drafts.add(pdf("treaty")).sha256
    review(space, draft)
    space.close()
    window = MainWindow(settings=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    window.resize(1400, 1000)
    window.open_paths([tmp_path / "p.treaty"])
    window.show()
    qtbot.waitUntil(lambda: window.reader.text_complete, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.bench.reviewer is not None, timeout=PATIENCE)
    panel = window.furnish().agreement_panel
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        for model in (panel.table, panel.disputes)
    ]
    window.actions_["agreement.show"].trigger()
    made = SimpleNamespace(window=window, panel=panel, draft=draft, folder=tmp_path)
    figured(made, qtbot)
    yield made
    for tester in testers:
        tester.deleteLater()
    window.close()
    window.deleteLater()


def figured(room, qtbot, parts=8):
    qtbot.waitUntil(lambda: room.panel.table.rowCount() == parts, timeout=PATIENCE)
    qtbot.waitUntil(lambda: room.window.writer.idle, timeout=PATIENCE)
    qtbot.waitUntil(lambda: room.window.furniture.agreement.hand.idle, timeout=PATIENCE)


def disputes(room):
    model = room.panel.disputes
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def at(room, path):
    model = room.panel.disputes
    row = next(row for row in range(model.rowCount()) if model.unit(row).path == path)
    room.panel.rows.setCurrentIndex(model.index(row, 0))
    return row


def press(room, qtbot, *keys):
    for key in keys:
        qtbot.keyClick(room.panel.rows, key)


def team(room):
    """What the team has said: letters and state."""
    bench = room.window.bench
    return sorted(
        (bench.codes[tag.code].id, tag.review_state)
        for passage in bench.passages
        for tag in passage.tags
        if tag.reviewer == TEAM
    )


def decided(room, qtbot, path, words):
    def told():
        model = room.panel.disputes
        last = model.columnCount() - 1
        rows = range(model.rowCount())
        return any(
            model.unit(row).path == path and model.index(row, last).data() == words for row in rows
        )

    qtbot.waitUntil(told, timeout=PATIENCE)
    qtbot.waitUntil(lambda: room.window.writer.idle, timeout=PATIENCE)


def test_disagreements_stand_under_those_who_made_them(room) -> None:
    assert sorted(disputes(room)) == [
        ["Art 1", "not read", "SCO-2", "SCO-1", ""],
        ["Art 2", "SAF-3 (4)", "SAF-3 (2)", "not read", ""],
        ["Art 4", "SUR-3 (3)", "no concern", "not read", ""],
    ]
    model = room.panel.disputes
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles == ["Where", "1  Ana", "2  Bo", "3  Cleo", "The team"]
    assert room.panel.told.said == "3 reviewers · 3 disagreements · 3 open"
    heard = model.index(at(room, "Art 4"), 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Art 4; Ana Ruiz: SUR-3 (3); Bo Lindqvist: no concern; Cleo: not read"
    assert "SUR-3 Search extension" in room.panel.what.said


def test_the_panel_opens_with_the_keys_on_the_list(room, qtbot) -> None:
    qtbot.waitUntil(room.panel.rows.hasFocus, timeout=PATIENCE)
    room.window.reader.view.setFocus()
    room.window.actions_["agreement.show"].trigger()
    qtbot.waitUntil(room.panel.rows.hasFocus, timeout=PATIENCE)
    assert room.window.actions_["agreement.show"].shortcut().toString() == "Ctrl+Shift+G"


def test_the_figure_one_is_at_is_told_in_words(room, qtbot) -> None:
    panel = room.panel
    names = [panel.table.index(row, 0).data().split()[0] for row in range(8)]
    assert names == ["Overall", "SAF", "SAF-3", "SCO", "SCO-1", "SCO-2", "SUR", "SUR-3"]
    assert COLUMNS[panel.figures.currentIndex().column()] == "alpha"
    assert "Krippendorff's alpha for sets (MASI)" in panel.figure.said
    row = names.index("SCO-1")
    panel.figures.setCurrentIndex(panel.table.index(row, COLUMNS.index("alpha")))
    qtbot.keyClick(panel.figures, Qt.Key.Key_Left)
    assert "Fleiss' kappa" in panel.figure.said
    qtbot.keyClick(panel.figures, Qt.Key.Key_Left)
    assert "of all pairs of judgements on the same unit are the same" in panel.figure.said
    assert "units only" in panel.figure.said
    assert panel.table.index(row, COLUMNS.index("units")).data() == "4"


def test_a_digit_takes_what_that_reviewer_said_and_goes_on(room, qtbot) -> None:
    before = [p for p in room.window.bench.passages if p.reviewer != TEAM]
    at(room, "Art 4")
    press(room, qtbot, Qt.Key.Key_1)
    decided(room, qtbot, "Art 4", "SUR-3 (3) · Ana Ruiz")
    assert team(room) == [("SUR-3", "agreed")]
    assert [p for p in room.window.bench.passages if p.reviewer != TEAM] == before
    assert room.panel.unit.path != "Art 4"
    assert room.panel.told.said.endswith("2 open")
    assert "The team on Art 4: SUR-3" in room.window.notice.sentence
    figured(room, qtbot)
    qtbot.waitUntil(room.window.actions_["edit.undo"].isEnabled, timeout=PATIENCE)
    room.window.actions_["edit.undo"].trigger()
    decided(room, qtbot, "Art 4", "")
    assert team(room) == []


def test_all_and_none_and_the_next_one(room, qtbot) -> None:
    at(room, "Art 1")
    press(room, qtbot, Qt.Key.Key_T)  # no letter looks for a row
    assert room.panel.unit.path == "Art 1"
    qtbot.keyClick(room.panel.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    decided(room, qtbot, "Art 1", "SCO-1, SCO-2 · Ana Ruiz")
    at(room, "Art 4")
    press(room, qtbot, Qt.Key.Key_0)
    decided(room, qtbot, "Art 4", "no concern · Ana Ruiz")
    assert team(room) == [("SCO-1", "agreed"), ("SCO-2", "agreed"), ("SUR-3", "rejected")]
    at(room, "Art 1")
    press(room, qtbot, Qt.Key.Key_N)
    assert room.panel.unit.path == "Art 2"
    press(room, qtbot, Qt.Key.Key_A)  # the gravest
    decided(room, qtbot, "Art 2", "SAF-3 (4) · Ana Ruiz")
    assert room.panel.told.said.endswith("0 open")


def test_who_has_not_read_it_cannot_be_taken(room, qtbot) -> None:
    at(room, "Art 4")
    press(room, qtbot, Qt.Key.Key_3, Qt.Key.Key_9)
    qtbot.waitUntil(lambda: room.window.writer.idle, timeout=PATIENCE)
    assert team(room) == []
    assert room.panel.answers.everything.isEnabled()


def test_buttons_do_what_keys_do(room, qtbot) -> None:
    panel = room.panel
    assert [button.text() for button in panel.answers.people] == ["1  Ana", "2  Bo", "3  Cleo"]
    at(room, "Art 4")
    qtbot.mouseClick(panel.answers.people[1], Qt.MouseButton.LeftButton)
    decided(room, qtbot, "Art 4", "no concern · Ana Ruiz")


def test_enter_goes_to_the_provision_and_to_the_passage(room, qtbot) -> None:
    view = room.window.reader.view
    at(room, "Art 4")
    press(room, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.page == 2, timeout=PATIENCE)
    qtbot.waitUntil(view.hasFocus, timeout=PATIENCE)
    room.panel.scope.choose(Scope(level=PASSAGE), all_drafts=False)
    qtbot.waitUntil(lambda: room.panel.survey.scope.level == PASSAGE, timeout=PATIENCE)
    figured(room, qtbot, parts=3)
    assert [row[:3] for row in disputes(room)] == [["Art 2(2)", "SAF-3 (4)", "SAF-3 (2)"]]
    assert "judicial review" in room.panel.what.said
    assert not room.panel.figures.isColumnHidden(COLUMNS.index("text"))
    press(room, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.marks.chosen), timeout=PATIENCE)


def test_a_report_is_written(room, qtbot) -> None:
    desk = room.window.furniture.agreement
    desk.write(str(room.folder / "r.csv"))
    qtbot.waitUntil(lambda: "r.csv" in room.window.notice.sentence, timeout=PATIENCE)
    with (room.folder / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["record"] == "disagreement" for row in rows) == 3


def noted(room, monkeypatch):
    """On which threads figures are worked out from now on."""
    found = []
    for module in (agreement_desk, agreement_writing, figures_module):

        def work(survey, progress=None, once=module.figures):
            found.append(threading.current_thread())
            return once(survey, progress)

        monkeypatch.setattr(module, "figures", work)
    return found


def test_a_report_takes_the_figures_that_are_known(room, qtbot, monkeypatch) -> None:
    worked_out = noted(room, monkeypatch)
    room.window.furniture.agreement.write(str(room.folder / "r.csv"))
    qtbot.waitUntil(lambda: "r.csv" in room.window.notice.sentence, timeout=PATIENCE)
    assert worked_out == []
    rows = list(csv.DictReader((room.folder / "r.csv").read_text("utf-8-sig").splitlines()))
    assert rows


def test_figures_of_a_report_are_not_worked_out_where_tags_are_kept(
    room, qtbot, monkeypatch
) -> None:
    desk = room.window.furniture.agreement
    desk.cancel(agreement_desk.NUMBER)
    worked_out, told = noted(room, monkeypatch), []
    desk.progressed.connect(lambda number, title, _done, _total: told.append((number, title)))
    desk.write(str(room.folder / "r.csv"))
    qtbot.waitUntil(lambda: "r.csv" in room.window.notice.sentence, timeout=PATIENCE)
    assert worked_out == [desk.hand._thread]
    assert told[0] == (agreement_writing.NUMBER, "Writing r.csv")
    assert room.window.status.work.isHidden() or not desk.writing._job


def test_a_report_that_is_cancelled_is_not_written(room, qtbot, monkeypatch) -> None:
    desk = room.window.furniture.agreement
    desk.cancel(agreement_desk.NUMBER)
    ended = []
    desk.ended.connect(ended.append)
    desk.progressed.connect(lambda number, *_told: desk.cancel(number))
    begun, never = threading.Event(), threading.Event()

    def endless(_survey, progress):
        begun.set()
        while not never.wait(0.02):
            progress(1, 2)
            yield

    monkeypatch.setattr(agreement_writing, "figures", endless)
    desk.write(str(room.folder / "r.csv"))
    qtbot.waitUntil(lambda: agreement_writing.NUMBER in ended, timeout=PATIENCE)
    qtbot.waitUntil(lambda: room.window.writer.idle, timeout=PATIENCE)
    assert begun.is_set()
    assert not (room.folder / "r.csv").exists()


def test_of_all_drafts_turning_to_another_one_keeps_the_place(room, qtbot, pdf) -> None:
    room.window.bench.add([pdf("two_pages")])
    qtbot.waitUntil(lambda: len(room.window.bench.sheets) > 1, timeout=PATIENCE)
    room.panel.scope.chosen.emit(Scope(), True)
    qtbot.waitUntil(lambda: room.panel.survey.scope.drafts == (), timeout=PATIENCE)
    figured(room, qtbot)
    room.panel.rows.setCurrentIndex(room.panel.disputes.index(1, 0))
    run, cleared = room.window.furniture.agreement._run, []
    room.panel.disputes.modelReset.connect(lambda: cleared.append(1))
    room.window.opener.turn_to(1 - room.window.bench.current)
    qtbot.waitUntil(lambda: room.window.reader.text_complete, timeout=PATIENCE)
    qtbot.wait(100)
    figured(room, qtbot)
    assert cleared == []
    assert room.panel.rows.currentIndex().row() == 1
    assert room.window.furniture.agreement._run is run


def test_work_that_is_stopped_leaves_what_has_come(room, qtbot, monkeypatch) -> None:
    desk, panel = room.window.furniture.agreement, room.panel
    monkeypatch.setattr("annotator.ui.agreement_desk.SLICE", 0.0)
    told = []
    desk.progressed.connect(lambda *said: told.append(said))
    desk.progressed.connect(lambda number, *_said: desk.cancel(number))
    with qtbot.waitSignal(desk.ended, timeout=PATIENCE):
        panel.scope.choose(Scope(level=PASSAGE), all_drafts=True)
    qtbot.waitUntil(lambda: desk.hand.idle, timeout=PATIENCE)
    assert [said[1] for said in told] == ["Working out agreement"]
    assert panel.table.rowCount() == 1
    assert panel.disputes.rowCount() == 1


def test_one_reviewer_is_told_what_will_stand_here(room, qtbot) -> None:
    def alone(space, _progress):
        for name, *_rest in REVIEWS:
            if name != "Ana Ruiz":
                space.act_as(name)
        for passage in space.passages.on_draft(room.draft):
            if passage.reviewer != space.act_as("Ana Ruiz").uid:
                space.passages.delete(passage.uid)
        for mark in space.marks.on_draft(room.draft):
            if mark.reviewer != space.reviewer().uid:
                space.marks.unmark(mark.uid)

    room.window.bench.ask(alone)
    qtbot.waitUntil(lambda: "two reviewers at least" in room.panel._pages.said, timeout=PATIENCE)


def test_a_closed_project_leaves_nothing(room, qtbot) -> None:
    room.window.close_project()
    qtbot.waitUntil(lambda: not room.panel.disputes.rowCount(), timeout=PATIENCE)
    assert room.panel.table.rowCount() == 0


def test_in_a_small_window_several_rows_show_with_what_decides(room, qtbot) -> None:
    room.window.room.fold("drawer", shown=False)
    room.window.resize(1024, 700)
    qtbot.wait(20)
    room.window.actions_["agreement.show"].trigger()
    rows = room.panel.rows
    qtbot.waitUntil(
        lambda: rows.viewport().height() >= 3 * rows.verticalHeader().defaultSectionSize()
    )
    assert room.panel.answers.isVisible()


def test_of_all_drafts_the_place_can_be_read(room, qtbot) -> None:
    room.window.resize(1024, 700)
    room.panel.scope.chosen.emit(Scope(), True)
    qtbot.waitUntil(lambda: room.panel.survey.scope.drafts == (), timeout=PATIENCE)
    figured(room, qtbot)
    rows, model = room.panel.rows, room.panel.disputes
    said = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    letters = rows.fontMetrics()
    assert rows.columnWidth(0) > max(map(letters.horizontalAdvance, said))


def test_no_cell_has_a_figure_of_another_question(room):
    table = room.panel.table
    overall = table.index(table.row_of("overall", ""), COLUMNS.index("kappa"))
    code = table.index(table.row_of("code", "SAF-3"), COLUMNS.index("kappa"))
    assert overall.data() == "", (
        "sets of codes have no kappa, and that of any concern is another one"
    )
    assert "no kappa of sets of codes" in overall.data(Qt.ItemDataRole.ToolTipRole)
    assert "no kappa of sets of codes" in overall.data(Qt.ItemDataRole.AccessibleTextRole)
    assert code.data() != ""
    for column in ("percent", "alpha"):
        figure = table.figure(table.index(overall.row(), COLUMNS.index(column)))
        assert figure.about == "codes"
