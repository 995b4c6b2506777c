# SPDX-License-Identifier: AGPL-3.0-or-later
"""The word that one has finished a draft: what it opens to who reads blind, and where it is told."""

from __future__ import annotations

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from team_fixtures import exchange

from annotator.services import projects
from annotator.ui.dialogs.finish_draft import FinishDialog, Left
from annotator.ui.panels.reader_standing import Standing, in_full, in_the_status_line

PATIENCE = 20_000
OURS, THEIRS = "promote and to strengthen", "measures that protect everyone"


@pytest.fixture
def blind(tmp_path, pdf, monkeypatch):
    """`blind(on)`: Ana's project with a tag of hers and one of Bo's; she reads blind where `on`."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")

    def make(on=True):
        bo = MadeProject(tmp_path / "bo.treaty", pdf("two_pages"), reviewer="Bo Lindqvist")
        bo.tag(THEIRS)
        file = exchange(bo.space, tmp_path / "bo.csv")
        bo.close()
        made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
        made.tag(OURS)
        made.space.team.agree(assigned={"Ana Ruiz": "Art 1"}, blind=on)
        made.space.transfer.merge([file])
        return made.close()

    return make


def opened(make_window, qtbot, path):
    window = make_window(path, own_house=projects)
    window.furnish()
    settled(window, qtbot)
    desk = window.furniture.finishing
    qtbot.waitUntil(lambda: desk.standing.draft == window.bench.sha256, timeout=PATIENCE)
    return window, desk


def turned(window, desk, qtbot, finished):
    qtbot.waitUntil(lambda: desk.standing.finished == finished, timeout=PATIENCE)
    settled(window, qtbot)


def test_who_reads_blind_is_told_before_and_sees_colleagues_after(make_window, qtbot, blind):
    window, desk = opened(make_window, qtbot, blind())
    status = window.status._standing
    assert [p.anchor.quote for p in window.bench.passages] == [OURS]
    assert status.isVisible()
    assert status.text() == "Colleagues' work is hidden"
    assert "You read Art 1." in status.toolTip()
    status.click()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    desk.dialog.reject()
    settled(window, qtbot)
    assert not desk.standing.finished, "not yet means not yet"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    qtbot.keyClick(desk.dialog, Qt.Key.Key_Return)
    turned(window, desk, qtbot, finished=True)
    assert {p.anchor.quote for p in window.bench.passages} == {OURS, THEIRS}
    assert status.text() == "Draft finished"
    assert "shows now" in window.notice.sentence
    window.actions_["draft.finish"].trigger()
    turned(window, desk, qtbot, finished=False)
    assert [p.anchor.quote for p in window.bench.passages] == [OURS]
    assert "hidden again" in window.notice.sentence


def test_who_reads_openly_is_asked_nothing_and_undo_takes_it_back(make_window, qtbot, blind):
    window, desk = opened(make_window, qtbot, blind(on=False))
    action = window.actions_["draft.finish"]
    assert not window.status._standing.isVisible()
    assert action.text() == "I have &finished this draft"
    action.trigger()
    assert desk.dialog is None
    turned(window, desk, qtbot, finished=True)
    assert action.text() == "&Read on in this draft"
    window.actions_["edit.undo"].trigger()
    turned(window, desk, qtbot, finished=False)


def test_the_panel_of_coverage_says_who_finished(make_window, qtbot, blind):
    window, desk = opened(make_window, qtbot, blind(on=False))
    panel = window.furniture.coverage_panel
    window.actions_["coverage.show"].trigger()
    qtbot.waitUntil(lambda: panel.model.columnCount() > 1, timeout=PATIENCE)
    head = panel.model.headerData(1, Qt.Orientation.Horizontal)
    assert "finished" not in head
    assert panel.finish.isVisible()
    panel.finish.click()
    turned(window, desk, qtbot, finished=True)
    assert panel.model.headerData(1, Qt.Orientation.Horizontal) == f"{head}, finished"
    assert panel.finish.text() == "Read on in this draft"


def test_what_is_said_of_a_standing():
    assert in_the_status_line(Standing("d")) == in_full(Standing("d")) == ""
    assert in_full(Standing("d", articles="Art 1-20")) == "You read Art 1-20."
    assert "hidden until" in in_full(Standing("d", blind=True))
    assert "hidden" not in in_full(Standing("d", blind=True, finished=True))


def test_a_bare_pdf_can_not_be_finished(make_window, qtbot, pdf):
    window = make_window(pdf("two_pages"))
    window.furnish()
    assert not window.actions_["draft.finish"].isEnabled()
    assert not window.status._standing.isVisible()


def test_what_is_left_is_told_and_one_key_away(make_window, qtbot, tmp_path, pdf, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("provisions"), reviewer="Ana Ruiz")
    structure = made.space.provisions.map(made.sha256).structure
    articles = [p.path for p in structure.provisions if p.kind == "article"]
    made.space.marks.mark(made.sha256, articles[0], "read")
    made.space.team.agree(assigned={"Ana Ruiz": f"{articles[0]}, {articles[1]}"})
    window, desk = opened(make_window, qtbot, made.close())
    shown, inbox = [], []
    desk.provision_requested.connect(lambda *what: shown.append(what))
    desk.inbox_requested.connect(lambda: inbox.append(True))
    desk.turn()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    said = " ".join(label.text() for label in desk.dialog.findChildren(QLabel))
    assert f"1 article of your task is not read to the end: {articles[1]}." in said
    assert not desk.dialog.answer.isVisible()
    desk.dialog.read_on.click()
    assert shown == [(window.bench.sha256, articles[1])]
    assert not desk.standing.finished
    desk.turn()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    desk.dialog.primary.click()
    turned(window, desk, qtbot, finished=True)


def test_what_waits_in_the_inbox_is_told_too(qtbot):
    dialog = FinishDialog("A/1@en", Left("d", (), 3), blind=False)
    qtbot.addWidget(dialog)
    dialog.show()
    asked = []
    dialog.inbox_requested.connect(lambda: asked.append(True))
    assert not dialog.read_on.isVisible()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "3 things on this draft wait" in said
    dialog.answer.click()
    assert asked == [True]


def test_enter_finishes_nothing_while_something_is_left(qtbot):
    for left in (
        Left("d", ("Art 2",)),
        Left("d", (), 1),
        Left("d", lacking=1, lacks=("severity",)),
    ):
        dialog = FinishDialog("A/1@en", left, blind=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        answers = []
        dialog.finished.connect(answers.append)
        assert dialog.leave.text() == "Not yet"
        assert dialog.leave.isDefault()
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        assert answers == [0], left
    done = FinishDialog("A/1@en", Left("d"), blind=True)
    qtbot.addWidget(done)
    assert done.primary.isDefault()


def test_tags_that_lack_what_the_plan_requires_are_told_and_one_key_away(
    make_window, qtbot, tmp_path, pdf, monkeypatch
):
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    made.tag(THEIRS, severity="3")
    passage = made.tag(OURS).passage
    made.space.team.agree(required=["severity"])
    window, desk = opened(make_window, qtbot, made.close())
    desk.turn()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE)
    said = " ".join(label.text() for label in desk.dialog.findChildren(QLabel))
    assert "1 of your tags here lacks what the plan requires: severity." in said
    desk.dialog.fill_in.click()
    qtbot.waitUntil(lambda: window.reader.view.marks.chosen == passage, timeout=PATIENCE)
    assert not desk.standing.finished
