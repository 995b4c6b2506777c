# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of drafts, found once and kept in the project; looks joined when they are read."""

from __future__ import annotations

import functools
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from annotator import paths
from annotator.domain.anchor import Segment
from annotator.domain.identity import digest
from annotator.domain.negotiation.actors import PartyNames
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.domain.negotiation.packed_marks import READER, packed, unpacked
from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.services.events import ChangeSet
from annotator.storage.tables import FoundMarks, TextPage

_KEPT = 8
"""Drafts whose marks are kept ready."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Found:
    """Marks by words and by looks; `looks` is None until they are read."""

    made_of: str
    words: tuple[NegotiationMark, ...]
    looks: tuple[NegotiationMark, ...] | None
    all: tuple[NegotiationMark, ...] = ()
    pages: dict[int, list[NegotiationMark]] | None = None

    def join(self) -> None:
        """Bring both into the order of the draft, and index them by the pages they speak of."""
        both = [*self.words, *(self.looks or ())]
        self.all = tuple(sorted(both, key=lambda mark: (mark.start, -mark.end)))
        pages: dict[int, list[NegotiationMark]] = {}
        for mark in self.all:
            for page in {one.page for one in mark.covers}:
                pages.setdefault(page, []).append(mark)
        self.pages = pages

    def near(self, segments: Sequence[Segment]) -> list[NegotiationMark]:
        """Those on the pages of a passage, each once."""
        pages = self.pages or {}
        first = segments[0].page
        if all(one.page == first for one in segments):
            return pages.get(first, [])
        wanted = {one.page for one in segments}
        return [mark for mark in self.all if any(one.page in wanted for one in mark.covers)]


class MarkShelf:
    """Found marks by draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ready: OrderedDict[str, Found] = OrderedDict()
        self._unkept: set[str] = set()
        desk.events.subscribe(self._on_change)

    def found(self, sha256: str) -> Found:
        """The marks of a draft; none while its text is not here."""
        if sha256 in self._ready:
            self._ready.move_to_end(sha256)
            self._keep(sha256)
            return self._ready[sha256]
        made_of = self._made_of(sha256)
        found = self._stored(sha256, made_of)
        if found is None:
            found = Found(made_of, tuple(read_marks(self._desk.text(sha256), self._names)), None)
            if self._desk.pages(sha256):
                self._unkept.add(sha256)
        found.join()
        self._ready[sha256] = found
        self._keep(sha256)
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        return found

    @functools.cached_property
    def _names_text(self) -> str:
        return (paths.resources() / "parties.json").read_text(encoding="utf-8")

    @functools.cached_property
    def _names(self) -> PartyNames:
        return PartyNames.from_json(self._names_text)

    def _made_of(self, sha256: str) -> str:
        """A hash of all that the marks of a draft follow from."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            texts = rows.values(TextPage, "text_hash", draft=sha256)
            readers = sorted(set(rows.values(TextPage, "extractor", draft=sha256)))
        return digest("negotiation", READER, self._names_text, *readers, *texts)

    def _stored(self, sha256: str, made_of: str) -> Found | None:
        with self._desk.store.read() as connection:
            row = self._desk.store.rows(connection).by(FoundMarks, "draft", [sha256]).get(sha256)
        if row is None or row["made_of"] != made_of:
            return None
        try:
            looks = unpacked(row["looks"]) if row["looks"] else None
            return Found(made_of, unpacked(row["words"]), looks)
        except ValueError as error:
            _log.warning("negotiation.damaged draft=%s %s", sha256[:12], error)
            return None

    def _keep(self, sha256: str) -> None:
        """Store what was found, unless something is being read: then at the next question."""
        store = self._desk.store
        if sha256 not in self._unkept or store.in_view or not store.writable:
            return
        self._unkept.discard(sha256)
        found = self._ready[sha256]
        looks = b"" if found.looks is None else packed(found.looks)
        row = {"draft": sha256, "made_of": found.made_of, "looks": looks}
        with store.cache() as rows:
            rows.remove(FoundMarks, "draft", [sha256])
            rows.insert(FoundMarks, [{**row, "words": packed(found.words)}])

    def _on_change(self, change: ChangeSet) -> None:
        if "draft" in change.kinds:
            self._ready.clear()
            self._unkept.clear()

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
        ready.looks = tuple(looks)
        ready.join()
        self._unkept.add(sha256)
        self._keep(sha256)
        return True
