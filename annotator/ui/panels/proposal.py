# SPDX-License-Identifier: AGPL-3.0-or-later
"""What brackets propose for a tag, as one quiet button that takes it over. Writes nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from annotator.domain.negotiation.proposing import NOTHING, Proposed
from annotator.i18n import _
from annotator.ui.panels.vocabulary import title, words


class ProposalButton(QToolButton):
    """Says what is proposed and not yet confirmed; hidden where that is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposal")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(24)
        self.open = NOTHING
        """What is proposed and not confirmed."""
        self._said = ""
        self.hide()

    def show_open(self, proposed: Proposed, *, status: str, actors: str) -> None:
        """Show what of a proposal the reviewer has said nothing on.

        Args:
            proposed: by the marks.
            status: what the reviewer says of the text; "" for nothing.
            actors: likewise.
        """
        wanted = "" if status else proposed.status
        parties = "" if actors else proposed.actors
        self.open = Proposed(wanted, parties, proposed.why, proposed.doubtful)
        if not self.open:
            self.hide()
            return
        said = " · ".join(filter(None, (words(wanted, "text_status"), _names(parties))))
        doubt = (
            _("{proposed}, doubtful: confirm") if proposed.doubtful else _("{proposed}: confirm")
        )
        self._said = doubt.format(proposed=said)
        full = [
            f"{title(field)}: {value}"
            for field, value in (
                ("text_status", words(wanted, "text_status")), ("actors", parties)
            )
            if value
        ]  # fmt: skip
        told = [
            *full,
            *proposed.why,
            _("Press to take it over (Ctrl+B); nothing is written before."),
        ]
        self.setToolTip("\n".join(told))
        self.setAccessibleName(_("Confirm: {proposed}").format(proposed="; ".join(full)))
        self.setAccessibleDescription(" ".join(told[len(full) :]))
        self._fit()
        self.show()

    def sizeHint(self) -> QSize:
        """As wide as its words; it may be given less."""
        return QSize(self.fontMetrics().horizontalAdvance(self._said) + 24, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it over, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 16, 40)
        self.setText(self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideMiddle, room))


def _names(actors: str) -> str:
    """Of `proposed:EU; supports:Mexico` the names alone."""
    return ", ".join(dict.fromkeys(one.rpartition(":")[2].strip() for one in actors.split(";")))
