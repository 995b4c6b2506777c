# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that the plan requires are marked while one tags, and asked for afterwards; nothing is refused."""

from __future__ import annotations

import pytest
from made_projects import MadeProject, settled
from PySide6.QtWidgets import QLabel, QToolButton

from annotator.services import projects
from annotator.ui.panels.required import still_to_say

PATIENCE = 20_000
OURS, MORE = "promote and to strengthen", "measures that protect everyone"


@pytest.fixture
def opened(make_window, qtbot, tmp_path, pdf, monkeypatch):
    """A window on a project of Ana's with a tag of hers; severity and standards are required."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    made = MadeProject(tmp_path / "ana.treaty", pdf("two_pages"), reviewer="Ana Ruiz")
    made.tag(OURS, severity="2")
    made.space.team.agree(required=["severity", "standards"])
    window = make_window(made.close(), own_house=projects)
    window.furnish()
    settled(window, qtbot)
    desk = window.furniture.finishing
    qtbot.waitUntil(lambda: bool(desk.standing.required), timeout=PATIENCE)
    return window


def labels(editor):
    return {label.text() for label in editor.findChildren(QLabel) if label.buddy() is not None}


def test_what_is_required_says_so_beside_its_label(opened, qtbot):
    fields = opened.side.tagging.fields
    assert {"Severity · required", "Standards · required", "Note", "Confidence"} <= labels(fields)
    assert "More · required" in {button.text() for button in fields.findChildren(QToolButton)}
    assert fields.parts()[0].accessibleDescription() == "required by the plan"
    opened.tagging.reveal(opened.bench.passages[0].uid)
    (card,) = opened.side.passage.cards().values()
    assert "Severity · required" in labels(card.fields)
    opened.bench.ask(lambda space, _p: space.team.agree(required=[]))
    qtbot.waitUntil(lambda: "Severity" in labels(fields), timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Severity" in labels(card.fields), timeout=PATIENCE)


def test_the_notice_after_tagging_says_what_is_still_to_be_said(opened, qtbot, select):
    select(opened, *MORE.split(" ", 1))
    opened.side.tagging.field.setText("SAF-3")
    opened.side.tagging.apply()
    qtbot.waitUntil(lambda: "Tagged" in opened.notice.sentence, timeout=PATIENCE)
    assert opened.notice.sentence == "Tagged SAF-3; severity and standards are still to be said"
    qtbot.waitUntil(lambda: len(opened.bench.passages) == 2, timeout=PATIENCE)


def test_nothing_more_is_said_where_nothing_lacks(opened):
    assert still_to_say(()) == ""
    assert still_to_say(("severity",)) == "; severity is still to be said"
