# SPDX-License-Identifier: AGPL-3.0-or-later
"""A first look into a project with the standard library alone, to paint before SQLModel is imported.

Only reads, closes again, and gives up (None) whenever a proper opening has work to do first.
"""

from __future__ import annotations

import contextlib
import functools
import json
import math
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotator.domain.errors import AnnotatorError, NotFoundError, ProjectDamagedError
from annotator.domain.project import Draft, PageSize, View
from annotator.domain.values import dataclass
from annotator.i18n import _

APPLICATION_ID = 0x54524541
"""`TREA` at offset 68 of the file."""
SCHEMA = 1
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_LAST_PAGE = 10**6
_NONSENSE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError)
"""What reading or asking for a value raises that no version of this program wrote."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Glance:
    """What the last reading of a project left: enough for a first picture.

    Attributes:
        draft: the draft that was looked at last.
        sizes: all its page sizes.
        page: the page that was on top, from 1.
        zoom: device-independent pixels per point, 0 for fit to width.
        offset: the part of that page above the top of the view, 0 to 1.
        preview: PNG of that page.
        pdf: the document's bytes.
    """

    draft: Draft
    sizes: tuple[PageSize, ...]
    page: int
    zoom: float
    preview: bytes | None
    pdf: bytes
    offset: float = 0.0


def read_header(path: Path) -> int:
    """The schema number of a project file.

    Raises:
        NotFoundError: there is no such file.
        ProjectDamagedError: it is no project, or one of a newer version.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFoundError(_("There is no project {path}.").format(path=path)) from error
    except OSError as error:
        raise ProjectDamagedError(
            _("The project {path} cannot be read: {error}.").format(path=path, error=error.strerror)
        ) from error
    if header[:16] != _MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ProjectDamagedError(
            _("{path} is not a Treaty Annotator project.").format(path=path),
            _("It was not changed."),
        )
    schema = int.from_bytes(header[60:64], "big")
    if schema > SCHEMA:
        raise ProjectDamagedError(
            _("{path} was written by a newer version of Treaty Annotator.").format(path=path),
            _("It was not changed. Update the program to open it."),
        )
    return schema


def holds(path: Path, sha256: str) -> bool:
    """Whether a project has this PDF; False for whatever is no sound project."""
    try:
        read_header(path)
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)
        try:
            query = "SELECT 1 FROM draft JOIN blob ON sha256 = uid WHERE uid = ? AND removed = 0"
            return connection.execute(query, (sha256,)).fetchone() is not None
        finally:
            connection.close()
    except (AnnotatorError, sqlite3.Error):
        return False


def read_view(text: str) -> View:
    """Read what was remembered of a reading place; the start of the draft where that is nonsense."""
    with contextlib.suppress(*_NONSENSE):
        body = json.loads(text)
        page = int(body.get("page", 1))
        zoom, offset = float(body.get("zoom", 0)), float(body.get("offset", 0))
        if 0 < page <= _LAST_PAGE and math.isfinite(zoom) and math.isfinite(offset):
            return View(page, max(0.0, zoom), min(1.0, max(0.0, offset)))
    return View()


def glance(path: Path, draft: str = "", *, most: int = 1 << 40) -> Glance | None:
    """Look at a draft; None where a proper opening must come first.

    Args:
        path: of the project.
        draft: SHA-256; "" for the one that was open last.
        most: bytes of a PDF beyond which somebody else should read it, who need not answer at once.
    """
    return _looked(path, functools.partial(_glance, draft, most))


def picture(path: Path) -> bytes | None:
    """PNG of the page that was on top last, without reading the PDF; None where there is none."""
    return _looked(path, _picture)


def _looked(path: Path, look: Callable[[sqlite3.Connection], _T | None]) -> _T | None:
    if read_header(path) != SCHEMA:
        return None
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        return None
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)
    except sqlite3.Error:
        return None
    try:
        return look(connection)
    except (sqlite3.Error, *_NONSENSE):
        return None
    finally:
        connection.close()


def _views(connection: sqlite3.Connection) -> tuple[str, dict[str, str]]:
    """The draft that was open last, and what is remembered of every draft."""
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key LIKE 'view%'"))
    last = ""
    with contextlib.suppress(*_NONSENSE):
        said = str(json.loads(meta.get("view", "{}")).get("draft", ""))
        last = said if said.encode() else ""  # a lone surrogate cannot be asked for
    return last, meta


def _picture(connection: sqlite3.Connection) -> bytes | None:
    last, meta = _views(connection)
    found = connection.execute(
        "SELECT uid FROM draft WHERE removed = 0 AND uid IN (SELECT sha256 FROM blob)"
        " ORDER BY uid = ? DESC, row LIMIT 1",
        (last,),
    ).fetchone()
    if found is None:
        return None
    place = read_view(meta.get(f"view:{found[0]}", "{}"))
    preview = connection.execute(
        "SELECT data FROM preview WHERE draft = ? ORDER BY number = ? DESC, number LIMIT 1",
        (found[0], place.page),
    ).fetchone()
    return preview[0] if preview else None


def _glance(wanted: str, most: int, connection: sqlite3.Connection) -> Glance | None:
    last, meta = _views(connection)
    found = connection.execute(
        "SELECT uid, symbol, language, date, round, treaty, file, pages, notes, blob.data FROM draft"
        " JOIN blob ON blob.sha256 = draft.uid WHERE draft.removed = 0 AND blob.size <= ?"
        " ORDER BY draft.uid = ? DESC, draft.row LIMIT 1",
        (most, wanted or last),
    ).fetchone()
    if found is None or (wanted and found[0] != wanted):
        return None
    sha256, symbol, language, date, round_, treaty, file, pages, notes, data = found
    draft = Draft(
        sha256, symbol or file, language, date, round_, treaty, file, pages, here=True, notes=notes
    )
    sizes = tuple(
        PageSize(width, height, rotation)
        for width, height, rotation in connection.execute(
            "SELECT width, height, rotation FROM page WHERE draft = ? ORDER BY number", (sha256,)
        )
    )
    place = read_view(meta.get(f"view:{sha256}", "{}"))
    page = min(place.page, max(1, len(sizes)))
    preview = connection.execute(
        "SELECT data FROM preview WHERE draft = ? AND number = ?", (sha256, page)
    ).fetchone()
    png = preview[0] if preview else None
    return Glance(draft, sizes, page, place.zoom, png, data, place.offset)
