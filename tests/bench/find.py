# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long finding words takes in a large draft: reading it into the index, first place, all places.

Prints figures; passes no verdict. Offscreen, with a made draft; the gap is the longest time between
two turns of the event loop, which is what one who scrolls would feel.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from made_draft import write_draft  # noqa: E402
from PySide6.QtCore import QObject, QTimer, Slot  # noqa: E402
from waiting import until  # noqa: E402

from annotator.domain.comparable import comparable  # noqa: E402
from annotator.domain.normalise import normalise  # noqa: E402
from annotator.pdf.arena import SharedBytes  # noqa: E402
from annotator.ui.app import application  # noqa: E402
from annotator.ui.panels.found import FoundPanel  # noqa: E402
from annotator.ui.viewer.find.find_text import Query  # noqa: E402
from annotator.ui.viewer.find.found_draft import FoundDraft  # noqa: E402
from annotator.ui.viewer.opening import Opening  # noqa: E402
from annotator.ui.viewer.reader import Reader  # noqa: E402
from annotator.ui.viewer.selecting.selection import Caret  # noqa: E402

QUERIES = ("without right", "Party shall", "page 650", "e", "nowhere at all")


class Pulse(QObject):
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(0)

    def begin(self) -> None:
        """Measure from now on."""
        self._last, self.longest = time.perf_counter(), 0.0

    @Slot()
    def _on_turn(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def normalising(reader: Reader, pages: int) -> dict[str, float]:
    """Milliseconds a page, with the map back and without."""
    texts = [reader.view.texts[page].text for page in range(1, min(pages, 100) + 1)]
    found = {}
    for name, work in (("map", normalise), ("no map", comparable)):
        began = time.perf_counter()
        for text in texts:
            work(text)
        found[f"normalise, {name}, ms a page"] = 1000 * (time.perf_counter() - began) / len(texts)
    return found


def search(reader: Reader, words: str, pulse: Pulse) -> dict[str, float]:
    """Milliseconds from the key to the first place, to the list of it, and to all places."""
    finder = reader.view.finder
    pulse.begin()
    began = time.perf_counter()
    finder.look_for(Query(words), Caret(1, 0), reader.view.shown())
    until(lambda: finder.current is not None or finder.complete, seconds=400, every=0)
    first = time.perf_counter() - began
    panel = FoundPanel()
    panel.resize(1200, 280)
    panel.show_found([FoundDraft("", finder.search)], "")
    panel.grab()
    listed = time.perf_counter() - began
    until(lambda: finder.complete, seconds=400, every=0)
    done = time.perf_counter() - began
    again = time.perf_counter()
    panel.show_found([FoundDraft("", finder.search)], "")
    panel.grab()
    shown = time.perf_counter() - again
    panel.deleteLater()
    return {
        "places": finder.count, "first ms": 1000 * first, "listed ms": 1000 * listed,
        "all ms": 1000 * done, "list of all ms": 1000 * shown, "gap ms": 1000 * pulse.longest,
    }  # fmt: skip


def measure(pages: int) -> dict[str, object]:
    """Everything for a draft of so many pages."""
    app = application()
    found: dict[str, object] = {"pages": pages}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.pdf"
        write_draft(path, pages=pages, salt="find")
        reader = Reader()
        reader.resize(1000, 900)
        reader.show()
        reader.show_document(Opening(path.name, SharedBytes.from_file(path)))
        until(lambda: reader.text_complete, seconds=400, every=0)
        found.update(normalising(reader, pages))
        finder, pulse = reader.view.finder, Pulse()
        until(lambda: reader.renderer.is_sharp, seconds=400, every=0)
        fresh = search_fresh(reader, pulse)
        found["while reading"] = fresh
        index = finder.search.index
        characters = sum(len(text.text) for text in reader.view.texts.values())
        found["index MB"] = index.size / 1e6
        found["text, million code points"] = characters / 1e6
        for words in QUERIES:
            finder.clear()
            found[f"“{words}”"] = search(reader, words, pulse)
        reader.close_document()
    del app
    return found


def search_fresh(reader: Reader, pulse: Pulse) -> dict[str, float]:
    """Words are typed the moment the bar opens: nothing is read yet."""
    finder, pages = reader.view.finder, reader.view.layout_.pages
    pulse.begin()
    began = time.perf_counter()
    finder.look_for(Query("without right"), Caret(1, 0), reader.view.shown())
    in_sight = time.perf_counter() - began
    until(lambda: finder.complete and len(finder.search.index) == pages, seconds=400, every=0)
    return {
        "pages in sight ms": 1000 * in_sight, "all read ms": 1000 * (time.perf_counter() - began),
        "places": finder.count, "gap ms": 1000 * pulse.longest,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=700)
    parser.add_argument("--json", action="store_true", help="as JSON")
    given = parser.parse_args()
    found = measure(given.pages)
    if given.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
        return
    for name, value in found.items():
        if isinstance(value, dict):
            said = "   ".join(f"{key} {part:,.1f}" for key, part in value.items())
        else:
            said = f"{value:,.3f}" if isinstance(value, float) else f"{value}"
        print(f"{name:28} {said}")


if __name__ == "__main__":
    main()
