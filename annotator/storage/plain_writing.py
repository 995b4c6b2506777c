# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that a merge has ready, taken into the project by the thousand: rows and log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from annotator.storage.change_log import NAMED
from annotator.storage.merge_stage import Stage
from annotator.storage.plain_records import columns_of
from annotator.storage.unit_of_work import UnitOfWork


def take_plain(unit: UnitOfWork, kind: str, stage: Stage, done: Callable[[int], None]) -> None:
    """Insert the plain rows of a kind, and log them as created.

    Args:
        unit: under way.
        kind: of the rows.
        stage: on which they wait.
        done: called after each batch with how many rows it had; may raise.
    """
    number = unit.log.number
    raw: Any = unit.connection.connection.driver_connection
    names = (*columns_of(kind), "row_hash")
    at, count = names.index("uid"), 0
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    insert = f"INSERT INTO {kind} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    log = (
        "INSERT INTO change (revision, kind, uid, before, after, row_hash)"  # noqa: S608 - our own names
        f" VALUES ({number}, '{kind}', ?, '', ?, ?)"
    )
    about = f"{kind}\x1f{number}"
    for rows, afters in stage.plain(kind):
        uids = [row[at] for row in rows]
        raw.executemany(insert, rows)
        raw.executemany(log, [(uid, after, _change_hash(after, about, uid))
                              for uid, after in zip(uids, afters, strict=True)])  # fmt: skip
        unit.log.written(kind, uids[: max(0, NAMED - count)])
        count += len(uids)
        done(len(uids))


def _change_hash(after: str, about: str, uid: str) -> str:
    """`content_hash` of a creation in the log, whose `before` is empty."""
    text = f"{after}\x1f\x1f{about}\x1f{uid}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
