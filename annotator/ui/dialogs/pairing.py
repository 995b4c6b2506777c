# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows why two provisions stand together, and asks whether they should. Keeps nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)  # fmt: skip

from annotator.domain.alignment.change_words import change_name
from annotator.domain.alignment.side_by_side import ChangeRow
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.dialogs.offered import offer_anywhere
from annotator.ui.models import change_telling

Provisions = tuple[tuple[str, str], ...]
"""Path and title of each provision of a draft."""


class PairingDialog(FramedDialog):
    """Confirm, choose another one, say that there is none, or take back what was said.

    Signals:
        given: path in the older draft and in the newer one ("" for none), whether they belong
            together, and why.
        taken_back: uid of what was said.
    """

    given = Signal(str, str, bool, str)
    taken_back = Signal(str)

    def __init__(
        self,
        row: ChangeRow,
        older: Provisions,
        newer: Provisions,
        *,
        read_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            row: the change whose pairing it is.
            older: what can be chosen in the older draft.
            newer: likewise in the newer one.
            read_only: nothing can be said.
            parent: the window.
        """
        super().__init__(_("Pairing"), parent)
        self._row = row
        change = row.change
        self.column.addWidget(heading(change_name(change)))
        if change.title:
            self.column.addWidget(sentence(change.title))
        self.why = sentence(change_telling.pairing(change.pair), quiet=True)
        self.column.addWidget(self.why)
        self.column.addSpacing(8)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self.became, self.was = _list(newer), _list(older)
        for field, name in (
            (self.became, _("In the newer draft")),
            (self.was, _("In the older draft")),
        ):
            field.setAccessibleName(name)
            if line := field.lineEdit():
                line.setAccessibleName(name)
            field.editTextChanged.connect(self._on_typed)
        self._offer()
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Why, if it is worth a word"))
        self.note.setAccessibleName(_("Why"))
        if not read_only:
            self.column.addWidget(self.note)
        self.back = QPushButton(_("Take back what was said"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._on_back)
        self.back.setVisible(bool(row.said) and not read_only)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish_with("" if read_only else _("Keep"), cancel=_("Close") if read_only else "")
        for each in self._group.buttons():
            each.setEnabled(not read_only)
        self.setMinimumWidth(520)
        self._group.buttonToggled.connect(self._on_typed)
        self._on_typed()
        self._group.buttons()[0].setFocus()

    def _offer(self) -> None:
        a, b = self._row.change.a, self._row.change.b
        if a and b:
            self._choice("lock", _("&They belong together: keep it so"))
        elif a:
            self._choice("alone", _("It is &gone: nothing answers to it"))
        else:
            self._choice("alone", _("It is &new: nothing answers to it"))
        if a:
            said = _("{path} of the older draft &became").format(path=a)
            self._choice("became", said, self.became)
        if b:
            said = _("{path} of the newer draft &was").format(path=b)
            self._choice("was", said, self.was)
        if a and b:
            self._choice("apart", _("They do &not belong together"))
        self._group.buttons()[0].setChecked(True)

    def _choice(self, name: str, words: str, field: QWidget | None = None) -> None:
        button = QRadioButton(words)
        self._group.addButton(button)
        self.choices[name] = button
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(button)
        if field is not None:
            line.addWidget(field, 1)
        self.column.addLayout(line)

    @property
    def chosen(self) -> str:
        """Which answer is chosen."""
        return next(name for name, each in self.choices.items() if each.isChecked())

    @Slot()
    def _on_typed(self, *_what: object) -> None:
        field = {"became": self.became, "was": self.was}.get(self.chosen)
        sender = self.sender()
        for name, each in (("became", self.became), ("was", self.was)):
            if sender is each and each.hasFocus() and name in self.choices:
                self.choices[name].setChecked(True)
                field = each
        self.primary.setEnabled(field is None or bool(_path(field)))

    def _on_primary(self) -> None:
        a, b = self._row.change.a, self._row.change.b
        answers = {
            "lock": (a, b, True), "became": (a, _path(self.became), True),
            "was": (_path(self.was), b, True), "apart": (a, b, False), "alone": (a, b, False),
        }  # fmt: skip
        self.primary.setEnabled(False)
        self.given.emit(*answers[self.chosen], self.note.text().strip())

    @Slot()
    def _on_back(self) -> None:
        self.back.setEnabled(False)
        self.taken_back.emit(self._row.said)


def _list(provisions: Provisions) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for path, title in provisions:
        made.addItem(f"{path}   {title}".rstrip(), path)
    made.setEditText("")
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(24)
    if completer := made.completer():
        offer_anywhere(completer)
    return made


def _path(field: QComboBox) -> str:
    """The provision chosen, or typed."""
    typed = field.currentText().strip()
    at = field.findText(typed)
    return str(field.itemData(at)) if at >= 0 else typed
