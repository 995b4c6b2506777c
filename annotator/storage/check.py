# SPDX-License-Identifier: AGPL-3.0-or-later
"""Is a project file whole? SQLite's own checks, then a hash for every row, which they do not see."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from annotator.i18n import _
from annotator.storage.peek import read_header
from annotator.storage.tables import ALL_TABLES, content_columns, content_hash

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
        for model in ALL_TABLES:
            if not blobs and model.__tablename__ == "blob":
                continue
            found.extend(_row_faults(connection, str(model.__tablename__), content_columns(model)))
            if len(found) > _MANY:
                break
        if blobs:
            found.extend(_blob_faults(connection))
    except sqlite3.Error as error:
        found.append(_("the file cannot be read through: {error}").format(error=error))
    finally:
        connection.close()
    return found[:_MANY]


def _row_faults(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(f'"{name}"' for name in columns)
    found = []
    query = f'SELECT row, row_hash, {names} FROM "{table}"'  # noqa: S608 - names are our own
    for row, row_hash, *values in connection.execute(query):
        if content_hash(values) != row_hash:
            found.append(
                _("{table}, row {row}: its content was changed").format(table=table, row=row)
            )
    return found


def _blob_faults(connection: sqlite3.Connection) -> list[str]:
    return [
        _("the PDF {sha256} is not what was added").format(sha256=sha256)
        for sha256, data in connection.execute("SELECT sha256, data FROM blob")
        if hashlib.sha256(data).hexdigest() != sha256
    ]
