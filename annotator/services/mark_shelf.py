# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of drafts, found once and kept in the project; looks joined when they are read."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator import paths
from annotator.domain.anchor import Segment
from annotator.domain.identity import digest
from annotator.domain.negotiation.actors import PartyNames
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.domain.negotiation.packed_marks import READER, packed, unpacked
from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.services.found_shelf import FoundShelf
from annotator.storage.tables import FoundMarks


@dataclass(frozen=True, slots=True)
class Found:
    """Marks by words and by looks.

    Attributes:
        made_of: a hash of all that they follow from.
        words: told by words.
        looks: told by looks; None until these are read.
        all: both, in the order of the draft.
        pages: those that speak of each page.
    """

    made_of: str
    words: tuple[NegotiationMark, ...]
    looks: tuple[NegotiationMark, ...] | None
    all: tuple[NegotiationMark, ...]
    pages: Mapping[int, list[NegotiationMark]]

    @classmethod
    def of(
        cls,
        made_of: str,
        words: Iterable[NegotiationMark],
        looks: Iterable[NegotiationMark] | None,
    ) -> Found:
        """Join both."""
        words, looks = tuple(words), None if looks is None else tuple(looks)
        both = sorted((*words, *(looks or ())), key=lambda mark: (mark.start, -mark.end))
        pages: dict[int, list[NegotiationMark]] = {}
        for mark in both:
            for page in {one.page for one in mark.covers}:
                pages.setdefault(page, []).append(mark)
        return cls(made_of, words, looks, tuple(both), pages)

    def near(self, segments: Sequence[Segment]) -> list[NegotiationMark]:
        """Those on the pages of a passage, each once."""
        first = segments[0].page
        if all(one.page == first for one in segments):
            return self.pages.get(first, [])
        wanted = {one.page for one in segments}
        return [mark for mark in self.all if any(one.page in wanted for one in mark.covers)]


class MarkShelf(FoundShelf[Found]):
    """Found marks by draft. They follow from its text alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FoundMarks)

    @functools.cached_property
    def _names_text(self) -> str:
        return (paths.resources() / "parties.json").read_text(encoding="utf-8")

    @functools.cached_property
    def _names(self) -> PartyNames:
        return PartyNames.from_json(self._names_text)

    def _made_of(self, _sha256: str, texts: Sequence[str]) -> str:
        return digest("negotiation", READER, self._names_text, *texts)

    def _find(self, sha256: str) -> Found:
        words = read_marks(self._desk.text(sha256), self._names)
        return Found.of(self._hash(sha256), words, None)

    def _packed(self, value: Found) -> Mapping[str, bytes]:
        looks = b"" if value.looks is None else packed(value.looks)
        return {"words": packed(value.words), "looks": looks}

    def _unpacked(self, row: Mapping[str, Any]) -> Found:
        looks = unpacked(row["looks"]) if row["looks"] else None
        return Found.of(row["made_of"], unpacked(row["words"]), looks)

    def keep_looks(self, sha256: str, made_of: str, looks: Iterable[NegotiationMark]) -> bool:
        """Join what looks tell to what words tell, and keep it.

        Args:
            sha256: of the draft.
            made_of: of the marks when the looks were asked for.
            looks: the marks that looks tell.

        Returns:
            Whether they were taken: not where the draft or its text is another one by now.
        """
        ready = self.found(sha256)
        if ready.made_of != made_of or not self._desk.pages(sha256):
            return False
        self.put(sha256, Found.of(made_of, ready.words, tuple(looks)))
        return True
