# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of one sentence held against those of another: few changes that read well.

Texts are strings of symbols, one a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from annotator.domain.alignment.draft_words import WordBook
from annotator.domain.values import dataclass

SAME, DELETED, INSERTED, MOVED_FROM, MOVED_TO = (
    "same", "deleted", "inserted", "moved_from", "moved_to",
)  # fmt: skip

_ISLAND = 3
"""Words between two changes that do not keep them apart."""
_NOTHING_KEPT = 0.3
"""Likeness below which one text replaced another, word for word."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A run of words. Ranges are half open.

    Attributes:
        op: SAME, DELETED, INSERTED, MOVED_FROM or MOVED_TO.
        a: in the older text; None for what was inserted; of MOVED_TO, whence.
        b: in the newer text; None for what was deleted; of MOVED_FROM, whither.
    """

    op: str
    a: Range | None
    b: Range | None


def word_by_word(old: str, new: str, book: WordBook) -> Iterator[Step]:
    """The steps from one text to the other, what was deleted before what was inserted in its place.

    Args:
        old: the older text.
        new: the newer one.
        book: of their words; a change rather begins and ends where a sentence or a part of one does.
    """
    hunks = _hunks(old, new) if Indel.normalized_similarity(old, new) >= _NOTHING_KEPT else None
    if hunks is None:
        hunks = [((0, len(old)), (0, len(new)))]
    i = j = 0
    end = (len(old), len(old)), (len(new), len(new))
    for hunk in [*_without_islands(hunks, old, book.signs), end]:
        a, b = _slid(old, new, hunk, hunk[0][0] - i, book.ends) if hunk is not end else end
        if i < a[0]:
            yield Step(SAME, (i, a[0]), (j, b[0]))
        if a[0] < a[1]:
            yield Step(DELETED, a, None)
        if b[0] < b[1]:
            yield Step(INSERTED, None, b)
        i, j = a[1], b[1]


def _hunks(old: str, new: str) -> list[tuple[Range, Range]]:
    """What is not the same: ranges of both texts, one of them may be empty."""
    found: list[tuple[Range, Range]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            continue
        a, b = (step.src_start, step.src_end), (step.dest_start, step.dest_end)
        if found and (found[-1][0][1], found[-1][1][1]) == (a[0], b[0]):
            a, b = (found[-1][0][0], a[1]), (found[-1][1][0], b[1])
            found.pop()
        found.append((a, b))
    return found


def _without_islands(
    hunks: Sequence[tuple[Range, Range]], old: str, signs: set[str]
) -> list[tuple[Range, Range]]:
    """A few words that stay between two longer changes are counted in: else nobody can read it."""
    found: list[tuple[Range, Range]] = []
    for hunk in hunks:
        found.append(hunk)
        while len(found) > 1 and _is_island(found[-2], found[-1], old, signs):
            (a0, b0), (a1, b1) = found[-2:]
            found[-2:] = [((a0[0], a1[1]), (b0[0], b1[1]))]
    return found


def _is_island(
    before: tuple[Range, Range], after: tuple[Range, Range], old: str, signs: set[str]
) -> bool:
    low, high = before[0][1], after[0][0]
    both = all(a[0] < a[1] and b[0] < b[1] for a, b in (before, after))
    if high - low > _ISLAND or not both:
        return False
    return signs.issuperset(old[low:high]) or all(
        high - low < max(a[1] - a[0], b[1] - b[0]) for a, b in (before, after)
    )


def _slid(
    old: str, new: str, hunk: tuple[Range, Range], room: int, ends: frozenset[str]
) -> tuple[Range, Range]:
    """A pure insertion or deletion where it reads best: `shall [not] be`, whole sentences.

    Args:
        old: the older text.
        new: the newer one.
        hunk: the change, a range of each.
        room: words that are the same before it, behind the change before.
        ends: symbols after which a sentence, or a part of one, ends.
    """
    (a0, a1), (b0, b1) = hunk
    if (a0 < a1) == (b0 < b1):
        return hunk
    text, low, high = (new, b0, b1) if b0 < b1 else (old, a0, a1)
    best, shift = _fit(text, low, high, ends), 0
    back = 0
    while back < room and text[low - back - 1] == text[high - back - 1]:
        back += 1
        fit = _fit(text, low - back, high - back, ends)
        if fit >= best:
            best, shift = fit, -back
    return (a0 + shift, a1 + shift), (b0 + shift, b1 + shift)


def _fit(text: str, low: int, high: int, ends: frozenset[str]) -> int:
    """How well a run reads as a whole."""
    before = low == 0 or text[low - 1] in ends
    return 2 * before + (text[high - 1] in ends)
