# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provisions of a draft each reviewer has judged: by a mark, or by a tag on it or in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Provision
from annotator.domain.structure.heading_words import GROUPS, OUTER
from annotator.domain.values import dataclass

GROUP, ARTICLE, PART, UNKNOWN = "group", "article", "part", "unknown"
"""What a line is: a chapter or annex, an article or rule, a paragraph, or what the draft does not have."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one reviewer said of one place.

    Attributes:
        reviewer: uid.
        path: of a provision, or a range of them.
        mark: its word; "" for a tag.
        uid: of the mark; "" for a tag.
        whole: whether it is about all of the provision, as marks and tags without words are.
    """

    reviewer: str
    path: str
    mark: str = ""
    uid: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one reviewer has judged of one provision.

    Attributes:
        mark: their word on it; "" for none.
        uid: of the mark.
        tags: how many of theirs stand on it or in it.
        done: how many of its parts they have judged.
        parts: how many it has, 0 for none.
        whole: whether they judged all of it at once, or all of what it is part of.
    """

    mark: str = ""
    uid: str = ""
    tags: int = 0
    done: int = 0
    parts: int = 0
    whole: bool = False

    @property
    def judged(self) -> bool:
        """Whether they have judged all of it."""
        return self.whole or (self.done == self.parts if self.parts else self.tags > 0)

    @property
    def begun(self) -> bool:
        """Whether they have said anything on it."""
        return self.judged or self.tags > 0 or self.done > 0


@dataclass(frozen=True, slots=True)
class Line:
    """One provision and what each reviewer has judged of it.

    Attributes:
        path: of the provision.
        title: in one line; "" for none.
        kind: GROUP, ARTICLE, PART or UNKNOWN.
        parent: index of the line it stands under, -1 for none; smaller than its own.
        counted: what its parts are: `article`, `provision`, `paragraph`, `part`.
        cells: one for each reviewer, in their order.
    """

    path: str
    title: str
    kind: str
    parent: int
    counted: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one draft.

    Attributes:
        draft: SHA-256.
        reviewers: uid and name, whoever asks first.
        lines: in the draft's own order, chapters before their articles; what it does not have last.
        judged: for each reviewer, how many articles they have judged all of.
        articles: how many there are.
        counted: what they are: `article` or `provision`.
        mine: uid of whoever asks, whose column is the first; "" for nobody.
        task: paths of the articles they are to read; empty where they are to read all.
    """

    draft: str = ""
    reviewers: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    judged: tuple[int, ...] = ()
    articles: int = 0
    counted: str = ARTICLE
    mine: str = ""
    task: frozenset[str] = frozenset()

    def is_for_others(self, at: int) -> bool:
        """Whether a line is an article, or stands in one, that whoever asks is not to read."""
        if not self.task or self.lines[at].kind not in {ARTICLE, PART}:
            return False
        while at >= 0 and self.lines[at].kind == PART:
            at = self.lines[at].parent
        return at < 0 or self.lines[at].path not in self.task

    @property
    def done(self) -> int:
        """How many articles of their task whoever asks has judged all of."""
        return sum(
            line.path in self.task and line.cells[0].judged
            for line in self.lines
            if line.kind == ARTICLE and line.cells
        )


def coverage(
    known: ProvisionMap,
    said: Iterable[Said],
    reviewers: Sequence[tuple[str, str]],
    *,
    draft: str = "",
    mine: str = "",
) -> Coverage:
    """Who has judged what.

    Args:
        known: the provisions of the draft.
        said: every mark and tag on it.
        reviewers: uid and name, in the order of the columns; what others said does not count.
        draft: SHA-256.
        mine: uid of whoever asks, the first of the reviewers; "" for nobody.
    """
    by_reviewer: dict[str, list[Said]] = {uid: [] for uid, _name in reviewers}
    for one in said:
        if one.reviewer in by_reviewer:
            by_reviewer[one.reviewer].append(one)
    tallies = [_Tally(known, words) for words in by_reviewer.values()]
    lines = _lines(known, tallies)
    lines += _unknown_lines(known, tallies)
    articles = [line for line in lines if line.kind == ARTICLE]
    judged = tuple(sum(line.cells[n].judged for line in articles) for n in range(len(reviewers)))
    return Coverage(
        draft, tuple(reviewers), tuple(lines), judged, len(articles), counted_as(known), mine
    )


