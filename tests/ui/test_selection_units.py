# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words, lines, sentences, paragraphs: by clicks, in the margin, by keys, as one sees them."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.anchor import Quad
from annotator.domain.draft_text import DraftText
from annotator.domain.placing import make_anchor
from annotator.domain.project import PageSize
from annotator.domain.structure.found_structure import Structure
from annotator.pdf.text_layer import Line, PageText, page_body
from annotator.ui.viewer.layout import Layout, Spot
from annotator.ui.viewer.marks.page_marks import selection_shapes
from annotator.ui.viewer.selecting.carets import caret_box
from annotator.ui.viewer.selecting.growing import Growing
from annotator.ui.viewer.selecting.selection import Caret, Selection

WIDE = 10.0
LEFT, ALT_SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
)


def page(number: int, rows: list[tuple[str, str]], *, visual: str = "") -> PageText:
    """Lines 20 points apart from y 100, letters 10 points wide from x 50.

    Args:
        number: from 1.
        rows: words and kind.
        visual: letters of the first row in the order in which they stand on the page.
    """
    text, boxes, made = "", array("f"), []
    for row, (words, kind) in enumerate(rows):
        start, y = len(text), 100.0 + 20 * row
        order = [visual.index(char) for char in words] if visual and not row else range(len(words))
        for place in order:
            boxes.extend((50 + WIDE * place, y, 50 + WIDE * (place + 1), y + 14))
        rtl = bool(visual) and not row
        edges = (50.0, y, 50 + WIDE * len(words), y + 14)
        made.append(Line(start, start + len(words), *edges, 1.0, 0.0, 0, kind, rtl, 12.0))
        text += words + "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(number, text, tuple(made), boxes, 600.0, 800.0, "test/1")


def sideways(words: list[str], *, down: bool) -> PageText:
    """Lines that run down the page, one left of the other; or up, one right of the other."""
    text, boxes, made = "", array("f"), []
    for row, line in enumerate(words):
        start = len(text)
        x = 400.0 - 20 * row if down else 100.0 + 20 * row
        for place in range(len(line)):
            y = 100 + WIDE * place if down else 700 - WIDE * (place + 1)
            boxes.extend((x, y, x + 14, y + WIDE))
        y0, y1 = (100.0, 100 + WIDE * len(line)) if down else (700 - WIDE * len(line), 700.0)
        made.append(
            Line(start, start + len(line), x, y0, x + 14, y1, 0.0, 1.0 if down else -1.0, size=12.0)
        )
        text += line + "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(1, text, tuple(made), boxes, 600.0, 800.0, "test/1")


ONE = page(
    1,
    [
        ("A/AC.1/9", "header"),
        ("1. Each shall act. No State", "body"),
        ("may use legis-", "body"),
        ("5 A note.", "footnote"),
        ("7", "footer"),
    ],
)
TWO = page(2, [("A/AC.1/9", "header"), ("lative means. It ends.", "body"), ("2. Next.", "body")])


def chosen(*pages: PageText) -> Selection:
    return Selection({text.page: text for text in pages})


def at(text: PageText, words: str) -> Spot:
    """The middle of the first letter of some words."""
    index = 4 * text.text.index(words)
    x0, y0, x1, y1 = text.boxes[index : index + 4]
    return Spot(text.page, (x0 + x1) / 2, (y0 + y1) / 2)


def test_a_sentence_over_a_page_leaves_out_what_stands_between() -> None:
    made = chosen(ONE, TWO)
    made.press(at(ONE, "State"), unit="sentence")
    assert made.quote() == "No State may use legislative means."
    assert [segment.page for segment in made.segments()] == [1, 2]
    assert not any(quad.bounds()[1] == 160 for quad in made.quads(1)), "the footnote is not lit"


def test_dragging_on_goes_by_what_it_began_with() -> None:
    made = chosen(ONE, TWO)
    made.press(at(ONE, "shall"), unit="sentence")
    made.drag(at(ONE, "use"))
    assert made.quote() == "1. Each shall act. No State may use legislative means."
    made.press(at(TWO, "It"), unit="line")
    made.drag(at(TWO, "Next"))
    assert made.quote() == "lative means. It ends. 2. Next."


