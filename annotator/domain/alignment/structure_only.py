# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pairs provisions by their numbers and their order alone: drafts in two languages share no words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import Indel

from annotator.domain.alignment.members import Members


def paired_by_number(a: Members, b: Members) -> Iterator[tuple[int, int]]:
    """The longest row of articles with equal kind and number in the same order; inside of two, likewise.

    Numbers are compared as they stand in paths, which know no language.
    """
    heads = [
        (a.heads[i], b.heads[j])
        for i, j in _matched([_key(a, h) for h in a.heads], [_key(b, h) for h in b.heads])
    ]
    for head, mate in heads:
        yield head, mate
        mine, others = a.inside[head][1:], b.inside[mate][1:]
        for i, j in _matched([a.sub[one] for one in mine], [b.sub[one] for one in others]):
            yield mine[i], others[j]


def _key(members: Members, index: int) -> tuple[str, str]:
    one = members.nodes[index]
    return one.kind, one.number


def _matched(mine: Sequence[Hashable], others: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    for block in Indel.opcodes(mine, others):
        if block.tag == "equal":
            yield from zip(
                range(block.src_start, block.src_end),
                range(block.dest_start, block.dest_end),
                strict=True,
            )
