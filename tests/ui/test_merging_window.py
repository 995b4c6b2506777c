# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the merge preview offers besides counts: codes, people, drafts, folders; and the report after it."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from team_fixtures import BOS, PATIENCE, desk, exchange, merged, previewed, rows, tag, team

from annotator.domain.codebook import Code
from annotator.domain.identity import new_uid
from annotator.exchange.codebook_file import Codebook
from annotator.services.codes import put_codebook
from annotator.services.projects import create_workspace
from annotator.ui import merge_desk
from annotator.ui.dialogs.merge_choices import ChoicePage
from annotator.ui.drop_desk import DropDesk

__all__ = ["desk", "team"]  # fixtures


def own_code(space, letters, name):
    code = Code(new_uid(), letters, name)
    with space._desk.change("import_codes", bulk=True) as unit:
        put_codebook(unit, Codebook("own", 1, (code,)))
    return code.uid


def pages(dialog):
    return {page.list.accessibleName(): page for page in dialog.findChildren(ChoicePage)}


def titles(dialog):
    return [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())]


@pytest.fixture
def stranger(team, tmp_path):
    """Bo's file with two codes of his own on it: one with letters of ours, one without."""
    theirs = own_code(team.bo, "sur-3", "His own secrecy")
    own_code(team.bo, "NEW-1", "Brand new")
    tag(team.bo, BOS, "NEW-1")
    anchor = team.bo.passages.find_quote(team.bo.drafts.list()[0].sha256, BOS)
    team.bo.passages.tag(anchor, [theirs], fields={})
    return exchange(team.bo, tmp_path / "codes.csv")


@pytest.fixture
def laptop_file(tmp_path, pdf):
    """What somebody tagged on another machine, where their name was written otherwise."""
    laptop = create_workspace(tmp_path / "laptop.treaty", reviewer="Ruiz, Ana")
    laptop.drafts.add(pdf("two_pages"))
    tag(laptop, BOS)
    file = exchange(laptop, tmp_path / "laptop.csv")
    laptop.close()
    return file


def test_codes_that_are_not_here_are_shown_and_taken_as_ours_by_key(desk, stranger, qtbot):
    dialog = previewed(desk, qtbot, stranger)
    assert titles(dialog)[0] == "Codebook (2)"
    page = pages(dialog)["Codes that are not in this project's codebook"]
    cells = page.model.cells()
    assert [row[0] for row in cells] == ["sur-3 His own secrecy", "NEW-1 Brand new"]
    assert [row[2] for row in cells] == ["a new code", "a new code"], "nothing is taken so unasked"
    assert not page.every.isVisible(), "one offer needs no button for all"
    page.choice.setFocus()
    qtbot.keyClick(page.choice, Qt.Key.Key_Down)
    [(theirs, ours)] = dialog.maps
    assert theirs != ours
    assert page.model.cells()[0][2].startswith("SUR-3")
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()
    living = {code.uid: code.retired for code in desk.bench.codes.values()}
    assert living[theirs], "it is shown as ours now"
    desk.bench.edits.undo()
    desk.settle()
    assert theirs not in desk.bench.codes, "one action, one undo"


def test_a_new_code_may_be_any_of_ours(desk, stranger, qtbot):
    dialog = previewed(desk, qtbot, stranger)
    page = pages(dialog)["Codes that are not in this project's codebook"]
    page.list.setCurrentIndex(page.model.index(1, 0))
    wanted = next(code for code in desk.bench.codes.values() if code.id == "PRV-1")
    at = page.choice.findData(wanted.uid)
    page.choice.setCurrentIndex(at)
    page.choice.activated.emit(at)
    assert [ours for _theirs, ours in dialog.maps] == [wanted.uid]
    page.choice.setCurrentIndex(0)
    page.choice.activated.emit(0)
    assert dialog.maps == ()
    dialog.reject()


