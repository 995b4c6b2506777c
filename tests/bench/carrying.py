# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carries passages drawn at random from one draft to the next, and holds the verdicts against the truth.

Prints for each two drafts and each kind of edit how many passages got the right verdict at the right
place, and those that did not. `untouched` are words that stand unchanged in their paragraph and once in
either draft: all must be carried to exactly those words. `again` are untouched words that stand several
times. `touched` words must be proposed in their paragraph, as reworded, or as gone where nothing of
them is left. Words of a paragraph that was dropped must be gone.

    python tests/bench/carrying.py --data ../shared/data [--draws 4000] [--seed 1] [--wrong 20]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from provisions import read

from annotator.domain.alignment.aligning import align
from annotator.domain.alignment.draft_words import DraftWords, WordBook, words_of
from annotator.domain.alignment.judging import CERTAIN, GONE, REWORDED, UNSURE, Judge, Verdict
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.draft_text import DraftText
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.source_lines import source_lines
from annotator.pdf.text_layer import page_body
from annotator.pdf.text_page import PageText

FAMILIES = ("uncac_en_0", "uncac_en_1"), ("uncac_en_1", "uncac_en_2"), ("uncac_en_0", "uncac_en_2")
LONGEST = 60


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the truth and the words of the draft that are it."""

    origin: str
    provision: str
    edit: str
    text: str
    words: range


class Side:
    """A draft with its truth."""

    def __init__(self, data: Path, name: str, book: WordBook) -> None:
        reading = read(data / "families" / f"{name}.pdf")
        packed = [text.to_bytes() for text in reading.texts]
        lines = list(source_lines(PageText.from_bytes(one) for one in packed))
        structure = find_provisions(lines)
        self.words = DraftWords(book, DraftText(map(page_body, reading.texts)), structure)
        plain = [at for at in range(len(self.words)) if not self.words.marks[at]]
        self.text = "".join([self.words.symbols[at] for at in plain])
        self.at = plain
        self.place = {at: place for place, at in enumerate(plain)}
        truth = json.loads((data / "families" / f"{name}.truth.json").read_text(encoding="utf-8"))
        self.paragraphs: dict[str, Paragraph] = {}
        self.lost: set[str] = set()
        last = 0
        for one in truth["paragraphs"]:
            text = book.spell(words_of(one["text"]))
            first = self.text.find(text, last)
            if first < 0 or not text:
                self.lost.add(one["origin"])
                continue
            last = first + len(text)
            self.paragraphs[one["origin"]] = Paragraph(
                one["origin"], one["provision"], one["edit"], text, range(first, last)
            )


def drawn(
    ones: list[Paragraph], count: int, chance: random.Random
) -> Iterator[tuple[Paragraph, int, int]]:
    """Paragraphs, and the range of words in each that is marked."""
    for _draw in range(count):
        one = chance.choice(ones)
        length = chance.choice([len(one.text), chance.randint(1, min(LONGEST, len(one.text)))])
        start = chance.randint(0, len(one.text) - length)
        yield one, start, start + length


def judged(
    one: Paragraph, start: int, end: int, *, older: Side, newer: Side, verdict: Verdict
) -> tuple[str, bool, str]:
    """Class of the passage, whether the verdict is right, and what would have been."""
    text = one.text[start:end]
    there = newer.paragraphs.get(one.origin)
    at = newer.place.get(verdict.first, -1), newer.place.get(verdict.last, -2)
    if there is None:
        return "dropped", verdict.kind in {GONE, UNSURE}, GONE
    if there.text.count(text):
        once = older.text.count(text) == newer.text.count(text) == 1
        exact = newer.text[at[0] : at[1] + 1] == text
        right_place = exact and at[0] in there.words and at[1] in there.words
        if once:
            kept = verdict.kind in CERTAIN and right_place
            return f"untouched {there.edit}", kept, "same"
        certain = verdict.kind not in CERTAIN or right_place
        return f"again {there.edit}", certain and verdict.kind != GONE, "same or unsure"
    inside = at[0] in there.words and at[1] in there.words
    if verdict.kind == GONE:
        left = any(text[k : k + 3] in there.text for k in range(max(1, len(text) - 2)))
        return f"touched {there.edit}", verdict.reason == "cut" and not left, "reworded"
    return f"touched {there.edit}", verdict.kind == REWORDED and inside, "reworded"


def measure(data: Path, names: tuple[str, str], options: argparse.Namespace) -> None:
    """Print the figures of two drafts."""
    book = WordBook()
    older, newer = (Side(data, name, book) for name in names)
    begun = time.perf_counter()
    mapping = WordMap(older.words, newer.words, align(older.words, newer.words))
    judge = Judge(mapping)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    wrong = []
    known = [one for one in older.paragraphs.values() if one.origin not in newer.lost]
    for one, start, end in drawn(known, options.draws, random.Random(options.seed)):
        first, last = (older.at[one.words[at]] for at in (start, end - 1))
        verdict = judge.of_words(older.words.segments(first, last))
        kind, good, expected = judged(one, start, end, older=older, newer=newer, verdict=verdict)
        total[kind] += 1
        right[kind] += good
        kinds.setdefault(kind, Counter())[verdict.kind] += 1
        if not good:
            wrong.append(
                (kind, one.provision, expected, verdict, older.words, newer.words, first, last)
            )
    seconds = time.perf_counter() - begun
    print(f"\n{names[0]} -> {names[1]}: {options.draws} passages in {seconds:.2f} s; "
          f"paragraphs without words in the PDF: {len(older.lost)}, {len(newer.lost)}")  # fmt: skip
    for kind in sorted(total):
        said = ", ".join(f"{name} {count}" for name, count in kinds[kind].most_common())
        share = 100 * right[kind] / total[kind]
        print(f"  {kind:18} {right[kind]:5}/{total[kind]:<5} {share:6.2f} %   {said}")
    for kind, provision, expected, verdict, old, new, first, last in wrong[: options.wrong]:
        print(f"  {kind} {provision}, expected {expected}: {verdict}")
        print(f"     {old.words(range(first, last + 1))[:150]}")
        if verdict.first >= 0:
            print(f"  -> {new.words(range(verdict.first, verdict.last + 1))[:150]}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", type=int, default=10, help="how many wrong ones are shown")
    options = parser.parse_args()
    for names in FAMILIES:
        measure(options.data, names, options)


if __name__ == "__main__":
    main()
