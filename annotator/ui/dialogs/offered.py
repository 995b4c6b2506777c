# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list below a field that offers what fits. Knows no subject."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter


def offer_anywhere(completer: QCompleter) -> None:
    """Offer what holds the letters anywhere, in a list that has the window's colours.

    The list is a window of its own without a parent, to which no rule for lists inside a window fits.
    """
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    if popup := completer.popup():
        popup.setObjectName("offered")
