# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two drafts, provision by provision and word by word."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from annotator.domain.alignment import aligned
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.modality import Modality
from annotator.domain.alignment.word_map import WordMap
from annotator.domain.values import dataclass

REWORDED, RENUMBERED, BRACKET_OPENED, BRACKET_CLOSED, MODALITY, TITLE = (
    "reworded", "renumbered", "bracket_opened", "bracket_closed", "modality", "title",
)  # fmt: skip
MOVED, SPLIT, JOINED, ADDED, REMOVED = (
    aligned.MOVED, aligned.SPLIT, aligned.JOINED, aligned.ADDED, aligned.REMOVED,
)  # fmt: skip
KINDS = (
    REWORDED, MOVED, SPLIT, JOINED, ADDED, REMOVED, RENUMBERED, BRACKET_OPENED, BRACKET_CLOSED, MODALITY,
    TITLE,
)  # fmt: skip
SAME, DELETED, INSERTED, MOVED_FROM, MOVED_TO = (
    "same", "deleted", "inserted", "moved_from", "moved_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of words.

    Attributes:
        op: SAME, DELETED, INSERTED; MOVED_FROM where words stood that stand elsewhere now, MOVED_TO there.
        a: first and last word in the older draft; None for what is not in it.
        b: likewise in the newer one.
        text: the words as printed, with a space behind where one follows in the draft.
    """

    op: str
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a provision.

    Attributes:
        pair: the provisions it is about.
        kinds: of KINDS; `renumbered` alone where nothing else changed.
        pieces: the words of both sides, in the order of the newer draft; () where none changed.
        a: path in the older draft; "" for none.
        b: path in the newer one; "" for none.
        score: likeness of the words, 0 to 1.
        more_a: further paths in the older draft, of what was joined.
        more_b: further paths in the newer one, of what was split.
        modality: changes in how strongly it binds.
    """

    pair: Pair
    kinds: frozenset[str]
    pieces: tuple[WordPiece, ...]
    a: str
    b: str
    score: float
    more_a: tuple[str, ...] = ()
    more_b: tuple[str, ...] = ()
    modality: tuple[Modality, ...] = ()


def changes(words: WordMap) -> tuple[Change, ...]:
    """Everything that changed between two drafts, in the order of the newer one.

    Args:
        words: map of the two.
    """
    return tuple(_changed(words))


def _changed(words: WordMap) -> Iterator[Change]:
    for pair in words.alignment.pairs:
        mine = [words.older.structure.provisions[at].path for at in pair.a]
        others = [words.newer.structure.provisions[at].path for at in pair.b]
        kinds = {pair.status} - {aligned.SAME, aligned.CHANGED}
        pieces = _pieces(words, pair) if pair.score < 1 else ()
        if pair.status == aligned.CHANGED:
            kinds.add(REWORDED)
        if not kinds and mine == others:
            continue
        yield Change(
            pair, frozenset(kinds or {RENUMBERED}), pieces, "".join(mine[:1]), "".join(others[:1]),
            pair.score, tuple(mine[1:]), tuple(others[1:]),
        )  # fmt: skip


def _pieces(words: WordMap, pair: Pair) -> tuple[WordPiece, ...]:
    mine, others = words.sides(pair)
    old = "".join([words.older.symbols[at] for at in mine])
    new = "".join([words.newer.symbols[at] for at in others])
    found = []
    for step in Indel.opcodes(old, new):
        a, b = mine[step.src_start : step.src_end], others[step.dest_start : step.dest_end]
        op = {"equal": SAME, "delete": DELETED}.get(step.tag, INSERTED)
        ends_a, ends_b = ((one[0], one[-1]) if one else None for one in (a, b))
        found.append(WordPiece(op, ends_a, ends_b, _text(words, ends_a, ends_b)))
    return tuple(found)


def _text(words: WordMap, a: tuple[int, int] | None, b: tuple[int, int] | None) -> str:
    side: DraftWords = words.newer if b else words.older
    ends = b or a
    return side.quote(*ends) + " " if ends else ""
