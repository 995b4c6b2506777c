# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of records that nobody disputes, made from their values without building the records."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from annotator.domain.change import DELETED, TIMES
from annotator.domain.kinds import FIELDS

LOCAL = {"passage": ("page", "start", "placed"), "tag": ()}
"""Kinds that can be made so, and their columns that stay in the project."""

_RECORD = ("uid", "stamps", "others", "more")


class Composed(NamedTuple):
    """A row ready for its table.

    Attributes:
        uid: of the record.
        hash: of the row's content.
        row: content in the order of `columns_of`, then `hash`.
        after: what undo compares (`shown_digest`).
    """

    uid: str
    hash: str
    row: tuple[object, ...]
    after: str


@functools.cache
def columns_of(kind: str) -> tuple[str, ...]:
    """The columns of the rows of a kind, without the hash.

    Those of its table; but a process that reads files ahead has no use for tables and does not load them.
    """
    return tuple(sorted((*_RECORD, *FIELDS[kind], *LOCAL[kind])))


class Composer:
    """Makes rows of one kind; they equal those of `repositories.row_of`, hashed."""

    def __init__(self, kind: str) -> None:
        names = (*_RECORD, *FIELDS[kind], *LOCAL[kind])
        columns = columns_of(kind)
        self._order = itemgetter(*(names.index(name) for name in columns))
        shown = sorted(set(FIELDS[kind]) - TIMES)
        assert shown[0] == columns[0]  # noqa: S101 - the longest text of a passage is encoded once
        self._first = f"{shown[0]}\x1e".encode()
        self._shown = itemgetter(*(FIELDS[kind].index(name) for name in shown[1:]))
        self._template = "".join(f"\x1f{name}\x1e%s" for name in shown[1:])
        assert DELETED in shown  # noqa: S101 - of a living record it is empty

    def row(
        self, uid: str, values: Sequence[str], stamps: str, local: tuple[int, ...] = ()
    ) -> Composed:
        """A row of a living record in no conflict; values in the order of `FIELDS`."""
        row = self._order((uid, stamps, "", "", *values, *local))
        if local:
            first, *others = self._order((uid, stamps, "", "", *values, *map(str, local)))
            said = _encoded(first)
            whole = _hash(said + _encoded("\x1f" + "\x1f".join(others)))[:16]
        else:
            said = _encoded(row[0])
            whole = _hash(_encoded("\x1f".join(row)))[:16]
        after = _hash(self._first + said + _encoded(self._template % self._shown(values)))[:12]
        return Composed(uid, whole, (*row, whole), after)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
