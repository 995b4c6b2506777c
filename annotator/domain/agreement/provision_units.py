# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions as units: what each reviewer said on them or in them, and which they have read.

A tag counts for the provision it stands on or in, which its author has then judged. A mark "read, no
concern" judges all that the provision holds, without codes; so do judgements of all its parts. A mark that
something is missing, or is to be talked over, is no judgement: it names no code. The rest is not read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.agreement.judgement_table import Judgement, JudgementTable
from annotator.domain.anchor import Segment
from annotator.domain.judged import GROUP, kinds_of_lines
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One tag, or one mark "read, no concern".

    Attributes:
        rater: uid of its author.
        path: of the provision it stands on or in, or of a range of them; "" for none.
        segments: where its words are; () for a whole provision, an area or a mark.
        code: "" for a mark.
        severity: 1 to 4; None for none.
        whole: whether it is about all of the provision, so that its author has read that.
        tag: uid; "" for a mark.
    """

    rater: str
    path: str
    segments: tuple[Segment, ...] = ()
    code: str = ""
    severity: int | None = None
    whole: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionUnits:
    """Provisions as units, in the order of the draft; what it does not have last.

    Attributes:
        table: one row a unit, named by its path.
        indices: of each unit's provision in the structure; -1 for one the draft does not have.
        said: for each unit the tags that stand on it or in it, whoever made them.
        outside: tags of the raters that stand in no provision and are left out.
    """

    table: JudgementTable
    indices: tuple[int, ...]
    said: tuple[tuple[Word, ...], ...]
    outside: int


def provision_units(
    known: ProvisionMap, words: Iterable[Word], raters: Sequence[str], *, smallest: bool = False
) -> ProvisionUnits:
    """Who judged what.

    Args:
        known: the provisions of the draft.
        words: every tag and every mark "read, no concern" on it.
        raters: uids, in the order of the columns; what others said judges nothing.
        smallest: the smallest provisions that anybody judged by themselves, else articles. What was said of
            a provision's own words, or of all of it, while parts of it were judged by themselves, is a unit
            of its own.
    """
    places = _Places(known)
    spoken = [(word, places.of(word)) for word in words]
    counted = set(raters)
    mine = [(word, at) for word, at in spoken if word.rater in counted]
    units = list(_units(known.structure, places, mine, smallest=smallest))
    row_of = {index: row for row, indices in enumerate(units) for index in indices}
    paths = [known.structure.provisions[indices[0]].path for indices in units]
    strange = sorted({word.path for word, at in mine if not at and word.path}, key=known.rank)
    of_path = {path: len(units) + row for row, path in enumerate(strange)}

    def rows_of(word: Word, at: Sequence[int]) -> set[int]:
        found = {row_of[index] for index in at if index in row_of}
        if not at and word.path in of_path:
            found.add(of_path[word.path])
        return found

    said: list[list[Word]] = [[] for _row in (*units, *strange)]
    for word, at in spoken:
        if word.code:
            for row in sorted(rows_of(word, at)):
                said[row].append(word)
    columns = []
    for rater in raters:
        own = [(word, at) for word, at in mine if word.rater == rater]
        judged = places.judged(own)
        read = {of_path[word.path] for word, at in own if not at and word.path in of_path}
        read.update(row for row, indices in enumerate(units) if judged[indices[0]])
        columns.append([_judgement(rater, here, row in read) for row, here in enumerate(said)])
    rows = tuple(tuple(column[row] for column in columns) for row in range(len(said)))
    return ProvisionUnits(
        JudgementTable(tuple(raters), (*paths, *strange), rows),
        (*(indices[0] for indices in units), *(-1 for _path in strange)),
        tuple(map(tuple, said)),
        sum(bool(word.code) and not rows_of(word, at) for word, at in mine),
    )


def _judgement(rater: str, said: Iterable[Word], was_read: bool) -> Judgement | None:
    own = [word for word in said if word.rater == rater]
    if not own:
        return Judgement() if was_read else None
    gravest: dict[str, int] = {}
    for word in own:
        if word.severity is not None:
            gravest[word.code] = max(word.severity, gravest.get(word.code, 0))
    return Judgement(frozenset(word.code for word in own), tuple(sorted(gravest.items())))


Spoken = list[tuple[Word, tuple[int, ...]]]


def _units(
    structure: Structure, places: _Places, mine: Spoken, *, smallest: bool
) -> Iterator[range]:
    """For each unit the indices it holds, its own first; a provision with units in it has its own alone."""
    provisions = structure.provisions
    kinds = kinds_of_lines(provisions)
    own = {index for word, at in mine if word.code for index in at}
    deeper: set[int] = set()
    if smallest:
        for _word, at in mine:
            for index in at:
                deeper.update(structure.chain(provisions[index].parent))
    last = -1
    for index, kind in enumerate(kinds):
        if index <= last:
            continue  # within a unit
        parted = (kind == GROUP and places.parts[index]) or index in deeper
        if not parted:
            last = places.lasts[index]
            yield range(index, last + 1)
        elif index in own:
            yield range(index, index + 1)


class _Places:
    """What words are about, as indices of provisions."""

    def __init__(self, known: ProvisionMap) -> None:
        self._known = known
        self._structure = known.structure
        provisions = known.structure.provisions
        self.parts: list[list[int]] = [[] for _one in provisions]
        self.lasts = list(range(len(provisions)))
        for index in reversed(range(len(provisions))):
            parent = provisions[index].parent
            if parent >= 0:
                self.parts[parent].insert(0, index)
                self.lasts[parent] = max(self.lasts[parent], self.lasts[index])

    def of(self, word: Word) -> tuple[int, ...]:
        """The provisions whose own words are touched; of what has no words those it names."""
        touched = sorted({
            index for one in word.segments for index in self._touched(one) if index >= 0
        })  # fmt: skip
        return tuple(touched) or self._heads(word.path)

    def _touched(self, one: Segment) -> Iterator[int]:
        yield self._structure.index_at(one.page, one.start)
        pieces = self._structure.pieces.get(one.page, ())
        for start, index in pieces[bisect_right(pieces, one.start, key=_start) :]:
            if start >= one.end:
                return
            yield index

    def _heads(self, path: str) -> tuple[int, ...]:
        reach = self._known.reach(path)
        provisions = self._structure.provisions
        return tuple(index for index in reach if provisions[index].parent not in reach)

    def judged(self, own: Spoken) -> list[bool]:
        """For each provision whether one reviewer has judged all of it."""
        found = [False] * len(self.parts)
        for word, at in own:
            for index in at:
                if word.whole:
                    found[index : self.lasts[index] + 1] = [True] * (self.lasts[index] + 1 - index)
                elif not self.parts[index]:
                    found[index] = True
        for index in reversed(range(len(found))):
            parts = self.parts[index]
            found[index] = found[index] or (bool(parts) and all(found[part] for part in parts))
        return found


def _start(piece: tuple[int, int]) -> int:
    return piece[0]
