# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folder of the team a project is to be told of, and which files were merged into it already.

The folder is a setting of this machine: projects are mailed, and where somebody keeps files is nobody's
business. What was merged the log tells, so that what is undone is news again; what had nothing new, and
what the project wrote itself, is kept beside it: no record, never exported, not taken back by undo.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator import paths
from annotator.services.desk import Desk
from annotator.services.folder_news import digests_of
from annotator.services.history import detail_of
from annotator.services.settings import Settings
from annotator.storage.repositories import Rows
from annotator.storage.tables import Meta, Revision, Treaty

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
        """SHA-256 of the files that are merged, or need not be."""
        with self._desk.store.read() as connection:
            return _known(self._desk.store.rows(connection))

    def note(self, digests: Iterable[str], *, own: bool = False) -> None:
        """Remember files of which the log does not tell, by their SHA-256.

        Args:
            digests: of the files.
            own: this project wrote them. Else all they say is here, which holds as long as what was
                merged before them.
        """
        with self._desk.store.cache() as rows:
            merges = _merges(rows)
            since = "" if own or not merges else str(merges[-1]["uid"])
            new = [f"{_MERGED}{digest}" for digest in sorted(frozenset(digests) - _known(rows))]
            rows.remove(Meta, "key", new)
            rows.insert(Meta, [{"key": key, "value": since} for key in new])

    def _project(self) -> str:
        with self._desk.store.read() as connection:
            return str(self._desk.store.rows(connection).all(Treaty)[0]["uid"])


def _merges(rows: Rows) -> list[dict[str, Any]]:
    """The merges that stand, in the order they were done."""
    return rows.all(Revision, kind="do", label="merge", undone=0)


def _known(rows: Rows) -> frozenset[str]:
    merges = _merges(rows)
    stand = {"", *(row["uid"] for row in merges)}
    noted = (
        str(row["key"]).removeprefix(_MERGED)
        for row in rows.all(Meta)
        if str(row["key"]).startswith(_MERGED) and row["value"] in stand
    )
    return frozenset(noted).union(*(detail_of(row).get("read", "").split() for row in merges))


def note_written(desk: Desk, path: Path) -> None:
    """Remember a file this project wrote just now, wherever it lies: it is no news to it.

    Nothing is remembered where the project is open for reading only.
    """
    if desk.store.writable:
        Watching(desk).note(digests_of([path], before=math.inf), own=True)
