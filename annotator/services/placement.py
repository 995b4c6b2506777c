# SPDX-License-Identifier: AGPL-3.0-or-later
"""Do the words of passages stand where their anchors say, in the PDFs that are here? Moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.change import Record
from annotator.domain.draft_text import DraftText
from annotator.domain.placing import locate
from annotator.pdf.text_layer import EXTRACTOR
from annotator.services.annotations import anchor_of
from annotator.services.desk import Desk
from annotator.storage.unit_of_work import UnitOfWork


def placements(desk: Desk, passages: Sequence[Record]) -> dict[str, dict[str, int]]:
    """The local column `placed` of passages by uid; those whose PDF is not here are left out."""
    drafts = {record.values["draft"] for record in passages}
    texts = {sha256: desk.text(sha256) for sha256 in drafts}
    return {
        record.uid: {"placed": int(stands(anchor_of(record), text))}
        for record in passages
        if (text := texts[record.values["draft"]]).text
    }


def place_touched(desk: Desk, unit: UnitOfWork) -> None:
    """The passages that an action gave other words, or back: do they stand where their anchors say?"""
    passages = list(unit.records.get_many("passage", unit.touched("passage")).values())
    for uid, columns in placements(desk, passages).items():
        unit.set_local("passage", uid, columns)


def stands(anchor: Anchor, text: DraftText) -> bool:
    """Whether an anchor's words are where it says, in the running text of its draft."""
    if anchor.kind != "text" or anchor.extractor == EXTRACTOR:
        return True  # the same file read by the same program is the same text
    return locate(anchor, text).reason == "there"
