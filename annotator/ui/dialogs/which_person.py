# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which of the people a plan names one is. Keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence

_KEYS = 9
_IN_SIGHT = 10


@dataclass(frozen=True, slots=True)
class Planned:
    """A person of the plan, and the articles they read; "" for all."""

    name: str
    articles: str = ""


class WhichPersonDialog(FramedDialog):
    """A button for each person, with a digit as its key.

    Attributes:
        people: the buttons, as the plan has them.
        other: the one for who is not among them.

    Signals:
        chosen: a name.
        other_requested: they are somebody else.
    """

    chosen = Signal(str)
    other_requested = Signal()

    def __init__(
        self,
        people: Sequence[Planned],
        parent: QWidget | None = None,
        *,
        first: str = "",
        hidden: bool = False,
        acting: str = "",
    ) -> None:
        """Ask.

        Args:
            people: of the plan.
            parent: the window.
            first: the name that Enter takes; the first one where it is none of them.
            hidden: colleagues' work is hidden until they have said who they are.
            acting: the name of whoever acts now; "" where nobody has said it.
        """
        super().__init__(_("Who reviews"), parent)
        self.column.addWidget(heading(_("Which of these are you?")))
        self._tell(acting, hidden=hidden)
        self.column.addSpacing(8)
        self.people = [self._button(n, one) for n, one in enumerate(people, 1)]
        self.other = _choice(_("{key}   Somebody else…").format(key=0))
        self.other.clicked.connect(self.other_requested)
        self._arrange()
        self.finish_with("", cancel=_("Cancel") if acting else _("Only look"))
        names = [one.name for one in people]
        at = names.index(first) if first in names else 0
        self.people[at].setDefault(True)
        self.people[at].setFocus()
        self.setMinimumWidth(480)

    def _tell(self, acting: str, *, hidden: bool) -> None:
        said = [_("The plan of this project names them. What you tag bears your name.")]
        if acting:
            said.append(_("You review as {name} now.").format(name=acting))
        else:
            said.append(
                _("You can look without saying it: you are asked again before the first tag.")
            )
        if hidden:
            said.append(
                _("This team reads blind: colleagues' work is hidden until you have said it.")
            )
        self.column.addWidget(sentence(" ".join(said), quiet=True))

    def _arrange(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in (*self.people, self.other):
            column.addWidget(button)
        if len(self.people) < _IN_SIGHT:
            self.column.addWidget(holder)
            return
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setMinimumHeight(_IN_SIGHT * (self.other.sizeHint().height() + 4))
        self.column.addWidget(area)

    def _button(self, number: int, one: Planned) -> QPushButton:
        words = f"{one.name} · {one.articles}" if one.articles else one.name
        key = str(number) if number <= _KEYS else " "
        made = _choice(f"{key}   {words}".replace("&", "&&"))
        made.setAccessibleName(words)
        made.clicked.connect(partial(self.chosen.emit, one.name))
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses; so do arrows and Enter."""
        key = event.text()
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if key == "0":
            self.other.click()
        elif key.isdecimal() and int(key) <= min(_KEYS, len(self.people)):
            self.people[int(key) - 1].click()
        elif step is not None:
            self.focusNextPrevChild(step)
        else:
            super().keyPressEvent(event)


def _choice(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("choice", True)
    return made
