# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project on disk: create, open, read, change, close. What services hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

from annotator.domain.errors import ProjectBusyError
from annotator.domain.identity import new_session, new_uid
from annotator.i18n import _
from annotator.storage.database import new_engine, open_engine, translated
from annotator.storage.lock import ProjectLock
from annotator.storage.peek import read_header
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import SCHEMA, Meta, Treaty
from annotator.storage.unit_of_work import Action, Touched, UnitOfWork
from annotator.storage.work_folder import clear_leftovers


def utc_now() -> str:
    """Now, ISO 8601 in UTC to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """One project file, one connection for its whole life; used from the thread that opened it.

    Attributes:
        path: the file.
        session: random name of this writing session.
        clock: gives the time of an action; replaced in tests.
    """

    def __init__(self, path: Path, engine: Engine, lock: ProjectLock | None) -> None:
        self.path = path
        self.session = new_session()
        self.clock: Callable[[], str] = utc_now
        self._engine = engine
        self._lock = lock
        self._active: Connection | None = None
        self._listeners: list[Callable[[Touched], None]] = []
        self._thread = threading.get_ident()

    @classmethod
    def create(cls, path: Path, *, title: str, what: str = "annotator") -> Store:
        """Make a new project and hold its lock.

        Raises:
            ProjectDamagedError: the file exists, or cannot be made.
        """
        engine = new_engine(path)
        lock = ProjectLock(path)
        lock.acquire(what)
        with translated(path), engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            rows = Rows(connection)
            rows.insert(Treaty, [{"uid": new_uid(), "title": title}])
            rows.insert(Meta, [{"key": "counter", "value": "1"}])
        return cls(path, engine, lock)

    @classmethod
    def open(cls, path: Path, *, write: bool, what: str = "annotator") -> Store:
        """Open an existing project; for writing, under its lock and at the present schema.

        Raises:
            NotFoundError: there is no such file.
            ProjectBusyError: somebody else holds it for writing.
            ProjectDamagedError: it is no project, is damaged, or is of a newer version.
        """
        schema = read_header(path)
        lock = ProjectLock(path) if write or schema < SCHEMA else None
        if lock:
            lock.acquire(what)
            clear_leftovers(path)
        try:
            if schema < SCHEMA:
                from annotator.storage.migrate import migrate  # noqa: PLC0415 - Alembic costs 0.4 s

                migrate(path)
            engine = open_engine(path, write=write)
            with translated(path), engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM meta")
        except BaseException:
            if lock:
                lock.release()
            raise
        if lock and not write:
            lock.release()
            lock = None
        return cls(path, engine, lock)

    @property
    def writable(self) -> bool:
        """Whether this store holds the lock."""
        return self._lock is not None

    @property
    def in_view(self) -> bool:
        """Whether a view or a change is open, in which nothing can be kept beside it."""
        return self._active is not None

    def listen(self, listener: Callable[[Touched], None]) -> None:
        """Be told after each commit what it touched."""
        self._listeners.append(listener)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing in it may write. Inside another view or change it is that one."""
        self._stay()
        if self._active is not None:
            yield self._active
            return
        with translated(self.path), self._engine.connect() as connection:
            self._active = connection
            try:
                yield connection
            finally:
                self._active = None

    @contextlib.contextmanager
    def change(self, action: Action, *, reviewer: str = "") -> Iterator[UnitOfWork]:
        """One user action: committed when the block ends, undone when it raises.

        Args:
            action: what the log calls it.
            reviewer: uid of who acts.
        """
        with self._transaction() as connection:
            unit = UnitOfWork(
                connection, action, reviewer=reviewer, session=self.session, utc=self.clock()
            )
            yield unit
            touched = unit.finish()
        if touched.kinds:
            for listener in self._listeners:
                listener(touched)

    @contextlib.contextmanager
    def roomy(self, *, large: bool) -> Iterator[None]:
        """Room for a change while the block runs; no view or change may be open.

        Args:
            large: what is to be written may not fit in memory; readers wait for all of it then.
        """
        raw: Any = self._engine.raw_connection().driver_connection
        if large:
            raw.execute("PRAGMA cache_spill=ON")
            raw.execute("PRAGMA cache_size=-131072")
        try:
            yield
        finally:
            if large:
                raw.execute("PRAGMA cache_spill=OFF")
                raw.execute("PRAGMA cache_size=-2000")

    @contextlib.contextmanager
    def cache(self) -> Iterator[Rows]:
        """Write what can be rebuilt (previews, text layers) or is no work (the last view): not logged."""
        with self._transaction() as connection:
            yield Rows(connection)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._stay()
        if self._lock is None:
            raise ProjectBusyError(_("{path} is open for reading only.").format(path=self.path))
        with (
            translated(self.path),
            self._engine.connect().execution_options(immediate=True) as connection,
            connection.begin(),
        ):
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            self._active = connection
            try:
                yield connection
            finally:
                self._active = None

    def _stay(self) -> None:
        """A second thread would read inside the first one's view, which ends under its hands."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("a project is used from the thread that opened it")

    def records(self, connection: Connection) -> Records:
        """Mergeable records on a connection."""
        return Records(connection)

    def rows(self, connection: Connection) -> Rows:
        """Rows of any table on a connection."""
        return Rows(connection)

    def close(self) -> None:
        """Close the file and give the lock back. Harmless twice."""
        if self._lock is not None:
            with contextlib.suppress(Exception):  # tidiness only: an empty journal file is harmless
                raw = self._engine.raw_connection().driver_connection
                raw.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