class _Tally:
    """What one reviewer said, by index of the provision.

    Attributes:
        marks: on the provision itself.
        tags: how many stand on it or in it.
        whole: provisions all of which was judged, what they hold included.
        touched: those that anything was said on or in.
        unknown: what was said of provisions that the draft does not have, by path.
    """

    def __init__(self, known: ProvisionMap, said: Iterable[Said]) -> None:
        self._known = known
        self._parents = [one.parent for one in known.structure.provisions]
        self.marks: dict[int, Said] = {}
        self.tags: Counter[int] = Counter()
        self.whole: set[int] = set()
        self.unknown: dict[str, list[Said]] = {}
        for one in said:
            if reach := known.reach(one.path):
                self._take(one, reach)
            else:
                self.unknown.setdefault(one.path, []).append(one)
        self.touched = self.whole | set(self.tags) | self._and_above(self.marks)

    def _take(self, one: Said, reach: range) -> None:
        heads = [index for index in reach if self._parents[index] not in reach]
        if one.whole or one.mark:
            self.whole.update(reach)
        if one.mark:
            self.marks.update((index, one) for index in heads)
        elif one.whole or len(heads) == 1:
            self.tags.update(self._and_above(heads))
        else:
            self.tags.update(self._and_above(reach))

    def _and_above(self, indices: Iterable[int]) -> set[int]:
        """Provisions, and what they are part of."""
        found: set[int] = set()
        for index in indices:
            while index >= 0 and index not in found:
                found.add(index)
                index = self._parents[index]  # noqa: PLW2901 - climbs
        return found


def _lines(known: ProvisionMap, tallies: Sequence[_Tally]) -> list[Line]:
    provisions = known.structure.provisions
    kinds = kinds_of_lines(provisions)
    counted = _parts(provisions, kinds)
    cells: dict[int, tuple[Cell, ...]] = {}
    for index in reversed(range(len(provisions))):  # parts before what they are part of
        if kinds[index]:
            of_parts = [cells[part] for part in counted[index]]
            judged = [sum(each[n].judged for each in of_parts) for n in range(len(tallies))]
            cells[index] = tuple(
                _cell(tally, index, judged[n], len(of_parts)) for n, tally in enumerate(tallies)
            )
    at: dict[int, int] = {-1: -1}
    lines: list[Line] = []
    for index, one in enumerate(provisions):
        if not kinds[index]:
            continue
        at[index] = len(lines)
        inside = {provisions[part].kind for part in counted[index]}
        word = "paragraph" if inside == {"paragraph"} else PART
        word = counted_as(known) if kinds[index] == GROUP else word
        lines.append(Line(one.path, one.title, kinds[index], at[one.parent], word, cells[index]))
    return lines


def counted_as(known: ProvisionMap) -> str:
    """What the provisions one judges are called: `article`, or `provision` in drafts made of others."""
    return ARTICLE if known.structure.unit in {ARTICLE, ""} else "provision"


def kinds_of_lines(provisions: Sequence[Provision]) -> list[str]:
    """What each provision is: GROUP, ARTICLE or PART; "" for what is too deep to have a line."""
    kinds: list[str] = []
    for one in provisions:
        above = kinds[one.parent] if one.parent >= 0 else GROUP
        if one.kind in (*GROUPS, *OUTER) and above == GROUP:
            kinds.append(GROUP)
        else:
            kinds.append({GROUP: ARTICLE, ARTICLE: PART}.get(above, ""))
    holders = {one.parent for one in provisions}
    return [
        ARTICLE if kind == GROUP and index not in holders else kind  # an annex of nothing but words
        for index, kind in enumerate(kinds)
    ]


def _parts(provisions: Sequence[Provision], kinds: Sequence[str]) -> list[list[int]]:
    """For each line what is counted of it: articles of a chapter, paragraphs of an article."""
    parts: list[list[int]] = [[] for _one in provisions]
    for index, one in enumerate(provisions):
        if kinds[index] == PART:
            parts[one.parent].append(index)
        above = one.parent if kinds[index] == ARTICLE else -1
        while above >= 0:
            parts[above].append(index)
            above = provisions[above].parent
    return parts


def _cell(tally: _Tally, index: int, done: int, parts: int) -> Cell:
    mark = tally.marks.get(index)
    said = (mark.mark, mark.uid) if mark else ("", "")
    return Cell(*said, tally.tags[index], done, parts, index in tally.whole)


def _unknown_lines(known: ProvisionMap, tallies: Sequence[_Tally]) -> list[Line]:
    """What was said of provisions that the draft does not have: shown, and not counted."""
    paths = {path for tally in tallies for path in tally.unknown if path}
    return [
        Line(
            path,
            "",
            UNKNOWN,
            -1,
            "",
            tuple(_bare(tally.unknown.get(path, ())) for tally in tallies),
        )
        for path in sorted(paths, key=known.rank)
    ]


def _bare(said: Sequence[Said]) -> Cell:
    mark = next((one for one in said if one.mark), None)
    tags = sum(not one.mark for one in said)
    return Cell(mark.mark if mark else "", mark.uid if mark else "", tags)
