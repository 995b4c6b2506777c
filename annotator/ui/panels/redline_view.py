# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old and new words as one text: struck, underlined. Shows words only."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.domain.redline import DELETED, INSERTED, SAME, Piece, redline
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.delegates import quiet_ink
from annotator.ui.panels.wording import described, redline_html

LONGEST = 6000
"""Code points compared of longer texts: what is beyond is cut, and said to be."""
_TINT = 0.16
"""How much of the colour of a selection lies behind the coded words."""
_LIKE = 0.35
"""Part of the words that must have stayed for one text to be shown; else they stand under one another."""


class RedlineText(QTextBrowser):
    """What was taken out is struck, what was put in underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.serif(self.font().pointSizeF() + 1))
        self.setAccessibleName(_("Old and new words"))
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setMinimumHeight(44)
        self._pieces: tuple[Piece, ...] = ()
        self._around: tuple[tuple[Piece, ...], tuple[Piece, ...]] = ((), ())

    def show_words(
        self, old: str, new: str, *, gone: bool = False,
        before: tuple[Piece, ...] = (), after: tuple[Piece, ...] = (),
    ) -> None:  # fmt: skip
        """Show them.

        Args:
            old: the older words.
            new: the newer ones; "" where none are proposed, and then the old ones stand alone.
            gone: they are struck, though nothing stands in their place.
            before: what stands before the newer ones, to be told apart from them.
            after: likewise what stands behind them.
        """
        mine, others = _cut(old), _cut(new)
        if mine and others:
            self._pieces = _plain(redline(mine, others), mine, others)
        else:
            self._pieces = (Piece(DELETED if gone else SAME, mine),) if mine else ()
        self._around = (before, after) if mine and others else ((), ())
        everything = (*self._around[0], *self._pieces, *self._around[1])
        changed = any(piece.op != SAME for piece in everything)
        self.setAccessibleDescription(described(everything) if changed else mine)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        put = self.palette().color(QPalette.ColorRole.Link).name()
        quiet = quiet_ink().name()
        said = redline_html(self._pieces, struck=quiet, put=put)
        before, after = (
            f'<span style="color:{quiet}">{redline_html(one, struck=quiet, put=put)}</span>'
            if one
            else ""
            for one in self._around
        )
        if before or after:
            said = f'{before}<span style="background-color:{self._ground()}">{said}</span>{after}'
        self.setHtml(said or escape(_("No words: an area of the page.")))

    def _ground(self) -> str:
        """Behind the coded words, where others stand beside them."""
        role = QPalette.ColorRole
        looks = QGuiApplication.palette()  # this one's own ground is see-through
        base, light = looks.color(role.Window), looks.color(role.Highlight)
        pairs = (
            (base.red(), light.red()),
            (base.green(), light.green()),
            (base.blue(), light.blue()),
        )
        mixed = (round(a + (b - a) * _TINT) for a, b in pairs)
        return QColor(*mixed).name()


def _plain(pieces: tuple[Piece, ...], old: str, new: str) -> tuple[Piece, ...]:
    """Where hardly a word stayed, the one text and then the other reads better than a patchwork."""
    stayed = sum(len(piece.text) for piece in pieces if piece.op == SAME)
    if stayed >= _LIKE * max(len(old), len(new)):
        return pieces
    return Piece(DELETED, old), Piece(INSERTED, new)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} […]"
