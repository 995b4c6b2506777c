# SPDX-License-Identifier: AGPL-3.0-or-later
"""The living passages of drafts that are looked at, kept up to date by what each commit touched.

Never truth: what is doubtful is thrown away and read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.domain.passage import Passage
from annotator.services.desk import Desk
from annotator.services.events import ChangeSet
from annotator.services.living import on_passages
from annotator.storage.readings import Readings
from annotator.storage.repositories import Rows
from annotator.storage.tables import Comment as CommentRow
from annotator.storage.tables import Tag as TagRow

_MANY = 300
"""Beyond so many touched records a fresh reading is cheaper."""
_SHOWN = {"passage", "tag", "comment"}
_HARMLESS = {*_SHOWN, "mark", "reviewer", "held"}


class PassageShelf:
    """Passages by draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drafts: dict[str, dict[str, Passage]] = {}
        desk.events.subscribe(self._on_change)

    def on_draft(self, sha256: str) -> list[Passage]:
        """Every living passage of a draft, in reading order."""
        if sha256 not in self._drafts:
            found = sorted(self._read(draft=sha256), key=_place)
            self._drafts[sha256] = {passage.uid: passage for passage in found}
        return sorted(self._drafts[sha256].values(), key=_place)

    def some(self, uids: Iterable[str]) -> list[Passage]:
        """The living passages among these, in reading order draft by draft."""
        found = self._read(uids=tuple(dict.fromkeys(uids)))
        return sorted(found, key=lambda passage: (passage.anchor.draft, *_place(passage)))

    def _read(self, **which: Any) -> list[Passage]:
        with self._desk.store.read() as connection:
            return on_passages(Readings(connection), self._desk.store.records(connection), **which)

    def _on_change(self, change: ChangeSet) -> None:
        if change.kinds - _HARMLESS or len(change.ids) > _MANY:
            self._drafts.clear()
        if not self._drafts or not change.kinds & _SHOWN:
            return
        with self._desk.store.read() as connection:
            uids = _concerned(self._desk.store.rows(connection), change)
            fresh = {passage.uid: passage for passage in self.some(uids)}
            left = uids - fresh.keys()
            shelves = self._drafts.values()
            if more := self._stood_on({u for u in left if not any(u in each for each in shelves)}):
                uids |= more
                fresh.update((passage.uid, passage) for passage in self.some(more))
        for sha256, shelf in self._drafts.items():
            for uid in uids & shelf.keys():
                del shelf[uid]
            shelf.update((uid, p) for uid, p in fresh.items() if p.anchor.draft == sha256)

    def _stood_on(self, gone: set[str]) -> set[str]:
        """The passages that held tags or comments of these uids: a merge taken back leaves no row."""
        if not gone:
            return set()
        return {
            passage.uid
            for shelf in self._drafts.values()
            for passage in shelf.values()
            if any(tag.uid in gone for tag in passage.tags)
            or any(comment.uid in gone for comment in passage.comments)
        }


def _concerned(rows: Rows, change: ChangeSet) -> set[str]:
    """Uids of the passages that touched records are or stand on, and uids that no table has."""
    left = set(change.ids)
    if "comment" in change.kinds:
        comments = rows.among(CommentRow, "uid", left)
        left |= {row["target"] for row in comments}
        left -= {row["uid"] for row in comments}
    tags = rows.among(TagRow, "uid", left)
    return {*left, *(row["passage"] for row in tags)} - {row["uid"] for row in tags}


def _place(passage: Passage) -> tuple[int, int, str]:
    return passage.anchor.page, passage.anchor.start, passage.uid
