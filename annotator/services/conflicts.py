# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict inbox: edits made apart, both kept until somebody chooses."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.change import DELETED, Record, conflicts, edited_utc
from annotator.domain.errors import NotFoundError
from annotator.domain.kinds import FIELDS
from annotator.i18n import _
from annotator.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values in conflict. `reviewer` is a name, "" for an edit made in a spreadsheet."""

    value: str
    reviewer: str
    utc: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several live values, the one that shows first."""

    kind: str
    uid: str
    field: str
    values: tuple[Alternative, ...]


class Conflicts:
    """Conflicts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[Conflict, ...]:
        """Every conflict, by kind and in the order the records came."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            names = {r.uid: r.values["name"] for r in records.all("reviewer")}
            return tuple(
                _conflict(record, name, names)
                for kind in FIELDS
                for record in records.all(kind)
                if record.others or record.values.get(DELETED)
                for name in conflicts(record)
            )

    def choose(self, kind: str, uid: str, field: str, value: str) -> None:
        """Settle a conflict by one of its values; for `deleted`, "" keeps and anything else deletes.

        Raises:
            NotFoundError: there is no such conflict.
        """
        with self._desk.change_as_me("choose", field=field) as unit:
            record = unit.get(kind, uid)
            if field not in conflicts(record):
                raise NotFoundError(_("There is no conflict on {field}.").format(field=field))
            if field == DELETED and value:
                unit.delete(kind, uid)
            elif field == DELETED:
                unit.write(kind, uid, {DELETED: ""})
            else:
                unit.write(kind, uid, {field: value})


def _conflict(record: Record, name: str, names: dict[str, str]) -> Conflict:
    values = []
    for stamp, value in record.dots(name):
        shown = _("deleted") if name == DELETED and value else value
        values.append(
            Alternative(shown, names.get(stamp.reviewer, stamp.reviewer), edited_utc(record, stamp))
        )
    if name == DELETED and len(values) == 1:
        editor = max(record.stamp(n) for n in record.values if n != DELETED)
        values.append(
            Alternative(_("edited"), names.get(editor.reviewer, ""), edited_utc(record, editor))
        )
    return Conflict(record.kind, record.uid, name, tuple(values))
