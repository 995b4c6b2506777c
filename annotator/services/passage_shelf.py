# SPDX-License-Identifier: AGPL-3.0-or-later
"""The living passages of drafts that are looked at, kept up to date by what each commit touched.

Never truth: what is doubtful is thrown away and read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.change import deleted_utc
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.services.desk import Desk
from annotator.services.events import ChangeSet
from annotator.services.passage_values import passage_of, tag_of
from annotator.storage.repositories import Records, record_of
from annotator.storage.tables import Passage as PassageRow
from annotator.storage.tables import Tag as TagRow

_MANY = 300
"""Beyond so many touched records a fresh reading is cheaper."""


class PassageShelf:
    """Passages by draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drafts: dict[str, dict[str, Passage]] = {}
        desk.events.subscribe(self._on_change)

    def on_draft(self, sha256: str) -> list[Passage]:
        """Every living passage of a draft, in reading order."""
        if sha256 not in self._drafts:
            with self._desk.store.read() as connection:
                rows, records = (
                    self._desk.store.rows(connection),
                    self._desk.store.records(connection),
                )
                found = _living(rows.all(PassageRow, draft=sha256), records)
            self._drafts[sha256] = {passage.uid: passage for passage in found}
        return sorted(self._drafts[sha256].values(), key=_place)

    def get(self, uid: str) -> Passage | None:
        """A living passage, None where there is none."""
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            found = _living(rows.all(PassageRow, uid=uid), records)
        return found[0] if found else None

    def _on_change(self, change: ChangeSet) -> None:
        if (
            change.kinds - {"passage", "tag", "comment", "mark", "reviewer"}
            or len(change.ids) > _MANY
        ):
            self._drafts.clear()
        if not self._drafts or not change.kinds & {"passage", "tag"}:
            return
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            uids = set(change.ids) | {r["passage"] for r in rows.among(TagRow, "uid", change.ids)}
            touched = rows.among(PassageRow, "uid", uids)
            fresh = {passage.uid: passage for passage in _living(touched, records)}
        for row in touched:
            shelf = self._drafts.get(row["draft"])
            if shelf is not None:
                shelf.pop(row["uid"], None)
                if row["uid"] in fresh:
                    shelf[row["uid"]] = fresh[row["uid"]]
        gone = uids - {row["uid"] for row in touched}
        for shelf in self._drafts.values():
            for uid in gone & shelf.keys():
                del shelf[uid]


def _place(passage: Passage) -> tuple[int, int, str]:
    return passage.anchor.page, passage.anchor.start, passage.uid


def _living(rows: Iterable[Mapping[str, Any]], records: Records) -> list[Passage]:
    """Passages with a live tag, or with a note of their own."""
    rows = list(rows)
    by_passage: dict[str, list[Tag]] = {}
    for record in records.tags_of(row["uid"] for row in rows):
        if not deleted_utc(record):
            by_passage.setdefault(record.values["passage"], []).append(tag_of(record))
    living = []
    for row in rows:
        own = by_passage.get(row["uid"], [])
        if own or (row["note"] and not deleted_utc(record_of("passage", row))):
            living.append(passage_of(row, own))
    return living
