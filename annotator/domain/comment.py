# SPDX-License-Identifier: AGPL-3.0-or-later
"""A comment: what a reviewer remarks on a passage or on a tag."""

from __future__ import annotations

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's remark. Times are ISO UTC.

    Attributes:
        target: uid of the passage or the tag it stands on.
        reviewer: uid of its author.
        edited_by: uid of who made the winning edit, "" when the author did.
    """

    uid: str
    target: str
    text: str
    reviewer: str
    created_utc: str = ""
    edited_by: str = ""
