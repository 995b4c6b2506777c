# SPDX-License-Identifier: AGPL-3.0-or-later
"""Do passages stand where their anchors say, in the PDFs that are here? Moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.area import AREA, area_of
from annotator.domain.change import Record
from annotator.domain.draft_text import DraftText
from annotator.domain.placing import locate
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import EXTRACTOR, PageTexts
from annotator.services.annotations import anchor_of
from annotator.services.desk import Desk
from annotator.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ground:
    """What passages of a draft stand on: its running text and its pages; both empty where its PDF
    is not here.
    """

    text: DraftText
    pages: PageTexts


def ground(desk: Desk, sha256: str) -> Ground:
    """What passages of a draft stand on."""
    return Ground(desk.text(sha256), desk.pages(sha256))


def placements(desk: Desk, passages: Sequence[Record]) -> dict[str, dict[str, int]]:
    """The local column `placed` of passages by uid; those whose PDF is not here are left out."""
    grounds = {sha256: ground(desk, sha256) for sha256 in {r.values["draft"] for r in passages}}
    found = ((r.uid, stands(anchor_of(r), grounds[r.values["draft"]])) for r in passages)
    return {uid: {"placed": int(placed)} for uid, placed in found if placed is not None}


def place_touched(desk: Desk, unit: UnitOfWork) -> None:
    """The passages that an action gave another place, or back: do they stand where they say?"""
    passages = list(unit.records.get_many("passage", unit.touched("passage")).values())
    for uid, columns in placements(desk, passages).items():
        unit.set_local("passage", uid, columns)


def stands(anchor: Anchor, on: Ground) -> bool | None:
    """Whether an anchor's words, or its area, are where it says; None where nothing can be said."""
    if anchor.kind == AREA:
        return _on_its_page(anchor, on)
    if not on.text.text:
        return None
    if anchor.kind != "text" or anchor.extractor == EXTRACTOR:
        return True  # the same file read by the same program is the same text
    return locate(anchor, on.text).reason == "there"


def _on_its_page(anchor: Anchor, on: Ground) -> bool | None:
    """An area needs no text: the same file has the same pages, and it must lie on one of them."""
    area = area_of(anchor)
    if not on.pages:
        return None
    if area is None or area.page not in on.pages:
        return False
    page = on.pages[area.page]
    return area.fits(page.width, page.height) and not area.too_small
