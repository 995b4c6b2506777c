# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many rows at once as plain tuples, for lists of thousands. Reads only, and builds no records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from annotator.storage.repositories import batches, table_of
from annotator.storage.tables import RECORD_TABLES

_FEW = 2000
"""Up to so many ids are asked for by name; beyond, reading all of a table is quicker."""


class Readings:
    """Columns of many rows on one connection, in the order the rows came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def passages(
        self, columns: Sequence[str], *, draft: str = "", uids: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Passages of a draft, those of these uids, or all."""
        table = table_of(RECORD_TABLES["passage"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        if draft:
            query = query.where(table.c.draft == draft)
        return self._chosen(query, table.c.uid, uids)

    def tags(
        self, columns: Sequence[str], *, draft: str = "", passages: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Tags of a draft, those on these passages, or all; tombstones too."""
        table = table_of(RECORD_TABLES["tag"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        if draft:
            place = table_of(RECORD_TABLES["passage"])
            query = query.join(place, place.c.uid == table.c.passage).where(place.c.draft == draft)
        return self._chosen(query, table.c.passage, passages)

    def marks(self, columns: Sequence[str], *, draft: str = "") -> list[Sequence[Any]]:
        """Marks of a draft, or all."""
        table = table_of(RECORD_TABLES["mark"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        if draft:
            query = query.where(table.c.draft == draft)
        return self._chosen(query, table.c.uid, None)

    def comments(
        self, columns: Sequence[str], *, targets: Collection[str] | None = None
    ) -> list[Sequence[Any]]:
        """Comments on these passages and tags; more than were asked for where that is quicker."""
        table = table_of(RECORD_TABLES["comment"])
        query = select(*(table.c[name] for name in columns)).order_by(table.c.row)
        few = targets if targets is not None and len(targets) <= _FEW else None
        return self._chosen(query, table.c.target, few)

    def undisputed_tags(self) -> dict[str, int]:
        """How many tags each draft has, without those that are disputable: for them ask their records."""
        table, place = table_of(RECORD_TABLES["tag"]), table_of(RECORD_TABLES["passage"])
        query = (
            select(place.c.draft, func.count())
            .select_from(table)
            .join(place, place.c.uid == table.c.passage)
            .where(table.c.others == "", table.c.deleted == "")
            .group_by(place.c.draft)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

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
