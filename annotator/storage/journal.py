# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolling back what a crash left, before anything reads: readers see half a transaction otherwise."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path


def journal_of(path: Path) -> Path:
    """The rollback journal of a project file."""
    return path.with_name(path.name + "-journal")


def settle_journal(path: Path) -> None:
    """Let SQLite roll a hot journal back. Harmless where there is none, or a writer is at work."""
    journal = journal_of(path)
    if not journal.exists() or not journal.stat().st_size:
        return
    with contextlib.suppress(sqlite3.Error):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
