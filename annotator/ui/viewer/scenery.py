# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gathers what one PageView has to show into a scene to paint. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.anchor import Quad
from annotator.ui import theme
from annotator.ui.viewer.marks.page_marks import CaretBox, HitQuads
from annotator.ui.viewer.marks.preparation import Preparation
from annotator.ui.viewer.painting import Scene
from annotator.ui.viewer.selecting.selection import caret_box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView


class Scenery:
    """What stands on the pages that show.

    Args:
        view: whose pages.
        prepared: its passages, ready to be painted.
    """

    def __init__(self, view: PageView, prepared: Preparation) -> None:
        self._view = view
        self._prepared = prepared
        self._selected: dict[int, list[Quad]] = {}

    def forget(self) -> None:
        """The selection is another one."""
        self._selected.clear()

    def scene(self, colours: theme.Colours) -> Scene:
        """All there is to paint now."""
        view = self._view
        width, height = view.view_size()
        return Scene(
            layout=view.layout_,
            renderer=view.renderer,
            colours=colours,
            texts=view.texts,
            left=view.left(),
            top=view.top,
            width=width,
            height=height,
            ratio=view.ratio,
            style=view.arrangement.style,
            paper=view.arrangement.paper,
            smooth=view.settled,
            shapes=self._prepared.shown(),
            marked=self._prepared.pictures,
            lit=view.marks.lit(),
            hits=self._hits(),
            selection=self._selection(),
            caret=self._caret(),
            handles=view.handles_.boxes(),
        )

    def _selection(self) -> dict[int, list[Quad]]:
        """Of the pages that show: a selection over a hundred pages costs no more than over two."""
        view, span = self._view, self._view.selection.span()
        if span is not None:
            for page in view.shown():
                if span[0].page <= page <= span[1].page and page not in self._selected:
                    self._selected[page] = view.selection.quads(page)
        return self._selected

    def _hits(self) -> dict[int, list[HitQuads]]:
        finder, current = self._view.finder, self._view.finder.current
        return {
            page: [(hit == current, finder.quads(hit, page)) for hit in finder.on(page)]
            for page in self._view.shown()
        }

    def _caret(self) -> CaretBox | None:
        view, head = self._view, self._view.selection.head
        if not view.caret_mode or not view.hasFocus() or head is None:
            return None
        text = view.texts.get(head.page)
        return None if text is None else (head.page, *caret_box(text, head.at))
