# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tones of a page and of what lies on it: white paper, or dark. Values only."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter

from annotator.domain.values import dataclass
from annotator.ui import theme

_Mode = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class Paper:
    """How marks are put on a page so that its letters stay readable, however many share words.

    Attributes:
        ground: the page where nothing is printed.
        letters: what is printed on it, for pages that have no picture yet.
        faint: likewise, while one may expect a picture.
        mode: of passages; each channel takes the darker of two on white paper, the lighter on dark.
        loud: of hits and of the selection.
        hit: what a search found.
        hit_here: the one of it that is looked at.
        frame: around that one.
        selected: selected words.
        caret: caret and handles.
        strength: part of a code's colour in a passage, and in one that is lit.
        area: likewise for an area, which may be half a page and must not shout.
    """

    ground: str
    letters: str
    faint: str
    mode: QPainter.CompositionMode
    loud: QPainter.CompositionMode
    hit: str
    hit_here: str
    frame: str
    selected: str
    caret: str
    strength: tuple[float, float]
    area: tuple[float, float]

    def tint(self, colour: str, *, lit: bool, area: bool = False) -> QColor:
        """A code's colour thinned with the ground."""
        part, ground = (self.area if area else self.strength)[lit], QColor(self.ground)
        mixed = zip(QColor(colour).getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(below + (above - below) * part) for above, below in mixed))

    def ink(self, colour: str) -> QColor:
        """A code's colour made strong enough for a line on this ground."""
        return theme.ink_of(colour, self.ground)


WHITE = Paper(
    ground="#FFFFFF", letters="#3A4046", faint="#B4BAC0",
    mode=_Mode.CompositionMode_Darken, loud=_Mode.CompositionMode_Multiply,
    hit="#FFE000", hit_here="#FF9200", frame="#000000", selected="#A9CBFF", caret="#1F5FBF",
    strength=(0.45, 0.85), area=(0.2, 0.5),
)  # fmt: skip
"""Hits are as loud as no code's colour is, since a passage may lie below."""

DARK = Paper(
    ground="#1E2124", letters="#C6CACE", faint="#585E65",
    mode=_Mode.CompositionMode_Lighten, loud=_Mode.CompositionMode_Lighten,
    hit="#5E5300", hit_here="#8A4B00", frame="#FFFFFF", selected="#23508C", caret="#8AB8FF",
    strength=(0.22, 0.32), area=(0.12, 0.22),
)  # fmt: skip
"""The ground is what `pdf.drawing` makes of white on a dark page."""
