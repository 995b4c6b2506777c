# SPDX-License-Identifier: AGPL-3.0-or-later
"""The changes of one action on their way into the log. Holds no more than a batch of them in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from annotator.storage.repositories import Rows
from annotator.storage.tables import Change

NAMED = 20_000
"""Of so many changed records at most are the uids told: whoever hears of so many reads all anew."""
_AT_ONCE = 5000


class ChangeLog:
    """What one action changes.

    Attributes:
        kinds: of all records that it changed.
        touched: kind and uid of these, of more than `NAMED` only some.
    """

    def __init__(self, connection: Connection) -> None:
        self.kinds: set[str] = set()
        self.touched: set[tuple[str, str]] = set()
        self._connection = connection
        self._waiting: list[dict[str, Any]] = []
        self._number = 0

    @property
    def number(self) -> int:
        """The number that the revision of this action will have."""
        if not self._number:
            query = text("SELECT max(row) FROM revision")
            self._number = int(self._connection.execute(query).scalar_one() or 0) + 1
        return self._number

    def add(self, kind: str, uid: str, before: str, after: str) -> None:
        """One record's part."""
        self._waiting.append({"kind": kind, "uid": uid, "before": before, "after": after})
        self.kinds.add(kind)
        if len(self.touched) < NAMED:
            self.touched.add((kind, uid))
        if len(self._waiting) >= _AT_ONCE:
            self.write()

    def written(self, kind: str, uids: Iterable[str]) -> None:
        """Changes of a kind that somebody else wrote under `number`; these are named."""
        self.kinds.add(kind)
        self.touched.update((kind, uid) for uid in uids)

    def write(self) -> None:
        """Write what has not been written yet."""
        changes, self._waiting = self._waiting, []
        Rows(self._connection).insert(
            Change, ({"revision": self.number, **change} for change in changes)
        )
