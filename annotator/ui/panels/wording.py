# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposed wording: a text to write in, and below it what it changes in the quote. Commits nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.domain.redline import DELETED, INSERTED, Piece, redline
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.delegates import quiet_ink
from annotator.ui.panels.inputs import TextField
from annotator.ui.panels.vocabulary import title

_THIN = "\u2009"
"""Between what is struck and what stands in its place."""


def described(pieces: tuple[Piece, ...]) -> str:
    """A redline for those who hear it: only what changes, in order."""
    said = {DELETED: _("deleted “{text}”"), INSERTED: _("inserted “{text}”")}
    found = [said[p.op].format(text=p.text.strip()) for p in pieces if p.op in said]
    return "; ".join(found) or _("no change")


def redline_html(pieces: Iterable[Piece], *, struck: str, put: str) -> str:
    """A redline as HTML that Qt shows.

    Args:
        pieces: what stayed, went and came.
        struck: colour of what went.
        put: colour of what came.
    """
    style = {
        DELETED: f"text-decoration:line-through; color:{struck}",
        INSERTED: f"text-decoration:underline; color:{put}",
    }
    said, before = [], ""
    for piece in pieces:
        if piece.op == INSERTED and before == DELETED:
            said.append(_THIN)
        look, words = style.get(piece.op), escape(piece.text)
        said.append(f'<span style="{look}">{words}</span>' if look else words)
        before = piece.op
    return "".join(said)


class Redline(QLabel):
    """Deleted words struck out, inserted words underlined, so that no colour is needed to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.serif(self.font().pointSizeF()))
        self.setAccessibleName(_("What the proposed wording changes"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._pieces: tuple[Piece, ...] = ()
        self.hide()

    def show_change(self, quote: str, wording: str) -> None:
        """Compare; with no wording, or none that differs, nothing is shown."""
        written = bool(wording.strip()) and bool(quote.strip())
        self._pieces = redline(quote, wording) if written else ()
        changed = any(piece.op in (DELETED, INSERTED) for piece in self._pieces)
        self.setAccessibleDescription(described(self._pieces) if changed else "")
        self._draw()
        self.setVisible(changed)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        put = self.palette().color(QPalette.ColorRole.Link).name()
        self.setText(redline_html(self._pieces, struck=quiet_ink().name(), put=put))


class WordingField(QWidget):
    """The proposed wording of one tag.

    Signals:
        left: the writer has left or paused.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quote = ""
        self.text = TextField()
        self.text.setAccessibleName(title("proposed_wording"))
        self.start = QToolButton()
        self.start.setObjectName("quiet")
        self.start.setText(_("Start from the quote"))
        self.start.setFixedHeight(24)
        policy = self.start.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing below moves when it goes
        self.start.setSizePolicy(policy)
        self.redline = Redline()
        label = QLabel(title("proposed_wording"))
        label.setProperty("quiet", True)
        label.setBuddy(self.text)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addSpacing(2)
        column.addWidget(self.redline)
        self.text.left.connect(self.left)
        self.text.textChanged.connect(self._on_changed)
        self.start.clicked.connect(self._on_start)
        self._on_changed()

    def show_quote(self, quote: str) -> None:
        """The words that the wording would replace."""
        if quote != self._quote:
            self._quote = quote
            self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        wording = self.text.written()
        self.redline.show_change(self._quote, wording)
        self.text.setAccessibleDescription(self.redline.accessibleDescription())
        self.start.setVisible(bool(self._quote) and not wording)

    @Slot()
    def _on_start(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.text.textCursor()
        cursor.insertText(" ".join(self._quote.split()))  # can be undone like what is typed
        self.text.setTextCursor(cursor)
