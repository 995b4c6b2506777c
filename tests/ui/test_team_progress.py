# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a team is, in the drawer; who is to read what; the start file; the table of it all."""

from __future__ import annotations

import csv

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem
from team_fixtures import exchange

from annotator.services import projects
from annotator.services.progress import Progress, Share
from annotator.services.projects import open_workspace

PATIENCE = 20_000


@pytest.fixture
def window(make_window, qtbot, tmp_path, pdf, monkeypatch):
    """Ana's window: she is to read Article 1 and one the draft lacks, Bo all; her tag lacks a note."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("provisions"), reviewer="Ana Ruiz")
    articles = [
        p.path for p in made.space.provisions.map(made.sha256).structure.provisions
        if p.kind == "article"
    ]  # fmt: skip
    made.space.marks.mark(made.sha256, articles[0], "read")
    text = made.space.drafts.texts(made.sha256).get(1).text
    made.tag(" ".join(text.split()[:5]), "SAF-3")
    made.space.team.agree(
        required=["note"], assigned={"Ana Ruiz": f"{articles[0]}, Art 999", "Bo Lindqvist": ""}
    )
    opened = make_window(made.close(), own_house=projects)
    opened.furnish()
    settled(opened, qtbot)
    opened.actions_["team.progress"].trigger()
    panel = opened.furniture.progress_panel
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=PATIENCE)
    opened.articles = articles
    return opened


def cells(model):
    return [
        tuple(model.index(row, n).data() for n in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_each_person_and_article_is_told(window, qtbot):
    panel = window.furniture.progress_panel
    ana, bo = cells(panel.model)
    assert ana[0] == "Ana Ruiz"
    assert ana[2:] == ("1 of 1", "0", "0 · 1 not in this draft", "")
    assert bo[2].startswith("0 of ")
    assert "Every tag needs: note" in panel._told.text()
    assert "1 tag lacks something" in panel._told.text()
    parts = cells(panel.part_model)
    assert parts[0][1] == "SAF-3 lacks note"
    assert parts[1] == ("Art 999", "not in this draft")
    assert parts[2] == (window.articles[0], "✓ judged")
    panel.people.setCurrentIndex(panel.model.index(1, 0))
    assert {state for _path, state in cells(panel.part_model)} == {"not begun"}


def test_judged_begun_and_not_begun_are_the_whole_task(window, qtbot):
    panel = window.furniture.progress_panel
    number, draft = len(window.articles), window.bench.sha256
    whole = Share("u", "Cy", draft, tuple(window.articles), begun=tuple(window.articles[:1]))
    panel.show_progress(Progress(panel._progress.drafts, (whole,), (), ()), {})
    [cy] = cells(panel.model)
    assert cy[2:5] == (f"0 of {number}", "1", str(number - 1))
    head = panel.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "each of their paragraphs" in head


def test_keys_lead_to_the_article_and_to_the_tag(window, qtbot):
    panel = window.furniture.progress_panel
    asked = []
    window.furniture.progress.provision_requested.connect(lambda *what: asked.append(what))
    qtbot.waitUntil(panel.people.hasFocus, timeout=PATIENCE)
    qtbot.keyClick(panel.people, Qt.Key.Key_Return)
    assert panel.parts.hasFocus()
    for _step in range(2):
        qtbot.keyClick(panel.parts, Qt.Key.Key_Return)
        qtbot.keyClick(panel.parts, Qt.Key.Key_Down)
    assert asked == [], "what the draft does not have leads nowhere"
    qtbot.keyClick(panel.parts, Qt.Key.Key_Return)
    assert asked == [(window.bench.sha256, window.articles[0])]
    panel.parts.setCurrentIndex(panel.part_model.index(0, 0))
    qtbot.keyClick(panel.parts, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.reader.view.marks.chosen), timeout=PATIENCE)


def test_a_mark_of_ones_own_moves_it_on(window, qtbot):
    panel = window.furniture.progress_panel
    (uid,) = [mark.uid for mark in window.bench.marks]
    window.bench.edits.unmark(uid)
    qtbot.waitUntil(lambda: cells(panel.model)[0][2] == "0 of 1", timeout=PATIENCE)


def test_the_table_says_it_article_by_article(window, qtbot, tmp_path):
    window.furniture.progress.write(str(tmp_path / "progress.csv"))
    settled(window, qtbot)
    with (tmp_path / "progress.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    states = {(row["reviewer"], row["provision"]): row["state"] for row in rows if not row["lacks"]}
    assert states["Ana Ruiz", window.articles[0]] == "judged"
    assert states["Ana Ruiz", "Art 999"] == "not in this draft"
    assert states["Bo Lindqvist", window.articles[0]] == "not begun"
    assert [row["lacks"] for row in rows if row["state"] == "incomplete"] == ["note"]


def planned(window, qtbot):
    desk = window.furniture.progress
    window.actions_["team.plan"].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    desk.dialog.people.item(0, 1).setText(window.articles[0])
    return desk.dialog


def test_articles_that_are_not_there_are_told_at_once_and_not_kept(window, qtbot):
    dialog = planned(window, qtbot)
    cell = dialog.people.item(0, 1)
    cell.setText("artikles")
    qtbot.waitUntil(lambda: "“artikles” of Ana Ruiz" in dialog.faults.said, timeout=PATIENCE)
    dialog.primary.click()
    qtbot.waitUntil(lambda: "artikles" in dialog.refusal, timeout=PATIENCE)
    cell.setText(f"{window.articles[0]}-999")
    qtbot.waitUntil(lambda: f"{window.articles[0]} to " in dialog.faults.said, timeout=PATIENCE)
    dialog.primary.click()
    qtbot.waitUntil(lambda: window.furniture.progress.dialog is None, timeout=PATIENCE)
    panel = window.furniture.progress_panel
    every = f"1 of {len(window.articles)}"
    qtbot.waitUntil(lambda: cells(panel.model)[0][2] == every, timeout=PATIENCE)


def test_who_reads_what_is_said_and_undone(window, qtbot):
    dialog = planned(window, qtbot)
    assert dialog.fields["note"].isChecked()
    assert dialog.agreed.assigned["Bo Lindqvist"] == ""
    dialog.people.setItem(2, 0, QTableWidgetItem("Ana Ruiz"))
    assert dialog.refusal == "A name stands there twice."
    assert not dialog.primary.isEnabled()
    dialog.people.setItem(2, 0, QTableWidgetItem("Cy Young"))
    dialog.people.setItem(2, 1, QTableWidgetItem("Art 2"))
    (draft,) = dialog.drafts.values()
    draft.click()
    assert dialog.refusal == "Choose a draft to be read."
    draft.click()
    dialog.fields["severity"].setChecked(True)
    dialog.blind.setChecked(True)
    dialog.primary.click()
    panel = window.furniture.progress_panel
    names = lambda: {row[0] for row in cells(panel.model)}  # noqa: E731 - asked until it is so
    qtbot.waitUntil(lambda: "Cy Young" in names(), timeout=PATIENCE)
    assert window.furniture.progress.dialog is None
    qtbot.waitUntil(lambda: window.furniture.finishing.standing.blind, timeout=PATIENCE)
    settled(window, qtbot)
    assert "Plan who reads what" in window.actions_["edit.undo"].text()
    window.actions_["edit.undo"].trigger()
    qtbot.waitUntil(lambda: "Cy Young" not in names(), timeout=PATIENCE)


def test_a_start_file_holds_the_plan_and_nobodys_work(window, qtbot, tmp_path, monkeypatch):
    out = tmp_path / "start.treaty"
    failed = []
    window.bench.signals.failed.connect(failed.append)
    window.furniture.progress.make_start(str(out))
    qtbot.waitUntil(lambda: "“Art 999” of Ana Ruiz" in str(failed), timeout=PATIENCE)
    assert not out.exists()
    assigned = {"Ana Ruiz": window.articles[0], "Bo Lindqvist": ""}
    window.bench.ask(lambda space, _progress: space.team.agree(assigned=assigned))
    window.furniture.progress.make_start(str(out))
    qtbot.waitUntil(lambda: "nobody's work" in window.notice.sentence, timeout=PATIENCE)
    space = open_workspace(out, reviewer="Bo Lindqvist")
    assert [task.name for task in space.team.plan().tasks] == ["Ana Ruiz", "Bo Lindqvist"]
    assert space.team.plan().required == ("note",)
    assert len(space.drafts.list()) == 1
    assert exchange(space, tmp_path / "none.csv").read_text("utf-8").count("\n") < 10
    assert space.passages.on_draft(space.drafts.list()[0].sha256) == []
    space.close()


def test_a_start_file_is_made_where_the_plan_is(window, qtbot):
    desk, asked = window.furniture.progress, []
    desk.start = lambda: asked.append(True)
    planned(window, qtbot).start.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert desk.dialog is None
