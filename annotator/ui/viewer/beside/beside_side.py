# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second document with its head: which counterpart it shows, how close it is, hold and close."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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

from annotator.domain.counterpart import Beside
from annotator.domain.instrument import Instrument
from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.ui.models.correspondence_words import certainty_words, relation_words
from annotator.ui.viewer.beside.beside_card import BesideCard
from annotator.ui.viewer.beside.beside_keys import BesideKeys
from annotator.ui.viewer.reader import Reader


class BesideSide(QWidget):
    """One counterpart out of those there are, its pages or what is known of it.

    Attributes:
        reader: shows the pages; nothing in it can be tagged.

    Signals:
        chosen: place of another counterpart in the list.
        held: whether it stays while one reads on in the draft.
        close_requested: it is wanted no more.
        add_requested: the PDF of what is shown is to be added.
    """

    chosen = Signal(int)
    held = Signal(bool)
    close_requested = Signal()
    add_requested = Signal()

    def __init__(self, *, spawn: Callable[[str], PdfClient] | None = None) -> None:
        super().__init__()
        self.setObjectName("beside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Counterpart"))
        self.reader = Reader(spawn=spawn)
        self._read_only()
        self.card = BesideCard()
        self.which = QComboBox()
        self.which.setAccessibleName(_("Which counterpart"))
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setMinimumContentsLength(12)
        self.which.activated.connect(self.chosen)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setProperty("quiet", True)
        self.hold = _button(_("Hold"), _("Keep this in place while you read on in the draft"))
        self.hold.setCheckable(True)
        self.hold.toggled.connect(self.held)
        self.shut = _button("\u00d7", _("Close the counterpart"))
        self.shut.clicked.connect(self.close_requested)
        self._pages = QStackedWidget()
        self._nothing = QWidget()
        for page in (self._nothing, self.reader, self.card):
            self._pages.addWidget(page)
        self._arrange()
        keys = BesideKeys(self.reader.view)
        keys.let_go_requested.connect(self.close_requested)
        self.card.let_go_requested.connect(self.close_requested)
        self.card.add_requested.connect(self.add_requested)
        self.reader.password_needed.connect(self._on_password_needed)

    def _read_only(self) -> None:
        view = self.reader.view
        view.bare = True
        view.setAccessibleName(_("Pages of the counterpart"))
        for watched in (view, view.viewport()):  # an area is marked to be tagged
            watched.removeEventFilter(view.area)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.which, 1)
        row.addWidget(self.hold)
        row.addWidget(self.shut)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 6)
        said.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(said)
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(200)

    @property
    def sentence(self) -> str:
        """What the head says of the counterpart."""
        return self._said.text()

    def focus_in(self) -> None:
        """Give the keyboard to what shows."""
        parts: tuple[QWidget, ...] = (self.which, self.reader, self.card)
        parts[self._pages.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_choices(self, of: str, found: Sequence[Beside], at: int) -> None:
        """Name the counterparts of a provision, and tell of one of them."""
        self.which.clear()
        for beside in found:
            self.which.addItem(f"{beside.path}   {beside.name}")
        self.which.setCurrentIndex(at)
        self.which.setToolTip(_("Counterparts of {path}").format(path=of))
        self._said.setText(told(of, found[at]))

    def show_none(self, of: str, reason: str, *, blank: bool) -> None:
        """A provision without counterpart; the pages stay as they are, unless they are to be blank."""
        if blank:
            self.show_nothing()
        self.which.clear()
        self.which.addItem(of or "\u2013")
        self._said.setText(reason)

    def show_pages(self) -> None:
        """The reader has, or gets, a document."""
        self._pages.setCurrentWidget(self.reader)

    def show_card(self, what: Instrument, path: str, *, may_add: bool) -> None:
        """What is known of a reference that is not here."""
        self.card.show_instrument(what, path, may_add=may_add)
        self._pages.setCurrentWidget(self.card)

    def show_nothing(self) -> None:
        """Neither pages nor a card."""
        self._pages.setCurrentWidget(self._nothing)

    @Slot(bool)
    def _on_password_needed(self, _again: bool) -> None:
        name = self.which.currentText()
        self.reader.refuse(name, _("It wants a password: open it as a draft, and give it there."))


def told(of: str, beside: Beside) -> str:
    """What there is to say of a counterpart, in one or two lines."""
    doubt = "" if beside.certainty in ("", "verified") else certainty_words(beside.certainty)
    title = " ".join(filter(None, (beside.title or beside.heading, f"({doubt})" if doubt else "")))
    by_hand = _("linked by hand") if beside.link else ""
    how = ", ".join(filter(None, (relation_words(beside.relation), by_hand)))
    facts = [_("{path}: {how}").format(path=of, how=how) if how else of, title]
    said = " \u00b7 ".join(filter(None, facts))
    if beside.draft and not beside.page:
        said += "\n" + _("It was not found in this PDF.")
    elif not beside.sure and beside.heading:
        said += "\n" + _("The heading found there reads \u201c{heading}\u201d.").format(
            heading=beside.heading
        )
    return f"{said}\n{beside.note}" if beside.note else said


def _button(words: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName("quiet")
    made.setText(words)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
