# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing an older project to the present schema: on a copy, which replaces it only when it is sound."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from annotator.domain.errors import ProjectDamagedError
from annotator.i18n import _
from annotator.storage.check import altered_rows, rehash
from annotator.storage.journal import settle_journal
from annotator.storage.peek import APPLICATION_ID

SCRIPTS = Path(__file__).with_name("migrations")


def migrate(path: Path, *, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Migrate a project file; it is whole, old or new, at every moment.

    Args:
        path: the file; its lock is held by the caller.
        scripts: folder of Alembic revisions.
        target: revision to go to.

    Raises:
        ProjectDamagedError: a step failed; the file is byte for byte as it was.
    """
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    twin = path.with_name(f".{path.name}.migrating")
    twin.unlink(missing_ok=True)
    settle_journal(path)
    shutil.copyfile(path, twin)
    try:
        _upgrade(twin, scripts, target)
        _verify(twin)
    except Exception as error:
        twin.unlink(missing_ok=True)
        raise ProjectDamagedError(
            _("{path} could not be brought to this version: {error}.").format(
                path=path, error=error
            ),
            _("It was not changed."),
        ) from error
    kept = path.with_name(f"{path.stem}.backups") / f"{now}-before-migration.treaty"
    kept.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, kept)
    twin.replace(path)


def _upgrade(path: Path, scripts: Path, target: str) -> None:
    # check_same_thread stays: Alembic runs here and nowhere else. Python's own transaction mode
    # would keep half of a failed migration, so BEGIN is said by hand.
    connection = sqlite3.connect(path, isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    try:
        with engine.begin() as transaction:
            altered = set(altered_rows(connection))
            config.attributes["connection"] = transaction
            command.upgrade(config, target)
            rehash(connection, leave=altered)
            version = transaction.exec_driver_sql(
                "SELECT version_num FROM alembic_version"
            ).scalar()
            transaction.exec_driver_sql(f"PRAGMA user_version={int(version or 0)}")
    finally:
        engine.dispose()
        connection.close()


def _verify(path: Path) -> None:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        said = [row[0] for row in connection.execute("PRAGMA quick_check")]
        broken: list[Any] = connection.execute("PRAGMA foreign_key_check").fetchall()
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    finally:
        connection.close()
    if said != ["ok"] or broken or not ours:
        raise ValueError((said + broken)[0])
    with path.open("rb+") as file:
        os.fsync(file.fileno())
