# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft with 5,000 tags beside the same draft with none, in real windows without a screen.

    python tests/bench/many_tags.py [TAGS]

Prints medians of: process start to first paint and to a sharp page with its tags; one more tag, from the
request to the repaint, with the longest time the window did not answer; scrolling, the time of a frame.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "projects" / "sample" / "M_CONF.1_7_Rev.2.pdf"
ROUNDS, MORE, FRAMES = 5, 100, 400


def make(path: Path, tags: int) -> None:
    """A project with the draft and so many tags, anywhere in its text."""
    from annotator.domain.anchor import Segment
    from annotator.pdf.text_layer import body_ranges
    from annotator.services import projects

    space = projects.create_workspace(path, title="Many", reviewer="Ana Ruiz")
    draft = space.drafts.add(DRAFT, symbol="M/CONF.1/7/Rev.2", language="en")
    codes = [code.uid for code in space.codes.list() if code.family]
    texts, chance = space.drafts.texts(draft.sha256), random.Random(1)
    pages = sorted(texts)
    for number in range(tags):
        text = texts[chance.choice(pages)]
        low, high = max(body_ranges(text), key=lambda span: chance.random() * (span[1] - span[0]))
        start = chance.randrange(low, max(low + 1, high - 25))
        segment = Segment(text.page, start, min(high, start + chance.randrange(20, 120)))
        anchor = space.passages.anchor_for(draft.sha256, [segment])
        space.passages.tag(anchor, [chance.choice(codes)], fields={"severity": str(1 + number % 4)})
    space.drafts.remember_view(draft.sha256, page=6, zoom=0.0, offset=0.0)
    space.close()


def window(path: Path, begun: float, *, work: bool) -> dict[str, object]:
    """One window on a project: when it was painted, and how tagging and scrolling went."""
    from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer

    from annotator.domain.anchor import Segment
    from annotator.ui.app import application
    from annotator.ui.jobs import Sweeper
    from annotator.ui.main_window import MainWindow

    app = application()
    sweeper = Sweeper(app)
    made = MainWindow(settings=QSettings(os.devnull, QSettings.Format.IniFormat))
    made.resize(1440, 900)
    said: dict[str, object] = {}
    view = made.reader.view
    view.painted.connect(lambda: said.setdefault("painted", time.time() - begun))
    made.open_paths([path])
    made.show()

    def until(condition) -> None:
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        look.start(1)
        loop.exec()

    until(
        lambda: made.reader.renderer.is_sharp and made.reader.text_complete and made.bench.reviewer
    )
    until(lambda: made.writer.idle)
    said["ready"] = time.time() - begun
    if work:
        until(lambda: len(made.reader.renderer.previews) >= view.layout_.pages)
        codes = [code for code in made.bench.codes.values() if code.family]
        gaps, taken, last = [0.0], [], [time.perf_counter()]

        def tick() -> None:
            now = time.perf_counter()
            gaps.append(now - last[0])
            last[0] = now

        pulse = QTimer()
        pulse.setTimerType(Qt.TimerType.PreciseTimer)
        pulse.timeout.connect(tick)
        pulse.start(1)
        until(lambda: len(gaps) > 50)
        gaps.clear()
        for number in range(MORE):
            before, start = made.bench.passages, time.perf_counter()
            span = Segment(view.page, 200 + number, 260 + number)
            made.bench.tag([span], [codes[number % len(codes)]], {})
            until(lambda before=before: made.bench.passages is not before and made.writer.idle)
            view.viewport().repaint()
            taken.append(time.perf_counter() - start)
        pulse.stop()
        said["tag"], said["gap"] = taken, max(gaps)
        bar, frames = view.verticalScrollBar(), []
        for number in range(FRAMES):
            start = time.perf_counter()
            bar.setValue(number * bar.maximum() // FRAMES)
            view.viewport().repaint()
            view.lane.repaint()
            frames.append(time.perf_counter() - start)
        said["frames"] = frames
    made.close()
    sweeper.stop()
    return said


def run(path: Path, *, work: bool) -> dict[str, object]:
    """The same in a process of its own."""
    words = [sys.executable, __file__, "--window", str(path), repr(time.time()), str(int(work))]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def tell(name: str, none: list[float], many: list[float]) -> None:
    """One line: medians and 99th percentiles in milliseconds, and the ratio."""

    def part(values: list[float]) -> str:
        last = quantiles(values, n=100)[98] if len(values) > 20 else max(values)
        return f"{1000 * median(values):7.1f} (p99 {1000 * last:6.1f})"

    print(f"{name:32} {part(none)} {part(many)} {median(many) / median(none):6.2f}")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:2] == ["--window"]:
        print(json.dumps(window(Path(sys.argv[2]), float(sys.argv[3]), work=sys.argv[4] == "1")))
        return
    tags = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    folder = Path(tempfile.mkdtemp())
    os.environ["ANNOTATOR_CONFIG"] = str(folder / "config")
    projects = {0: folder / "none.treaty", tags: folder / "many.treaty"}
    for count, path in projects.items():
        make(path, count)
    starts = {
        count: [run(path, work=False) for _ in range(ROUNDS)] for count, path in projects.items()
    }
    works = {count: run(path, work=True) for count, path in projects.items()}
    print(f"{'milliseconds':32} {'no tags':>20} {f'{tags} tags':>20}  ratio")
    for key, name in (
        ("painted", "start to first paint"),
        ("ready", "start to sharp page and tags"),
    ):
        tell(name, *([one[key] for one in starts[count]] for count in projects))
    tell("one more tag, to its repaint", works[0]["tag"], works[tags]["tag"])
    tell("frame while scrolling", works[0]["frames"], works[tags]["frames"])
    gaps = [1000 * works[count]["gap"] for count in projects]
    print(f"{'longest silence while tagging':32} {gaps[0]:7.1f} {gaps[1]:20.1f}")


if __name__ == "__main__":
    main()
