# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mark: a reviewer's word on a provision without a code."""

from __future__ import annotations

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on a provision: one of `domain.tag.MARKS`. Times are ISO UTC.

    Attributes:
        draft: SHA-256.
        provision: path.
        reviewer: uid of its author.
        edited_by: uid of who made the winning edit, "" when the author did.
    """

    uid: str
    draft: str
    provision: str
    provision_title: str
    value: str
    reviewer: str
    note: str = ""
    created_utc: str = ""
    edited_by: str = ""
