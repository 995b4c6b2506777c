# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contrast of every palette, computed."""

from __future__ import annotations

import pytest

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
