# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a merge is reckoned: a database beside the project that goes when the merge ends.

What files say lies here until all is read, so that nothing of it is held in memory and a preview leaves the
project alone. Then the project takes it in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.domain.change import Record
from annotator.storage.packed_rows import Pack
from annotator.storage.plain_records import LOCAL, columns_of
from annotator.storage.repositories import batches, record_of
from annotator.storage.unit_of_work import record_from_state, state_of
from annotator.storage.work_folder import WorkFolder

_MANY = 5000


class Stage:
    """What a merge has made of records so far. Holds no more than a batch of them in memory.

    Rows that nobody disputes lie packed as they were read, with an index of numbers made of their uids:
    nearly always that is all that is asked of them. Where one of them has to be joined after all, all are
    unpacked into tables.

    Attributes:
        folder: of its own; goes with it.
    """

    def __init__(self, project: Path) -> None:
        """Begin a merge into a project."""
        self._own = WorkFolder(project)
        self.folder = self._own.path
        self._rows = self.folder / "plain.rows"
        self._file = self._rows.open("wb")
        self._db = sqlite3.connect(
            self.folder / "stage.db", isolation_level=None, check_same_thread=False
        )
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
            self._db.execute(f"CREATE TABLE key_{kind} (key INTEGER PRIMARY KEY, hash TEXT)")
        self._packs: dict[str, list[Pack]] = {kind: [] for kind in LOCAL}
        self._counts = dict.fromkeys(LOCAL, 0)
        self._packed = True
        self._has_said = False
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Leave nothing behind. Harmless twice."""
        self._db.close()
        self._file.close()
        self._own.close()

    # -- records ---------------------------------------------------------------------------------

    def get(self, kind: str, uids: Iterable[str]) -> dict[str, tuple[Record | None, Record]]:
        """Records as they were in the project (None: not there) and as they are now, by uid."""
        found: dict[str, tuple[Record | None, Record]] = {}
        uids = list(uids)
        plain = kind in LOCAL and bool(self._counts[kind])
        if plain and self._packed and self.hashes(kind, uids):
            self._unpack()
        plain = plain and not self._packed
        if not (self._has_said or plain):
            return found
        for batch in batches(uids, _MANY):
            query = f"SELECT uid, now, before FROM said WHERE kind = ? AND uid IN ({_marks(batch)})"  # noqa: S608 - our own names
            for uid, now, before in self._db.execute(query, [kind, *batch]):
                was = record_from_state(kind, before) if before else None
                found[uid] = was, record_from_state(kind, now)
            if plain:
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
        if kind in LOCAL and not self._packed:
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

    def hashes(self, kind: str, uids: Sequence[str]) -> dict[str, str]:
        """Hashes of plain rows that lie here, by uid; "" of records that had to be joined."""
        found: dict[str, str] = {}
        for batch in batches(uids, _MANY):
            by_key = (
                {hash(uid): uid for uid in batch} if self._counts[kind] and self._packed else {}
            )
            if by_key and len(by_key) != len(set(batch)):  # two uids with one number
                self._unpack()
            if self._counts[kind] and self._packed:
                query = f"SELECT key, hash FROM key_{kind} WHERE key IN ({_marks(by_key)})"  # noqa: S608 - our own names
                found.update(
                    (by_key[key], said) for key, said in self._db.execute(query, [*by_key])
                )
            elif self._counts[kind]:
                query = f"SELECT uid, row_hash FROM plain_{kind} WHERE uid IN ({_marks(batch)})"  # noqa: S608 - our own names
                found.update(self._db.execute(query, batch).fetchall())
            if self._has_said:
                query = f"SELECT uid, '' FROM said WHERE kind = ? AND uid IN ({_marks(batch)})"  # noqa: S608 - our own names
                found.update(self._db.execute(query, [kind, *batch]).fetchall())
        return found

    def add_plain(self, kind: str, pack: Pack, said: Mapping[str, str], others: set[str]) -> None:
        """Keep rows of records that neither the project nor an earlier file has.

        Args:
            kind: of them.
            pack: in which they are; one in a file stays there until the end.
            said: their uids and hashes.
            others: uids of what else is in the pack.
        """
        if not said:
            return
        if others:
            pack = pack.without(columns_of(kind).index("uid"), others)
        if self._packed:
            before = self._db.total_changes
            keys = sorted((hash(uid), row_hash) for uid, row_hash in said.items())
            self._db.executemany(f"INSERT OR IGNORE INTO key_{kind} VALUES (?, ?)", keys)  # noqa: S608 - our own names
            if self._db.total_changes - before != len(said):  # two uids with one number
                self._unpack()
        if self._packed:
            self._packs[kind].append(pack if pack.path else pack.written(self._file, self._rows))
        else:
            self._insert(kind, pack)
        self._counts[kind] += len(said)

    def _insert(self, kind: str, pack: Pack) -> None:
        names = (*columns_of(kind), "row_hash", "after")
        columns = ", ".join(f'"{name}"' for name in names)
        self._db.executemany(
            f"INSERT INTO plain_{kind} ({columns}) VALUES ({_marks(names)})",  # noqa: S608 - our own names
            ((*row, after) for row, after in zip(*pack.whole(), strict=True)),
        )

    def _unpack(self) -> None:
        """Into tables, where single ones can be found and taken out."""
        self._packed = False
        self._file.flush()
        for kind, packs in self._packs.items():
            columns = ", ".join(f'"{name}"' for name in columns_of(kind))
            self._db.execute(f"DROP TABLE key_{kind}")
            self._db.execute(
                f"CREATE TABLE plain_{kind} (seq INTEGER PRIMARY KEY, {columns}, row_hash, after)"
            )
            self._db.execute(f"CREATE UNIQUE INDEX plain_{kind}_uid ON plain_{kind} (uid)")
            for pack in packs:
                self._insert(kind, pack)
            packs.clear()

    def count_plain(self, kind: str) -> int:
        """How many plain rows of a kind there are at most."""
        return self._counts[kind]

    def plain(self, kind: str) -> Iterator[tuple[list[tuple[Any, ...]], list[str]]]:
        """Plain rows of a kind in the order they came, so many at a time: content and hash of each in the
        order of `columns_of`, and what undo compares of each.
        """
        self._file.flush()
        for pack in self._packs[kind]:
            yield pack.whole()
        last = 0
        if self._packed:
            return
        columns = ", ".join(f'"{name}"' for name in columns_of(kind))
        query = (
            f"SELECT seq, after, {columns}, row_hash FROM plain_{kind}"  # noqa: S608 - our own names
            " WHERE seq > ? ORDER BY seq LIMIT ?"
        )
        while rows := self._db.execute(query, (last, _MANY)).fetchall():
            last = rows[-1][0]
            yield [row[2:] for row in rows], [row[1] for row in rows]

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


def _marks(values: Collection[Any]) -> str:
    return ",".join("?" * len(values))
