# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a move of the mouse takes while a selection over five pages of 200 lines is dragged."""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random
from statistics import quantiles

from PySide6.QtCore import QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from viewer_files import Pdf
from waiting import until

from annotator.ui import theme
from annotator.ui.app import application
from annotator.ui.main_window import MainWindow
from annotator.ui.viewer.layout import Spot

PAGES, LINES = 6, 200
MOVES = 3000
EVERY = 16
"""Events a frame, at 1,000 events a second."""


def write_dense(path: Path) -> None:
    """Pages of 200 lines, in a PDF made by hand."""
    pdf = Pdf()
    for page in range(PAGES):
        rows = b"".join(
            b"(%d. Each State Party shall, on page %d, adopt such legisla-tive measures as may be"
            b" necessary to give it effect.) Tj T*\n" % (row, page + 1)
            for row in range(LINES)
        )
        body = b"BT /F3 3.2 Tf 3.6 TL 60 800 Td\n" + rows + b"ET"
        pdf.page(body)
    pdf.write(path)


def drag(folder: Path) -> dict[str, object]:
    """Drag in the whole window, by character, word and sentence."""
    theme.apply(application(), theme.LIGHT)
    path = folder / "dense.pdf"
    write_dense(path)
    window = MainWindow(settings=QSettings(os.devnull, QSettings.Format.IniFormat))
    window.resize(1440, 900)
    window.show()
    window.open_paths([path])
    view = window.reader.view
    until(lambda: window.reader.text_complete and view.renderer.is_sharp)
    found: dict[str, object] = {"pages": PAGES, "lines": sum(map(len, _lines(view)))}
    for clicks, unit in ((1, "character"), (2, "word"), (3, "sentence")):
        for name, times in _dragged(window, clicks).items():
            found[f"by {unit}: {name}"] = _figures(times)
    window.close()
    return found


def _lines(view: object) -> list[tuple]:
    return [text.lines for text in view.texts.values()]


def _dragged(window: MainWindow, clicks: int) -> dict[str, list[float]]:
    """Milliseconds of each move, of telling the panels, and of painting a frame."""
    view, chance = window.reader.view, Random(clicks)
    view.go_to(1)
    line = view.texts[1].lines[40]
    x, y = view.layout_.position(Spot(1, (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2))
    at = QPointF((x - view.left()) / view.ratio, (y - view.top) / view.ratio)
    for number in range(clicks):
        double = number in (1, 3)
        _send(view, QEvent.Type.MouseButtonDblClick if double else QEvent.Type.MouseButtonPress, at)
        if number < clicks - 1:
            _send(view, QEvent.Type.MouseButtonRelease, at)
    view.put_place(5, 0.2)
    until(lambda: view.renderer.is_sharp)
    moves, told, painted = [], [], []
    width, height = view.viewport().width(), view.viewport().height()
    gestures = view._gestures
    for number in range(MOVES):
        at = QPointF(chance.uniform(0, width), chance.uniform(40, height - 40))
        moves.append(_timed(lambda at=at: _send(view, QEvent.Type.MouseMove, at)))
        if number % EVERY == EVERY - 1:
            told.append(_timed(gestures._on_telling))
            painted.append(_timed(view.viewport().repaint))
    _send(view, QEvent.Type.MouseButtonRelease, at)
    QApplication.processEvents()
    view.let_go()
    return {"move": moves, "panels, once a frame": told, "painting, once a frame": painted}


def _send(view: object, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    button = none if kind == QEvent.Type.MouseMove else left
    where = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def _timed(work: object) -> float:
    """Milliseconds of this thread's own time: what other programs take at once does not count."""
    began = time.thread_time()
    work()
    return 1000 * (time.thread_time() - began)


def _figures(times: list[float]) -> dict[str, float]:
    cut = quantiles(times, n=100)
    return {
        "p50_ms": round(cut[49], 2),
        "p99_ms": round(cut[98], 2),
        "most_ms": round(max(times), 2),
    }
