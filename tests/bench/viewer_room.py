# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader in a window of its own, a clock of 60 frames a second, and what a frame shows.

Looks at the program through its public attributes; changes nothing in it.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QRect,
    QSettings,
    Qt,
    QTimer,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget
from waiting import until

from annotator.pdf.arena import SharedBytes
from annotator.ui import theme
from annotator.ui.app import application
from annotator.ui.jobs import Sweeper
from annotator.ui.main_window import MainWindow
from annotator.ui.viewer.drawing.scheduler import Job
from annotator.ui.viewer.opening import Opening
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.reader import Reader

SIZE = 1440, 900
SLOT = 1 / 60
LATE = 0.004
"""Seconds after the end of its slot from which a paint is late."""
LONG = 2 * SLOT
STATES = "exact", "scaled", "words", "blank"
"""What the worst part of a frame shows: the exact picture; a preview or one of another scale; the
page's number and lines of text; nothing of the page but perhaps its number.
"""


def pause(seconds: float) -> None:
    """Let the event loop run."""
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() >= end, seconds=seconds + 5)


class _Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count and let pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Room:
    """A shown reader, alone or in the program's window.

    Args:
        whole: the program's window with all its parts.
        size: in logical pixels, where no window manager decides.
    """

    def __init__(self, *, whole: bool = False, size: tuple[int, int] = SIZE) -> None:
        app = application()
        theme.apply(app, theme.LIGHT)
        self.app = app
        self.sweeper = Sweeper(app)
        self._whole: MainWindow | None = None
        if whole:
            self._whole = MainWindow(settings=QSettings(os.devnull, QSettings.Format.IniFormat))
        self.reader = self._whole.reader if self._whole else Reader()
        self.window = self.reader.window()
        self.window.resize(*size)
        self.window.show()
        self.paints = _Paints(self.reader.view.viewport())
        until(self.window.isVisible)
        pause(0.2)  # the window manager may give it another size

    @property
    def view(self) -> PageView:
        """The pages."""
        return self.reader.view

    def open(self, path: Path, *, ready: bool = False, text: bool = True) -> float:
        """Show a file and wait until its first page is sharp; the seconds that took.

        Args:
            path: of a PDF.
            ready: wait for all previews and all text as well.
            text: whether its text is read.
        """
        source = SharedBytes.of(path.read_bytes())
        began = time.perf_counter()
        if self._whole is not None:
            self._whole.close_project()
            self._whole.open_paths([path])
        else:
            self.reader.show_document(Opening(path.name, source, read_text=text))
        renderer, layout = self.reader.renderer, lambda: self.view.layout_
        until(lambda: renderer.is_sharp and layout().pages, what=f"{path.name}: first page")
        self.flush()
        taken = time.perf_counter() - began
        if ready:
            self.make_ready(path.name, text=text)
        return taken

    def make_ready(self, name: str, *, text: bool = True) -> None:
        """Wait for all previews, and for all text."""
        renderer, pages = self.reader.renderer, self.view.layout_.pages
        until(lambda: len(renderer.previews) + len(renderer.failed) >= pages, seconds=240,
              what=f"{name}: previews")  # fmt: skip
        if text:
            until(lambda: self.reader.text_complete, seconds=240, what=f"{name}: text")

    def flush(self) -> None:
        """Paint now whatever asked to be painted, all of the window, and hand it to the screen."""
        before = self.paints.count
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest.value)
        if self.paints.count == before:
            self.view.viewport().repaint()

    def wait_sharp(self, began: float, *, seconds: float = 20.0) -> float:
        """Milliseconds from a moment until everything that shows is exact and painted."""
        view, renderer = self.view, self.reader.renderer
        # during a gesture the renderer has not heard of the new scale
        until(lambda: view.settled and renderer.is_sharp, seconds=seconds, what="not sharp")
        self.flush()
        return 1000 * (time.perf_counter() - began)

    def close(self) -> None:
        """End the workers and the window."""
        self.reader.close_document()
        self.window.close()
        self.sweeper.stop()


