# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's table of everything tagged and marked, in all drafts. Gets values and gives signals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.domain.row_query import folded
from annotator.domain.row_sieve import Known
from annotator.i18n import _, ngettext
from annotator.ui.feedback import announce
from annotator.ui.models.overview_table import OverviewTable
from annotator.ui.panels import row_words
from annotator.ui.panels.row_filter import Choices, RowFilter
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.panels.table_cells import RowsView
from annotator.ui.panels.table_columns import TableColumns

if TYPE_CHECKING:
    from annotator.domain.row_query import Query
    from annotator.services.overview import OverviewRow


class PassageTable(QWidget):
    """Filter, rows, and how many there are.

    Signals:
        passage_chosen: SHA-256 of a draft and uid of a passage on it, by a click or Enter.
        provision_chosen: SHA-256 of a draft and a provision's path, for a mark.
        tag_delete_requested: uid.
        mark_delete_requested: uid.
        passage_delete_requested: uid of a passage without a tag.
    """

    passage_chosen = Signal(str, str)
    provision_chosen = Signal(str, str)
    tag_delete_requested = Signal(str)
    mark_delete_requested = Signal(str)
    passage_delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passage-table")
        self.setAccessibleName(_("Passages of all drafts"))
        self.model = OverviewTable(said=row_words.said, titles=row_words.titles(), parent=self)
        self.rows = RowsView(self.model)
        self.rows.setAccessibleName(_("Passages of all drafts"))
        self.columns = TableColumns(self.rows, self)
        self.filter = RowFilter(self._choices)
        self._count = QLabel()
        self._count.setProperty("quiet", True)
        self._pages = RowsOrWords(self.rows)
        self._chosen = ""
        self._read = self._reading = self._read_only = False
        self._build()
        self.filter.asked.connect(self._on_asked)
        self.filter.entered.connect(self._on_entered)
        self.columns.order_requested.connect(self._on_order)
        self.columns.group_requested.connect(self._on_group)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.delete_requested.connect(self._on_delete)
        self.rows.filter_requested.connect(self.filter.field.setFocus)
        self._tell()

    def _build(self) -> None:
        beside = self.filter.beside()
        beside.addWidget(self.columns.order_button)
        beside.addWidget(self.columns.button)
        beside.addSpacing(8)
        beside.addWidget(self._count)
        self.filter.setContentsMargins(8, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.filter.field)

    # -- values ----------------------------------------------------------------------------------

    def set_known(self, known: Known, *, read_only: bool = False) -> None:
        """Another codebook, other drafts, another reviewer; in a project one only reads nothing goes."""
        self._read_only = read_only
        if known != self.model.known:
            self._keep(lambda: self.model.set_known(known))

    def show_rows(self, rows: Iterable[OverviewRow]) -> None:
        """All rows of the project."""
        self._read, self._reading = True, False
        self._keep(lambda: self.model.show_rows(rows))
        if self._chosen and not self.rows.selectionModel().hasSelection():
            self.show_chosen(self._chosen)

    def replace(self, passages: Collection[str], rows: Iterable[OverviewRow]) -> None:
        """What stands on some passages now; everything else stays, the eye where it is."""
        self._keep(lambda: self.model.replace(passages, rows))

    def show_reading(self) -> None:
        """The rows are on their way."""
        self._reading = not self._read
        self._tell()

    def clear(self) -> None:
        """No project lies here."""
        self._read = self._reading = False
        self._chosen = ""
        self._keep(lambda: self.model.show_rows(()))

    def show_chosen(self, passage: str) -> None:
        """The passage chosen on the page is chosen here too; "" for none. Takes no focus."""
        self._chosen = passage
        row = self.model.row(self.rows.currentIndex().row())
        if row is not None and row.passage == passage and self.rows.selectionModel().hasSelection():
            return
        at = self.model.find_passage(passage) if passage else -1
        if at < 0:
            self.rows.clearSelection()
        else:
            self._select(at)

    def ask_for(self, typed: str) -> None:
        """Filter, in the filter's own words."""
        self.filter.ask(typed)

    # -- what is remembered ----------------------------------------------------------------------

    def state(self) -> bytes:
        """Widths, hidden columns and order, to be given to `restore` another time."""
        return self.columns.state()

    def restore(self, state: bytes) -> bool:
        """Take a state; False, and nothing changes, where it is of another table."""
        return self.columns.restore(state)

    # -- keeping the place -----------------------------------------------------------------------

    def _keep(self, change: Callable[[], None]) -> None:
        """Change the rows and keep the chosen row and the top one where they are."""
        view, model = self.rows, self.model
        first = view.first(view.rowAt(0)) if view.rowAt(0) >= 0 else -1
        current, top = model.row(view.currentIndex().row()), model.row(first)
        chosen = view.selectionModel().hasSelection()
        change()
        at = model.find(current.uid) if current else -1
        if at >= 0 and at != view.currentIndex().row():  # Qt went to a neighbour, or lost it
            self._select(at, reveal=False, chosen=chosen)
        at_top = model.find(top.uid) if top else -1
        view.scroll_to_top(at_top - (model.row(at_top - 1) is None) if at_top > 0 else at_top)
        self._tell()

    def _select(self, at: int, *, reveal: bool = True, chosen: bool = True) -> None:
        index = self.model.index(at, 0)
        selection = self.rows.selectionModel()
        flag = selection.SelectionFlag
        how = flag.ClearAndSelect | flag.Rows if chosen else flag.NoUpdate
        place = self.rows.horizontalScrollBar().value()
        selection.setCurrentIndex(index, how)
        if reveal:
            self.rows.scrollTo(index)
        self.rows.horizontalScrollBar().setValue(place)

    def _relist(self, change: Callable[[], None]) -> None:
        """Filter or order anew: the chosen row stays chosen and is brought into view."""
        current = self.model.row(self.rows.currentIndex().row())
        uid = current.uid if current and self.rows.selectionModel().hasSelection() else ""
        change()
        at = self.model.find(uid) if uid else self.model.find_passage(self._chosen or " ")
        if at >= 0:
            self._select(at)
        else:
            self.rows.scrollToTop()
        self._tell()

    def _tell(self) -> None:
        """How many there are; in an empty table, what will stand there."""
        counts, shown = self.model.counts(), self.model.rowCount() > 0
        self._count.setText(_counted(counts.passages, counts.all_passages, _passages))
        if counts.all_marks:
            marks = _counted(counts.marks, counts.all_marks, _marks)
            self._count.setText(f"{self._count.text()}, {marks}")
        self._count.setVisible(self._read)
        self._pages.show_rows(shown)
        if not self._read:
            self._pages.say(_("The passages are being read.") if self._reading else "")
        elif shown or self.model.everything():
            self._pages.say(_("Nothing fits this filter.\n\nEscape in the filter shows all."))
        else:
            self._pages.say(
                _("Every tag and every mark of all drafts will stand here.\n\nSelect words on the "
                  "page, by mouse or with Shift and the arrow keys, type a code, and press Enter.")
            )  # fmt: skip

    def _choices(self, key: str) -> Choices:
        """What the menu of filters offers."""
        if key == "code":
            codes = self.model.known.codes.values()
            holders = {code.family for code in codes}
            return [(f"{c.id}  {c.name}", c.id) for c in codes if c.id in holders]
        rows = self.model.everything()
        if key == "draft":
            drafts = list(dict.fromkeys(row.draft_name for row in rows if row.draft_name))
            return [(name, name) for name in drafts]
        names = {row.reviewer_name for row in rows if row.reviewer_name}
        return [(name, name) for name in sorted(names, key=folded)]

    # -- slots -----------------------------------------------------------------------------------

    @Slot(object)
    def _on_asked(self, query: Query) -> None:
        self._relist(lambda: self.model.set_filter(query))
        announce(self.filter.field, self._count.text())

    @Slot()
    def _on_entered(self) -> None:
        if self.model.rowCount():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.rows.selectionModel().hasSelection():
                self._select(self.rows.first())

    @Slot(str, bool)
    def _on_order(self, column: str, descending: bool) -> None:
        self._relist(lambda: self.model.sort_by(column, descending=descending))

    @Slot(str)
    def _on_group(self, grouping: str) -> None:
        self._relist(lambda: self.model.group_by(grouping))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None and row.passage:
            self.passage_chosen.emit(row.draft, row.passage)
        elif row is not None and row.provision:
            self.provision_chosen.emit(row.draft, row.provision)

    @Slot(int)
    def _on_delete(self, number: int) -> None:
        row = self.model.row(number)
        if row is None or self._read_only:
            return
        asks = {"tag": self.tag_delete_requested, "mark": self.mark_delete_requested}
        asks.get(row.kind, self.passage_delete_requested).emit(row.uid)


def _passages(count: int) -> str:
    return ngettext("{count} passage", "{count} passages", count)


def _marks(count: int) -> str:
    return ngettext("{count} mark", "{count} marks", count)


def _counted(shown: int, every: int, noun: Callable[[int], str]) -> str:
    """`14 of 212 passages`, or `212 passages`."""
    total = noun(every).format(count=every)
    return total if shown == every else _("{shown} of {total}").format(shown=shown, total=total)
