# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people said of provisions of two drafts, from its records."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.change import Record
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Pairing:
    """A person's word on two provisions. Times are ISO UTC.

    Attributes:
        uid: UUID.
        page: where the older one begins, from 1; 0 for none.
        start: code point in that page's text.
        other_page: where the newer one begins, from 1; 0 for none.
        other_start: code point in that page's text.
        provision: path of the older one when it was said; "" for none.
        other_provision: likewise of the newer one.
        together: whether they belong together.
        note: why.
        reviewer: uid of who says it.
    """

    uid: str
    page: int
    start: int
    other_page: int
    other_start: int
    provision: str
    other_provision: str
    together: bool
    note: str = ""
    reviewer: str = ""
    created_utc: str = ""


def pairing_of(record: Record) -> Pairing:
    """What a record says; a number that is none counts as 0, which is no place."""
    said = record.values
    return Pairing(
        record.uid, _whole(said["page"]), _whole(said["start"]), _whole(said["other_page"]),
        _whole(said["other_start"]), said["provision"], said["other_provision"],
        said["together"] == "yes", said["note"], said["reviewer"], said["created_utc"],
    )  # fmt: skip


def on_edition(one: Pairing, older: Structure | None, newer: Structure | None) -> Pairing:
    """What was said of other editions, where the provisions of these names begin on those that are here.

    Args:
        one: what was said.
        older: of the edition that is here; None where it was said of that one.
        newer: likewise of the newer draft.
    """
    if older is not None:
        page, start = _begin(older, one.provision)
        one = replace(one, page=page, start=start)
    if newer is not None:
        page, start = _begin(newer, one.other_provision)
        one = replace(one, other_page=page, other_start=start)
    return one


def _begin(structure: Structure, path: str) -> tuple[int, int]:
    index = structure.find(path)
    found = structure.provisions[index] if index >= 0 else None
    return (found.page, found.start) if found else (0, 0)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004