@contextmanager
def room(*, whole: bool = False, size: tuple[int, int] = SIZE) -> Iterator[Room]:
    """A room that is closed in the end."""
    made = Room(whole=whole, size=size)
    try:
        yield made
    finally:
        made.close()


def state(view: PageView) -> str:
    """What the worst page that shows has to show, one of STATES."""
    seen, layout, cache = view.looked_at(), view.layout_, view.renderer.cache
    area = QRect(seen.left, seen.top, max(seen.right - seen.left, 1), seen.bottom - seen.top)
    worst = 0
    for page in view.shown():
        box = layout.box(page)
        visible = QRect(box.x, box.y, box.width, box.height).intersected(area)
        jobs = [Job(page, layout.scale, clip) for clip in seen.parts(page)]
        if visible.isEmpty() or all(job in cache for job in jobs) or page in view.renderer.failed:
            continue
        if page in view.renderer.previews:
            worst = max(worst, 1)
            continue
        free = QRegion(visible)
        for job, image in cache.of_page(page):
            ratio = layout.scale / job.scale
            left, top = job.clip[:2] if job.clip else (0, 0)
            free -= QRegion(
                box.x + math.floor(left * ratio), box.y + math.floor(top * ratio),
                math.ceil(image.width() * ratio) + 1, math.ceil(image.height() * ratio) + 1,
            )  # fmt: skip
        if free.isEmpty():
            worst = max(worst, 1)
            continue
        text = view.texts.get(page)
        worst = max(worst, 2 if text is not None and text.lines else 3)
    return STATES[worst]


@dataclass(slots=True)
class Run:
    """What a clock saw. Times in seconds from the beginning of a frame's slot to its paint's end."""

    taken: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    missed: int = 0

    def add(self, other: Run) -> None:
        """Take over what another run saw."""
        self.taken += other.taken
        self.work += other.work
        self.states += other.states
        self.missed += other.missed

    def figures(self) -> dict[str, float]:
        """As numbers to print: shares in percent, times in milliseconds."""
        slots = len(self.taken) + self.missed
        late = sum(one > SLOT + LATE for one in self.taken) + self.missed
        worked = sorted(self.work)
        told = {
            "frames": slots,
            "late_percent": round(100 * late / slots, 2),
            "over_33_ms": sum(one > LONG for one in self.taken),
            "worst_ms": round(1000 * max(self.taken), 1),
            "work_p50_ms": round(1000 * worked[len(worked) // 2], 1),
            "work_p99_ms": round(1000 * worked[min(len(worked) - 1, len(worked) * 99 // 100)], 1),
        }
        for name in STATES[1:]:
            told[f"{name}_percent"] = round(100 * self.states.count(name) / len(self.states), 1)
        return told


class Clock:
    """Calls for a frame at the beginning of every sixtieth of a second, as a screen would."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)

    def run(self, frames: int, move: Callable[[int], None]) -> tuple[Run, float]:
        """Paint so many frames.

        Args:
            frames: slots of time, those that were missed included.
            move: changes what shows, given the number of the slot.

        Returns:
            what was seen, and when the last move began (`time.perf_counter`).
        """
        found, loop = Run(), QEventLoop()
        start, slot, last = time.perf_counter() + SLOT, 0, 0.0

        def tick() -> None:
            nonlocal slot, last
            due, now = start + slot * SLOT, time.perf_counter()
            if now < due:
                self._timer.start(int((due - now) * 1000))
                return
            last = now
            move(slot)
            self._room.flush()
            end = time.perf_counter()
            found.taken.append(end - due)
            found.work.append(end - now)
            found.states.append(state(self._room.view))
            after = max(slot + 1, math.floor((end - start) / SLOT))
            found.missed += min(after, frames) - slot - 1
            slot = after
            if slot >= frames:
                loop.quit()
            else:
                self._timer.start(max(0, int((start + slot * SLOT - time.perf_counter()) * 1000)))

        self._timer.timeout.connect(tick)
        self._timer.start(int(SLOT * 1000))
        loop.exec()
        self._timer.timeout.disconnect(tick)
        return found, last
