# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all tables have in common: a key, a hash of the content, names of constraints."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class Row(SQLModel):
    """What every table has: an integer key for speed and a hash of the content."""

    row: int | None = Field(default=None, primary_key=True)
    row_hash: str = ""


class RecordRow(Row):
    """What every mergeable table has.

    `stamps`, `others` and `more` are JSON: stamps with `seen`, losing live values, and fields that
    this version does not know.
    """

    uid: str = Field(unique=True)
    stamps: str = ""
    others: str = ""
    more: str = ""


@functools.cache
def content_columns(table: type[Row]) -> tuple[str, ...]:
    """The columns a row's hash covers, in order: all but its key and the hash."""
    names = (column.name for column in table.__table__.columns)  # type: ignore[attr-defined]
    return tuple(sorted(name for name in names if name not in {"row", "row_hash"}))


def content_hash(values: Sequence[Any]) -> str:
    """Hash of a row's content, 16 hex digits. Bytes count by their own hash."""
    parts = (
        hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
        for value in values
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
