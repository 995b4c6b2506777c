# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the left side tells: where tags stand in the draft shown, and a row for each draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.passage import Passage
from annotator.ui.models.open_drafts import DraftRow
from annotator.ui.models.passage_changes import changed
from annotator.ui.models.tag_pages import Place, PlacedTag, TagPages
from annotator.ui.sheets import Sheet


class DrawnTags:
    """The tags of the draft shown that have a place, to be counted; followed change by change."""

    def __init__(self) -> None:
        self.pages = TagPages()
        self._passages: Sequence[Passage] = ()
        self._codes: Mapping[str, Code] | None = None
        self._colours: dict[str, str] = {}

    def follow(self, passages: Sequence[Passage], codes: Mapping[str, Code]) -> set[Place] | None:
        """Take over passages; gives the places of tags that are others now, None for all places."""
        same_look = codes is self._codes
        if not same_look:
            families = {code.id: code.colour for code in codes.values()}
            self._colours = {
                uid: families.get(code.family, code.colour) for uid, code in codes.items()
            }
            self.pages, self._passages, self._codes = TagPages(), (), codes
        gone, come = changed(self._passages, passages)
        self._passages = passages
        out, in_ = self._placed(gone), self._placed(come)
        if same_look:
            self.pages.replace(out, in_)
        else:
            self.pages = TagPages(in_)
        return {tag.place for tag in (*out, *in_)} if same_look else None

    def _placed(self, passages: Iterable[Passage]) -> list[PlacedTag]:
        """Place and family colour of each tag that has a place."""
        return [
            PlacedTag(
                (passage.anchor.page, passage.anchor.start),
                self._colours.get(tag.code, UNKNOWN.colour),
            )
            for passage in passages
            if passage.placed
            for tag in passage.tags
        ]


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
