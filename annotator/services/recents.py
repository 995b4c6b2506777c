# SPDX-License-Identifier: AGPL-3.0-or-later
"""The projects opened lately: one private JSON file. Standard library only, for before the first paint."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.domain.errors import AnnotatorError
from annotator.domain.values import dataclass
from annotator.storage import peek

MOST = 12
_NAME = "recent.json"


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open.

    Attributes:
        title: of the treaty.
        opened_utc: when it was opened last, ISO.
        here: whether the file is there now.
    """

    path: Path
    title: str
    opened_utc: str
    here: bool


def list_recent(folder: Path) -> tuple[Recent, ...]:
    """The projects opened lately, the latest first; () where the list cannot be read.

    Args:
        folder: of the reviewer's settings.
    """
    return tuple(Recent(path, title, utc, _is_here(path)) for path, title, utc in _read(folder))


def _is_here(path: Path) -> bool:
    """Whether the file is there; a place that cannot be asked, a dead mount for one, has none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def note_recent(folder: Path, path: Path, title: str) -> None:
    """A project was opened: it comes first. A list that cannot be written is no error."""
    path = path.absolute()
    utc = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    _write(folder, [(path, title, utc), *(e for e in _read(folder) if e[0] != path)])


def forget_recent(folder: Path, path: Path) -> None:
    """Take a project off the list; the project itself is left alone."""
    path = path.absolute()
    _write(folder, [entry for entry in _read(folder) if entry[0] != path])


def clear_recent(folder: Path) -> None:
    """Forget all of them."""
    with contextlib.suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)


def picture(path: Path) -> bytes | None:
    """PNG of the page of a project that was read last; None where there is none to be had."""
    try:
        return peek.picture(path)
    except (AnnotatorError, OSError):
        return None


def _read(folder: Path) -> list[tuple[Path, str, str]]:
    try:
        body = json.loads((folder / _NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    found = (_entry(each) for each in (body if isinstance(body, list) else ()))
    return [entry for entry in found if entry is not None][:MOST]


def _entry(each: Any) -> tuple[Path, str, str] | None:
    if not isinstance(each, dict) or not isinstance(each.get("path"), str):
        return None
    if not each["path"] or "\0" in each["path"]:
        return None
    return Path(each["path"]), str(each.get("title", "")), str(each.get("opened_utc", ""))


def _write(folder: Path, entries: Iterable[tuple[Path, str, str]]) -> None:
    body = [
        {"path": str(path), "title": title, "opened_utc": utc}
        for path, title, utc in [*entries][:MOST]
    ]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=folder, prefix=f".{_NAME}.")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(body, file, indent=1)
            Path(unfinished).replace(folder / _NAME)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
