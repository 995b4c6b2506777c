# SPDX-License-Identifier: AGPL-3.0-or-later
"""The answers to a disagreement as buttons, each with its key. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.domain.agreement.dispute_words import shortest
from annotator.i18n import _
from annotator.ui.models.dispute_table import KEYS

_PAD = 16
_MOST = 5
"""Reviewers that have a button; the others have their digit."""


class AgreementAnswers(QWidget):
    """One button for each reviewer, one for all, for none, and for the next one.

    Signals:
        taken: the number of a reviewer, from 1.
        all_taken: all codes anybody gave.
        none_taken: no concern.
        next_requested: the next open disagreement.
    """

    taken = Signal(int)
    all_taken = Signal()
    none_taken = Signal()
    next_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self.people: list[QPushButton] = []
        self.everything = _button(_("A  All"), _("The team takes every code that anybody gave"))
        self.nothing = _button(_("0  None"), _("The team has no concern here"))
        self.next = _button(_("N  Next"), _("Go to the next one that is open"))
        self.everything.clicked.connect(self.all_taken)
        self.nothing.clicked.connect(self.none_taken)
        self.next.clicked.connect(self.next_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_PAD, 4, _PAD, 8)
        self._row.setSpacing(8)
        for button in (self.everything, self.nothing, self.next):
            self._row.addWidget(button)
        self._row.addStretch(1)

    def show_names(self, names: Sequence[str]) -> None:
        """Reviewers in the order of their digits."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for button in self.people:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.people = []
        for number, short in enumerate(shortest(names)[: min(_MOST, KEYS)], start=1):
            told = _("The team takes what {name} said").format(name=names[number - 1])
            button = _button(f"{number}  {short}".replace("&", "&&"), told)
            button.setProperty("number", number)
            button.clicked.connect(self._on_taken)
            self._row.insertWidget(number - 1, button)
            self.people.append(button)

    def set_usable(self, on: bool) -> None:
        """Whether the team can decide now."""
        for button in (*self.people, self.everything, self.nothing):
            button.setEnabled(on)

    @Slot()
    def _on_taken(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.taken.emit(int(sender.property("number")))


def _button(text: str, told: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(told)
    button.setAccessibleName(told)
    return button
