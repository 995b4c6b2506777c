# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carries 5,000 tags from one draft of 100 pages to the next, in a real project.

Prints seconds by step, and how many times as long carrying takes as inserting the same rows alone.

    python tests/bench/carry_speed.py [--tags 5000] [--pages 100] [--runs 3]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.domain.anchor import Segment
from annotator.pdf.text_layer import body_ranges
from annotator.services.projects import create_workspace
from annotator.services.workspace import Workspace
from annotator.storage.repositories import Rows
from annotator.storage.tables import Passage, Tag

NOUNS = [
    "authority",
    "court",
    "service",
    "provider",
    "person",
    "data",
    "computer",
    "system",
    "request",
    "party",
    "warrant",
    "network",
    "law",
    "measure",
    "right",
    "offence",
    "evidence",
    "order",
    "record",
    "officer",
    "review",
    "notice",
    "period",
    "purpose",
]
VERBS = [
    "preserve",
    "search",
    "seize",
    "disclose",
    "collect",
    "retain",
    "review",
    "request",
    "obtain",
    "record",
    "notify",
    "limit",
]
PARAGRAPHS = 7
"""Paragraphs of an article; an article of them fills about a page."""


def articles(count: int) -> list[list[str]]:
    """A treaty, the same each time: articles of paragraphs with words of their own."""
    chance = random.Random(1)
    return [
        [
            f"The {chance.choice(NOUNS)} of the {chance.choice(NOUNS)} shall {chance.choice(VERBS)} "
            + " ".join(
                f"the {chance.choice(NOUNS)} or the {chance.choice(NOUNS)} in {chance.choice(NOUNS)} "
                f"{chance.randint(2, 999)} and {chance.choice(VERBS)} it,"
                for _part in range(5)
            )
            + " as is necessary."
            for _paragraph in range(PARAGRAPHS)
        ]
        for _article in range(count)
    ]


def next_round(older: list[list[str]]) -> list[list[str]]:
    """The same treaty a round later: each ninth paragraph reworded, some taken out, an article put in."""
    found = [
        [
            text.replace("shall", "may", 1) if (number + at) % 9 == 0 else text
            for at, text in enumerate(article)
            if (number + at) % 23
        ]
        for number, article in enumerate(older)
    ]
    found.insert(
        3, ["Nothing in this Convention limits a right that a person has under other law."]
    )
    return found


def write_pdf(path: Path, treaty: list[list[str]]) -> None:
    """One article a page."""
    import pymupdf

    document = pymupdf.open()
    for number, article in enumerate(treaty, 1):
        page = document.new_page()
        page.insert_text((250, 60), f"Article {number}", fontsize=13, fontname="hebo")
        top = 80.0
        for at, text in enumerate(article, 1):
            box = pymupdf.Rect(72, top, 523, top + 90)
            page.insert_textbox(box, f"{at}. {text}", fontsize=10)
            top += 95
        page.insert_text((290, 810), str(number), fontsize=9)
    document.save(path)


def tag_at_random(space: Workspace, draft: str, count: int) -> None:
    """So many tags, anywhere in the text."""
    codes = [code.uid for code in space.codes.list() if code.family]
    texts, chance = space.drafts.texts(draft), random.Random(2)
    for number in range(count):
        text = texts[chance.randint(1, len(texts))]
        low, high = max(body_ranges(text), key=lambda span: chance.random() * (span[1] - span[0]))
        start = chance.randrange(low, max(low + 1, high - 60))
        segment = Segment(text.page, start, min(high, start + chance.randrange(40, 160)))
        anchor = space.passages.anchor_for(draft, [segment])
        space.passages.tag(anchor, [chance.choice(codes)], fields={"severity": str(1 + number % 4)})


def rows_alone(space: Workspace, newer: str) -> float:
    """Seconds to insert the rows of what was carried into an empty project, one transaction, no log."""
    store = space._desk.store
    with store.read() as connection:
        rows = store.rows(connection)
        drafts = _plain(rows.all(_table("draft")))
        codes, people = _plain(rows.all(_table("code"))), _plain(rows.all(_table("reviewer")))
        passages = _plain(rows.all(Passage, draft=newer))
        tags = _plain(rows.among(Tag, "passage", [row["uid"] for row in passages]))
    with tempfile.TemporaryDirectory() as folder:
        bare = create_workspace(Path(folder) / "bare.treaty", reviewer="Ana")
        with bare._desk.store.cache() as into:
            known = into.values(_table("code"), "uid")
            into.insert(_table("draft"), drafts)
            into.insert(_table("code"), [row for row in codes if row["uid"] not in set(known)])
            into.insert(_table("reviewer"), people)
        begun = time.perf_counter()
        with bare._desk.store.cache() as into:
            _insert(into, passages, tags)
        taken = time.perf_counter() - begun
        bare.close()
    return taken


def _insert(into: Rows, passages: list[dict[str, object]], tags: list[dict[str, object]]) -> None:
    into.insert(Passage, passages)
    into.insert(Tag, tags)


def _table(kind: str):
    from annotator.storage.tables import RECORD_TABLES

    return RECORD_TABLES[kind]


def _plain(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if k not in {"row", "row_hash"}} for row in rows]


def measured(path: Path, older: str, newer: str) -> Iterator[tuple[str, float]]:
    """Each step with its seconds, in a project just opened; ends with everything taken back."""
    from annotator.services.projects import open_workspace

    space = open_workspace(path, reviewer="Ana")
    begun = time.perf_counter()
    space.comparing.map(older, newer)
    yield "aligning the drafts", time.perf_counter() - begun
    begun = time.perf_counter()
    done = space.carrying.carry(older, newer)
    yield "carrying", time.perf_counter() - begun
    begun = time.perf_counter()
    space.carrying.queue(older, newer)
    yield "the queue", time.perf_counter() - begun
    begun = time.perf_counter()
    again = space.carrying.carry(older, newer)
    yield "carrying again", time.perf_counter() - begun
    assert (again.passages, again.tags) == (0, 0)
    yield "the same rows alone", rows_alone(space, newer)
    begun = time.perf_counter()
    space.rounds.report()
    yield "all concerns through the rounds", time.perf_counter() - begun
    begun = time.perf_counter()
    space.history.undo()
    yield "undo", time.perf_counter() - begun
    space.close()
    yield f"({done.counts}, {done.passages} passages, {done.tags} tags)", 0.0


def main() -> None:
    """Make the project, carry, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tags", type=int, default=5000)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        treaty = articles(options.pages)
        write_pdf(folder / "one.pdf", treaty)
        write_pdf(folder / "two.pdf", next_round(treaty))
        space = create_workspace(folder / "p.treaty", reviewer="Ana")
        older = space.drafts.add(folder / "one.pdf", symbol="A/1", round="1", language="en").sha256
        newer = space.drafts.add(folder / "two.pdf", symbol="A/2", round="2", language="en").sha256
        tag_at_random(space, older, options.tags)
        space.close()
        found: dict[str, list[float]] = {}
        for _run in range(options.runs):
            for step, seconds in measured(folder / "p.treaty", older, newer):
                found.setdefault(step, []).append(seconds)
        print(f"{options.tags} tags, {options.pages} pages, medians of {options.runs}")
        for step, all_seconds in found.items():
            print(f"  {step:34} {median(all_seconds):7.2f} s" if median(all_seconds) else step)
        ratio = median(found["carrying"]) / median(found["the same rows alone"])
        print(f"  carrying, in times of the same rows alone: {ratio:.1f}")


if __name__ == "__main__":
    main()
