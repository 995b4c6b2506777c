# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that a merge has ready, taken into the project by the thousand: rows and log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from annotator.storage.change_log import NAMED
from annotator.storage.merge_stage import NAME
from annotator.storage.plain_records import columns_of
from annotator.storage.unit_of_work import UnitOfWork

_SLICE = 20_000


def take_plain(unit: UnitOfWork, kind: str, last: int, done: Callable[[int], None]) -> None:
    """Insert the plain rows of a kind from the stage that is attached, and log them as created.

    Args:
        unit: under way.
        kind: of the rows.
        last: number of the last row; 0 for none.
        done: called after each slice with how many rows it had at most; may raise.
    """
    if not last:
        return
    number = unit.log.number
    raw: Any = unit.connection.connection.driver_connection
    named = raw.execute(f"SELECT uid FROM {NAME}.plain_{kind} ORDER BY seq LIMIT {NAMED}")  # noqa: S608 - our own names
    unit.log.written(kind, (uid for (uid,) in named))
    raw.create_function("change_hash", 3, _change_hash, deterministic=True)
    columns = ", ".join(f'"{name}"' for name in (*columns_of(kind), "row_hash"))
    rows = f"FROM {NAME}.plain_{kind} WHERE seq > ? AND seq <= ? ORDER BY seq"
    for start in range(0, last, _SLICE):
        span = (start, start + _SLICE)
        raw.execute(f"INSERT INTO main.{kind} ({columns}) SELECT {columns} {rows}", span)
        raw.execute(
            "INSERT INTO main.change (revision, kind, uid, before, after, row_hash)"
            f" SELECT {number}, '{kind}', uid, '', after, change_hash(after, '{kind}\x1f{number}', uid)"
            f" {rows}",
            span,
        )
        done(min(_SLICE, last - start))


def _change_hash(after: str, about: str, uid: str) -> str:
    """`content_hash` of a creation in the log, whose `before` is empty."""
    text = f"{after}\x1f\x1f{about}\x1f{uid}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
