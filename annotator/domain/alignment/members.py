# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of a draft as they are compared: articles, and what stands inside each."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.structure.found_structure import Provision

_GROUPS = frozenset({"part", "chapter", "section", "title", "annex", "appendix", "protocol"})
_RARE = 12
"""Provisions that share a run of words, at most, for it to say something."""
_RUN = 3
"""Words of such a run."""


class Members:
    """One draft's provisions with their words.

    Attributes:
        words: of the draft.
        own: by index, the symbols of each provision's own words.
        heads: indexes of articles and their like, in order, groups of them (chapters) included.
    """

    def __init__(self, words: DraftWords) -> None:
        self.words = words
        self.nodes = words.structure.provisions
        self.own = [words.own.get(index, "") for index in range(len(self.nodes))]
        self.heads = [index for index, one in enumerate(self.nodes) if self._is_head(one)]
        self._head_of: list[int] = []
        for index, one in enumerate(self.nodes):
            self._head_of.append(index if self._is_head(one) else self._head_of[one.parent])

    @staticmethod
    def _is_head(one: Provision) -> bool:
        return one.parent < 0 or "(" not in one.path

    def is_group(self, index: int) -> bool:
        """Whether it holds articles instead of words."""
        return self.nodes[index].kind in _GROUPS

    def head_of(self, index: int) -> int:
        """The article a provision is in, or is."""
        return self._head_of[index]

    @cached_property
    def inside(self) -> dict[int, list[int]]:
        """For each head its provisions, itself first, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, head in enumerate(self._head_of):
            found[head].append(index)
        return found

    @cached_property
    def text(self) -> dict[int, str]:
        """For each head all words of what is inside."""
        return {h: "".join(self.own[index] for index in ones) for h, ones in self.inside.items()}

    @cached_property
    def titles(self) -> list[str]:
        """For each provision its title as symbols of words."""
        return [self.words.book.spelled(one.title) for one in self.nodes]

    @cached_property
    def sub(self) -> list[str]:
        """For each provision its path inside its head: `(2)(a)`, "" for the head itself."""
        return [
            one.path[len(self.nodes[head].path) :] if index != head else ""
            for (index, one), head in zip(enumerate(self.nodes), self._head_of, strict=True)
        ]

    @cached_property
    def runs(self) -> dict[str, list[int]]:
        """For each run of words the few provisions it stands in: where to look for one like another."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self.own):
            for run in runs_of(text):
                found[run].append(index)
        return {run: ones for run, ones in found.items() if len(ones) <= _RARE}


def runs_of(text: str) -> set[str]:
    """The runs of words of a text."""
    return {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}
