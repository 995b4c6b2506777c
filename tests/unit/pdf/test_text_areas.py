# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which characters lie inside a rectangle."""

from __future__ import annotations

from array import array

from annotator.pdf.text_layer import Line, PageText, inside

WIDE = 10.0


def page(*lines: tuple[str, str]) -> PageText:
    """Lines 20 points apart from y 100, letters 10 points wide from x 50."""
    text, boxes, made = "", array("f"), []
    for row, (words, kind) in enumerate(lines):
        start, y = len(text), 100.0 + 20 * row
        for place in range(len(words)):
            boxes.extend((50 + WIDE * place, y, 50 + WIDE * (place + 1), y + 14))
        right = 50 + WIDE * len(words)
        made.append(Line(start, start + len(words), 50, y, right, y + 14, kind=kind))
        text += words + "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(1, text, tuple(made), boxes, 600.0, 800.0, "test/1")


PAGE = page(("A/AC.1", "header"), ("Each State Party", "body"), ("shall protect", "body"))


def words(box: tuple[float, float, float, float]) -> list[str]:
    return [PAGE.text[s.start : s.end] for s in inside(PAGE, box)]


def test_a_character_belongs_where_its_middle_lies():
    assert words((104, 110, 146, 135)) == ["State"]
    assert words((106, 110, 154, 135)) == ["tate"]
    assert words((40, 126, 400, 160)) == ["Each State Party", "shall protect"]
    assert words((40, 128, 400, 160)) == ["shall protect"]


def test_headers_and_places_without_words_hold_none():
    assert words((0, 90, 600, 116)) == []
    assert words((400, 90, 600, 600)) == []
    assert words((50, 115, 600, 119)) == []
