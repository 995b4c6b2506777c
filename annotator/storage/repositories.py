# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows in, values out. Works in batches of SQLAlchemy Core: objects cost seven times as much."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from annotator.domain.anchor import first_place
from annotator.domain.canonical_json import compact
from annotator.domain.change import Record
from annotator.domain.kinds import FIELDS
from annotator.domain.record_json import others_body, read_record, stamps_body
from annotator.storage.tables import RECORD_TABLES, Row, content_columns, content_hash

_BATCH = 500
RECORD_COLUMNS = ("stamps", "others", "more")


def compact_or_nothing(value: Any) -> str:
    """Canonical JSON, "" for nothing."""
    return compact(value) if value else ""


def batches(items: Iterable[Any], size: int = _BATCH) -> Iterator[list[Any]]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def table_of(model: type[Row]) -> Any:
    """The SQLAlchemy table of a model."""
    return model.__table__  # type: ignore[attr-defined]


def hashed(model: type[Row], row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its hash, ready for writing; missing columns take the model's defaults."""
    full = {**_defaults(model), **row}
    full["row_hash"] = content_hash([full[name] for name in content_columns(model)])
    return full


@functools.cache
def _defaults(model: type[Row]) -> dict[str, Any]:
    return {
        name: field.default
        for name, field in model.model_fields.items()
        if name not in {"row", "row_hash"} and not field.is_required()
    }


class Rows:
    """Rows of any table on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(self, model: type[Row], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows, hashed, in batches."""
        statement = insert(table_of(model))
        for batch in batches(rows, 2000):
            self._connection.execute(statement, [hashed(model, row) for row in batch])

    def replace(self, model: type[Row], key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write whole rows over those with the same `key`, hashed."""
        table = table_of(model)
        names = [*content_columns(model), "row_hash"]
        statement = (
            update(table)
            .where(table.c[key] == bindparam("the_key"))
            .values({name: bindparam(f"to_{name}") for name in names})
        )
        for batch in batches(rows, 2000):
            full = [hashed(model, row) for row in batch]
            self._connection.execute(
                statement,
                [{"the_key": r[key], **{f"to_{name}": r[name] for name in names}} for r in full],
            )

    def remove(self, model: type[Row], key: str, values: Iterable[Any]) -> None:
        """Delete the rows with these keys."""
        table = table_of(model)
        for batch in batches(values):
            self._connection.execute(delete(table).where(table.c[key].in_(batch)))

    def by(self, model: type[Row], key: str, values: Iterable[Any]) -> dict[Any, dict[str, Any]]:
        """Rows by key, as plain dictionaries without `row` and `row_hash`."""
        table = table_of(model)
        columns = [table.c[name] for name in content_columns(model)]
        found: dict[Any, dict[str, Any]] = {}
        for batch in batches(values):
            for row in self._connection.execute(
                select(*columns).where(table.c[key].in_(batch))
            ).mappings():
                found[row[key]] = dict(row)
        return found

    def hashes(self, model: type[Row], uids: Iterable[str]) -> dict[str, str]:
        """Hashes of the rows with these uids, by uid."""
        found: dict[str, str] = {}
        raw: Any = self._connection.connection.driver_connection
        name = table_of(model).name
        for batch in batches(uids, 5000):
            marks = ",".join("?" * len(batch))
            query = f'SELECT uid, row_hash FROM "{name}" WHERE uid IN ({marks})'  # noqa: S608 - ours
            found.update(raw.execute(query, batch).fetchall())
        return found

    def among(self, model: type[Row], key: str, values: Iterable[Any]) -> list[dict[str, Any]]:
        """All rows whose `key` is one of the values, as plain dictionaries, `row` included."""
        table = table_of(model)
        found: list[dict[str, Any]] = []
        for batch in batches(values):
            chosen = self._connection.execute(select(table).where(table.c[key].in_(batch)))
            found += [dict(row) for row in chosen.mappings()]
        return found

    def latest(
        self, model: type[Row], column: str, by: str, values: Collection[Any], *, count: int
    ) -> list[Any]:
        """One column of the newest rows whose column `by` is one of a few values, newest first."""
        table = table_of(model)
        query = select(table.c[column]).where(table.c[by].in_(values))
        return list(
            self._connection.execute(query.order_by(table.c.row.desc()).limit(count)).scalars()
        )

    def values(
        self, model: type[Row], column: str, /, *, latest: int = 0, **equal: Any
    ) -> list[Any]:
        """One column of the rows whose columns equal these; with `latest` so many, newest first."""
        table = table_of(model)
        statement = select(table.c[column]).filter_by(**equal).order_by(table.c.row)
        if latest:
            statement = statement.order_by(None).order_by(table.c.row.desc()).limit(latest)
        return list(self._connection.execute(statement).scalars())

    def after(self, model: type[Row], row: int, size: int) -> list[dict[str, Any]]:
        """At most `size` rows that come after the one with this key, as plain dictionaries."""
        table = table_of(model)
        query = select(table).where(table.c.row > row).order_by(table.c.row).limit(size)
        return [dict(found) for found in self._connection.execute(query).mappings()]

    def all(self, model: type[Row], /, *, order: str = "row", **equal: Any) -> list[dict[str, Any]]:
        """All rows whose columns equal these, as plain dictionaries, `row` included."""
        table = table_of(model)
        statement = select(table).filter_by(**equal).order_by(table.c[order])
        return [dict(row) for row in self._connection.execute(statement).mappings()]


class Records:
    """Mergeable records of any kind on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection)

    def get_many(self, kind: str, uids: Iterable[str]) -> dict[str, Record]:
        """Records by uid; those that are not here are left out."""
        rows = self._rows.by(RECORD_TABLES[kind], "uid", uids)
        return {uid: record_of(kind, row) for uid, row in rows.items()}

    def all(self, kind: str, /, **equal: Any) -> list[Record]:
        """All records of a kind whose columns equal these, in the order they came."""
        return [record_of(kind, row) for row in self._rows.all(RECORD_TABLES[kind], **equal)]

    def in_batches(self, kind: str, size: int = 2000) -> Iterator[list[Record]]:
        """All records of a kind in the order they came, so many at a time."""
        model = RECORD_TABLES[kind]
        last = 0
        while rows := self._rows.after(model, last, size):
            last = rows[-1]["row"]
            yield [record_of(kind, row) for row in rows]

    def tags_by(self, reviewer: str) -> int:
        """How many tags of a reviewer are here, deleted ones not counted."""
        return len(self._rows.values(RECORD_TABLES["tag"], "uid", reviewer=reviewer, deleted=""))

    def stood_on(self, kind: str, field: str, values: Iterable[str]) -> set[str]:
        """Which of these values some record of a kind has in a field."""
        return {row[field] for row in self._rows.among(RECORD_TABLES[kind], field, values)}

    def insert(self, kind: str, records: Sequence[Record], local: Mapping[str, Any]) -> None:
        """Write new records. `local`: columns that stay in this project, by uid."""
        self._rows.insert(
            RECORD_TABLES[kind],
            ({**row_of(record), **local.get(record.uid, {})} for record in records),
        )

    def update(self, kind: str, records: Sequence[Record], local: Mapping[str, Any]) -> None:
        """Write records over those with their uid; local columns keep their values unless given."""
        model = RECORD_TABLES[kind]
        kept = self._rows.by(model, "uid", [record.uid for record in records])
        self._rows.replace(
            model,
            "uid",
            (
                {**kept[record.uid], **row_of(record), **local.get(record.uid, {})}
                for record in records
            ),
        )

    def remove(self, kind: str, uids: Iterable[str]) -> None:
        """Take rows out, without a tombstone."""
        self._rows.remove(RECORD_TABLES[kind], "uid", uids)


def record_of(kind: str, row: Mapping[str, Any]) -> Record:
    """The record a row holds."""
    values = {name: row[name] for name in FIELDS[kind]}
    if row["more"]:
        values.update(json.loads(row["more"]))
    others = json.loads(row["others"]) if row["others"] else {}
    return read_record(kind, row["uid"], values, json.loads(row["stamps"]), others)


def row_of(record: Record) -> dict[str, Any]:
    """The travelling columns of a record's row, and what follows from its anchor."""
    known = FIELDS[record.kind]
    row: dict[str, Any] = {"uid": record.uid, "stamps": compact(stamps_body(record))}
    row.update((name, record.values.get(name, "")) for name in known)
    row["others"] = compact_or_nothing(others_body(record))
    more = {name: value for name, value in record.values.items() if name not in known}
    row["more"] = compact_or_nothing(more)
    if record.kind == "passage" and row["anchor"]:
        row["page"], row["start"] = first_place(row["anchor"])
    return row
