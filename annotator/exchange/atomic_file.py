# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files written in one step: a reader sees the old one or the whole new one. Never over a project."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import InputRefusedError
from annotator.i18n import _

_PROJECT = b"SQLite format 3\x00"


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; it takes its name when the block ends without a fault.

    Raises:
        InputRefusedError: the place cannot be written, or a project lies there.
    """
    try:
        _refuse_project(path)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputRefusedError(
            _("{path} cannot be written: {error}.").format(path=path, error=error.strerror)
        ) from error


def _refuse_project(path: Path) -> None:
    starts = b""
    if path.is_file():
        with path.open("rb") as file:
            starts = file.read(len(_PROJECT))
    if starts == _PROJECT or path.suffix.casefold() == ".treaty":
        raise InputRefusedError(
            _("{path} is a project; an export would destroy it.").format(path=path),
            _("Choose another name."),
        )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
