# SPDX-License-Identifier: AGPL-3.0-or-later
"""A tag: one code on one passage by one reviewer; its fields and the words they allow."""

from __future__ import annotations

from annotator.domain.values import dataclass

SEVERITIES = ("1", "2", "3", "4")
ABSENT = "absent"
"""The stance that says: what should stand here does not."""
STANCES = ("weakens", "strengthens", "ambiguous", "neutral", ABSENT)
RECOMMENDATIONS = (
    "delete", "amend", "add", "retain", "clarify", "move", "support", "oppose", "none",
)  # fmt: skip
TEXT_STATUSES = (
    "clean", "bracketed", "alternative", "agreed_group", "agreed_ad_ref", "agreed", "deleted",
    "reserved", "final",
)  # fmt: skip
CONFIDENCES = ("low", "medium", "high")
REJECTED = "rejected"
"""The review state that says: this was decided against."""
REVIEW_STATES = ("draft", "for_review", "agreed", "disputed", REJECTED, "final")
VISIBILITIES = ("internal", "coalition", "public")
MARKS = ("read", "missing", "discuss")

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "severity": SEVERITIES,
    "stance": STANCES,
    "recommendation": RECOMMENDATIONS,
    "text_status": TEXT_STATUSES,
    "confidence": CONFIDENCES,
    "review_state": REVIEW_STATES,
    "visibility": VISIBILITIES,
}
"""Closed vocabularies: an empty value is always allowed."""

DEFAULTS = {
    "stance": "weakens",
    "confidence": "medium",
    "review_state": "draft",
    "visibility": "internal",
}
"""What a new tag says where the reviewer says nothing."""

WHOLE_PROVISION = {**DEFAULTS, "stance": ABSENT}
"""What a new tag on a whole provision says: without words of its own it is about what is not there."""

FIELDS = (
    "severity", "stance", "recommendation", "proposed_wording", "note", "text_status", "actors",
    "standards", "confidence", "review_state", "visibility",
)  # fmt: skip
"""What a reviewer may write on a tag, in the order of the annotation file."""


def stands(review_state: str) -> bool:
    """Whether a tag of this review state says anything still: what was decided against is a record only."""
    return review_state != REJECTED


@dataclass(frozen=True, slots=True)
class Tag:
    """One code on one passage by one reviewer. Times are ISO UTC; "" where nothing was said.

    Attributes:
        edited_by: who made the winning edit, "" when the author did.
        conflicted: the names of fields with more than one live value.
        deleted_utc: "" for a live tag.
    """

    uid: str
    passage: str
    code: str
    reviewer: str
    severity: str = ""
    stance: str = ""
    recommendation: str = ""
    proposed_wording: str = ""
    note: str = ""
    text_status: str = ""
    actors: str = ""
    standards: str = ""
    confidence: str = ""
    review_state: str = ""
    visibility: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted_utc: str = ""
    edited_by: str = ""
    conflicted: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether nobody has decided against it."""
        return stands(self.review_state)
