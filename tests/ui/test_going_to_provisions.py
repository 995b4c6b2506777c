# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a provision's path to its heading: in outlines, in the text, on another draft."""

from __future__ import annotations

from contextlib import closing

import pytest
from test_left_desk import desk, projects

__all__ = ["desk", "projects"]  # fixtures


@pytest.fixture
def project(pdf, tmp_path, projects):
    path = tmp_path / "t.treaty"
    with closing(projects.create_workspace(path, title="T", reviewer="Ana Ruiz")) as space:
        for name in ("two_pages", "long"):
            space.drafts.add(pdf(name))
    return path


@pytest.fixture
def opened(desk, project, qtbot):
    desk.opener.open([project])
    ready(desk, qtbot)
    qtbot.waitUntil(lambda: len(desk.bench.sheets) == 2, timeout=20_000)
    return desk


def ready(desk, qtbot):
    qtbot.waitUntil(lambda: desk.reader.text_complete, timeout=30_000)
    qtbot.waitUntil(lambda: desk.writer.idle, timeout=30_000)


def other(desk):
    return next(s.sha256 for s in desk.bench.sheets if s.sha256 != desk.bench.sha256)


def turn_to(desk, pages, qtbot):
    """Show the draft that has so many pages."""
    if desk.reader.view.layout_.pages != pages:
        desk.opener.turn_to_draft(other(desk))
        qtbot.waitUntil(lambda: desk.reader.view.layout_.pages == pages, timeout=20_000)
        ready(desk, qtbot)


def test_a_provision_of_the_draft_shown_is_gone_to(opened, qtbot) -> None:
    turn_to(opened, 2, qtbot)
    opened.desk.show_provision(opened.bench.sha256, "Art 2(1)(a)")
    view = opened.reader.view
    qtbot.waitUntil(lambda: view.page == 2, timeout=5000)
    qtbot.waitUntil(view.hasFocus)


def test_a_provision_of_another_draft_waits_for_its_headings(opened, qtbot) -> None:
    turn_to(opened, 2, qtbot)
    opened.desk.show_provision(other(opened), "Art 40(2)")  # no outline there: headings in the text
    view = opened.reader.view
    qtbot.waitUntil(lambda: view.layout_.pages == 60 and view.page == 40, timeout=30_000)
    top = opened.left.outline.model.entries[39]
    assert "Article 40" in top.title


def test_what_no_heading_names_is_said(opened, qtbot) -> None:
    turn_to(opened, 2, qtbot)
    with qtbot.waitSignal(opened.bench.signals.turned) as said:
        opened.desk.show_provision(opened.bench.sha256, "Art 99")
    assert "Art 99" in said.args[0]


def test_a_draft_that_is_not_here_is_no_trouble(opened, qtbot) -> None:
    shown = opened.bench.sha256
    opened.desk.show_provision("f" * 64, "Art 1")
    opened.desk.show_provision("", "Art 1")
    assert opened.bench.sha256 == shown


def test_who_turns_elsewhere_meanwhile_is_left_there(opened, qtbot) -> None:
    turn_to(opened, 2, qtbot)
    view, first = opened.reader.view, opened.bench.sha256
    opened.desk.show_provision(other(opened), "Art 40")
    opened.opener.turn_to_draft(first)
    ready(opened, qtbot)
    assert view.page == 1
    turn_to(opened, 60, qtbot)
    assert view.page == 1
