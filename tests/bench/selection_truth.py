# SPDX-License-Identifier: AGPL-3.0-or-later
"""Holds selections against the ink of the pages, and quotes against the places they are found at.

Prints a row a file: of random selections, how much of their ink the highlight covers, how much ink of
other characters of the same lines it touches, and how many quotes do not lead back. Passes no verdict.
With --drag: how long one move of the mouse takes while text is selected. Offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from selection_ink import PageInk, Share  # noqa: E402

from annotator.domain.anchor import Segment  # noqa: E402
from annotator.domain.draft_text import DraftText  # noqa: E402
from annotator.domain.errors import AnnotatorError  # noqa: E402
from annotator.domain.placing import locate, make_anchor  # noqa: E402
from annotator.pdf.arena import SharedBytes  # noqa: E402
from annotator.pdf.client import PdfClient  # noqa: E402
from annotator.pdf.reading import DraftReading, read_draft  # noqa: E402
from annotator.pdf.text_layer import EXTRACTOR, page_body, quads  # noqa: E402
from annotator.ui.immortal import guard_singletons  # noqa: E402
from annotator.ui.viewer.selecting.selection import Caret, Selection  # noqa: E402

TAGS = {
    "multi-column",
    "rotated",
    "cropbox/offset",
    "RTL",
    "CJK",
    "hyphenation",
    "ligatures",
    "vertical",
}
INSIDE, LEAKED = 0.97, 0.03
"""Shares of ink beyond which a selection counts as failed."""
LONGEST = 600
SHOWN = 4


class File:
    """One PDF under test."""

    def __init__(self, path: Path, chance: Random) -> None:
        self.path = path
        self.chance = chance
        self.share = Share()
        self.counts = dict.fromkeys(("selections", "ink", "leaks", "quotes", "lost", "differs"), 0)
        self.failures: list[str] = []

    def fail(self, kind: str, said: str) -> None:
        """Count a failure, and keep the first ones in words."""
        self.counts[kind] += 1
        if sum(one.startswith(kind) for one in self.failures) < SHOWN:
            self.failures.append(f"{kind}: {said}")

    def run(self, pages: int, each: int) -> None:
        """Select at random on some pages.

        Raises:
            AnnotatorError: the file cannot be read.
        """
        source = SharedBytes.from_file(self.path)
        client = PdfClient()
        try:
            reading = read_draft(source)
            draft = DraftText(page_body(text) for text in reading.texts)
            with_text = [text.page for text in reading.texts if text.text.strip()]
            client.start()
            client.wait(client.open(source), timeout=60)
            for page in self.chance.sample(with_text, min(pages, len(with_text))):
                ink = PageInk(client, reading, page)
                for _one in range(each):
                    self._ink(reading, ink)
                    self._round_trip(reading, draft, page)
        finally:
            client.close()
            source.close()

    def _span(self, text: str) -> tuple[int, int]:
        while True:
            start = self.chance.randrange(len(text))
            long = self.chance.choice((1, 2, 5, 12, 40, 150, LONGEST))
            end = min(len(text), start + self.chance.randint(1, long))
            if text[start:end].strip():
                return start, end

    def _ink(self, reading: DraftReading, ink: PageInk) -> None:
        text = reading.texts[ink.page - 1]
        start, end = self._span(text.text)
        share = ink.share(start, end, quads(text, start, end))
        self.share = self.share + share
        self.counts["selections"] += 1
        words = repr(text.text[start:end][:40])
        if share.covered < INSIDE * share.own:
            missed = 100 - 100 * share.covered / share.own
            self.fail("ink", f"page {ink.page} {start}-{end} {words} misses {missed:.0f} %")
        if share.touched > LEAKED * max(share.own, ink.letter):
            touched = 100 * share.touched / max(share.own, 1)
            self.fail("leaks", f"page {ink.page} {start}-{end} {words} touches {touched:.0f} %")

    def _round_trip(self, reading: DraftReading, draft: DraftText, page: int) -> None:
        texts = {text.page: text for text in reading.texts}
        start, end = self._span(texts[page].text)
        last = page
        if self.chance.random() < 0.2 and page + 1 in texts and texts[page + 1].text.strip():
            last, end = page + 1, self._span(texts[page + 1].text)[1]
        chosen = Selection(texts)
        chosen.know(draft.compounds)  # as the window does once it has looked through the draft
        chosen.go(Caret(page, start), extend=False)
        chosen.go(Caret(last, end), extend=True)
        segments = chosen.segments()
        if not segments:
            return

        def boxes(parts: tuple[Segment, ...]) -> tuple:
            return tuple(q for s in parts for q in quads(texts[s.page], s.start, s.end))

        anchor = make_anchor("sha", draft, segments, quads=boxes, extractor=EXTRACTOR)
        self.counts["quotes"] += 1
        if anchor is None or anchor.segments != segments or anchor.quote != chosen.quote():
            self.fail("differs", f"page {page} {start}-{end} {chosen.quote()[:40]!r}")
            return
        painted = [quad for number in range(page, last + 1) for quad in chosen.quads(number)]
        if list(anchor.quads) != painted:
            self.fail("differs", f"page {page} {start}-{end}: other boxes than painted")
        place = locate(anchor, draft)
        if place.reason != "there" or place.segments != segments:
            self.fail("lost", f"page {page} {start}-{end} {anchor.quote[:40]!r} is {place.reason}")
        elif not any(_within(segments, found) for found in draft.find(anchor.quote)):
            self.fail("lost", f"page {page} {start}-{end} {anchor.quote[:40]!r} is not found")


def _within(wanted: tuple[Segment, ...], found: tuple[Segment, ...]) -> bool:
    """Whether a place found overlaps each run that was selected, by most of it."""
    for one in wanted:
        common = sum(
            max(0, min(one.end, other.end) - max(one.start, other.start))
            for other in found
            if other.page == one.page
        )
        if common < 0.5 * (one.end - one.start):
            return False
    return True


def files(data: Path) -> list[Path]:
    """Drafts, one of each family, and what of the corpus is hard to select in."""
    found = sorted((data / "drafts").glob("*.pdf")) + sorted((data / "families").glob("*_0.pdf"))
    found.append(data / "families" / "iccpr_en_lines.pdf")
    manifest = data / "corpus" / "MANIFEST.tsv"
    for row in manifest.read_text(encoding="utf-8").splitlines()[1:] if manifest.exists() else ():
        cells = row.split("\t")
        if TAGS & set(cells[-1].split()):
            found.append(data / "corpus" / cells[0])
    return [path for path in found if path.exists()]


def row(one: File) -> dict[str, object]:
    """The figures of a file."""
    share = one.share
    return {
        "file": one.path.name,
        **one.counts,
        "covered": round(100 * share.covered / share.own, 2) if share.own else None,
        "touched": round(100 * share.touched / share.others, 2) if share.others else None,
        "failures": one.failures,
    }


def truth(given: argparse.Namespace) -> list[dict[str, object]]:
    """Go through all files."""
    found = []
    head = ("selections", "ink", "leaks", "quotes", "lost", "differs")
    if not given.json:
        print(f"{'file':54}" + "".join(f"{name:>11}" for name in ("covered %", "touched %", *head)))
    for path in files(given.data):
        if given.only and given.only not in path.name:
            continue
        one = File(path, Random(f"{given.seed} {path.name}"))
        try:
            one.run(given.pages, given.each)
        except AnnotatorError as error:
            found.append({"file": path.name, "refused": str(error)})
            if not given.json:
                print(f"{path.name[:53]:54} {error}")
            continue
        found.append(row(one))
        if not given.json:
            figures = "".join(f"{found[-1][name]!s:>11}" for name in ("covered", "touched", *head))
            print(f"{path.name[:53]:54}{figures}", flush=True)
            for said in one.failures:
                print(f"      {said}")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=Path, default=here.parent / "shared" / "data")
    parser.add_argument("--only", default="", help="part of a file's name")
    parser.add_argument("--pages", type=int, default=6, help="of each file, at most")
    parser.add_argument("--each", type=int, default=40, help="selections a page")
    parser.add_argument("--seed", default="selection")
    parser.add_argument("--drag", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    guard_singletons()
    if given.drag:
        from selection_drag import drag

        with tempfile.TemporaryDirectory() as folder:
            figures = drag(Path(folder))
        if given.json:
            print(json.dumps(figures, indent=1))
        else:
            for name, value in figures.items():
                print(f"{name:44} {value}")
        return
    if not given.data.is_dir():
        sys.exit(f"No drafts in {given.data}: nothing was measured. Name their folder with --data.")
    found = truth(given)
    if given.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
