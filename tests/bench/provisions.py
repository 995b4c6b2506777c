# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds the provisions of real drafts and holds them against what is known of them.

Prints a row a file: how many paragraphs are expected and have their words in the PDF, how many get
exactly their provision, and the first that do not; for files without a truth, how many units of the
expected kind were found. `--tree` prints what was found.

    python tests/bench/provisions.py --data ../shared/data [--only uncac] [--tree 3]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.domain.draft_text import DraftText
from annotator.domain.provision import provision_path
from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.arena import SharedBytes
from annotator.pdf.reading import DraftReading, read_draft
from annotator.pdf.source_lines import source_lines
from annotator.pdf.text_layer import page_body

SHOWN = 8
EXPECTED = {
    "A_HRC_43_12_en": ("paragraph", 27),
    "ar_law_15_2004": ("article", 30),
    "ar_law_151_2020": ("", 0),
    "ICCPR_en": ("article", 53),
    "ICCPR_zh": ("article", 53),
    "UDHR_cmn_hans": ("article", 30),
    "UDHR_eng": ("article", 30),
    "UDHR_fra": ("article", 30),
    "UDHR_rus": ("article", 30),
    "UDHR_spa": ("article", 30),
    "Budapest-Convention-ETS185_en-fr": ("article", 96),
    "A_C3_78_L41": ("op", 34),
    "M_CONF.1_7": ("article", 50),
    "M_CONF.1_7_Rev.1": ("article", 51),
    "M_CONF.1_7_Rev.2": ("article", 52),
}
"""How many units a file has, counted by hand."""


def read(path: Path) -> DraftReading:
    """A PDF's text layers and outline."""
    source = SharedBytes.from_file(path)
    try:
        return read_draft(source)
    finally:
        source.close()


def judge(structure: Structure, draft: DraftText, truth: dict, *, articles: bool) -> dict:
    """Each paragraph's provision against the truth, in order of place.

    Args:
        structure: as found.
        draft: the words.
        truth: of the file.
        articles: whether the truth is known to the article only.
    """
    found = {"expected": 0, "right": 0, "absent": [], "wrong": []}
    last = (0, 0)
    for one in truth["paragraphs"]:
        places = [segments for segments in draft.find(one["text"]) if segments]
        later = [s for s in places if (s[0].page, s[0].start) > last]
        if not later:
            found["absent"].append(one["provision"])
            continue
        place = later[0][0]
        last = (place.page, place.start)
        found["expected"] += 1
        got = structure.at(place.page, place.start)
        path = re.sub(r"#\d+", "", got.path) if got else ""
        if articles:
            path = path.partition("(")[0]
        if path == one["provision"]:
            found["right"] += 1
        else:
            found["wrong"].append(
                f"p. {place.page} {one['provision']} found as {got.path if got else '-'}: {one['text'][:50]}"
            )
    return found


def files(data: Path, more: list[Path]) -> list[Path]:
    """All drafts and families, then others."""
    return (
        sorted((data / "families").glob("*.pdf")) + sorted((data / "drafts").glob("*.pdf")) + more
    )


def measure(path: Path, tree: int) -> dict:
    """Figures of a file."""
    reading = read(path)
    packed = [text.to_bytes() for text in reading.texts]
    begun = time.perf_counter()
    from annotator.pdf.text_page import PageText

    lines = list(source_lines(PageText.from_bytes(data) for data in packed))
    structure = find_provisions(lines, outline=reading.outline)
    seconds = time.perf_counter() - begun
    unit, expected = EXPECTED.get(path.stem, ("", 0))
    units = [
        one
        for one in structure.provisions
        if one.kind == unit
        and (one.parent < 0 or unit != "paragraph" or one.path.startswith("Para"))
    ]
    row = {
        "file": path.name,
        "pages": len(reading.texts),
        "seconds": round(seconds, 2),
        "unit": structure.unit,
        "found": len(structure.provisions),
        "expected units": expected,
        "found units": len([one for one in units if "(" not in one.path]),
        "odd": [one.path for one in structure.provisions if provision_path(one.path) != one.path],
        "remarks": len(structure.remarks),
    }
    truth = path.with_suffix(".truth.json")
    if truth.exists():
        draft = DraftText(page_body(text) for text in reading.texts)
        row |= judge(
            structure,
            draft,
            json.loads(truth.read_text(encoding="utf-8")),
            articles="_zh_" in path.name,
        )
    if tree:
        show(structure, tree)
    return row


def show(structure: Structure, deep: int) -> None:
    """Print the tree."""
    for index, one in enumerate(structure.provisions):
        depth = len(structure.chain(index))
        if depth <= deep:
            print(f"{'  ' * depth}{one.path} | {one.label} | {one.title} | {one.confidence}")
    for remark in structure.remarks:
        print(f"  ! p. {remark.page} {remark.text}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=Path, default=here.parent / "shared" / "data")
    parser.add_argument("--only", default="", help="part of a file's name")
    parser.add_argument("--tree", type=int, default=0, help="print what was found, to this depth")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"No drafts in {given.data}: nothing was measured. Name their folder with --data.")
    rows = []
    if not given.json:
        print(
            f"{'file':40}{'pages':>6}{'sec':>6} {'unit':10}{'found':>6}{'units':>12}{'paragraphs':>16}{'wrong':>6}{'absent':>7}"
        )
    for path in files(given.data, sorted((here / "projects" / "sample").glob("*.pdf"))):
        if given.only not in path.name:
            continue
        row = measure(path, given.tree)
        rows.append(row)
        if given.json:
            continue
        units = f"{row['found units']}/{row['expected units']}" if row["expected units"] else ""
        right = f"{row['right']}/{row['expected']}" if "right" in row else ""
        wrong = str(len(row["wrong"])) if "right" in row else ""
        absent = str(len(row["absent"])) if "right" in row else ""
        print(
            f"{row['file'][:39]:40}{row['pages']:>6}{row['seconds']:>6} {row['unit']:10}{row['found']:>6}"
            f"{units:>12}{right:>16}{wrong:>6}{absent:>7}",
            flush=True,
        )
        for said in row.get("wrong", [])[:SHOWN]:
            print(f"      {said}")
        if row["odd"]:
            print(f"      not canonical: {row['odd'][:SHOWN]}")
    if given.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