def test_somebody_with_a_name_like_ones_own_is_joined_with_the_merge(desk, laptop_file, qtbot):
    dialog = previewed(desk, qtbot, laptop_file)
    page = pages(dialog)["People with a name like somebody's here"]
    assert page.model.cells() == [
        ("Ruiz, Ana", "a name like that of Ana Ruiz", "somebody else")
    ]  # fmt: skip
    assert [page.choice.itemText(n) for n in range(page.choice.count())] == [
        "somebody else", "Ana Ruiz, whose name is kept",
        "Ana Ruiz, and Ruiz, Ana is the name kept",
    ]  # fmt: skip
    page.choice.setCurrentIndex(2)
    page.choice.activated.emit(2)
    ((ours, theirs),) = dialog.same_people
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    assert dialog.same_people == ((theirs, ours),)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()
    assert rows(desk, qtbot)[BOS]["reviewer"] == "Ana Ruiz"
    desk.bench.edits.undo()
    desk.settle()
    people = []
    desk.bench.ask(lambda space, _p: people.extend(space.people.list()))
    desk.settle()
    assert [one.name for one in people] == ["Ana Ruiz"]


def test_drafts_of_a_project_come_along_where_they_are_wanted(desk, tmp_path, pdf, qtbot):
    other = create_workspace(tmp_path / "third.treaty", reviewer="Cy Young")
    other.drafts.add(pdf("two_pages"))
    other.drafts.add(pdf("columns"))
    own = own_code(other, "PRI-9", "Prisons")
    anchor = other.passages.find_quote(other.drafts.list()[0].sha256, BOS)
    other.passages.tag(anchor, [own])
    other.close()
    dialog = previewed(desk, qtbot, other.path)
    assert dialog.bring.isChecked()
    (page,) = pages(dialog).values()
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    chosen = dialog.maps
    assert chosen
    dialog.bring.click()
    qtbot.waitUntil(lambda: desk.team.preview not in (None, dialog), timeout=PATIENCE)
    again = desk.team.preview
    assert not again.bring.isChecked()
    assert again.maps == chosen
    (page,) = pages(again).values()
    assert page.choice.currentIndex() == 1
    again.bring.click()
    qtbot.waitUntil(lambda: desk.team.preview not in (None, again), timeout=PATIENCE)
    last = desk.team.preview
    assert last.bring.isChecked()
    before = len(desk.bench.sheets)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        last.primary.click()
    desk.settle()
    assert len(desk.bench.sheets) == before + 1
    assert "1 draft came along" in desk.merged[-1]


def test_a_folder_is_merged_and_what_was_left_out_is_named(desk, team, tmp_path, qtbot):
    folder = tmp_path / "post"
    folder.mkdir()
    team.file.rename(folder / "bo.csv")
    (folder / "old.xlsx").write_bytes(b"PK")
    desk.team.handlers()["team.merge_folder"]()
    [chooser] = desk.window.findChildren(QFileDialog)
    assert chooser.fileMode() == QFileDialog.FileMode.Directory
    chooser.filesSelected.emit([str(folder)])
    chooser.reject()
    qtbot.waitUntil(lambda: desk.team.preview is not None, timeout=PATIENCE)
    assert "Left out (1)" in titles(desk.team.preview)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        desk.team.preview.primary.click()
    desk.settle()
    assert BOS in rows(desk, qtbot)


def test_the_report_of_the_last_merge_is_saved_as_page_and_table(desk, team, tmp_path, qtbot):
    kept = []
    desk.team.merging.report_kept.connect(kept.append)
    desk.team.handlers()["team.merge_report"]()
    assert "Nothing was merged" in desk.said[-1]
    merged(desk, qtbot, team.file)
    assert kept[-1] is True
    for name in ("report.html", "report.csv"):
        desk.team.merging.saving.write(str(tmp_path / name))
        desk.settle()
    assert "Bo Lindqvist" in (tmp_path / "report.html").read_text("utf-8")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert {row["file"] for row in found} == {"bo.csv"}
    assert {row["class"] for row in found} >= {"added"}
    held = desk.team.merging.saving._rows.path
    assert held.exists()
    desk.bench.lay_out([], project=None)
    assert kept[-1] is False
    assert not held.exists(), "nothing of a project stays behind when it is left"


