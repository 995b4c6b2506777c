# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of records that nobody disputes, made from their values without building the records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from annotator.domain.change import DELETED, TIMES
from annotator.domain.kinds import FIELDS
from annotator.storage.tables import RECORD_TABLES, content_columns

LOCAL = {"passage": ("page", "start", "placed"), "tag": ()}
"""Kinds that can be made so, and their columns that stay in the project."""


class Composed(NamedTuple):
    """A row ready for its table.

    Attributes:
        uid: of the record.
        hash: of the row's content.
        row: content in the order of `columns_of`, then `hash` and what undo compares (`shown_digest`).
    """

    uid: str
    hash: str
    row: tuple[object, ...]


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns of the rows of a kind, without those at the end."""
    return content_columns(RECORD_TABLES[kind])


class Composer:
    """Makes rows of one kind; they equal those of `repositories.row_of`, hashed."""

    def __init__(self, kind: str) -> None:
        names = ("uid", "stamps", "others", "more", *FIELDS[kind], *LOCAL[kind])
        self._order = itemgetter(*(names.index(name) for name in columns_of(kind)))
        shown = sorted(set(FIELDS[kind]) - TIMES)
        self._shown = itemgetter(*(FIELDS[kind].index(name) for name in shown))
        said = (f"{name}\x1e%s" for name in shown)
        self._template = "\x1f".join(said)
        assert DELETED in shown  # noqa: S101 - of a living record it is empty

    def row(
        self, uid: str, values: Sequence[str], stamps: str, local: tuple[int, ...] = ()
    ) -> Composed:
        """A row of a living record in no conflict; values in the order of `FIELDS`."""
        row = self._order((uid, stamps, "", "", *values, *local))
        whole = _hash("\x1f".join(map(str, row) if local else row))[:16]
        after = _hash(self._template % self._shown(values))[:12]
        return Composed(uid, whole, (*row, whole, after))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
