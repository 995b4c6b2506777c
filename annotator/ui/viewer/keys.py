# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keys mean on a page: select, move the caret, scroll, or belong to the panel. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.panel_keys import for_panel
from annotator.ui.viewer.selecting.carets import READABLE, Caret, caret_box, readable_lines
from annotator.ui.viewer.selecting.growing import Growing

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_MOVES = {
    Qt.Key.Key_Left: ("left", -1),
    Qt.Key.Key_Right: ("right", 1),
    Qt.Key.Key_Up: ("up", -1),
    Qt.Key.Key_Down: ("down", 1),
    Qt.Key.Key_Home: ("row", -1),
    Qt.Key.Key_End: ("row", 1),
    Qt.Key.Key_PageUp: ("screen", -1),
    Qt.Key.Key_PageDown: ("screen", 1),
}
_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Keys(QObject):
    """Keyboard of one PageView."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._growing = Growing(view.selection, lambda: view.provisions.structure)

    def press(self, event: QKeyEvent) -> bool:
        """A key went down: whether it meant something here."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _MOVES and not held & _ALT and (held & _SHIFT or self._view.caret_mode):
            self._move(key, extend=bool(held & _SHIFT), ctrl=bool(held & _CTRL))
            return True
        if key == Qt.Key.Key_Escape:
            self._view.let_go()
            self._view.passage_chosen.emit("")
            return True
        if not self._view.selection.empty and for_panel(event):
            self._view.key_forwarded.emit(event)
            return True
        return self._scroll(key, held)

    # -- caret -------------------------------------------------------------------------------

    def _move(self, key: Qt.Key, *, extend: bool, ctrl: bool) -> None:
        view, selection = self._view, self._view.selection
        if selection.empty and not in_sight(view, selection.head):
            self.place_caret()  # somebody went elsewhere: the caret comes along
        unit, step = _MOVES[key]
        unit = "draft" if ctrl and unit == "row" else unit
        if unit in _ARROWS:
            selection.arrow(*self._on_page(unit), by_word=ctrl, extend=extend)
        elif unit == "screen":
            self._by_screen(step, extend=extend)
        elif unit == "draft":
            self._to_end(step, extend=extend)
        else:
            selection.move(unit, step, extend=extend)
        view.selection_moved()
        head = selection.head
        if head is not None and head.page in view.texts:
            x0, y0, _x1, _y1 = caret_box(view.texts[head.page], head.at)
            if unit == "draft":
                view.travel.jump(lambda: view.reveal(Spot(head.page, x0, y0)))
            else:
                view.reveal(Spot(head.page, x0, y0))

    def grow(self, step: int, *, provisions: bool = False) -> None:
        """Select the next larger unit of text or provision (1), or go back to the smaller one (-1)."""
        if self._view.selection.head is None:
            self.place_caret()
        if step > 0:
            self._growing.grow(provisions=provisions)
        else:
            self._growing.shrink(provisions=provisions)
        self._view.selection_moved()

    def _on_page(self, arrow: str) -> tuple[float, float]:
        """Where an arrow points on the unrotated page, for a page that is shown turned."""
        layout, head = self._view.layout_, self._view.selection.head
        if head is None or not 1 <= head.page <= layout.pages:
            return _ARROWS[arrow]
        box, (right, down) = layout.box(head.page), _ARROWS[arrow]
        x, y = box.x + box.width / 2, box.y + box.height / 2
        here, there = layout.spot(x, y), layout.spot(x + right, y + down)
        return there.x - here.x, there.y - here.y

    def _by_screen(self, step: int, *, extend: bool) -> None:
        """A screen on, in the same column."""
        view, head = self._view, self._view.selection.head
        if head is None or head.page not in view.texts:
            return
        x0, y0, _x1, y1 = caret_box(view.texts[head.page], head.at)
        x, y = view.layout_.position(Spot(head.page, x0, (y0 + y1) / 2))
        bar = view.verticalScrollBar()
        caret = view.selection.caret_at(view.layout_.spot(x, y + step * bar.pageStep()))
        if caret is not None:
            bar.setValue(bar.value() + step * bar.pageStep())
            view.selection.go(caret, extend=extend)

    def _to_end(self, step: int, *, extend: bool) -> None:
        """To the beginning or the end of what is read of the draft."""
        texts = self._view.texts
        if texts:
            page = max(texts) if step > 0 else min(texts)
            lines = readable_lines(texts[page])
            at = (lines[-1].end if step > 0 else lines[0].start) if lines else 0
            self._view.selection.go(Caret(page, at), extend=extend)

    def place_caret(self) -> None:
        """Put the caret at the first line that can be read."""
        view = self._view
        spot = view.spot_at(view.viewport().width() / 2, 8)
        if spot is None:
            return
        for page in range(spot.page, min(spot.page + 2, view.layout_.pages) + 1):
            text = view.texts.get(page)
            for line in text.lines if text else ():
                below = page > spot.page or line.y0 >= spot.y
                if below and line.kind in READABLE:
                    view.selection.place(Caret(page, line.start))
                    return

    # -- scrolling -----------------------------------------------------------------------------

    def _scroll(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        view = self._view
        down, across = view.verticalScrollBar(), view.horizontalScrollBar()
        by = {
            Qt.Key.Key_Down: (down, down.singleStep()),
            Qt.Key.Key_Up: (down, -down.singleStep()),
            Qt.Key.Key_Right: (across, across.singleStep()),
            Qt.Key.Key_Left: (across, -across.singleStep()),
            Qt.Key.Key_PageDown: (down, down.pageStep()),
            Qt.Key.Key_PageUp: (down, -down.pageStep()),
            Qt.Key.Key_Space: (down, -down.pageStep() if held & _SHIFT else down.pageStep()),
            Qt.Key.Key_Home: (down, -down.maximum()),
            Qt.Key.Key_End: (down, down.maximum()),
        }
        if key not in by or held & _ALT:
            return False
        bar, step = by[key]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            view.travel.jump(lambda: bar.setValue(bar.value() + step))
        else:
            bar.setValue(bar.value() + step)
        return True


def in_sight(view: PageView, caret: Caret | None) -> bool:
    """Whether a caret stands on the part of a page that shows."""
    if caret is None or caret.page not in view.texts:
        return False
    x0, y0, _x1, y1 = caret_box(view.texts[caret.page], caret.at)
    _x, y = view.layout_.position(Spot(caret.page, x0, (y0 + y1) / 2))
    return view.top <= y <= view.top + view.view_size()[1]
