# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a frame of the page view takes while scrolling, without passages and with many.

Prints figures and their ratio; passes no verdict. Offscreen, with a made draft and made passages.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from made_draft import write_draft  # noqa: E402
from PySide6.QtCore import QTimer  # noqa: E402
from waiting import until  # noqa: E402

from annotator.domain.anchor import Anchor, Segment  # noqa: E402
from annotator.domain.codebook import Code  # noqa: E402
from annotator.domain.passage import Passage  # noqa: E402
from annotator.domain.tag import Tag  # noqa: E402
from annotator.pdf import text_layer  # noqa: E402
from annotator.pdf.arena import SharedBytes  # noqa: E402
from annotator.ui import theme  # noqa: E402
from annotator.ui.app import application  # noqa: E402
from annotator.ui.viewer.find.find_text import Query  # noqa: E402
from annotator.ui.viewer.marks.highlights import marks_of  # noqa: E402
from annotator.ui.viewer.opening import Opening  # noqa: E402
from annotator.ui.viewer.page_view import PageView  # noqa: E402
from annotator.ui.viewer.reader import Reader  # noqa: E402
from annotator.ui.viewer.selecting.selection import Caret  # noqa: E402

COLOURS = ("#9EC5F8", "#79D89C", "#F089AE", "#F5E997", "#AA8DEC")
STEP = 96
"""Device pixels a frame: two notches of a wheel."""


def codes() -> dict[str, Code]:
    """Five families with a code each."""
    made = {}
    for n, colour in enumerate(COLOURS):
        family = "ABCDE"[n] * 3
        made[f"f{n}"] = Code(f"f{n}", family, family, colour=colour)
        made[f"c{n}"] = Code(f"c{n}", f"{family}-1", "A concern", family, colour=colour)
    return made


def passages(view: PageView, count: int) -> Iterable[Passage]:
    """So many passages of one to three lines, spread over all pages, every third another's."""
    pages = view.layout_.pages
    for n in range(count):
        text = view.texts[1 + n % pages]
        start = (n * 197) % max(len(text.text) - 300, 1)
        end = start + 60 + (n * 37) % 200
        quads = tuple(text_layer.quads(text, start, end))
        if not quads:
            continue
        anchor = Anchor("text", "", (Segment(text.page, start, end),), "", quads=quads)
        who = "Bo" if n % 3 == 0 else "Ana"
        yield Passage(f"p{n}", anchor, tags=(Tag(f"t{n}", f"p{n}", f"c{n % 5}", who),))


def frames(view: PageView, count: int) -> list[float]:
    """Milliseconds of each frame of a scroll down and up again: scrolled, and painted to the end."""
    bar, found, step = view.verticalScrollBar(), [], STEP
    bar.setValue(0)
    view.grab()
    for _frame in range(count):
        if not 0 <= bar.value() + step <= bar.maximum():
            step = -step
        until(lambda: view.renderer.is_sharp, every=0)
        began = time.perf_counter()
        bar.setValue(bar.value() + step)
        view.viewport().repaint()
        found.append(1000 * (time.perf_counter() - began))
    return found


def gap_of_search(reader: Reader) -> dict[str, float]:
    """The longest time between two turns of the event loop while a search runs, and its whole."""
    finder, turns = reader.view.finder, [time.perf_counter()]
    pulse = QTimer()
    pulse.timeout.connect(lambda: turns.append(time.perf_counter()))
    pulse.start(0)
    began = time.perf_counter()
    finder.look_for(Query("necessary"), Caret(reader.view.page, 0))
    until(lambda: finder.complete, every=0)
    whole = 1000 * (time.perf_counter() - began)
    gaps = [1000 * (b - a) for a, b in pairwise(turns)]
    hits = finder.count
    finder.clear()
    return {"hits": hits, "ms": round(whole, 1), "longest_gap_ms": round(max(gaps), 1)}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds something takes."""
    began = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - began), 1)


def measure(pages: int, marks: int, count: int, ratio: float) -> dict[str, object]:
    """All figures of one run."""
    app = application()
    theme.apply(app, theme.LIGHT)
    reader = Reader()
    reader.resize(round(1400 / ratio), round(1000 / ratio))
    reader.show()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.pdf"
        write_draft(path, pages=pages, salt="scroll")
        reader.show_document(Opening("draft", SharedBytes.of(path.read_bytes())))
    view, renderer = reader.view, reader.renderer
    until(
        lambda: reader.text_complete and renderer.is_sharp and len(renderer.previews) == pages,
        every=0,
    )
    without = frames(view, count)
    made = list(passages(view, marks))
    found = marks_of(made, codes(), mine={"Ana"})
    put = timed(lambda: view.marks.put(found))
    first = timed(view.grab)
    many = frames(view, count)
    zoom = [timed(lambda step=step: zoomed(view, step)) for step in (1, 1, -1, -1)]
    until(lambda: renderer.is_sharp and not view._settling.isActive(), every=0)
    view.grab()
    search = gap_of_search(reader)
    reader.close_document()
    return {
        "pages": pages,
        "passages": len(made),
        "without": _figures(without),
        "with": _figures(many),
        "ratio": round(median(many) / median(without), 2),
        "marks_of_ms": timed(lambda: marks_of(made, codes(), mine={"Ana"})),
        "put_ms": put,
        "first_frame_ms": first,
        "zoom_step_ms": median(zoom),
        "search": search,
    }


def zoomed(view: PageView, step: int) -> None:
    """One step of a zoom gesture, painted."""
    view.zoom_by(step)
    view.viewport().repaint()


def _figures(times: list[float]) -> dict[str, float]:
    cut = quantiles(times, n=100)
    return {"p50_ms": round(cut[49], 2), "p95_ms": round(cut[94], 2), "p99_ms": round(cut[98], 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=46)
    parser.add_argument("--marks", type=int, default=5000)
    parser.add_argument("--frames", type=int, default=400)
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per logical pixel")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    found = measure(given.pages, given.marks, given.frames, given.scale)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        print(f"{name:16} {value}")


if __name__ == "__main__":
    main()
