# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks: a reviewer's word on a provision without a code."""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.domain.errors import InputRefusedError, WrongCallError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS as RECORD_FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.provision import provision_path
from annotator.domain.tag import MARKS
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft


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
        path = provision_path(canonical(provision))
        if not path:
            raise WrongCallError(_("No provision was named."))
        with self._desk.change_as_me("mark", provision=path) as unit:
            confirm_draft(unit, sha256)
            for record in unit.records.all("mark"):
                same = (record.values["draft"], record.values["provision"]) == (sha256, path)
                if (
                    same
                    and record.values["reviewer"] == self._desk.me.uid
                    and not deleted_utc(record)
                ):
                    unit.write("mark", record.uid, {"value": value, "note": canonical(note)})
                    return record.uid
            values = dict.fromkeys(RECORD_FIELDS["mark"], "")
            values.update(
                draft=sha256, provision=path, value=value, reviewer=self._desk.me.uid,
                note=canonical(note), created_utc=unit.utc, modified_utc=unit.utc,
            )  # fmt: skip
            return unit.create("mark", new_uid(), values).uid
