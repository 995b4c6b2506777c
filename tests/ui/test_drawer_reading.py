# SPDX-License-Identifier: AGPL-3.0-or-later
"""Panels of the drawer are read while they are in sight, and tell of nothing but what lies here."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import Cancelled
from annotator.services.events import ChangeSet
from annotator.ui.drawer_reading import DrawerReading
from annotator.ui.jobs import Writer
from annotator.ui.signals import ProjectSignals

PATIENCE = 10_000


class Bench(QObject):
    """A project with drafts `a` and `b`, the first of them shown."""

    project_opened = Signal(object, str)

    def __init__(self):
        super().__init__()
        self.signals, self.writer = ProjectSignals(self), Writer(self)
        self.failed = []
        self.signals.failed.connect(self.failed.append)
        self.laid, self.sheet, self.reviewer = 0, SimpleNamespace(draft="x"), "Ana"
        self.lay_out("one")

    def lay_out(self, project):
        self.laid += 1
        self.project, self.sha256 = project and Path(project), "a"
        self.signals.drafts_changed.emit()
        self.signals.passages_changed.emit()

    def turn_to(self, draft):
        self.sha256 = draft
        self.signals.passages_changed.emit()

    def change(self, *kinds):
        self.signals.project_changed.emit(ChangeSet(frozenset(kinds), frozenset()))

    def ask(self, work, done=None, *, failed=None, title=""):
        return self.writer.submit(
            lambda progress: work(None, progress), done=done, failed=failed, title=title
        )


class Desk(QObject):
    """Notes what it is asked to do. Answers wait while `gate` is closed, fail while `broken`, and are
    cancelled once one has had `enough`.
    """

    def __init__(self, bench, names=("one",), **more):
        super().__init__()
        self.bench, self.asked, self.told, self.panel = bench, [], [], None
        self.gate, self.broken, self.lost = threading.Event(), False, 0
        self.enough = False
        self.gate.set()
        self.reading = DrawerReading(
            bench, names, self, ask=self.ask, take=self.take, clear=self.clear, **more
        )
        self.reading.lost.connect(self.on_lost)

    def ask(self, name):
        about = f"{name} {self.bench.project} {self.bench.sha256}"
        self.asked.append(about)

        def work(_space, _progress):
            assert self.gate.wait(10)
            if self.broken:
                raise OSError("broken")
            if self.enough:
                raise Cancelled
            return about

        return work

    def take(self, about):
        self.told.append(about)
        self.panel = about

    def clear(self):
        self.panel = None

    def on_lost(self):
        self.lost += 1


@pytest.fixture
def make(qtbot):
    """`make()`: a desk on a bench."""
    made = []

    def build(*given, **more):
        desk = Desk(Bench(), *given, **more)
        made.append(desk)
        return desk

    yield build
    for desk in made:
        desk.gate.set()
        desk.bench.writer.stop()


def idle(qtbot, desk):
    timers = desk.reading._burst, desk.reading._pause
    qtbot.waitUntil(
        lambda: desk.bench.writer.idle and not any(each.isActive() for each in timers),
        timeout=PATIENCE,
    )


def shown(qtbot, desk, name="one"):
    desk.reading.set_shown(name)
    idle(qtbot, desk)


def test_what_is_hidden_is_not_read_and_what_is_shown_is_read_once(make, qtbot):
    desk = make()
    desk.bench.turn_to("b")
    shown(qtbot, desk, "another panel")
    assert desk.asked == []
    shown(qtbot, desk)
    shown(qtbot, desk, "")
    shown(qtbot, desk)
    assert desk.told == ["one one b"]


def test_a_burst_of_changes_is_read_once_and_what_is_of_no_concern_is_not(make, qtbot):
    desk = make(concerns=frozenset({"tag"}).intersection)
    shown(qtbot, desk)
    for _number in range(5):
        desk.bench.change("tag")
    idle(qtbot, desk)
    assert len(desk.told) == 2
    desk.bench.change("code")
    idle(qtbot, desk)
    assert len(desk.asked) == 2


def test_a_change_while_an_answer_is_on_its_way_is_read_after_it(make, qtbot):
    desk = make(concerns=frozenset({"tag"}).intersection)
    desk.gate.clear()
    desk.reading.set_shown("one")
    desk.bench.change("tag")
    qtbot.waitUntil(lambda: not desk.reading._pause.isActive())
    assert len(desk.asked) == 1
    desk.gate.set()
    idle(qtbot, desk)
    assert len(desk.told) == 2


def test_an_answer_about_another_project_is_dropped_and_this_one_is_read(make, qtbot):
    desk = make()
    desk.gate.clear()
    desk.reading.set_shown("one")
    desk.bench.lay_out("two")
    desk.gate.set()
    idle(qtbot, desk)
    assert desk.told == ["one two a"]


def test_another_draft_takes_away_what_was_told_of_the_first(make, qtbot):
    desk = make()
    shown(qtbot, desk)
    desk.gate.clear()
    desk.bench.turn_to("b")
    assert desk.panel is None
    assert not desk.reading.fresh
    desk.gate.set()
    idle(qtbot, desk)
    assert desk.panel == "one one b"
    assert desk.reading.fresh
    desk.bench.sheet = None  # a PDF that is in no project
    desk.bench.turn_to("c")
    assert desk.panel is None
    idle(qtbot, desk)
    assert desk.asked[-1] == "one one b"


def test_a_draft_turned_to_while_one_is_read_is_told_of(make, qtbot):
    desk = make()
    desk.gate.clear()
    desk.reading.set_shown("one")
    desk.bench.turn_to("b")
    qtbot.waitUntil(lambda: not desk.reading._burst.isActive())
    desk.gate.set()
    idle(qtbot, desk)
    assert desk.told == ["one one b"]


def test_what_failed_is_said_once_and_read_at_the_next_change(make, qtbot):
    desk = make(concerns=frozenset({"tag"}).intersection)
    desk.broken = True
    shown(qtbot, desk)
    assert (len(desk.asked), desk.lost, len(desk.bench.failed)) == (1, 1, 1)
    desk.broken = False
    desk.bench.change("tag")
    idle(qtbot, desk)
    assert desk.told == ["one one a"]


def test_a_reading_that_fails_in_a_project_one_has_left_is_not_told_of(make, qtbot):
    desk = make()
    desk.broken = True
    desk.gate.clear()
    desk.reading.set_shown("one")
    desk.bench.lay_out(None)
    desk.gate.set()
    idle(qtbot, desk)
    assert (desk.lost, desk.bench.failed) == (0, [])


def test_a_failure_about_the_draft_before_leaves_the_next_one_to_be_read(make, qtbot):
    desk = make()
    desk.gate.clear()
    desk.broken = True
    desk.reading.set_shown("one")
    desk.bench.turn_to("b")
    qtbot.waitUntil(lambda: not desk.reading._burst.isActive())
    desk.gate.set()
    qtbot.waitUntil(lambda: len(desk.asked) == 2, timeout=PATIENCE)
    assert desk.asked[-1] == "one one b"


def test_what_something_else_shows_is_read_while_the_panel_is_hidden(make, qtbot):
    desk = make()
    desk.reading.keep(True)
    idle(qtbot, desk)
    desk.reading.keep(False)
    desk.bench.turn_to("b")
    idle(qtbot, desk)
    assert desk.told == ["one one a"]


def test_two_panels_are_read_each_by_itself_and_of_all_drafts(make, qtbot):
    desk = make(("one", "two"), of_draft=False)
    shown(qtbot, desk)
    desk.bench.turn_to("b")
    idle(qtbot, desk)
    assert desk.told == ["one one a"]
    shown(qtbot, desk, "two")
    desk.reading.again("one")
    idle(qtbot, desk)
    assert desk.told == ["one one a", "two one b"]
    shown(qtbot, desk)
    assert desk.told[2:] == ["one one b"]


def test_a_cancelled_reading_is_said_and_waits_until_something_changes(make, qtbot):
    stopped = []
    desk = make(
        concerns=frozenset({"tag"}).intersection, cancelled=lambda: stopped.append(desk.panel)
    )
    shown(qtbot, desk)
    desk.enough = True
    desk.bench.change("tag")
    idle(qtbot, desk)
    assert (stopped, desk.lost, desk.bench.failed) == (["one one a"], 0, [])
    assert not desk.reading.fresh
    desk.enough = False
    desk.reading.set_shown("")
    shown(qtbot, desk)
    assert len(desk.told) == 1, "who cancelled is not asked to wait again"
    desk.bench.change("tag")
    idle(qtbot, desk)
    assert len(desk.told) == 2
    assert desk.reading.fresh


def test_what_a_cancelled_reading_told_before_stays_where_nobody_says_otherwise(make, qtbot):
    desk = make(concerns=frozenset({"tag"}).intersection)
    shown(qtbot, desk)
    desk.enough = True
    desk.bench.change("tag")
    idle(qtbot, desk)
    assert desk.panel == "one one a"
    desk.enough = False
    desk.bench.turn_to("b")
    idle(qtbot, desk)
    assert desk.panel == "one one b"


def test_what_takes_long_is_read_once_changes_have_paused(make, qtbot):
    desk = make(concerns=frozenset({"tag"}).intersection, pause=300)
    shown(qtbot, desk)
    for _number in range(4):
        desk.bench.change("tag")
        desk.bench.turn_to("a")  # as passages are read anew after each tag
        qtbot.wait(90)
    desk.reading.set_shown("")
    desk.reading.set_shown("one")
    assert len(desk.asked) == 1
    assert desk.reading.fresh
    idle(qtbot, desk)
    assert len(desk.asked) == 2
    desk.bench.change("tag")
    desk.reading.again()
    qtbot.waitUntil(lambda: len(desk.asked) == 3, timeout=250)


def test_whether_it_is_of_the_draft_shown_is_asked(make, qtbot):
    every = [True]
    desk = make(of_draft=lambda: not every[0])
    shown(qtbot, desk)
    desk.bench.turn_to("b")
    idle(qtbot, desk)
    assert desk.told == ["one one a"]
    assert desk.reading.fresh
    every[0] = False
    desk.reading.again()
    idle(qtbot, desk)
    assert desk.told == ["one one a", "one one b"]
    desk.bench.turn_to("a")
    assert desk.panel is None
