# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline lights the article that fills the view, and what one went to; marks and citing agree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator import paths
from annotator.domain.instrument import article_path
from annotator.ui import reading_place
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.carets import caret_box


@pytest.fixture
def window(make_window, qtbot):
    made = make_window(paths.sample() / "M_CONF.1_7.pdf")
    made.resize(1200, 800)
    qtbot.waitUntil(lambda: made.reader.text_complete, timeout=30_000)
    qtbot.waitUntil(lambda: made.reader.view.provisions.known, timeout=30_000)
    qtbot.waitUntil(lambda: made.left.outline.tree.currentIndex().isValid(), timeout=10_000)
    return made


def lit(window, qtbot) -> str:
    """The path of the line that is lit, once the outline has followed."""
    outline = window.left.outline
    qtbot.waitUntil(lambda: not window.places.outline.follows_soon)
    entry = outline.model.entry(outline.tree.currentIndex())
    return entry.path if entry else ""


def articles(window):
    return [
        one for one in window.reader.view.provisions.structure.provisions if one.kind == "article"
    ]


def row_of(view, one) -> float:
    """The content row at which a provision begins."""
    x0, y0, _x1, _y1 = caret_box(view.texts[one.page], one.start)
    return view.layout_.position(Spot(one.page, x0, y0))[1]


def test_what_fills_the_upper_half_is_lit_and_not_what_ends_at_the_top(window, qtbot) -> None:
    view, height = window.reader.view, window.reader.view.view_size()[1]
    looked_at = 0
    for one, after in zip(articles(window), articles(window)[1:], strict=False):
        here, end = row_of(view, one), row_of(view, after)
        if end - here < 0.5 * height:
            continue
        for above in (0.15, 0.2):
            view.verticalScrollBar().setValue(round(here - above * height))
            if view.top != round(here - above * height):
                continue
            looked_at += 1
            assert article_path(lit(window, qtbot)) == article_path(one.path)
            said = reading_place.provision(window.bench, view)
            assert article_path(said) == article_path(one.path), "marks and citing say the same"
    assert looked_at > 10


def test_what_one_goes_to_stands_near_the_top_and_stays_lit(window, qtbot) -> None:
    view, outline = window.reader.view, window.left.outline
    height = view.view_size()[1]
    for one in articles(window):
        outline.entry_requested.emit(outline.model.entry(outline.model.place_of(one.path)))
        assert lit(window, qtbot) == one.path
        assert article_path(reading_place.provision(window.bench, view)) == one.path
        down = (row_of(view, one) - view.top) / height
        bottom = view.top == view.verticalScrollBar().maximum()
        assert bottom or 0.05 <= down <= 0.15, f"{one.path} stands at {down:.2f}"


def test_scrolled_up_from_what_one_went_to_what_fills_the_view_is_lit(window, qtbot) -> None:
    view, outline = window.reader.view, window.left.outline
    height = view.view_size()[1]
    long = [
        (one, after)
        for one, after in zip(articles(window), articles(window)[1:], strict=False)
        if row_of(view, after) - row_of(view, one) > 0.8 * height
    ]
    before, one = long[-1]
    outline.entry_requested.emit(outline.model.entry(outline.model.place_of(one.path)))
    assert lit(window, qtbot) == one.path
    view.verticalScrollBar().setValue(view.top - round(0.6 * height))
    assert article_path(lit(window, qtbot)) == before.path
    assert article_path(reading_place.provision(window.bench, view)) == before.path


def test_where_one_put_the_caret_is_lit(window, qtbot) -> None:
    view = window.reader.view
    one = articles(window)[6]
    x0, y0, _x1, y1 = caret_box(view.texts[one.page], one.start)
    _x, y = view.layout_.position(Spot(one.page, x0 + 20, (y0 + y1) / 2))
    view.verticalScrollBar().setValue(round(y - 0.8 * view.view_size()[1]))
    assert article_path(lit(window, qtbot)) != one.path
    ratio, where = view.ratio, view.viewport()
    at = view.layout_.position(Spot(one.page, x0 + 20, (y0 + y1) / 2))
    point = QPoint(round((at[0] - view.left()) / ratio), round((at[1] - view.top) / ratio))
    qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=point)
    assert article_path(lit(window, qtbot)) == one.path