def test_of_a_very_large_merge_there_is_a_page_and_no_table(
    desk, team, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(merge_desk, "ROWS_KEPT", 0)
    merged(desk, qtbot, team.file)
    desk.team.merging.saving.write(str(tmp_path / "report.csv"))
    desk.settle()
    assert "Bo Lindqvist" in (tmp_path / "report.html").read_text("utf-8")
    assert not (tmp_path / "report.csv").exists()


@pytest.fixture
def drop(desk):
    return DropDesk(desk.bench, desk.team.merging, desk.window)


def test_a_dropped_project_is_merged_or_opened_as_one_says(desk, team, drop, qtbot):
    team.bo.close()
    opened = []
    drop.open_requested.connect(opened.append)
    assert drop.take([str(team.bo.path)])
    qtbot.keyClick(drop.dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.team.preview is not None, timeout=PATIENCE)
    desk.team.preview.reject()
    assert not opened
    assert drop.take([str(team.bo.path)])
    drop.dialog.instead.click()
    assert opened == [[team.bo.path]]
    assert drop.dialog is None


def test_what_is_no_colleagues_work_is_opened_as_ever(desk, team, drop, tmp_path, pdf, qtbot):
    assert not drop.take([str(team.path)]), "the project itself"
    assert not drop.take([str(pdf("two_pages"))])
    assert not drop.take([str(team.file)]), "annotation files are merged where they are opened"
    folder = tmp_path / "post"
    folder.mkdir()
    team.file.rename(folder / "bo.csv")
    assert drop.take([str(folder)])
    qtbot.waitUntil(lambda: desk.team.preview is not None, timeout=PATIENCE)
    desk.team.preview.reject()
    desk.bench.lay_out([], project=None)
    assert not drop.take([str(folder)])


def test_who_reads_blind_sees_counts_and_one_line_in_the_inbox(desk, team, qtbot):
    name = []

    def blind(space, _progress):
        space.team.agree(assigned={"Ana Ruiz": ""}, blind=True)
        name.append(space.drafts.list()[0].name)

    desk.bench.ask(blind)
    desk.settle()
    dialog = previewed(desk, qtbot, team.file)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"hidden until you have finished {name[0]}" in said
    assert "others" in dialog._report.by_reviewer
    assert "Bo Lindqvist" not in dialog._report.by_reviewer
    assert not any("measures" in str(cells) for cells in dialog.items.cells())
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()
    assert desk.inbox.model.rowCount() == 0
    assert desk.inbox.hidden.text() == f"1 waits until you have finished {name[0]}."
    desk.bench.ask(lambda space, _p: space.finishing.finish(space.drafts.list()[0].sha256))
    qtbot.waitUntil(lambda: desk.inbox.model.rowCount() == 1, timeout=PATIENCE)
    assert desk.inbox.hidden.text() == ""


def test_the_name_of_the_files_is_kept_where_one_says_so(desk, laptop_file, qtbot):
    dialog = previewed(desk, qtbot, laptop_file)
    page = pages(dialog)["People with a name like somebody's here"]
    page.choice.setCurrentIndex(2)
    page.choice.activated.emit(2)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()
    assert {row["reviewer"] for row in rows(desk, qtbot).values()} == {"Ruiz, Ana"}


def test_a_row_by_hand_means_the_one_of_that_name_until_one_says_otherwise(
    desk, team, tmp_path, qtbot
):
    merged(desk, qtbot, team.file)
    (known,) = [row for row in rows(desk, qtbot).values() if row["quote"] == BOS]
    hand = tmp_path / "hand.csv"
    with hand.open("w", newline="", encoding="utf-8") as file:
        names = ("draft_symbol", "quote", "code", "reviewer", "format")
        out = csv.DictWriter(file, names, extrasaction="ignore")
        out.writeheader()
        out.writerow({**known, "draft_symbol": "two_pages", "code": "SAF-1", "quote": BOS})
    dialog = previewed(desk, qtbot, hand)
    page = pages(dialog)["People with a name like somebody's here"]
    (cells,) = page.model.cells()
    assert cells[0] == "Bo Lindqvist"
    assert cells[2] == "Bo Lindqvist, whose name is kept"
    page.choice.setCurrentIndex(0)
    page.choice.activated.emit(0)
    assert dialog.same_people == ()
    dialog.reject()
    dialog = previewed(desk, qtbot, hand)
    with qtbot.waitSignal(desk.team.merged, timeout=PATIENCE):
        dialog.primary.click()
    desk.settle()
    people = []
    desk.bench.ask(lambda space, _p: people.extend(space.reviewers()))
    desk.settle()
    assert sorted({one.name for one in people}) == ["Ana Ruiz", "Bo Lindqvist"]
    joined = []
    desk.bench.ask(lambda space, _p: joined.extend(p.shown_as for p in space.people.list()))
    desk.settle()
    assert len(set(joined)) == 2, "one Bo, under whatever id"
