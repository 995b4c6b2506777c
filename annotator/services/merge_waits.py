# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of a merge that wait for somebody's word before anything is written: whose, and how that is told."""

from __future__ import annotations

from annotator.domain.values import dataclass
from annotator.i18n import _

MINE, THEIRS = "mine", "theirs"
"""For the word of whoever merges, or of another author who uses the project."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row is listed.

    Attributes:
        reason: a sentence, "" where there is nothing to say.
        waits: `MINE`, `THEIRS`, or "" for a row that is written at once.
    """

    reason: str = ""
    waits: str = ""


def in_full(reason: str, waits: str, *, preview: bool) -> str:
    """A reason, and where the row waits: a report that is read later cannot know whether it still does."""
    known = {
        MINE: _("waits in your inbox first") if preview else _("went to your inbox"),
        THEIRS: _("waits for its author's word first")
        if preview
        else _("went to its author's inbox"),
    }
    return "; ".join(filter(None, (reason, known.get(waits, ""))))
