# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line that divides two parts of a panel or a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


def hairline() -> QFrame:
    """A quiet line across."""
    made = QFrame()
    made.setObjectName("hairline")
    made.setFixedHeight(1)
    return made
