# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a merge is reckoned: a database beside the project that goes when the merge ends.

What files say lies here until all is read, so that nothing of it is held in memory and a preview leaves the
project alone. Then the project takes it in one transaction.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.domain.change import Record
from annotator.storage.plain_records import LOCAL, Composed, columns_of
from annotator.storage.repositories import batches, record_of
from annotator.storage.unit_of_work import record_from_state, state_of

NAME = "stage"
_MANY = 5000


class Stage:
    """What a merge has made of records so far. Holds no more than a batch of them in memory.

    Attributes:
        folder: of its own; goes with it.
        path: of the database in it.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="annotator-merge"))
        self.path = self.folder / "stage.db"
        self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        for pragma in (
            "page_size=32768",
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-65536",
            "temp_store=FILE",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute(
            "CREATE TABLE said (seq INTEGER PRIMARY KEY, kind TEXT, uid TEXT, now TEXT, before TEXT,"
            " UNIQUE (kind, uid))"
        )
        self._db.execute(
            "CREATE TABLE kept (seq INTEGER PRIMARY KEY, uid TEXT UNIQUE, record TEXT, cells TEXT,"
            " waiting INTEGER)"
        )
        self._db.execute("CREATE TABLE placed (uid TEXT PRIMARY KEY)")
        for kind in LOCAL:
            columns = ", ".join(f'"{name}"' for name in columns_of(kind))
            self._db.execute(
                f"CREATE TABLE plain_{kind} (seq INTEGER PRIMARY KEY, {columns}, row_hash, after)"
            )
            self._db.execute(f"CREATE UNIQUE INDEX plain_{kind}_uid ON plain_{kind} (uid)")
        self._has_said = self._has_plain = False
        self._db.execute("BEGIN")

    def rest(self) -> None:
        """End writing, so that the project can read what lies here."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Leave nothing behind. Harmless twice."""
        self._db.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- records ---------------------------------------------------------------------------------

    def get(self, kind: str, uids: Iterable[str]) -> dict[str, tuple[Record | None, Record]]:
        """Records as they were in the project (None: not there) and as they are now, by uid."""
        found: dict[str, tuple[Record | None, Record]] = {}
        if not (self._has_said or self._has_plain):
            return found
        for batch in batches(uids, _MANY):
            query = f"SELECT uid, now, before FROM said WHERE kind = ? AND uid IN ({_marks(batch)})"  # noqa: S608 - our own names
            for uid, now, before in self._db.execute(query, [kind, *batch]):
                was = record_from_state(kind, before) if before else None
                found[uid] = was, record_from_state(kind, now)
            if kind in LOCAL and self._has_plain:
                names = columns_of(kind)
                columns = ", ".join(f'"{name}"' for name in names)
                query = f"SELECT {columns} FROM plain_{kind} WHERE uid IN ({_marks(batch)})"  # noqa: S608 - our own names
                for row in self._db.execute(query, batch):
                    record = record_of(kind, dict(zip(names, row, strict=True)))
                    found[record.uid] = None, record
        return found

    def put(self, kind: str, records: Sequence[tuple[Record | None, Record]]) -> None:
        """Keep records: as they were in the project, and as they are now."""
        self._db.executemany(
            "INSERT INTO said (kind, uid, now, before) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, uid) DO UPDATE SET now = excluded.now",
            ((kind, now.uid, state_of(now), state_of(was) if was else "") for was, now in records),
        )
        self._has_said = self._has_said or bool(records)
        if kind in LOCAL and self._has_plain:
            query = f"DELETE FROM plain_{kind} WHERE uid = ?"  # noqa: S608 - our own names
            self._db.executemany(query, ((now.uid,) for _was, now in records))

    def changed(self, kind: str, size: int = 2000) -> Iterator[list[tuple[Record | None, Record]]]:
        """All records of a kind that were put and are not as they were, so many at a time."""
        last = 0
        query = (
            "SELECT seq, now, before FROM said WHERE kind = ? AND seq > ? AND now <> before"
            " ORDER BY seq LIMIT ?"
        )
        while rows := self._db.execute(query, (kind, last, size)).fetchall():
            last = rows[-1][0]
            yield [
                (record_from_state(kind, before) if before else None, record_from_state(kind, now))
                for _seq, now, before in rows
            ]

    # -- records nobody disputes -----------------------------------------------------------------

    def hashes(self, kind: str, uids: Iterable[str]) -> dict[str, str]:
        """Hashes of plain rows that lie here, by uid; "" of records that had to be joined."""
        found: dict[str, str] = {}
        for batch in batches(uids, _MANY):
            if self._has_plain:
                query = f"SELECT uid, row_hash FROM plain_{kind} WHERE uid IN ({_marks(batch)})"  # noqa: S608 - our own names
                found.update(self._db.execute(query, batch).fetchall())
            if self._has_said:
                query = f"SELECT uid, '' FROM said WHERE kind = ? AND uid IN ({_marks(batch)})"  # noqa: S608 - our own names
                found.update(self._db.execute(query, [kind, *batch]).fetchall())
        return found

    def add_plain(self, kind: str, rows: Iterable[Composed]) -> None:
        """Keep rows of records that neither the project nor an earlier file has."""
        names = (*columns_of(kind), "row_hash", "after")
        columns = ", ".join(f'"{name}"' for name in names)
        self._db.executemany(
            f"INSERT INTO plain_{kind} ({columns}) VALUES ({_marks(names)})",  # noqa: S608 - our own names
            (composed.row for composed in rows),
        )
        self._has_plain = True

    def last_plain(self, kind: str) -> int:
        """The number of the last plain row of a kind, 0 for none."""
        return int(self._db.execute(f"SELECT max(seq) FROM plain_{kind}").fetchone()[0] or 0)  # noqa: S608 - our own names

    # -- rows kept word for word -----------------------------------------------------------------

    def keep(self, row: Mapping[str, Any]) -> bool:
        """Keep a row word for word; whether it was not kept yet."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO kept (uid, record, cells, waiting) VALUES (?, ?, ?, ?)",
            (row["uid"], row["record"], row["cells"], row["waiting"]),
        )
        return done.rowcount > 0

    def kept(self, *, waiting: bool = False, size: int = 1000) -> Iterator[list[dict[str, Any]]]:
        """Rows kept because of this merge, so many at a time."""
        last = 0
        query = (
            "SELECT seq, uid, record, cells, waiting FROM kept WHERE seq > ? AND waiting >= ?"
            " ORDER BY seq LIMIT ?"
        )
        while rows := self._db.execute(query, (last, int(waiting), size)).fetchall():
            last = rows[-1][0]
            names = ("uid", "record", "cells", "waiting")
            yield [dict(zip(names, row[1:], strict=True)) for row in rows]

    def no_longer(self, uid: str) -> None:
        """A row that was kept has found its place; one kept before this merge is noted as such."""
        if not self._db.execute("DELETE FROM kept WHERE uid = ?", (uid,)).rowcount:
            self._db.execute("INSERT OR IGNORE INTO placed VALUES (?)", (uid,))

    def placed(self) -> list[str]:
        """Uids of rows kept before this merge that have found their place."""
        return [uid for (uid,) in self._db.execute("SELECT uid FROM placed ORDER BY rowid")]


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))
