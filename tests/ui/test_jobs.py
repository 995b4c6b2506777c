# SPDX-License-Identifier: AGPL-3.0-or-later
"""The writer thread: jobs in order, answers on the window's thread, errors as words."""

from __future__ import annotations

import threading
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot

from annotator.domain.errors import InputRefusedError
from annotator.ui.jobs import Sweeper, Writer


class Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: set[int] = set()

    @Slot(object)
    def hear(self, value: object) -> None:
        self.heard.append(value)
        self.threads.add(threading.get_ident())


@pytest.fixture
def writer(qapp):
    made = Writer()
    yield made
    made.stop()


def test_work_is_done_in_order_on_another_thread_and_answered_here(writer, qtbot) -> None:
    ear, where = Ear(), []

    def work(number: int):
        def run(_progress):
            where.append(threading.get_ident())
            return number

        return run

    for number in range(5):
        writer.submit(work(number), done=ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 5)
    assert ear.heard == [0, 1, 2, 3, 4]
    assert ear.threads == {threading.get_ident()}
    assert len(set(where)) == 1
    assert threading.get_ident() not in where


def test_an_error_is_delivered_and_the_next_job_runs(writer, qtbot) -> None:
    ear = Ear()

    def fail(_progress):
        raise InputRefusedError("No.")

    writer.submit(fail, done=ear.hear, failed=ear.hear)
    writer.submit(lambda _p: "next", done=ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert isinstance(ear.heard[0], InputRefusedError)
    assert ear.heard[1] == "next"


def test_a_listener_that_is_gone_is_not_called_and_not_kept(writer, qtbot) -> None:
    ear, go = Ear(), threading.Event()
    other = Ear()
    writer.submit(lambda _p: go.wait(5), done=ear.hear)
    writer.submit(lambda _p: "after", done=other.hear)
    heard = ear.heard
    del ear
    go.set()
    qtbot.waitUntil(lambda: other.heard == ["after"])
    assert heard == []


def test_progress_is_told_and_cancelling_leaves_no_answer(writer, qtbot) -> None:
    ear, told, going = Ear(), [], threading.Event()
    writer.progressed.connect(lambda *args: told.append(args))

    def long(progress):
        progress(0, 2)
        going.set()
        while True:
            progress(1, 2)

    number = writer.submit(long, done=ear.hear, failed=ear.hear, title="Long")
    qtbot.waitUntil(going.is_set)
    with qtbot.waitSignal(writer.ended):
        writer.cancel(number)
    assert told[0] == (number, "Long", 0, 2)
    assert ear.heard == []
    assert writer.idle


def test_stopping_finishes_what_is_queued(qapp, qtbot) -> None:
    writer, done = Writer(), []
    for number in range(3):
        writer.submit(lambda _p, number=number: done.append(number))
    writer.stop()
    assert done == [0, 1, 2]


class Loop:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_waits_while_somebody_scrolls_but_not_for_ever(qapp) -> None:
    sweeper = Sweeper()
    left = []

    def turn() -> bool:
        left[:] = [weakref.ref(Loop()) for _n in range(2000)]
        sweeper._on_timeout()
        return any(ref() is not None for ref in left)

    try:
        sweeper.hold()
        assert turn()
        sweeper.LONGEST = 0.0
        assert not turn()
        sweeper.LONGEST, sweeper.STAND_BACK = 30.0, 0.0
        sweeper.hold()
        assert not turn()
    finally:
        sweeper.stop()
