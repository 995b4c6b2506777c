# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks are read for the project they were asked for, and asked for again where that may help."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import (
    Cancelled,
    PasswordNeededError,
    UnreadablePdfError,
    WorkerLostError,
)
from annotator.services.events import ChangeSet
from annotator.ui import look_job
from annotator.ui.jobs import Writer
from annotator.ui.look_job import NUMBER, LookJob
from annotator.ui.signals import ProjectSignals

DRAFT, OTHER = "d" * 64, "e" * 64
KEY = "right"
PATIENCE = 10_000


class Space:
    """A project whose drafts are read by what a test puts into `reading`."""

    def __init__(self, path, reading=None):
        self.path, self.negotiation, self.reading = Path(path), self, reading
        self.asked, self.kept, self.passwords = [], [], []
        self.here, self.refused = True, 0

    def looking(self, sha256):
        self.asked.append(sha256)
        return SimpleNamespace(made_of="1", read=self._read) if self.here else None

    def _read(self, *, password, progress, wanted):
        self.passwords.append(password)
        progress(0, 1)
        return self.reading(wanted) if self.reading else ("mark",)

    def keep_looks(self, sha256, made_of, marks):
        self.kept.append((sha256, made_of, marks))
        self.refused -= 1
        return self.refused < 0


class Bench(QObject):
    """What lies open: one project."""

    project_opened = Signal(object, str)

    def __init__(self, space):
        super().__init__()
        self.signals, self.writer = ProjectSignals(self), Writer(self)
        self.laid = 0
        self.lay_out(space)

    def lay_out(self, space):
        self.laid += 1
        self.space, self.project = space, space.path
        self.show(DRAFT, OTHER)

    def show(self, *drafts, password=None):
        self.sheets = [SimpleNamespace(sha256=one, password=password) for one in drafts]
        self.signals.drafts_changed.emit()

    def ask(self, work, done=None, *, failed=None):
        return self.writer.submit(
            lambda progress: work(self.space, progress), done=done, failed=failed
        )


@pytest.fixture
def make(qtbot, monkeypatch):
    """`make(space)`: a bench on a project, and the job."""
    monkeypatch.setattr(look_job, "LATER", 0)
    made = []

    def build(space):
        bench = Bench(space)
        job = LookJob(bench, bench)
        made.append((bench, job))
        return bench, job

    yield build
    for bench, job in made:
        job.finish()
        bench.writer.stop()


class Gate:
    """Reading that waits until it is let through, or nobody wants it any more."""

    def __init__(self):
        self.begun, self.open, self.ended = (threading.Event() for _ in range(3))

    def __call__(self, wanted):
        self.begun.set()
        while not self.open.wait(0.01):
            if not wanted():
                self.ended.set()
                raise Cancelled
        return ("late",)


def until(qtbot, true):
    qtbot.waitUntil(true, timeout=PATIENCE)


def idle(qtbot, bench, job):
    until(qtbot, lambda: bench.writer.idle and job.hand.idle and not job._later.isActive())


def test_looks_are_read_once_and_kept(make, qtbot):
    space = Space("a")
    bench, job = make(space)
    with qtbot.waitSignal(job.came, timeout=PATIENCE) as came:
        job.want(DRAFT)
    assert came.args == [DRAFT]
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert space.kept == [(DRAFT, "1", ("mark",))]
    assert space.asked == [DRAFT]


def test_another_project_gets_no_looks_of_the_one_before_and_is_asked_itself(make, qtbot):
    gate = Gate()
    first, second = Space("a", gate), Space("b")
    bench, job = make(first)
    job.want(DRAFT)
    until(qtbot, gate.begun.is_set)
    bench.lay_out(second)
    until(qtbot, gate.ended.is_set)  # nobody waits for it any more
    job.want(DRAFT)
    until(qtbot, lambda: bool(second.kept))
    idle(qtbot, bench, job)
    assert second.kept == [(DRAFT, "1", ("mark",))]
    assert first.kept == []


