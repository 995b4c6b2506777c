# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records as they were and as a merge makes them: a batch in memory, the rest on the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.domain.change import Record, conflicts, joined
from annotator.services.holding import Holding, Key, Waiting
from annotator.storage.merge_stage import Stage
from annotator.storage.tables import RECORD_TABLES

FEW = frozenset({"draft", "reviewer", "code"})
"""Kinds of which there are few: nearly every row names one, and they stay in memory throughout."""


class Ledger:
    """What is reckoned with.

    Attributes:
        before: records as they are in the project, by kind and uid (None: not there).
        now: records as they will be, as far as they lie in memory.
    """

    def __init__(
        self,
        get_many: Callable[[str, Iterable[str]], dict[str, Record]],
        holding: Holding,
        stage: Stage,
    ) -> None:
        self.before: dict[str, dict[str, Record | None]] = {kind: {} for kind in RECORD_TABLES}
        self.now: dict[str, dict[str, Record]] = {kind: {} for kind in RECORD_TABLES}
        self.stage = stage
        self.holding = holding
        self._get_many = get_many
        self._written: dict[str, set[str]] = {kind: set() for kind in RECORD_TABLES}
        self._joined: dict[Key, Record] = {}

    def fetch(self, keys: Iterable[Key]) -> None:
        """Have records in memory."""
        wanted: dict[str, set[str]] = {}
        for kind, uid in keys:
            if uid not in self.before[kind]:
                wanted.setdefault(kind, set()).add(uid)
        for kind, uids in wanted.items():
            staged = self.stage.get(kind, uids)
            found = self._get_many(kind, uids - staged.keys())
            before, now = self.before[kind], self.now[kind]
            for uid, (was, will) in staged.items():
                before[uid], now[uid] = was, will
            before.update((uid, found.get(uid)) for uid in uids - staged.keys())
            now.update(self.holding.begun(found))

    def find(self, kind: str, uid: str) -> Record | None:
        """A record as it will be."""
        known = self.now[kind].get(uid)
        if known is None and uid not in self.before[kind]:
            staged = self.stage.get(kind, [uid])
            return staged[uid][1] if staged else self._get_many(kind, [uid]).get(uid)
        return known

    def was(self, record: Record) -> Record | None:
        """A record that lies in memory as it is in the project."""
        return self.before[record.kind].get(record.uid)

    def join(self, record: Record, file: str) -> bool:
        """Join what a file says of a record that lies in memory; whether that changes it."""
        key = (record.kind, record.uid)
        if self._joined.get(key) == record:  # drafts and reviewers come again in every row
            return False
        self._joined[key] = record
        before = self.before[record.kind].get(record.uid)
        record = self.holding.said(record, before)
        self.holding.take(record, before, file)
        now = self.now[record.kind]
        old = now.get(record.uid)
        new = record if old is None else joined(old, record)
        if new == old:
            return False
        now[record.uid] = new
        self._written[record.kind].add(record.uid)
        return True

    def put_away(self, *, all_of_it: bool = False) -> None:
        """The batch is done: what changed goes to the stage, and memory is free for the next."""
        for kind, uids in self._written.items():
            if kind in FEW and not all_of_it:
                continue
            before, now = self.before[kind], self.now[kind]
            self.stage.put(kind, [(before.get(uid), now[uid]) for uid in now if uid in uids])
            uids.clear()
            before.clear()
            now.clear()
        if all_of_it:
            self._joined.clear()
        else:
            self._joined = {key: one for key, one in self._joined.items() if key[0] in FEW}

    def settle(self) -> tuple[list[Waiting], list[Key]]:
        """All is read: hold back what waits for an author's word; see `Holding.settled`."""
        self.put_away()
        keys = self.holding.concerned()
        self.fetch(keys)
        settled: tuple[list[Waiting], list[Key]] = self.holding.settled(self.before, self.now)
        for kind, uid in keys:
            if self.before[kind].get(uid) is not None:
                self._written[kind].add(uid)
        return settled


def new_conflict(old: Record | None, new: Record) -> bool:
    """Whether a record is in a conflict that it was not in."""
    if new is old:
        return False
    known = conflicts(old) if old else {}
    return any(dots != known.get(name) for name, dots in conflicts(new).items())


def keys_of(records: Iterable[Record]) -> Iterable[Key]:
    """Kinds and uids of records."""
    return ((record.kind, record.uid) for record in records)
