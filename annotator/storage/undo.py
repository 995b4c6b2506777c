# SPDX-License-Identifier: AGPL-3.0-or-later
"""Undo and redo as inverse revisions, across restarts and merges. All of a revision or nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.domain.change import DELETED, TIMES, Dot, Record, deleted_utc, rewritten
from annotator.domain.deciding import redeleted, renewed
from annotator.domain.errors import ChangedSinceError
from annotator.domain.kinds import FIELDS
from annotator.i18n import _
from annotator.storage.repositories import Rows, batches, table_of
from annotator.storage.tables import (
    RECORD_TABLES,
    Blob,
    Change,
    Draft,
    Held,
    KeptRow,
    Revision,
)
from annotator.storage.undo_rows import invert_kept, invert_waiting
from annotator.storage.unit_of_work import (
    UnitOfWork,
    record_from_state,
    shown_digest,
    state_of,
)

_REFERENCES = (("passage", "draft", "draft"), ("tag", "passage", "passage"),
               ("tag", "code", "code"), ("tag", "reviewer", "reviewer"),
               ("mark", "draft", "draft"), ("mark", "reviewer", "reviewer"),
               ("provision", "draft", "draft"), ("provision", "reviewer", "reviewer"),
               ("counterpart", "draft", "draft"), ("counterpart", "reviewer", "reviewer"),
               ("counterpart", "target", "passage"),
               ("alignment", "draft", "draft"), ("alignment", "other", "draft"),
               ("alignment", "reviewer", "reviewer"),
               ("decision", "draft", "draft"), ("decision", "reviewer", "reviewer"),
               ("decision", "passage", "passage"), ("decision", "carried", "passage"),
               ("finish", "draft", "draft"), ("finish", "reviewer", "reviewer"),
               ("comment", "reviewer", "reviewer"), ("comment", "target", "passage"),
               ("comment", "target", "tag"))  # fmt: skip
"""Which record refers to which, what stands highest last: (kind, field, kind referred to)."""

_AT_ONCE = 2000
_LARGE = 20_000


def next_undo(
    connection: Connection, *, mine: Collection[str] | None = None
) -> dict[str, Any] | None:
    """The latest action that stands and can be undone.

    Args:
        connection: to the project.
        mine: uids of a reviewer, to look at their own work only, drafts they added left alone.
    """
    revision = table_of(Revision)
    query = select(revision).where(revision.c.kind == "do", revision.c.undone == 0)
    if mine is not None:
        query = query.where(revision.c.reviewer.in_(mine), revision.c.label != "add_draft")
    found = connection.execute(query.order_by(revision.c.row.desc()).limit(1)).mappings().first()
    return dict(found) if found else None


def next_redo(
    connection: Connection, *, mine: Collection[str] | None = None
) -> dict[str, Any] | None:
    """The action that was undone last and not redone; a new action since has ended it."""
    revision = table_of(Revision)
    query = select(revision).where(revision.c.kind == "do", revision.c.undone == 1)
    if mine is not None:
        query = query.where(revision.c.reviewer.in_(mine))
    found = connection.execute(query.order_by(revision.c.row).limit(1)).mappings().first()
    return dict(found) if found else None


def undo(unit: UnitOfWork, revision: Mapping[str, Any]) -> None:
    """Apply the inverse of an action, or of its latest redo.

    Raises:
        ChangedSinceError: something of it was changed since; nothing is done.
    """
    number = _latest(unit, "redo", revision) or revision["row"]
    _invert(unit, number, retract=bool(revision["bulk"]))
    _mark(unit, revision, undone=1)


def redo(unit: UnitOfWork, revision: Mapping[str, Any]) -> None:
    """Apply an undone action again: the inverse of its latest undo.

    Raises:
        ChangedSinceError: something of it was changed since; nothing is done.
    """
    _invert(unit, _latest(unit, "undo", revision), retract=bool(revision["bulk"]))
    _mark(unit, revision, undone=0)


def _latest(unit: UnitOfWork, kind: str, revision: Mapping[str, Any]) -> int:
    table = table_of(Revision)
    query = select(func.max(table.c.row)).where(
        table.c.kind == kind, table.c.target == revision["row"]
    )
    return int(unit.connection.execute(query).scalar_one() or 0)


def _mark(unit: UnitOfWork, revision: Mapping[str, Any], *, undone: int) -> None:
    row = Rows(unit.connection).by(Revision, "uid", [revision["uid"]])[revision["uid"]]
    unit.rows.replace(Revision, "uid", [{**row, "undone": undone}])


def many_changes(connection: Connection, revision: Mapping[str, Any]) -> bool:
    """Whether an action changed so much that its inverse may not fit in memory."""
    table = table_of(Change)
    beyond = select(table.c.row).where(table.c.revision == revision["row"]).offset(_LARGE).limit(1)
    return connection.execute(beyond).first() is not None


def _invert(unit: UnitOfWork, number: int, *, retract: bool) -> None:
    table = table_of(Change)
    query = select(table.c.kind).where(table.c.revision == number).distinct()
    kinds = set(unit.connection.execute(query).scalars())
    staying = _refuse_orphans(unit, number, kinds) if retract else frozenset()
    for kind in reversed([*RECORD_TABLES]):
        for changes in _changes(unit, number, kind) if kind in kinds else ():
            _invert_kind(unit, kind, changes, retract=retract, staying=staying)
    for kept in _changes(unit, number, str(KeptRow.__tablename__)):
        invert_kept(unit, kept)
    if waits := list(chain(*_changes(unit, number, str(Held.__tablename__)))):
        decided = {} if retract else {
            kind: list(chain(*_changes(unit, number, kind))) for kind in kinds
        }  # fmt: skip
        invert_waiting(unit, waits, decided)


def _changes(unit: UnitOfWork, number: int, kind: str) -> Iterator[list[dict[str, Any]]]:
    """What an action changed of a kind, so much at a time."""
    table, last = table_of(Change), 0
    query = select(table).where(table.c.revision == number, table.c.kind == kind)
    query = query.order_by(table.c.row).limit(_AT_ONCE)
    while rows := unit.connection.execute(query.where(table.c.row > last)).mappings().all():
        last = rows[-1]["row"]
        yield [dict(row) for row in rows]


def _invert_kind(
    unit: UnitOfWork,
    kind: str,
    changes: list[dict[str, Any]],
    *,
    retract: bool,
    staying: frozenset[tuple[str, str]],
) -> None:
    now = unit.records.get_many(kind, [change["uid"] for change in changes])
    gone: list[Record] = []
    back: list[Record] = []
    absent: list[Record] = []
    for change in changes:
        record = now.get(change["uid"])
        if shown_digest(record) != change["after"]:
            raise ChangedSinceError(
                _("This was changed since, so it cannot be taken back in one step."),
                _("Undo the later change first."),
            )
        earlier = record_from_state(kind, change["before"]) if change["before"] else None
        if record is None and earlier is not None:
            absent.append(earlier)
        elif record is not None and retract and earlier is None and (kind, record.uid) in staying:
            if "deleted" in FIELDS[kind] and not deleted_utc(record):
                unit.delete(kind, record.uid)
        elif record is not None and retract:
            (gone if earlier is None else back).append(earlier or record)
        elif record is not None and kind == "draft" and _hides_or_shows(unit, change, record):
            continue
        elif record is not None and earlier is None:
            if "deleted" in FIELDS[kind]:  # an unused reviewer or code may stay
                unit.delete(kind, record.uid)
        elif record is not None and earlier is not None:
            back.append(_again(unit, record, earlier))
    unit.remove(kind, gone)
    unit.put(kind, back, now)
    unit.put(kind, absent, {})


def _hides_or_shows(unit: UnitOfWork, change: Mapping[str, Any], record: Record) -> bool:
    """Undo the adding of a draft by hiding it, its bytes kept; redo by showing it again.

    Passages that others sent for it wait, as they did before it came.
    """
    row = unit.rows.by(Draft, "uid", [record.uid])[record.uid]
    if not change["before"]:
        unit.set_local("draft", record.uid, {"removed": 1})
        unit.note("draft", record.uid, before=state_of(record), after=shown_digest(record))
        return True
    if row["removed"]:
        unit.set_local("draft", record.uid, {"removed": 0})
        unit.note("draft", record.uid, before="", after=shown_digest(record))
        return True
    return False


def _again(unit: UnitOfWork, record: Record, earlier: Record) -> Record:
    """The record with its earlier values, written anew so that they win everywhere.

    Each live value gets a stamp of its own, so that undoing the resolution of a conflict brings
    the conflict back, and who said it is still named. Times of editing are not taken back: the undo
    is the latest edit.
    """
    dots: dict[str, tuple[Dot, ...]] = {}
    extra = len(earlier.dots(DELETED))
    for name in record.values:
        old = earlier.dots(name)
        if name in TIMES or [v for _, v in old] == [v for _, v in record.dots(name)]:
            continue
        fresh = []
        for index, (stamp, value) in enumerate(reversed(old)):
            fresh.append((renewed(stamp, unit.stamp, index), value))
            extra = max(extra, index)
        dots[name] = tuple(reversed(fresh)) or ((unit.stamp, ""),)
    if "modified_utc" in record.values:
        dots["modified_utc"] = ((unit.stamp, unit.utc),)
    unit.raise_counter(unit.stamp.counter + extra)
    again = rewritten(record, dots)
    return redeleted(again, unit.stamp) if deleted_utc(earlier) else again


def _refuse_orphans(unit: UnitOfWork, number: int, kinds: set[str]) -> frozenset[tuple[str, str]]:
    """Refuse to take out what later work stands on.

    Returns:
        Kind and uid of what stays as a tombstone, since only deleted work stands on it.
    """
    blob, change = table_of(Blob), table_of(Change)

    def going(kind: str) -> Any:
        return select(change.c.uid).where(
            change.c.revision == number, change.c.kind == kind, change.c.before == ""
        )

    held = select(blob.c.sha256).where(blob.c.sha256.in_(going("draft")))
    if unit.connection.execute(held).first():
        raise ChangedSinceError(
            _("A draft that came with this has its PDF by now, so it cannot be taken back."),
            _("Undo the adding of the PDF first."),
        )
    staying: set[tuple[str, str]] = set()
    for kind, name, target in reversed(_REFERENCES):  # what stands highest first
        if target not in kinds:
            continue
        table = table_of(RECORD_TABLES[kind])
        query = select(table.c.uid, table.c[name]).where(table.c[name].in_(going(target)))
        found = [*unit.connection.execute(query.where(table.c.uid.not_in(going(kind))))]
        for some in batches(uid for of_kind, uid in staying if of_kind == kind):
            found += unit.connection.execute(query.where(table.c.uid.in_(some)))
        standing = {row[0]: row[1] for row in found}
        later = unit.records.get_many(kind, standing)
        if not all((kind, uid) in staying or deleted_utc(r) for uid, r in later.items()):
            raise ChangedSinceError(
                _("Later work stands on this, so it cannot be taken back."),
                _("Undo or delete that work first."),
            )
        if (kind, name) != ("comment", "target"):  # a comment's tombstone needs nothing below it
            staying.update((target, referred) for referred in standing.values())
    return frozenset(staying)
