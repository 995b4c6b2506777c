# SPDX-License-Identifier: AGPL-3.0-or-later
"""People joined, parted and renamed; editions of a draft joined, and what is doubtful gone to."""

from __future__ import annotations

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from team_fixtures import exchange

from annotator import paths
from annotator.services import projects
from annotator.services.settings import Settings

PATIENCE = 20_000
OURS, THEIRS = "promote and to strengthen", "measures that protect everyone"


def bos_file(tmp_path, pdf_path, name, quote=THEIRS):
    bo = MadeProject(tmp_path / "bo.treaty", reviewer=name)
    bo.sha256 = bo.space.drafts.add(pdf_path, symbol="T/1", language="en").sha256
    bo.tag(quote)
    file = exchange(bo.space, tmp_path / "bo.csv")
    bo.close()
    return file


@pytest.fixture
def make(make_window, qtbot, tmp_path, pdf, monkeypatch):
    """`make(file)`: Ana's window with a file merged into her project."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")

    def opened(file):
        ana = MadeProject(tmp_path / "ana.treaty", reviewer="Ana Ruiz")
        ana.sha256 = ana.space.drafts.add(pdf("two_pages"), symbol="T/1", language="en").sha256
        ana.tag(OURS)
        ana.space.transfer.merge([file])
        window = make_window(ana.close(), own_house=projects)
        window.furnish()
        settled(window, qtbot)
        return window

    return opened


def shown(window, qtbot, command, desk):
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    return desk.dialog


def test_two_who_are_one_are_joined_and_parted(make, qtbot, tmp_path, pdf):
    window = make(bos_file(tmp_path, pdf("two_pages"), "A. Ruiz"))
    dialog = shown(window, qtbot, "team.people", window.furniture.people)
    cells = {row[0]: row[1:] for row in dialog.model.cells()}
    assert cells["Ana Ruiz (you)"] == ("", 1, "perhaps A. Ruiz")
    assert cells["A. Ruiz"] == ("", 1, "perhaps Ana Ruiz")
    row = next(n for n, one in enumerate(dialog._rows) if one.name == "A. Ruiz")
    dialog.list.setCurrentIndex(dialog.model.index(row, 0))
    assert dialog.other.currentText() == "Ana Ruiz"
    assert not dialog.part.isEnabled()
    dialog.list.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.model.cells()[row][3] == "shown as Ana Ruiz", timeout=PATIENCE)
    settled(window, qtbot)
    assert {tag.reviewer for p in window.bench.passages for tag in p.tags} <= window.bench.mine
    assert not dialog.join.isEnabled()
    dialog.part.click()
    qtbot.waitUntil(lambda: dialog.model.cells()[row][3] == "perhaps Ana Ruiz", timeout=PATIENCE)
    settled(window, qtbot)
    assert {n for n in window.bench.names.values()} >= {"Ana Ruiz", "A. Ruiz"}  # noqa: C416 - names
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.furniture.people.dialog is None


def test_ones_own_name_is_changed_and_nobody_elses_taken(make, qtbot, tmp_path, pdf):
    projects.be("Ana Ruiz")
    window = make(bos_file(tmp_path, pdf("two_pages"), "Bo Lindqvist"))
    dialog = shown(window, qtbot, "team.people", window.furniture.people)
    assert dialog.name.text() == "Ana Ruiz"
    assert not dialog.rename.isEnabled()
    dialog.name.setText("Bo Lindqvist")
    dialog.rename.click()
    qtbot.waitUntil(lambda: bool(dialog.refusal), timeout=PATIENCE)
    assert "another reviewer called Bo Lindqvist" in dialog.refusal
    dialog.name.setText("Ana Ruiz Soto")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bench.reviewer.name == "Ana Ruiz Soto", timeout=PATIENCE)
    settled(window, qtbot)
    assert dialog.refusal == ""
    assert Settings(paths.config()).reviewer().name == "Ana Ruiz Soto"
    assert "Ana Ruiz" not in window.bench.names.values(), "one person with another name"
    dialog.reject()
    window.actions_["edit.undo"].trigger()
    qtbot.waitUntil(lambda: window.bench.reviewer.name == "Ana Ruiz", timeout=PATIENCE)


def edition(tmp_path, pdf):
    path = tmp_path / "edition.pdf"
    path.write_bytes(pdf("two_pages").read_bytes() + b"\n% printed again\n")
    return path


def test_an_edition_is_offered_joined_and_parted(make, qtbot, tmp_path, pdf):
    window = make(bos_file(tmp_path, edition(tmp_path, pdf), "Bo Lindqvist"))
    dialog = shown(window, qtbot, "team.editions", window.furniture.editions)
    [row] = dialog.model.cells()
    assert row[0] == "T/1@en"
    assert row[3:] == (1, 0, 0)
    assert dialog.join.isVisible()
    assert not dialog.part.isVisible()
    dialog.join.click()
    qtbot.waitUntil(lambda: dialog.model.cells()[0][3:] == (1, 1, 0), timeout=PATIENCE)
    settled(window, qtbot)
    assert {p.anchor.quote for p in window.bench.passages} == {OURS, THEIRS}
    assert not dialog.go.isVisible()
    dialog.part.click()
    qtbot.waitUntil(lambda: dialog.model.cells()[0][3:] == (1, 0, 0), timeout=PATIENCE)
    settled(window, qtbot)
    assert {p.anchor.quote for p in window.bench.passages} == {OURS}


def test_a_doubtful_passage_of_an_edition_is_one_key_away(make, qtbot, tmp_path, pdf, monkeypatch):
    """Its words are in the other edition alone."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Bo Lindqvist")
    other = pdf("columns")
    bo = MadeProject(tmp_path / "bo.treaty", reviewer="Bo Lindqvist")
    bo.sha256 = bo.space.drafts.add(other, symbol="T/1", language="en").sha256
    words = " ".join(bo.space.drafts.texts(bo.sha256).get(1).text.split()[:6])
    bo.tag(words)
    file = exchange(bo.space, tmp_path / "bo.csv")
    bo.close()
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    window = make(file)
    dialog = shown(window, qtbot, "team.editions", window.furniture.editions)
    dialog.join.click()
    qtbot.waitUntil(lambda: dialog.model.cells()[0][3:] == (1, 0, 1), timeout=PATIENCE)
    assert "not in the edition that is here" in dialog.doubts.cells()[0][2]
    settled(window, qtbot)
    dialog.doubtful.setFocus()
    qtbot.keyClick(dialog.doubtful, Qt.Key.Key_Return)
    qtbot.waitUntil(window.side.passage.isVisible, timeout=PATIENCE)
    assert window.furniture.editions.dialog is None
    assert window.reader.view.marks.chosen


def test_a_project_whose_drafts_are_all_here_has_no_editions(make, qtbot, tmp_path, pdf):
    window = make(bos_file(tmp_path, pdf("two_pages"), "Bo Lindqvist"))
    dialog = shown(window, qtbot, "team.editions", window.furniture.editions)
    assert dialog.model.rowCount() == 0
    assert not dialog.list.isVisible()
    dialog.reject()
