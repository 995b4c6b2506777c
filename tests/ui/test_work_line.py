# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in the background as one sees it: in the status line, in the list, cancelled by keyboard."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from annotator.ui import jobs, theme
from annotator.ui.jobs import Writer
from annotator.ui.work_line import JobList, WorkLine


@pytest.fixture
def writer(qapp):
    made = Writer()
    yield made
    made.stop()


@pytest.fixture
def line(qtbot, qapp, writer):
    """A work line in the status bar of a window, wired as the window wires it."""
    theme.apply(qapp, theme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    QLineEdit(window)  # something else that can have the focus
    bar = QStatusBar(window)
    bar.setGeometry(0, 460, 900, 40)
    made = WorkLine()
    bar.addWidget(made)
    writer.progressed.connect(made.progress)
    writer.ended.connect(made.end)
    made.cancel_requested.connect(writer.cancel)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


class Errand:
    """Work that is as far as it is told, and ends when it is told to or is cancelled."""

    def __init__(self, *, tells: bool = True) -> None:
        self.go, self.on = threading.Event(), threading.Event()
        self._tells = tells

    def __call__(self, progress) -> None:
        self.on.set()
        while not self.go.wait(0.005):
            if self._tells:
                progress(1, 4)


def button(line) -> QToolButton:
    return line.findChild(QToolButton)


def listed(line) -> JobList:
    (found,) = line.window().findChildren(JobList)
    return found


def stops(line) -> list[QToolButton]:
    """The buttons that cancel, in the order of the list."""
    return [each for each in listed(line).findChildren(QToolButton) if each.isVisible()]


def test_nothing_shows_while_nothing_is_done(line) -> None:
    assert not line.isVisible()


def test_one_job_shows_what_and_how_far_and_goes_when_it_ends(line) -> None:
    line.progress(1, "Merging bo.csv", 1, 4)
    assert line.isVisible()
    assert button(line).text() == "Merging bo.csv 25 %"
    bar = line.findChild(QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (1, 4, "Merging bo.csv")
    line.progress(1, "Merging bo.csv", 3, 4)
    assert button(line).text() == "Merging bo.csv 75 %"
    line.end(1)
    assert not line.isVisible()


def test_of_work_whose_end_nobody_knows_it_is_told_how_many_it_was(line) -> None:
    line.progress(1, "Reading bo.csv", 0, 0)
    assert button(line).text() == "Reading bo.csv"
    line.progress(1, "Reading bo.csv", 4200, 0)
    assert button(line).text() == "Reading bo.csv, 4200 so far"
    assert line.findChild(QProgressBar).maximum() == 0, "it moves"
    button(line).click()
    assert [each.text() for each in listed(line).findChildren(QLabel)] == [button(line).text()]


def test_of_several_jobs_the_last_begun_is_named_and_the_others_are_counted(line) -> None:
    line.progress(1, "Adding drafts", 0, 0)
    line.progress(2, "Merging bo.csv", 1, 2)
    line.progress(3, "Exporting", 1, 10)
    assert button(line).text() == "Exporting 10 %, and 2 more"
    line.progress(1, "Adding drafts", 1, 2)
    assert button(line).text() == "Exporting 10 %, and 2 more"
    line.end(3)
    assert button(line).text() == "Merging bo.csv 50 %, and 1 more"
    line.end(1)
    assert button(line).text() == "Merging bo.csv 50 %"
    line.end(7)  # one that never showed
    assert line.isVisible()


def test_by_keyboard_the_list_opens_and_one_job_of_several_is_cancelled(line, qtbot) -> None:
    asked = []
    line.cancel_requested.connect(asked.append)
    for number, title in ((4, "Adding drafts"), (5, "Merging bo.csv"), (6, "Exporting")):
        line.progress(number, title, 1, 2)
    button(line).setFocus()
    qtbot.keyClick(button(line), Qt.Key.Key_Space)
    jobs_ = listed(line)
    assert jobs_.isVisible()
    assert jobs_.isAncestorOf(QApplication.focusWidget())
    assert [each.accessibleName() for each in stops(line)] == [
        "Cancel: Adding drafts", "Cancel: Merging bo.csv", "Cancel: Exporting",
    ]  # fmt: skip
    reached = []
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == stops(line)
    reached[1].setFocus()
    qtbot.keyClick(reached[1], Qt.Key.Key_Space)
    assert asked == [5]


def test_the_list_stands_in_the_window_above_the_line(line) -> None:
    for number in range(1, 6):
        line.progress(number, f"Job {number}", 1, 2)
    button(line).click()
    jobs_, window = listed(line), line.window()
    assert window.rect().contains(jobs_.geometry())
    assert jobs_.geometry().bottom() < line.mapTo(window, line.rect().topLeft()).y()


def test_the_list_follows_the_jobs(line, qtbot) -> None:
    line.progress(1, "Adding drafts", 0, 0)
    line.progress(2, "Merging bo.csv", 1, 2)
    button(line).click()
    kept = stops(line)[1]
    kept.setFocus()
    line.end(1)
    line.progress(2, "Merging bo.csv", 2, 2)
    assert stops(line) == [kept]
    assert kept.hasFocus(), "whoever is about to press it is not disturbed"
    line.progress(3, "Exporting", 0, 5)
    qtbot.waitUntil(lambda: len(stops(line)) == 2)
    assert [each.accessibleName() for each in stops(line)] == [
        "Cancel: Merging bo.csv", "Cancel: Exporting",
    ]  # fmt: skip
    line.end(2)
    line.end(3)
    assert not listed(line).isVisible()


def test_escape_and_a_second_click_close_the_list(line, qtbot) -> None:
    line.progress(1, "Adding drafts", 0, 0)
    button(line).click()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not listed(line).isVisible()
    button(line).click()
    assert listed(line).isVisible()
    button(line).click()
    assert not listed(line).isVisible()


def test_after_escape_the_focus_is_where_it_came_from(line, qtbot) -> None:
    line.progress(1, "Adding drafts", 0, 0)
    button(line).setFocus()
    qtbot.keyClick(button(line), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert button(line).hasFocus()


def test_a_cancelled_job_leaves_and_the_next_begins(line, writer, qtbot) -> None:
    first, second = Errand(), Errand()
    writer.submit(first, title="Adding drafts")
    writer.submit(second, title="Exporting")
    qtbot.waitUntil(line.isVisible)
    assert button(line).text() == "Adding drafts 25 %"
    button(line).click()
    (stop,) = stops(line)
    qtbot.keyClick(stop, Qt.Key.Key_Space)
    qtbot.waitUntil(second.on.is_set)
    assert not first.go.is_set(), "it was cancelled, and did not end by itself"
    qtbot.waitUntil(lambda: button(line).text() == "Exporting 25 %")
    second.go.set()
    qtbot.waitUntil(lambda: writer.idle)
    assert not line.isVisible()
    assert not listed(line).isVisible()


def test_work_that_tells_nothing_shows_after_a_while(line, writer, qtbot) -> None:
    errand, clock, seen = Errand(tells=False), QElapsedTimer(), []
    writer.progressed.connect(lambda *told: seen.append((*told, clock.elapsed())))
    clock.start()
    number = writer.submit(errand, title="Reading")
    qtbot.waitUntil(errand.on.is_set)
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible)
    ((*told, after),) = seen
    assert told == [number, "Reading", 0, 0]
    assert after >= 0.9 * jobs.SHOWN_AFTER, "Qt may be a little early"
    assert button(line).text() == "Reading"
    errand.go.set()
    qtbot.waitUntil(lambda: not line.isVisible())


def test_work_that_is_done_by_then_never_shows(line, writer, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "SHOWN_AFTER", 20)
    told = []
    writer.progressed.connect(lambda *args: told.append(args))
    short, later = Errand(tells=False), Errand(tells=False)
    short.go.set()
    writer.submit(short, title="Short")
    qtbot.waitUntil(lambda: writer.idle)
    writer.submit(later, title="Later")  # its time comes after that of the short one
    qtbot.waitUntil(line.isVisible)
    assert [title for _number, title, _done, _total in told] == ["Later"]
    later.go.set()


def test_work_without_a_title_never_shows(line, writer, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "SHOWN_AFTER", 20)
    silent, titled = Errand(), Errand(tells=False)
    told = []
    writer.progressed.connect(lambda *args: told.append(args))
    writer.submit(silent)
    writer.submit(titled, title="Waiting its turn")
    qtbot.waitUntil(line.isVisible)
    assert [title for _number, title, _done, _total in told] == ["Waiting its turn"]
    silent.go.set()
    titled.go.set()


def test_work_that_told_how_far_it_is_is_not_set_back(line, writer, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "SHOWN_AFTER", 60)
    errand, other = Errand(), Errand(tells=False)
    told = []
    writer.progressed.connect(lambda *args: told.append(args))
    number = writer.submit(errand, title="Merging")
    writer.submit(other, title="Other")  # shows after its time, which is after that of the first
    qtbot.waitUntil(lambda: any(title == "Other" for _n, title, *_far in told))
    assert all(far == [1, 4] for each, _title, *far in told if each == number)
    errand.go.set()
    other.go.set()
