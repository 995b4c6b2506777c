# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares two drafts, invented ones of many pages or two PDFs; prints how long each step takes, and how
long all of comparing takes beside reading the text of one of the two alone.

The invented ones: articles of four paragraphs; the newer draft has other words in a tenth of them, an
article put in after each twentieth, each thirtieth taken out, and one moved from the end to the front.

    python tests/bench/comparing.py [--pages 100] [--rounds 3] [--json] [OLDER.pdf NEWER.pdf]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from made_draft import write_pages

from annotator.domain.alignment.aligning import align
from annotator.domain.alignment.changes import changes
from annotator.domain.alignment.draft_words import DraftWords, WordBook
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.draft_text import DraftText
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.arena import SharedBytes
from annotator.pdf.reading import DraftReading, read_draft
from annotator.pdf.source_lines import source_lines
from annotator.pdf.text_layer import PageTexts, page_body

_LINES, _WIDE, _PARAGRAPHS = 50, 88, 4
_WORDS = tuple(
    word
    for line in (
        "each State Party shall adopt such legislative and other measures as may be necessary to",
        "establish criminal offences when committed intentionally without right the acts set out in",
        "this chapter subject to conditions safeguards provided for article competent authorities",
        "order person system data stored by means of information communications technologies search",
        "seizure court independent review privacy expression remedy request cooperation evidence",
    )
    for word in line.split()
)
Done = TypeVar("Done")


class Clock:
    """How long steps take, in seconds, the best of all rounds."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}

    def of(self, name: str, work: Callable[[], Done]) -> Done:
        """Do some work and note its time."""
        begun = time.perf_counter()
        done = work()
        seconds = time.perf_counter() - begun
        self.best[name] = min(seconds, self.best.get(name, seconds))
        return done


def invented(pages: int, chance: random.Random) -> list[list[str]]:
    """Articles of a draft, a list of paragraphs each, that fill about so many pages."""
    lines = pages * _LINES
    articles: list[list[str]] = []
    while lines > 0:
        articles.append([" ".join(chance.choices(_WORDS, k=chance.randint(30, 90))) + "."
                         for _paragraph in range(_PARAGRAPHS)])  # fmt: skip
        lines -= 2 + sum(len(text) // _WIDE + 1 for text in articles[-1])
    return articles


def edited(articles: list[list[str]], chance: random.Random) -> list[list[str]]:
    """The next round of a draft."""
    found = []
    for number, article in enumerate(articles, 1):
        if number % 30 == 0:
            continue
        found.append(
            [_reworded(text, chance) if chance.random() < 0.1 else text for text in article]
        )
        if number % 20 == 0:
            found.append([" ".join(chance.choices(_WORDS, k=60)) + "."])
    return [found[-1], *found[:-1]]


def _reworded(text: str, chance: random.Random) -> str:
    words = text.split()
    for _change in range(3):
        words[chance.randrange(len(words))] = chance.choice(_WORDS)
    return " ".join(words)


def _lines(articles: list[list[str]]) -> Iterator[str]:
    for number, article in enumerate(articles, 1):
        yield f"Article {number}"
        for at, text in enumerate(article, 1):
            words, line = f"{at}. {text}".split(), ""
            for word in words:
                if len(line) + len(word) > _WIDE:
                    yield line
                    line = ""
                line = f"{line} {word}".strip()
            yield line
        yield ""


def written(path: Path, articles: list[list[str]]) -> Path:
    """A draft as a PDF."""
    lines = list(_lines(articles))
    write_pages(path, [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)])
    return path


def read(path: Path) -> DraftReading:
    """The text of a PDF, as the program reads it when a draft is added."""
    source = SharedBytes.from_file(path)
    try:
        return read_draft(source)
    finally:
        source.close()


def compared(readings: list[DraftReading], clock: Clock) -> dict[str, Any]:
    """Compare two drafts whose text is read; each step by the clock."""
    book, sides = WordBook(), []
    for reading in readings:
        packed = [(text.page, text.to_bytes()) for text in reading.texts]
        lines = clock.of("rows", lambda packed=packed: list(  # type: ignore[misc]
            source_lines(PageTexts.of_packed(packed).values())))  # fmt: skip
        found = clock.of("provisions", lambda lines=lines: find_provisions(lines))  # type: ignore[misc]
        text = DraftText(map(page_body, reading.texts))
        sides.append(
            clock.of("words", lambda text=text, found=found: DraftWords(book, text, found))
        )  # type: ignore[misc]
    aligned = clock.of("pairing", lambda: align(*sides))
    told = clock.of("changes", lambda: changes(WordMap(*sides, aligned)))
    status = Counter(pair.status for pair in aligned.pairs)
    return {
        "pages": [len(reading.texts) for reading in readings],
        "words": [len(side) for side in sides], "pairs": dict(status), "changes": len(told),
    }  # fmt: skip


def measure(files: list[Path], rounds: int) -> dict[str, Any]:
    """All figures of two PDFs."""
    clock = Clock()
    for _round in range(rounds):
        readings = [clock.of("reading", lambda file=file: read(file)) for file in files]  # type: ignore[misc]
        told = compared(readings, clock)
    seconds = {name: round(value, 3) for name, value in clock.best.items()}
    once = sum(clock.best[name] for name in ("pairing", "changes"))
    total = once + 2 * clock.best["words"]
    seconds["comparing"] = round(total, 3)
    ratio = round(total / clock.best["reading"], 2)
    return {**told, "seconds": seconds, "comparing_to_reading": ratio}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", metavar="PDF")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = options.files
        if not files:
            chance = random.Random(1)
            older = invented(options.pages, chance)
            files = [
                written(Path(folder) / "older.pdf", older),
                written(Path(folder) / "newer.pdf", edited(older, chance)),
            ]
        told = measure(files, options.rounds)
    if options.json:
        print(json.dumps(told))
        return
    pages, words = (" and ".join(map(str, told[name])) for name in ("pages", "words"))
    pairs = ", ".join(f"{name} {count}" for name, count in told["pairs"].items())
    print(f"{pages} pages, {words} words; pairs: {pairs}; {told['changes']} changes")
    print(
        "best of all rounds, in seconds; the first four for one draft, comparing is all after them and `words` of both:"
    )
    for name, seconds in told["seconds"].items():
        print(f"  {name:12} {seconds:7.3f}")
    print(f"comparing takes {told['comparing_to_reading']} times the reading of one draft's text")


if __name__ == "__main__":
    main()