def test_looks_that_come_when_the_project_was_just_left_are_not_kept_elsewhere(make, qtbot):
    gate = Gate()
    first, second = Space("a", gate), Space("b")
    bench, job = make(first)
    job.want(DRAFT)
    until(qtbot, gate.begun.is_set)
    bench.space = second  # the writer thread has it open; the window is told a moment later
    gate.open.set()
    idle(qtbot, bench, job)
    assert second.kept == []


def test_a_draft_that_is_taken_away_is_not_read_on(make, qtbot):
    gate = Gate()
    space = Space("a", gate)
    bench, job = make(space)
    job.want(DRAFT)
    until(qtbot, gate.begun.is_set)
    bench.show(OTHER)
    until(qtbot, gate.ended.is_set)
    idle(qtbot, bench, job)
    assert space.kept == []


def test_turning_to_another_draft_lets_the_first_be_read_to_its_end(make, qtbot):
    gate = Gate()
    space = Space("a", gate)
    _bench, job = make(space)
    job.want(DRAFT)
    until(qtbot, gate.begun.is_set)
    job.want(OTHER)
    gate.open.set()
    until(qtbot, lambda: len(space.kept) == 2)
    assert [row[0] for row in space.kept] == [DRAFT, OTHER]


def test_a_lost_worker_is_tried_again_but_not_for_ever(make, qtbot):
    tries = []

    def dies(_wanted):
        tries.append(1)
        raise WorkerLostError("lost")

    bench, job = make(Space("a", dies))
    job.want(DRAFT)
    until(qtbot, lambda: len(tries) == 3)
    idle(qtbot, bench, job)
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert len(tries) == 3


def test_text_read_anew_meanwhile_has_its_looks_read_anew(make, qtbot):
    space = Space("a")
    space.refused = 1
    _bench, job = make(space)
    with qtbot.waitSignal(job.came, timeout=PATIENCE):
        job.want(DRAFT)
    assert len(space.kept) == 2


def test_a_password_given_later_is_tried_and_a_broken_pdf_is_left_alone(make, qtbot):
    def wants(_wanted):
        raise PasswordNeededError("locked")

    space = Space("a", wants)
    bench, job = make(space)
    job.want(DRAFT)
    until(qtbot, lambda: space.passwords == [None])
    idle(qtbot, bench, job)
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert space.passwords == [None]
    bench.show(DRAFT, OTHER, password=KEY)

    def broken(_wanted):
        raise UnreadablePdfError("broken")

    space.reading = broken
    job.want(DRAFT)
    until(qtbot, lambda: space.passwords == [None, KEY])
    idle(qtbot, bench, job)
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert space.passwords == [None, KEY]


def test_a_pdf_that_comes_later_is_read(make, qtbot):
    space = Space("a")
    space.here = False
    bench, job = make(space)
    job.want(DRAFT)
    until(qtbot, lambda: space.asked == [DRAFT])
    idle(qtbot, bench, job)
    space.here = True
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert space.kept == []
    bench.signals.project_changed.emit(ChangeSet(frozenset({"draft"}), frozenset()))
    with qtbot.waitSignal(job.came, timeout=PATIENCE):
        job.want(DRAFT)


def test_what_the_user_cancelled_is_not_begun_again(make, qtbot):
    gate = Gate()
    space = Space("a", gate)
    bench, job = make(space)
    job.want(DRAFT)
    until(qtbot, gate.begun.is_set)
    job.cancel(NUMBER)
    until(qtbot, gate.ended.is_set)
    bench.signals.project_changed.emit(ChangeSet(frozenset({"draft"}), frozenset()))
    job.want(DRAFT)
    idle(qtbot, bench, job)
    assert (space.asked, space.kept) == ([DRAFT], [])


def test_closing_waits_a_moment_at_most(make, qtbot):
    held = threading.Event()
    gate = threading.Event()

    def deaf(_wanted):
        gate.set()
        held.wait(30)
        return ()

    _bench, job = make(Space("a", deaf))
    job.want(DRAFT)
    until(qtbot, gate.is_set)
    begin = time.monotonic()
    job.finish()
    assert time.monotonic() - begin < 5
    held.set()
