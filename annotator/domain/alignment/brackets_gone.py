# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells brackets that went and left their words from those that took their words along."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.runs import Run
from annotator.domain.alignment.word_by_word import DELETED, Range
from annotator.domain.alignment.word_map import WordMap


def brackets_gone(pair: Pair, row: Sequence[Run], words: WordMap) -> tuple[bool, bool]:
    """Whether an option was taken out of a provision, and whether a bracket was closed.

    An option is a bracket whose words all went with it; what is closed left words, or held none.
    Where `[four] [five]` became `[four]`, the closing bracket that stayed may be counted as either:
    so it is enough that one of the two went.

    Args:
        pair: the provision.
        row: its runs.
        words: map of the two drafts.
    """
    older = words.older
    gone = {
        at for run in row if run.op == DELETED and run.a for at in range(run.a[0], run.a[1] + 1)
    }
    left = sum(older.symbols[at] in older.book.brackets for at in gone)
    if not left:
        return False, False

    def went(at: int) -> bool:
        return at in gone or (older.owners[at] not in pair.a and words.there(at) < 0)

    out: list[Range] = []
    for opening, closing in older.bracket_pairs:
        if opening not in gone and closing not in gone:
            continue
        held = [
            at for at in range(opening + 1, closing) if older.symbols[at] not in older.book.signs
        ]
        around = any(low < opening and closing < high for low, high in out)
        if all(map(went, held)) and (held or around):
            out.append((opening, closing))
    left -= sum(older.owners[at] in pair.a for ends in out for at in ends)
    return bool(out), left > 0
