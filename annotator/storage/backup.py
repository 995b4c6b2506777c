# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups: verified copies of the rows beside the project, with each PDF once. Never replaces unasked."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from annotator.domain.errors import NotFoundError, ProjectDamagedError
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.storage.check import faults
from annotator.storage.journal import journal_of, settle_journal
from annotator.storage.peek import APPLICATION_ID, read_header

_CACHES = ("preview", "text_page")
_NAME = re.compile(r"^(\d{8}T\d{6}Z)-([a-z_]+)(?:-\d+)?\.rows$")


@dataclass(frozen=True, slots=True)
class Backup:
    """One restore point.

    Attributes:
        id: its name, what `restore` is given.
        utc: when it was made, ISO.
        reason: open, change, merge, import, migration, delete or restore.
        path: the file.
    """

    id: str
    utc: str
    reason: str
    path: Path


def folder_of(project: Path) -> Path:
    """Where the backups of a project lie."""
    return project.with_name(f"{project.stem}.backups")


def backups_of(project: Path) -> list[Backup]:
    """Restore points, latest first."""
    found = []
    folder = folder_of(project)
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _NAME.match(path.name):
            when = dt.datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
            utc = when.strftime("%Y-%m-%dT%H:%M:%SZ")
            found.append(Backup(path.name.removesuffix(".rows"), utc, match[2], path))
    return sorted(found, key=lambda backup: backup.id, reverse=True)


def make_backup(project: Path, reason: str, utc: str) -> Backup:
    """Copy every row and every PDF that is not there yet, verify the copy, and only then name it.

    Args:
        project: the file; may be open for writing, not within a transaction.
        reason: why, one word.
        utc: now, ISO.

    Raises:
        ProjectDamagedError: the copy does not verify, or cannot be written.
    """
    folder = folder_of(project)
    stamp = utc.replace("-", "").replace(":", "")
    target = _free(folder / f"{stamp}-{reason}.rows")
    settle_journal(project)
    unfinished = target.with_suffix(".unfinished")
    try:
        (folder / "pdf").mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _copy_rows(project, unfinished, folder / "pdf")
        found = faults(unfinished, blobs=False)
        if not found:
            unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise ProjectDamagedError(
            _("No backup of {project} can be made: {error}.").format(project=project, error=error)
        ) from error
    if found:
        unfinished.unlink(missing_ok=True)
        raise ProjectDamagedError(
            _("The backup of {project} does not verify: {fault}.").format(
                project=project.name, fault=found[0]
            )
        )
    return next(backup for backup in backups_of(project) if backup.path == target)


def _free(target: Path) -> Path:
    """The name, or the next one: two backups of one second are two."""
    number = 2
    found = target
    while found.exists():
        found = target.with_name(f"{target.stem}-{number}.rows")
        number += 1
    return found


