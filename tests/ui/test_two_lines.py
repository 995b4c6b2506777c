# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of two lines at most are given the room they are painted in."""

from __future__ import annotations

from itertools import permutations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from annotator.ui import theme
from annotator.ui.two_lines import lines_needed, paint_two_lines

WORDS = ("authorization", "in", "accordance", "with", "law")


@pytest.fixture
def font(qapp):
    return theme.serif(qapp.font().pointSizeF())


def painted(text, font, width):
    """How many lines have ink."""
    height = QFontMetrics(font).height()
    image = QImage(width, 2 * height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_two_lines(painter, QRect(0, 0, width, 2 * height), text, font)
    painter.end()
    white = b"\xff" * width
    rows = [bytes(image.constScanLine(y))[:width] != white for y in range(2 * height)]
    return any(rows[:height]) + any(rows[height + height // 4 :])


def test_as_many_lines_as_are_painted(font) -> None:
    found = set()
    for words in permutations(WORDS):
        text = " ".join(words)
        whole = QFontMetrics(font).horizontalAdvance(text)
        for width in (whole // 2, whole - 1, whole, whole + 1, whole + 2, 2 * whole):
            lines = lines_needed(text, font, width)
            assert lines == painted(text, font, width), (text, width - whole)
            found.add(lines)
    assert found == {1, 2}


def test_no_words_take_no_line(font) -> None:
    assert lines_needed("", font, 100) == 0


def test_a_word_longer_than_the_line_goes_on_in_the_next(font) -> None:
    word = "interoperability" * 3
    width = QFontMetrics(font).horizontalAdvance(word) - 12
    assert lines_needed(word, font, width) == painted(word, font, width) == 2
