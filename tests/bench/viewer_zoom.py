# SPDX-License-Identifier: AGPL-3.0-or-later
"""Zooming with the wheel: the immediate picture, the sharp one, and what stands under the cursor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from viewer_room import Clock, Room, pause, room
from waiting import NotInTimeError

from annotator.ui.viewer.zoom import LEAST, MOST, STEP

NOTCH = 120
PLACES = ((0.5, 0.5), (0.3, 0.2), (0.65, 0.8))
"""Where the cursor is, in parts of the view: on a page at every one of FACTORS."""


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures by file.

    Args:
        settings: `files`, paths by kind; `factors` at which single steps are taken;
            `frames` of the sweep, a step each.
    """
    with room() as made:
        for kind, path in settings["files"].items():
            try:
                made.open(Path(path), ready=True)
                yield [kind, "sweep"], _sweep(made, settings["frames"])
                yield [kind, "steps"], _steps(made, settings["factors"])
            except NotInTimeError as error:
                yield [kind, "failed"], str(error)


class _Cursor:
    """A place of the viewport, in logical pixels, and how far what lies there has wandered."""

    def __init__(self, made: Room, across: float, down: float) -> None:
        self.view = made.view
        area = self.view.viewport().rect()
        self.x, self.y = round(area.width() * across), round(area.height() * down)
        self.drift = 0.0

    def wheel(self, steps: int) -> None:
        """Turn the wheel with Ctrl; note how many device pixels the place under the cursor moved.

        An edge of the document stops it honestly: a bar at its end does not count.
        """
        view = self.view
        spot = view.spot_at(self.x, self.y)
        at = QPointF(self.x, self.y)
        event = QWheelEvent(
            at, QPointF(view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, steps * NOTCH),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(view.viewport(), event)
        if spot is None:
            return
        x, y = view.layout_.position(spot)
        for bar, moved in (
            (view.horizontalScrollBar(), x - view.left() - self.x * view.ratio),
            (view.verticalScrollBar(), y - view.top - self.y * view.ratio),
        ):
            if bar.minimum() < bar.value() < bar.maximum():
                self.drift = max(self.drift, abs(moved))


def _middle(made: Room) -> None:
    """The middle page, its upper third at the top of the view."""
    made.view.put_place((made.view.layout_.pages + 1) // 2, 0.3)


def _sweep(made: Room, frames: int) -> dict[str, object]:
    """One gesture from where it stands to the largest, to the smallest and back, a step a frame."""
    view = made.view
    view.set_zoom(1.0)
    _middle(made)
    made.wait_sharp(0.0)
    cursor, way = _Cursor(made, *PLACES[0]), [1]

    def move(_slot: int) -> None:
        if view._zoom.factor >= MOST / STEP:
            way[0] = -1
        elif view._zoom.factor <= LEAST * STEP:
            way[0] = 1
        cursor.wheel(way[0])

    seen, last = Clock(made).run(frames, move)
    return {
        **seen.figures(),
        "sharp_ms": round(made.wait_sharp(last), 1),
        "drift_px": round(cursor.drift, 2),
    }


def _steps(made: Room, factors: list[float]) -> dict[str, object]:
    """Single steps in and out at several factors and places: each scaled at once, then sharp."""
    painted, sharp, worst, drift = [], [], {}, 0.0
    for factor in factors:
        for place in PLACES:
            made.view.set_zoom(factor)
            _middle(made)
            made.wait_sharp(0.0)
            cursor = _Cursor(made, *place)
            for step in (1, -1):
                pause(0.02)
                began = time.perf_counter()
                cursor.wheel(step)
                made.flush()
                painted.append(1000 * (time.perf_counter() - began))
                pause(0.1)  # the renderer hears of the new scale when the gesture is over
                taken = made.wait_sharp(began)
                sharp.append(taken)
                worst[f"{factor:g}"] = round(max(worst.get(f"{factor:g}", 0.0), taken), 1)
            drift = max(drift, cursor.drift)
    return {
        "painted_ms": round(median(painted), 1),
        "painted_worst_ms": round(max(painted), 1),
        "sharp_ms": round(median(sharp), 1),
        "sharp_worst_ms": round(max(sharp), 1),
        "sharp_worst_by_factor_ms": worst,
        "drift_px": round(drift, 2),
    }