def _copy_rows(project: Path, target: Path, pdfs: Path) -> None:
    connection = sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("ATTACH DATABASE ? AS copy", (str(target),))
        connection.execute("PRAGMA copy.journal_mode=OFF")
        schema = connection.execute(
            "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC"
        ).fetchall()
        connection.execute("BEGIN")
        for _kind, name, sql in schema:
            in_copy = re.sub(
                r"^(CREATE\s+(?:UNIQUE\s+)?(?:TABLE|INDEX)\s+)",
                r"\1copy.",
                sql,
                count=1,
                flags=re.IGNORECASE,
            )
            connection.execute(in_copy)
            if _kind == "table" and name == "blob":
                connection.execute(
                    "INSERT INTO copy.blob (row, row_hash, sha256, size, data)"
                    " SELECT row, row_hash, sha256, size, X'' FROM main.blob"
                )
            elif _kind == "table" and name not in _CACHES:
                connection.execute(f'INSERT INTO copy."{name}" SELECT * FROM main."{name}"')  # noqa: S608
        connection.commit()
        version = connection.execute("PRAGMA main.user_version").fetchone()[0]
        connection.execute(f"PRAGMA copy.user_version={version}")
        connection.execute(f"PRAGMA copy.application_id={APPLICATION_ID}")
        for (sha256,) in connection.execute("SELECT sha256 FROM main.blob").fetchall():
            _copy_pdf(connection, sha256, pdfs / f"{sha256}.pdf")
    finally:
        connection.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _copy_pdf(connection: sqlite3.Connection, sha256: str, path: Path) -> None:
    size = connection.execute("SELECT size FROM main.blob WHERE sha256 = ?", (sha256,)).fetchone()[
        0
    ]
    if path.exists() and path.stat().st_size == size:
        return
    data = connection.execute("SELECT data FROM main.blob WHERE sha256 = ?", (sha256,)).fetchone()[
        0
    ]
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def restore(
    project: Path, backup_id: str, utc: str, rebuild: Callable[[Path], None]
) -> Path | None:
    """Put a backup in the project's place. The present state becomes a backup itself, so that this can
    be taken back; a project too damaged for that is kept beside it as evidence.

    Args:
        project: the file; must be closed, and its lock held by the caller.
        backup_id: from `backups_of`.
        utc: now, ISO.
        rebuild: makes text layers and previews of the restored file, which backups leave out.

    Returns:
        The damaged project, kept as evidence; None where the state before became a backup.

    Raises:
        NotFoundError: no such backup.
        ProjectDamagedError: the backup does not verify; nothing is changed.
    """
    chosen = next((b for b in backups_of(project) if b.id == backup_id), None)
    if chosen is None:
        raise NotFoundError(
            _("There is no backup {id}.").format(id=backup_id), _("See `annotator backup --list`.")
        )
    settle_journal(project)
    counter = max(map(_counter, (project, *(backup.path for backup in backups_of(project)))))
    whole = project.exists() and _is_whole(project)
    evidence = None
    unfinished = project.with_suffix(".restoring")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.write_bytes(chosen.path.read_bytes())
        _fill(unfinished, folder_of(project) / "pdf", counter)
        if whole:
            _carry_caches(project, unfinished)
        rebuild(unfinished)
        found = faults(unfinished, blobs=True)
        if found:
            raise ProjectDamagedError(
                _("The backup {id} does not verify: {fault}.").format(id=backup_id, fault=found[0]),
                _("The project was not changed."),
            )
        if whole:
            make_backup(project, "restore", utc)
        elif project.exists():
            evidence = _keep_evidence(project, utc)
        with contextlib.suppress(FileNotFoundError):
            journal_of(project).unlink()
        unfinished.replace(project)
    finally:
        unfinished.unlink(missing_ok=True)
    return evidence


def _is_whole(project: Path) -> bool:
    try:
        return not faults(project)
    except ProjectDamagedError:
        return False


def _keep_evidence(project: Path, utc: str) -> Path:
    evidence = project.with_name(f"{project.name}.damaged-{utc.replace(':', '')}")
    evidence.write_bytes(project.read_bytes())
    if journal_of(project).exists():
        journal_of(evidence).write_bytes(journal_of(project).read_bytes())
    return evidence


def _carry_caches(project: Path, target: Path) -> None:
    """Text layers and previews of the same PDFs: an encrypted one cannot be read again unasked."""
    connection = sqlite3.connect(target)
    try:
        connection.execute("ATTACH DATABASE ? AS old", (str(project),))
        for table in _CACHES:
            connection.execute(
                f"INSERT INTO main.{table} SELECT * FROM old.{table}"  # noqa: S608 - our own names
                " WHERE draft IN (SELECT sha256 FROM main.blob)"
            )
        connection.commit()
    finally:
        connection.close()


def _counter(project: Path) -> int:
    """The present counter, which never falls, not even after a restore; 0 where it cannot be read."""
    with contextlib.suppress(Exception):
        read_header(project)
        connection = sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'counter'").fetchone()
            return int(row[0]) if row else 0
        finally:
            connection.close()
    return 0


def _fill(target: Path, pdfs: Path, counter: int) -> None:
    from annotator.storage.tables import content_hash  # noqa: PLC0415 - SQLModel is costly

    connection = sqlite3.connect(target)
    try:
        for (sha256,) in connection.execute("SELECT sha256 FROM blob").fetchall():
            path = pdfs / f"{sha256}.pdf"
            data = path.read_bytes() if path.exists() else b""
            if hashlib.sha256(data).hexdigest() != sha256:
                raise ProjectDamagedError(
                    _("The PDF {sha256} of the backup is missing or damaged.").format(
                        sha256=sha256
                    ),
                    _("The project was not changed."),
                )
            row_hash = content_hash([data, sha256, len(data)])
            connection.execute(
                "UPDATE blob SET data = ?, row_hash = ? WHERE sha256 = ?", (data, row_hash, sha256)
            )
        old = connection.execute("SELECT value FROM meta WHERE key = 'counter'").fetchone()
        value = str(max(counter, int(old[0]) if old else 0))
        connection.execute(
            "UPDATE meta SET value = ?, row_hash = ? WHERE key = 'counter'",
            (value, content_hash(["counter", value])),
        )
        connection.commit()
    finally:
        connection.close()
