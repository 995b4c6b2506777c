# SPDX-License-Identifier: AGPL-3.0-or-later
"""A merge goes into the project it was reckoned for, and into no other."""

from __future__ import annotations

import threading

import pytest
from team_fixtures import ANAS, BOS, PATIENCE, desk, previewed, rows, team

from annotator.services.projects import create_workspace

__all__ = ["desk", "team"]  # fixtures


@pytest.fixture
def other(tmp_path, pdf):
    """Another project with the same draft in it."""
    space = create_workspace(tmp_path / "other.treaty", reviewer="Ana Ruiz")
    space.drafts.add(pdf("two_pages"))
    space.close()
    return space.path


def test_a_preview_closes_with_its_project(desk, team, other, qtbot) -> None:
    previewed(desk, qtbot, team.file)
    desk.wake(other)
    assert desk.team.preview is None
    assert rows(desk, qtbot) == {}
    desk.wake(team.path)
    assert set(rows(desk, qtbot)) == {ANAS}


def test_what_was_reckoned_for_the_project_before_is_not_shown(desk, team, other, qtbot) -> None:
    gate = threading.Event()
    desk.writer.submit(lambda _progress: gate.wait(20))
    desk.team.merge([team.file])
    desk.bench.lay_out([], project=other)
    gate.set()
    desk.settle()
    assert desk.team.preview is None


def test_nothing_is_merged_while_another_project_is_being_opened(desk, team, other, qtbot) -> None:
    before = team.path.read_bytes()
    desk.bench.lay_out([], project=other)  # the writer thread has the first one still
    desk.team.merge([team.file])
    qtbot.waitUntil(lambda: bool(desk.said), timeout=PATIENCE)
    assert "nothing was merged" in desk.said[0]
    assert desk.team.preview is None
    assert team.path.read_bytes() == before


def test_a_preview_accepted_too_late_merges_nothing(desk, team, other, qtbot) -> None:
    dialog = previewed(desk, qtbot, team.file)
    desk.bench.project = other  # as when the window turned without a word to this desk
    dialog.primary.click()
    desk.settle()
    assert "nothing was merged" in desk.said[0]
    desk.bench.project = team.path
    assert BOS not in rows(desk, qtbot)
