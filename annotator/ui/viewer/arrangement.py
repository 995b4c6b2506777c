# SPDX-License-Identifier: AGPL-3.0-or-later
"""How pages are laid out, turned and coloured, as a value that can be remembered."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.values import dataclass
from annotator.ui.viewer.drawing.scheduler import Style
from annotator.ui.viewer.paper import DARK, WHITE, Paper

ONE, TWO, BOOK = "one", "two", "book"
"""One page below the other; two beside each other; likewise with the first one alone."""
KINDS = (ONE, TWO, BOOK)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One choice.

    Attributes:
        pages: ONE, TWO or BOOK.
        turn: degrees clockwise by which each page is shown turned: 0, 90, 180 or 270.
        dark: light letters on a dark ground; pictures stay as they are.
        notes: with what others wrote into the PDF.
    """

    pages: str = ONE
    turn: int = 0
    dark: bool = False
    notes: bool = True

    @property
    def columns(self) -> int:
        """Pages beside each other."""
        return 1 if self.pages == ONE else 2

    @property
    def cover(self) -> bool:
        """Whether the first page stands alone."""
        return self.pages == BOOK

    @property
    def style(self) -> Style:
        """What a worker must know of it."""
        return Style(self.turn, self.dark, self.notes)

    @property
    def paper(self) -> Paper:
        """The tones of pages and of what lies on them."""
        return DARK if self.dark else WHITE

    def turned_by(self, degrees: int) -> Arrangement:
        """Turned so much further."""
        return replace(self, turn=(self.turn + degrees) % 360)
