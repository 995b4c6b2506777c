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
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret, caret_box
from annotator.ui.workbench import Workbench

READ_AT = 0.4
"""Where in the view one reads, within the article that fills its upper half."""
_UPPER = tuple(number / 24 for number in range(1, 13))
"""Parts of the view's height at which is looked which article fills its upper half."""


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


def reading_place(
    bench: Workbench, view: PageView, *, seen: bool = False, in_outline: bool = True
) -> ReadingPlace:
    """Where one stands; a selection or a caret out of sight does not count.

    Args:
        bench: knows the passage chosen.
        view: the draft.
        seen: whether a provision or a passage out of sight does not count, either: for what goes
            along while one reads on.
        in_outline: whether what is pointed at in the outline counts.
    """
    pointed = view.provisions.pointed() if in_outline else ""
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
    if head is None or not in_sight(view, head):
        return None
    return None if _scrolled_away(view, head) else head


def _scrolled_away(view: PageView, head: Caret) -> bool:
    """Whether the caret was set by going to a provision, and is below what one reads by now."""
    led, top = view.provisions.led
    if head != led or not view.selection.empty or view.top == top:
        return False
    x0, y0, _x1, _y1 = caret_box(view.texts[head.page], head.at)
    _x, y = view.layout_.position(Spot(head.page, x0, y0))
    return y > view.top + view.view_size()[1] * _UPPER[-1]


def _read(view: PageView) -> Caret | None:
    """A place in the article that most of the view's upper half belongs to, where one reads there."""
    structure = view.provisions.structure
    found: dict[str, list[tuple[float, Caret]]] = {}
    for part in _UPPER if structure.count else (READ_AT,):
        caret = _caret_at(view, part)
        if caret is not None:
            index = structure.index_at(caret.page, caret.at)
            path = article_path(structure.provisions[index].path) if index >= 0 else ""
            found.setdefault(path, []).append((abs(part - READ_AT), caret))
    if not found:
        return None
    most = max(reversed(found.values()), key=len)  # of two that fill as much, the lower one
    return min(most, key=lambda one: one[0])[1]


def _caret_at(view: PageView, part: float) -> Caret | None:
    spot = view.spot_at(view.viewport().width() / 2, view.viewport().height() * part)
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
