# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selecting in text layers, without a window."""

from __future__ import annotations

import weakref
from array import array

import pytest

from annotator.pdf.text_layer import Line, PageText, PageTexts
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.quoting import PAGES_HELD
from annotator.ui.viewer.selecting.selection import Caret, Selection

WIDE = 10.0


def page(number: int, lines: list[tuple[str, str]], *, rtl: bool = False) -> PageText:
    """Lines 20 points apart from y 100, letters 10 points wide from x 50 (or from 550 leftwards)."""
    text, boxes, made = "", array("f"), []
    for row, (words, kind) in enumerate(lines):
        start, y = len(text), 100.0 + 20 * row
        for place in range(len(words)):
            x = 550 - WIDE * (place + 1) if rtl else 50 + WIDE * place
            boxes.extend((x, y, x + WIDE, y + 14))
        left = 550 - WIDE * len(words) if rtl else 50.0
        made.append(
            Line(
                start,
                start + len(words),
                left,
                y,
                left + WIDE * len(words),
                y + 14,
                1.0,
                0.0,
                row // 3,
                kind,
                rtl,
            )
        )
        text += words + "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(number, text, tuple(made), boxes, 600.0, 800.0, "test/1")


ONE = page(
    1,
    [
        ("A/AC.1/9", "header"),
        ("Each State Party", "body"),
        ("shall protect", "body"),
        ("7", "footer"),
    ],
)
TWO = page(2, [("A/AC.1/9", "header"), ("the right to", "body"), ("privacy.", "body")])


def selection(*pages: PageText) -> Selection:
    return Selection({text.page: text for text in pages})


def test_a_drag_over_lines_takes_whole_reading_order() -> None:
    made = selection(ONE)
    made.press(Spot(1, 102, 125))
    made.drag(Spot(1, 111, 145))
    assert made.quote() == "State Party shall"[:11] + " shall"
    assert len(made.quads(1)) == 2


def test_beside_and_between_lines_the_nearest_line_counts() -> None:
    made = selection(ONE)
    made.press(Spot(1, -50, 121))
    made.drag(Spot(1, 900, 139))
    assert made.quote() in ("Each State Party", "Each State Party shall protect")
    made.drag(Spot(1, 900, 126))
    assert made.quote() == "Each State Party"


def test_headers_and_footers_inside_are_left_out() -> None:
    made = selection(ONE, TWO)
    made.press(Spot(1, 0, 145))
    made.drag(Spot(2, 900, 145))
    assert made.quote() == "shall protect the right to privacy."
    assert [(s.page, s.start) for s in made.segments()] == [
        (1, ONE.text.index("shall")),
        (2, TWO.text.index("the right")),
    ]
    assert len(made.quads(1)) == 1
    assert len(made.quads(2)) == 2


def test_backwards_is_the_same() -> None:
    made = selection(ONE, TWO)
    made.press(Spot(2, 900, 145))
    made.drag(Spot(1, 0, 145))
    assert made.quote() == "shall protect the right to privacy."


def test_a_double_click_takes_a_word_and_dragging_on_takes_words() -> None:
    made = selection(ONE)
    made.press(Spot(1, 118, 125), unit="word")
    assert made.quote() == "State"
    made.drag(Spot(1, 178, 125))
    assert made.quote() == "State Party"
    made.drag(Spot(1, 62, 125))
    assert made.quote() == "Each State"


def test_a_triple_click_takes_the_paragraph() -> None:
    made = selection(TWO)
    made.press(Spot(2, 60, 125), unit="paragraph")
    assert "the right to privacy." in made.quote()


def test_shift_click_extends_from_where_it_began() -> None:
    made = selection(ONE)
    made.press(Spot(1, 51, 125))
    made.extend(Spot(1, 91, 125))
    assert made.quote() == "Each"
    made.extend(Spot(1, 900, 145))
    assert made.quote() == "Each State Party shall protect"


@pytest.mark.parametrize(
    ("moves", "quote"),
    [
        ([("character", 1)] * 4, "Each"),
        ([("word", 1)] * 2, "Each State"),
        ([("word", 1), ("word", 1), ("character", -1)], "Each Stat"),
        ([("line", 1)], "Each State Party"),
        ([("row", 1)], "Each State Party"),
        ([("paragraph", 1)], "Each State Party shall protect"),
    ],
)
def test_by_keyboard(moves: list[tuple[str, int]], quote: str) -> None:
    made = selection(ONE)
    made.place(Caret(1, ONE.text.index("Each")))
    for unit, step in moves:
        made.move(unit, step, extend=True)
    assert made.quote() == quote


def test_home_and_end_go_as_one_reads_whatever_the_direction() -> None:
    arabic = page(1, [("لكل شخص الحق", "body"), ("في حرية", "body")], rtl=True)
    for text in (ONE, arabic):
        made, line = selection(text), text.lines[1]
        made.place(Caret(1, line.start + 3))
        made.move("row", 1, extend=False)
        assert made.head == Caret(1, line.end)
        made.move("row", -1, extend=True)
        assert made.span() == (Caret(1, line.start), Caret(1, line.end))


def test_one_end_is_dragged_and_the_other_stays_also_beyond_it() -> None:
    made = selection(ONE)
    at = ONE.text.index("State")
    made.hold(fixed=Caret(1, at), moving=Caret(1, at + 5))
    made.drag(Spot(1, 900, 125))
    assert made.quote() == "State Party"
    made.drag(Spot(1, 51, 125))
    assert made.quote() == "Each"


