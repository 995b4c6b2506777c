# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in the background, in the status line: what and how far; a click lists all of it with cancel."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QWidget,
)  # fmt: skip
from shiboken6 import isValid

from annotator.i18n import _, ngettext


@dataclass(slots=True)
class _Shown:
    """One job as it is shown."""

    title: str
    done: int = 0
    total: int = 0


def _how_far(job: _Shown) -> str:
    """A hundredth where it is known of how many, else how many it was."""
    if job.total:
        return f" {100 * job.done // job.total} %"
    return _(", {done} so far").format(done=job.done) if job.done else ""


class JobList(QFrame):
    """Every job with its bar and a way to stop it. Escape closes.

    Signals:
        cancel_requested: job number.
    """

    cancel_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("jobs")
        self.setAccessibleName(_("Work in the background"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._rows: dict[int, tuple[QLabel, QProgressBar, QToolButton]] = {}
        self._before: QWidget | None = None
        self.hide()

    def show_jobs(self, jobs: dict[int, _Shown]) -> None:
        """List these jobs; rows of jobs that go on stay, with the focus in them."""
        held = self._has_focus()
        for number in [number for number in self._rows if number not in jobs]:
            for widget in self._rows.pop(number):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for number, job in jobs.items():
            label, bar, _stop = self._rows.get(number) or self._row(number, job.title)
            label.setText(f"{job.title}{_how_far(job)}")
            bar.setRange(0, job.total)
            bar.setValue(job.done)
        if held and not self._has_focus():  # the row with the focus is gone
            self.setFocus()
        if not jobs:
            self.leave()
        self.adjustSize()

    def come(self) -> None:
        """Show, with the focus in it."""
        self._before = self.window().focusWidget()
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Close; the focus, if it is here, goes back to where it was."""
        held = self._has_focus()
        self.hide()
        if held and self._before is not None and isValid(self._before):
            self._before.setFocus()

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _row(self, number: int, title: str) -> tuple[QLabel, QProgressBar, QToolButton]:
        label, bar, stop = QLabel(title), QProgressBar(), QToolButton()
        bar.setTextVisible(False)
        bar.setFixedWidth(160)
        bar.setAccessibleName(title)
        stop.setObjectName("quiet")
        stop.setText(_("Cancel"))
        stop.setAccessibleName(_("Cancel: {job}").format(job=title))
        stop.setProperty("job", number)
        stop.clicked.connect(self._on_stop)
        row = self._grid.rowCount()
        for column, widget in enumerate((label, bar, stop)):
            self._grid.addWidget(widget, row, column)
        self._rows[number] = (label, bar, stop)
        return self._rows[number]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_stop(self) -> None:
        stop = self.sender()
        if isinstance(stop, QToolButton):
            self.cancel_requested.emit(int(stop.property("job")))


class WorkLine(QWidget):
    """The job begun last, and how many others there are.

    Signals:
        cancel_requested: job number.
    """

    cancel_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, _Shown] = {}
        self._list: JobList | None = None
        self._open = QToolButton()
        self._open.setObjectName("quiet")
        self._open.setToolTip(_("Work in the background"))
        self._open.clicked.connect(self._on_open)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._open)
        row.addWidget(self._bar)
        row.addStretch(1)
        self.hide()

    @Slot(int, str, int, int)
    def progress(self, number: int, title: str, done: int, total: int) -> None:
        """A job is so far."""
        self._jobs[number] = _Shown(title, done, total)
        self._show()

    @Slot(int)
    def end(self, number: int) -> None:
        """A job is over."""
        if self._jobs.pop(number, None) is not None:
            self._show()

    def _show(self) -> None:
        if self._list is not None:
            self._list.show_jobs(self._jobs)
        if not self._jobs:
            self.hide()
            return
        job = self._jobs[max(self._jobs)]
        others = len(self._jobs) - 1
        more = ngettext("and {count} more", "and {count} more", others).format(count=others)
        self._open.setText(f"{job.title}{_how_far(job)}" + (f", {more}" if others else ""))
        self._bar.setAccessibleName(job.title)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self.show()

    @Slot()
    def _on_open(self) -> None:
        if self._list is None:
            self._list = JobList(self.window())
            self._list.cancel_requested.connect(self.cancel_requested)
        if self._list.isVisible():
            self._list.leave()
            return
        self._list.show_jobs(self._jobs)
        corner = self.mapTo(self.window(), QPoint(0, 0))
        self._list.move(corner.x(), corner.y() - self._list.height() - 8)
        self._list.come()
