# SPDX-License-Identifier: AGPL-3.0-or-later
"""The word of a reviewer that they have finished a draft: it opens colleagues' work to who reads blind."""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import derived_uid
from annotator.domain.normalise import canonical
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft


@dataclass(frozen=True, slots=True)
class Finished:
    """A reviewer's word that they have finished a draft; `utc` is when they said it."""

    draft: str
    reviewer: str
    utc: str
    note: str = ""


class Finishing:
    """Finished drafts of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def finish(self, sha256: str, *, note: str = "") -> None:
        """Say that one has finished a draft.

        Raises:
            NotFoundError: there is no such draft.
            WrongCallError: nobody is named as the reviewer.
        """
        me = self._desk.me.uid
        with self._desk.change_as_me("finish_draft") as unit:
            confirm_draft(unit, sha256)
            said = {"note": canonical(note)}
            unit.say("finish", _uid(sha256, me), said, draft=sha256, reviewer=me)

    def reopen(self, sha256: str) -> None:
        """Take back that one has finished a draft, under whatever name and on whichever of its editions.

        Raises:
            NotFoundError: one has not.
            WrongCallError: nobody is named as the reviewer.
        """
        self._desk.me  # noqa: B018 - a call without a reviewer is wrong before anything is looked up
        with self._desk.store.read() as connection:
            records, seen = self._desk.store.records(connection), self._desk.seen(connection)
            said = [
                r.uid for r in records.all("finish")
                if not deleted_utc(r) and r.values["reviewer"] in seen.mine
                and seen.edition(r.values["draft"]) == seen.edition(sha256)
            ]  # fmt: skip
        if not said:
            raise NotFoundError(_("You have not finished this draft."))
        with self._desk.change_as_me("reopen_draft") as unit:
            for uid in said:
                unit.delete("finish", uid)

    def list(self) -> tuple[Finished, ...]:
        """Who has finished which draft, as they are shown, in the order it was said."""
        with self._desk.store.read() as connection:
            records, seen = self._desk.store.records(connection), self._desk.seen(connection)
            living = [r for r in records.all("finish") if not deleted_utc(r)]
        found = [
            Finished(
                seen.edition(r.values["draft"]), seen.person(r.values["reviewer"]),
                r.values["modified_utc"], r.values["note"],
            )
            for r in living
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.utc, one.draft, one.reviewer)))


def _uid(sha256: str, reviewer: str) -> str:
    return derived_uid("finish", sha256, reviewer)
