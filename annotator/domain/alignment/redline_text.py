# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts as one text: that of the newer one, with what went and what came in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.changes import MOVED, RENUMBERED, Change, WordPiece
from annotator.domain.alignment.draft_words import FOOTNOTES, OUTSIDE
from annotator.domain.alignment.line_up import Place
from annotator.domain.alignment.word_by_word import SAME
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class RedlinePart:
    """A provision's own words, or those outside of provisions.

    Attributes:
        label: as printed in the newer draft, of what is removed in the older one; "" for none.
        was: label in the older draft, where it is another or stood elsewhere; "" elsewhere.
        head: whether it stands over others, as an article does over its paragraphs.
        pieces: its words.
        row: place of the change among all changes; -1 where nothing changed.
        older: where it begins in the older draft; None where it is not there.
        newer: likewise in the newer one.
    """

    label: str
    was: str
    head: bool
    pieces: tuple[WordPiece, ...]
    row: int = -1
    older: Place | None = None
    newer: Place | None = None


def redline_text(words: WordMap, changes: Sequence[Change]) -> tuple[RedlinePart, ...]:
    """All parts in the order of the newer draft, footnotes last.

    Args:
        words: map of the two drafts.
        changes: between them, all of them.
    """
    rows = {change.pair: row for row, change in enumerate(changes)}
    ends = {change.pair.a: change for change in changes if min((0, *change.pair.a)) < 0}
    outside, notes = (
        ends[owner,].pair if (owner,) in ends else Pair((owner,), (owner,), "same")
        for owner in (OUTSIDE, FOOTNOTES)
    )  # fmt: skip
    made = (
        _part(pair, words, rows.get(pair, -1), changes)
        for pair in (outside, *words.alignment.pairs, notes)
    )
    return tuple(part for part in made if part.pieces or part.label)


def _part(pair: Pair, words: WordMap, row: int, changes: Sequence[Change]) -> RedlinePart:
    change = changes[row] if row >= 0 else None
    pieces = change.pieces if change and change.pieces else tuple(_same(pair.b, words))
    if not pieces and not pair.b:
        pieces = ()
    a = words.older.structure.provisions[pair.a[0]] if pair.a and pair.a[0] >= 0 else None
    b = words.newer.structure.provisions[pair.b[0]] if pair.b and pair.b[0] >= 0 else None
    one = b or a
    elsewhere = change is not None and bool(change.kinds & {RENUMBERED, MOVED})
    was = a.label if a and b and elsewhere and a.path != b.path else ""
    if was and change is not None and MOVED in change.kinds and a:
        was = a.path
    return RedlinePart(
        one.label if one else "", was, one is not None and "(" not in one.path, pieces, row,
        (a.page, a.start) if a else None, (b.page, b.start) if b else None,
    )  # fmt: skip


def _same(owners: Iterable[int], words: WordMap) -> Iterator[WordPiece]:
    for owner in owners:
        for low, high in words.newer.ranges.get(owner, ()):
            yield WordPiece(SAME, None, (low, high - 1), words.newer.printed(low, high - 1))
