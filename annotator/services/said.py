# SPDX-License-Identifier: AGPL-3.0-or-later
"""What two people can say of a draft independently and mean the same by: stamped by what it says."""

from __future__ import annotations

from annotator.domain.change import GUESS, Dot, Stamp, rewritten
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import digest
from annotator.i18n import _
from annotator.storage.repositories import Rows
from annotator.storage.tables import Blob, Draft
from annotator.storage.unit_of_work import UnitOfWork


def drafts_here(rows: Rows) -> frozenset[str]:
    """SHA-256 of the drafts whose PDF is in the project and not taken out."""
    removed = frozenset(rows.values(Draft, "uid", removed=1))
    return frozenset(rows.values(Blob, "sha256")) - removed


def confirm_draft(unit: UnitOfWork, sha256: str) -> None:
    """The first work on a draft makes the program's guesses about it the team's word.

    The stamp comes from the value, so that two machines that confirm the same agree, and a later
    edit by a person outdoes it.

    Raises:
        NotFoundError: there is no such draft.
    """
    record = unit.records.get_many("draft", [sha256]).get(sha256)
    if record is None or sha256 not in drafts_here(unit.rows):
        raise NotFoundError(_("There is no draft {draft}.").format(draft=sha256[:12]))
    dots: dict[str, tuple[Dot, ...]] = {}
    for name, value in record.values.items():
        if value and record.stamp(name) == GUESS:
            dots[name] = ((said_stamp(sha256, name, value), value),)
    if dots:
        unit.put("draft", [rewritten(record, dots)], {sha256: record})


def said_stamp(uid: str, name: str, value: str) -> Stamp:
    """The stamp of something two people can say independently and mean the same by."""
    return Stamp(1, "", digest("said", uid, name, value))
