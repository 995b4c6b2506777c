# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window that tags by mouse and keys until it is killed; says each tag once it is drawn.

Run by `test_kill.py` as a process of its own: `window_tagger.py PROJECT SCROLL`. With SCROLL it does not
tag but goes through the pages, and says each one that became sharp.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from annotator.pdf.text_layer import quads
from annotator.ui.app import application
from annotator.ui.main_window import MainWindow
from annotator.ui.viewer.layout import Spot

PATIENCE = 20_000


def until(condition: Callable[[], object]) -> None:
    """Turn the event loop until something is so; end the process when it never is."""
    loop = QEventLoop()
    looking, giving_up = QTimer(), QTimer()
    looking.timeout.connect(lambda: loop.quit() if condition() else None)
    giving_up.timeout.connect(lambda: sys.exit("it never came to be"))
    looking.start(2)
    giving_up.start(PATIENCE)
    if not condition():
        loop.exec()


def say(*words: object) -> None:
    """Tell whoever may kill this process."""
    print(*words, flush=True)


def opened(path: Path) -> MainWindow:
    """The window, on a project, with its text read."""
    window = MainWindow()
    window.resize(1200, 800)
    window.open_paths([path])
    window.show()
    until(lambda: window.reader.text_complete and window.bench.codes and window.writer.idle)
    return window


def place(window: MainWindow, page: int, start: int, end: int) -> tuple[QPoint, QPoint]:
    """Where a run of text begins and ends in the viewport."""
    view: Any = window.reader.view
    boxes = [quad.bounds() for quad in quads(view.texts[page], start, end)]
    spots = (
        Spot(page, boxes[0][0] + 0.5, (boxes[0][1] + boxes[0][3]) / 2),
        Spot(page, boxes[-1][2] - 0.5, (boxes[-1][1] + boxes[-1][3]) / 2),
    )
    points = [view.layout_.position(spot) for spot in spots]
    first, last = (
        QPoint(round((x - view.left()) / view.ratio), round((y - view.top) / view.ratio))
        for x, y in points
    )
    return first, last


def tag_for_ever(window: MainWindow) -> None:
    """Drag over a word, type a code, press Enter, wait until the tag is drawn, say so; again."""
    view: Any = window.reader.view
    drawn = {label.tag for mark in view.marks.all() for label in mark.labels}
    say("ready")
    number = len(drawn)
    while True:
        body = [line for line in view.texts[1].lines if line.kind == "body"]
        line = body[number % len(body)]
        start = line.start + (number * 3) % max(1, line.end - line.start - 8)
        first, last = place(window, 1, start, min(line.end, start + 3 + number // 60))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(view.viewport(), last)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
        codes = [code.id for code in window.bench.codes.values() if code.family]
        QTest.keyClicks(view, codes[number % len(codes)])
        QTest.keyClick(view, Qt.Key.Key_Return)
        until(lambda: window.writer.idle)  # what was tagged before is tagged still, and nothing new
        for tag in {label.tag for mark in view.marks.all() for label in mark.labels} - drawn:
            say("tag", tag)
            drawn.add(tag)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        number += 1


def scroll_for_ever(window: MainWindow) -> None:
    """Go through the pages; say each one once it is sharp."""
    view: Any = window.reader.view
    say("ready")
    page = 1
    while True:
        view.go_to(page)
        until(lambda: window.reader.renderer.is_sharp)
        say("sharp", page)
        page = page % view.layout_.pages + 1


def main() -> None:
    """Run."""
    application()
    window = opened(Path(sys.argv[1]))
    (scroll_for_ever if sys.argv[2:] else tag_for_ever)(window)


if __name__ == "__main__":
    main()
