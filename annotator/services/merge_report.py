# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge tells: how many rows fell into which class, and which rows somebody should look at."""

from __future__ import annotations

from dataclasses import field

from annotator.domain.values import dataclass
from annotator.services.codebook_differences import Difference

CLASSES = ("refused", "waiting", "conflicts", "deleted", "updated", "added", "unchanged")


@dataclass(frozen=True, slots=True)
class Item:
    """A row that somebody should know of.

    Attributes:
        file: name of the file.
        line: in it, from 1.
        column: the cell meant, "" for the row.
        outcome: one of `CLASSES`.
        reason: a sentence.
        about: the words the row is about, "" where it names none.
    """

    file: str
    line: int
    column: str
    outcome: str
    reason: str
    about: str = ""


@dataclass(slots=True)
class MergeReport:
    """What a merge did, or would do. The counts add up to `rows`.

    Attributes:
        files: paths as given.
        counts: rows by class.
        items: rows to look at.
        held: changes to the own work of whoever merges that wait in their inbox because of these
            files; what else waits for another author who uses the project is not among them.
        by_reviewer: rows by their author's name and class; rows that name nobody are left out.
        by_draft: likewise by the draft's name.
        codebook: codes of the files that are not the project's.
    """

    files: list[str] = field(default_factory=list)
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    items: list[Item] = field(default_factory=list)
    held: int = 0
    by_reviewer: dict[str, dict[str, int]] = field(default_factory=dict)
    by_draft: dict[str, dict[str, int]] = field(default_factory=dict)
    codebook: tuple[Difference, ...] = ()

    def count(self, item: Item) -> None:
        """Count a row, and list it where there is something to say."""
        self.rows += 1
        self.counts[item.outcome] += 1
        if item.reason:
            self.items.append(item)

    def count_for(self, outcome: str, *, reviewer: str, draft: str) -> None:
        """Count a row under its author and its draft, as far as it names them."""
        for table, name in ((self.by_reviewer, reviewer), (self.by_draft, draft)):
            if name:
                counts = table.setdefault(name, dict.fromkeys(CLASSES, 0))
                counts[outcome] += 1
