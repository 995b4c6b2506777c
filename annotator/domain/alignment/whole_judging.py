# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of whole provisions, and of ranges of them, from one draft to the next. Only says it."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz.distance import Indel

from annotator.domain.alignment.aligned import JOINED, MOVED, SPLIT
from annotator.domain.alignment.bracket_status import BracketStatus
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.judging import CERTAIN, GONE, REWORDED, SAME, UNSURE, Verdict
from annotator.domain.alignment.word_map import WordMap


class WholeJudge:
    """Judges whole provisions of one draft in a newer one.

    Args:
        words: map of the two.
    """

    def __init__(self, words: WordMap) -> None:
        self._map = words
        self._status = BracketStatus(words)

    def of_provisions(self, first: int, last: int) -> Verdict:
        """The verdict on provisions with their parts, given by the indexes of the first and the last one
        in the older draft; twice the same for a single one.
        """
        found = self._judged(first, last)
        there = found.provision, found.until
        turned = self._status.turned_whole((first, last), there) if found.kind in CERTAIN else ""
        return replace(found, brackets=turned)

    def _judged(self, first: int, last: int) -> Verdict:
        begin = self._of_one(first)
        if first == last:
            return replace(begin, until=begin.provision)
        end = self._of_one(last)
        if begin.provision < 0 and end.provision < 0:
            return begin
        there = [one.provision for one in (begin, end) if one.provision >= 0]
        found = Verdict(UNSURE, provision=there[0], until=there[-1])
        doubts = [one for one in (begin, end) if one.kind == UNSURE]
        if len(there) == 1:
            return replace(found, reason="parted")
        if there[0] > there[-1]:
            return replace(found, until=there[0], reason="parted")
        if doubts:
            return replace(found, score=doubts[0].score, reason=doubts[0].reason)
        mine, others = _said(self._map.older, first, last), _said(self._map.newer, *there)
        if mine != others:
            score = round(Indel.normalized_similarity(mine, others), 4)
            return replace(found, kind=REWORDED, score=score, reason="likeness")
        kind = MOVED if MOVED in (begin.kind, end.kind) else SAME
        return replace(found, kind=kind, score=1.0, reason="words")

    def _of_one(self, index: int) -> Verdict:
        pair = self._map.alignment.of_older(index)
        if pair is None or not pair.b:
            return Verdict(GONE, reason="removed")
        there = pair.b[0]
        if not self._map.alignment.by_words:
            return Verdict(UNSURE, provision=there, reason="language")
        if pair.status in (SPLIT, JOINED):
            return Verdict(UNSURE, provision=there, score=pair.score, reason=pair.status)
        if _said(self._map.older, index, index) != _said(self._map.newer, there, there):
            return Verdict(REWORDED, provision=there, score=pair.score, reason="likeness")
        kind = MOVED if self._map.has_moved(pair) else SAME
        return Verdict(kind, provision=there, score=1.0, reason="words")


def _said(words: DraftWords, first: int, last: int) -> str:
    """All words of provisions and their parts."""
    structure = words.structure
    return "".join(words.own.get(at, "") for at in range(first, structure.last_part(last) + 1))
