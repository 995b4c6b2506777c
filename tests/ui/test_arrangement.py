# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages beside each other, turned and dark: where they stand, what stays in sight, what is drawn."""

from __future__ import annotations

import pytest

from annotator.domain.project import PageSize
from annotator.ui.theme import contrast
from annotator.ui.viewer.arrangement import BOOK, ONE, TWO, Arrangement
from annotator.ui.viewer.layout import Layout, Spot, fit_page, fit_width, turned_size
from annotator.ui.viewer.paper import DARK

SIZES = [PageSize(600, 800)] * 6 + [PageSize(300, 200)]


def two(*, cover: bool = False, scale: float = 1.0) -> Layout:
    return Layout(SIZES, scale=scale, viewport=1500, gap=16, lane=76, columns=2, cover=cover)


@pytest.mark.parametrize(
    ("cover", "rows"),
    [(False, [(1, 2), (3, 4), (5, 6), (7,)]), (True, [(1,), (2, 3), (4, 5), (6, 7)])],
)
def test_pages_stand_in_pairs(cover: bool, rows: list[tuple[int, ...]]) -> None:
    layout = two(cover=cover)
    for row in rows:
        assert len({layout.box(page).y for page in row}) == 1
    tops = [layout.box(row[0]).y for row in rows]
    assert tops == sorted(set(tops))
    for left, right in (row for row in rows if len(row) == 2):
        assert layout.box(left).right + 76 == layout.box(right).x
    for row in rows:
        here = layout.box(row[0]).y + 3
        assert layout.visible(here, here + 1) == range(row[0], row[-1] + 1)
        assert layout.page_at(here) == row[0]


def test_a_cover_stands_where_right_pages_stand() -> None:
    layout = two(cover=True)
    assert layout.box(1).x == layout.box(3).x
    assert layout.box(2).x < layout.box(1).x


@pytest.mark.parametrize("cover", [False, True])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_place_is_found_again_on_every_page(cover: bool, turn: int) -> None:
    sizes = [turned_size(size, turn) for size in SIZES]
    layout = Layout(sizes, scale=1.5, viewport=2500, gap=16, lane=76, columns=2, cover=cover)
    for page in range(1, 8):
        spot = Spot(page, 40.0, 60.0)
        found = layout.spot(*layout.position(spot))
        assert (found.page, found.x, found.y) == pytest.approx((page, 40, 60))


def test_rows_of_pages_of_several_heights_do_not_overlap() -> None:
    layout = two(cover=True)
    assert layout.box(7).y == layout.box(6).y
    assert layout.height == layout.box(6).bottom + 16


def test_two_pages_fit_the_width_and_the_window() -> None:
    scale = fit_width(SIZES, viewport=1500, gap=16, lane=76, columns=2)
    layout = Layout(SIZES, scale=scale, viewport=1500, gap=16, lane=76, columns=2)
    assert layout.width == 1500
    assert layout.box(2).right + 76 <= 1500
    whole = fit_page(SIZES, viewport=(1500, 500), gap=16, lane=76, columns=2)
    assert 800 * whole + 16 <= 500 + 1


def test_what_one_reads_stays_in_sight(make_window, pdf) -> None:
    view = make_window(pdf("long")).reader.view
    view.go_to(11)
    for kind in (TWO, BOOK, ONE):
        view.arrange(Arrangement(kind))
        assert 11 in view.shown()
    view.arrange(Arrangement(ONE, turn=90))
    assert 11 in view.shown()
    assert view.sizes[0].width == view.layout_.sizes[0].height


def test_turning_pages_goes_by_rows(make_window, pdf) -> None:
    view = make_window(pdf("long")).reader.view
    view.arrange(Arrangement(TWO))
    view.set_zoom(1.0)
    view.go_to(1)
    view.turn_page(1)
    assert view.page == 3
    view.turn_page(-1)
    assert view.page == 1


def test_a_turned_dark_page_is_drawn_turned_and_dark(make_window, pdf, qtbot) -> None:
    view = make_window(pdf("two_pages")).reader.view
    view.arrange(Arrangement(ONE, turn=90, dark=True))
    qtbot.waitUntil(lambda: view.renderer.is_sharp, timeout=20_000)
    job = view.looked_at().jobs(1)[0]
    picture = view.renderer.cache.get(job)
    assert picture is not None
    assert picture.width() > picture.height()
    assert picture.pixelColor(1, 1).name().upper() == DARK.ground
    darkest = min(
        contrast(picture.pixelColor(x, 1).name(), "#000000") for x in range(0, picture.width(), 7)
    )
    assert darkest < 2
    text = view.texts[1]
    line = next(line for line in text.lines if line.end - line.start > 20)
    x0, y0, x1, y1 = view.layout_.span(1, line.x0, line.y0, line.x1, line.y1)
    box = view.layout_.box(1)
    lights = [
        picture.pixelColor(x, y).lightness()
        for x in range(int(x0) - box.x, int(x1) - box.x)
        for y in range(int(y0) - box.y, int(y1) - box.y, 3)
    ]
    assert max(lights) > 180  # letters, light, where the layout says they are


def test_choices_are_kept_but_not_the_turn(make_window, pdf) -> None:
    window = make_window(pdf("two_pages"))
    window.actions_["pages.book"].trigger()
    window.actions_["pages.dark"].trigger()
    window.actions_["view.turn_right"].trigger()
    assert window.reader.view.arrangement == Arrangement(BOOK, 90, dark=True)
    window.looks.restore()
    assert window.reader.view.arrangement == Arrangement(BOOK, 0, dark=True)
    window.actions_["pages.one"].trigger()
    window.actions_["pages.dark"].trigger()
    assert window.reader.view.arrangement == Arrangement()


@pytest.mark.parametrize("lit", [False, True])
def test_letters_on_a_dark_page_stay_readable_under_every_colour(lit: bool) -> None:
    for colour in ("#9EC5F8", "#79D89C", "#F089AE", "#F5E997", "#AA8DEC", "#FFFFFF"):
        assert contrast("#E4E7EA", DARK.tint(colour, lit=lit).name()) >= 4.5
    for colour in (DARK.hit, DARK.hit_here, DARK.selected):
        assert contrast("#E4E7EA", colour) >= 4.5
