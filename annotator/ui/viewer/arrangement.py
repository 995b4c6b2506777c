# SPDX-License-Identifier: AGPL-3.0-or-later
"""How pages are laid out and turned, as a value that can be remembered. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

PLAIN, DOUBLE, BOOK = "single", "double", "book"
"""One page below the other; two beside each other; likewise with the first one alone."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One choice of layout.

    Attributes:
        pages: PLAIN, DOUBLE or BOOK.
        turn: degrees clockwise by which each page is shown turned: 0, 90, 180 or 270.
    """

    pages: str = PLAIN
    turn: int = 0

    @property
    def columns(self) -> int:
        """Pages beside each other."""
        return 1 if self.pages == PLAIN else 2

    @property
    def cover(self) -> bool:
        """Whether the first page stands alone."""
        return self.pages == BOOK

    def turned_by(self, degrees: int) -> Arrangement:
        """Turned so much further."""
        return replace(self, turn=(self.turn + degrees) % 360)
