# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pixels of the window at fractional scales of the screen, beside the worker's own pictures.

The program's window, because there the pages begin wherever the panels let them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import product
from math import ceil, floor
from pathlib import Path

from viewer_processes import Step, run_program, tell


def measure(settings: dict) -> Iterator[tuple[list[str], object]]:
    """Wrong pixels by scale factor.

    Args:
        settings: `draft`, a PDF; `scales`; `zooms` beside the width of the page.
    """
    for scale in settings["scales"]:
        done = subprocess.run(
            [sys.executable, __file__, settings["draft"], json.dumps(settings["zooms"])],
            capture_output=True, text=True, check=False,
            env={**os.environ, "QT_SCALE_FACTOR": str(scale)},
        )  # fmt: skip
        for line in done.stdout.splitlines():
            told = json.loads(line)
            yield [f"{scale:g}", *told["key"]], told["value"]
        if done.returncode:
            yield [f"{scale:g}", "failed"], done.stderr.strip().rpartition("\n")[2]


def compare(window, path: Path, zooms: list[float]) -> Iterator[Step]:
    """Compare what stands on the screen with pictures drawn for this, at several places."""
    from annotator.pdf.arena import SharedBytes  # the worker's side, once the program runs
    from annotator.ui.viewer.drawing.worker_link import started

    client = started("render")
    client.wait(client.open(SharedBytes.of(path.read_bytes())), timeout=30)
    view, renderer = window.reader.view, window.reader.renderer
    yield lambda: renderer.is_sharp and window.writer.idle, 60.0
    window.left.setFocus()
    for zoom, place in product([0.0, *zooms], (0.0, 0.37)):
        view.set_zoom(zoom)
        view.put_place(2, place)
        across = view.horizontalScrollBar()
        across.setValue(round(across.maximum() * 0.37))
        yield lambda: view.settled and renderer.is_sharp, 30.0
        view.viewport().repaint()
        tell([f"{zoom:g}", f"{place:g}"], _wrong(window, client))
    client.close()


def _wrong(window, client) -> dict[str, object]:
    """Pixels of the pages that are not those of the worker."""
    view = window.reader.view
    taken = _screen(window)
    at = view.viewport().mapTo(window, view.viewport().rect().topLeft())
    exact = at.x() * view.ratio, at.y() * view.ratio
    best: dict[str, object] = {}
    # where the view's corner is no whole pixel, the window system may have it on either side
    for x, y in product(*({floor(one), ceil(one)} for one in exact)):
        found = _compared(view, taken, (x, y), client, edge=[one % 1 > 0 for one in exact])
        if not best or found["wrong_percent"] < best["wrong_percent"]:
            best = found
    return {**best, "corner": [round(one, 2) for one in exact]}


def _screen(window):
    """The window's pixels as they stand on the screen; as it would paint them where none is."""
    from PySide6.QtGui import QGuiApplication, QImage

    if QGuiApplication.platformName() == "xcb":
        taken = window.screen().grabWindow(window.winId())
    else:
        taken = window.grab()
    return taken.toImage().convertToFormat(QImage.Format.Format_RGB32)


def _compared(
    view, taken, corner: tuple[int, int], client, *, edge: list[bool]
) -> dict[str, object]:
    """How many pixels differ if the view's corner is there.

    Args:
        view: the pages.
        taken: the window's pixels.
        corner: of the view in the window, in pixels.
        client: draws the truth.
        edge: whether the view's outermost columns, and rows, lie half under its neighbours.
    """
    from annotator.ui import theme

    layout, (width, height) = view.layout_, view.view_size()
    if layout.width > width:
        width -= ceil(theme.LANE * view.ratio)  # there the lane lies over the page
    pixels = wrong = most = 0
    seams: set[int] = set()
    for page in view.shown():
        box = layout.box(page)
        left = max(0, view.left() + edge[0] - box.x)
        top = max(0, view.top + edge[1] - box.y)
        right = min(box.width, view.left() + width - edge[0] - box.x)
        bottom = min(box.height, view.top + height - edge[1] - box.y)
        if left >= right or top >= bottom:
            continue
        request = client.render(page, scale=layout.scale, clip=(left, top, right, bottom))
        drawn = client.wait(request, timeout=30).pixels
        truth, stride = bytes(drawn.view), drawn.stride
        drawn.release()
        for y in range(top, bottom):
            x0 = corner[0] + box.x + left - view.left()
            row = taken.constScanLine(corner[1] + box.y + y - view.top)
            shown = bytes(row[4 * x0 : 4 * (x0 + right - left)])
            start = (y - top) * stride
            meant = truth[start : start + 4 * (right - left)]
            pixels += right - left
            if shown != meant:
                off = [max(abs(a - b) for a, b in zip(one, other, strict=True))
                       for one, other in zip(_pixels(shown), _pixels(meant), strict=True)]  # fmt: skip
                wrong += sum(one > 0 for one in off)
                most = max(most, *off)
                if any(off) and y % 512 in {0, 511}:
                    seams.add(y)
    return {
        "pixels": pixels,
        "wrong_percent": round(100 * wrong / max(pixels, 1), 3),
        "seam_rows": len(seams),
        "most_off": most,
    }


def _pixels(row: bytes) -> Iterator[tuple[int, int, int]]:
    """Blue, green and red of each pixel."""
    return zip(row[0::4], row[1::4], row[2::4], strict=True)


if __name__ == "__main__":
    steps = partial(compare, path=Path(sys.argv[1]), zooms=json.loads(sys.argv[2]))
    sys.exit(run_program([sys.argv[1]], steps))
