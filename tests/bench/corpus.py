# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens every PDF of a folder one after another in one window; prints each outcome and the longest
time in which the window did not answer.

    python tests/bench/corpus.py FOLDER [FOLDER …]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_CONFIG"] = tempfile.mkdtemp()

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer

from annotator.ui.app import application
from annotator.ui.jobs import Sweeper
from annotator.ui.main_window import MainWindow

PATIENCE = 60.0
"""Seconds until a file counts as hanging."""
TEXT = 20.0
"""Seconds the text of a file may take before the next file is opened over it."""


class Pulse:
    """The longest gap between two turns of the event loop."""

    def __init__(self) -> None:
        self.worst = self.here = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.here = max(self.here, now - self._last)
        self.worst = max(self.worst, self.here)
        self._last = now

    def begin(self) -> None:
        self.here = 0.0
        self._last = time.perf_counter()


def until(condition, seconds: float) -> bool:
    """Run the event loop until something is so, or the time is over."""
    loop, look = QEventLoop(), QTimer()
    end = time.monotonic() + seconds
    look.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    look.start(2)
    loop.exec()
    return bool(condition())


def outcome(window: MainWindow, told: dict[str, str]) -> str:
    """What became of the file that was opened last, "" while nothing has."""
    reader = window.reader
    if window.passwords.dialog is not None:
        return "password"
    if reader.refused_shown:
        return f"refused: {told['reason']}"
    if reader.renderer.is_sharp and reader.view.layout_.pages:
        return "shown"
    if any(page in reader.renderer.failed for page in shown(window)):
        return "shown, page failed"
    if reader.bar.sentence and "cannot be drawn" in reader.bar.sentence:
        return "not drawn"
    return ""


def shown(window: MainWindow) -> range:
    view = window.reader.view
    return view.layout_.visible(view.top, view.top + view.view_size()[1])


def open_one(window: MainWindow, pdf: Path, pulse: Pulse, told: dict[str, str]) -> str:
    """Open a file and say what came of it."""
    told["reason"] = ""
    pulse.begin()
    begun = time.perf_counter()
    window.open_paths([pdf])
    became = outcome(window, told) if until(lambda: outcome(window, told), PATIENCE) else "HANGS"
    taken = time.perf_counter() - begun
    if window.passwords.dialog is not None:
        window.passwords.dialog.reject()
        until(lambda: window.reader.refused_shown, 5)
        became = f"password asked, then refused: {told['reason']}"
    pages = window.reader.view.layout_.pages
    if became.startswith("shown"):
        whole = until(lambda: window.reader.text_complete, TEXT)
        became += "" if whole else f", text of {len(window.reader.view.texts)} pages so far"
        view = window.reader.view
        for part in (3, 2):  # through the file, and back
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // part)
            until(lambda: window.reader.renderer.is_sharp, 5)
    said = window.reader.bar.sentence
    print(
        f"{pdf.name:48.48} {pages:5} pages {taken * 1000:7.0f} ms  gap {pulse.here * 1000:5.0f} ms  "
        f"{became}{'  [' + said + ']' if said else ''}",
        flush=True,
    )
    return became.split(":")[0].split(",")[0]


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    pdfs = sorted(path for folder in folders for path in folder.rglob("*.pdf"))
    if not pdfs:
        sys.exit(__doc__)
    app = application()
    sweeper = Sweeper(app)
    window = MainWindow(settings=QSettings(os.devnull, QSettings.Format.IniFormat))
    window.resize(1440, 900)
    told = {"reason": ""}
    window.reader.refused.connect(lambda reason: told.__setitem__("reason", reason))
    window.show()
    pulse = Pulse()
    counts = Counter(open_one(window, pdf, pulse, told) for pdf in pdfs)
    print()
    for name, count in counts.most_common():
        print(f"{count:5}  {name}")
    print(f"longest gap in the event loop: {pulse.worst * 1000:.0f} ms over {len(pdfs)} files")
    window.close()
    sweeper.stop()


if __name__ == "__main__":
    main()
