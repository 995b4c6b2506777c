# SPDX-License-Identifier: AGPL-3.0-or-later
"""Points to characters and back, on upright, sideways, two-column and right-to-left text."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from annotator.pdf.text_layer import Line, PageText, caret_at, char_at, quads

if TYPE_CHECKING:
    from collections.abc import Callable

Texts = "Callable[[str], list[PageText]]"


def middle(page: PageText, at: int) -> tuple[float, float]:
    x0, y0, x1, y1 = page.boxes[4 * at : 4 * at + 4]
    return (x0 + x1) / 2, (y0 + y1) / 2


def made(text: str, boxes: list[tuple[float, float]], *, rtl: bool) -> PageText:
    """A page of one line at height 10 to 20, a box from left to right for each character."""
    flat = array("f", [v for x0, x1 in boxes for v in (x0, 10, x1, 20)] + [0.0] * 4)
    left, right = min(x0 for x0, _ in boxes), max(x1 for _, x1 in boxes)
    line = Line(0, len(text), left, 10, right, 20, rtl=rtl, size=10)
    return PageText(1, text + "\n", (line,), flat, 600, 800)


@pytest.mark.parametrize(
    "name", ["two_pages", "sideways", "arabic", "chinese", "ligatures", "columns", "rotated"]
)
def test_the_middle_of_a_glyph_hits_it(texts: Callable[[str], list[PageText]], name: str) -> None:
    page = texts(name)[0]
    wrong = []
    for at, char in enumerate(page.text):
        if not char.isspace():
            x, y = middle(page, at)
            hit = char_at(page, x, y)
            if hit != at:
                wrong.append((at, char, hit))
            assert caret_at(page, x, y) in (at, at + 1)
    assert wrong == []


def test_the_half_of_a_glyph_decides_the_side(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("two_pages")[0]
    at = page.text.index("purposes")
    x0, y0, x1, y1 = page.boxes[4 * at : 4 * at + 4]
    y = (y0 + y1) / 2
    assert caret_at(page, x0 + 0.1, y) == at
    assert caret_at(page, x1 - 0.1, y) == at + 1


def test_sides_are_turned_in_right_to_left_text() -> None:
    page = made("حق", [(20, 30), (10, 20)], rtl=True)
    assert caret_at(page, 29, 15) == 0
    assert caret_at(page, 21, 15) == 1
    assert caret_at(page, 11, 15) == 2
    assert caret_at(page, 500, 15) == 0
    assert caret_at(page, 0, 15) == 2


def test_beside_a_line_is_its_end(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("two_pages")[0]
    for line in page.lines:
        y = (line.y0 + line.y1) / 2
        if page.line_text(line).startswith("measures"):
            assert caret_at(page, 594, y) == line.end
            assert caret_at(page, 1, y) == line.start


def test_a_heading_is_hit_far_beside_its_words(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("two_pages")[0]
    line = next(n for n in page.lines if page.line_text(n) == "Statement of purpose")
    assert caret_at(page, 95, (line.y0 + line.y1) / 2) == line.start


def test_outside_all_text_is_the_nearest_line(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("hyphens")[0]
    assert caret_at(page, 0, 0) == 0
    assert caret_at(page, 594, 841) == len(page.text) - 1


def test_a_gap_in_one_column_does_not_jump_to_the_other(
    texts: Callable[[str], list[PageText]],
) -> None:
    page = texts("columns")[0]
    ninth = next(n for n in page.lines if page.line_text(n).startswith("Left column, row 9 "))
    at = caret_at(page, ninth.x0 + 30, ninth.y1 + 12)
    row = page.text[page.text.rindex("\n", 0, at) + 1 : page.text.index("\n", at)]
    assert row.startswith(("Left column, row 9 ", "Left column, row 10 "))


def test_line_numbers_are_never_hit() -> None:
    page = made("5 body", [(i * 10.0, i * 10.0 + 10) for i in range(6)], rtl=False)
    number = Line(0, 1, 0, 10, 10, 20, kind="line_number")
    body = Line(2, 6, 20, 10, 60, 20, size=10)
    numbered = PageText(1, "5\nbody\n", (number, body), page.boxes, 600, 800)
    assert caret_at(numbered, 3, 15) == 2


def test_no_text_no_hit() -> None:
    page = PageText(1, "", (), array("f"), 595, 842)
    assert caret_at(page, 10, 10) == 0
    assert char_at(page, 10, 10) is None
    assert quads(page, 0, 10) == []


def test_empty_paper_holds_no_character(texts: Callable[[str], list[PageText]]) -> None:
    assert char_at(texts("two_pages")[0], 300, 500) is None


def test_one_rectangle_a_line_covers_what_is_selected(
    texts: Callable[[str], list[PageText]],
) -> None:
    page = texts("two_pages")[0]
    start, end = page.text.index("promote"), page.text.index("everyone") + len("everyone")
    first, second = quads(page, start, end)
    assert first.page == 1
    boxes = [
        tuple(page.boxes[4 * at : 4 * at + 4]) for at in range(start, end) if page.text[at].strip()
    ]
    for x0, y0, x1, y1 in boxes:
        assert any(
            q.bounds()[0] <= x0 + 0.01
            and x1 - 0.01 <= q.bounds()[2]
            and q.bounds()[1] <= (y0 + y1) / 2 <= q.bounds()[3]
            for q in (first, second)
        )
    assert first.bounds()[0] == pytest.approx(boxes[0][0])
    assert second.bounds()[2] == pytest.approx(boxes[-1][2])


def test_corners_of_sideways_text_stand_as_it_is_read(
    texts: Callable[[str], list[PageText]],
) -> None:
    page = texts("sideways")[0]
    (quad,) = quads(page, 0, len(page.text))
    ulx, uly, urx, ury, llx, lly, _lrx, _lry = quad.points
    # read upwards: from the upper left corner on, the line runs towards the top of the page
    assert ulx == pytest.approx(urx)
    assert ury < uly
    assert llx > ulx
    assert lly == pytest.approx(uly)


def test_a_selection_over_two_directions_leaves_out_what_is_between() -> None:
    # as seen: "ab" then, from right to left, three Arabic letters
    boxes = [(0, 10), (10, 20), (40, 50), (30, 40), (20, 30)]
    page = made("ab" + "حقك", boxes, rtl=False)
    spans = [(q.bounds()[0], q.bounds()[2]) for q in quads(page, 1, 3)]
    assert spans == [(10, 20), (40, 50)]
    assert [(q.bounds()[0], q.bounds()[2]) for q in quads(page, 0, 5)] == [(0, 50)]


def test_space_at_the_ends_is_not_covered(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("two_pages")[0]
    at = page.text.index("purposes")
    assert quads(page, at - 1, at + 9) == quads(page, at, at + 8)
    assert quads(page, at - 1, at) == []


def test_arabic_quads_cover_the_line_once(texts: Callable[[str], list[PageText]]) -> None:
    page = texts("arabic")[0]
    found = quads(page, 0, len(page.text))
    spans = sorted((q.bounds()[0], q.bounds()[2]) for q in found)
    assert len(found) <= 2
    assert all(a[1] <= b[0] + 1 for a, b in pairwise(spans))


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_slanted_line_is_covered_by_its_true_corners(
    texts: Callable[[str], list[PageText]], index: int
) -> None:
    page = texts("slanted")[0]
    line = page.lines[index]
    start = line.start + page.line_text(line).index("that")
    (quad,) = quads(page, start, start + 4)
    ulx, uly, urx, ury, llx, lly, _lrx, _lry = quad.points
    along = (urx - ulx) * line.dir_x + (ury - uly) * line.dir_y
    assert along == pytest.approx(23.3, abs=1.0), "four letters of Helvetica at 14 points"
    assert (urx - ulx) * line.dir_y - (ury - uly) * line.dir_x == pytest.approx(0, abs=0.1)
    high = ((llx - ulx) ** 2 + (lly - uly) ** 2) ** 0.5
    assert 12 < high < 24
    for at in range(start, start + 4):
        x, y = middle(page, at)
        assert char_at(page, x, y) == at


def test_no_caret_between_a_letter_and_its_accents() -> None:
    page = made("ae\u0301x", [(0, 10), (10, 20), (12, 18), (20, 30)], rtl=False)
    assert caret_at(page, 14, 15) == 1
    assert caret_at(page, 17, 15) == 3
    assert caret_at(page, 22, 15) == 3


def test_no_caret_inside_a_ligature_that_was_taken_apart() -> None:
    page = made("office", [(0, 10), (10, 30), (30, 30), (30, 30), (30, 40), (40, 50)], rtl=False)
    assert caret_at(page, 28, 15) == 4
    assert caret_at(page, 12, 15) == 1


def test_an_initial_does_not_heighten_the_words_beside_it() -> None:
    boxes = array("f", [0, 0, 30, 60, 30, 10, 40, 20, 40, 10, 50, 20, 0, 0, 0, 0])
    line = Line(0, 3, 0, 0, 50, 60, size=10)
    page = PageText(1, "Abc\n", (line,), boxes, 600, 800)
    assert quads(page, 1, 3)[0].bounds() == (30, 10, 50, 20)
    assert quads(page, 0, 1)[0].bounds() == (0, 0, 30, 60)
