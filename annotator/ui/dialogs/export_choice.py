# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which annotations go into a file. Writes nothing."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence

EVERYTHING, DRAFT, MINE = "everything", "draft", "mine"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes into the file.

    Attributes:
        which: EVERYTHING, DRAFT or MINE.
        deleted: rows of deleted tags too; colleagues need them, readers do not.
    """

    which: str = EVERYTHING
    deleted: bool = True


class ExportChoice(FramedDialog):
    """Everything, this draft, or one's own; with or without what was deleted."""

    def __init__(self, draft: str, reviewer: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Export annotations"), parent)
        self.buttons = {EVERYTHING: QRadioButton(_("&Everything in this project"))}
        if draft:
            self.buttons[DRAFT] = QRadioButton(_("The &draft shown: {draft}").format(draft=draft))
        if reviewer:
            self.buttons[MINE] = QRadioButton(_("Only what is &mine: {name}").format(name=reviewer))
        self._group = QButtonGroup(self)
        self.report = QCheckBox(_("Leave out what was &deleted"))
        self._hint = sentence("", quiet=True)
        self._hint.setMinimumHeight(self._hint.fontMetrics().lineSpacing() * 2)
        self.column.addWidget(heading(_("What goes into the file?")))
        self.column.addSpacing(4)
        for button in self.buttons.values():
            self._group.addButton(button)
            self.column.addWidget(button)
        self.column.addSpacing(8)
        self.column.addWidget(self.report)
        self.column.addWidget(self._hint)
        self.column.addStretch(1)
        self.finish_with(_("Choose the file…"))
        self.buttons[EVERYTHING].setChecked(True)
        self.report.toggled.connect(self._on_toggled)
        self._on_toggled()
        self.setMinimumWidth(480)
        self.buttons[EVERYTHING].setFocus()

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        which = next(name for name, button in self.buttons.items() if button.isChecked())
        return Chosen(which, deleted=not self.report.isChecked())

    @Slot()
    def _on_toggled(self) -> None:
        said = _(
            "A CSV file for colleagues to merge, and for any spreadsheet. Deletions travel in it."
        )
        if self.report.isChecked():
            said = _("For a report: colleagues who merge this file do not learn of deletions.")
        self._hint.setText(said)
        self.report.setAccessibleDescription(said)
