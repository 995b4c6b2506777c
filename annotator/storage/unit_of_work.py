# SPDX-License-Identifier: AGPL-3.0-or-later
"""The only way to change a project: one transaction, one revision in the log, one set of changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from sqlalchemy import Connection

from annotator.domain.canonical_json import compact
from annotator.domain.change import (
    DELETED,
    TIMES,
    Record,
    Stamp,
    created,
    deletion,
    written,
)
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import digest, new_uid
from annotator.domain.kinds import FIELDS
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.storage.change_log import ChangeLog
from annotator.storage.repositories import Records, Rows, compact_or_nothing, record_of, row_of
from annotator.storage.tables import RECORD_TABLES, Held, Meta, Revision, Row


@dataclass(frozen=True, slots=True)
class Action:
    """What a revision is called in the log.

    Attributes:
        label: key of the sentence, e.g. `tag`.
        detail: values for the sentence.
        bulk: one merge or import; its undo retracts instead of deleting.
        kind: do, undo or redo.
        target: the revision undone or redone.
    """

    label: str
    detail: Mapping[str, str] = field(default_factory=dict)
    bulk: bool = False
    kind: str = "do"
    target: int = 0


@dataclass(frozen=True, slots=True)
class Touched:
    """What a unit of work changed: kinds of record and their uids, of very many only some."""

    kinds: frozenset[str]
    ids: frozenset[str]


def state_of(record: Record) -> str:
    """All that travels of a record, as canonical JSON."""
    return compact(row_of(record))


def shown_digest(record: Record | None) -> str:
    """What a record says, whoever said it and when: two states with one digest need no undo between
    them. "" for none.

    It is stored in every project: what goes into it is part of the schema.
    """
    if record is None:
        return ""
    said = []
    for name in sorted(record.values):
        values = [record.values[name], *(value for _, value in record.others.get(name, ()))]
        if name == DELETED:
            values = ["1" if value else "" for value in values]
        if name not in TIMES:
            said.append("\x1e".join((name, *values)))
    return digest(*said)


def row_digest(model: type[Row], row: Mapping[str, Any]) -> str:
    """What undo compares of a row that does not merge. Of one that waits, which file it is from: when a
    decision is taken back, what waits is said anew.
    """
    if model is Held:
        row = {name: row[name] for name in ("key", "file", "utc")}
    return digest(compact(dict(row)))


def record_from_state(kind: str, state: str) -> Record:
    """Read what `state_of` wrote."""
    row = json.loads(state)
    return record_of(kind, {"others": "", "more": "", **row})


class UnitOfWork:
    """One user action under way. Made by `Store.change`; everything in it stands or falls together.

    `says`: whether it has put a record that names who acts, by a stamp or as its author.
    """

    def __init__(
        self, connection: Connection, action: Action, *, reviewer: str, session: str, utc: str
    ) -> None:
        self.rows = Rows(connection)
        self.records = Records(connection)
        self.connection = connection
        self.utc = utc
        self.action = action
        self.says = False
        self._counter = int(self.meta("counter") or 0) + 1
        self.stamp = Stamp(self._counter, reviewer, session)
        self.log = ChangeLog(connection)

    # -- reading ---------------------------------------------------------------------------------

    def get(self, kind: str, uid: str) -> Record:
        """A record.

        Raises:
            NotFoundError: there is none.
        """
        found = self.records.get_many(kind, [uid]).get(uid)
        if found is None:
            raise NotFoundError(_("There is no {kind} {uid}.").format(kind=kind, uid=uid))
        return found

    def meta(self, key: str) -> str:
        """A small fact of the project, "" where it is not set."""
        return str(self.rows.by(Meta, "key", [key]).get(key, {}).get("value", ""))

    # -- writing ---------------------------------------------------------------------------------

    def create(
        self,
        kind: str,
        uid: str,
        values: Mapping[str, str],
        *,
        stamp: Stamp | None = None,
        local: Mapping[str, Any] | None = None,
    ) -> Record:
        """Make a record; by default with this action's stamp."""
        record = created(kind, uid, values, stamp or self.stamp)
        self.put(kind, [record], {}, local={uid: local} if local else None)
        return record

    def write(self, kind: str, uid: str, values: Mapping[str, str]) -> Record:
        """Write fields of a record; values that stand already are left alone."""
        before = self.get(kind, uid)
        news = {
            name: value
            for name, value in values.items()
            if before.values.get(name) != value or name in before.others
        }
        if not news:
            return before
        if "modified_utc" in before.values:
            news["modified_utc"] = self.utc
        after = written(before, news, self.stamp)
        self.put(kind, [after], {uid: before})
        return after

    def say(self, kind: str, uid: str, said: Mapping[str, str], **first: str) -> Record:
        """Have a record of a known uid say this and live: made where there is none, else written, and
        brought back to life where it was deleted.

        Args:
            kind: of the record.
            uid: of it.
            said: what it says from now on.
            first: what only a new one is given besides.
        """
        if uid in self.records.get_many(kind, [uid]):
            return self.write(kind, uid, {**said, DELETED: ""})
        times = {"created_utc": self.utc, "modified_utc": self.utc}
        return self.create(kind, uid, {**dict.fromkeys(FIELDS[kind], ""), **first, **said, **times})

    def delete(self, kind: str, uid: str) -> Record:
        """Leave a tombstone: the record stays, says it is deleted, and that travels."""
        before = self.get(kind, uid)
        values = {"deleted": deletion(before, self.utc), "modified_utc": self.utc}
        after = written(before, values, self.stamp)
        self.put(kind, [after], {uid: before})
        return after

    def put(
        self,
        kind: str,
        records: Iterable[Record],
        before: Mapping[str, Record],
        *,
        local: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Write whole records, in bulk.

        Args:
            kind: of all of them.
            records: as they are to be.
            before: as they were, by uid; those missing here are new.
            local: columns that stay in this project, by uid.
        """
        new: list[Record] = []
        changed: list[Record] = []
        for record in records:
            old = before.get(record.uid)
            (new if old is None else changed).append(record)
            self.log.add(kind, record.uid, state_of(old) if old else "", shown_digest(record))
            mine = record.seen.get(self.stamp.session, 0) >= self.stamp.counter
            self.says |= mine or record.values.get("reviewer") == self.stamp.reviewer
        if new and kind == "code":
            local = {**self._places(new), **(local or {})}
        if new:
            self.records.insert(kind, new, local or {})
        if changed:
            self.records.update(kind, changed, local or {})

    def _places(self, codes: list[Record]) -> dict[str, dict[str, Any]]:
        """The next places in the codebook, in order."""
        last = max(self.rows.values(RECORD_TABLES["code"], "position"), default=0)
        return {code.uid: {"position": last + n} for n, code in enumerate(codes, start=1)}

    def remove(self, kind: str, records: Iterable[Record]) -> None:
        """Take records out without a tombstone: how a merge is retracted."""
        gone = list(records)
        for record in gone:
            self.log.add(kind, record.uid, state_of(record), "")
        self.records.remove(kind, [record.uid for record in gone])

    def add_rows(self, model: type[Row], key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows of a table that does not merge, logged so that undo can take them out."""
        new = list(rows)
        for row in new:
            self.log.add(str(model.__tablename__), row[key], "", row_digest(model, row))
        self.rows.insert(model, new)

    def remove_rows(self, model: type[Row], key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take rows of a table that does not merge out again, logged likewise."""
        gone = list(rows)
        for row in gone:
            self.log.add(str(model.__tablename__), row[key], compact(dict(row)), "")
        self.rows.remove(model, key, [row[key] for row in gone])

    def set_meta(self, key: str, value: str) -> None:
        """Write a small fact; not logged, not undone."""
        self.rows.remove(Meta, "key", [key])
        self.rows.insert(Meta, [{"key": key, "value": value}])

    def raise_counter(self, least: int) -> None:
        """Never hand out a counter again that has been seen anywhere."""
        self._counter = max(self._counter, least)

    def set_local(self, kind: str, uid: str, columns: Mapping[str, Any]) -> None:
        """Write columns that stay in this project; not logged, not undone."""
        model = RECORD_TABLES[kind]
        row = self.rows.by(model, "uid", [uid])[uid]
        self.rows.replace(model, "uid", [{**row, **columns}])

    def note(self, kind: str, uid: str, *, before: str, after: str) -> None:
        """Log a change of a record that shows in a local column only."""
        self.log.add(kind, uid, before, after)

    def touched(self, kind: str) -> list[str]:
        """Uids of the records of a kind that this action has changed so far."""
        return sorted(uid for of_kind, uid in self.log.touched if of_kind == kind)

    # -- the end ---------------------------------------------------------------------------------

    def finish(self) -> Touched:
        """Write revision and changes; nothing at all where nothing changed."""
        if self.log.kinds:
            if self.action.kind == "do":
                self._end_redo()
            self.set_meta("counter", str(self._counter))
            self.log.write()
            self.rows.insert(Revision, [{"row": self.log.number, **self._revision()}])
        return Touched(frozenset(self.log.kinds), frozenset(uid for _, uid in self.log.touched))

    def _end_redo(self) -> None:
        """What was undone before a new action can be redone no more."""
        undone = self.rows.all(Revision, undone=1)
        kept = ({k: v for k, v in row.items() if k not in {"row", "row_hash"}} for row in undone)
        self.rows.replace(Revision, "uid", ({**row, "undone": 2} for row in kept))

    def _revision(self) -> dict[str, Any]:
        return {
            "uid": new_uid(),
            "utc": self.utc,
            "reviewer": self.stamp.reviewer,
            "session": self.stamp.session,
            "counter": self._counter,
            "label": self.action.label,
            "detail": compact_or_nothing(dict(self.action.detail)),
            "bulk": int(self.action.bulk),
            "kind": self.action.kind,
            "target": self.action.target,
        }
