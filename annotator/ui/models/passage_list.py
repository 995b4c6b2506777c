# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages of a page and marks of a draft as a list for Qt. Shows what it is given and keeps no truth."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.area import AREA, area_label
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.mark import Mark
from annotator.domain.passage import Passage
from annotator.domain.tag import ABSENT
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.models.passage_changes import changed

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_Place = tuple[int, float, str]
"""Page, height on it, uid."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose work is whose: how the reviewer who looks is named, and everybody's name by uid."""

    mine: Container[str] = ()
    names: Mapping[str, str] | None = None

    def name(self, reviewer: str) -> str:
        """A name to show; "?" for somebody the project does not know."""
        return (self.names or {}).get(reviewer, reviewer if " " in reviewer else "?")

    def others(self, reviewers: Iterable[str]) -> str:
        """Names of those who are not the reviewer who looks."""
        seen = dict.fromkeys(self.name(each) for each in reviewers if each not in self.mine)
        return ", ".join(seen)


@dataclass(frozen=True, slots=True)
class CodeChip:
    """Letters and colour of one tag's code; whether the tag is the reviewer's own, and stands."""

    letters: str
    colour: str
    own: bool
    stands: bool = True

    @property
    def said(self) -> str:
        """The letters, and whether it was decided against."""
        return (
            self.letters if self.stands else _("{code} decided against").format(code=self.letters)
        )


@dataclass(frozen=True, slots=True)
class PassageRow:
    """What a row shows: a passage, a mark on a provision, or a head over the rows that follow.

    Attributes:
        passage: uid, "" for a mark or a head.
        quote: its words; without any, the title of the provision and the note.
        chips: a chip a tag.
        mark: uid of a mark.
        value: of a mark, as it is stored; "absent" where a tag says that something is missing.
        where: the provision, "" where none is known.
        who: names of others who tagged or marked it.
        head: of what follows, "" for all others.
    """

    passage: str = ""
    quote: str = ""
    chips: tuple[CodeChip, ...] = ()
    mark: str = ""
    value: str = ""
    where: str = ""
    who: str = ""
    head: str = ""

    @property
    def stands(self) -> bool:
        """Whether it has no tag, or one that was not decided against."""
        return not self.chips or any(chip.stands for chip in self.chips)


class PassageIndex:
    """Passages of one draft by page and in reading order; follows what changes."""

    def __init__(self, passages: Sequence[Passage] = ()) -> None:
        self._passages: Sequence[Passage] = ()
        self._pages: dict[int, list[Passage]] = {}
        self._order: list[_Place] = []
        self._places: dict[str, _Place] = {}
        self.whole: list[Passage] = []
        """Passages that stand on a whole provision, and so on no page."""
        self.follow(passages)

    def follow(self, passages: Sequence[Passage]) -> None:
        """Take over passages; those that are the same objects as before cost nothing."""
        gone, come = changed(self._passages, passages)
        self._passages = passages
        for passage in gone:
            self._take_away(passage)
        for passage in come:
            self._put(passage)
        if any(not pages_of(passage) for passage in (*gone, *come)):
            self.whole = [p for p in passages if p.placed and not pages_of(p)]

    def _take_away(self, passage: Passage) -> None:
        for page in pages_of(passage) if passage.placed else ():
            self._pages[page] = [each for each in self._pages[page] if each is not passage]
        place = self._places.pop(passage.uid, None)
        if place is not None:
            del self._order[bisect_left(self._order, place)]

    def _put(self, passage: Passage) -> None:
        pages = pages_of(passage) if passage.placed else set()
        for page in pages:
            self._pages.setdefault(page, []).append(passage)
        if pages and passage.standing:
            place = (passage.anchor.page, _height(passage), passage.uid)
            self._places[passage.uid] = place
            insort(self._order, place)

    def on_page(self, page: int) -> list[Passage]:
        """Passages that touch a page, in reading order; from above where an area is among them, of
        which the text cannot tell where it stands.
        """
        found = self._pages.get(page, [])
        if any(passage.anchor.kind == AREA for passage in found):
            return sorted(found, key=lambda p: (p.anchor.page, _height(p), p.uid))
        return sorted(found, key=lambda p: (p.anchor.page, p.anchor.start, p.uid))

    def step(self, chosen: str, step: int, *, page: int) -> str:
        """The passage after or before the chosen one, or the first from a page on; "" for none."""
        order = self._order
        if not order:
            return ""
        if chosen in self._places:
            at = bisect_left(order, self._places[chosen])
            return order[(at + step) % len(order)][2]
        later = bisect_left(order, (page, float("-inf"), ""))
        return order[(later if step > 0 else later - 1) % len(order)][2]


class PassageList(QAbstractListModel):
    """Rows of the panel that tells what stands on a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PassageRow] = []

    def show_rows(self, rows: Sequence[PassageRow]) -> bool:
        """List these; whether they are others than before."""
        changed = list(rows) != self._rows
        if changed:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        return changed

    def row(self, number: int) -> PassageRow | None:
        """What a row shows."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are, heads included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        row = self.row(index.row())
        return Qt.ItemFlag.NoItemFlags if row and row.head else super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Codes, people and quote as text; the row itself under ROW_ROLE."""
        row = self.row(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            letters = ", ".join(chip.said for chip in row.chips)
            parts = (letters, row.value, row.who, row.where, row.quote)
            return row.head or ": ".join(part for part in parts if part)
        return row if role == ROW_ROLE else None


def chips_of(passage: Passage, codes: Mapping[str, Code], who: Who) -> tuple[CodeChip, ...]:
    """A chip a tag."""
    found = ((codes.get(tag.code, UNKNOWN), tag) for tag in passage.tags)
    return tuple(
        CodeChip(code.id, code.colour, tag.reviewer in who.mine, tag.stands) for code, tag in found
    )


def passage_row(passage: Passage, codes: Mapping[str, Code], who: Who) -> PassageRow:
    """The row of a passage."""
    quote = " ".join(passage.anchor.quote.split())
    if not quote and passage.anchor.kind == AREA:
        quote = area_label(passage.page_label or str(passage.anchor.page))
    return PassageRow(
        passage=passage.uid,
        quote=quote or _both(passage.provision_title, passage.note),
        chips=chips_of(passage, codes, who),
        value=ABSENT if any(tag.stance == ABSENT for tag in passage.standing) else "",
        where=passage.anchor.provision,
        who=who.others(tag.reviewer for tag in passage.tags),
    )


def mark_row(mark: Mark, who: Who) -> PassageRow:
    """The row of a mark."""
    return PassageRow(
        mark=mark.uid,
        quote=_both(mark.provision_title, mark.note),
        value=mark.value,
        where=mark.provision,
        who=who.others([mark.reviewer]),
    )


def _both(title: str, note: str) -> str:
    return " — ".join(" ".join(each.split()) for each in (title, note) if each.strip())


def pages_of(passage: Passage) -> set[int]:
    """The pages a passage touches."""
    anchor = passage.anchor
    return {s.page for s in anchor.segments} | {q.page for q in anchor.quads}


def _height(passage: Passage) -> float:
    quads = passage.anchor.quads
    return min(quads[0].points[1::2]) if quads else 0.0
