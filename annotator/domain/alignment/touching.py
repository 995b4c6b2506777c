# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which tagged passages the changes between two drafts touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.domain.alignment import aligned
from annotator.domain.alignment.changes import Change, WordPiece
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.passage import Passage


def tags_touched(
    changes: Sequence[Change],
    words: WordMap,
    passages_older: Iterable[Passage],
    passages_newer: Iterable[Passage],
) -> list[int]:
    """How many tags stand on words that each change touches, in both drafts together.

    A passage is touched where one of its words went, came or moved, or where something was put in or
    taken out between two of them; one without words of its own (a whole provision, an area) with the
    provision it is about and its parts.
    """
    counts = [0] * len(changes)
    for side, passages, newer in (
        (words.older, passages_older, False), (words.newer, passages_newer, True)
    ):  # fmt: skip
        by_word = _by_word(changes, newer=newer)
        by_owner = _by_owner(changes, newer=newer)
        for passage in passages:
            if passage.standing:
                for row in _rows(passage, side, by_word, by_owner):
                    counts[row] += len(passage.standing)
    return counts


def _rows(
    passage: Passage, side: DraftWords, by_word: dict[int, set[int]], by_owner: dict[int, set[int]]
) -> set[int]:
    at, structure = side.within(passage.anchor.segments), side.structure
    if at:
        found = {row for one in at for row in by_word.get(one, ())}
        between = (by_word.get(-one - 2, ()) for one in at[1:])  # what lies before a word
        found.update(row for rows in between for row in rows)
        whole = {up for owner in {side.owners[one] for one in at} for up in _chain(side, owner)}
        return found | {row for up in whole for row in by_owner.get(-up - 2, ())}
    first, last = structure.ends(passage.anchor.provision)
    if first < 0:
        return set()
    parts = range(first, structure.last_part(last) + 1)
    return {row for part in parts for row in by_owner.get(part, ())}


def _chain(side: DraftWords, owner: int) -> Sequence[int]:
    return side.structure.chain(owner) if owner >= 0 else ()


def _by_word(changes: Sequence[Change], *, newer: bool) -> dict[int, set[int]]:
    """Changes by each word of a draft; under -2 - word those in the gap before it."""
    found: dict[int, set[int]] = {}
    mine: Callable[[WordPiece], tuple[int, int] | None] = (
        (lambda piece: piece.b) if newer else (lambda piece: piece.a)
    )
    own = {INSERTED, MOVED_TO} if newer else {DELETED, MOVED_FROM}
    for row, change in enumerate(changes):
        before = -1
        missing = False
        for piece in change.pieces:
            ends = mine(piece) if piece.op == SAME or piece.op in own else None
            if ends is None:
                missing = True
                continue
            if missing and before >= 0:
                found.setdefault(-ends[0] - 2, set()).add(row)
            missing, before = False, ends[1]
            if piece.op != SAME:
                for at in range(ends[0], ends[1] + 1):
                    found.setdefault(at, set()).add(row)
    return found


def _by_owner(changes: Sequence[Change], *, newer: bool) -> dict[int, set[int]]:
    """Changes by provision; under -2 - provision those that moved it with all that is in it."""
    found: dict[int, set[int]] = {}
    for row, change in enumerate(changes):
        for owner in _owners(change, newer=newer):
            if change.words_changed or change.pair.status != aligned.SAME:
                found.setdefault(owner, set()).add(row)
            if change.pair.status == aligned.MOVED:
                found.setdefault(-owner - 2, set()).add(row)
    return found


def _owners(change: Change, *, newer: bool) -> Iterator[int]:
    return (owner for owner in (change.pair.b if newer else change.pair.a) if owner >= 0)
