# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window does not close on work that somebody waits for, unless they say so."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace, open_workspace
from annotator.ui.clerk import projects

PATIENCE = 20_000


@pytest.fixture
def merging(make_window, tmp_path, pdf, qtbot, monkeypatch):
    """A window on Ana's project that merges Bo's file, and what the merge waits for."""
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ana Ruiz")
    ana = create_workspace(tmp_path / "ana.treaty", reviewer="Ana Ruiz")
    bo = create_workspace(tmp_path / "bo.treaty", reviewer="Bo")
    for space in (ana, bo):
        draft = space.drafts.add(pdf("two_pages"))
    anchor = bo.passages.find_quote(draft.sha256, "promote and to strengthen")
    bo.passages.tag(anchor, [bo.codes.named("SUR-3").uid])
    file = tmp_path / "bo.csv"
    bo.transfer.export(file, Wanted())
    ana.close()
    bo.close()
    window = make_window(own_house=projects())
    window.open_paths([ana.path])
    qtbot.waitUntil(lambda: window.bench.reviewer is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.writer.idle, timeout=PATIENCE)
    team = window.furnish().team
    team.merge([file])
    qtbot.waitUntil(lambda: team.preview is not None, timeout=PATIENCE)
    window.go, window.there = threading.Event(), threading.Event()

    def hold(_space, _progress):
        window.there.set()
        window.go.wait(PATIENCE / 1000)

    window.bench.ask(hold)
    team.preview.primary.click()
    qtbot.waitUntil(window.there.is_set, timeout=PATIENCE)
    yield window
    window.go.set()


def tags(path):
    space = open_workspace(path, write=False)
    try:
        return sum(space.overview.tag_counts().values())
    finally:
        space.close()


def test_closing_on_a_merge_asks_and_escape_waits(merging, qtbot):
    path = merging.bench.project
    merging.close()
    assert merging.isVisible()
    dialog = merging.leaving.dialog
    assert "bo.csv" in merging.writer.guarded[0]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert merging.leaving.dialog is None
    assert merging.isVisible()
    merging.go.set()
    qtbot.waitUntil(lambda: merging.writer.idle, timeout=PATIENCE)
    assert merging.writer.guarded == ()
    merging.close()
    assert not merging.isVisible()
    assert tags(path) == 1


def test_a_merge_that_is_stopped_leaves_the_project_as_before(merging):
    path = merging.bench.project
    merging.close()
    threading.Timer(0.2, merging.go.set).start()
    merging.leaving.dialog.stop.click()
    assert not merging.isVisible()
    assert tags(path) == 0


def test_the_question_goes_when_the_work_is_done(merging, qtbot):
    merging.close()
    assert merging.leaving.dialog is not None
    merging.go.set()
    qtbot.waitUntil(lambda: merging.leaving.dialog is None, timeout=PATIENCE)
    assert merging.isVisible()
