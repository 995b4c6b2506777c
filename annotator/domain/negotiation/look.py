# SPDX-License-Identifier: AGPL-3.0-or-later
"""How words look on a page: bold, underlined, struck out, on a coloured ground. Values only."""

from __future__ import annotations

from typing import Final

from annotator.domain.values import dataclass

LOOKS: Final = ("bold", "italic", "underlined", "struck", "highlighted", "coloured")
"""`coloured`: in letters of another colour than most of the page."""
SOURCES: Final = ("font", "drawn", "note")
"""The font says so; a line or ground is drawn; somebody marked it in the PDF afterwards."""

_DARK: Final = 60
_GREY: Final = 28
_NAMES: Final = (
    (15, "red"), (42, "orange"), (68, "yellow"), (165, "green"), (200, "turquoise"),
    (262, "blue"), (292, "purple"), (345, "pink"), (361, "red"),
)  # fmt: skip
"""Where each colour ends on the wheel of hues, in degrees."""


@dataclass(frozen=True, slots=True)
class Look:
    """One run of characters that look different.

    Attributes:
        page: from 1.
        start: first code point in the page's raw text.
        end: one past the last; no line end inside.
        kind: one of `LOOKS`.
        colour: of ground, line or letters as `#rrggbb`; "" where it says nothing.
        source: one of `SOURCES`.
    """

    page: int
    start: int
    end: int
    kind: str
    colour: str = ""
    source: str = "font"


def colour_name(colour: str) -> str:
    """A plain English name for `#rrggbb`, one of eleven; "" for no colour."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    except ValueError:
        return ""
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < _GREY:
        return "black" if high < _DARK else "white" if low > 0xF4 else "grey"  # noqa: PLR2004
    spread = high - low
    if high == red:
        hue = (green - blue) / spread % 6
    elif high == green:
        hue = (blue - red) / spread + 2
    else:
        hue = (red - green) / spread + 4
    name = next(name for end, name in _NAMES if hue * 60 < end)
    if name == "pink" and high < 0xB0:  # noqa: PLR2004
        return "purple"
    return "pink" if name == "red" and low > 0x90 else name  # noqa: PLR2004
