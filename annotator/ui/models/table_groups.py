# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entries of the passages table, and the heads over groups of them: articles or provisions. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from annotator.domain.instrument import article_path
from annotator.domain.row_order import Place, provision_key
from annotator.domain.row_sieve import Known
from annotator.domain.values import dataclass
from annotator.i18n import _

if TYPE_CHECKING:
    from annotator.services.overview import OverviewRow

ARTICLE, PROVISION = "article", "provision"
GROUPINGS = ("", ARTICLE, PROVISION)
"""What rows can stand together by; "" for nothing."""


@dataclass(slots=True)
class Entry:
    """A row and where it stands."""

    row: OverviewRow
    place: Place
    key: Any = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages and marks are shown, and how many there are."""

    passages: int = 0
    marks: int = 0
    all_passages: int = 0
    all_marks: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Stands over the rows of a group.

    Attributes:
        path: of the article or provision; "" for what stands in none.
        title: it bears.
        draft: name of the draft, where there are several.
        passages: how many of its passages are shown.
        marks: how many of its marks.
        row: none; an entry has one.
    """

    path: str
    title: str
    draft: str
    passages: int
    marks: int
    row: None = None

    @property
    def about(self) -> str:
        """The path, or what stands in its place."""
        return self.path or _("In no provision")

    @property
    def rest(self) -> str:
        """Title and draft."""
        return "  ·  ".join(filter(None, (self.title, self.draft)))

    @property
    def words(self) -> str:
        """All of it in one line."""
        return "  ·  ".join(filter(None, (self.about, self.rest)))


def counted(entries: Iterable[Entry | Head]) -> tuple[int, int]:
    """How many passages and marks there are among them; what was decided against does not count."""
    rows = [entry.row for entry in entries if entry.row is not None]
    passages = {row.passage for row in rows if row.stands}
    passages.discard("")
    return len(passages), sum(row.kind == "mark" for row in rows)


def with_heads(
    entries: Sequence[Entry], grouping: str, known: Known, *, descending: bool = False
) -> list[Entry | Head]:
    """Entries in groups, each under its head; within a group they keep their order.

    Args:
        entries: in the order asked for.
        grouping: ARTICLE or PROVISION.
        known: orders and names the provisions of each draft.
        descending: the last group first.
    """
    rank = provision_key(known)
    group_of = _once(article_path) if grouping == ARTICLE else str
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        key = (entry.row.draft, group_of(entry.row.provision))
        groups.setdefault(key, []).append(entry)
    several = len({draft for draft, _path in groups}) > 1
    firsts = {key: min(rank(entry.row) for entry in group) for key, group in groups.items()}
    found: list[Entry | Head] = []
    for key in sorted(groups, key=lambda key: (firsts[key], key), reverse=descending):
        draft, path = key
        group = groups[key]
        title = known.provisions(draft).title(path) if path else ""
        name = group[0].row.draft_name if several else ""
        found.append(Head(path, title, name, *counted(group)))
        found += group
    return found


def _once(make: Callable[[str], str]) -> Callable[[str], str]:
    made: dict[str, str] = {}

    def get(value: str) -> str:
        if value not in made:
            made[value] = make(value)
        return made[value]

    return get
