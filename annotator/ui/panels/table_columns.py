# SPDX-License-Identifier: AGPL-3.0-or-later
"""The columns of the passages table: widths, order, which are hidden, menus for these. No rows."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.row_order import COLUMNS, LARGEST_FIRST, PAGE
from annotator.i18n import _
from annotator.ui.head_words import cut_heads
from annotator.ui.models.table_groups import GROUPINGS
from annotator.ui.panels import row_words
from annotator.ui.panels.choice_menu import add_choice, menu_button
from annotator.ui.panels.table_cells import RowsView

_WIDTHS = {
    "provision": 96, PAGE: 72, "code": 80, "quote": 320, "severity": 88, "stance": 112,
    "recommendation": 144, "status": 128, "reviewer": 96, "draft": 128, "note": 128, "changed": 120,
}  # fmt: skip
_HIDDEN = frozenset({"status"})
"""Columns that are there to be asked for."""
_QUOTE = COLUMNS.index("quote")
_LEAST, _LEAST_QUOTE = 40, 240
_MOST = 4000
_FORM = 1


class TableColumns(QObject):
    """Orders, hides and sizes the columns of a view.

    Signals:
        order_requested: a column, and whether the last comes first.
        group_requested: what the rows stand together by, of `table_groups.GROUPINGS`.
    """

    order_requested = Signal(str, bool)
    group_requested = Signal(str)

    def __init__(self, view: RowsView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._titles = row_words.titles()
        self._own_quote = self._filling = False
        header = view.horizontalHeader()
        cut_heads(header)
        header.setMinimumSectionSize(_LEAST)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(max(32, view.fontMetrics().height() + 12))
        header.sectionClicked.connect(self._on_clicked)
        header.sectionResized.connect(self._on_resized)
        view.resized.connect(self.fill)
        self._header = header
        self._column, self._descending, self._grouping = PAGE, False, ""
        self.order_button = menu_button(_("Sort by"), _("The order of the rows, and their groups"))
        self.button = menu_button(_("Columns"), _("Which columns are shown, and how wide"))
        for button, slot in (
            (self.order_button, self._on_order_menu),
            (self.button, self._on_columns_menu),
        ):
            menu = QMenu(button)
            menu.aboutToShow.connect(slot)
            button.setMenu(menu)
        self.reset()

    @Slot()
    def fill(self) -> None:
        """The quote takes what the others leave, unless somebody gave it a width."""
        if self._own_quote:
            return
        others = self._header.length() - self._header.sectionSize(_QUOTE)
        self._set_width(_QUOTE, max(_LEAST_QUOTE, self._view.viewport().width() - others))

    @Slot()
    def reset(self) -> None:
        """The columns of the beginning, as wide as they were then."""
        self._own_quote = False
        for number, column in enumerate(COLUMNS):
            self._view.setColumnHidden(number, column in _HIDDEN)
            self._set_width(number, _WIDTHS[column])
        self.fill()

    def state(self) -> bytes:
        """Widths, hidden columns and order. Qt's own form is not used: a damaged one ends the program."""
        widths = {
            column: self._header.sectionSize(number)
            for number, column in enumerate(COLUMNS)
            if not self._view.isColumnHidden(number)
        }
        if not self._own_quote and "quote" in widths:
            widths["quote"] = 0
        order = [self._column, self._descending]
        found = {"form": _FORM, "widths": widths, "order": order, "groups": self._grouping}
        return json.dumps(found).encode()

    def restore(self, state: bytes) -> bool:
        """Take a state; False, and nothing changes, where it is none, or of other columns."""
        try:
            found = json.loads(state)
            form, widths = found["form"], {str(k): int(v) for k, v in found["widths"].items()}
            column, descending = found["order"]
            known = bool(widths) and {column, *widths} <= set(COLUMNS)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        if form != _FORM or not known:
            return False
        self._own_quote = widths.get("quote", 0) > 0
        for number, name in enumerate(COLUMNS):
            self._view.setColumnHidden(number, name not in widths)
            if width := widths.get(name, 0):
                self._set_width(number, min(max(width, _LEAST), _MOST))
        self._order(column, descending=bool(descending))
        self._group(str(found.get("groups", "")))
        self.fill()
        return True

    def _order(self, column: str, *, descending: bool) -> None:
        self._column, self._descending = column, descending
        self.order_requested.emit(column, descending)

    def _group(self, grouping: str) -> None:
        self._grouping = grouping if grouping in GROUPINGS else ""
        self.group_requested.emit(self._grouping)

    def _set_width(self, number: int, width: int) -> None:
        self._filling = True
        self._header.resizeSection(number, width)
        self._filling = False

    # -- header ----------------------------------------------------------------------------------

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        same = column == self._column
        self._order(column, descending=not self._descending if same else column in LARGEST_FIRST)

    @Slot(int, int, int)
    def _on_resized(self, section: int, _old: int, new: int) -> None:
        """By hand: the quote keeps a width it was given, else it makes room."""
        if self._filling or not new:
            return
        if section == _QUOTE:
            self._own_quote = True
        else:
            self.fill()

    # -- menus -----------------------------------------------------------------------------------

    @Slot()
    def _on_order_menu(self) -> None:
        menu = self.order_button.menu()
        menu.clear()
        columns = QActionGroup(menu)
        for column in COLUMNS:
            text = _("Page, draft by draft") if column == PAGE else self._titles[column]
            add_choice(columns, menu, text, column, holds=column == self._column)
        columns.triggered.connect(self._on_order_chosen)
        menu.addSeparator()
        turned = menu.addAction(_("The other way round"))
        turned.setCheckable(True)
        turned.setChecked(self._descending)
        turned.triggered.connect(self._on_turned)
        menu.addSeparator()
        groups = QActionGroup(menu)
        texts = (_("No groups"), _("Groups by article"), _("Groups by provision"))
        for grouping, text in zip(GROUPINGS, texts, strict=True):
            add_choice(groups, menu, text, grouping, holds=grouping == self._grouping)
        groups.triggered.connect(self._on_group_chosen)

    @Slot(object)
    def _on_order_chosen(self, action: object) -> None:
        column = str(getattr(action, "data", str)())
        if column in COLUMNS:
            self._order(column, descending=column in LARGEST_FIRST)

    @Slot(object)
    def _on_group_chosen(self, action: object) -> None:
        self._group(str(getattr(action, "data", str)()))

    @Slot()
    def _on_turned(self) -> None:
        self._order(self._column, descending=not self._descending)

    @Slot()
    def _on_columns_menu(self) -> None:
        menu = self.button.menu()
        menu.clear()
        hidden = [self._view.isColumnHidden(number) for number in range(len(COLUMNS))]
        for number, column in enumerate(COLUMNS):
            action = menu.addAction(self._titles[column])
            action.setCheckable(True)
            action.setChecked(not hidden[number])
            action.setEnabled(hidden[number] or hidden.count(False) > 1)
            action.setData(number)
            action.toggled.connect(self._on_toggled)
        menu.addSeparator()
        menu.addAction(_("As wide as the words need"), self._on_fit)
        menu.addAction(_("As at first"), self.reset)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        number = getattr(self.sender(), "data", int)()
        self._view.setColumnHidden(int(number), not shown)
        self.fill()

    @Slot()
    def _on_fit(self) -> None:
        """Each column as its words need; the quote takes the rest."""
        self._own_quote = False
        for number, column in enumerate(COLUMNS):
            if not self._view.isColumnHidden(number) and number != _QUOTE:
                needed = self._view.sizeHintForColumn(number)
                head = self._header.sectionSizeHint(number)
                self._set_width(number, min(max(needed, head, _LEAST), 2 * _WIDTHS[column]))
        self.fill()
