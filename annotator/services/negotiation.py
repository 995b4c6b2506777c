# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of drafts: found once, asked for by place, counted by provision. Writes no tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.negotiation.mark_counts import MarkCounts, counts, touching
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.proposing import NOTHING, Proposed, proposed
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.pdf.arena import SharedBytes
from annotator.pdf.look_reading import looks_of
from annotator.services.desk import Desk
from annotator.services.mark_shelf import MarkShelf
from annotator.services.provisions import Provisions
from annotator.storage.tables import Blob

if TYPE_CHECKING:
    from annotator.pdf.text_looks import PageLooks

_ABOVE = frozenset(
    ("part", "title", "chapter", "section", "annex", "appendix", "protocol", "heading")
)
_PARTS = frozenset(("paragraph", "subparagraph", "item"))


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A negotiation mark and where it stands.

    Attributes:
        mark: what was found.
        provision: path of the smallest provision that holds it, or a range; "" outside of all.
        article: path of the article (rule, numbered paragraph …) in which it begins; "" outside.
        title: of that article; "" for none.
        page: where it begins, from 1.
        words: as people quote them.
    """

    mark: NegotiationMark
    provision: str
    article: str
    title: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """How many marks a draft has.

    Attributes:
        total: of the whole draft.
        articles: by path in the order of the draft, "" for what stands in none.
        provisions: by path, the marks of its parts included.
        looks: whether the looks of words are among them: they are read in the background.
    """

    total: MarkCounts
    articles: dict[str, MarkCounts]
    provisions: dict[str, MarkCounts]
    looks: bool


class Negotiation:
    """Negotiation marks of the drafts of one project."""

    def __init__(self, desk: Desk, provisions: Provisions) -> None:
        self._desk = desk
        self._provisions = provisions
        self._shelf = MarkShelf(desk)
        desk.proposed_status = self.status_of
        desk.prepare_marks = self._shelf.prepare

    # -- finding ---------------------------------------------------------------------------------

    def marks(self, sha256: str) -> tuple[NegotiationMark, ...]:
        """The marks of a draft in the order of its text; none while its text is not here.

        Those told by words at once, those told by looks once these are read.
        """
        return self._shelf.found(sha256).all

    def has_looks(self, sha256: str) -> bool:
        """Whether the looks of a draft's words are read."""
        return self._shelf.found(sha256).looks is not None

    def take_looks(self, sha256: str, found: Iterable[PageLooks]) -> int:
        """Join what looks tell to what words tell; see `MarkShelf.take_looks`."""
        return self._shelf.take_looks(sha256, found)

    def read_looks(
        self,
        sha256: str,
        *,
        password: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Read the looks of a draft's words now, unless they are read. Some 40 ms a page.

        Raises:
            PasswordNeededError: its PDF wants one.
            UnreadablePdfError, WorkerLostError: it cannot be read.
            Cancelled: by `progress`.
        """
        if self.has_looks(sha256):
            return
        with self._desk.store.read() as connection:
            data = self._desk.store.rows(connection).values(Blob, "data", sha256=sha256)
        if not data:
            return
        source = SharedBytes.of(bytes(data[0]))
        try:
            self.take_looks(sha256, list(looks_of(source, password=password, progress=progress)))
        finally:
            source.close()

    # -- asking ----------------------------------------------------------------------------------

    def on(self, sha256: str, segments: Sequence[Segment]) -> Proposed:
        """What the marks that speak of a passage propose for its tags."""
        if not segments:
            return NOTHING
        near = touching(self._shelf.found(sha256).near(segments), segments)
        return proposed(near, segments) if near else NOTHING

    def status_of(self, anchor: Anchor) -> str:
        """The status proposed for a passage; "" for none."""
        return self.on(anchor.draft, anchor.segments).status if anchor.segments else ""

    def placed(self, sha256: str) -> tuple[PlacedMark, ...]:
        """The marks of a draft with the provisions they stand in and their words."""
        structure, text = self._provisions.structure(sha256), self._desk.text(sha256)
        made = []
        for mark in self.marks(sha256):
            if not mark.segments:
                continue
            first = mark.segments[0]
            at = _article(structure, structure.index_at(first.page, first.start))
            path, title = _named(structure, at)
            within, words = structure.span(mark.segments), text.quote(mark.segments)
            made.append(PlacedMark(mark, within, path, title, first.page, words))
        return tuple(made)

    def counted(self, sha256: str) -> DraftCounts:
        """How many marks a draft has, in all, by article, and by provision with its parts."""
        structure = self._provisions.structure(sha256)
        articles: dict[str, list[NegotiationMark]] = {}
        provisions: dict[str, list[NegotiationMark]] = {}
        marks = self.marks(sha256)
        for mark in marks:
            first = mark.segments[0] if mark.segments else None
            at = structure.index_at(first.page, first.start) if first else -1
            path, _title = _named(structure, _article(structure, at))
            articles.setdefault(path, []).append(mark)
            for index in structure.chain(at):
                provisions.setdefault(structure.provisions[index].path, []).append(mark)
        return DraftCounts(
            counts(marks),
            {path: counts(articles[path]) for path in sorted(articles, key=_order(structure))},
            {path: counts(provisions[path]) for path in sorted(provisions, key=_order(structure))},
            self.has_looks(sha256),
        )


def _order(structure: Structure) -> Callable[[str], tuple[int, tuple[object, ...]]]:
    return lambda path: structure.order(path) if path else (-1, ())


def _article(structure: Structure, index: int) -> int:
    """The outermost provision around a place that is no chapter; -1 for none.

    Numbered paragraphs right below an annex or a heading count as that one's, unless paragraphs are
    what the draft is made of.
    """
    below = [at for at in structure.chain(index) if structure.provisions[at].kind not in _ABOVE]
    if not below:
        return index
    found = structure.provisions[below[-1]]
    loose = found.kind in _PARTS and found.kind != structure.unit and found.parent >= 0
    return found.parent if loose else below[-1]


def _named(structure: Structure, index: int) -> tuple[str, str]:
    """Path and title of a provision, two times "" for -1."""
    known = structure.provisions[index] if index >= 0 else None
    return (known.path, known.title) if known else ("", "")
