# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many rows at once as plain tuples, for lists of thousands. Reads only, and builds no records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from annotator.storage.repositories import batches, table_of
from annotator.storage.tables import RECORD_TABLES, EditionPlace

_FEW = 2000
"""Up to so many ids are asked for by name; beyond, reading all of a table is quicker."""

_THERE = table_of(EditionPlace)
_ON_EDITION = frozenset({"draft", "page", "start", "anchor", "placed"})


class Readings:
    """Columns of many rows on one connection, in the order the rows came.

    Args:
        connection: to the project.
        editions: whether passages of editions that are not here stand on the ones that are.
    """

    def __init__(self, connection: Connection, *, editions: bool = False) -> None:
        self._connection = connection
        self._editions = editions

    def passages(
        self, columns: Sequence[str], *, draft: str = "", uids: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Passages of a draft, those of these uids, or all."""
        table = table_of(RECORD_TABLES["passage"])
        query = select(*(self._column(name) for name in columns)).order_by(table.c.row)
        if self._editions:
            query = query.select_from(table.outerjoin(_THERE, _THERE.c.passage == table.c.uid))
        if draft:
            query = query.where(self._stands_on(draft))
        return self._chosen(query, table.c.uid, uids)

    def _column(self, name: str) -> Any:
        """A column of passages, as it is on the edition that is here."""
        column = table_of(RECORD_TABLES["passage"]).c[name]
        if self._editions and name in _ON_EDITION:
            return func.coalesce(_THERE.c[name], column).label(name)
        return column

    def _stands_on(self, draft: str) -> Any:
        own = table_of(RECORD_TABLES["passage"]).c.draft == draft
        if not self._editions:
            return own
        return or_(_THERE.c.draft == draft, and_(_THERE.c.draft.is_(None), own))

    def tags(
        self, columns: Sequence[str], *, draft: str = "", passages: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Tags of a draft, those on these passages, or all; tombstones too.

        The column `draft` is that of the passage.
        """
        table = table_of(RECORD_TABLES["tag"])
        chosen = (self._column(n) if n == "draft" else table.c[n] for n in columns)
        query = select(*chosen).order_by(table.c.row)
        if draft or "draft" in columns:
            query = query.select_from(self._with_place(table))
        if draft:
            query = query.where(self._stands_on(draft))
        return self._chosen(query, table.c.passage, passages)

    def _with_place(self, tags: Any) -> Any:
        place = table_of(RECORD_TABLES["passage"])
        both = tags.join(place, place.c.uid == tags.c.passage)
        return both.outerjoin(_THERE, _THERE.c.passage == place.c.uid) if self._editions else both

    def marks(self, columns: Sequence[str], *, drafts: Collection[str] = ()) -> list[Sequence[Any]]:
        """Marks of drafts, or all."""
        table = table_of(RECORD_TABLES["mark"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        if drafts:
            query = query.where(table.c.draft.in_(drafts))
        return self._chosen(query, table.c.uid, None)

    def comments(
        self, columns: Sequence[str], *, targets: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Comments on these passages and tags; more than were asked for where that is quicker."""
        table = table_of(RECORD_TABLES["comment"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        few = targets if targets is not None and len(targets) <= _FEW else None
        return self._chosen(query, table.c.target, few)

    def undisputed_tags(self, *, but: str = "") -> dict[tuple[str, str], int]:
        """How many tags each draft has by each reviewer, without those that are disputable: for them
        ask their records.

        Args:
            but: review state of tags that are not counted either; "" for none.
        """
        table, draft = table_of(RECORD_TABLES["tag"]), self._column("draft")
        query = (
            select(draft, table.c.reviewer, func.count())
            .select_from(self._with_place(table))
            .where(table.c.others == "", table.c.deleted == "")
            .group_by(draft, table.c.reviewer)
        )
        query = query.where(table.c.review_state != but) if but else query
        return {(row[0], row[1]): row[2] for row in self._connection.execute(query)}

    def unplaced_tags(self, drafts: Collection[str]) -> list[Sequence[Any]]:
        """Tags of drafts that are not here and that stand on no edition of them with certainty either:
        uids of code, reviewer and draft, and the anchor; no tombstones.
        """
        table, place = (table_of(RECORD_TABLES[kind]) for kind in ("tag", "passage"))
        query = select(table.c.code, table.c.reviewer, place.c.draft, place.c.anchor)
        return list(
            self._connection.execute(self._unplaced(query, drafts).order_by(table.c.row)).all()
        )

    def count_unplaced_tags(self, drafts: Collection[str]) -> int:
        """How many `unplaced_tags` there are."""
        query = self._unplaced(select(func.count()), drafts)
        return int(self._connection.execute(query).scalar_one())

    def _unplaced(self, query: Any, drafts: Collection[str]) -> Any:
        table, place = (table_of(RECORD_TABLES[kind]) for kind in ("tag", "passage"))
        both = table.join(place, place.c.uid == table.c.passage)
        return query.select_from(both.outerjoin(_THERE, _THERE.c.passage == place.c.uid)).where(
            place.c.draft.in_(drafts), table.c.deleted == "", func.coalesce(_THERE.c.placed, 0) == 0
        )

    def drafts_of(self, uids: Collection[str]) -> dict[str, str]:
        """On which draft passages, tags and marks stand, by uid; what is none of them is left out."""
        passage, tag, mark = (table_of(RECORD_TABLES[k]) for k in ("passage", "tag", "mark"))
        there, few = _THERE.c.passage == passage.c.uid, uids if len(uids) <= _FEW else None
        draft = self._column("draft")
        on_passages = select(passage.c.uid, draft)
        if self._editions:
            on_passages = on_passages.select_from(passage.outerjoin(_THERE, there))
        found = self._chosen(on_passages, passage.c.uid, few)
        found += self._chosen(
            select(tag.c.uid, draft).select_from(self._with_place(tag)), tag.c.uid, few
        )
        found += self._chosen(select(mark.c.uid, mark.c.draft), mark.c.uid, few)
        return {row[0]: row[1] for row in found if row[0] in uids}

    def uids_of_disputable(self, kind: str) -> list[str]:
        """Records that can be in conflict at all: with several live values, or a deletion."""
        table = table_of(RECORD_TABLES[kind])
        said = table.c.others != ""
        if "deleted" in table.c:
            said = or_(said, table.c.deleted != "")
        query = select(table.c.uid).where(said).order_by(table.c.row)
        return list(self._connection.execute(query).scalars())

    def _chosen(
        self, query: Any, column: Any, values: Collection[str] | None
    ) -> list[Sequence[Any]]:
        if values is None:
            return list(self._connection.execute(query).all())
        found: list[Sequence[Any]] = []
        for batch in batches(dict.fromkeys(values)):
            found += self._connection.execute(query.where(column.in_(batch))).all()
        return found
