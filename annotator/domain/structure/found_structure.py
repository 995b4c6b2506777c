# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of a draft as found: values, and questions about places in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from annotator.domain.anchor import Segment
from annotator.domain.structure.path_order import joined_range, path_key, range_ends
from annotator.domain.values import dataclass

_GAP = 2
"""Code points of white space between two rows that are one run."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a draft.

    Attributes:
        path: `Art 6(2)(a)`, `Annex I, Art 3`; one of its kind in the draft. See `provision_paths`.
        label: as printed: `Article 6 bis`, `(a)`; as corrected, where somebody corrected it.
        kind: `preamble`, `recital`, `part`, `chapter`, `section`, `title`, `annex`, `appendix`,
            `protocol`, `article`, `rule`, `principle`, `guideline`, `pp`, `op`, `row`, `heading`,
            `paragraph`, `subparagraph` or `item`.
        number: as in the path: `6 bis`, `a`, `II`; "" for none.
        title: in one line; "" for none.
        parent: index of the provision it is part of, -1 for none; smaller than its own.
        page: of its first word, from 1.
        start: first code point in that page's text.
        end_page: of its last word, parts of it included.
        end: one past the last code point in that page's text.
        confidence: 0 to 1; 1 where a person said so.
        reason: what speaks for it: `word`, `look`, `outline`, `mark`, `within` (a mark inside of a
            row), `alone` (a bare number), `learnt` (a word that counts), `recital`, `person`.
        found: the label as found, where a person corrected it; "" elsewhere.
    """

    path: str
    label: str
    kind: str
    number: str
    title: str
    parent: int
    page: int
    start: int
    end_page: int
    end: int
    confidence: float
    reason: tuple[str, ...]
    found: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is doubtful, for a person to look at.

    Attributes:
        kind: `gap`, `twice`, `nothing`, `unit`, `contents`, `backwards`, `lost` (a correction whose
            place is gone), `learnt`.
        text: one sentence.
        page: from 1, 0 for the whole draft.
        start: code point in that page's text.
    """

    kind: str
    text: str
    page: int = 0
    start: int = 0


@dataclass(frozen=True)
class Structure:
    """The provisions of a draft, in the order of reading.

    Attributes:
        provisions: each behind what it is part of.
        unit: what the draft is made of: `article`, `rule`, `paragraph`, `op`, `recital`, `row`,
            `heading` ...; "" where nothing was found.
        unit_reason: why, in one sentence.
        remarks: what is doubtful.
        pieces: by page, (first code point, index of the innermost provision or -1), in order of code
            points; a piece reaches to the next one, or to the end of the page.
        runs: for each provision the runs of text that are its own, without its parts'.
    """

    provisions: tuple[Provision, ...] = ()
    unit: str = ""
    unit_reason: str = ""
    remarks: tuple[Remark, ...] = ()
    pieces: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    runs: Sequence[tuple[Segment, ...]] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pages", sorted(self.pieces))
        paths = {one.path: index for index, one in reversed(list(enumerate(self.provisions)))}
        object.__setattr__(self, "_paths", paths)

    def index_at(self, page: int, offset: int) -> int:
        """Index of the smallest provision that holds a place, -1 where there is none.

        A place in a header, a footer or a footnote belongs to what stands before it in the text.
        """
        pages: list[int] = self._pages  # type: ignore[attr-defined]
        pieces = self.pieces.get(page, ())
        at = bisect_right(pieces, offset, key=_first) - 1
        if at >= 0:
            return pieces[at][1]
        before = bisect_right(pages, page - 1) - 1
        return self.pieces[pages[before]][-1][1] if before >= 0 else -1

    def at(self, page: int, offset: int) -> Provision | None:
        """The smallest provision that holds a place."""
        index = self.index_at(page, offset)
        return self.provisions[index] if index >= 0 else None

    def find(self, path: str) -> int:
        """Index of the provision with a path as `provision_path` writes it, -1 for none."""
        paths: dict[str, int] = self._paths  # type: ignore[attr-defined]
        return paths.get(path, -1)

    def ends(self, path: str) -> tuple[int, int]:
        """Indexes of the first and the last provision of a path, twice the same for a single one; -1
        twice where the draft does not have both.
        """
        at = self.find(path)
        first, last = (at, at) if at >= 0 else map(self.find, range_ends(path))
        return (first, last) if 0 <= first <= last else (-1, -1)

    def chain(self, index: int) -> list[int]:
        """A provision and what it is part of, the smallest first: what a selection grows to."""
        found = []
        while index >= 0:
            found.append(index)
            index = self.provisions[index].parent
        return found

    def parts(self, index: int) -> list[int]:
        """The provisions right below one; those of the draft for -1."""
        return [at for at, one in enumerate(self.provisions) if one.parent == index]

    def last_part(self, index: int) -> int:
        """Index of the last provision within one, itself where it has no parts."""
        last = index
        while last + 1 < len(self.provisions) and index in self.chain(last + 1):
            last += 1
        return last

    def segments(self, index: int) -> tuple[Segment, ...]:
        """The text of a whole provision, its parts included, as runs in the order of reading."""
        return self.whole(index, index)

    def whole(self, first: int, last: int) -> tuple[Segment, ...]:
        """The same of all provisions from one to another."""
        found: list[Segment] = []
        for at in range(first, self.last_part(last) + 1):
            for run in self.runs[at]:
                end = found[-1] if found else None
                if end and end.page == run.page and 0 <= run.start - end.end <= _GAP:
                    found[-1] = Segment(run.page, end.start, run.end)
                else:
                    found.append(run)
        return tuple(found)

    def span(self, segments: Sequence[Segment]) -> str:
        """The path of a selection: the smallest provision that holds it, or a range of them.

        `Art 6(1)-(2)`, `Art 6(2)-Art 7(1)`; "" outside of all. See
        `path_order.joined_range`.
        """
        touched = [
            index
            for one in segments
            for index in (
                self.index_at(one.page, one.start),
                self.index_at(one.page, max(one.start, one.end - 1)),
            )
        ]
        inside = sorted(index for index in touched if index >= 0)
        if not inside:
            return ""
        first, last = inside[0], inside[-1]
        if first in self.chain(last):
            return self.provisions[first].path
        return joined_range(self.provisions[first].path, self.provisions[last].path)

    def order(self, path: str) -> tuple[int, tuple[object, ...]]:
        """A key that sorts paths as they stand in this draft; unknown ones come last, by number."""
        first = path.split("-", 1)[0]
        index = self.find(path) if self.find(path) >= 0 else self.find(first)
        return (index, ()) if index >= 0 else (len(self.provisions), path_key(path))

    @property
    def count(self) -> int:
        """How many provisions there are."""
        return len(self.provisions)


def _first(piece: tuple[int, int]) -> int:
    return piece[0]


def pieces_by_page(pieces: Iterable[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    """(page, code point, index) in the order of reading as `Structure.pieces`."""
    found: dict[int, list[tuple[int, int]]] = {}
    for page, start, index in pieces:
        found.setdefault(page, []).append((start, index))
    for page, ones in found.items():
        ones.sort()
        found[page] = [one for at, one in enumerate(ones) if at == 0 or ones[at - 1][1] != one[1]]
    return found