def test_a_footnote_is_taken_when_one_selects_into_it() -> None:
    made = chosen(ONE, TWO)
    made.press(at(ONE, "may"))
    made.drag(Spot(1, 900, 167))
    assert made.quote() == "may use legis-5 A note."


@pytest.mark.parametrize("last", ["means", "ends", "Next"])
def test_the_quote_shown_is_that_of_the_anchor(last: str) -> None:
    made = chosen(ONE, TWO)
    made.press(at(ONE, "No"))
    made.drag(at(TWO, last))
    draft = DraftText(page_body(text) for text in (ONE, TWO))
    anchor = make_anchor("sha", draft, made.segments(), quads=lambda _s: (), extractor="x")
    assert anchor is not None
    assert anchor.quote == made.quote()
    assert anchor.segments == made.segments()
    assert [draft.clip(place) for place in draft.find(made.quote())] == [made.segments()]


@pytest.mark.parametrize(
    ("x", "y", "margin"),
    [(20, 127, True), (48, 127, False), (20, 400, False), (700, 127, False), (20, 107, False)],
)
def test_the_margin_is_the_white_before_a_line(x: float, y: float, margin: bool) -> None:
    assert chosen(ONE).in_margin(Spot(1, x, y)) == margin


def test_the_margin_of_arabic_is_at_the_right() -> None:
    arabic = page(1, [("حق", "body")], visual="قح")
    assert chosen(arabic).in_margin(Spot(1, 100, 107))
    assert not chosen(arabic).in_margin(Spot(1, 20, 107))


def test_growing_and_shrinking() -> None:
    made = chosen(ONE, TWO)
    growing = Growing(made, Structure)
    made.place(Caret(1, ONE.text.index("State") + 2))
    seen = []
    for _step in range(4):
        growing.grow()
        seen.append(made.quote())
    paragraph = "1. Each shall act. No State may use legislative means. It ends."
    assert seen == ["State", "No State may use legislative means.", paragraph, paragraph]
    growing.shrink()
    growing.shrink()
    assert made.quote() == "State"
    growing.shrink()
    assert made.empty
    assert made.head == Caret(1, ONE.text.index("State") + 2)


def test_shrinking_what_did_not_grow() -> None:
    made = chosen(ONE, TWO)
    made.go(Caret(1, ONE.text.index("No")), extend=False)
    made.go(Caret(2, TWO.text.index("2. Next")), extend=True)
    growing = Growing(made, Structure)
    growing.shrink()
    assert made.quote() == "No State may use legislative means."
    growing.shrink()
    assert made.quote() == "No"


def test_the_caret_goes_through_two_directions_as_one_sees_them() -> None:
    # "حق" and "AB" in an Arabic line: from the right, then the Latin letters from the left
    line = page(1, [("حقAB", "body")], visual="ABقح")
    made = chosen(line)
    made.place(Caret(1, 0))
    seen = []
    for _step in range(4):
        made.move("character", -1, extend=False)
        seen.append(made.head.at if made.head else None)
    assert seen == [1, 2, 3, 2], "two Arabic letters on, then back through AB from its end"
    for _step in range(3):
        made.move("character", 1, extend=False)
    assert made.head == Caret(1, 1)


def test_arrows_in_lines_that_run_down_the_page() -> None:
    made = chosen(sideways(["縦書きの", "次の行"], down=True))
    made.place(Caret(1, 0))
    made.arrow(0, 1, by_word=False, extend=False)
    assert made.head == Caret(1, 1)
    made.arrow(-1, 0, by_word=False, extend=False)
    assert made.head == Caret(1, 6)
    made.arrow(0, -1, by_word=False, extend=False)
    assert made.head == Caret(1, 5)
    made.arrow(1, 0, by_word=False, extend=False)
    assert made.head == Caret(1, 0)


