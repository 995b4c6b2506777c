# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows on the pages where a waiting passage is proposed, and what one selects instead. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from annotator.domain.anchor import Segment
from annotator.domain.area import Area, Selected
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.pdf import text_layer
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.proposed_place import ProposedPlace
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret, caret_box

if TYPE_CHECKING:
    from annotator.domain.carried import Item


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody was choosing for a passage when another draft, or another panel, came.

    Attributes:
        passage: uid, in the older draft.
        anchor, head: carets of the selection.
        area: chosen instead of words.
    """

    passage: str
    anchor: Caret | None
    head: Caret | None
    area: Area | None


class QueuePlace(QObject):
    """The place of one item at a time; what is chosen instead is kept for each draft.

    Signals:
        selected: whether words or an area are selected since one went to the item.
        answered: a digit on the page while one adjusts; Enter is the first.
        left: Escape on the page while one adjusts.
        gone: the place of an item was brought into sight; its first words, None for none.
        resumed: what was being chosen on this draft is chosen again.
    """

    selected = Signal(bool)
    answered = Signal(int)
    left = Signal()
    gone = Signal(object)
    resumed = Signal()

    def __init__(self, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.frame = ProposedPlace(view, view.texts)
        self._item: Item | None = None
        self._changed = self.adjusting = False
        self._kept: dict[str, Kept] = {}
        self._resuming = False
        view.texts_came.connect(self.frame.look_again)
        view.texts_came.connect(self._on_texts)
        view.provisions.changed.connect(self._on_provisions)
        view.selection_changed.connect(self._on_selection)

    def show(self, item: Item | None) -> None:
        """Frame the place of an item; none with None. Of what is gone, mark where it would stand."""
        if item != self._item:
            left = self._item if self.adjusting else None
            if left and item and item.draft == left.draft and item.passage != left.passage:
                self.forget()  # somebody went on to another
            self._changed = self._resuming = False
            self._end()
            self.selected.emit(False)
        self._item = item
        behind = item is not None and item.behind
        name = _("Proposed place")
        if item is not None and item.near:
            name = _("Would stand here") if behind else _("Would stand in this")
        self.frame.put(self._segments(item), name, behind=behind)

    def go(self, *, came: bool = False) -> None:
        """Bring it into sight; what was selected for another is let go of.

        Args:
            came: whether one comes to the queue, so that one can go back to where one was.
        """
        item, view = self._item, self._view
        if item is None:
            return
        if not view.picked.empty:
            view.picked.clear()
            view.selection_moved()
        if view.marks.chosen:
            view.choose("")
            view.passage_chosen.emit("")
        segments = self._segments(item)
        end = -1 if item.behind else 0
        page = segments[end].page if segments else item.page
        text = view.texts.get(page) if segments else None
        quads = text_layer.quads(text, segments[end].start, segments[end].end) if text else ()
        if quads:
            x0, y0, _x1, _y1 = quads[end].bounds()
            view.travel.jump(lambda: view.reveal(Spot(page, x0, y0)), record=came)
        elif 1 <= page <= view.layout_.pages and page != view.page:
            view.travel.jump(lambda: view.reveal(Spot(page, 0.0, 0.0)), record=came)
        self.gone.emit(segments[0] if segments and not item.near else None)

    def adjust(self) -> None:
        """Select what is proposed, its ends to be moved; with nothing proposed, a caret."""
        view, item = self._view, self._item
        segments = self._segments(item) if item is not None else ()
        self.go()
        view.setFocus()
        self._begin()
        if segments and item is not None and item.anchor and item.anchor.kind == "text":
            first, last = segments[0], segments[-1]
            view.selection.anchor = Caret(first.page, first.start)
            view.selection.head = Caret(last.page, last.end)
            view.selection_moved()
            view.handles = view.selection.span()
        else:
            view.place_caret()
        self._keep()
        self.selected.emit(not view.picked.empty)

    # -- keeping what is chosen ------------------------------------------------------------------

    def kept(self, draft: str) -> str:
        """Uid of the passage for which somebody was choosing a place in a draft, "" for none."""
        found = self._kept.get(draft)
        return found.passage if found else ""

    def forget(self) -> None:
        """What is chosen for the item is done with."""
        if self._item is not None:
            self._kept.pop(self._item.draft, None)

    def forget_all(self, draft: str = "") -> None:
        """Nothing was being chosen, or not in this draft."""
        for one in [draft] if draft else list(self._kept):
            self._kept.pop(one, None)

    def resume(self) -> None:
        """Choose again what was being chosen for the item, as soon as its words are here."""
        item, view = self._item, self._view
        kept = self._kept.get(item.draft) if item is not None else None
        if self.adjusting or item is None or kept is None or kept.passage != item.passage:
            return
        ends = [one for one in (kept.anchor, kept.head) if one is not None]
        pages = {one.page for one in ends} | ({kept.area.page} if kept.area else set())
        missing = any(view.texts.get(page) is None for page in pages)
        self._resuming = view.draft != item.draft or missing
        if self._resuming:
            return
        self._begin()
        if kept.area is not None:
            view.area.take(kept.area, moving=False)
            view.reveal(Spot(kept.area.page, kept.area.x0, kept.area.y0))
        elif ends:
            view.picked.clear()
            view.selection.anchor, view.selection.head = kept.anchor, kept.head
            view.selection_moved()
            view.handles = view.selection.span()
            x0, y0, _x1, _y1 = caret_box(view.texts[ends[-1].page], ends[-1].at)
            view.reveal(Spot(ends[-1].page, x0, y0))
        self.selected.emit(not view.picked.empty)
        self.resumed.emit()

    @Slot()
    def _on_texts(self) -> None:
        if self._resuming:
            self.resume()

    def _begin(self) -> None:
        if not self.adjusting:
            self.adjusting = True
            self._view.installEventFilter(self)

    def _keep(self) -> None:
        """An empty selection replaces nothing: a draft that is put away has none, either."""
        item, view = self._item, self._view
        if not self.adjusting or item is None or view.draft != item.draft:
            return
        if not view.picked.empty or self.kept(item.draft) != item.passage:
            selection = view.selection
            self._kept[item.draft] = Kept(
                item.passage, selection.anchor, selection.head, view.picked.area
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While one adjusts, Enter and digits on the page answer, and tag nothing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit(1)
            return True
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.answered.emit(key - Qt.Key.Key_0)
            return True
        if key == Qt.Key.Key_Escape:
            self.release()
            self.forget()
            self._end()
            self.selected.emit(False)
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        if self.adjusting:
            self.adjusting = False
            self._view.removeEventFilter(self)
            self._view.handles = None

    def taken(self) -> Selected | None:
        """What is selected since one went to the item."""
        picked = self._view.picked
        what = picked.what() if self._changed and not picked.empty else None
        return what or None

    def release(self) -> None:
        """What was selected is taken."""
        if self._changed and not self._view.picked.empty:
            self._view.handles = None
            self._view.picked.clear()
            self._view.selection_moved()

    def _segments(self, item: Item | None) -> tuple[Segment, ...]:
        anchor = item.anchor if item is not None else None
        if anchor is not None and anchor.kind != "provision":
            return anchor.segments
        path = anchor.provision if anchor is not None else ""
        if item is not None and item.near:
            path = item.near
        structure = self._view.provisions.structure
        index = structure.find(path)
        return tuple(structure.segments(index)) if index >= 0 else ()

    @Slot()
    def _on_provisions(self) -> None:
        if self._item is not None:
            self.show(self._item)

    @Slot()
    def _on_selection(self) -> None:
        if self._item is not None:
            self._changed = True
            self._keep()
            self.selected.emit(not self._view.picked.empty)
