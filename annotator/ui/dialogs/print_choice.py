# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which pages are printed and what goes along with them. Prints nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)  # fmt: skip

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.models.page_range import pages_of

INDENT = 28


@dataclass(frozen=True, slots=True)
class PrintWanted:
    """What is to be printed.

    Attributes:
        pages: of the draft, from 1.
        passages: tints, underlines and the codes' letters beside the pages.
        legend: codes and reviewers on a last page.
        notes: the passages with what is said of them, before it.
        header: draft, date and number above each page.
    """

    pages: tuple[int, ...]
    passages: bool = True
    legend: bool = True
    notes: bool = False
    header: bool = True


class PrintChoice(FramedDialog):
    """Pages, passages, legend, notes, header.

    Signals:
        print_wanted: PrintWanted, for a printer.
        file_wanted: PrintWanted, for a PDF.
    """

    print_wanted = Signal(object)
    file_wanted = Signal(object)

    def __init__(
        self, *, page: int, pages: int, tagged: bool, forbidden: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Print"), parent)
        self._page, self._pages = page, pages
        self.all = QRadioButton(_("&All {pages} pages").format(pages=pages))
        self.this = QRadioButton(_("&This page: {page}").format(page=page))
        self.some = QRadioButton(_("Pa&ges"))
        self.field = QLineEdit()
        self.passages = QCheckBox(_("Pa&ssages: tints, underlines, codes in the margin"))
        self.legend = QCheckBox(_("&Legend of codes and reviewers on a last page"))
        self.notes = QCheckBox(_("List of passages with &notes after the pages"))
        self.header = QCheckBox(_("&Header: draft, date, sheet number"))
        self.file = QPushButton(_("Save as P&DF…"))
        self._arrange(forbidden=forbidden)
        for box, on in (
            (self.passages, tagged), (self.legend, tagged), (self.notes, False), (self.header, True),
        ):  # fmt: skip
            box.setChecked(on)
        for box in (self.passages, self.legend, self.notes):
            box.setEnabled(tagged)
        self.all.setChecked(True)
        self.all.setFocus()

    def _arrange(self, *, forbidden: bool) -> None:
        self.column.addWidget(heading(_("What is printed?")))
        if forbidden:
            said = _(
                "The maker of this PDF does not allow printing. It is for you to decide whether you may."
            )
            warning = sentence(said)
            warning.setObjectName("refusal_line")
            self.column.addWidget(warning)
        self.column.addSpacing(4)
        self._group = QButtonGroup(self)
        for button in (self.all, self.this, self.some):
            self._group.addButton(button)
        self.column.addWidget(self.all)
        self.column.addWidget(self.this)
        self.field.setPlaceholderText(_("such as 3-8, 12"))
        self.field.setAccessibleName(_("Pages, such as 3-8, 12"))
        self.field.textEdited.connect(self._on_edited)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.some)
        row.addWidget(self.field, 1)
        self.column.addLayout(row)
        self.column.addSpacing(8)
        for box in (self.passages, self.legend, self.notes, self.header):
            self.column.addWidget(box)
        self.column.addStretch(1)
        self.finish_with(_("&Print…"))
        self.file.setAutoDefault(False)
        self.file.clicked.connect(self._on_file)
        last = self.column.itemAt(self.column.count() - 1)
        foot = last.layout() if last is not None else None
        if isinstance(foot, QHBoxLayout):
            foot.insertWidget(0, self.file)
        self.setMinimumWidth(480)

    @property
    def wanted(self) -> PrintWanted | None:
        """What is chosen now; None where the pages typed are none."""
        pages: tuple[int, ...] = tuple(range(1, self._pages + 1))
        if self.this.isChecked():
            pages = (self._page,)
        elif self.some.isChecked():
            try:
                pages = pages_of(self.field.text(), self._pages)
            except ValueError:
                return None
        return PrintWanted(
            pages,
            passages=self.passages.isChecked(),
            legend=self.legend.isChecked(),
            notes=self.notes.isChecked(),
            header=self.header.isChecked(),
        )

    @Slot()
    def _on_edited(self) -> None:
        self.some.setChecked(True)
        self.refuse("")

    @Slot()
    def _on_file(self) -> None:
        self._give(self.file_wanted)

    def _on_primary(self) -> None:
        self._give(self.print_wanted)

    def _give(self, signal: object) -> None:
        wanted = self.wanted
        if wanted is None:
            said = _("There are no such pages. This draft has pages 1 to {pages}.")
            self.refuse(said.format(pages=self._pages))
            self.field.setFocus()
            return
        signal.emit(wanted)  # type: ignore[attr-defined]
        self.accept()
