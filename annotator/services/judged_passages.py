# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps what was said of passages for other drafts, until they or the drafts change. Decides nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.carried import Item
from annotator.domain.passage import Passage
from annotator.services.carried_chains import Chains
from annotator.services.carry_judging import PassageJudge
from annotator.services.comparing import PAIRS_KEPT, Comparing
from annotator.services.desk import Desk

if TYPE_CHECKING:
    from annotator.domain.alignment.word_map import WordMap

Progress = Callable[[int, int], None]
_Known = dict[str, tuple[Passage, Item]]
"""By uid the passage that was judged, and what was said of it."""
_TICK = 32


class JudgedPassages:
    """What is said of the passages of one project."""

    def __init__(self, desk: Desk, comparing: Comparing) -> None:
        self._desk = desk
        self._comparing = comparing
        self._kept: OrderedDict[tuple[str, str], tuple[WordMap, _Known]] = OrderedDict()
        """By the older and the newer draft, for those that were asked for last."""

    def items(
        self, older: str, newer: str, passages: Sequence[Passage], chains: Chains,
        progress: Progress | None,
    ) -> tuple[Item, ...]:  # fmt: skip
        """What is said of passages of one draft for another, in their order.

        Args:
            older: SHA-256.
            newer: SHA-256.
            passages: of the older draft.
            chains: of the project.
            progress: called with (passages done, all); may raise Cancelled.
        """
        words = self._comparing.map(older, newer)
        judge = PassageJudge(self._desk, words, (older, newer))
        known, items = self._known(older, newer, words), []
        for number, passage in enumerate(passages):
            if progress and number % _TICK == 0:
                progress(number, len(passages))
            said = known.get(passage.uid)
            if said is None or said[0] is not passage:
                known[passage.uid] = said = passage, judge.item(passage)
            item = said[1]
            if item.certain:
                item = replace(item, carried=chains.in_draft(passage.uid, newer))
            items.append(item)
        if progress:
            progress(len(passages), len(passages))
        return tuple(items)

    def _known(self, older: str, newer: str, words: WordMap) -> _Known:
        kept = self._kept.pop((older, newer), None)
        if kept is None or kept[0] is not words:
            kept = words, {}
        self._kept[older, newer] = kept
        while len(self._kept) > PAIRS_KEPT:
            self._kept.popitem(last=False)
        return kept[1]
