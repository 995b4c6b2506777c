# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows what a merge would do before anything is done. Reads no file and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.codebook import Code
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.dialog_table import Table
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.dialogs.merge_choices import ChoicePage
from annotator.ui.hairline import hairline
from annotator.ui.models.merge_items import CLASS_ROLE, CellTable, ClassTable, ItemTable, TallyTable
from annotator.ui.models.taken_as import TakenAs, code_offers, people_offers

if TYPE_CHECKING:
    from annotator.services.merge_report import MergeReport

_MIDDLE = Qt.TextElideMode.ElideMiddle
_CHANGING = ("added", "updated", "deleted", "conflicts", "waiting")


class MergePreview(FramedDialog):
    """Counts that add up, who and what they concern, the rows to look at, and what may be one.

    Signals:
        bring_changed: whether drafts are to come along; what is shown is out of date then.
    """

    bring_changed = Signal(bool)

    def __init__(
        self,
        report: MergeReport,
        parent: QWidget | None = None,
        *,
        codes: Iterable[Code] = (),
        coming: Sequence[str] = (),
    ) -> None:
        """Show.

        Args:
            report: what was reckoned.
            parent: the window.
            codes: those of the project.
            coming: names of drafts that could come along with their PDFs.
        """
        super().__init__(_("Merge annotation files"), parent)
        self._report = report
        self._coming = tuple(coming)
        changed = any(report.counts.get(name) for name in _CHANGING)
        self.changes = changed or bool(report.held) or bool(report.brought)
        self._codes = TakenAs(_("In the files"), code_offers(report.codebook, codes), self)
        self._people = TakenAs(_("In the files"), people_offers(report.newcomers), self)
        self.bring = QCheckBox()
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
        self._offer_drafts()
        self.column.addSpacing(8)
        self._pages = QStackedWidget()
        self._add_choices()
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
        self._add_left_out()
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

    def _add_choices(self) -> None:
        if self._codes.offers:
            page = ChoicePage(
                self._codes, name=_("Codes that are not in this project's codebook"),
                why=_("Codes are the same by their id. What is taken as a code of yours is shown "
                      "as that one; it can be parted again."),
                ask=_("&Take it as"),
            )  # fmt: skip
            self._add_tab(page, _("Codebook ({n})").format(n=len(self._codes.offers)))
        if self._people.offers:
            page = ChoicePage(
                self._people, name=_("People with a name like somebody's here"),
                why=_("Names are alike, and they may be one person: from another computer, say. "
                      "“People” in the Team menu parts them again."),
                ask=_("&This is"),
            )  # fmt: skip
            self._add_tab(page, _("People ({n})").format(n=len(self._people.offers)))

    def _add_left_out(self) -> None:
        if self._report.left_out:
            table = CellTable((_("Left out"), _("Why")), self)
            table.show_cells([(_base(path), why) for path, why in self._report.left_out])
            left = Table(table, _("Files that were not read"))
            left.fit(1)
            self._add_tab(left, _("Left out ({n})").format(n=len(self._report.left_out)))

    def take_over(self, other: MergePreview) -> None:
        """Keep what was chosen in another preview of the same files, and what it shows."""
        self._codes.take_over(other._codes)
        self._people.take_over(other._people)
        for page in self.findChildren(ChoicePage):
            page.show_taken()
        named = [self.tabs.tabText(n) for n in range(self.tabs.count())]
        before = other.tabs.tabText(other.tabs.currentIndex())
        if before in named:
            self.tabs.setCurrentIndex(named.index(before))

    @property
    def maps(self) -> tuple[tuple[str, str], ...]:
        """Uids of codes of the files, and of those of the project they are to be shown as."""
        return self._codes.pairs()

    @property
    def same_people(self) -> tuple[tuple[str, str], ...]:
        """Uids of people, and of those as whom they are shown, one of the files and one of here."""
        return self._people.pairs()

    def _offer_drafts(self) -> None:
        """Whether drafts of other projects come along, with their PDFs."""
        if not self._coming:
            return
        names = ", ".join(self._coming)
        said = ngettext(
            "&Bring the PDF of {n} draft along: {names}",
            "&Bring the PDFs of {n} drafts along: {names}",
            len(self._coming),
        ).format(n=len(self._coming), names=names)
        self.bring.setText(self.bring.fontMetrics().elidedText(said, _MIDDLE, 680))
        self.bring.setToolTip(
            f"{names}. {_('A draft that has come stays when the merge is undone.')}"
        )
        self.bring.setChecked(bool(self._report.brought))
        self.bring.toggled.connect(self._on_bring)
        self.column.addWidget(self.bring)

    @Slot(bool)
    def _on_bring(self, on: bool) -> None:
        self.primary.setEnabled(False)  # until it is reckoned anew
        self.bring.setEnabled(False)
        self.bring_changed.emit(on)

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
        self.list.setColumnHidden(0, len(self._report.files) < 2)  # noqa: PLR2004
        self.list.setColumnHidden(2, not any(item.column for item in self._report.items))
        return page

    def _add_tab(self, page: QWidget, words: str) -> None:
        self.tabs.addTab(words)
        self._pages.addWidget(page)

    def _head(self) -> str:
        names = [_base(file) for file in self._report.files]
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
        if self._codes.offers:
            said.append(
                ngettext(
                    "{count} code of the files is not in this project's codebook as it is there.",
                    "{count} codes of the files are not in this project's codebook as they are there.",
                    len(self._codes.offers),
                ).format(count=len(self._codes.offers))
            )
        by_hand = [each.name for each in self._report.newcomers if each.by_hand]
        if by_hand:
            words = _(
                "Rows by hand name {names}: taken as the one of that name here, see “People”."
            )
            said.append(words.format(names=", ".join(by_hand)))
        said += map(_hidden, self._report.hidden.items())
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
        self._none.setVisible(empty and bool(self._report.items))  # else it stands on no page

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        said = index.siblingAtColumn(self.items.columnCount() - 1).data()
        self.reason.setText(str(said or ""))
        self.reason.setVisible(bool(said))

    @Slot()
    def _on_reset(self) -> None:
        self._on_row(QModelIndex())


def _hidden(counted: tuple[str, int]) -> str:
    """What is said of colleagues' rows that are not to be seen yet."""
    draft, n = counted
    said = ngettext(
        "{n} row of colleagues is only counted: hidden until you have finished {draft}.",
        "{n} rows of colleagues are only counted: hidden until you have finished {draft}.",
        n,
    )
    return said.format(n=n, draft=draft or _("every draft you are to read"))


def _base(file: str) -> str:
    return file.replace("\\", "/").rsplit("/", 1)[-1]
