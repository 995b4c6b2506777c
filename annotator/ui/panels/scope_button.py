# SPDX-License-Identifier: AGPL-3.0-or-later
"""What agreement is asked for: which units, of which drafts. A button with a menu."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.domain.agreement.dispute_words import unit_words
from annotator.domain.agreement.survey import ARTICLE, PASSAGE, SMALLEST, Scope
from annotator.i18n import _
from annotator.ui.panels.choice_menu import add_choice

_UNITS = (
    Scope(level=ARTICLE), Scope(level=SMALLEST), Scope(level=PASSAGE, tolerance=0), Scope(level=PASSAGE),
    Scope(level=PASSAGE, tolerance=8),
)  # fmt: skip


class ScopeButton(QToolButton):
    """Says what is compared; opens by mouse and by Space.

    Signals:
        chosen: a Scope without drafts, and whether it is of all drafts.
    """

    chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.scope, self.all_drafts = _UNITS[0], False
        self.setObjectName("quiet")
        self.setToolTip(_("What is compared"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._group, self._drafts = QActionGroup(self._menu), QActionGroup(self._menu)
        for one in _UNITS:
            self._offer(self._group, _capital(unit_words(one)), one)
        self._menu.addSeparator()
        self._offer(self._drafts, _("Of this draft"), False)
        self._offer(self._drafts, _("Of all drafts"), True)
        self.setMenu(self._menu)
        self._show()

    def _offer(self, group: QActionGroup, words: str, value: object) -> None:
        add_choice(group, self._menu, words, value).triggered.connect(self._on_offered)

    def choose(self, scope: Scope, *, all_drafts: bool) -> None:
        """Ask for something else."""
        self.scope, self.all_drafts = replace(scope, drafts=()), all_drafts
        self._show()
        self.chosen.emit(self.scope, self.all_drafts)

    @Slot()
    def _on_offered(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        value = action.data()
        if isinstance(value, Scope):
            self.choose(value, all_drafts=self.all_drafts)
        else:
            self.choose(self.scope, all_drafts=bool(value))

    def _show(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self.scope)
        for action in self._drafts.actions():
            action.setChecked(action.data() == self.all_drafts)
        drafts = _("all drafts") if self.all_drafts else _("this draft")
        words = _("{units} · {drafts}").format(
            units=_capital(unit_words(self.scope)), drafts=drafts
        )
        self.setText(f"{words} ▾")
        self.setAccessibleName(_("What is compared: {what}").format(what=words))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
