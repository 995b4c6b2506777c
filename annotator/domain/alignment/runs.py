# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs of words of two drafts that stayed, went, came or moved, by their place in the drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.text_parts import sentence_ranges
from annotator.domain.alignment.word_by_word import (
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    Range,
    Step,
)
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.values import dataclass

_SURE_WORDS = 8
"""Words of a sentence from which it counts as moved to another provision."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words beside each other. Ends are the first and the last word, see `WordPiece`."""

    op: str
    a: Range | None
    b: Range | None


def runs(mine: Sequence[int], others: Sequence[int], steps: Iterable[Step]) -> Iterator[Run]:
    """Steps between two texts as runs of the drafts that hold them.

    Args:
        mine: the words of the older text, by their index in its draft.
        others: likewise of the newer one.
        steps: from the one to the other.
    """
    for step in steps:
        a = mine[slice(*step.a)] if step.a else ()
        b = others[slice(*step.b)] if step.b else ()
        start, length = 0, max(len(a), len(b))
        for at in range(1, length + 1):
            if at < length and _goes_on(a, at) and _goes_on(b, at):
                continue
            yield Run(step.op, _ends(a, start, at), _ends(b, start, at))
            start = at


def _goes_on(words: Sequence[int], at: int) -> bool:
    return not words or words[at] == words[at - 1] + 1


def _ends(words: Sequence[int], start: int, end: int) -> Range | None:
    return (words[start], words[end - 1]) if words else None


def with_moved(rows: Sequence[Sequence[Run]], words: WordMap) -> list[list[Run]]:
    """Rows of runs in which sentences that went from one and came in another are moved.

    Only of whole sentences that are the same, long, and gone and come once.

    Args:
        rows: of each pair of provisions.
        words: map of the two drafts.
    """
    gone = _sentences(rows, words.older, DELETED)
    came = _sentences(rows, words.newer, INSERTED)
    whither = {
        gone[text][0]: came[text][0] for text in gone if _once(gone, text) and _once(came, text)
    }
    whence = {there: here for here, there in whither.items()}
    found = []
    for row in rows:
        new: list[Run] = []
        for run in row:
            if run.op == DELETED and run.a:
                new += (Run(MOVED_FROM if there else DELETED, part, there)
                        for part, there in _cut(run.a, whither))  # fmt: skip
            elif run.op == INSERTED and run.b:
                new += (Run(MOVED_TO if there else INSERTED, there, part)
                        for part, there in _cut(run.b, whence))  # fmt: skip
            else:
                new.append(run)
        found.append(new)
    return found


def _once(found: dict[str, list[Range]], text: str) -> bool:
    return len(found.get(text, ())) == 1


def _sentences(rows: Sequence[Sequence[Run]], side: DraftWords, op: str) -> dict[str, list[Range]]:
    """Where whole sentences went or came, by their words."""
    found: dict[str, list[Range]] = defaultdict(list)
    for row in rows:
        for run in row:
            ends = run.a if op == DELETED else run.b
            if run.op != op or ends is None:
                continue
            text = side.text(*ends)
            for low, high in sentence_ranges(text, side.book):
                if high - low >= _SURE_WORDS:
                    found[text[low:high]].append((ends[0] + low, ends[0] + high - 1))
    return found


def _cut(ends: Range, moved: dict[Range, Range]) -> Iterator[tuple[Range, Range | None]]:
    """A run in parts: those that moved with their other place, and what lies between."""
    at = ends[0]
    for part in sorted(one for one in moved if ends[0] <= one[0] and one[1] <= ends[1]):
        if at < part[0]:
            yield (at, part[0] - 1), None
        yield part, moved[part]
        at = part[1] + 1
    if at <= ends[1]:
        yield (at, ends[1]), None
