# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a project file: pragmas, transactions, and the checks that come before anything is read."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from annotator.domain.errors import AnnotatorError, ProjectBusyError, ProjectDamagedError
from annotator.i18n import _
from annotator.storage.peek import APPLICATION_ID, read_header

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA busy_timeout=15000",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
)


def open_engine(path: Path, *, write: bool) -> Engine:
    """An engine with one connection to an existing project file.

    The connection is read-write even for readers, so that SQLite can roll back a journal that a
    crash left behind; readers are held by `query_only`. On a medium that cannot be written it is
    read-only.

    Raises:
        ProjectDamagedError: the file is missing, is no project, or was written by a newer version.
    """
    read_header(path)

    def connect() -> sqlite3.Connection:
        busy = False
        for mode in ("rw", "ro"):
            try:
                connection = sqlite3.connect(
                    f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None,
                    check_same_thread=False,
                )  # fmt: skip
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
                return connection
            except sqlite3.OperationalError as error:
                busy = busy or "locked" in str(error)
        if busy:
            raise ProjectBusyError(
                _("Another program is writing to {path}.").format(path=path), _("Try again.")
            )
        raise ProjectDamagedError(_("The project {path} cannot be opened.").format(path=path))

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    _prepare(engine, write=write)
    return engine


def new_engine(path: Path) -> Engine:
    """An engine on a new, empty project file (which must not exist).

    Raises:
        AnnotatorError: the file exists, or cannot be made there.
    """
    if path.exists():
        raise ProjectDamagedError(
            _("{path} exists already.").format(path=path), _("Choose another name.")
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA page_size=4096")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    except (OSError, sqlite3.Error) as error:
        raise ProjectDamagedError(
            _("No project can be made at {path}: {error}.").format(path=path, error=error)
        ) from error
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    _prepare(engine, write=True)
    return engine


def _prepare(engine: Engine, *, write: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if write:
            connection.execute("PRAGMA journal_mode=TRUNCATE")
            connection.execute("PRAGMA cache_spill=OFF")  # readers wait for the commit only
        else:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's own transaction mode keeps half of a failed migration: begin by hand.
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's and SQLAlchemy's exceptions as ours."""
    try:
        yield
    except AnnotatorError:
        raise
    except (OperationalError, sqlite3.OperationalError) as error:
        cause = str(getattr(error, "orig", None) or error)
        if "locked" in cause or "busy" in cause:
            raise ProjectBusyError(
                _("Another program is writing to {path}.").format(path=path), _("Try again.")
            ) from error
        raise ProjectDamagedError(
            _("The project {path} cannot be used: {cause}.").format(path=path, cause=cause),
            _("Nothing was changed."),
        ) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = str(getattr(error, "orig", None) or error)
        raise ProjectDamagedError(
            _("The project {path} is damaged: {cause}.").format(path=path, cause=cause),
            _("Run `annotator check`, then restore a backup: `annotator backup --list`."),
        ) from error
