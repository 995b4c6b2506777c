# SPDX-License-Identifier: AGPL-3.0-or-later
"""One writer at a time: a lock file beside the project that names who holds it.

The lock is the operating system's, so that it ends with its owner however that ends; the words in
the file only serve people.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
from pathlib import Path
from typing import IO, Any

from annotator.domain.errors import ProjectBusyError
from annotator.i18n import _


class ProjectLock:
    """The right to write to one project."""

    def __init__(self, project: Path) -> None:
        self.path = project.with_name(project.name + ".lock")
        self._file: IO[str] | None = None

    def acquire(self, what: str) -> None:
        """Take the lock.

        Args:
            what: what holds it, shown to whoever is refused, e.g. "window".

        Raises:
            ProjectBusyError: somebody else holds it; the message says who.
        """
        while True:
            try:
                file = self.path.open("a+", encoding="utf-8")
            except OSError as error:
                raise ProjectBusyError(
                    _("{path} cannot be written: {error}.").format(
                        path=self.path, error=error.strerror
                    ),
                    _("Copy the project to a place you may write to."),
                ) from error
            if not try_lock(file):
                holder = _holder(file)
                file.close()
                raise ProjectBusyError(
                    _("The project is open for writing: {holder}.").format(holder=holder),
                    _("Close it there first."),
                )
            if same_file(file, self.path):
                break
            file.close()  # the former holder removed the file between our opening and locking it
        about = {"what": what, "pid": os.getpid(), "user": _user(), "host": socket.gethostname()}
        with contextlib.suppress(OSError):  # the words are a courtesy: the lock holds without them
            file.seek(0)
            file.truncate()
            json.dump(about, file)
            file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back. Harmless when it is not held."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self.path.unlink()
        self._file.close()
        self._file = None


def try_lock(file: IO[str]) -> bool:
    """Take the lock on an open file, unless somebody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            file.seek(2**30)  # a byte nobody writes, so that others can read who holds the lock
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def same_file(file: IO[str], path: Path) -> bool:
    """Whether an open file is the one that lies there now."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder(file: IO[str]) -> str:
    try:
        file.seek(0)
        about: dict[str, Any] = json.load(file)
        return "{what}, {user}@{host}, pid {pid}".format(**about)
    except (OSError, ValueError, KeyError):
        return _("another program")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
