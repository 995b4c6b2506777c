# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one stands in the draft shown, and so in which provision: what is pointed at in the outline, the
passage chosen, the selection, the caret, or what one reads. Moves nothing.
"""

from __future__ import annotations

from annotator.domain.anchor import Segment
from annotator.domain.area import area_of
from annotator.domain.instrument import article_path
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass
from annotator.pdf import text_layer
from annotator.ui.viewer.keys import in_sight
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.workbench import Workbench

READ_AT = 0.4
"""Where in the view one reads: a heading gone to in the outline stands a third down."""


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
        """What `smallest_in` says; of what is only read, the article."""
        path = self.smallest_in(structure)
        return path if self.exact else article_path(path)

    def smallest_in(self, structure: Structure) -> str:
        """The smallest provision that holds it, or a range of them; "" outside of all."""
        return self.provision or structure.span(self.segments)

    def article_in(self, structure: Structure) -> str:
        """The article it stands in; "" outside of all, and what holds it where that is no article."""
        return article_path(self.path_in(structure))


def reading_place(bench: Workbench, view: PageView, *, seen: bool = False) -> ReadingPlace:
    """Where one stands; a selection or a caret out of sight does not count.

    Args:
        bench: knows the passage chosen.
        view: the draft.
        seen: whether a provision or a passage out of sight does not count, either: for what goes
            along while one reads on.
    """
    pointed = view.provisions.pointed()
    if pointed and not (seen and _out_of_sight(view, pointed)):
        return ReadingPlace(pointed)
    passage = bench.passage(view.marks.chosen) if view.marks.chosen else None
    if passage is not None and passage.anchor.provision:
        page = passage.anchor.page
        if not seen or not page or page in view.shown():
            return ReadingPlace(passage.anchor.provision, passage=passage.uid)
    segments = tuple(view.selection.segments())
    if segments and segments[0].page in view.shown():
        return ReadingPlace("", segments)
    caret = _pointed(bench, view)
    here = caret or _read(view)
    if here is None:
        return ReadingPlace()
    return ReadingPlace("", (Segment(here.page, here.at, here.at),), exact=caret is not None)


def _out_of_sight(view: PageView, path: str) -> bool:
    structure = view.provisions.structure
    index = structure.find(path)
    if index < 0:
        return True
    one = structure.provisions[index]
    return not in_sight(view, Caret(one.page, one.start))


def place(bench: Workbench, view: PageView) -> Caret | None:
    """Where the passage chosen, the selection, the caret stands, or what one reads: what is out of
    sight does not count.
    """
    return _pointed(bench, view) or _read(view)


def _pointed(bench: Workbench, view: PageView) -> Caret | None:
    shown = view.shown()
    passage = bench.passage(view.marks.chosen) if view.marks.chosen else None
    span, head = view.selection.span(), view.selection.head
    area = view.picked.area or (area_of(passage.anchor) if passage is not None else None)
    if passage is not None and passage.anchor.segments and passage.anchor.page in shown:
        return Caret(passage.anchor.page, passage.anchor.start)
    if area is not None and area.page in shown and (text := view.texts.get(area.page)):
        return Caret(area.page, text_layer.caret_at(text, area.x0, area.y0))
    if span is not None and span[0].page in shown:
        return span[0]
    return head if head is not None and in_sight(view, head) else None


def _read(view: PageView) -> Caret | None:
    spot = view.spot_at(view.viewport().width() / 2, view.viewport().height() * READ_AT)
    read = view.texts.get(spot.page) if spot else None
    if spot is None or read is None:
        return None
    return Caret(spot.page, text_layer.caret_at(read, spot.x, spot.y))


def provision(bench: Workbench, view: PageView) -> str:
    """The path of the provision that is pointed at, or that one stands in, "" where none is known; of
    words over several the range.
    """
    return reading_place(bench, view).smallest_in(view.provisions.structure)


def stood_in(bench: Workbench, view: PageView) -> int:
    """Index of the provision that is pointed at, else of the smallest one stands in, -1 for none."""
    structure = view.provisions.structure
    if pointed := view.provisions.pointed():
        return structure.find(pointed)
    here = place(bench, view)
    return structure.index_at(here.page, here.at) if here is not None else -1
