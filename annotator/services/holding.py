# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge may not do to one's own work unasked: told apart in memory, kept for the inbox."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotator.domain.change import DELETED, TIMES, Record, deleted_utc, joined
from annotator.domain.deciding import foreign_sessions, own_part, said_again
from annotator.domain.kinds import AUTHORED
from annotator.domain.values import dataclass
from annotator.storage.repositories import Rows
from annotator.storage.tables import Change, Held, Revision
from annotator.storage.unit_of_work import UnitOfWork, record_from_state, state_of

Key = tuple[str, str]
"""Kind and uid of a record."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What files say of a record, waiting for its author's word; `file` is the last one's name."""

    record: Record
    file: str
    utc: str = ""


def waiting_of(row: Mapping[str, Any]) -> Waiting:
    """What a row of the inbox holds."""
    return Waiting(record_from_state(row["kind"], row["state"]), row["file"], row["utc"])


def waiting_here(rows: Rows) -> dict[Key, Waiting]:
    """Everything that waits in a project, in the order it came; an undo leaves the order alone."""
    found = sorted(rows.all(Held), key=lambda row: (row["utc"], row["key"]))
    return {(row["kind"], row["uid"]): waiting_of(row) for row in found}


def key_of(kind: str, uid: str) -> str:
    """The key of a row of the inbox."""
    return f"{kind} {uid}"


def put_waiting(unit: UnitOfWork, waiting: Iterable[Waiting], gone: Iterable[Key]) -> None:
    """Write what waits now over what waited, and take out what waits no more; one undo undoes it."""
    new = [
        {
            "key": key_of(each.record.kind, each.record.uid), "kind": each.record.kind,
            "uid": each.record.uid, "state": state_of(each.record), "file": each.file,
            "utc": unit.utc,
        }
        for each in waiting
    ]  # fmt: skip
    keys = [row["key"] for row in new] + [key_of(*key) for key in gone]
    unit.remove_rows(Held, "key", unit.rows.by(Held, "key", keys).values())
    unit.add_rows(Held, "key", new)


def taken_back(rows: Rows) -> dict[Key, list[Record]]:
    """What waited when the merge it came by was taken back, as the log has it, the earliest first."""
    merges = {row["row"] for row in rows.all(Revision, kind="do", bulk=1) if row["undone"]}
    found: dict[Key, list[Record]] = {}
    for revision in rows.all(Revision, kind="undo", bulk=1) if merges else ():
        if revision["target"] not in merges:
            continue
        for change in rows.all(Change, revision=revision["row"], kind=str(Held.__tablename__)):
            if change["before"]:
                waited = waiting_of(json.loads(change["before"])).record
                found.setdefault((waited.kind, waited.uid), []).append(waited)
    return found


def shows_others(before: Record, after: Record, me: str) -> bool:
    """Whether a reader would see something else after a join that somebody else than `me` wrote."""
    was_dead, is_dead = bool(deleted_utc(before)), bool(deleted_utc(after))
    if was_dead and is_dead:
        return False
    foreign = foreign_sessions(after, me)
    if was_dead != is_dead:
        return any(
            stamp.reviewer != me or stamp.session in foreign
            for name in after.values
            if name not in TIMES
            for stamp, _ in set(after.dots(name)) - set(before.dots(name))
        )
    return any(
        value != before.values.get(name, "")
        and ((stamp := after.stamp(name)).reviewer != me or stamp.session in foreign)
        for name, value in after.values.items()
        if name not in TIMES and name != DELETED
    )


