# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on whole provisions in the window bears the names that these have now."""

from __future__ import annotations

import pytest

from annotator.domain.structure.corrections import Correction
from annotator.services.events import ChangeSet


@pytest.fixture
def window(make_window, real, anas, qtbot):
    """On a real project of one draft, with a mark on its Art 2 and its provisions known."""
    anas.space.marks.mark(anas.sha256, "Art 2", "read")
    made = make_window(anas.close(), own_house=real)
    qtbot.waitUntil(lambda: made.reader.view.provisions.known, timeout=20_000)
    qtbot.waitUntil(lambda: marked(made) == ["Art 2"], timeout=10_000)
    return made


def marked(window):
    return [mark.provision for mark in window.bench.marks]


def shown(window):
    panel = window.side.on_page.model
    rows = [panel.row(number) for number in range(panel.rowCount())]
    return [row.where for row in rows if row.value]


def test_marks_follow_a_correction_its_undo_and_another_unit(window, qtbot) -> None:
    bench = window.bench

    def rename(space, _progress):
        one = space.provisions.named(bench.sha256, "Art 2")
        said = Correction("rename", one.page, one.start, kind="article", number="7")
        space.provisions.correct(bench.sha256, said)

    bench.ask(rename)
    qtbot.waitUntil(lambda: marked(window) == ["Art 7"], timeout=10_000)
    qtbot.waitUntil(lambda: shown(window) == ["Art 7"], timeout=10_000)
    bench.ask(lambda space, _progress: space.history.undo())
    qtbot.waitUntil(lambda: marked(window) == ["Art 2"], timeout=10_000)
    qtbot.waitUntil(lambda: shown(window) == ["Art 2"], timeout=10_000)


def test_marks_are_read_again_when_the_draft_is_made_of_something_else(window, qtbot) -> None:
    bench = window.bench
    before = bench.marks
    bench.ask(lambda space, _progress: space.provisions.choose_unit(bench.sha256, "paragraph"))
    qtbot.waitUntil(lambda: bench.marks is not before, timeout=10_000)


def test_looked_for_again_in_vain_the_window_says_so(window, qtbot) -> None:
    said: list[str] = []
    window.bench.signals.turned.connect(said.append)
    window.actions_["provision.again"].trigger()
    qtbot.waitUntil(lambda: said == ["Nothing else was found."], timeout=10_000)


def test_what_is_said_of_another_draft_asks_for_no_provisions(window, qtbot) -> None:
    search = window.places.outline.search
    before = search._asked
    change = ChangeSet(frozenset({"draft"}), frozenset({"another"}))
    window.bench.signals.project_changed.emit(change)
    assert search._asked == before
    of_this = ChangeSet(frozenset({"draft"}), frozenset({window.bench.sha256}))
    window.bench.signals.project_changed.emit(of_this)
    assert search._asked == before + 1
