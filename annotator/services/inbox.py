# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox: what files say of one's own work, held until its author accepts or refuses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.domain.change import DELETED, TIMES, Record, edited_utc, joined
from annotator.domain.deciding import accepted, new_dots, refused
from annotator.domain.errors import NotFoundError
from annotator.domain.kinds import AUTHORED
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import drafts_here
from annotator.services.holding import Waiting, put_waiting, waiting_here
from annotator.services.not_seen import counted, new_writers
from annotator.services.placement import place_touched
from annotator.services.subjects import Subject, subjects_of
from annotator.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HeldField:
    """A field that a file would change; values as shown, for `code` the code's uid."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Held:
    """A change to one's own passage, tag, mark or comment that waits.

    Attributes:
        uid: of the passage, tag, mark or comment.
        kind: which of these it is.
        subject: what it is about.
        who: names of who wrote the change; () where only a spreadsheet did.
        utc: when they last wrote.
        file: the annotation file's name.
        deleted: whether they delete it.
        fields: what they say otherwise; empty for a mere deletion.
    """

    uid: str
    kind: str
    subject: Subject
    who: tuple[str, ...]
    utc: str
    file: str
    deleted: bool
    fields: tuple[HeldField, ...]


class Inbox:
    """What waits in one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def count(self) -> int:
        """How many changes wait."""
        return len(self.list())

    def list(self) -> tuple[Held, ...]:
        """What waits for the word of who acts now, in the order it came.

        What came true in the meantime is left out, and so is what waits for somebody else, and what
        colleagues wrote that is not to be seen yet.
        """
        return self._read()[0]

    def hidden(self) -> Mapping[str, int]:
        """How many changes wait that are not to be seen yet, by the name of the draft they are on."""
        with self._desk.store.read() as connection:
            blind = self._desk.seen(connection).blind
        return counted(self._read()[1]) if blind else {}

    def _read(self) -> tuple[tuple[Held, ...], tuple[str, ...]]:
        """What waits and is seen; and for each that is not, its draft's name."""
        self._prepare()
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            waiting = waiting_here(rows)
            if not waiting:
                return (), ()
            seen = self._desk.seen(connection)
            names = {r.uid: r.values["name"] for r in records.all("reviewer")}
            subjects = subjects_of(rows, records, waiting, self._desk.placed)
            here = {
                (kind, uid): record
                for kind in AUTHORED
                for uid, record in records.get_many(
                    kind, [uid for k, uid in waiting if k == kind]
                ).items()
            }
        shown, hidden = [], []
        for key, each in waiting.items():
            record, subject = here.get(key), subjects.get(key, Subject())
            if record is None or record.values["reviewer"] not in seen.mine:
                continue
            if joined(record, each.record) == record:
                continue
            if any(seen.hides(subject.draft, who) for who in new_writers(record, each.record)):
                hidden.append(subject.draft_name)
            else:
                shown.append(_held(record, each, subject, names))
        return tuple(shown), tuple(hidden)

    def _prepare(self) -> None:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection)
            drafts = drafts_here(rows) if waiting_here(rows) else frozenset()
        self._desk.prepare_provisions(drafts)

    def _is_mine(self, record: Record | None) -> bool:
        with self._desk.store.read() as connection:
            mine = self._desk.mine(self._desk.store.records(connection))
        return record is not None and record.values["reviewer"] in mine

    def accept(self, uid: str) -> None:
        """Take the change, in one action; where both wrote, theirs stands and is said by me.

        Raises:
            NotFoundError: nothing waits for this record.
        """
        self._decide("accept_held", uid, accepted)

    def refuse(self, uid: str) -> None:
        """Keep what I show, written anew so that it wins everywhere, in one action.

        Raises:
            NotFoundError: nothing waits for this record.
        """
        self._decide("refuse_held", uid, refused)

    def _decide(self, label: str, uid: str, decide: Callable[..., Record]) -> None:
        self._prepare()
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            waiting = {
                (kind, each): held
                for (kind, each), held in waiting_here(rows).items()
                if each == uid and self._is_mine(records.get_many(kind, [uid]).get(uid))
            }
            subjects = subjects_of(rows, records, waiting, self._desk.placed)
        if not waiting:
            raise NotFoundError(_("Nothing waits for {uid}.").format(uid=uid))
        what = next((subject.name for subject in subjects.values()), "")
        with self._desk.change_as_me(label, what=what) as unit:
            for (kind, _uid), each in waiting.items():
                before = unit.get(kind, uid)
                after = decide(before, each.record, stamp=unit.stamp, utc=unit.utc)
                _check_code(unit, after)
                unit.raise_counter(after.latest())
                if after != before:
                    unit.put(kind, [after], {uid: before})
            put_waiting(unit, (), waiting)
            place_touched(self._desk, unit)


def _check_code(unit: UnitOfWork, record: Record) -> None:
    code = record.values.get("code", "") if record.kind == "tag" else ""
    if code and code not in unit.records.get_many("code", [code]):
        raise NotFoundError(_("There is no code {code}.").format(code=code))


def _held(record: Record, waiting: Waiting, subject: Subject, names: Mapping[str, str]) -> Held:
    said = waiting.record
    news = {name: dots[0] for name in said.values if (dots := new_dots(record, said, name))}
    shown = [name for name in news if name not in TIMES]
    every = {name: dict.fromkeys(v for _, v in new_dots(record, said, name)) for name in shown}
    writers = dict.fromkeys(
        stamp.reviewer for name in shown for stamp, _ in new_dots(record, said, name)
    )
    return Held(
        uid=record.uid,
        kind=record.kind,
        subject=subject,
        who=tuple(names.get(uid, uid) for uid in writers if uid),
        utc=max((edited_utc(said, news[name][0]) for name in shown), default=""),
        file=waiting.file,
        deleted=bool(news.get(DELETED, (None, ""))[1]),
        fields=tuple(
            HeldField(name, record.values.get(name, ""), value)
            for name in shown
            for value in every[name]
            if name != DELETED and value != record.values.get(name, "")
        ),
    )
