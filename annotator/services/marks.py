# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks: a reviewer's word on a provision without a code."""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.domain.errors import InputRefusedError, NotFoundError, WrongCallError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS as RECORD_FIELDS
from annotator.domain.mark import Mark
from annotator.domain.normalise import canonical
from annotator.domain.tag import MARKS
from annotator.domain.whole_provisions import BEGINS, begins_text
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft
from annotator.services.living import living_marks, marked_path


class Marks:
    """Marks of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mark(self, sha256: str, provision: str, value: str, *, note: str = "") -> str:
        """Say a word on a provision without a code; the reviewer's earlier word on it is replaced.

        Args:
            sha256: of the draft.
            provision: path, in any spelling.
            value: read, missing or discuss.
            note: why.

        Returns:
            The mark's uid.
        """
        if value not in MARKS:
            raise InputRefusedError(_("{value} is no mark.").format(value=value), ", ".join(MARKS))
        path, title = self._desk.spelled(sha256, provision)
        if not path:
            raise WrongCallError(_("No provision was named."))
        begins = begins_text(self._desk.begins(sha256, path))
        with self._desk.change_as_me("mark", provision=path) as unit:
            confirm_draft(unit, sha256)
            mine = self._desk.mine(unit.records)
            alive = [
                record for record in unit.records.all("mark", draft=sha256)
                if record.values["reviewer"] in mine and not deleted_utc(record)
                and marked_path(record, self._desk.placed) == path
            ]  # fmt: skip
            alive.sort(key=lambda record: record.uid)  # so that two computers keep the same one
            for record in alive[1:]:  # made apart, on two computers
                unit.delete("mark", record.uid)
            if alive:
                unit.write("mark", alive[0].uid, {"value": value, "note": canonical(note)})
                return alive[0].uid
            values = dict.fromkeys(RECORD_FIELDS["mark"], "")
            values.update(
                draft=sha256, provision=path, provision_title=title, value=value,
                reviewer=self._desk.me.uid, note=canonical(note), created_utc=unit.utc,
                modified_utc=unit.utc,
            )  # fmt: skip
            if begins:
                values[BEGINS] = begins
            return unit.create("mark", new_uid(), values).uid

    def unmark(self, uid: str) -> None:
        """Take a mark back; its tombstone stays and travels.

        Raises:
            NotFoundError: there is no such mark, or it is deleted already.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("mark", [uid])
        path = found[uid].values["provision"] if uid in found else ""
        with self._desk.change_as_me("unmark", provision=path) as unit:
            if deleted_utc(unit.get("mark", uid)):
                raise NotFoundError(_("The mark {uid} is deleted already.").format(uid=uid))
            unit.delete("mark", uid)

    def on_draft(self, sha256: str) -> list[Mark]:
        """The live marks on a draft, in the order they were made."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            seen = self._desk.seen(connection)
            return living_marks(seen, records, self._desk.placed, sha256)
