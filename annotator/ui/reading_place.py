# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one stands in the draft: the passage chosen, the selection, the caret, or what one reads."""

from __future__ import annotations

from annotator.domain.anchor import Segment
from annotator.domain.area import area_of
from annotator.domain.instrument import article_path
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.pdf import text_layer
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

READ_AT = 0.4
"""Where in the view one reads: a heading that was gone to stands a third down."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A place in the draft that is shown.

    Attributes:
        provision: path, where it is known already; "" for what the text says.
        segments: words selected, or of the passage chosen; one empty one for a place between words.
        passage: uid of the passage chosen, "" for none.
        exact: whether a person pointed there; else it is only what one reads.
    """

    provision: str = ""
    segments: tuple[Segment, ...] = ()
    passage: str = ""
    exact: bool = True

    def path_in(self, structure: Structure) -> str:
        """The smallest provision that holds it, or a range of them; "" outside of all.

        Of what is only read, the article.
        """
        path = self.provision or structure.span(self.segments)
        return path if self.exact else article_path(path)

    def article_in(self, structure: Structure) -> str:
        """The article it stands in; "" outside of all, and what holds it where that is no article."""
        return article_path(self.path_in(structure))


def reading_place(bench: Workbench, view: PageView) -> ReadingPlace:
    """Where one stands; what is out of sight does not count."""
    shown = view.shown()
    passage = bench.passage(view.marks.chosen) if view.marks.chosen else None
    if passage is not None and passage.anchor.provision:
        return ReadingPlace(passage.anchor.provision, passage=passage.uid)
    segments = tuple(view.selection.segments())
    if segments and segments[0].page in shown:
        return ReadingPlace("", segments)
    head = view.selection.head
    if head is not None and view.caret_mode and head.page in shown:
        return ReadingPlace("", (Segment(head.page, head.at, head.at),))
    area = view.picked.area or (area_of(passage.anchor) if passage is not None else None)
    exact = area is not None and area.page in shown
    if area is not None and exact:
        page, x, y = area.page, area.x0, area.y0
    else:
        spot = view.spot_at(view.viewport().width() / 2, view.viewport().height() * READ_AT)
        if spot is None:
            return ReadingPlace()
        page, x, y = spot.page, spot.x, spot.y
    text = view.texts.get(page)
    if text is None:
        return ReadingPlace()
    at = text_layer.caret_at(text, x, y)
    return ReadingPlace("", (Segment(page, at, at),), exact=exact)
