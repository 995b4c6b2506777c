# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures wait until all is ready, if only for a moment."""

from __future__ import annotations

from types import SimpleNamespace

from annotator import paths
from annotator.ui.shot_camera import IN_DRAWER, PANELS, Camera


def test_what_was_ready_once_is_ready(qapp) -> None:
    answers = iter([False, True, False, False])
    waiting = SimpleNamespace(_patience=5_000)
    assert Camera._until(waiting, lambda: next(answers))


def test_what_never_is_ready_is_given_up(qapp) -> None:
    assert not Camera._until(SimpleNamespace(_patience=60), lambda: False)


def test_a_picture_waits_until_the_outline_follows_and_all_is_counted(make_window, qtbot) -> None:
    window = make_window(paths.sample() / "M_CONF.1_7.pdf")
    counts = window.furnish().queue_count
    camera = SimpleNamespace(_window=window)
    qtbot.waitUntil(lambda: Camera._ready(camera), timeout=30_000)
    window.reader.view.moved.emit()
    assert not Camera._ready(camera), "the outline does not show yet what one reads"
    qtbot.waitUntil(lambda: Camera._ready(camera), timeout=30_000)
    counts.leave(told=False)
    assert not Camera._ready(camera), "how many are to be carried over is not told yet"
    qtbot.waitUntil(lambda: Camera._ready(camera), timeout=30_000)


def test_every_part_of_the_drawer_has_a_picture(make_window) -> None:
    window = make_window()
    names = {window.drawer._names[n] for n in range(window.drawer.tabs.count())}
    there = {*PANELS, "table", "found"}  # which go by another name, and come with a search
    assert names <= there
    assert {"progress", "queue"} <= IN_DRAWER
