# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows what a merge would do before anything is done. Reads no file and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTabBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _, ngettext
from annotator.ui.dialogs.frame import FramedDialog, hairline, heading, sentence
from annotator.ui.models.merge_items import CLASS_ROLE, CellTable, ClassTable, ItemTable, TallyTable

if TYPE_CHECKING:
    from annotator.services.merge_report import MergeReport

_CHANGING = ("added", "updated", "deleted", "conflicts", "waiting")


class Table(QTreeView):
    """Rows of a table, without a tree; copies what it shows."""

    def __init__(self, model: CellTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.header().setSectionsMovable(False)
        self.header().setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def fit(self, wide: int) -> None:
        """Columns as wide as their words; this one takes what is left."""
        head = self.header()
        head.setStretchLastSection(False)
        for column in range(self.model().columnCount()):
            mode = QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if column == wide else mode
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies all rows shown, to send them to whoever can mend them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """What it shows, a line a row."""
        model = self.model()
        columns = [n for n in range(model.columnCount()) if not self.isColumnHidden(n)]
        return "\n".join(
            "\t".join(str(model.index(row, n).data() or "") for n in columns)
            for row in range(model.rowCount())
        )


class MergePreview(FramedDialog):
    """Counts that add up, who and what they concern, and the rows to look at."""

    def __init__(self, report: MergeReport, parent: QWidget | None = None) -> None:
        super().__init__(_("Merge annotation files"), parent)
        self._report = report
        self.changes = any(report.counts.get(name) for name in _CHANGING) or bool(report.held)
        self.classes = Table(
            ClassTable(report, self), _("Rows by class; the chosen class is listed")
        )
        self.items = ItemTable(report.items, self)
        self.list = Table(self.items, _("Rows to look at"), self)
        self.reason = sentence("", quiet=True)
        """The chosen row's reason in full: in the list it may be cut."""
        self._none = QLabel(_("There is nothing to say about these rows."), self)
        self._none.setProperty("quiet", True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tabs = QTabBar()
        self._build()
        self.classes.selectionModel().currentChanged.connect(self._on_class)
        self.classes.setCurrentIndex(self.classes.model().index(0, 0))
        self.resize(760, 640 if self.tabs.count() else 240)
        self.classes.setFocus()

    def _build(self) -> None:
        self.column.addWidget(heading(self._head()))
        self.column.addWidget(sentence("\n".join(self._sentences()), quiet=True))
        self.column.addSpacing(8)
        self.classes.fit(2)
        self.classes.ensurePolished()
        rows = self.classes.model().rowCount() * self.classes.sizeHintForRow(0)
        self.classes.setFixedHeight(rows + self.classes.header().sizeHint().height() + 4)
        self.classes.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.classes)
        self.column.addSpacing(8)
        self._pages = QStackedWidget()
        if self._report.items:
            self._add_tab(self._listed(), _("Rows to look at"))
        for words, head, tally in (
            (_("By reviewer"), _("Reviewer"), self._report.by_reviewer),
            (_("By draft"), _("Draft"), self._report.by_draft),
        ):
            if tally and self.changes:
                table = Table(TallyTable(head, tally, self), words)
                table.fit(0)
                self._add_tab(table, words)
        self._pages.setMinimumHeight(176)
        self.tabs.setObjectName("quietTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("What is shown below"))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        if self.tabs.count():
            self.column.addWidget(self.tabs)
            self.column.addWidget(hairline())
            self.column.addWidget(self._pages, 1)
        else:
            self.column.addStretch(1)
        if self.changes:
            self.finish_with(_("Merge"))
        else:
            self.finish_with("", cancel=_("Close"))

    def _listed(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.reason)
        column.addWidget(self._none, 1)
        self.reason.setContentsMargins(8, 8, 8, 8)
        self.reason.hide()
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.items.modelReset.connect(self._on_reset)
        self.list.fit(4)
        self.list.setColumnHidden(0, len({item.file for item in self._report.items}) < 2)  # noqa: PLR2004
        self.list.setColumnHidden(2, not any(item.column for item in self._report.items))
        return page

    def _add_tab(self, page: QWidget, words: str) -> None:
        self.tabs.addTab(words)
        self._pages.addWidget(page)

    def _head(self) -> str:
        names = [file.replace("\\", "/").rsplit("/", 1)[-1] for file in self._report.files]
        files = names[0] if len(names) == 1 else _("{count} files").format(count=len(names))
        rows = ngettext("{count} row", "{count} rows", self._report.rows)
        return f"{files}: {rows.format(count=QLocale().toString(self._report.rows))}"

    def _sentences(self) -> list[str]:
        held, disputed = self._report.held, self._report.counts.get("conflicts", 0)
        if not self.changes and self._report.counts.get("refused"):
            return [_("There is nothing to merge: what can be taken is here already.")]
        if not self.changes:
            return [_("There is nothing to merge: everything in it is here already.")]
        said = [_("Nothing is changed yet. Merging is one action, which can be undone.")]
        if held:
            said.append(
                ngettext(
                    "{count} change to your own work goes to the inbox and waits for your word.",
                    "{count} changes to your own work go to the inbox and wait for your word.",
                    held,
                ).format(count=held)
            )
        if disputed and not held:  # of one's own work a conflict may be held: it is counted once
            said.append(
                ngettext(
                    "{count} conflict goes to the inbox: both values are kept.",
                    "{count} conflicts go to the inbox: both values are kept.",
                    disputed,
                ).format(count=disputed)
            )
        return said

    @Slot(QModelIndex)
    def _on_class(self, index: QModelIndex) -> None:
        self.items.filter(str(index.data(CLASS_ROLE) or ""))
        empty = not self.items.rowCount()
        self.list.setVisible(not empty)
        self._none.setVisible(empty)

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        said = index.siblingAtColumn(self.items.columnCount() - 1).data()
        self.reason.setText(str(said or ""))
        self.reason.setVisible(bool(said))

    @Slot()
    def _on_reset(self) -> None:
        self._on_row(QModelIndex())
