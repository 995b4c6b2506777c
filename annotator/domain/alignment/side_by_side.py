# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts held side by side, as values to be shown: what changed, where it stands on the pages of
either, and which tagged passages it touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.domain.alignment import aligned
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.changes import RENUMBERED, Change
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.line_up import LineUp
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.anchor import Segment
from annotator.domain.project import Draft
from annotator.domain.values import dataclass

MOVED_WHOLE = "moved_whole"
"""How a provision is marked that stands among others than before."""
_GONE, _CAME = frozenset((DELETED, MOVED_FROM)), frozenset((INSERTED, MOVED_TO))


@dataclass(frozen=True, slots=True)
class Inked:
    """Words of a page that a change is drawn on.

    Attributes:
        op: DELETED, INSERTED, MOVED_FROM, MOVED_TO or MOVED_WHOLE.
        row: which change, from 0.
        segment: the words.
        other: path of what moved, in the other draft; "" elsewhere.
    """

    op: str
    row: int
    segment: Segment
    other: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as it is listed.

    Attributes:
        change: what changed.
        older: where to look in the older draft; None for nowhere.
        newer: likewise in the newer one.
        tags: how many tags stand on words it touches, in both drafts.
        said: uid of the last word of a person on this pairing; "" for none.
    """

    change: Change
    older: Segment | None
    newer: Segment | None
    tags: int = 0
    said: str = ""

    @property
    def only_number(self) -> bool:
        """Whether nothing but its number is another."""
        return self.change.kinds == {RENUMBERED}


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All there is to show of two drafts.

    Attributes:
        older: the older draft.
        newer: the newer one.
        rows: changes in the order of the newer draft; behind them what a person paired or parted though
            nothing changed, which is of no kind.
        on_older: by page of the older draft what is drawn there.
        on_newer: likewise of the newer one.
        line_up: between places of the two.
        by_words: False where they are in two languages.
    """

    older: Draft
    newer: Draft
    rows: tuple[ChangeRow, ...]
    on_older: dict[int, tuple[Inked, ...]]
    on_newer: dict[int, tuple[Inked, ...]]
    line_up: LineUp
    by_words: bool = True


def places(change: Change, words: WordMap) -> tuple[Segment | None, Segment | None]:
    """Where to look for a change in the older and in the newer draft: its first words, else what stands
    where they are not, else where the provision begins; None where there is nothing of it.
    """
    return (
        _looked_at(words.older, change.pair.a, [(p.op, p.a) for p in change.pieces], _GONE),
        _looked_at(words.newer, change.pair.b, [(p.op, p.b) for p in change.pieces], _CAME),
    )


def _looked_at(
    side: DraftWords,
    owners: Sequence[int],
    pieces: Sequence[tuple[str, tuple[int, int] | None]],
    own: frozenset[str],
) -> Segment | None:
    changed = next((ends for op, ends in pieces if op in own and ends), None)
    if changed is not None:
        return side.segments(*changed)[0]
    near: tuple[int, int] | None = None
    for op, ends in pieces:
        if op == SAME and ends:
            near = ends
        if near is not None and op != SAME:
            break
    if near is not None:
        last = side.segments(near[1], near[1])[-1]
        return Segment(last.page, last.end, last.end)
    if owners and owners[0] >= 0:
        one = side.structure.provisions[owners[0]]
        return Segment(one.page, one.start, one.start)
    return None


def inked(
    changes: Sequence[Change], words: WordMap
) -> tuple[dict[int, tuple[Inked, ...]], dict[int, tuple[Inked, ...]]]:
    """What is drawn on the pages of the older and of the newer draft, by page."""
    older: dict[int, list[Inked]] = {}
    newer: dict[int, list[Inked]] = {}
    for row, change in enumerate(changes):
        for piece in change.pieces:
            if piece.op in _GONE and piece.a:
                _put(older, piece.op, row, words.older.segments(*piece.a))
            elif piece.op in _CAME and piece.b:
                _put(newer, piece.op, row, words.newer.segments(*piece.b))
        if change.pair.status == aligned.MOVED:
            _put(older, MOVED_WHOLE, row, _whole(words.older, change.pair, newer=False), change.b)
            _put(newer, MOVED_WHOLE, row, _whole(words.newer, change.pair, newer=True), change.a)
    return _frozen(older), _frozen(newer)


def _whole(side: DraftWords, pair: Pair, *, newer: bool) -> Iterator[Segment]:
    for index in pair.b if newer else pair.a:
        if index >= 0:
            yield from side.structure.segments(index)


def _put(
    pages: dict[int, list[Inked]], op: str, row: int,
    segments: Sequence[Segment] | Iterator[Segment], other: str = "",
) -> None:  # fmt: skip
    for at, segment in enumerate(segments):
        pages.setdefault(segment.page, []).append(Inked(op, row, segment, "" if at else other))


def _frozen(pages: dict[int, list[Inked]]) -> dict[int, tuple[Inked, ...]]:
    return {page: tuple(ones) for page, ones in pages.items()}
