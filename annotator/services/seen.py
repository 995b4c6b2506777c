# SPDX-License-Identifier: AGPL-3.0-or-later
"""What whoever acts is to see, and under which names: the one place that decides it. Reads only.

Reviewers and codes that are joined are read as one. Passages of an edition that is not here are read
on the one that is. Who reads blind sees nobody else's tags, marks and comments of a draft until they
have said that they finished it. Merging, undo and the files that are sent know nothing of all this.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from annotator.domain.change import Record, deleted_utc
from annotator.domain.comment import Comment
from annotator.domain.mark import Mark
from annotator.domain.sameness import CODE, DRAFT, REVIEWER, Join, groups, shown_as
from annotator.domain.tag import Tag
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.storage.readings import Readings
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.tables import EditionPlace
from annotator.storage.tables import Reviewer as ReviewerRow

YES = "yes"
_SAID = frozenset({"tag", "passage", "mark", "comment", "counterpart", "decision"})
"""Kinds of row that say what a colleague thinks."""


def living_joins(records: Records, what: str = "") -> tuple[Join, ...]:
    """The joins that stand, of one kind of thing or of all, in the order they came."""
    which = {"what": what} if what else {}
    return tuple(
        Join(r.uid, r.values["what"], r.values["one"], r.values["other"], r.values["shown"])
        for r in records.all("join", **which)
        if not deleted_utc(r)
    )


def names_of(me: str, joins: Iterable[Join]) -> frozenset[str]:
    """The uids of a reviewer: their own, and all they are joined with; empty for ""."""
    return groups(joins).get(me, frozenset({me})) if me else frozenset()


def living_tasks(records: Records) -> tuple[Record, ...]:
    """The tasks that stand, in an order that is the same wherever they came from."""
    living = (record for record in records.all("task") if not deleted_utc(record))
    return tuple(sorted(living, key=lambda record: record.uid))


def drafts_planned(tasks: Iterable[Record]) -> tuple[str, ...]:
    """SHA-256 of the drafts that are to be read by some tasks; () for all."""
    return tuple(d for task in tasks for d in task.values["drafts"].split(",") if d)


class Seen:
    """A project as one reviewer is to see it, on one connection.

    Attributes:
        mine: uids of whoever acts, and of all they are joined with.
        blind: whether they see nobody else's work on what they have not finished.
        finished: SHA-256 of the drafts they have finished.
        to_read: SHA-256 of the drafts the plan names, under all their editions; none for all drafts.
        tasks: what the team agreed on, as it stands.
        editions: SHA-256 of drafts whose PDF is not here, and of the edition that is.
    """

    def __init__(self, connection: Any, me: str, *, unsaid: bool = False) -> None:
        """For the uid `me`, "" for nobody; while they are `unsaid`, a blind plan is blind for them."""
        self._records, self._rows = Records(connection), Rows(connection)
        joins = living_joins(self._records)
        by_what = {w: [j for j in joins if j.what == w] for w in (REVIEWER, CODE, DRAFT)}
        people, codes, drafts = by_what.values()
        self._people = shown_as(people, self._uids(ReviewerRow)) if people else {}
        self._codes = shown_as(codes, self._uids(CodeRow)) if codes else {}
        self.mine = names_of(me, people)
        self.editions = editions_of(drafts, drafts_here(self._rows)) if drafts else {}
        self.tasks = living_tasks(self._records)
        self.blind = any(
            (unsaid or task.values["person"] in self.mine) and task.values["blind"] == YES
            for task in self.tasks
        )
        self.finished = frozenset(self._finished()) if self.blind else frozenset()
        planned = drafts_planned(self.tasks)
        self.to_read = frozenset(planned) | frozenset(map(self.edition, planned))
        lies = bool(self.editions) and bool(self._rows.values(EditionPlace, "passage", latest=1))
        self._readings = Readings(connection, editions=lies)

    def _uids(self, table: Any) -> frozenset[str]:
        return frozenset(self._rows.values(table, "uid"))

    def _finished(self) -> Iterable[str]:
        for said in self._records.all("finish"):
            if said.values["reviewer"] in self.mine and not deleted_utc(said):
                yield said.values["draft"]
                yield self.edition(said.values["draft"])

    # -- names -----------------------------------------------------------------------------------

    def person(self, uid: str) -> str:
        """The reviewer as whom somebody is shown."""
        return self._people.get(uid, uid)

    def code(self, uid: str) -> str:
        """The code as which one is shown."""
        return self._codes.get(uid, uid)

    def edition(self, sha256: str) -> str:
        """The draft on which what is said of one is shown."""
        return self.editions.get(sha256, sha256)

    @property
    def joined_codes(self) -> Collection[str]:
        """Uids of codes that are shown as another one."""
        return self._codes.keys()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name under which each reviewer is shown, by every uid."""
        own = {r.uid: r.values["name"] for r in self._records.all("reviewer")}
        return {uid: own.get(self.person(uid), name) for uid, name in own.items()}

    def tag(self, tag: Tag) -> Tag:
        """A tag under the names it is shown with."""
        if not self._people and not self._codes:
            return tag
        author, editor = self.person(tag.reviewer), self.person(tag.edited_by)
        editor = "" if editor == author else editor
        return replace(tag, reviewer=author, code=self.code(tag.code), edited_by=editor)

    def comment(self, comment: Comment) -> Comment:
        """A comment under the names it is shown with."""
        if not self._people:
            return comment
        author, editor = self.person(comment.reviewer), self.person(comment.edited_by)
        editor = "" if editor == author else editor
        return replace(comment, reviewer=author, edited_by=editor)

    def mark(self, mark: Mark) -> Mark:
        """A mark on the draft and under the names it is shown with."""
        if not self._people and not self.editions:
            return mark
        author, editor = self.person(mark.reviewer), self.person(mark.edited_by)
        editor = "" if editor == author else editor
        return replace(mark, reviewer=author, edited_by=editor, draft=self.edition(mark.draft))

    # -- what is seen ----------------------------------------------------------------------------

    def hides(self, sha256: str, reviewer: str) -> bool:
        """Whether what a reviewer said of a draft is not to be seen yet."""
        away = reviewer not in self.mine and sha256 not in self.finished
        return self.blind and away and self.reads(sha256)

    def reads(self, sha256: str) -> bool:
        """Whether the plan has a draft read; so it has one that is not known, ""."""
        return not self.to_read or not sha256 or sha256 in self.to_read

    def hides_by_name(self, reviewer: str, draft: str) -> bool:
        """As `hides`, for who and what a file names: `Bo`, `A/1@en`.

        What names nobody is not hidden; what names no draft, as remarks, while any of theirs is unfinished.
        """
        if not self.blind or not reviewer:
            return False
        own, opened, all_of_them = self._own_by_name
        return reviewer not in own and not (draft in opened if draft else all_of_them)

    @cached_property
    def _own_by_name(self) -> tuple[Collection[str], Collection[str], bool]:
        said = self._records.get_many("reviewer", self.mine).values()
        rows = self._rows.all(DraftRow)
        names = {row["uid"]: draft_of(row, here=False).name for row in rows}
        read = {name for uid, name in names.items() if self.reads(uid)}
        opened = {names[uid] for uid in self.finished & names.keys()} | {*names.values()} - read
        all_of_them = set(filter(self.reads, drafts_here(self._rows))) <= self.finished
        return {one.values["name"] for one in said}, opened, all_of_them

    def passages(
        self, columns: Sequence[str], *, draft: str = "", uids: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """As `Readings.passages`; what others noted on a passage is left out where it is not seen."""
        if not self.blind and not self._people:
            return self._readings.passages(columns, draft=draft, uids=uids)
        rows = self._readings.passages((*columns, "draft", "reviewer"), draft=draft, uids=uids)
        note = columns.index("note") if "note" in columns else -1
        found: list[Sequence[Any]] = []
        for row in rows:
            cells = list(row[:-2])
            if note >= 0 and self.hides(row[-2], row[-1]):
                cells[note] = ""
            found.append(cells)
        return self._named(columns, found)

    def tags(
        self, columns: Sequence[str], *, draft: str = "", passages: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """As `Readings.tags`, those that are seen."""
        if not self.blind:
            return self._named(
                columns, self._readings.tags(columns, draft=draft, passages=passages)
            )
        more = (*columns, "draft", "reviewer")
        rows = self._readings.tags(more, draft=draft, passages=passages)
        return self._named(columns, [row[:-2] for row in rows if not self.hides(row[-2], row[-1])])

    def marks(self, columns: Sequence[str], *, draft: str = "") -> list[Sequence[Any]]:
        """As `Readings.marks` of a draft or of all, those that are seen."""
        others = (there for there, here in self.editions.items() if here == draft)
        drafts = (draft, *others) if draft else ()
        rows = self._readings.marks((*columns, "draft", "reviewer"), drafts=drafts)
        return [row[:-2] for row in rows if not self.hides(row[-2], row[-1])]

    def comments(
        self, columns: Sequence[str], *, targets: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """As `Readings.comments`, those that are seen."""
        if not self.blind:
            return self._named(columns, self._readings.comments(columns, targets=targets))
        rows = self._readings.comments((*columns, "target", "reviewer"), targets=targets)
        drafts = self.drafts_of({row[-2] for row in rows if row[-1] not in self.mine})
        seen = [row for row in rows if not self.hides(drafts.get(row[-2], ""), row[-1])]
        return self._named(columns, [row[:-2] for row in seen])

    def drafts_of(self, uids: Collection[str]) -> Mapping[str, str]:
        """On which draft passages, tags and marks are shown, by uid."""
        return self._readings.drafts_of(uids)

    def draft_of(self, record: Record) -> str:
        """SHA-256 of the draft a record is about, "" where it is about none that is known."""
        draft = record.values.get("draft", "")
        ends = {record.values.get(name, "") for name in ("passage", "target")} - {""}
        return draft or next(iter(self.drafts_of(ends).values()), "") if draft or ends else ""

    def undisputed_tags(self, *, but: str = "") -> dict[str, int]:
        """How many tags are seen on each draft, without those that are disputable or of a review state."""
        counts: dict[str, int] = {}
        for (draft, reviewer), count in self._readings.undisputed_tags(but=but).items():
            if not self.hides(draft, reviewer):
                counts[draft] = counts.get(draft, 0) + count
        return counts

    def uids_of_disputable(self, kind: str) -> list[str]:
        """As `Readings.uids_of_disputable`."""
        return self._readings.uids_of_disputable(kind)

    def rows(self, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
        """The rows of an annotation file that are seen."""
        rows = list(rows)
        if not self.blind:
            return rows
        said = [row for row in rows if row["record"] == "comment"]
        drafts = self.drafts_of({_target(row) for row in said})
        own = {name for uid, name in self.names.items() if uid in self.mine}
        return [row for row in rows if not self._hides_row(row, drafts, own)]

    def _hides_row(
        self, row: Mapping[str, str], drafts: Mapping[str, str], own: Collection[str]
    ) -> bool:
        if (row["record"] or "tag") not in _SAID:
            return False
        on = row["draft_sha256"] or drafts.get(_target(row), "")
        if not row["reviewer_uid"]:  # written by hand, and waiting
            return self.hides(on, "") and row["reviewer"] not in own
        return self.hides(self.edition(on), row["reviewer_uid"])

    def _named(self, columns: Sequence[str], rows: list[Sequence[Any]]) -> list[Sequence[Any]]:
        """Rows with reviewers and codes as they are shown."""
        renamed = [
            (columns.index(name), names)
            for name, names in (("reviewer", self._people), ("code", self._codes))
            if names and name in columns
        ]
        if not renamed:
            return rows
        found: list[Sequence[Any]] = []
        for row in rows:
            cells = list(row)
            for at, names in renamed:
                cells[at] = names.get(cells[at], cells[at])
            found.append(cells)
        return found


def _target(row: Mapping[str, str]) -> str:
    """Uid of what a comment's row stands on, "" for other rows."""
    if row["record"] != "comment" or not row["extra"]:
        return ""
    return str(json.loads(row["extra"]).get("target", ""))


def editions_of(joins: Iterable[Join], here: Collection[str]) -> dict[str, str]:
    """The edition that is here of each joined draft that is not."""
    shown = shown_as(joins, here)
    return {sha256: edition for sha256, edition in shown.items() if sha256 not in here}