class Holding:
    """The own work that a merge touches, and what waits for other authors who use this project.

    A record of theirs is reckoned with as if everything said of it were applied, so that its row is
    counted as ever; `settled` then says what of that is written and what waits. What its author
    wrote elsewhere is written at once: only the rest waits.
    """

    def __init__(
        self,
        waiting: Mapping[Key, Waiting],
        mine: Collection[str],
        taken_back: Mapping[Key, Iterable[Record]],
    ) -> None:
        """Begin.

        Args:
            waiting: what waits already.
            mine: uids of who merges, and of all they are joined with; () where nothing is to be held.
            taken_back: what waited when the merge it came by was taken back.
        """
        self._old = waiting
        self._taken_back = taken_back
        self._mine = mine
        self._said: dict[Key, Waiting] = {}
        self._base: dict[Key, Record] = {}
        self._touched: set[Key] = set()

    def concerned(self) -> list[Key]:
        """Records that wait, or may have to, because of what was taken."""
        return list({**self._said, **self._base, **dict.fromkeys(self._touched)})

    def waiting(self, kind: str) -> set[str]:
        """Uids of the records of a kind on which something waits already."""
        return {uid for of_kind, uid in self._old if of_kind == kind}

    def _author(self, record: Record | None) -> str:
        """Whose word a record waits for, "" where it need not wait."""
        if not self._mine or record is None or record.kind not in AUTHORED:
            return ""
        author = record.values.get("reviewer", "")
        waits = (record.kind, record.uid) in self._old
        return author if waits or author in self._mine else ""

    def begun(self, found: Mapping[str, Record]) -> dict[str, Record]:
        """Records as a merge is to begin with them: joined with what waits on them."""
        for uid, record in found.items():
            if (record.kind, uid) in self._old:
                self._touched.add((record.kind, uid))
        return {
            uid: joined(record, self._old[record.kind, uid].record)
            if self._author(record) and (record.kind, uid) in self._old
            else record
            for uid, record in found.items()
        }

    def said(self, said: Record, before: Record | None) -> Record:
        """What a file says of a record that was `before`, and what of that waited once and was taken
        back with its merge, said anew: else it could be merged again, and never be heard.
        """
        if self._author(before) and before is not None:
            for waited in self._taken_back.get((said.kind, said.uid), ()):
                said = said_again(before, said, waited)
        return said

    def take(self, said: Record, before: Record | None, file: str) -> None:
        """A file says this of a record that was `before`."""
        author = self._author(before)
        if before is None or not author:
            return
        key = (said.kind, said.uid)
        if key not in self._old and key not in self._said and joined(before, said) == before:
            return  # one's own words coming home
        base = self._base.get(key, before)
        self._base[key] = joined(base, own_part(base, said, author))
        known = self._said.get(key) or self._old.get(key)
        record = joined(known.record, said) if known else said
        if known is None or record != known.record:
            self._said[key] = Waiting(record, file)

    def holds(self, before: Record | None, record: Record) -> bool:
        """Whether what this record of a file says waits, as far as it has been read."""
        key = (record.kind, record.uid)
        said = self._said.get(key)
        if before is None or said is None:
            return False
        base = self._base.get(key, before)
        news = joined(base, self.said(record, before)) != base
        return news and self._waits(before, base, said)

    def _waits(self, before: Record, base: Record, said: Waiting) -> bool:
        return shows_others(base, joined(base, said.record), self._author(before))

    def settled(
        self,
        before: Mapping[str, Mapping[str, Record | None]],
        now: Mapping[str, dict[str, Record]],
    ) -> tuple[list[Waiting], list[Key]]:
        """Decide: `now` becomes what is to be written.

        Returns:
            What waits because of this merge, and the keys of what waits no more.
        """
        new: list[Waiting] = []
        gone: list[Key] = []
        for key in {**self._old, **self._said, **self._base}:
            kind, uid = key
            record, old = before[kind].get(uid), self._old.get(key)
            if record is None:
                continue
            base = now[kind][uid]
            if self._author(record):
                base = self._base.get(key, record)
                said = self._said.get(key) or old
                if said is not None and self._waits(record, base, said):
                    if said is not old and not (old and _same(base, old, said)):
                        new.append(said)
                elif said is not None and said is not old:
                    base = joined(base, said.record)
                now[kind][uid] = base
            if old and _adds_nothing(base, old):
                gone.append(key)
        return new, gone


def _same(record: Record, one: Waiting, two: Waiting) -> bool:
    return joined(record, one.record) == joined(record, two.record)


def _adds_nothing(record: Record, waiting: Waiting) -> bool:
    return joined(record, waiting.record) == record
