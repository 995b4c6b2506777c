# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project with a plan, opened by somebody the plan does not know: asked once, and before a tag."""

from __future__ import annotations

import pytest
from made_projects import MadeProject, settled
from PySide6.QtCore import Qt

from annotator.services import projects

PATIENCE = 20_000
OURS, MORE = "promote and to strengthen", "measures that protect everyone"


@pytest.fixture
def planned(tmp_path, pdf):
    """`planned(blind)`: Ana's project with a tag of hers; Ana and Bo are its plan. The machine is root's."""

    def make(*, blind=True):
        made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
        made.tag(OURS)
        made.space.team.agree(assigned={"Ana Ruiz": "", "Bo Lindqvist": "Art 1"}, blind=blind)
        projects.be("root", "Watch")
        return made.close()

    return make


def asked(window, qtbot):
    who = window.furniture.team.who
    qtbot.waitUntil(lambda: who.dialog is not None, timeout=PATIENCE)
    settled(window, qtbot)
    return who.dialog


@pytest.fixture
def opened(make_window, qtbot, planned):
    """A window on it that asks, and the question."""
    window = make_window(planned(), own_house=projects)
    window.furnish()
    return window, asked(window, qtbot)


def shown(window):
    return [p.anchor.quote for p in window.bench.passages]


def authors(path):
    work = projects.open_workspace(path, write=False)
    names = {one.uid: one.name for one in work.reviewers()}
    tags = [t for p in work.passages.on_draft(work.drafts.list()[0].sha256) for t in p.tags]
    work.close()
    return {names[tag.reviewer] for tag in tags}


def test_one_key_says_who_one_is_and_it_is_remembered(make_window, opened, qtbot):
    window, dialog = opened
    assert [b.accessibleName() for b in dialog.people] == ["Ana Ruiz", "Bo Lindqvist · Art 1"]
    assert shown(window) == [], "the plan reads blind, and nobody has said who they are"
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: shown(window) == [OURS], timeout=PATIENCE)
    assert window.bench.reviewer.name == "Ana Ruiz"
    assert "Ana Ruiz" in window.notice.sentence
    path = window.bench.project
    window.close()
    again = make_window(path, own_house=projects)
    again.furnish()
    settled(again, qtbot)
    assert again.furniture.team.who.dialog is None
    assert again.bench.reviewer.name == "Ana Ruiz"


def test_who_only_looks_is_asked_before_the_first_tag(opened, qtbot, select):
    window, dialog = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settled(window, qtbot)
    assert window.furniture.team.who.dialog is None
    select(window, *MORE.split(" ", 1))
    window.side.tagging.field.setText("SAF-3")
    window.side.tagging.apply()
    again = asked(window, qtbot)
    assert not window.bench.passages
    qtbot.keyClick(again, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown(window) == [MORE], timeout=PATIENCE)
    path = window.bench.project
    settled(window, qtbot)
    window.close()
    assert authors(path) == {"Bo Lindqvist"}, "of what he sees: hers is hidden"


def test_a_tag_that_nobody_is_named_for_is_not_made(opened, qtbot, select):
    window, dialog = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    select(window, *MORE.split(" ", 1))
    window.side.tagging.field.setText("SAF-3")
    window.side.tagging.apply()
    qtbot.keyClick(asked(window, qtbot), Qt.Key.Key_Escape)
    settled(window, qtbot)
    assert shown(window) == []
    assert "Nothing was written" in window.notice.sentence
    assert window.side.tagging.field.text() == "SAF-3", "what was typed is still there"


def test_other_work_asks_too(opened, qtbot):
    window, dialog = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settled(window, qtbot)
    window.bench.ask(lambda space, _p: space.finishing.finish(space.drafts.list()[0].sha256))
    again = asked(window, qtbot)
    assert not window.bar.isVisible(), "the question says it"
    again.reject()


def test_somebody_else_says_a_name(opened, qtbot):
    window, dialog = opened
    qtbot.keyClick(dialog, Qt.Key.Key_0)
    who = window.furniture.team.who
    qtbot.waitUntil(
        lambda: who.dialog is not None and hasattr(who.dialog, "name"), timeout=PATIENCE
    )
    assert who.dialog.name.text() == "root"
    who.dialog.name.setText("Carla Neri")
    while who.dialog is not None and who.dialog.primary.isEnabled():
        who.dialog.primary.click()
    qtbot.waitUntil(lambda: shown(window) == [OURS], timeout=PATIENCE)
    assert window.bench.reviewer.name == "Carla Neri"


def test_another_who_is_known_can_be_chosen_from_the_menu(opened, qtbot):
    window, dialog = opened
    dialog.people[1].click()
    qtbot.waitUntil(lambda: window.bench.reviewer.name == "Bo Lindqvist", timeout=PATIENCE)
    settled(window, qtbot)
    window.actions_["team.reviewer"].trigger()
    again = asked(window, qtbot)
    assert again.people[1].isDefault()
    qtbot.keyClick(again, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.bench.reviewer.name == "Ana Ruiz", timeout=PATIENCE)
