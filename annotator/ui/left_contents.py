# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the left side tells: where tags stand in the draft shown, and a row for each draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.area import area_of
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.passage import Passage
from annotator.domain.structure.found_structure import Structure
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageText
from annotator.ui.models.open_drafts import DraftRow
from annotator.ui.models.passage_changes import changed
from annotator.ui.models.provision_names import begin_of
from annotator.ui.models.tag_pages import Place, PlacedTag, TagPages
from annotator.ui.sheets import Sheet


class DrawnTags:
    """The tags of the draft shown that have a place, to be counted; followed change by change.

    Args:
        texts: text layers by page, in which an area begins at the words nearest to its upper corner.
    """

    def __init__(self, texts: Mapping[int, PageText] | None = None) -> None:
        self.pages = TagPages()
        self._texts = {} if texts is None else texts
        self._areas: dict[str, Place] = {}
        self._unread: set[int] = set()
        self._passages: Sequence[Passage] = ()
        self._codes: Mapping[str, Code] | None = None
        self._colours: dict[str, str] = {}
        self._structure: Structure | None = None

    def follow(
        self,
        passages: Sequence[Passage],
        codes: Mapping[str, Code],
        structure: Structure | None = None,
    ) -> set[Place] | None:
        """Take over passages; gives the places of tags that are others now, None for all places.

        Args:
            passages: of the draft shown.
            codes: by uid.
            structure: its provisions; a tag on a whole one stands where that begins.
        """
        same_look = codes is self._codes and not any(page in self._texts for page in self._unread)
        same_look = same_look and structure is self._structure
        self._structure = structure
        if not same_look:
            self._areas, self._unread = {}, set()
            families = {code.id: code.colour for code in codes.values()}
            self._colours = {
                uid: families.get(code.family, code.colour) for uid, code in codes.items()
            }
            self.pages, self._passages, self._codes = TagPages(), (), codes
        gone, come = changed(self._passages, passages)
        self._passages = passages
        out = self._placed(gone)
        for passage in gone:
            self._areas.pop(passage.uid, None)
        in_ = self._placed(come)
        if same_look:
            self.pages.replace(out, in_)
        else:
            self.pages = TagPages(in_)
        return {tag.place for tag in (*out, *in_)} if same_look else None

    def _placed(self, passages: Iterable[Passage]) -> list[PlacedTag]:
        """Place and family colour of each tag that stands and has a place."""
        return [
            PlacedTag(
                self._place(passage),
                self._colours.get(tag.code, UNKNOWN.colour),
            )
            for passage in passages
            if passage.placed
            for tag in passage.standing
        ]

    def _place(self, passage: Passage) -> Place:
        anchor = passage.anchor
        area = area_of(anchor)
        if anchor.kind == "provision" and self._structure is not None:
            return begin_of(self._structure, anchor.provision)
        if area is None:
            return anchor.page, anchor.start
        if passage.uid not in self._areas:
            text = self._texts.get(area.page)
            if text is None:
                self._unread.add(area.page)
            start = text_layer.caret_at(text, area.x0, area.y0) if text else 0
            self._areas[passage.uid] = (area.page, start)
        return self._areas[passage.uid]


def draft_row(sheet: Sheet, *, pages: int, tags: int | None) -> DraftRow:
    """The row of a draft that lies open.

    Args:
        sheet: of which draft.
        pages: it has, where one sees it; 0 for what the project says.
        tags: on it, None where they are not counted yet.
    """
    draft = sheet.draft
    if draft is None:
        return DraftRow(sheet.name, pages=pages, in_project=False)
    return DraftRow(
        draft.symbol or draft.file,
        language=draft.language,
        round=draft.round,
        date=draft.date,
        pages=draft.pages or pages,
        tags=tags,
        trouble=draft.notes,
    )
