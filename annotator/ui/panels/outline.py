# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline of the draft: provisions, where one reads, what is tagged. Goes nowhere itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.models.outline_tree import OutlineTree
from annotator.ui.models.tag_pages import Place, PlacedTag, TagPages
from annotator.ui.panels.inputs import offer_clearing
from annotator.ui.panels.outline_foot import OutlineFoot
from annotator.ui.panels.outline_view import OutlineView
from annotator.ui.panels.unfolding import Unfolding

if TYPE_CHECKING:
    from annotator.ui.models.provision_rows import ProvisionRows

UNFOLDED_AT_FIRST = 300
"""Entries up to which all are unfolded at first."""
_MANY = 20
"""Places from which on everything is drawn anew."""
Entries = Sequence[tuple[int, str, int]]


class OutlinePanel(QWidget):
    """Filter, tree, and what will stand there while there is nothing.

    Signals:
        entry_requested: the Entry to go to.
        let_go_requested: Escape in an empty filter.
    """

    entry_requested = Signal(object)
    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OutlineTree(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in the outline"))
        self.field.setAccessibleName(_("Find in the outline"))
        offer_clearing(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.tree = OutlineView(self.model)
        self.tree.entry_requested.connect(self._on_entry)
        self.tree.typed.connect(self._on_letters)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("quiet", True)
        self._note.setContentsMargins(8, 0, 8, 0)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._note)
        column.addWidget(self.tree, 1)
        self.foot = OutlineFoot()
        self.foot.doubts.toggled.connect(self._on_folded)
        column.addWidget(self.foot)
        self._filler = column
        self._page = 0
        self._chosen, self._chosen_on = -1, 0
        self._unfolding = Unfolding(self.tree)
        self._unfolded: list[int] | None = None
        self.named: Callable[[str], str] = _nobody
        """Gives the path of the provision that words name, "" for none."""
        self.setFocusProxy(self.tree)
        self.show_nothing(_("The outline of the draft stands here."))

    # -- what is shown -------------------------------------------------------------------------

    @property
    def empty(self) -> bool:
        """Whether there is nothing to go to."""
        return self.model.count == 0

    def show_outline(self, entries: Entries, *, note: str = "") -> None:
        """Level, title and page of each entry; a sentence above them where they need one."""
        self._chosen = -1
        self._unfolding.stop()
        self.field.clear()
        self.model.set_entries(entries)
        self.tree.setRootIsDecorated(self.model.nested)
        self._unfold_at_first()
        self._say(note)
        self.show_page(self._page)

    def show_provisions(self, rows: ProvisionRows, *, again: bool = False) -> None:
        """Provisions as the outline; `again` for the same draft: what is folded stays so, and the
        filter stays.
        """
        model, tree, entries = self.model, self.tree, rows.entries
        lit = model.entry(tree.currentIndex())
        before = [model.entries[number] for number in self._open()] if again else []
        unfolded = {key for e in before for key in (e.path, e.begin)}
        self._chosen = -1
        self._unfolding.stop()
        if not again:
            self.field.clear()
        model.set_provisions(entries, rows.parents, rows.hung)
        tree.setRootIsDecorated(model.nested)
        if again:
            open_ = [e.number for e in entries if e.path in unfolded or e.begin in unfolded]
        else:
            open_ = [e.number for e in entries if e.unfolded]
        if typed := self.field.text():
            self._unfolded = open_
            self._on_typed(typed)
        else:
            self._unfolding.begin(open_, model.reading(self._page))
        self._say("")
        self.show_page(self._page)
        if again and lit is not None and self.window().focusWidget() is tree:
            same = [e.number for e in entries if e.begin == lit.begin]
            number = same[0] if same else model.reading(lit.page)
            tree.setCurrentIndex(tree.shown(model.index_of(number)))

    def show_nothing(self, sentence: str) -> None:
        """No entries, and why."""
        self.show_outline((), note=sentence)

    def set_starts(self, starts: Mapping[int, int]) -> None:
        """Where on their pages entries begin, by number, in code points."""
        self.model.set_starts(starts)
        self.tree.viewport().update()

    def set_tags(
        self,
        tags: Iterable[PlacedTag] | TagPages,
        *,
        touched: Collection[Place] | None = None,
    ) -> None:
        """Tags of the draft; other ones than before at these places only, where they are given."""
        self.model.set_tags(tags)
        if touched is None or len(touched) > _MANY:
            self.tree.viewport().update()
        else:
            for index in self.model.around(touched):
                self.tree.update(index)

    def show_page(self, page: int) -> None:
        """This page is read; of several entries on it the one that was chosen is lit."""
        self._page = page
        chosen = self.model.entry(self.model.index_of(self._chosen))
        if chosen is None or self._chosen_on != page:
            self._chosen = -1
        number = self._chosen if self._chosen >= 0 else self.model.reading(page)
        self.tree.read(self.model.index_of(number))

    def light(self, path: str, page: int) -> bool:
        """A provision is the one that is lit while this page is read; whether it has a line here."""
        entry = self.model.entry(self.model.place_of(path))
        if entry is not None:
            self._chosen, self._chosen_on = entry.number, page
        return entry is not None

    def _say(self, sentence: str) -> None:
        some = not self.empty
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        self.field.setVisible(some)
        self.tree.setVisible(some)
        self._filler.setStretch(1, 0 if some else 1)

    def _unfold_at_first(self) -> None:
        if self.model.count <= UNFOLDED_AT_FIRST:
            self.tree.expandAll()
        elif self.model.rowCount() == 1:  # everything hangs on the document's title
            self.tree.expand(self.model.index(0, 0))

    @Slot()
    def _on_folded(self) -> None:
        """There is less room, or more: what one reads stays in sight."""
        QTimer.singleShot(0, self, lambda: self.tree.scrollTo(self.tree.currentIndex()))

    # -- finding and going -----------------------------------------------------------------------

    @Slot(str)
    def _on_letters(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.insert(text)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        index_of, tree = self.model.index_of, self.tree
        self._unfolded = self._open()
        self._unfolding.stop()
        self.model.filter(text, self.named(text))
        if text.split():
            tree.expandAll()
        else:
            for number in self._unfolded:
                tree.expand(index_of(number))
            self._unfolded = None
        self.show_page(self._page)

    def _open(self) -> list[int]:
        """What is unfolded, or was before something was typed into the filter."""
        if self._unfolded is not None:
            return self._unfolded
        index_of, waiting = self.model.index_of, set(self._unfolding.waiting)
        expanded = self.tree.isExpanded
        return [n for n in range(self.model.count) if n in waiting or expanded(index_of(n))]

    def _first_found(self) -> QModelIndex:
        if (wanted := self.model.place_of(self.model.wanted)).isValid():
            return wanted
        index = self.model.index(0, 0)
        while index.isValid():
            entry = self.model.entry(index)
            if entry is None or self.model.matches(entry):
                return index
            index = self.tree.indexBelow(index)
        return QModelIndex()

    @Slot(QModelIndex)
    def _on_entry(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and entry.page > 0:
            self._chosen, self._chosen_on = entry.number, entry.page
            self.tree.clearFocus()
            self.show_page(entry.page)
            self.entry_requested.emit(entry)
        elif entry is not None:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter: arrows go into the tree, Enter to the first entry found, Escape back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not self.field:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            self.tree.setCurrentIndex(self._first_found())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_entry(self._first_found())
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            return False
        return True


def _nobody(_typed: str) -> str:
    return ""
