# SPDX-License-Identifier: AGPL-3.0-or-later
"""A few words on both sides of marked ones, as a redline from the older draft to the newer one."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.redline import INSERTED, SAME, Piece, redline

_STAYED = 6
"""Words that stayed, told on either side."""
_MOST = 30
"""Words of either draft that are told there, where more went or came than stayed."""

Pieces = tuple[Piece, ...]
Ends = tuple[int, int]
"""First and last word."""


def surroundings(words: WordMap, old: Ends, new: Ends) -> tuple[Pieces, Pieces]:
    """What stands before marked words and behind them in their provision, with what went and came there.

    Args:
        words: map of the two drafts.
        old: the marked words in the older draft.
        new: what they are in the newer one.

    Returns:
        The pieces before and behind, a space next to the words where there is one; () where nothing
        stands in that provision on that side.
    """
    return _side(words, old[0], new[0], -1), _side(words, old[1], new[1], 1)


def _side(words: WordMap, old: int, new: int, step: int) -> Pieces:
    """The pieces on one side of two words; -1 for before."""
    mine, others = _row(words.older, old, step), _row(words.newer, new, step)
    before = {there: n for n, at in enumerate(mine) if (there := words.there(at)) >= 0}
    shared = [n for n, at in enumerate(others) if at in before]
    if len(shared) >= _STAYED:
        others = others[: shared[_STAYED - 1] + 1]
        mine = mine[: max(before[at] for at in others if at in before) + 1]
    elif not shared and not _meet(words, old, new):
        mine, others = [], others[:_STAYED]
        return _placed(words.newer, (Piece(SAME, _text(words.newer, others)),), others, new, step)
    pieces = redline(_text(words.older, mine), _text(words.newer, others))
    return _placed(words.newer, pieces, others, new, step)


def _meet(words: WordMap, old: int, new: int) -> bool:
    """Whether what holds the one word became what holds the other."""
    pair = words.pair_of(old)
    return pair is not None and words.newer.owners[new] in pair.b


def _row(side: DraftWords, at: int, step: int) -> list[int]:
    """The words next to one, the nearest first, as far as its provision goes; its mark is left out."""
    found: list[int] = []
    owner, at = side.owners[at], at + step
    while len(found) < _MOST and 0 <= at < len(side) and side.owners[at] == owner:
        if side.marks[at]:
            break
        found.append(at)
        at += step
    return found


def _text(side: DraftWords, row: Sequence[int]) -> str:
    return side.quote(min(row), max(row)) if row else ""


def _placed(newer: DraftWords, pieces: Pieces, row: Sequence[int], at: int, step: int) -> Pieces:
    """With a sign where the provision goes on, and the space next to the marked words."""
    found = [piece for piece in pieces if piece.text]
    if not found:
        return ()
    last = found[-1]
    if step < 0 and last.op == INSERTED and last.text.startswith(" "):
        found[-1:] = [Piece(SAME, " "), Piece(INSERTED, last.text[1:])]
    beside = newer.between(at - 1, at) if step < 0 else newer.between(at, at + 1)
    space = [Piece(SAME, " ")] if beside or not row else []
    goes_on = bool(row) and bool(_row(newer, row[-1], step))
    more = [Piece(SAME, "… " if step < 0 else " …")] if goes_on else []
    return (*more, *found, *space) if step < 0 else (*space, *found, *more)
