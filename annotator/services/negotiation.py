# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of drafts: found once, asked for by place, counted by article. Writes no tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.negotiation.mark_counts import MarkCounts, counts, touching
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.negotiation.proposing import NOTHING, Proposed, proposed
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.services.looking import Looking
from annotator.services.mark_shelf import MarkShelf
from annotator.services.provisions import Provisions
from annotator.storage.tables import Blob

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
        looks: whether the looks of words are among them: they are read in the background.
        cut: whether a page had more looks than are told.
    """

    total: MarkCounts
    articles: dict[str, MarkCounts]
    looks: bool
    cut: bool = False


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

    def looking(self, sha256: str) -> Looking | None:
        """What the looks of a draft's words are read from, on any thread; `keep_looks` takes what it tells.

        None where they are read, and where PDF or text are not here.
        """
        found = self._shelf.found(sha256)
        texts = self._desk.pages(sha256)
        if found.looks is not None or not texts:
            return None
        with self._desk.store.read() as connection:
            data = self._desk.store.rows(connection).values(Blob, "data", sha256=sha256)
        return Looking(sha256, found.made_of, bytes(data[0]), texts.copy()) if data else None

    def keep_looks(self, sha256: str, made_of: str, looks: Iterable[NegotiationMark]) -> bool:
        """Join what looks tell to what words tell; see `MarkShelf.keep_looks`."""
        return self._shelf.keep_looks(sha256, made_of, looks)

    def read_looks(
        self, sha256: str, *, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Read the looks of a draft's words now, unless they are read.

        Raises:
            PasswordNeededError: its PDF wants one.
            UnreadablePdfError, WorkerLostError: it cannot be read.
            Cancelled: by `progress`.
        """
        looking = self.looking(sha256)
        if looking is not None:
            self.keep_looks(sha256, looking.made_of, looking.read(progress=progress))

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

    def counted(self, sha256: str, placed: Iterable[PlacedMark] | None = None) -> DraftCounts:
        """How many marks a draft has, in all and by article.

        Args:
            sha256: of the draft.
            placed: what `placed` gave for it, where that is at hand.
        """
        rows = self.placed(sha256) if placed is None else tuple(placed)
        articles: dict[str, list[NegotiationMark]] = {}
        for row in rows:
            articles.setdefault(row.article, []).append(row.mark)
        order = _order(self._provisions.structure(sha256))
        return DraftCounts(
            counts(row.mark for row in rows),
            {path: counts(articles[path]) for path in sorted(articles, key=order)},
            self.has_looks(sha256),
            any("looks_cut" in row.mark.remarks for row in rows),
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
