# SPDX-License-Identifier: AGPL-3.0-or-later
"""When backups are made: at open, every ten minutes of change, and before what touches much."""

from __future__ import annotations

import datetime as dt
import time

from annotator.services.desk import Desk
from annotator.services.events import ChangeSet
from annotator.storage.backup import Backup, backups_of, make_backup
from annotator.storage.tables import Meta, Revision
from annotator.storage.thinning import thin

_EVERY = dt.timedelta(minutes=10)
_LOOK = 60.0
"""Seconds between two looks at how old the last backup is."""


class Backups:
    """Restore points of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked = time.monotonic()

    def list(self) -> tuple[Backup, ...]:
        """Restore points, latest first."""
        return tuple(backups_of(self._desk.store.path))

    def make(self, reason: str, *, always: bool = False) -> Backup | None:
        """Make a backup where there is something new to keep; None where there is not.

        Args:
            reason: open, change, merge, import, delete or asked.
            always: even if the last one is younger than ten minutes.
        """
        revision = self._revision()
        if not revision or revision == self._kept():
            return None
        now = self._desk.store.clock()
        latest = self.list()[:1]
        young = (
            latest
            and dt.datetime.fromisoformat(now) - dt.datetime.fromisoformat(latest[0].utc) < _EVERY
        )
        if young and not always:
            return None
        made = make_backup(self._desk.store.path, reason, now)
        with self._desk.store.cache() as rows:
            rows.remove(Meta, "key", ["backed_up"])
            rows.insert(Meta, [{"key": "backed_up", "value": str(revision)}])
        thin(self._desk.store.path, now)
        return made

    def on_change(self, _change: ChangeSet) -> None:
        """Something was committed: every ten minutes of that, keep a copy. Cheap in between."""
        now = time.monotonic()
        if now - self._looked >= _LOOK:
            self._looked = now
            self.make("change")

    def _revision(self) -> int:
        with self._desk.store.read() as connection:
            latest = self._desk.store.rows(connection).values(Revision, "row", latest=1)
        return int(latest[0]) if latest else 0

    def _kept(self) -> int:
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).by(Meta, "key", ["backed_up"])
        return int(found.get("backed_up", {}).get("value", "0"))
