# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions through the drafts as rows of a matrix: each with what became of its concerns. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotator.domain.alignment.word_map import WordMap
from annotator.domain.concern import Cell, Concern, worst
from annotator.services.comparing import Comparing

_Key = tuple[int, str]
"""Place of a draft in the row, and path in it, of where a provision comes up first."""


class MatrixRows:
    """Rows of the drafts of one language.

    Args:
        comparing: of the project.
        drafts: SHA-256 of each, from the first round to the last.
    """

    def __init__(self, comparing: Comparing, drafts: Sequence[str]) -> None:
        self._drafts = drafts
        self._at = {draft: at for at, draft in enumerate(drafts)}
        self._structures = [comparing.words(draft).structure for draft in drafts]
        self._maps: list[WordMap] = [
            comparing.map(older, newer) for older, newer in pairwise(drafts)
        ]

    def of(self, concerns: Iterable[Concern]) -> tuple[tuple[Cell, ...], ...]:
        """The rows that have concerns, in the order of the drafts."""
        found: dict[_Key, list[list[tuple[str, str, str]]]] = {}
        for concern in concerns:
            key: _Key = (self._at[concern.steps[0].draft], "")
            for step in concern.steps:
                at = self._at[step.draft]
                key = self._first(at, step.path) if step.path or not key[1] else key
                cells = found.setdefault(key, [[] for _draft in self._drafts])
                cells[at].append((concern.uid, concern.code, step.state))
        rows = []
        for key, ones_by_draft in found.items():
            paths = self._paths(key)
            row = tuple(
                Cell(draft, path, worst(state for _uid, _code, state in ones), tuple(ones))
                for draft, path, ones in zip(self._drafts, paths, ones_by_draft, strict=True)
            )
            rows.append((self._place(paths), row))
        return tuple(row for _place, row in sorted(rows, key=lambda one: one[0]))

    def _first(self, at: int, path: str) -> _Key:
        """Where a provision, or the first one of a range, came up first."""
        index = self._structures[at].ends(path)[0]
        path = self._structures[at].provisions[index].path if index >= 0 else path
        while at and index >= 0:
            pair = self._maps[at - 1].alignment.of_newer(index)
            if pair is None or not pair.a:
                break
            at, index = at - 1, pair.a[0]
            path = self._structures[at].provisions[index].path
        return at, path

    def _paths(self, key: _Key) -> list[str]:
        """What a provision is called in each draft, "" where it is not there."""
        at, path = key
        found = [""] * len(self._drafts)
        found[at] = path
        index = self._structures[at].ends(path)[0]
        while index >= 0 and at < len(self._maps):
            pair = self._maps[at].alignment.of_older(index)
            at, index = at + 1, pair.b[0] if pair and pair.b else -1
            if index >= 0:
                found[at] = self._structures[at].provisions[index].path
        return found

    def _place(self, paths: Sequence[str]) -> tuple[float, str]:
        """Where a row stands: as in the newest draft that has the provision."""
        for structure, path in zip(reversed(self._structures), reversed(paths), strict=True):
            index = structure.ends(path)[0]
            if index >= 0:
                return index / structure.count, path
        return -1.0, ""
