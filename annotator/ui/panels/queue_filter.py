# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the waiting passages are listed: a menu by verdict, by reviewer, by code. Looks at no item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from annotator.i18n import _
from annotator.ui.models.queue_list import ORDER, QueueRow, Wanted
from annotator.ui.panels.choice_menu import add_choice, menu_button
from annotator.ui.panels.queue_words import verdict_name


class QueueFilter(QObject):
    """A button with a menu.

    Signals:
        asked: the Wanted that holds from now on.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.button = menu_button(_("Show only"), _("By verdict, by reviewer, by code"))
        self.wanted = Wanted()
        self._rows: Sequence[QueueRow] = ()
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._on_menu)
        self.button.setMenu(self.menu)

    def offer(self, rows: Sequence[QueueRow]) -> None:
        """What can be asked for; what is asked for and there no more is let go of."""
        self._rows = rows
        wanted = self.wanted
        if wanted.verdict and not any(row.verdict == wanted.verdict for row in rows):
            wanted = replace(wanted, verdict="")
        if wanted.code and not any(wanted.code in row.families for row in rows):
            wanted = replace(wanted, code="")
        self.button.setVisible(bool(rows))
        self.ask(wanted)

    def ask(self, wanted: Wanted) -> None:
        """Ask for these from now on."""
        changed, self.wanted = wanted != self.wanted, wanted
        said = [verdict_name(wanted.verdict)] if wanted.verdict else []
        said += [_("mine")] if wanted.mine else []
        said += [wanted.code] if wanted.code else []
        self.button.setText(f"{', '.join(said) or _('Show only')} ▾")
        if changed:
            self.asked.emit(wanted)

    @Slot()
    def _on_menu(self) -> None:
        self.menu.clear()
        wanted, rows = self.wanted, self._rows
        self._group(
            self.menu, "verdict", wanted.verdict,
            [("", _("Every verdict"))] + [
                (one, f"{verdict_name(one)} ({count})")
                for one in ORDER
                if (count := sum(row.verdict == one for row in rows))
            ],
        )  # fmt: skip
        self.menu.addSeparator()
        mine = sum(row.mine for row in rows)
        self._group(
            self.menu, "mine", wanted.mine,
            [(False, _("Everybody's")), (True, _("Mine ({n})").format(n=mine))],
        )  # fmt: skip
        self.menu.addSeparator()
        within = self.menu.addMenu(_("Code"))
        counts = Counter(name for row in rows for name in row.families)
        offered: list[tuple[Any, str]] = [("", _("Every code"))]
        offered += [(name, f"{name} ({counts[name]})") for name in sorted(counts)]
        self._group(within, "code", wanted.code, offered)

    def _group(
        self, menu: QMenu, field: str, now: object, offered: Sequence[tuple[Any, str]]
    ) -> None:
        group = QActionGroup(menu)
        for value, words in offered:
            action = add_choice(group, menu, words, (field, value), holds=value == now)
            action.triggered.connect(self._on_offered)

    @Slot()
    def _on_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            field, value = action.data()
            self.ask(replace(self.wanted, **{field: value}))
