# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks who reviews. Keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class ReviewerDialog(FramedDialog):
    """Name and organisation.

    Signals:
        given: name, organisation.
    """

    given = Signal(str, str)

    def __init__(self, name: str, organisation: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Who reviews"), parent)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(_("Name"))
        self.organisation = QLineEdit(organisation)
        self.organisation.setAccessibleName(_("Organisation"))
        self.organisation.setPlaceholderText(_("may stay empty"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(_("&Name"), self.name)
        form.addRow(_("&Organisation"), self.organisation)
        self.column.addWidget(heading(_("Who reviews?")))
        self.column.addWidget(
            sentence(
                _("Each tag carries this name, and colleagues read it in the files you export. It is "
                  "kept on this computer. Tags made under another name keep that name."),
                quiet=True,
            )
        )  # fmt: skip
        self.column.addSpacing(8)
        self.column.addLayout(form)
        self.finish_with(_("Review as this person"))
        self.name.textChanged.connect(self._on_text_changed)
        self._on_text_changed()
        self.setMinimumWidth(480)
        self.name.setFocus()
        self.name.selectAll()

    def _on_primary(self) -> None:
        self.primary.setEnabled(False)
        self.given.emit(self.name.text().strip(), self.organisation.text().strip())

    @Slot()
    def _on_text_changed(self) -> None:
        self.primary.setEnabled(bool(self.name.text().strip()))
