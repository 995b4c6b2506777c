# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folder of the team a project is to be told of, and which files were merged into it already.

The folder is a setting of this machine: projects are mailed, and where somebody keeps files is nobody's
business. What was merged is kept in the project: no record, never exported, not taken back by undo.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from annotator import paths
from annotator.services.desk import Desk
from annotator.services.folder_news import digests_of
from annotator.services.settings import Settings
from annotator.storage.tables import Meta, Treaty

_MERGED = "merged:"


class Watching:
    """The watched folder of one project on this machine."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def folder(self) -> Path | None:
        """The folder that was chosen; None for none.

        Raises:
            InputRefusedError: the settings cannot be read.
        """
        return Settings(paths.config()).watched(self._project())

    def watch(self, folder: Path | None) -> None:
        """Choose a folder; None for none."""
        Settings(paths.config()).watch(self._project(), folder)

    def merged(self) -> frozenset[str]:
        """SHA-256 of the files that were merged in the window, or need not be: this project wrote them."""
        with self._desk.store.read() as connection:
            keys = self._desk.store.rows(connection).values(Meta, "key")
        return frozenset(k.removeprefix(_MERGED) for k in map(str, keys) if k.startswith(_MERGED))

    def note(self, digests: Iterable[str]) -> None:
        """Remember files by their SHA-256."""
        new = sorted(frozenset(digests) - self.merged())
        if new:
            with self._desk.store.cache() as rows:
                rows.insert(Meta, [{"key": f"{_MERGED}{digest}", "value": ""} for digest in new])

    def _project(self) -> str:
        with self._desk.store.read() as connection:
            return str(self._desk.store.rows(connection).all(Treaty)[0]["uid"])


def note_written(desk: Desk, path: Path) -> None:
    """Remember a file this project wrote just now, wherever it lies: it is no news to it.

    Nothing is remembered where the project is open for reading only.
    """
    if desk.store.writable:
        Watching(desk).note(digests_of([path], before=math.inf))
