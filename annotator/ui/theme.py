# SPDX-License-Identifier: AGPL-3.0-or-later
"""The look: one grey family, one accent, three palettes. Holds colours and sizes, decides nothing else."""

from __future__ import annotations

import os
import string
from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.domain.values import dataclass

GRID = 8
LEFT, RIGHT = 240, 352
LANE = 76
SERIF = ("Noto Serif", "Source Serif 4", "Georgia", "Cambria", "DejaVu Serif", "serif")
NON_TEXT, TEXT = 3.0, 4.5
"""Least contrast of what is drawn and of what is read (WCAG 2.2 AA)."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, as `#RRGGBB`.

    Attributes:
        desk: behind the pages.
        panel: side panels, bars.
        field: where one types.
        page: paper.
        ink: text.
        quiet: text of less weight.
        line: hairlines.
        edge: outline of things that can be used.
        accent: focus, the chosen row, the selection.
        on_accent: text on the accent.
        wash: the hovered or chosen row where the accent would shout.
        trouble: bar of a trouble.
        on_trouble: its text.
    """

    name: str
    desk: str
    panel: str
    field: str
    page: str
    ink: str
    quiet: str
    line: str
    edge: str
    accent: str
    on_accent: str
    wash: str
    trouble: str
    on_trouble: str


LIGHT = Colours(
    name="light", desk="#E3E5E8", panel="#F4F5F6", field="#FCFCFD", page="#FFFFFF",
    ink="#1D2125", quiet="#5A626B", line="#D3D7DB", edge="#868E97", accent="#1F5FBF",
    on_accent="#FFFFFF", wash="#DFE8F6", trouble="#FBEFD3", on_trouble="#4A3500",
)  # fmt: skip
DARK = Colours(
    name="dark", desk="#15171A", panel="#1E2124", field="#26292D", page="#FFFFFF",
    ink="#E6E8EA", quiet="#A3ABB3", line="#34393E", edge="#7C858E", accent="#7FB0FF",
    on_accent="#0B1A30", wash="#27364D", trouble="#453714", on_trouble="#FBE7B4",
)  # fmt: skip
CONTRAST = Colours(
    name="contrast", desk="#000000", panel="#000000", field="#000000", page="#FFFFFF",
    ink="#FFFFFF", quiet="#FFFFFF", line="#FFFFFF", edge="#FFFFFF", accent="#FFE14D",
    on_accent="#000000", wash="#333300", trouble="#000000", on_trouble="#FFE14D",
)  # fmt: skip
ALL = (LIGHT, DARK, CONTRAST)


def wanted(chosen: str = "") -> Colours:
    """What the reviewer or the system asks for. Needs the application.

    Args:
        chosen: name of a palette; anything else follows the system. `ANNOTATOR_THEME` overrides it.
    """
    named = os.environ.get("ANNOTATOR_THEME", "") or chosen
    for colours in ALL:
        if colours.name == named:
            return colours
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def prepare(app: QApplication) -> None:
    """What widgets are built by: Fusion looks the same everywhere, and no type is too small."""
    if app.style().name() != "fusion" and not app.styleSheet():
        app.setStyle("Fusion")
    font = app.font()
    if font.pointSizeF() < _LEAST_POINTS:
        font.setPointSizeF(_LEAST_POINTS)
        app.setFont(font)


def apply(app: QApplication, colours: Colours) -> None:
    """Dress the whole application.

    Best when the widgets are built and not yet shown: each that is put into another under a style
    sheet is looked through anew, which doubles what it takes to build the window.
    """
    if app.property(_WORN) == colours.name:
        return  # every widget would be looked through again
    app.setProperty(_WORN, colours.name)
    prepare(app)
    app.setPalette(palette(colours))
    themes = paths.resources() / "themes"
    sheet = (themes / "window.qss").read_text(encoding="utf-8")
    tone = "black" if _luminance(colours.on_accent) < 0.2 else "white"  # noqa: PLR2004 - see ink_of
    app.setStyleSheet(
        _Sheet(sheet).substitute(asdict(colours), themes=themes.as_posix(), tone=tone)
    )


_LEAST_POINTS = 10.0
_WORN = "annotator.colours"


class _Sheet(string.Template):
    """A style sheet with `@name` where a colour goes."""

    delimiter = "@"


def palette(colours: Colours) -> QPalette:
    """A palette of Qt from ours."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.panel,
        role.WindowText: colours.ink,
        role.Base: colours.field,
        role.AlternateBase: colours.panel,
        role.Text: colours.ink,
        role.Button: colours.panel,
        role.ButtonText: colours.ink,
        role.BrightText: colours.accent,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.field,
        role.ToolTipText: colours.ink,
        role.PlaceholderText: colours.quiet,
        role.Light: colours.field,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.edge,
    }
    for name, value in pairs.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.edge))
    return made


def serif(size: float) -> QFont:
    """The type of quotes, in points."""
    font = QFont(list(SERIF))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(size)
    return font


def struck_out(font: QFont, *, on: bool) -> QFont:
    """The same type, struck through or not."""
    made = QFont(font)
    made.setStrikeOut(on)
    return made


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_of(colour: str, ground: str = "#FFFFFF") -> QColor:
    """A code's colour made strong enough to be seen on a ground: same hue, 3:1 or more.

    The codebook's colours carry black letters; as a line on paper most are too pale.
    """
    made = QColor(colour)
    dark_ground = _luminance(ground) < 0.2  # noqa: PLR2004 - between our greys
    for _step in range(40):
        if contrast(made.name(), ground) >= NON_TEXT:
            break
        made = made.lighter(106) if dark_ground else made.darker(106)
    return made
