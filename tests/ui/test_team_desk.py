# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merging, the inbox and who reviews, on real projects of two reviewers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog
from team_fixtures import ANAS, BOS, PATIENCE, desk, exchange, merged, previewed, rows, team

from annotator import paths
from annotator.services.projects import create_workspace
from annotator.services.settings import Settings

__all__ = ["desk", "team"]  # fixtures


# -- merging ---------------------------------------------------------------------------------------


def test_a_preview_changes_nothing_and_can_be_left(desk, team, qtbot) -> None:
    before = team.path.read_bytes()
    dialog = previewed(desk, qtbot, team.file)
    counts = {row[1]: row[0] for row in dialog.classes.model().cells()}
    assert counts["Added"] == 1
    assert counts["All rows read"] == sum(counts.values()) - counts["All rows read"]
    dialog.reject()
    desk.settle()
    assert desk.team.preview is None
    assert not desk.merged
    assert team.path.read_bytes() == before


def test_a_merge_is_one_action_and_asks_before_it_touches_my_own(desk, team, qtbot) -> None:
    merged(desk, qtbot, team.file)
    [said] = desk.merged
    assert "bo.csv" in said
    assert "1 added" in said
    assert "1 change to your own work waits in the inbox" in said
    assert desk.counts == [1]
    assert set(rows(desk, qtbot)) == {ANAS, BOS}
    assert rows(desk, qtbot)[ANAS]["severity"] == "2", "my own tag stays as I wrote it"
    desk.bench.edits.undo()
    desk.settle()
    assert set(rows(desk, qtbot)) == {ANAS}
    qtbot.waitUntil(lambda: desk.counts == [1, 0], timeout=PATIENCE)


def test_the_same_file_again_has_nothing_to_merge(desk, team, qtbot) -> None:
    merged(desk, qtbot, team.file)
    dialog = previewed(desk, qtbot, team.file)
    assert not dialog.changes
    dialog.reject()


def test_a_file_of_another_kind_is_named_and_nothing_is_taken(desk, tmp_path, qtbot) -> None:
    other = tmp_path / "budget.csv"
    other.write_text("year,amount\n2026,3\n", "utf-8")
    desk.team.merge([other])
    qtbot.waitUntil(lambda: bool(desk.failed), timeout=PATIENCE)
    assert "budget.csv" in str(desk.failed[0])
    assert "not an annotation file" in str(desk.failed[0])
    assert "Nothing was merged" in str(desk.failed[0])
    assert desk.team.preview is None


def test_reading_can_be_cancelled_and_asked_for_again(desk, team, qtbot) -> None:
    desk.team.merge([team.file])
    for number in list(desk.writer._jobs):
        desk.writer.cancel(number)
    desk.settle()
    assert not desk.failed
    assert previewed(desk, qtbot, team.file).changes
    desk.team.preview.reject()


def test_without_a_project_there_is_nothing_to_merge_into(desk, team) -> None:
    desk.bench.lay_out([], project=None)
    desk.team.merge([team.file])
    desk.team.merging.choose_files()
    assert len(desk.said) == 2
    assert "project" in desk.said[0]
    assert not desk.window.findChildren(QFileDialog)


def test_files_are_chosen_in_a_dialog(desk, team, qtbot) -> None:
    desk.team.handlers()["team.merge"]()
    [chooser] = desk.window.findChildren(QFileDialog)
    chooser.filesSelected.emit([str(team.file)])
    chooser.reject()
    qtbot.waitUntil(lambda: desk.team.preview is not None, timeout=PATIENCE)
    desk.team.preview.reject()


# -- the inbox -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "severity"), [("1", "2"), ("2", "4")])
def test_a_change_to_my_own_tag_is_answered_by_a_key(desk, team, qtbot, key, severity) -> None:
    merged(desk, qtbot, team.file)
    question = desk.inbox.current
    assert question.letters == "SUR-3"
    assert question.quote == ANAS
    assert question.who == "Bo Lindqvist"
    assert [choice.texts for choice in question.choices] == [("2, moderate",), ("4, red line",)]
    desk.inbox.focus_list()
    qtbot.keyClick(desk.inbox.list, key)
    desk.settle()
    assert rows(desk, qtbot)[ANAS]["severity"] == severity
    assert desk.counts == [1, 0]
    desk.bench.edits.undo()
    qtbot.waitUntil(lambda: desk.counts == [1, 0, 1], timeout=PATIENCE)
    assert rows(desk, qtbot)[ANAS]["severity"] == "2"


def test_a_conflict_is_settled_by_a_third_wording(desk, team, tmp_path, qtbot) -> None:
    merged(desk, qtbot, team.file)
    his = rows(desk, qtbot)[BOS]["tag_uid"]
    team.bo.passages.edit(his, {"note": "his"})
    desk.bench.edits.edit(his, "note", "mine")
    desk.settle()
    merged(desk, qtbot, exchange(team.bo, tmp_path / "bo2.csv"))
    conflicts = [n for n in range(desk.inbox.model.rowCount())
                 if desk.inbox.model.question(n).what == "Note"]  # fmt: skip
    assert len(conflicts) == 1
    desk.inbox.list.setCurrentIndex(desk.inbox.model.index(conflicts[0], 0))
    texts = {text for choice in desk.inbox.current.choices for text in choice.texts}
    assert texts == {"his", "mine"}
    qtbot.keyClicks(desk.inbox.values.field, "ours")
    desk.inbox.values.write.click()
    desk.settle()
    assert rows(desk, qtbot)[BOS]["note"] == "ours"
    assert all(
        desk.inbox.model.question(n).what != "Note" for n in range(desk.inbox.model.rowCount())
    )


def test_what_waits_is_there_again_when_the_project_is_opened(desk, team, qtbot) -> None:
    merged(desk, qtbot, team.file)
    desk.wake(team.path)
    assert desk.team.waiting == 1
    assert desk.inbox.current is not None


def test_another_project_has_an_inbox_of_its_own(desk, team, tmp_path, qtbot) -> None:
    merged(desk, qtbot, team.file)
    create_workspace(tmp_path / "other.treaty", reviewer="Ana Ruiz").close()
    desk.wake(tmp_path / "other.treaty")
    assert desk.team.waiting == 0
    assert desk.inbox.current is None


def test_the_words_of_a_question_are_asked_for(desk, team, qtbot) -> None:
    merged(desk, qtbot, team.file)
    asked = []
    desk.bench.show_passage_requested.connect(lambda *args: asked.append(args))
    desk.inbox.show_button.click()
    [(draft, passage)] = asked
    assert draft == desk.bench.sheets[0].sha256
    assert passage in {row["passage_uid"] for row in rows(desk, qtbot).values()}


# -- who reviews -----------------------------------------------------------------------------------


def test_another_name_holds_from_now_on_and_on_this_machine(desk, team, qtbot, monkeypatch) -> None:
    desk.team.handlers()["team.reviewer"]()
    qtbot.waitUntil(lambda: desk.team.dialog is not None, timeout=PATIENCE)
    dialog = desk.team.dialog
    assert dialog.name.text() == "Ana Ruiz"
    dialog.name.setText("Cy Young")
    dialog.organisation.setText("Watch")
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE)
    desk.settle()
    assert desk.team.dialog is None
    assert desk.bench.reviewer.name == "Cy Young"
    assert Settings(paths.config()).reviewer().name == "Cy Young"
    assert Settings(paths.config()).reviewer().organisation == "Watch"
    assert rows(desk, qtbot)[ANAS]["reviewer"] == "Ana Ruiz", "tags keep the name they have"
