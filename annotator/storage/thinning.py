# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which backups stay: many of yesterday, few of last year. Removes rows only, never a PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from annotator.storage.backup import Backup, backups_of

_MONTHS_KEPT = 12


def thin(project: Path, now: str) -> list[Backup]:
    """Remove backups that add little: all of the last day stay, then one an hour for a week, one a day
    for a month, one a week for a year. Returns what was removed; PDFs nobody refers to stay.
    """
    moment = dt.datetime.fromisoformat(now)
    kept: set[str] = set()
    removed = []
    for backup in backups_of(project):
        made = dt.datetime.fromisoformat(backup.utc)
        slot = _slot(backup.id, made, moment - made)
        if slot is not None and slot not in kept:
            kept.add(slot)
            continue
        if backup.reason == "migration" and slot is not None:
            continue
        backup.path.unlink(missing_ok=True)
        removed.append(backup)
    return removed


def _slot(name: str, made: dt.datetime, age: dt.timedelta) -> str | None:
    if age <= dt.timedelta(days=1):
        return name
    if age <= dt.timedelta(days=7):
        return made.strftime("hour %Y%m%d%H")
    if age <= dt.timedelta(days=31):
        return made.strftime("day %Y%m%d")
    if age <= dt.timedelta(days=31 * _MONTHS_KEPT):
        return made.strftime("week %G%V")
    return None
