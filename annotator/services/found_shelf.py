# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is found in drafts: found once, kept in the project, a few ready in memory.

Never truth: it follows from texts and records, and is found anew where these are others by now.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from annotator.domain.values import dataclass
from annotator.services.desk import Desk
from annotator.storage.table_base import Row
from annotator.storage.tables import TextPage

_KEPT = 8
"""Drafts kept ready: those that lie open, and those they are compared with."""

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Ready(Generic[T]):
    """A value and a hash of all that it follows from."""

    made_of: str
    value: T


class FoundShelf(ABC, Generic[T]):
    """Values by draft.

    Args:
        desk: of the project.
        table: where they are kept: `draft`, `made_of`, and the columns that `_packed` names.
    """

    def __init__(self, desk: Desk, table: type[Row]) -> None:
        self._desk = desk
        self._table = table
        self._ready: OrderedDict[str, _Ready[T]] = OrderedDict()
        self._without: dict[str, T] = {}  # of drafts whose text is not here
        self._unkept: set[str] = set()  # ready, and not stored yet
        self._stored: set[str] = set()  # the project keeps what holds
        self._texts: dict[str, tuple[str, ...]] = {}
        desk.text_read.append(self._read_anew)

    @abstractmethod
    def _made_of(self, sha256: str, texts: Sequence[str]) -> str:
        """A hash of all that a draft's value follows from; `texts` tell its text from any other."""

    @abstractmethod
    def _find(self, sha256: str) -> T:
        """Find it in the text."""

    @abstractmethod
    def _packed(self, value: T) -> Mapping[str, bytes]:
        """A value by column."""

    @abstractmethod
    def _unpacked(self, row: Mapping[str, Any]) -> T:
        """What `_packed` wrote.

        Raises:
            ValueError: it is damaged.
        """

    # -- asking ----------------------------------------------------------------------------------

    def found(self, sha256: str) -> T:
        """The value of a draft; what is found in nothing while its text is not here."""
        if sha256 in self._ready:
            self._ready.move_to_end(sha256)
        elif sha256 in self._without:
            return self._without[sha256]
        else:
            made_of = self._hash(sha256)
            if (read := self._read(sha256, made_of)) is not None:
                self._stored.add(sha256)
                self._take(sha256, _Ready(made_of, read))
            else:
                value = self._find(sha256)
                if not self._desk.pages(sha256):
                    self._without[sha256] = value
                    return value
                self._unkept.add(sha256)
                self._take(sha256, _Ready(made_of, value))
        value = self._ready[sha256].value
        self._keep()
        return value

    def made_of(self, sha256: str) -> str:
        """A hash of all that a draft's value follows from: another one, another value."""
        ready = self._ready.get(sha256)
        return ready.made_of if ready else self._hash(sha256)

    def prepare(self, drafts: Iterable[str]) -> None:
        """See to it that the project keeps the values of drafts, before something is read in one view.

        In a view nothing can be stored: what is not kept by then, and more than stays ready, would be
        found anew each time it is asked for.
        """
        if self._desk.store.in_view or not self._desk.store.writable:
            return
        for sha256 in drafts:
            if sha256 in self._stored or sha256 in self._ready or sha256 in self._without:
                continue
            if self._keeps(sha256, self._hash(sha256)):
                self._stored.add(sha256)
            else:
                self.found(sha256)

    # -- keeping ---------------------------------------------------------------------------------

    def put(self, sha256: str, value: T) -> None:
        """Have another value for a draft from now on, and store it; nothing for one without text."""
        if not self._desk.pages(sha256):
            return
        self.forget(sha256)
        self._unkept.add(sha256)
        self._take(sha256, _Ready(self._hash(sha256), value))
        self._keep()

    def find_again(self, sha256: str) -> T:
        """Look once more in a draft, whatever was kept of it."""
        value = self._find(sha256)
        self.put(sha256, value)
        return value

    def forget(self, sha256: str) -> None:
        """A draft's value follows from something else by now."""
        self._ready.pop(sha256, None)
        self._without.pop(sha256, None)
        self._unkept.discard(sha256)
        self._stored.discard(sha256)

    def look_through(self, drafts: Iterable[str] | None = None) -> None:
        """Something was said that values may follow from: those that do are forgotten.

        Args:
            drafts: SHA-256 of those it was said of, more ids perhaps; None for any.
        """
        asked = None if drafts is None else frozenset(drafts)
        self._stored = set() if asked is None else self._stored - asked
        for sha256 in self._without.keys() & (asked or ()):
            self._read_anew(sha256)  # its PDF may have come
        for sha256, ready in list(self._ready.items()):
            if (asked is None or sha256 in asked) and ready.made_of != self._hash(sha256):
                self.forget(sha256)

    def _take(self, sha256: str, ready: _Ready[T]) -> None:
        self._ready[sha256] = ready
        while len(self._ready) > _KEPT:
            self._unkept.discard(self._ready.popitem(last=False)[0])

    def _keep(self) -> None:
        """Store what was found, unless something is being read: then at the next question."""
        store = self._desk.store
        if not self._unkept or store.in_view or not store.writable:
            return
        rows = [
            {"draft": sha256, "made_of": one.made_of, **self._packed(one.value)}
            for sha256, one in self._ready.items()
            if sha256 in self._unkept
        ]
        with store.cache() as cache:
            cache.remove(self._table, "draft", [row["draft"] for row in rows])
            cache.insert(self._table, rows)
        self._stored |= self._unkept
        self._unkept.clear()

    def _read_anew(self, sha256: str) -> None:
        """A draft's text was."""
        self.forget(sha256)
        self._texts.pop(sha256, None)

    def _hash(self, sha256: str) -> str:
        """What `_made_of` says of the text as it is. The rows of a long text are dear to look at."""
        if sha256 not in self._texts:
            with self._desk.store.read() as connection:
                rows = self._desk.store.rows(connection)
                texts = rows.values(TextPage, "text_hash", draft=sha256)
                readers = sorted(set(rows.values(TextPage, "extractor", draft=sha256)))
            self._texts[sha256] = (*readers, *texts)
        return self._made_of(sha256, self._texts[sha256])

    def _keeps(self, sha256: str, made_of: str) -> bool:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            return rows.values(self._table, "made_of", draft=sha256) == [made_of]

    def _read(self, sha256: str, made_of: str) -> T | None:
        """What the project keeps; None where it follows from something else, or is damaged."""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).by(self._table, "draft", [sha256])
        row = rows.get(sha256)
        if row is None or row["made_of"] != made_of:
            return None
        try:
            return self._unpacked(row)
        except ValueError as error:
            _log.warning("found.damaged draft=%s %s", sha256[:12], error)
            return None
