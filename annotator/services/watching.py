# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folder of the team a project is to be told of, and which files were merged into it already.

Kept in the project, as who sits at it is: no record, never exported, and not taken back by undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.services.desk import Desk
from annotator.storage.tables import Meta

_MERGED = "merged:"


class Watching:
    """The watched folder of one project, for whoever acts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def folder(self) -> Path | None:
        """The folder that whoever acts has chosen; None for none."""
        with self._desk.store.read() as connection:
            found = self._desk.store.rows(connection).by(Meta, "key", [self._key])
        value = str(found.get(self._key, {}).get("value", ""))
        return Path(value) if value else None

    def watch(self, folder: Path | None) -> None:
        """Choose a folder; None for none."""
        with self._desk.store.cache() as rows:
            rows.remove(Meta, "key", [self._key])
            if folder is not None:
                rows.insert(Meta, [{"key": self._key, "value": str(folder.absolute())}])

    def merged(self) -> frozenset[str]:
        """SHA-256 of the files that were merged in the window, or need not be: one's own exports."""
        with self._desk.store.read() as connection:
            keys = self._desk.store.rows(connection).values(Meta, "key")
        return frozenset(k.removeprefix(_MERGED) for k in map(str, keys) if k.startswith(_MERGED))

    def note(self, digests: Iterable[str]) -> None:
        """Remember files by their SHA-256."""
        new = sorted(frozenset(digests) - self.merged())
        if new:
            with self._desk.store.cache() as rows:
                rows.insert(Meta, [{"key": f"{_MERGED}{digest}", "value": ""} for digest in new])

    @property
    def _key(self) -> str:
        return f"watch:{self._desk.somebody}"
