# SPDX-License-Identifier: AGPL-3.0-or-later
"""Memory of the window and its workers: opened, after every page was looked at, and a while later.

The program runs as its command starts it; other viewers are paged through by keys, all at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from viewer_peers import ROOT, Peer, Running, here
from viewer_processes import Step, held, run_program, tell

WALKS = 3
"""Programs that are paged through at the same time: memory does not mind a busy machine."""
PACE = 0.25
"""Seconds another viewer has to show a page before the next one is asked for."""


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Megabytes by program.

    Args:
        settings: `draft`, a file whose pages' strips have colours of their own, its `pages`,
            `peers` by name, `seconds` for paging through another viewer,
            `later`, seconds to wait at the end, and `size` of the screen.
    """
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(WALKS) as pool:
        folder, draft = Path(name), Path(settings["draft"])
        found, missing = here([peer for peer in settings["peers"] if peer != "annotator"])
        for left, why in missing.items():
            yield [left], {"left_out": why}
        targets = {"annotator, project": make_project(folder, draft), "annotator, bare PDF": draft}
        walks = [
            pool.submit(_ours, kind, target, folder / "config", settings)
            for kind, target in targets.items()
        ]
        walks += [pool.submit(_walk, peer, draft, folder / peer.name, settings) for peer in found]
        for walk in as_completed(walks):
            yield from walk.result()


def make_project(folder: Path, draft: Path) -> Path:
    """A project with the draft in it, made by the command line."""
    project = folder / "draft.treaty"
    env = {**os.environ, "ANNOTATOR_CONFIG": str(folder / "config")}
    for words in (["new", str(project)], ["add", str(project), str(draft), "--symbol", "A/1"]):
        subprocess.run([sys.executable, "-m", "annotator", *words], check=True, cwd=ROOT, env=env,
                       capture_output=True)  # fmt: skip
    return project


def _ours(kind: str, target: Path, config: Path, settings: dict) -> list[tuple[list[str], object]]:
    """Run this module in a process of its own, so that nothing else is counted."""
    done = subprocess.run(
        [sys.executable, __file__, str(target), str(settings["pages"]), str(settings["later"])], capture_output=True, text=True,
        env={**os.environ, "ANNOTATOR_CONFIG": str(config)}, check=False,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode:
        told.append({"key": ["failed"], "value": done.stderr.strip().rpartition("\n")[2]})
    return [([kind, *one["key"]], one["value"]) for one in told]


def look_through(window, pages: int, later: float) -> Iterator[Step]:
    """Turn to every page and wait until it is sharp; tell what is held before, between and after."""
    reader, here = window.reader, os.getpid()
    view, renderer = reader.view, reader.renderer
    yield lambda: reader.text_complete and renderer.is_sharp and window.writer.idle, 120.0
    tell(["opened"], held(here))
    most = 0.0
    began = time.monotonic()
    for page in range(1, min(pages, view.layout_.pages) + 1):
        view.go_to(page)
        yield lambda: renderer.is_sharp, 20.0
        if page % 50 == 0:
            most = max(most, held(here)["sum_mb"])
    tell(["seconds_of_paging"], round(time.monotonic() - began, 1))
    tell(["paged"], held(here))
    tell(["most_while_paging_mb"], most)
    end = time.monotonic() + later
    yield lambda: time.monotonic() > end, later + 5
    tell(["later"], held(here))
    tell(["previews"], len(renderer.previews))


def _walk(peer: Peer, draft: Path, folder: Path, settings: dict) -> list[tuple[list[str], object]]:
    """Page another viewer through a file by keys."""
    running = Running(peer, draft, folder, tuple(settings["size"]))
    try:
        if not running.ready():
            return [([peer.name], {"left_out": "its first page did not come"})]
        time.sleep(1)
        opened = held(running.process.pid)
        seen = _page_through(running, settings["pages"], settings["seconds"])
        paged = held(running.process.pid)
    finally:
        running.close()
    told = {"opened": opened, "paged": paged, "page_reached": seen}
    return [([peer.name], told)]


def _page_through(running: Running, pages: int, seconds: float) -> int:
    """Turn page by page, each when the one before is on the screen; the last page reached."""
    page, end = 1, time.monotonic() + seconds
    while page < pages and time.monotonic() < end:
        running.keys.press(running.peer.following)
        if running.wait_for(page + 1, seconds=PACE, pause=0.004) is not None:
            page += 1
            continue
        near = [n for n in range(page - 2, page + 5) if n > 0 and running.shows(n)]
        page = near[-1] if near else page + 1
    return page


if __name__ == "__main__":
    run_program(
        [sys.argv[1]], partial(look_through, pages=int(sys.argv[2]), later=float(sys.argv[3]))
    )
