# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second document with its head: which counterpart it shows, how close it is, hold and close."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from annotator.domain.counterpart import Beside
from annotator.domain.instrument import Instrument
from annotator.i18n import _
from annotator.pdf.client import PdfClient
from annotator.ui.models.correspondence_words import certainty_words, relation_words
from annotator.ui.viewer.beside.beside_card import BesideCard
from annotator.ui.viewer.beside.second_side import SecondSide, labelled


class BesideSide(SecondSide):
    """One counterpart out of those there are, its pages or what is known of it; the switch keeps it in
    place while one reads on in the draft.

    Signals:
        add_requested: the PDF of what is shown is to be added.
    """

    add_requested = Signal()

    def __init__(self, *, spawn: Callable[[str], PdfClient] | None = None) -> None:
        super().__init__(
            _("Counterpart"), pages=_("Pages of the counterpart"), which=_("Which counterpart"),
            hold=labelled(_("Hold"), _("Keep this in place while you read on in the draft")),
            shut=labelled("\u00d7", _("Close the counterpart")), spawn=spawn,
        )  # fmt: skip
        self.card = BesideCard()
        self._pages.addWidget(self.card)
        self.card.let_go_requested.connect(self.close_requested)
        self.card.add_requested.connect(self.add_requested)

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

    def show_card(self, what: Instrument, path: str, *, may_add: bool) -> None:
        """What is known of a reference that is not here."""
        self.card.show_instrument(what, path, may_add=may_add)
        self._pages.setCurrentWidget(self.card)


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
