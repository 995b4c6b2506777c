# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of each provision, once it is known which belong together: moved, split, joined, gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from annotator.domain.alignment import aligned
from annotator.domain.alignment.aligned import Alignment, Pair
from annotator.domain.alignment.heaviest_row import heaviest_row
from annotator.domain.alignment.members import Members, runs_of
from annotator.domain.alignment.said_words import SaidWords
from annotator.domain.values import dataclass

_HELD = 0.85
"""Part of a provision's words that must stand in another for it to be a piece of that one."""
_LEAST_PIECE = 6
"""Words of a piece."""
_GAIN = 0.05
"""By how much likeness must rise when the piece is counted in."""


@dataclass(frozen=True, slots=True)
class Mate:
    """What a provision of the older draft belongs to: index in the newer one, and why."""

    index: int
    reason: tuple[str, ...]


def outcome(
    a: Members, b: Members, mates: Mapping[int, Mate], said: SaidWords, wholes: Sequence[Pair] = (),
    *, by_words: bool = True,
) -> Alignment:  # fmt: skip
    """All pairs with their status.

    Args:
        a: the older draft.
        b: the newer one.
        mates: by index of the older draft.
        said: what people said; no piece is counted in against it.
        wholes: pairs of several that hold as they are.
        by_words: whether words can be compared.
    """
    moved = _moved(a, b, mates)
    pairs: dict[int, Pair] = {}
    for i, mate in mates.items():
        mine, other = a.own[i], b.own[mate.index]
        score = Indel.normalized_similarity(mine, other) if by_words and (mine or other) else 0.0
        same = mine == other or not by_words
        status = aligned.MOVED if i in moved else aligned.SAME if same else aligned.CHANGED
        pairs[i] = Pair((i,), (mate.index,), status, round(score, 4), mate.reason,
                        "person" in mate.reason)  # fmt: skip
    taken = {mate.index for mate in mates.values()}
    for whole in wholes:
        words = [
            "".join(side.own[one] for one in ones) for side, ones in ((a, whole.a), (b, whole.b))
        ]
        score = round(Indel.normalized_similarity(*words), 4)
        pairs.update(dict.fromkeys(whole.a, replace(whole, score=score)))
        taken.update(whole.b)
    if by_words:
        _split(a, b, pairs, taken, said)
        _joined(a, b, pairs, said)
    return Alignment(_ordered(a, b, pairs, taken), by_words=by_words)


# -- moves -----------------------------------------------------------------------------------------


def _moved(a: Members, b: Members, mates: Mapping[int, Mate]) -> set[int]:
    """What stands in another provision than before, or in another order among its like.

    Articles are one row through all chapters: a heading put in between moves none of them.
    """
    moved: set[int] = set()
    siblings: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, mate in sorted(mates.items()):
        up, there = a.nodes[i].parent, b.nodes[mate.index].parent
        expected = mates.get(up)
        if a.head_of(i) == i and b.head_of(mate.index) == mate.index:
            siblings[-1, a.is_group(i)].append(i)
        elif expected is not None and expected.index == there:
            siblings[up, there].append(i)
        else:
            moved.add(i)
    for ones in siblings.values():
        weights = [len(a.text.get(i, a.own[i])) + 1 for i in ones]
        kept = heaviest_row([mates[i].index for i in ones], weights)
        moved.update(i for at, i in enumerate(ones) if at not in kept)
    return moved


# -- splits and joins ------------------------------------------------------------------------------


def _split(
    a: Members, b: Members, pairs: dict[int, Pair], taken: set[int], said: SaidWords
) -> None:
    """What was added and stood in a provision before, whose rest is still there."""
    for j in range(len(b.own)):
        if j in taken or len(b.own[j]) < _LEAST_PIECE:
            continue
        for i in _sources(b.own[j], a):
            pair = pairs.get(i)
            if pair is None or pair.locked or not said.allow(i, j):
                continue
            if not _is_piece(b.own[j], a.own[i]):
                continue
            all_b = tuple(sorted((*pair.b, j)))
            whole = "".join(b.own[one] for one in all_b)
            score = Indel.normalized_similarity(a.own[i], whole)
            if score > pair.score + _GAIN:
                pairs[i] = replace(pair, b=all_b, status=aligned.SPLIT, score=round(score, 4))
                taken.add(j)
                break


def _joined(a: Members, b: Members, pairs: dict[int, Pair], said: SaidWords) -> None:
    """What is missing and now stands in a provision that says something else, too."""
    owner = {j: i for i, pair in pairs.items() for j in pair.b}
    for i in range(len(a.own)):
        if i in pairs or len(a.own[i]) < _LEAST_PIECE:
            continue
        for j in _sources(a.own[i], b):
            first = owner.get(j)
            if first is None or not said.allow(i, j) or not _is_piece(a.own[i], b.own[j]):
                continue
            pair = pairs[first]
            if pair.locked or pair.status == aligned.SPLIT:
                continue
            all_a = tuple(sorted((*pair.a, i)))
            score = Indel.normalized_similarity("".join(a.own[one] for one in all_a), b.own[j])
            if score > pair.score + _GAIN:
                joined = replace(pair, a=all_a, status=aligned.JOINED, score=round(score, 4))
                pairs.update(dict.fromkeys(all_a, joined))
                break


def _sources(piece: str, members: Members) -> Iterable[int]:
    """Where a piece may have come from or gone to, the likeliest first."""
    shared = Counter(one for run in runs_of(piece) for one in members.runs.get(run, ()))
    return [one for one, _count in shared.most_common(3)]


def _is_piece(piece: str, whole: str) -> bool:
    if len(piece) >= len(whole) or not piece:
        return False
    return Indel.similarity(piece, whole) / 2 / len(piece) >= _HELD


# -- order -----------------------------------------------------------------------------------------


def _ordered(a: Members, b: Members, pairs: dict[int, Pair], taken: set[int]) -> tuple[Pair, ...]:
    """In the order of the newer draft; what was removed behind what stood before it."""
    by_b: dict[int, Pair] = {}
    for pair in pairs.values():
        by_b.setdefault(pair.b[0], pair)
    after: dict[int, list[Pair]] = defaultdict(list)
    place = -1
    for i in range(len(a.own)):
        if i in pairs:
            place = pairs[i].b[0]
        else:
            after[place].append(Pair((i,), (), aligned.REMOVED))
    found = list(after[-1])
    for j in range(len(b.own)):
        if j in by_b:
            found.append(by_b[j])
        elif j not in taken:
            found.append(Pair((), (j,), aligned.ADDED))
        found.extend(after[j])
    return tuple(found)
