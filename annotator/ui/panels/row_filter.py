# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line one filters the passages table with, and a menu of what is asked for often. Looks at no rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from annotator.domain.row_query import PROPOSED, Query, has_term, parse, with_term
from annotator.domain.tag import TEXT_STATUSES
from annotator.i18n import _
from annotator.ui.feedback import announce
from annotator.ui.panels.choice_menu import menu_button
from annotator.ui.panels.inputs import LineField, offer_clearing
from annotator.ui.panels.vocabulary import title, words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

PAUSE = 150
"""Milliseconds without a key after which what was typed is looked for."""

Choices = Sequence[tuple[str, str]]
"""Words on screen, and what to filter for."""


class FilterField(LineField):
    """A line that lets go of the keyboard downwards.

    Signals:
        entered: Enter or Down: on to the rows.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties; in an empty line it is the window's."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class RowFilter(QWidget):
    """The line, what is wrong with it, and the menu. Further widgets may stand beside the line.

    Signals:
        asked: the Query that holds from now on.
        entered: on to the rows.
    """

    asked = Signal(object)
    entered = Signal()

    def __init__(self, choices: Callable[[str], Choices], parent: QWidget | None = None) -> None:
        """Build the line.

        Args:
            choices: what can be asked for, by key: `by`, `draft`, `code`; fetched when the menu opens.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._choices = choices
        self.query = Query()
        self.field = FilterField()
        self.field.setPlaceholderText(
            _("Filter: words, code:SAF, severity>=3, by:ana, is:conflict …")
        )
        self.field.setAccessibleName(_("Filter the passages"))
        self.field.setToolTip(_explained())
        offer_clearing(self.field)
        self.button = menu_button(_("Show only"), _("Filters one needs often"))
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._on_menu)
        self.button.setMenu(self._menu)
        self._fault = QLabel()
        self._fault.setObjectName("fault")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.field, 1)
        self.line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.line)
        column.addWidget(self._fault)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.apply)
        self.field.textChanged.connect(self._on_typed)
        self.field.entered.connect(self._on_entered)

    def beside(self) -> QBoxLayout:
        """Where further widgets go, after the menu."""
        return self.line

    def ask(self, typed: str) -> None:
        """Filter for this from now on, as if it had been typed."""
        self.field.setText(typed)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Let what is typed hold now."""
        self._pause.stop()
        query = parse(self.field.text())
        said = query.fault.message if query.fault else ""
        if said and said != self._fault.text():
            announce(self.field, said)
        self._fault.setText(said)
        self._fault.setVisible(bool(said))
        self.field.setAccessibleDescription(said or _explained())
        if query.terms != self.query.terms:
            self.query = query
            self.asked.emit(query)

    @Slot()
    def _on_typed(self) -> None:
        if self.field.text():
            self._pause.start()
        else:
            self.apply()

    @Slot()
    def _on_entered(self) -> None:
        self.apply()
        self.entered.emit()

    # -- the menu --------------------------------------------------------------------------------

    @Slot()
    def _on_menu(self) -> None:
        """Fill the menu with what there is now."""
        self._menu.clear()
        for text, value in _states():
            self._offer(self._menu, text, "is", value)
        self._offer(self._menu, _("Serious and red lines"), "severity", "3-4")
        self._offer(self._menu, _("Carried over from an older draft"), "carried", "yes")
        self._menu.addSeparator()
        titles = {"by": _("Reviewer"), "draft": _("Draft"), "code": _("Family of codes")}
        for key, called in titles.items():
            offered = self._choices(key)
            within = self._menu.addMenu(called)
            within.setEnabled(bool(offered))
            for text, value in offered:
                self._offer(within, text, key, value)
        within = self._menu.addMenu(title("text_status"))
        self._offer(within, _("Proposed by brackets, not confirmed"), "status", PROPOSED)
        for status in TEXT_STATUSES:
            self._offer(within, words(status, "text_status"), "status", status)
        self._menu.addSeparator()
        everything = self._menu.addAction(_("Everything"))
        everything.setEnabled(bool(self.field.text()))
        everything.triggered.connect(self._on_everything)

    def _offer(self, menu: QMenu, text: str, key: str, value: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        typed = self.field.text()
        action.setChecked(has_term(typed, key, value))
        action.setData(with_term(typed, key, value))
        action.triggered.connect(self._on_offered)

    @Slot()
    def _on_offered(self) -> None:
        action = self.sender()
        data = getattr(action, "data", None)
        if data is not None:
            self.ask(str(data()))

    @Slot()
    def _on_everything(self) -> None:
        self.ask("")


def _states() -> tuple[tuple[str, str], ...]:
    return (
        (_("My own"), "mine"),
        (_("Of the others"), "theirs"),
        (_("In conflict"), "conflict"),
        (_("With comments"), "commented"),
        (_("Marks on provisions"), "mark"),
        (_("What is missing"), "absent"),
        (_("Not found again in the text"), "unplaced"),
    )


def _explained() -> str:
    """The language in a few lines."""
    return "\n".join(
        (
            _(
                "Words must all occur, in the quote, the note, the wording, the code, the provision."
            ),
            _("“two words” looks for both together; -word leaves out what has it."),
            _("code:SAF   code:SAF,PRV-1   -code:PRV   by:ana   draft:Rev.2   provision:28"),
            _("severity>=3   stance:weakens   recommendation:delete   page:12   page:10-20"),
            _(
                "status:bracketed   status:? for a status that brackets propose and nobody confirmed"
            ),
            _(
                "is:mine   is:theirs   is:conflict   is:commented   is:mark   is:absent   is:unplaced"
            ),
            _(
                "carried:yes   outcome:narrowed   what came from an older draft, and what was said of it"
            ),
        )
    )
