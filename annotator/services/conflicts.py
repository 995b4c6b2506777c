# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts: edits made apart, both kept until somebody chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.domain import tag
from annotator.domain.change import DELETED, TIMES, Record, conflicts, deleted_utc, edited_utc
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.domain.kinds import AUTHORED, FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import checked_description, drafts_here
from annotator.services.not_seen import counted, writers
from annotator.services.passage_values import checked_fields, said_text
from annotator.services.placement import place_touched
from annotator.services.seen import Seen
from annotator.services.subjects import Subject, subjects_of
from annotator.storage.readings import Readings
from annotator.storage.repositories import Records
from annotator.storage.unit_of_work import UnitOfWork

DELETION = "deleted"
"""The value of the field `deleted` for a deletion; "" stands for keeping."""

_WORDS = {
    "passage": ("note", "provision_title", "page_label"), "mark": ("note", "provision_title"),
    "reviewer": ("name", "organisation"), "draft": ("treaty",),
    "code": tuple(name for name in FIELDS["code"] if name not in {"code", "colour", "retired"}),
}  # fmt: skip
"""Fields in which a third wording may settle the matter, where no vocabulary binds it."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values in conflict. `reviewer` is a name, "" for an edit made in a spreadsheet.

    For `deleted` the value is "deleted", or "" for keeping; for `code` it is the code's uid.
    """

    value: str
    reviewer: str
    utc: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several live values, the one that shows first; `subject` says what it is about."""

    kind: str
    uid: str
    field: str
    values: tuple[Alternative, ...]
    subject: Subject


class Conflicts:
    """Conflicts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[Conflict, ...]:
        """Every conflict of what lives, by kind and in the order the records came.

        Left out is what is not to be seen yet: where somebody else wrote one of the values, or the record.
        """
        return self._read()[0]

    def hidden(self) -> Mapping[str, int]:
        """How many conflicts are not to be seen yet, by the name of the draft they are on."""
        with self._desk.store.read() as connection:
            blind = self._desk.seen(connection).blind
        return counted(self._read()[1]) if blind else {}

    def _read(self) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
        """Conflicts that are seen; and for each that is not, its draft's name."""
        self._prepare()
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            seen = self._desk.seen(connection)
            disputed = [
                (record, names)
                for kind in FIELDS
                for record in _in_order(
                    records, Readings(connection).uids_of_disputable(kind), kind
                )
                if not deleted_utc(record) and (names := tuple(conflicts(record)))
            ]
            people = seen.names if disputed else {}
            about = subjects_of(
                rows, records, ((r.kind, r.uid) for r, _names in disputed), self._desk.placed
            )
        shown, hidden = [], []
        for record, names in disputed:
            subject = about[record.kind, record.uid]
            for name in names:
                if _is_hidden(record, name, subject.draft, seen):
                    hidden.append(subject.draft_name)
                    continue
                values = alternatives(record, name, people)
                shown.append(Conflict(record.kind, record.uid, name, values, subject))
        return tuple(shown), tuple(hidden)

    def _prepare(self) -> None:
        with self._desk.store.read() as connection:
            readings = Readings(connection)
            some = any(readings.uids_of_disputable(kind) for kind in FIELDS)
            drafts = drafts_here(self._desk.store.rows(connection)) if some else frozenset()
        self._desk.prepare_provisions(drafts)

    def choose(self, kind: str, uid: str, field: str, value: str) -> None:
        """Settle a conflict by one of its values, or by another that the field may have.

        Args:
            kind: of the record.
            uid: of the record.
            field: in conflict.
            value: for `deleted`, "" keeps and anything else deletes.

        Raises:
            NotFoundError: there is no such conflict, or no such code, or the record is deleted.
            InputRefusedError: the field cannot have this value.
        """
        with self._desk.change_as_me("choose", field=field) as unit:
            record = unit.get(kind, uid)
            if deleted_utc(record) or field not in conflicts(record):
                raise NotFoundError(_("There is no conflict on {field}.").format(field=field))
            if field == DELETED and value:
                unit.delete(kind, uid)
            elif field == DELETED:
                unit.write(kind, uid, {DELETED: ""})
            else:
                if value not in {said for _stamp, said in record.dots(field)}:
                    value = _checked(unit, record, field, value)
                unit.write(kind, uid, {field: value})
            place_touched(self._desk, unit)


def _is_hidden(record: Record, name: str, draft: str, seen: Seen) -> bool:
    """Whether a value in conflict, or the work it is on, is a colleague's and not to be seen yet."""
    if record.kind not in AUTHORED:
        return False
    people = writers(record, (name,)) | {record.values["reviewer"]}
    return any(seen.hides(draft, who) for who in people if who)


def _in_order(records: Records, uids: Iterable[str], kind: str) -> Iterator[Record]:
    uids = list(uids)
    found = records.get_many(kind, uids)
    return (found[uid] for uid in uids)


def _checked(unit: UnitOfWork, record: Record, field: str, value: str) -> str:
    """A value that nobody wrote yet, in canonical form."""
    if record.kind == "tag" and field == "code":
        if value not in unit.records.get_many("code", [value]):
            raise NotFoundError(_("There is no code {code}.").format(code=value))
        return value
    if record.kind == "tag" and field in tag.FIELDS:
        return checked_fields({field: value})[field]
    if record.kind == "draft" and field in {"symbol", "language", "date", "round"}:
        return checked_description({field: value})[field]
    if (record.kind, field) == ("mark", "value") and value in tag.MARKS:
        return value
    if (record.kind, field) == ("comment", "text"):
        return said_text(value)
    if field in _WORDS.get(record.kind, ()):
        return canonical(value)
    raise InputRefusedError(
        _("{value} is no {name}.").format(value=value, name=field.replace("_", " ")),
        _("Choose one of the values in conflict."),
    )


def alternatives(
    record: Record, name: str, people: Mapping[str, str], *, most: int | None = None
) -> tuple[Alternative, ...]:
    """Values of a field in conflict, the one that shows first, `most` of them; `people`: names by uid."""
    values = []
    for stamp, value in record.dots(name)[:most]:
        shown = DELETION if name == DELETED and value else value
        who = people.get(stamp.reviewer, stamp.reviewer)
        values.append(Alternative(shown, who, edited_utc(record, stamp)))
    if name == DELETED and len(values) == 1:
        editor = max(record.stamp(n) for n in record.values if n not in {DELETED, *TIMES})
        who = people.get(editor.reviewer, "")
        values.append(Alternative("", who, edited_utc(record, editor)))
    return tuple(values)
