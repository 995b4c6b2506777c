# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments: what reviewers remark on passages and tags. Reading them is `passages`' affair."""

from __future__ import annotations

from annotator.domain.change import Record, deleted_utc
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import new_uid
from annotator.domain.kinds import FIELDS as RECORD_FIELDS
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.passage_values import said_text
from annotator.services.subjects import in_short
from annotator.storage.unit_of_work import UnitOfWork


class Comments:
    """Comments of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, target: str, text: str) -> str:
        """Remark on a passage or a tag.

        Args:
            target: its uid.
            text: what is said.

        Returns:
            The comment's uid.

        Raises:
            NotFoundError: there is no such passage or tag, or it is deleted.
            InputRefusedError: nothing was said.
        """
        text = said_text(text)
        with self._desk.change_as_me("comment", text=in_short(text)) as unit:
            self._check_target(unit, target)
            values = dict.fromkeys(RECORD_FIELDS["comment"], "")
            values.update(
                target=target, text=text, reviewer=self._desk.me.uid, created_utc=unit.utc,
                modified_utc=unit.utc,
            )  # fmt: skip
            return unit.create("comment", new_uid(), values).uid

    def _check_target(self, unit: UnitOfWork, target: str) -> None:
        for kind in ("tag", "passage"):
            record = unit.records.get_many(kind, [target]).get(target)
            if record is not None and (not deleted_utc(record) or _shows(unit, record)):
                return
        raise NotFoundError(_("There is no passage and no tag {uid}.").format(uid=target))

    def edit(self, uid: str, text: str) -> None:
        """Say something else. Anybody may edit any comment; its author stays.

        Raises:
            NotFoundError: there is no such comment, or it is deleted.
            InputRefusedError: nothing was said.
        """
        text = said_text(text)
        with self._desk.change_as_me("edit_comment", text=in_short(text)) as unit:
            self._check_living(unit, uid)
            unit.write("comment", uid, {"text": text})

    def delete(self, uid: str) -> None:
        """Take a comment away; its tombstone stays and travels.

        Raises:
            NotFoundError: there is no such comment, or it is deleted already.
        """
        with self._desk.store.read() as connection:
            found = self._desk.store.records(connection).get_many("comment", [uid])
        text = in_short(found[uid].values["text"]) if uid in found else ""
        with self._desk.change_as_me("uncomment", text=text) as unit:
            self._check_living(unit, uid)
            unit.delete("comment", uid)

    def _check_living(self, unit: UnitOfWork, uid: str) -> None:
        if deleted_utc(unit.get("comment", uid)):
            raise NotFoundError(_("The comment {uid} is deleted.").format(uid=uid))


def _shows(unit: UnitOfWork, record: Record) -> bool:
    """Whether a deleted record is shown all the same: a passage is while a tag on it lives."""
    tags = unit.records.all("tag", passage=record.uid) if record.kind == "passage" else ()
    return any(not deleted_utc(tag) for tag in tags)