def test_what_is_painted_of_a_long_selection_is_that_of_the_page() -> None:
    made = selection(ONE, TWO)
    made.go(Caret(1, ONE.text.index("shall")), extend=False)
    made.go(Caret(2, len(TWO.text)), extend=True)
    assert [quad.page for quad in made.quads(1)] == [1]
    assert [quad.page for quad in made.quads(2)] == [2, 2]
    assert made.quads(3) == []


def test_keys_go_on_to_the_next_page() -> None:
    made = selection(ONE, TWO)
    made.place(Caret(1, len(ONE.text)))
    made.move("character", 1, extend=True)
    assert made.head == Caret(2, TWO.text.index("the right"))
    made.move("character", -1, extend=True)
    assert made.head == Caret(1, ONE.text.index("protect") + len("protect"))


def test_without_shift_nothing_is_selected() -> None:
    made = selection(ONE)
    made.place(Caret(1, 10))
    made.move("word", 1, extend=False)
    assert made.empty


def test_right_to_left_arrows_go_as_the_eye_goes() -> None:
    arabic = page(1, [("لكل شخص الحق", "body")], rtl=True)
    made = selection(arabic)
    made.place(Caret(1, 0))
    made.move("character", -1, extend=True)
    assert made.head == Caret(1, 1), "left is forward"
    made.press(Spot(1, 551, 105))
    made.drag(Spot(1, 511, 105))
    assert made.quote() == "لكل"
    x0, _y0, x1, _y1 = made.quads(1)[0].bounds()
    assert (x0, x1) == pytest.approx((510, 550), abs=WIDE)


def test_an_unread_page_selects_nothing() -> None:
    made = selection()
    made.press(Spot(1, 10, 10))
    made.move("word", 1, extend=True)
    assert made.empty
    assert made.quote() == ""


def test_the_caret_goes_down_over_a_short_line_set_in_the_middle_and_keeps_its_column() -> None:
    text = "and how many it has\nArt 9\n1. Each Party shall"
    spans = [(0, 19, 50.0), (20, 25, 400.0), (26, 45, 50.0)]
    boxes, lines = array("f"), []
    for row, (start, end, left) in enumerate(spans):
        y = 100.0 + 20 * row
        for place in range(end - start):
            boxes.extend((left + WIDE * place, y, left + WIDE * (place + 1), y + 14))
        boxes.extend((0, 0, 0, 0) if end < len(text) else ())
        right = left + WIDE * (end - start)
        kind = "heading" if row == 1 else "body"
        lines.append(Line(start, end, left, y, right, y + 14, 1.0, 0.0, row, kind, False))
    chosen = selection(PageText(1, text, tuple(lines), boxes, 600.0, 800.0, "test/1"))
    chosen.place(Caret(1, 4))
    chosen.move("line", 1, extend=False)
    assert chosen.head == Caret(1, 20)
    chosen.move("line", 1, extend=False)
    assert chosen.head == Caret(1, 30)


@pytest.mark.parametrize("go", ["press", "extend", "hold", "go"])
def test_a_column_is_forgotten_when_one_goes_elsewhere(go: str) -> None:
    text = page(1, [("Each State Party", "body"), ("shall", "body"), ("protect privacy", "body")])
    made = selection(text)
    made.place(Caret(1, 16))
    made.move("line", 1, extend=False)
    assert made.head == Caret(1, 22)
    spot, caret = Spot(1, 51, 127), Caret(1, 17)
    if go == "press":
        made.press(spot)
    elif go == "extend":
        made.extend(spot)
    elif go == "hold":
        made.hold(fixed=caret, moving=caret)
    else:
        made.go(caret, extend=False)
    assert made.head == caret
    made.move("line", 1, extend=False)
    assert made.head == Caret(1, 23)


def test_a_click_beside_a_short_line_forgets_the_column_too() -> None:
    made = selection(
        page(1, [("Each State Party", "body"), ("shall", "body"), ("protect it", "body")])
    )
    made.place(Caret(1, 16))
    made.move("line", 1, extend=False)
    made.press(Spot(1, 400, 127))
    assert made.head == Caret(1, 22)
    made.move("line", 1, extend=False)
    assert made.head == Caret(1, 28)


def test_painting_a_long_selection_keeps_the_texts_of_few_pages() -> None:
    texts = PageTexts(page(n, [("the right to", "body")]) for n in range(1, 101))
    made, kept = Selection(texts), []
    made.place(Caret(1, 0))
    made.go(Caret(100, 9), extend=True)
    for number in range(1, 101):
        assert made.quads(number)
        kept.append(weakref.ref(texts[number].boxes))
    assert sum(boxes() is not None for boxes in kept) <= 2 * PAGES_HELD


def test_the_caret_passes_over_headers_and_footers_to_the_next_page() -> None:
    chosen = selection(ONE, TWO)
    chosen.place(Caret(1, ONE.text.index("protect")))
    chosen.move("line", 1, extend=False)
    assert chosen.head is not None
    assert chosen.head.page == 2
    assert TWO.text[chosen.head.at :].startswith("ght")
    chosen.move("line", -1, extend=False)
    assert chosen.head == Caret(1, ONE.text.index("protect"))
