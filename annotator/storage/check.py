# SPDX-License-Identifier: AGPL-3.0-or-later
"""Is a project file whole? SQLite's own checks, then a hash for every row, which they do not see."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from annotator.domain.errors import ProjectBusyError
from annotator.i18n import _
from annotator.storage.journal import settle_journal
from annotator.storage.peek import read_header
from annotator.storage.tables import content_hash

_MANY = 100


def faults(path: Path, *, blobs: bool = True) -> list[str]:
    """What is wrong with a project file, a sentence each; [] for a sound one. Changes nothing.

    Args:
        path: the file.
        blobs: whether the PDFs are in it (a backup keeps them outside).

    Raises:
        NotFoundError: there is no such file.
        ProjectDamagedError: it is no project at all.
    """
    read_header(path)
    settle_journal(path)
    found: list[str] = []
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        for (said,) in connection.execute("PRAGMA integrity_check(20)"):
            if said != "ok":
                found.append(_("the file's structure is damaged: {what}").format(what=said))
        for table, rowid, parent, _index in connection.execute("PRAGMA foreign_key_check"):
            found.append(
                _("{table}, row {row}: what it refers to in {parent} is missing").format(
                    table=table, row=rowid, parent=parent
                )
            )
        for table, row in altered_rows(connection):
            if blobs or table != "blob":
                what = _("{table}, row {row}: its content was changed")
                found.append(what.format(table=table, row=row))
            if len(found) > _MANY:
                break
        if blobs:
            found.extend(_blob_faults(connection))
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise ProjectBusyError(
                _("Another program is writing to {path}.").format(path=path)
            ) from error
        found.append(_("the file cannot be read through: {error}").format(error=error))
    finally:
        connection.close()
    return found[:_MANY]


def altered_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Table and key of every row whose hash does not fit its content, whatever the schema."""
    for table, names in _hashed_tables(connection):
        columns = ", ".join(f'"{name}"' for name in names)
        query = f'SELECT row, row_hash, {columns} FROM "{table}"'  # noqa: S608 - from the schema
        for row, row_hash, *values in connection.execute(query):
            if content_hash(values) != row_hash:
                yield table, row


def rehash(connection: sqlite3.Connection, *, leave: Collection[tuple[str, int]]) -> None:
    """Give every row the hash of its present content, as a step that adds a column must.

    Args:
        connection: in a transaction.
        leave: rows that did not fit before; their fault is not to be hidden.
    """
    for table, names in _hashed_tables(connection):
        columns = ", ".join(f'"{name}"' for name in names)
        query = f'SELECT row, {columns} FROM "{table}"'  # noqa: S608 - from the schema
        fresh = [
            (content_hash(values), row)
            for row, *values in connection.execute(query)
            if (table, row) not in leave
        ]
        connection.executemany(f'UPDATE "{table}" SET row_hash = ? WHERE row = ?', fresh)  # noqa: S608


def _hashed_tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in names.fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        if "row_hash" in columns:
            yield table, sorted(set(columns) - {"row", "row_hash"})


def _blob_faults(connection: sqlite3.Connection) -> list[str]:
    return [
        _("the PDF {sha256} is not what was added").format(sha256=sha256)
        for sha256, data in connection.execute("SELECT sha256, data FROM blob")
        if hashlib.sha256(data).hexdigest() != sha256
    ]
