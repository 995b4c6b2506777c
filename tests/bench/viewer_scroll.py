# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scripted scrolling at three speeds: late frames, what they show, and how soon it is sharp again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from viewer_room import SLOT, Clock, Room, Run, room
from waiting import NotInTimeError


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures by file, condition and speed.

    Args:
        settings: `whole`, the program's window or the reader alone; `files`, paths by kind; `speeds`, device pixels a second; `frames` of a stretch,
            `stretches` between two stops; `conditions`, "fresh" (right after the first page is
            there) and "ready" (all previews and all text are).
    """
    with room(whole=settings["whole"]) as made:
        for kind, path in settings["files"].items():
            for condition in settings["conditions"]:
                for speed in settings["speeds"]:
                    yield (
                        [kind, condition, str(speed)],
                        _one(made, Path(path), condition == "ready", speed, settings),
                    )


def _one(made: Room, path: Path, ready: bool, speed: int, settings: dict) -> dict[str, object]:
    renderer = made.reader.renderer
    if not ready or not (made.reader.text_complete and renderer.previews):
        made.open(path)
    try:
        if ready:
            made.make_ready(path.name)
        whole, sharp = Run(), []
        clock, bar = Clock(made), made.view.verticalScrollBar()
        place = Bouncing(bar.maximum())
        if ready:
            bar.setValue(0)
            made.wait_sharp(0.0)
        for _stretch in range(settings["stretches"]):
            before = place.way

            def move(slot: int, before: float = before) -> None:
                place.way = before + speed * SLOT * (slot + 1)
                bar.setValue(place.value())

            seen, last = clock.run(settings["frames"], move)
            whole.add(seen)
            sharp.append(made.wait_sharp(last))
    except NotInTimeError as error:
        return {"failed": str(error)}
    return {
        **whole.figures(),
        "sharp_ms": round(median(sharp), 1),
        "sharp_worst_ms": round(max(sharp), 1),
    }


class Bouncing:
    """A place that goes down to the end, up to the beginning, and down again."""

    def __init__(self, length: int) -> None:
        self._length = max(length, 1)
        self.way = 0.0

    def value(self) -> int:
        """The scroll bar's value after `way` pixels."""
        along = self.way % (2 * self._length)
        return round(along if along <= self._length else 2 * self._length - along)
