# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people said of boundaries, as records and back."""

from __future__ import annotations

from annotator.domain.change import Record
from annotator.domain.normalise import canonical
from annotator.domain.structure.corrections import NONE, Correction
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Boundary:
    """A person's word on a boundary. Times are ISO UTC.

    Attributes:
        uid: UUID.
        correction: what is said.
        note: why.
        reviewer: uid of who says it.
    """

    uid: str
    correction: Correction
    note: str = ""
    reviewer: str = ""
    created_utc: str = ""


def called(correction: Correction) -> str:
    """What a correction is about, for the list of what was done."""
    said = (correction.kind, correction.number)
    numbered = " ".join(word for word in said if word and word != NONE)
    return numbered or correction.label or ("" if correction.title == NONE else correction.title)


def said_of(correction: Correction) -> dict[str, str]:
    """The fields of a correction, as its record has them."""
    return {
        "action": correction.action, "page": str(correction.page), "start": str(correction.offset),
        "kind": correction.kind, "number": canonical(correction.number),
        "title": canonical(correction.title), "label": canonical(correction.label),
        "to_page": str(correction.to_page or ""), "to_start": str(correction.to_offset or ""),
    }  # fmt: skip


def boundary_of(record: Record) -> Boundary:
    """What a record says; a number that is none counts as 0, which is no place."""
    said = record.values
    correction = Correction(
        said["action"], _whole(said["page"]), _whole(said["start"]), said["kind"], said["number"],
        said["title"], said["label"], _whole(said["to_page"]), _whole(said["to_start"]),
    )  # fmt: skip
    return Boundary(record.uid, correction, said["note"], said["reviewer"], said["created_utc"])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004
