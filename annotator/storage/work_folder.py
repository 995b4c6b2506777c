# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where work in progress on a project lies: beside it, since people wrote it, and never for long."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

from annotator.storage.lock import same_file, try_lock

_HELD = "held"
_ELSEWHERE = "annotator-merging-"
_YOUNG = 60
"""Seconds in which whoever made a folder may not have come to hold it."""


class WorkFolder:
    """A new folder of this process, for its owner's eyes only.

    Attributes:
        path: of the folder.
    """

    def __init__(self, project: Path) -> None:
        """Make it, and remove what was left by processes that are no more.

        Beside a project on a medium that cannot be written, it is in the system's folder for such.
        """
        clear_leftovers(project)
        while True:
            try:
                made = tempfile.mkdtemp(prefix=_prefix(project), dir=project.absolute().parent)
            except OSError:
                _clear(Path(tempfile.gettempdir()), _ELSEWHERE)
                made = tempfile.mkdtemp(prefix=_ELSEWHERE)
            self.path = Path(made)
            with contextlib.suppress(OSError):
                self._file = (self.path / _HELD).open("w", encoding="utf-8")
                if try_lock(self._file) and same_file(self._file, self.path / _HELD):
                    return
                self._file.close()

    def close(self) -> None:
        """Leave nothing behind. Harmless twice."""
        self._file.close()
        shutil.rmtree(self.path, ignore_errors=True)


def clear_leftovers(project: Path) -> None:
    """Remove what lies beside a project of processes that were killed."""
    _clear(project.absolute().parent, _prefix(project))


def _clear(among: Path, prefix: str) -> None:
    with contextlib.suppress(OSError):
        for folder in among.iterdir():
            if folder.name.startswith(prefix) and folder.is_dir() and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _prefix(project: Path) -> str:
    return f".{project.name}.merging-"


def _is_left(folder: Path) -> bool:
    try:
        with (folder / _HELD).open("r+", encoding="utf-8") as file:
            return try_lock(file)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > _YOUNG
