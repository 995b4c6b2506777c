# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page of the merge preview: what of the files may be one with something here, and the choice of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import _, ngettext
from annotator.ui.dialogs.dialog_table import Table
from annotator.ui.dialogs.frame import sentence
from annotator.ui.models.taken_as import Offer, TakenAs

_WIDE = 28


class ChoicePage(QWidget):
    """Rows above, the choice for the current one below; nothing is taken as another unasked."""

    def __init__(self, model: TakenAs, *, name: str, why: str, ask: str) -> None:
        """Show.

        Args:
            model: the rows.
            name: of the list, for screen readers.
            why: a sentence above it.
            ask: words before the choice, with the letter to press.
        """
        super().__init__()
        self.model = model
        self.list = Table(model, name, self)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(_WIDE)
        self.choice.setAccessibleName(ask.replace("&", ""))
        self.every = QPushButton()
        self.every.setAutoDefault(False)
        self._told = sentence("", quiet=True)
        self._label = QLabel(ask)
        self._label.setBuddy(self.choice)
        self._offered = [row for row, each in enumerate(model.offers) if each.offered]
        self._build(why)
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.choice.activated.connect(self._on_chosen)
        self.every.clicked.connect(self._on_every)
        self.list.setCurrentIndex(model.index(0, 0))
        self._tell_every()

    def _build(self, why: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(sentence(why, quiet=True))
        self.list.fit(1)
        column.addWidget(self.list, 1)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.choice, 1)
        row.addWidget(self.every)
        column.addLayout(row)
        self.every.setVisible(len(self._offered) > 1)
        any_choice = any(each.choices for each in self.model.offers)
        self._label.setVisible(any_choice)
        self.choice.setVisible(any_choice)

    @property
    def _current(self) -> Offer | None:
        row = self.list.currentIndex().row()
        return self.model.offers[row] if 0 <= row < len(self.model.offers) else None

    @Slot(QModelIndex)
    def _on_row(self, _index: QModelIndex) -> None:
        offer = self._current
        self.choice.clear()
        self._told.setText(offer.told if offer else "")
        self._told.setVisible(bool(offer and offer.told))
        self.choice.setEnabled(bool(offer and offer.choices))
        if offer is None:
            return
        self.choice.addItem(offer.itself, "")
        for uid, words in offer.choices:
            self.choice.addItem(words, uid)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.model.taken(offer))))

    def show_taken(self) -> None:
        """Something was taken elsewhere."""
        self._on_row(QModelIndex())
        self._tell_every()

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        self.model.take(self.list.currentIndex().row(), str(self.choice.itemData(at)))
        self._tell_every()

    @property
    def _all_taken(self) -> bool:
        offers = self.model.offers
        return all(self.model.taken(offers[row]) == offers[row].offered for row in self._offered)

    def _tell_every(self) -> None:
        count = len(self._offered)
        said = ngettext("Take &all {n} as they are named", "Take &all {n} as they are named", count)
        self.every.setText(_("Take &none of them so") if self._all_taken else said.format(n=count))

    @Slot()
    def _on_every(self) -> None:
        """All that are like one here are that one; or none is, after all."""
        none = self._all_taken
        for row in self._offered:
            self.model.take(row, "" if none else self.model.offers[row].offered)
        self._on_row(QModelIndex())
        self._tell_every()
