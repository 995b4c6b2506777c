# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies in a folder that was not merged yet. Reads the files and nothing of the project."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from annotator.domain.errors import InputRefusedError
from annotator.domain.values import dataclass
from annotator.services.merge_files import files_to_merge

SETTLED = 2.0
"""Seconds since a file was written last after which it is taken as whole."""


@dataclass(frozen=True, slots=True)
class FolderNews:
    """What a look into a folder found.

    Attributes:
        there: whether the folder can be read.
        files: those that were not merged yet, by name.
        unsettled: whether a file is being written: look again soon.
    """

    there: bool = False
    files: tuple[Path, ...] = ()
    unsettled: bool = False


class FolderLook:
    """Looks into one folder again and again; reads a file once for each state it is in.

    Args:
        folder: to look into.
        project: that lies there perhaps itself.
    """

    def __init__(self, folder: Path, project: Path) -> None:
        self._folder, self._project = folder, project
        self._digests: dict[tuple[Path, int, int], str] = {}

    def look(self, merged: Collection[str]) -> FolderNews:
        """What is new; `merged`: SHA-256 of what is not. Takes as long as the folder takes."""
        try:
            if not self._folder.is_dir():
                return FolderNews()
            files, _left = files_to_merge([self._folder], self._project)
        except InputRefusedError:
            return FolderNews(there=True)
        except OSError:
            return FolderNews()
        found, unsettled, seen = [], False, {}
        for path in files:
            try:
                state = path.stat()
                if time.time() - state.st_mtime < SETTLED:
                    unsettled = True
                    continue
                key = (path, state.st_size, state.st_mtime_ns)
                seen[key] = self._digests.get(key) or digest_of(path)
            except OSError:
                unsettled = True
                continue
            if seen[key] not in merged:
                found.append(path)
        self._digests = seen
        return FolderNews(True, tuple(found), unsettled)


def digest_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digests_of(files: Iterable[Path], *, before: float) -> list[str]:
    """SHA-256 of files that were not written since; what cannot be read is left out.

    Args:
        files: to be read.
        before: seconds since the epoch.
    """
    found = []
    for path in files:
        try:
            if path.stat().st_mtime < before:
                found.append(digest_of(path))
        except OSError:
            continue
    return found
