# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of an outline and what hangs on what, as values. Takes a stranger's in any order. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from annotator.domain.values import dataclass
from annotator.ui.models.tag_pages import Place

END = (1 << 30, 0)
"""A place behind all text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline.

    Attributes:
        number: its place in the list, from 0.
        title: as printed.
        page: where it leads, from 1; below 1 where it leads nowhere.
        begin: where it begins.
        end: where it ends, with all below it.
        own_end: where its first child begins; not after `begin` where it has no words of its own.
        path: of the provision it is, "" for an entry of the PDF's own outline.
        note: what a person corrected of it, "" for nothing.
        unfolded: whether what hangs on it shows at first.
    """

    number: int
    title: str
    page: int
    begin: Place
    end: Place
    own_end: Place
    path: str = ""
    note: str = ""
    unfolded: bool = True


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on what.

    Attributes:
        children: numbers of the entries that hang on each, in order; -1 is the root.
        rows: the row of each below what it hangs on, -1 where it does not show.
    """

    children: Mapping[int, Sequence[int]] = field(default_factory=dict)
    rows: Sequence[int] = ()


def hanging(parents: Sequence[int], kept: Sequence[bool] | None = None) -> Hanging:
    """What hangs on what.

    Args:
        parents: what each entry hangs on, -1 for nothing.
        kept: whether each shows; all where it is not given. What one hangs on shows with it.
    """
    children: dict[int, list[int]] = {}
    rows = [-1] * len(parents)
    for number, above in enumerate(parents):
        if kept is None or kept[number]:
            siblings = children.setdefault(above, [])
            rows[number] = len(siblings)
            siblings.append(number)
    return Hanging(children, rows)


def parents_of(levels: Sequence[int]) -> list[int]:
    """What each entry hangs on, -1 for the root."""
    parents: list[int] = []
    above: list[tuple[int, int]] = []
    for number, level in enumerate(levels):
        while above and above[-1][0] >= level:
            above.pop()
        parents.append(above[-1][1] if above else -1)
        above.append((level, number))
    return parents


def entries_of(
    rows: Sequence[tuple[int, str, int]], parents: Sequence[int], starts: Mapping[int, int]
) -> list[Entry]:
    """Entries with where each begins and ends."""

    def begin(number: int) -> Place:
        return rows[number][2], starts.get(number, 0)

    def until(number: int, following: int) -> Place:
        """The end of one entry at the start of another; its page's end where that is not known."""
        page = rows[number][2]
        if rows[following][2] > page or (rows[following][2] == page and following in starts):
            return begin(following)
        return page + 1, 0

    ends: list[Place] = [END] * len(rows)
    open_: list[int] = []
    for number, (level, _title, page) in enumerate(rows):
        while open_ and rows[open_[-1]][0] >= level and page > 0:
            ended = open_.pop()
            ends[ended] = until(ended, number)
        open_.append(number)
    made = []
    for number, (_level, title, page) in enumerate(rows):
        child = number + 1
        has_own = child < len(rows) and parents[child] == number and rows[child][2] > 0
        own_end = begin(child) if has_own else ends[number]
        made.append(Entry(number, title, page, begin(number), ends[number], own_end))
    return made
