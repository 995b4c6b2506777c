# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going to a page of a long document: what the first paint shows, when there is a picture, when it
is sharp; and the same by keys in other viewers, seen from outside.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from viewer_peers import Running, here

PATIENCE = 5.0


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Figures of ours from inside, by file and condition; of all programs from outside.

    Args:
        settings: `files`, paths by kind, for inside; `coloured`, a file whose pages have strips of
            their own, and its `pages`, for outside; `peers` by name; `visits`; `size`.
    """
    if settings["files"]:
        yield from _inside(settings)
    found, missing = here(settings["peers"])
    for name, why in missing.items():
        yield ["outside", name], {"left_out": why}
    with tempfile.TemporaryDirectory() as name:
        for peer in found:
            told = _outside(
                Running(peer, Path(settings["coloured"]), Path(name) / peer.name,
                        tuple(settings["size"])),
                settings,
            )  # fmt: skip
            yield ["outside", peer.name], told


def _inside(settings: dict) -> Iterator[tuple[list[str], object]]:
    from viewer_room import room  # Qt only where a window is shown
    from waiting import NotInTimeError

    with room() as made:
        for kind, path in settings["files"].items():
            try:
                made.open(Path(path))
                yield ["inside", kind, "before previews"], _visits(made, settings["visits"], 5)
                made.make_ready(kind, text=False)
                yield ["inside", kind, "after previews"], _visits(made, settings["visits"], 6)
            except NotInTimeError as error:
                yield ["inside", kind, "failed"], str(error)


def _visits(made, count: int, seed: int) -> dict[str, object]:
    from viewer_room import STATES, pause, state
    from waiting import until

    view, chance = made.view, random.Random(seed)
    painted, picture, sharp, states = [], [], [], []
    previews = len(made.reader.renderer.previews)
    for _visit in range(count):
        page = chance.randrange(1, view.layout_.pages + 1)
        began = time.perf_counter()
        view.go_to(page)
        made.flush()
        painted.append(1000 * (time.perf_counter() - began))
        states.append(state(view))
        until(lambda: state(view) in STATES[:2], seconds=20, what=f"page {page}")
        made.flush()
        picture.append(1000 * (time.perf_counter() - began))
        sharp.append(made.wait_sharp(began))
        pause(0.15)
    return {
        "previews_at_first": previews,
        "pages": view.layout_.pages,
        "first_paint_ms": round(median(painted), 1),
        "first_paint_worst_ms": round(max(painted), 1),
        "first_paint_shows": {name: states.count(name) for name in STATES if name in states},
        "picture_ms": round(median(picture), 1),
        "picture_worst_ms": round(max(picture), 1),
        "sharp_ms": round(median(sharp), 1),
        "sharp_worst_ms": round(max(sharp), 1),
    }


def _outside(running: Running, settings: dict) -> dict[str, object]:
    """From the last key of "go to page n" to the page's strip on the screen."""
    chance, taken, lost = random.Random(4), [], 0
    try:
        if not running.ready():
            return {"left_out": "its first page did not come"}
        time.sleep(1)
        for _visit in range(settings["visits"]):
            page = chance.randrange(2, settings["pages"])
            while running.shows(page):
                page = chance.randrange(2, settings["pages"])
            sent = running.go_to(page)
            came = running.wait_for(page, seconds=PATIENCE, pause=0.002)
            if came is None:
                lost += 1
            else:
                taken.append(1000 * (came - sent))
            time.sleep(0.3)
    finally:
        running.close()
    if not taken:
        return {"left_out": "no page came when it was asked for by keys"}
    return {
        "seen_ms": round(median(taken), 1),
        "seen_best_ms": round(min(taken), 1),
        "seen_worst_ms": round(max(taken), 1),
        "not_seen": lost,
    }
