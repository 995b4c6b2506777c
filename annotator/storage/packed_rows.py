# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that wait in a file, many at a time, until the project takes them, whatever they say."""

from __future__ import annotations

import marshal
from collections.abc import Collection
from dataclasses import field
from itertools import compress
from pathlib import Path
from typing import Any, BinaryIO

from annotator.domain.values import dataclass
from annotator.storage.plain_records import Composed

_SIZE = 8


@dataclass(slots=True)
class Pack:
    """Rows of one kind, in memory or in a file.

    Attributes:
        path: of the file; None while they lie in memory only.
        at: where they begin in it.
        count: how many.
    """

    path: Path | None = None
    at: int = 0
    count: int = 0
    _uid: int = 0
    _without: frozenset[str] = frozenset()
    _rows: list[tuple[object, ...]] = field(default_factory=list)
    _afters: list[str] = field(default_factory=list)

    def add(self, row: Composed) -> None:
        """One row more."""
        self._rows.append(row.row)
        self._afters.append(row.after)
        self.count += 1

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """Content and hash of each, in the order of `plain_records.columns_of`."""
        return self.whole()[0]

    def whole(self) -> tuple[list[tuple[object, ...]], list[str]]:
        """The rows, and what undo compares of each."""
        if self.path is None:
            return self._rows, self._afters
        with self.path.open("rb") as file:
            file.seek(self.at)
            rows, afters = take(file)
        return _sifted(rows, afters, self._uid, self._without) if self._without else (rows, afters)

    def without(self, at: int, uids: set[str]) -> Pack:
        """All but those whose uid, the cell `at`, is among these; still in the file where it is in one."""
        if self.path is not None:
            return Pack(self.path, self.at, self.count - len(uids), at, frozenset(uids))
        pack = Pack()
        pack._rows, pack._afters = _sifted(*self.whole(), at, uids)
        pack.count = len(pack._rows)
        return pack

    def written(self, file: BinaryIO, path: Path) -> Pack:
        """The same in a file, which is at its end."""
        pack = Pack(path, file.tell(), self.count)
        put(file, self.whole())
        return pack


def _sifted(
    rows: list[tuple[object, ...]], afters: list[str], at: int, without: Collection[str]
) -> tuple[list[tuple[object, ...]], list[str]]:
    stays = [row[at] not in without for row in rows]
    return list(compress(rows, stays)), list(compress(afters, stays))


def put(file: BinaryIO, value: Any) -> None:
    """Write a value: lists, tuples, texts, numbers."""
    data = marshal.dumps(value)
    file.write(len(data).to_bytes(_SIZE, "big"))
    file.write(data)


def take(file: BinaryIO) -> Any:
    """What `put` wrote; None at the end of the file."""
    size = file.read(_SIZE)
    return marshal.loads(file.read(int.from_bytes(size, "big"))) if size else None  # noqa: S302 - our own file


def skip(file: BinaryIO) -> None:
    """Pass what `put` wrote by."""
    file.seek(int.from_bytes(file.read(_SIZE), "big"), 1)
