# SPDX-License-Identifier: AGPL-3.0-or-later
"""The living passages of drafts that are looked at, kept up to date by what each commit touched.

Never truth: what is doubtful is thrown away and read again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any

from annotator.domain.passage import Passage
from annotator.services.desk import Desk
from annotator.services.events import ChangeSet
from annotator.services.living import on_passages
from annotator.storage.tables import Comment as CommentRow
from annotator.storage.tables import Tag as TagRow

_MANY = 300
"""Beyond so many touched records a fresh reading is cheaper."""
_SHOWN = {"passage", "tag", "comment"}
_HARMLESS = {*_SHOWN, "mark", "reviewer", "held", "decision", "alignment"}


class PassageShelf:
    """Passages by draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drafts: dict[str, _Shelf] = {}
        desk.events.subscribe(self._on_change)
        desk.seated.append(self._drafts.clear)
        desk.text_read.append(self._read_anew)

    def on_draft(self, sha256: str) -> list[Passage]:
        """Every living passage of a draft, in reading order."""
        if sha256 not in self._drafts:
            self._drafts[sha256] = _Shelf(self._read(draft=sha256))
        return list(self._drafts[sha256].passages)

    def some(self, uids: Iterable[str]) -> list[Passage]:
        """The living passages among these, in reading order draft by draft."""
        found = self._read(uids=tuple(dict.fromkeys(uids)))
        return sorted(found, key=lambda passage: (passage.anchor.draft, *_place(passage)))

    def touched_by(self, ids: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The passages that touched records are or stand on, deleted ones too.

        Args:
            ids: uids of passages, of tags, of comments.

        Returns:
            Uids of passages, and those of the ids that lead to none.
        """
        left = set(ids)
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            comments = rows.among(CommentRow, "uid", left)
            left -= {row["uid"] for row in comments}
            left |= {row["target"] for row in comments}
            tags = rows.among(TagRow, "uid", left)
            left -= {row["uid"] for row in tags}
            left |= {row["passage"] for row in tags}
            known = self._desk.seen(connection).passages(("uid",), uids=left)
        passages = frozenset(row[0] for row in known)
        return passages, frozenset(left - passages)

    def _read(self, **which: Any) -> list[Passage]:
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            seen = self._desk.seen(connection)
            return on_passages(seen, records, placed=self._desk.placed, **which)

    def _read_anew(self, _sha256: str) -> None:
        """Where passages stand follows from a text that was, perhaps that of another edition."""
        self._drafts.clear()

    def _on_change(self, change: ChangeSet) -> None:
        if change.kinds - _HARMLESS or len(change.ids) > _MANY:
            self._drafts.clear()
        if not self._drafts or not change.kinds & _SHOWN:
            return
        with self._desk.store.read():
            touched, gone = self.touched_by(change.ids)
            touched |= self._stood_on(gone)
            fresh = self.some(touched)
        for sha256, shelf in self._drafts.items():
            for uid in touched | gone:
                shelf.take_off(uid)
            for passage in fresh:
                if passage.anchor.draft == sha256:
                    shelf.put(passage)

    def _stood_on(self, gone: frozenset[str]) -> set[str]:
        """The passages that held tags or comments of these uids: a merge taken back leaves no row."""
        if not gone:
            return set()
        return {
            passage.uid
            for shelf in self._drafts.values()
            for passage in shelf.passages
            if any(tag.uid in gone for tag in passage.tags)
            or any(comment.uid in gone for comment in passage.comments)
        }


class _Shelf:
    """Passages of one draft, held in reading order through every change.

    Attributes:
        passages: in that order.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = sorted(passages, key=_place)
        self._by_uid = {passage.uid: passage for passage in self.passages}

    def put(self, passage: Passage) -> None:
        """A passage at its place, instead of what it was before."""
        self.take_off(passage.uid)
        self._by_uid[passage.uid] = passage
        insort(self.passages, passage, key=_place)

    def take_off(self, uid: str) -> None:
        """A passage lives no longer. Harmless where it is not here."""
        passage = self._by_uid.pop(uid, None)
        if passage is not None:
            del self.passages[bisect_left(self.passages, _place(passage), key=_place)]


def _place(passage: Passage) -> tuple[int, int, str]:
    return passage.anchor.page, passage.anchor.start, passage.uid
