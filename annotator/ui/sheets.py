# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the draft switcher lists: drafts of the project, and PDFs that are in none yet. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.domain.project import Draft
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One entry of the draft switcher: a draft of the project, or a PDF that is in none."""

    name: str
    path: Path | None = None
    draft: Draft | None = None
    password: str | None = None

    @property
    def sha256(self) -> str:
        """Of a draft in the project, else ""."""
        return self.draft.sha256 if self.draft else ""

    @property
    def key(self) -> object:
        """What stays the same while names and places in the switcher change."""
        return self.sha256 or self.path


def sheet_of(draft: Draft) -> Sheet:
    """A draft of the project, by its symbol or, where none is known, its file."""
    return Sheet(draft.name if draft.symbol else draft.file, draft=draft)


def laid_out(
    drafts: Sequence[Draft], before: Sequence[Sheet], *, shown: int, sha256: str
) -> list[Sheet]:
    """The project's drafts, then the PDFs of before that are not among them.

    Args:
        drafts: of the project.
        before: what the switcher listed.
        shown: the place in it that is shown.
        sha256: of what is shown.
    """
    sheets = [sheet_of(draft) for draft in drafts if draft.here]
    known = {draft.sha256 for draft in drafts}
    files = {draft.file for draft in drafts}
    for place, sheet in enumerate(before):
        taken_in = place == shown and sha256 in known
        if sheet.path is not None and not taken_in and sheet.path.name not in files:
            sheets.append(sheet)
    return sheets
