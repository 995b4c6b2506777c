# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contrast of every palette, computed."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from annotator import paths
from annotator.ui import theme
from annotator.ui.theme import ALL, NON_TEXT, TEXT, Colours, contrast

READ = [
    ("ink", "panel"), ("ink", "field"), ("quiet", "panel"), ("quiet", "field"), ("ink", "wash"),
    ("on_accent", "accent"), ("on_trouble", "trouble"), ("ink", "desk"),
]  # fmt: skip
SEEN = [
    ("accent", "panel"),
    ("accent", "field"),
    ("accent", "desk"),
    ("edge", "panel"),
    ("edge", "field"),
]


@pytest.mark.parametrize("colours", ALL, ids=lambda colours: colours.name)
@pytest.mark.parametrize(("front", "back"), READ)
def test_text_can_be_read(colours: Colours, front: str, back: str) -> None:
    assert contrast(getattr(colours, front), getattr(colours, back)) >= TEXT


@pytest.mark.parametrize("colours", ALL, ids=lambda colours: colours.name)
@pytest.mark.parametrize(("front", "back"), SEEN)
def test_edges_and_focus_can_be_seen(colours: Colours, front: str, back: str) -> None:
    assert contrast(getattr(colours, front), getattr(colours, back)) >= NON_TEXT


@pytest.mark.parametrize("colours", ALL, ids=lambda colours: colours.name)
def test_the_page_is_the_brightest_thing(colours: Colours) -> None:
    assert all(
        contrast(colours.page, "#000000") >= contrast(getattr(colours, name), "#000000")
        for name in ("desk", "panel", "field")
    )


@pytest.mark.parametrize("ground", ["#FFFFFF", "#15171A"])
@pytest.mark.parametrize("colour", ["#FFF59D", "#9EC5F8", "#E8B4BC", "#C8C8C8", "#DFFFD6"])
def test_underlines_can_be_seen_on_paper_and_in_the_dark(colour: str, ground: str) -> None:
    assert contrast(theme.ink_of(colour, ground).name(), ground) >= NON_TEXT


def test_known_ratios() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


# -- every code colour on every palette ------------------------------------------------------------

CODES = [
    (code["id"], code["colour"])
    for code in json.loads(
        (paths.resources() / "codebooks" / "human-rights.json").read_text("utf-8")
    )["codes"]
]


def laid_on(colour: str, part: float, ground: str = "#FFFFFF") -> str:
    """A colour thinned to a part on a ground, the darker in each channel, as passages are painted."""
    mixed = []
    for at in (1, 3, 5):
        thin = round(255 - (255 - int(colour[at : at + 2], 16)) * part)
        mixed.append(min(thin, int(ground[at : at + 2], 16)))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


@pytest.mark.parametrize(("name", "colour"), CODES)
def test_letters_on_a_chip_can_be_read(name: str, colour: str) -> None:
    assert contrast("#000000", colour) >= TEXT


@pytest.mark.parametrize("colours", ALL, ids=lambda colours: colours.name)
@pytest.mark.parametrize(("name", "colour"), CODES)
def test_outlines_and_underlines_can_be_seen(colours: Colours, name: str, colour: str) -> None:
    for ground in (colours.page, colours.desk, colours.panel):
        assert contrast(theme.ink_of(colour, ground).name(), ground) >= NON_TEXT, ground


@pytest.mark.parametrize(("name", "colour"), CODES)
def test_print_can_be_read_under_passages(name: str, colour: str) -> None:
    lit = laid_on(colour, 0.85)
    assert contrast("#000000", lit) >= TEXT
    ground = lit
    for _other, other in CODES:
        ground = laid_on(other, 0.45, ground)
    assert contrast("#000000", ground) >= TEXT, "passages of all codes on the same words"


@pytest.mark.parametrize("colours", ALL, ids=lambda one: one.name)
def test_ticked_unticked_and_partly_ticked_boxes_differ_plainly(qtbot, qapp, colours) -> None:
    theme.apply(qapp, colours)
    box = QCheckBox()
    box.setTristate(True)
    qtbot.addWidget(box)
    box.show()
    ink = {}
    for state in (Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked):
        box.setCheckState(state)
        picture = box.grab().toImage()
        option = QStyleOptionButton()
        box.initStyleOption(option)
        where = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
        inner = where.adjusted(3, 3, -3, -3)
        accent = QColor(colours.accent)
        ink[state] = [
            picture.pixelColor(x, y) == accent
            for x in range(inner.left(), inner.right())
            for y in range(inner.top(), inner.bottom())
        ]
    ticked, partly, empty = ink.values()
    assert not any(empty)
    assert sum(ticked) > len(ticked) / 3, "the box is filled"
    assert sum(partly) > len(partly) / 3
    assert not all(ticked), "and has a tick in it"
    assert ticked != partly
    theme.apply(qapp, theme.LIGHT)
