# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which provision of which reference a passage or provision answers to. Links nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QPlainTextEdit, QWidget

from annotator.domain.counterpart import Link
from annotator.domain.instrument import Instrument
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence


class LinkDialog(FramedDialog):
    """Reference, provision and a note on the difference.

    Signals:
        given: id of the reference, provision, note.
    """

    given = Signal(str, str, str)

    def __init__(
        self,
        what: str,
        quote: str,
        instruments: Mapping[str, Instrument],
        *,
        first: Link,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            what: path of the provision that is, or holds, what is linked.
            quote: words of the passage, "" for a provision.
            instruments: to choose from, by id.
            first: what to begin with; an own link whose note is changed, or a guess.
            parent: the window.
        """
        super().__init__(_("Link to a counterpart"), parent)
        self._instruments = instruments
        self.column.addWidget(heading(what))
        if quote:
            self.column.addWidget(sentence(f"\u201c{quote}\u201d", quiet=True))
        self.instrument = QComboBox()
        for one in instruments.values():
            self.instrument.addItem(one.short, one.id)
        self.instrument.setCurrentIndex(max(self.instrument.findData(first.instrument), 0))
        self.provision = QComboBox()
        self.provision.setEditable(True)
        self.provision.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.note = QPlainTextEdit(first.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 4 + 18)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("&Reference"), self.instrument), (_("&Provision"), self.provision),
            (_("How they &differ"), self.note),
        )  # fmt: skip
        for words, field in fields:
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(words, field)
        if line := self.provision.lineEdit():
            line.setAccessibleName(self.provision.accessibleName())
        self.column.addSpacing(8)
        self.column.addLayout(form)
        self.finish_with(_("Link"))
        self.setMinimumWidth(560)
        self.instrument.currentIndexChanged.connect(self._on_instrument)
        self.provision.editTextChanged.connect(self._on_typed)
        self._on_instrument()
        self.provision.setEditText(first.provision)
        (self.note if first.provision else self.provision).setFocus()

    @Slot()
    def _on_instrument(self) -> None:
        one = self._instruments.get(str(self.instrument.currentData()))
        self.provision.clear()
        for article in one.articles if one else ():
            self.provision.addItem(f"{article.path}   {article.title}", article.path)
        self.provision.setEditText("")

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.primary.setEnabled(bool(typed.strip()))

    def _on_primary(self) -> None:
        typed = self.provision.currentText().strip()
        at = self.provision.findText(typed)
        path = str(self.provision.itemData(at)) if at >= 0 else typed
        if path:
            self.primary.setEnabled(False)
            note = self.note.toPlainText().strip()
            self.given.emit(str(self.instrument.currentData()), path, note)
