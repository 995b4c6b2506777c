# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files into and out of a real project, and what is said of its drafts."""

from __future__ import annotations

import csv

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from team_fixtures import ANAS, PATIENCE, desk, merged, team

from annotator.ui.dialogs.export_choice import MINE, Chosen

__all__ = ["desk", "team"]  # fixtures


def test_an_export_holds_what_was_chosen(desk, team, tmp_path, qtbot) -> None:
    merged(desk, qtbot, team.file)
    desk.files.handlers()["file.export"]()
    dialog = desk.files.choice
    assert set(dialog.buttons) >= {"everything", MINE}
    dialog.buttons[MINE].setChecked(True)
    dialog.primary.click()
    [chooser] = desk.window.findChildren(QFileDialog)
    assert chooser.selectedFiles()[0].endswith("ana-Ana Ruiz.csv")
    out = tmp_path / "out.csv"
    chooser.fileSelected.emit(str(out))
    chooser.reject()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == [ANAS]
    assert "1 row is in" in desk.said[-1]


def test_a_report_leaves_out_what_was_deleted(desk, team, tmp_path, qtbot) -> None:
    desk.bench.edits.untag(team.hers)
    desk.settle()
    for name, chosen, count in (("all", Chosen(), 1), ("report", Chosen(deleted=False), 0)):
        desk.files._chosen = chosen
        desk.files.export(str(tmp_path / f"{name}.csv"))
        desk.settle()
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len([r for r in csv.DictReader(file) if r["record"] == "tag"]) == count


def test_an_export_that_cannot_be_written_says_why(desk, tmp_path, qtbot) -> None:
    desk.files.export(str(tmp_path / "no" / "such" / "folder" / "out.csv"))
    qtbot.waitUntil(lambda: bool(desk.failed), timeout=PATIENCE)
    assert not desk.said


def test_a_codebook_goes_out_and_comes_in_again(desk, tmp_path, qtbot) -> None:
    path = tmp_path / "codes.csv"
    desk.files.export_codes(str(path))
    desk.settle()
    assert "codes are in" in desk.said[-1]
    text = path.read_text("utf-8-sig").replace("Bulk", "Wholesale")
    path.write_text(text, "utf-8-sig")
    desk.files.import_codes(str(path))
    qtbot.waitUntil(lambda: len(desk.said) == 2, timeout=PATIENCE)
    assert "new or changed" in desk.said[-1]
    desk.settle()
    assert any("Wholesale" in code.name for code in desk.bench.codes.values())


def test_details_of_a_draft_are_kept_and_faults_explained(desk, qtbot) -> None:
    desk.files.handlers()["draft.details"]()
    dialog = desk.files.details
    dialog.fields["date"].setText("soon")
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(dialog.refusal), timeout=PATIENCE)
    assert dialog.isVisible()
    assert "date" in dialog.refusal.casefold()
    dialog.fields["date"].setText("2026-05-29")
    dialog.fields["symbol"].setText("M/CONF.1/7")
    qtbot.keyClick(dialog.fields["date"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.files.details is None, timeout=PATIENCE)
    desk.settle()
    draft = desk.bench.sheets[0].draft
    assert (draft.symbol, draft.date) == ("M/CONF.1/7", "2026-05-29")
    assert not desk.failed


def test_masthead_facts_are_looked_for_again_and_kept_by_keep(desk, qtbot) -> None:
    desk.files.handlers()["draft.details"]()
    dialog = desk.files.details
    dialog.fields["language"].setText("xx")
    dialog.look.click()
    qtbot.waitUntil(lambda: bool(dialog.looked.text()), timeout=PATIENCE)
    assert dialog.fields["language"].text() == "en"
    assert "Language" in dialog.looked.text()
    dialog.reject()
    qtbot.waitUntil(lambda: desk.files.details is None, timeout=PATIENCE)


def test_pdfs_are_added_to_the_project(desk, pdf, qtbot) -> None:
    desk.files.handlers()["draft.add"]()
    [chooser] = desk.window.findChildren(QFileDialog)
    chooser.filesSelected.emit([str(pdf("hyphens"))])
    chooser.reject()
    qtbot.waitUntil(lambda: len(desk.bench.sheets) == 2, timeout=PATIENCE)


def test_pdfs_without_a_project_are_opened(desk, pdf) -> None:
    desk.bench.lay_out([], project=None)
    given = []
    desk.files.drafts_given.connect(given.append)
    desk.files._on_drafts([str(pdf("hyphens"))])
    assert given == [[pdf("hyphens")]]
    desk.files.handlers()["draft.details"]()
    desk.files.handlers()["file.export"]()
    assert len(desk.said) == 2
    assert desk.files.details is None
    assert desk.files.choice is None
