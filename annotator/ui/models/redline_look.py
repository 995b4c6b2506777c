# SPDX-License-Identifier: AGPL-3.0-or-later
"""How words that went, came or moved look in running text: as on the pages, shape first, colour second."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette, QTextCharFormat

from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO

INKS = {
    DELETED: ("#B3261E", "#FFA49B"), INSERTED: ("#00665A", "#73DCC8"),
    MOVED_FROM: ("#6A3FB5", "#C9B0FF"), MOVED_TO: ("#6A3FB5", "#C9B0FF"),
}  # fmt: skip
"""On a light ground and on a dark one."""
_WASH = 26
"""Of 255: how much of its ink lies under the words."""


def redline_format(op: str, *, dark: bool) -> QTextCharFormat | None:
    """Of a run of words; None for what stayed."""
    if op not in INKS:
        return None
    made, ink = QTextCharFormat(), QColor(INKS[op][dark])
    wash = QColor(ink)
    wash.setAlpha(_WASH)
    made.setForeground(ink)
    made.setBackground(wash)
    if op in (DELETED, MOVED_FROM):
        made.setFontStrikeOut(True)
    if op in (MOVED_FROM, MOVED_TO):
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        made.setUnderlineColor(ink)
    elif op == INSERTED:
        made.setFontUnderline(True)
        made.setUnderlineColor(ink)
    return made


def is_dark(palette: QPalette) -> bool:
    """Whether letters are lighter than their ground."""
    role = QPalette.ColorRole
    return palette.color(role.Text).lightness() > palette.color(role.Base).lightness()