def test_arrows_in_lines_that_run_up_the_page_and_their_caret() -> None:
    text = sideways(["Words up", "and next"], down=False)
    made = chosen(text)
    made.place(Caret(1, 0))
    made.arrow(0, -1, by_word=False, extend=False)
    assert made.head == Caret(1, 1)
    assert caret_box(text, 1) == (100, 690, 114, 690)
    made.arrow(1, 0, by_word=False, extend=False)
    assert made.head == Caret(1, 10)
    made.arrow(0, -1, by_word=True, extend=False)
    assert made.head == Caret(1, 12)


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("人人有权", [1, 2, 3, 4]),
        ("the Parties’ duty", [3, 11, 17]),
        ("ทุกคน มีสิทธิ์", [5, 14]),
        ("co-operation, No. 5", [12, 16, 19]),
    ],
)
def test_by_word(text: str, stops: list[int]) -> None:
    made = chosen(page(1, [(text, "body")]))
    made.place(Caret(1, 0))
    seen = []
    for _stop in stops:
        made.move("word", 1, extend=False)
        seen.append(made.head.at if made.head else None)
    assert seen == stops
    for _stop in stops:
        made.move("word", -1, extend=False)
    assert made.head == Caret(1, 0)


def test_lines_beside_one_another_are_not_lit_together() -> None:
    sizes = [PageSize(600, 800, 0)]
    layout = Layout(sizes, scale=2, viewport=1200, gap=0)
    made = chosen(sideways(["Words up", "and"], down=False))
    made.go(Caret(1, 0), extend=False)
    made.go(Caret(1, 12), extend=True)
    rects, slanted = selection_shapes(layout, made.quads(1))
    assert not slanted
    assert sorted(round(rect.height()) for rect in rects) == [60, 160]


def test_a_slanted_line_is_painted_by_its_corners() -> None:
    layout = Layout([PageSize(600, 800, 0)], scale=2, viewport=1200, gap=0)
    quad = Quad(1, (100, 100, 200, 200, 90, 110, 190, 210))
    rects, slanted = selection_shapes(layout, [quad])
    assert not rects
    assert slanted[0].size() == 4
    assert slanted[0].boundingRect().width() == pytest.approx(220)


# -- in the window -----------------------------------------------------------------------------


def clicks(view: Any, spot: QPoint, count: int) -> None:
    """Several clicks as Qt reports them: each second one is a double click."""
    for number in range(count):
        double = number % 2 == 1
        down = QEvent.Type.MouseButtonDblClick if double else QEvent.Type.MouseButtonPress
        for kind in (down, QEvent.Type.MouseButtonRelease):
            where = QPointF(spot)
            event = QMouseEvent(kind, where, where, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(view.viewport(), event)


def test_clicks_margin_and_keys_in_the_window(
    make_window: Callable[..., Any], pdf: Callable[[str], Any], point: Any, qtbot: Any
) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    spot = point(window, "protect everyone") + QPoint(4, 0)
    sentence = "The purposes of this Convention are to promote and to strengthen the measures that protect everyone"
    for count, start, end in (
        (2, "protect", "protect"),
        (3, sentence, "independent courts can review it."),
        (4, sentence, "independent courts can review it."),
    ):
        clicks(view, spot, count)
        assert view.selection.quote().startswith(start), count
        assert view.selection.quote().endswith(end), count
        view.let_go()
        clicks(
            view, point(window, "Article 1") + QPoint(4, 0), 1
        )  # elsewhere: counting begins anew
    beside = QPoint(point(window, "measures that").x() - 30, spot.y())
    clicks(view, beside, 1)
    assert (
        view.selection.quote()
        == "measures that protect everyone, and each State Party shall make sure"
    )
    window.actions_["selection.copy"].trigger()
    assert QApplication.clipboard().text() == view.selection.quote()
    view.let_go()
    view.selection.place(Caret(1, view.texts[1].text.index("everyone") + 2))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT_SHIFT)
    assert view.selection.quote() == "everyone"
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT_SHIFT)
    assert view.selection.empty


def test_panels_hear_of_a_drag_once_a_frame_and_at_its_end(
    make_window: Callable[..., Any], pdf: Callable[[str], Any], point: Any, qtbot: Any
) -> None:
    window = make_window(pdf("two_pages"))
    view, told = window.reader.view, []
    view.selection_changed.connect(lambda: told.append(view.selection.quote()))
    start, end = point(window, "measures"), point(window, "everyone", end=True)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    told.clear()
    for part in range(1, 41):
        where = QPointF(start) + (QPointF(end - start) * part) / 40
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            where,
            where,
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.viewport(), event)
    assert len(told) < 5
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)
    assert told[-1] == "measures that protect everyone"
