# SPDX-License-Identifier: AGPL-3.0-or-later
"""A drag over text at 1,000 mouse events a second, painted sixty times a second."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from viewer_room import SLOT, Room, room
from waiting import NotInTimeError

EVENTS = 1000
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures by file.

    Args:
        settings: `files`, paths by kind; `seconds` of the drag.
    """
    with room(whole=True) as made:
        for kind, path in settings["files"].items():
            try:
                made.open(Path(path), ready=True)
            except NotInTimeError as error:
                yield [kind, "failed"], str(error)
                continue
            made.view.put_place((made.view.layout_.pages + 1) // 2, 0.6)  # two pages show
            made.wait_sharp(0.0)
            yield [kind], drag(made, settings["seconds"])


def drag(made: Room, seconds: float) -> dict[str, object]:
    """Sweep over all of the view again and again with the button held."""
    view = made.view
    area = view.viewport().rect()
    _send(view, QEvent.Type.MouseButtonPress, QPointF(area.width() * 0.3, area.height() * 0.1))
    handled, worked, painted, longest = [], [], [], 0
    start = time.perf_counter()
    frame = start + SLOT
    for number in range(round(seconds * EVENTS)):
        while time.perf_counter() < start + number / EVENTS:
            pass  # a timer of the event loop is too coarse for a thousandth
        along = number / EVENTS
        at = QPointF(
            area.width() * (0.5 + 0.3 * math.sin(along * 9.0)),
            area.height() * (0.5 - 0.45 * math.cos(along * 2.6)),
        )
        before, busy = time.perf_counter(), time.thread_time()
        _send(view, QEvent.Type.MouseMove, at)
        after = time.perf_counter()
        handled.append(after - before)
        worked.append(time.thread_time() - busy)
        if after >= frame:
            QCoreApplication.processEvents()
            made.flush()
            frame = max(frame + SLOT, time.perf_counter())
            painted.append(time.perf_counter() - after)
            longest = max(longest, len(view.selection.quote()))
    _send(view, QEvent.Type.MouseButtonRelease, at)
    view.let_go()
    return {
        "events": len(handled),
        "handled_p50_ms": _part(handled, 0.5),
        "handled_p99_ms": _part(handled, 0.99),
        "handled_worst_ms": _part(handled, 1.0),
        "of_this_thread_p99_ms": _part(worked, 0.99),
        "paint_p50_ms": _part(painted, 0.5),
        "paint_p99_ms": _part(painted, 0.99),
        "longest_quote": longest,
    }


def _send(view, kind: QEvent.Type, at: QPointF) -> None:
    button = _NONE if kind == QEvent.Type.MouseMove else _LEFT
    held = _NONE if kind == QEvent.Type.MouseButtonRelease else _LEFT
    where = QPointF(view.viewport().mapToGlobal(at))
    event = QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(view.viewport(), event)


def _part(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)
