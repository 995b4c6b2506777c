# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures wait until all is ready, if only for a moment."""

from __future__ import annotations

from types import SimpleNamespace

from annotator.ui.shot_camera import IN_DRAWER, PANELS, Camera


def test_what_was_ready_once_is_ready(qapp) -> None:
    answers = iter([False, True, False, False])
    waiting = SimpleNamespace(_patience=5_000)
    assert Camera._until(waiting, lambda: next(answers))


def test_what_never_is_ready_is_given_up(qapp) -> None:
    assert not Camera._until(SimpleNamespace(_patience=60), lambda: False)


def test_every_part_of_the_drawer_has_a_picture(make_window) -> None:
    window = make_window()
    names = {window.drawer._names[n] for n in range(window.drawer.tabs.count())}
    there = {*PANELS, "table", "found"}  # which go by another name, and come with a search
    assert names <= there
    assert {"progress", "queue"} <= IN_DRAWER
