# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a frame takes while two drafts are scrolled together with what changed drawn on both.

Prints figures; passes no verdict. Offscreen, on the sample's last two drafts or on PDFs that are named. Times
are those of the window's thread at work, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QObject  # noqa: E402
from waiting import until  # noqa: E402

from annotator import paths  # noqa: E402
from annotator.domain.alignment.side_by_side import SideBySide  # noqa: E402
from annotator.pdf.arena import SharedBytes  # noqa: E402
from annotator.services.comparing_view import side_by_side  # noqa: E402
from annotator.services.projects import create_workspace  # noqa: E402
from annotator.ui import theme  # noqa: E402
from annotator.ui.app import application  # noqa: E402
from annotator.ui.viewer.beside.together import Together  # noqa: E402
from annotator.ui.viewer.marks.change_marks import ChangeMarks  # noqa: E402
from annotator.ui.viewer.opening import Opening  # noqa: E402
from annotator.ui.viewer.reader import Reader  # noqa: E402

STEP = 96
"""Device pixels a frame: two notches of a wheel."""


def compared(folder: Path, older: Path, newer: Path) -> tuple[SideBySide, dict[str, float]]:
    """Two PDFs in a project, held side by side, and what that took once their texts were read."""
    space = create_workspace(folder / "bench.treaty", title="Bench", reviewer="Ana Ruiz")
    first = space.drafts.add(older, symbol="OLDER", language="en").sha256
    second = space.drafts.add(newer, symbol="NEWER", language="en").sha256
    for sha256 in (first, second):
        space.provisions.structure(sha256)
    began = time.thread_time()
    found = side_by_side(space, first, second, lambda _done, _total: None)
    took = time.thread_time() - began
    began = time.thread_time()
    side_by_side(space, first, second, lambda _done, _total: None)
    again = time.thread_time() - began
    space.close()
    return found, {"compare_s": round(took, 2), "again_s": round(again, 3)}


def opened(pdf: Path, ratio: float) -> Reader:
    """A reader that shows it, all text read and the first page drawn."""
    reader = Reader()
    reader.resize(round(700 / ratio), round(1000 / ratio))
    reader.show()
    reader.show_document(Opening(pdf.name, SharedBytes.of(pdf.read_bytes())))
    until(lambda: reader.text_complete and reader.renderer.is_sharp, every=0)
    return reader


def frames(reader: Reader, other: Reader, count: int, *, both: bool) -> list[float]:
    """Milliseconds of each frame of a scroll down and up again: scrolled, and painted to the end."""
    bar, found, step = reader.view.verticalScrollBar(), [], STEP
    bar.setValue(0)
    for _frame in range(count):
        if not 0 <= bar.value() + step <= bar.maximum():
            step = -step
        until(lambda: reader.renderer.is_sharp and other.renderer.is_sharp, every=0)
        began = time.thread_time()
        bar.setValue(bar.value() + step)
        reader.view.viewport().repaint()
        if both:
            other.view.viewport().repaint()
        found.append(1000 * (time.thread_time() - began))
    return found


def measure(older: Path, newer: Path, count: int, ratio: float) -> dict[str, object]:
    """All figures of one run."""
    theme.apply(application(), theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        found, took = compared(Path(folder), older, newer)
    reader, other = opened(newer, ratio), opened(older, ratio)
    figures: dict[str, object] = dict(took)
    figures["changes"] = len(found.rows)
    figures["plain"] = _figures(frames(reader, other, count, both=False))
    marks = [ChangeMarks(each.view, each.view.texts) for each in (reader, other)]
    marks[0].put(found.on_newer)
    marks[1].put(found.on_older)
    figures["drawn"] = _figures(frames(reader, other, count, both=False))
    owner = QObject()
    together = Together(reader.view, other.view, owner)
    together.put(found.line_up)
    figures["follow_ms"] = _timed(together.align)
    figures["both"] = _figures(frames(reader, other, count, both=True))
    for each in (reader, other):
        each.close_document()
    return figures


def _timed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return round(1000 * (time.thread_time() - began), 2)


def _figures(times: list[float]) -> dict[str, float]:
    cut = quantiles(times, n=100)
    return {"p50_ms": round(cut[49], 2), "p95_ms": round(cut[94], 2), "p99_ms": round(cut[98], 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--older", type=Path, default=paths.sample() / "M_CONF.1_7_Rev.1.pdf")
    parser.add_argument("--newer", type=Path, default=paths.sample() / "M_CONF.1_7_Rev.2.pdf")
    parser.add_argument("--frames", type=int, default=400)
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per logical pixel")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    found = measure(given.older, given.newer, given.frames, given.scale)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        print(f"{name:16} {value}")


if __name__ == "__main__":
    main()
