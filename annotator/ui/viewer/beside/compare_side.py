# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other draft of a comparison with its head: its pages, or both drafts as one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.ui.viewer.beside.second_side import SecondSide, labelled
from annotator.ui.viewer.text.redline_pane import RedlinePane

_SIZE = 13
"""Of the one text's type, in points, at first."""


class CompareSide(SecondSide):
    """The switch of its head keeps the two scrolled together.

    Signals:
        text_wanted: whether both are wanted as one text.
    """

    text_wanted = Signal(bool)

    def __init__(self, *, spawn: Callable[[str], PdfClient] | None = None) -> None:
        super().__init__(
            _("Compared draft"), pages=_("Pages of the compared draft"),
            which=_("Which draft to compare with"),
            hold=labelled(_("Together"), _("Scroll both drafts together")),
            shut=labelled("\u00d7", _("Close the comparison")), spawn=spawn,
        )  # fmt: skip
        self.hold.setChecked(True)
        self.redline = RedlinePane()
        self.redline.set_size(_SIZE)
        self._pages.addWidget(self.redline)
        self.in_words = self._switch(_("In words"), _("Write out what was deleted and inserted"))
        self.in_words.setChecked(self.redline.in_words)
        self.in_words.toggled.connect(self.redline.say_in_words)
        self.in_words.hide()
        self.one_text = self._switch(_("One text"), _("Both drafts as one text"))
        self.one_text.toggled.connect(self.text_wanted)
        self.redline.let_go_requested.connect(self.close_requested)
        self.show_text(False)

    def _switch(self, words: str, name: str) -> QToolButton:
        made = labelled(words, name)
        made.setCheckable(True)
        self._head.insertWidget(self._head.indexOf(self.hold), made)
        return made

    def show_drafts(self, names: Sequence[str], at: int, said: str) -> None:
        """The drafts to choose from, which of them is shown, and what is said of it."""
        if [self.which.itemText(row) for row in range(self.which.count())] != list(names):
            self.which.clear()
            self.which.addItems(list(names))
        self.which.setCurrentIndex(at)
        self._said.setText(said)

    def show_text(self, on: bool) -> None:
        """The one text, or the pages."""
        self.in_words.setVisible(on)
        self._pages.setCurrentWidget(self.redline if on else self.reader)
        self.setFocusProxy(self.redline if on else self.reader)

    @property
    def text_shows(self) -> bool:
        """Whether the one text shows."""
        return self._pages.currentWidget() is self.redline
