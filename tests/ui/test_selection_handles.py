# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ends of a selection under the mouse: what the pointer is on is taken, and whole words of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from annotator.pdf import text_layer
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.page_marks import knob
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.viewer.selecting.handles import SLACK, Grip

LEFT = Qt.MouseButton.LeftButton
ZOOMS = (0.8, 1.0, 1.6, 3.0)
OVER = QPoint(0, 2)
"""Past the middle of a word, and still on it: at the least zoom a knob lies on the middle itself."""


def middle_of(view, words: str) -> QPoint:
    """The middle of words on the first page, in the viewport."""
    text = view.texts[1]
    start = text.text.index(words)
    x0, y0, x1, y1 = text_layer.quads(text, start, start + len(words))[0].bounds()
    x, y = view.layout_.position(Spot(1, (x0 + x1) / 2, (y0 + y1) / 2))
    return QPoint(round((x - view.left()) / view.ratio), round((y - view.top) / view.ratio))


def select(view, words: str) -> None:
    """With its handles."""
    start = view.texts[1].text.index(words)
    view.selection.anchor = Caret(1, start)
    view.selection.head = Caret(1, start + len(words))
    view.selection_moved()
    view.handles = view.selection.span()


def knob_at(view, end: int) -> QPoint:
    found = knob(view.layout_, view.handles_.boxes()[end], view.ratio, last=end > 0)
    return QPointF(
        (found.x() - view.left()) / view.ratio, (found.y() - view.top) / view.ratio
    ).toPoint()


def drag(view, end: int, goal: QPoint) -> None:
    """Take an end by its knob to a place, over all that lies between."""
    start, where = knob_at(view, end), view.viewport()
    QTest.mousePress(where, LEFT, pos=start)
    for step in range(1, 21):
        QTest.mouseMove(where, start + (goal - start) * step / 20)
    QTest.mouseRelease(where, LEFT, pos=goal)


@pytest.fixture
def view(make_window, pdf, qtbot):
    window = make_window(pdf("two_pages"))
    found = window.reader.view

    def zoomed(zoom: float):
        found.set_zoom(zoom)
        found.reveal(Spot(1, 90.0, 100.0))
        qtbot.waitUntil(lambda: found.settled, timeout=20_000)
        select(found, "measures that protect")
        return found

    return zoomed


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_word_of_the_next_line_that_the_pointer_is_on_is_taken_whole(view, zoom) -> None:
    shown = view(zoom)
    for goal in ("under", "expression", "no measure"):
        drag(shown, 1, middle_of(shown, goal) + OVER)
        end = shown.selection.span()[1]
        assert end.at == shown.texts[1].text.index(goal) + len(goal)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_word_of_the_line_above_is_taken_by_the_upper_end(view, zoom) -> None:
    shown = view(zoom)
    drag(shown, 0, middle_of(shown, "Convention") - OVER)
    assert shown.selection.span()[0].at == shown.texts[1].text.index("Convention")
    assert shown.selection.quote().endswith("measures that protect")


@pytest.mark.parametrize("zoom", ZOOMS)
def test_going_along_the_line_by_the_knob_stays_in_the_line(view, zoom) -> None:
    shown = view(zoom)
    goal = QPoint(middle_of(shown, "Party").x(), knob_at(shown, 1).y())
    drag(shown, 1, goal)
    assert shown.selection.quote() == "measures that protect everyone, and each State Party"


def test_an_end_is_taken_back_word_by_word(view) -> None:
    shown = view(1.6)
    drag(shown, 1, middle_of(shown, "that"))
    assert shown.selection.quote() == "measures that"


def test_ends_that_cut_a_word_go_by_characters(view) -> None:
    shown = view(3.0)
    select(shown, "easures that protect")
    drag(shown, 1, middle_of(shown, "everyone"))
    assert shown.selection.quote() == "easures that protect ever"


def test_a_grip_keeps_its_line_until_the_pointer_leaves_it_or_comes_onto_it() -> None:
    caret = QRectF(100, 50, 0, 16)
    for start, away in ((QPointF(103, 71), 1), (QPointF(103, 45), -1)):
        grip = Grip(start, caret, 0)
        assert grip.aim(start, 0) == QPointF(100, 58)
        along = start + QPointF(200, away * SLACK)
        assert grip.aim(along, 0) == QPointF(300, 58)
        towards = start - QPointF(0, away * 4)
        assert grip.aim(towards, 0).y() == 58
        gone = start + QPointF(0, away * (SLACK + 1))
        assert grip.aim(gone, 0) == gone
        assert grip.aim(along, 0) == along, "what it points at, from then on"
        other = Grip(start, caret, 0)
        assert other.aim(QPointF(300, 60), 0) == QPointF(300, 60), "it came onto the line"
        assert Grip(start, caret, 0).aim(start, 30) == start, "the page went on below it"
