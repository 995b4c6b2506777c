# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the negotiation marks of every PDF below a folder; prints counts and milliseconds a page.

python tests/bench/negotiation.py --data FOLDER [--marks] [--part NAME]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from annotator import paths
from annotator.domain.draft_text import DraftText
from annotator.domain.errors import AnnotatorError
from annotator.domain.negotiation.actors import PartyNames
from annotator.domain.negotiation.look_marks import read_looks
from annotator.domain.negotiation.mark_counts import counts
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.pdf.arena import SharedBytes
from annotator.pdf.look_reading import looks_of
from annotator.pdf.quoted_text import page_body
from annotator.pdf.reading import read_draft


def measure(path: Path, names: PartyNames, *, listed: bool) -> None:
    source = SharedBytes.from_file(path)
    try:
        begin = time.perf_counter()
        reading = read_draft(source)
        text_time = time.perf_counter() - begin
        draft = DraftText([page_body(text) for text in reading.texts])
        pages = len(reading.texts)
        begin = time.perf_counter()
        looks = [look for page in looks_of(source) for look in page.looks]
        look_time = time.perf_counter() - begin
    except AnnotatorError as error:
        print(f"{path.name}: {error}")
        return
    finally:
        source.close()
    begin = time.perf_counter()
    marks = [*read_marks(draft, names), *read_looks(draft, looks)]
    mark_time = time.perf_counter() - begin
    found = counts(marks)
    kinds = " ".join(f"{kind}:{number}" for kind, number in found.kinds) or "none"
    print(
        f"{path.name:45} {pages:4} pages  {found.marks:4} marks  text {1000 * text_time / pages:5.1f}"
        f"  looks {1000 * look_time / pages:5.1f}  marks {1000 * mark_time / pages:5.2f} ms a page  {kinds}"
    )
    for mark in marks if listed else ():
        page = mark.segments[0].page if mark.segments else 0
        words = " ".join(draft.text[mark.start : mark.end].split())[:90]
        print(f"    p. {page:3} {mark.kind:11} {mark.status:13} {mark.reason:12} {mark.confidence:6} "
              f"{mark.colour} {words!r} {' '.join((mark.label, *mark.actors, *mark.remarks))}")  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--data", type=Path, required=True, help="folder of PDFs, searched below, too"
    )
    asked.add_argument("--marks", action="store_true", help="print each mark")
    asked.add_argument("--part", default="", help="only files with this in their path")
    given = asked.parse_args()
    names = PartyNames.from_json((paths.resources() / "parties.json").read_text(encoding="utf-8"))
    for path in sorted(given.data.rglob("*.pdf")):
        if given.part in str(path):
            measure(path, names, listed=given.marks)


if __name__ == "__main__":
    main()
