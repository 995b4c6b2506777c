# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second document beside the one that is read, with its head: which it is, what is said of it, a switch
and a way to close it. What it is for is said by those who build on it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.ui.quiet_button import quiet_button
from annotator.ui.viewer.beside.beside_keys import BesideKeys
from annotator.ui.viewer.reader import Reader


class SecondSide(QWidget):
    """Pages one looks at and does not tag.

    Attributes:
        reader: shows the pages; nothing in it can be tagged.
        which: names what is shown, and what else could be.
        hold: the switch.
        shut: the button that closes.

    Signals:
        chosen: place of another entry in `which`.
        held: whether the switch is down.
        close_requested: it is wanted no more.
    """

    chosen = Signal(int)
    held = Signal(bool)
    close_requested = Signal()

    def __init__(
        self,
        name: str,
        *,
        pages: str,
        which: str,
        hold: QToolButton,
        shut: QToolButton,
        spawn: Callable[[str], PdfClient] | None,
    ) -> None:
        """Build it.

        Args:
            name: of the whole, for screen readers.
            pages: likewise of its pages.
            which: likewise of the list of what can be shown.
            hold: the switch; see `labelled`.
            shut: closes it.
            spawn: starts a PDF worker of a role.
        """
        super().__init__()
        self.setObjectName("beside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.reader = Reader(spawn=spawn)
        self._read_only(pages)
        self.which = QComboBox()
        self.which.setAccessibleName(which)
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setMinimumContentsLength(12)
        self.which.activated.connect(self.chosen)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("quiet", True)
        self.hold, self.shut = hold, shut
        hold.setCheckable(True)
        hold.toggled.connect(self.held)
        shut.clicked.connect(self.close_requested)
        self._pages = QStackedWidget()
        self._nothing = QWidget()
        for page in (self._nothing, self.reader):
            self._pages.addWidget(page)
        self._arrange()
        self.keys = BesideKeys(self.reader.view)
        self.keys.let_go_requested.connect(self.close_requested)
        self.reader.password_needed.connect(self._on_password_needed)

    def _read_only(self, name: str) -> None:
        view = self.reader.view
        view.bare = True
        view.setAccessibleName(name)
        for watched in (view, view.viewport()):  # an area is marked to be tagged
            watched.removeEventFilter(view.area)

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(12, 4, 8, 2)
        self._head.setSpacing(4)
        self._head.addWidget(self.which, 1)
        self._head.addWidget(self.hold)
        self._head.addWidget(self.shut)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 6)
        said.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(said)
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(200)

    @property
    def sentence(self) -> str:
        """What the head says of what is shown."""
        return self._said.text()

    def focus_in(self) -> None:
        """Give the keyboard to what shows."""
        shown = self._pages.currentWidget()
        wanted = self.which if shown is None or shown is self._nothing else shown
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_pages(self) -> None:
        """The reader has, or gets, a document."""
        self._pages.setCurrentWidget(self.reader)

    def show_nothing(self) -> None:
        """No pages."""
        self._pages.setCurrentWidget(self._nothing)

    @Slot(bool)
    def _on_password_needed(self, _again: bool) -> None:
        name = self.which.currentText()
        self.reader.refuse(name, _("It wants a password: open it as a draft, and give it there."))


def labelled(words: str, name: str) -> QToolButton:
    """A button of the head; `name` is its tool tip, and what a screen reader says."""
    return quiet_button(words, told=name, name=name)
