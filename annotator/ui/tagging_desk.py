# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between page and panel: what is selected or chosen decides what the side shows and what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from annotator.ui.area_desk import AreaDesk
from annotator.ui.commenting import Commenting
from annotator.ui.mark_desk import MarkDesk
from annotator.ui.models.passage_list import Who
from annotator.ui.page_contents import PageContents
from annotator.ui.panels.begun_tags import Taggable
from annotator.ui.panels.side import SidePanel
from annotator.ui.tag_asking import TagAsking
from annotator.ui.viewer.page_view import PageView
from annotator.ui.word_mover import WordMover, select
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.passage import Passage


class TaggingDesk(QObject):
    """Keeps page, lane and side panel telling the same story.

    Signals:
        shown_requested: the side panel is wanted, should it be folded away.
    """

    shown_requested = Signal()

    def __init__(self, bench: Workbench, view: PageView, side: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view
        self._side = side
        self._begun, self._draft = view.picked.begun, ""
        self._contents = PageContents(bench, view)
        self.marks = MarkDesk(bench, view, parent)
        self.mover = WordMover(bench, view, self)
        self.comments: Commenting | None = None
        self.areas = AreaDesk(view, self._contents.label, self)
        self._wire()

    def _wire(self) -> None:
        bench, view, side = self._bench, self._view, self._side
        view.selection_changed.connect(self._on_selection_changed)
        view.texts_came.connect(self._on_selection_changed)  # the same words may read otherwise
        view.passage_chosen.connect(self._on_chosen)
        view.key_forwarded.connect(self._on_key)
        view.page_changed.connect(self._on_page_changed)
        side.let_go_requested.connect(self.let_go)
        side.on_page.passage_chosen.connect(self.reveal)
        side.on_page.mark_chosen.connect(self.marks.show_mark)
        side.on_page.mark_delete_requested.connect(self.marks.unmark)
        side.equipped.connect(self._on_equipped)
        self.mover.ended.connect(self._on_moved)
        self.areas.redrawn.connect(self._update)
        for news in (bench.signals.passages_changed, view.provisions.changed):
            news.connect(self._on_passages_changed)
        bench.signals.codes_changed.connect(self._on_codes_changed)
        bench.signals.recent_changed.connect(self._on_recent_changed)
        bench.signals.undo_changed.connect(self._on_project_read)

    @Slot()
    def _on_equipped(self) -> None:
        bench, side = self._bench, self._side
        self.comments = Commenting(bench, side.passage, self)
        TagAsking(bench, self._view, side.tagging, self)
        side.passage.field_changed.connect(bench.edits.edit)
        side.passage.tag_delete_requested.connect(bench.edits.untag)
        side.passage.passage_delete_requested.connect(bench.edits.delete)
        side.passage.more_requested.connect(self._on_more_requested)
        side.passage.ends_requested.connect(self._on_ends_requested)
        side.moving.kept.connect(self.mover.keep)
        side.moving.left.connect(self.mover.leave)
        side.tagging.fields.said.connect(bench.edits.edit)
        bench.signals.tagged.connect(side.tagging.tagged)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "code.find": self.find_code,
            "passage.next": self.next_passage,
            "passage.previous": self.previous_passage,
            "passage.edit": self.edit_passage,
            "passage.move_ends": self.move_ends,
            "passage.comment": self.comment,
            "passage.delete": self.delete_passage,
            **self.areas.handlers(),
            **self.marks.handlers(),
        }

    # -- commands ------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, passage: str) -> None:
        """Show a passage's tags; "" for none."""
        self.mover.leave()
        self._view.choose(passage)
        self._update()

    @Slot(str)
    def reveal(self, passage: str) -> None:
        """Choose a passage and bring it into view."""
        self.mover.leave()
        self._contents.read()  # whoever asks may have heard of the passages before this desk did
        self._view.picked.clear()
        self._view.selection_moved()
        self._view.choose(passage, reveal=True)
        self._view.passage_chosen.emit(passage)

    @Slot()
    def let_go(self) -> None:
        """Nothing selected, nothing chosen, the focus on the page."""
        if self.mover.passage:
            self.mover.leave()
            return
        self._view.let_go()
        self._view.setFocus()
        self._update()

    @Slot()
    def find_code(self) -> None:
        """Go to the code field."""
        if not self._view.picked.empty and not self.mover.passage:
            self.shown_requested.emit()
            self._side.tagging.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def next_passage(self) -> None:
        """Choose the passage after the chosen one, or the first from the top of the view on."""
        self._step(1)

    @Slot()
    def previous_passage(self) -> None:
        """Choose the passage before."""
        self._step(-1)

    @Slot()
    def edit_passage(self) -> None:
        """Go to the first field of the chosen passage's first tag."""
        if self._shown_passage() is not None:
            self._side.passage.focus_fields()

    @Slot()
    def comment(self) -> None:
        """Go to the field for a comment on the chosen passage."""
        if self._shown_passage() is not None:
            self._side.passage.focus_comment()

    @Slot()
    def move_ends(self) -> None:
        """Give the chosen passage other words."""
        self._on_ends_requested(self._view.marks.chosen)

    @Slot()
    def delete_passage(self) -> None:
        """Delete the chosen passage."""
        if self._view.marks.chosen and not self._bench.read_only:
            self.mover.leave()
            self._bench.edits.delete(self._view.marks.chosen)

    def finish(self) -> None:
        """Take over all that is being written: the project is about to be left."""
        if self.comments is not None:
            self._side.passage.finish()
            self._side.tagging.fields.leave_made()
            self.comments.add_half_written()

    # -- keeping together ------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        passage = self._contents.index.step(self._view.marks.chosen, step, page=self._view.page)
        if passage:
            self.reveal(passage)

    def _shown_passage(self) -> Passage | None:
        """The chosen passage, with its panel in sight."""
        passage = self._bench.passage(self._view.marks.chosen)
        if passage is not None and not self.mover.passage:
            self.shown_requested.emit()
            self._update()
        return passage

    def _update(self) -> None:
        view, side, bench, picked = self._view, self._side, self._bench, self._view.picked
        passage = bench.passage(view.marks.chosen)
        where, area = self._contents.where_picked(), self.areas.shown(passage)
        if self.mover.passage:
            side.moving.show_selection(where, picked.quote(), area if picked.area else None)
            side.turn_to(side.moving)
        elif not picked.empty:
            side.tagging.show_selection(where, picked.quote(), area)
            side.turn_to(side.tagging)
        elif passage is not None:
            where, who = self._contents.where_of(passage), Who(bench.mine, bench.names)
            side.passage.show_passage(passage, bench.codes, where, who, area)
            side.turn_to(side.passage)
        else:
            self._contents.show_on(side.on_page)
            side.turn_to(side.on_page)
        armed = not picked.empty and not self.mover.passage and not bench.read_only
        if armed or side.whole:
            side.tagging.arm(armed=armed and view.is_read)

    # -- news ------------------------------------------------------------------------------------

    @Slot()
    def _on_selection_changed(self) -> None:
        if self.mover.passage:
            self._update()
            return
        picked = self._view.picked
        if not picked.empty and self._view.marks.chosen:
            self._view.choose("")
        what = picked.what()
        words = Taggable(self._bench.project, self._bench.sha256, what) if what else None
        extended = picked.begun == self._begun
        self._begun = picked.begun
        if words is not None or self._side.whole:
            self._side.tagging.turn_to(words, extended=extended)
        self._update()

    @Slot(str)
    def _on_chosen(self, passage: str) -> None:
        """On the page or in the lane; while words are being chosen, a click there means words."""
        if self.mover.passage:
            self._update()
        else:
            self.choose(passage)

    def _on_key(self, event: QKeyEvent) -> None:
        if not self.mover.passage:
            self._side.tagging.take_key(event)

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        if self._side.currentWidget() is self._side.on_page:
            self._update()

    @Slot()
    def _on_recent_changed(self) -> None:
        self._side.set_codes(tuple(self._bench.codes.values()), self._bench.recent)

    @Slot()
    def _on_codes_changed(self) -> None:
        self._on_recent_changed()
        self._on_passages_changed()

    @Slot(object)
    def _on_project_read(self, _undo: object) -> None:
        self._side.set_read_only(self._bench.read_only)

    @Slot()
    def _on_passages_changed(self) -> None:
        bench, view = self._bench, self._view
        self._contents.read()
        if self.mover.passage and bench.passage(self.mover.passage) is None:
            self.mover.leave()
        if view.marks.chosen and bench.passage(view.marks.chosen) is None:
            if bench.sha256 == self._draft:  # deleted, and not left behind on another draft
                self._side.passage.forget()
            view.choose("")
        self._draft = bench.sha256
        if self._side.whole and self._side.tagging.fields.made:
            living = {tag.uid for passage in bench.passages for tag in passage.tags}
            self._side.tagging.fields.keep_made(living)
        self._update()

    @Slot(str)
    def _on_more_requested(self, uid: str) -> None:
        passage = self._bench.passage(uid)
        if passage is not None and passage.anchor.kind != "provision":
            self._view.setFocus()
            select(self._view, passage)

    @Slot(str)
    def _on_ends_requested(self, uid: str) -> None:
        passage = self._bench.passage(uid)
        if passage is None or passage.anchor.kind == "provision" or self._bench.read_only:
            return
        self._side.passage.finish()
        self.shown_requested.emit()
        self.mover.begin(passage)
        self._update()

    @Slot(str)
    def _on_moved(self, passage: str) -> None:
        self._view.picked.clear()
        self._begun = self._view.picked.begun
        self._view.selection_moved()
        self._view.choose(passage)
        self._view.passage_chosen.emit(passage)
        self._view.setFocus()
