# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages in a column: arithmetic without a window."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.domain.project import PageSize
from annotator.pdf.protocol import pixel_size
from annotator.ui.viewer.layout import Layout, Spot, common_size, fit_page, fit_width
from annotator.ui.viewer.zoom import LEAST, MOST, PAGE, WIDTH, Zoom

A4 = PageSize(595.2, 841.8)
SIZES = [A4, A4, PageSize(841.8, 595.2, 90), PageSize(300, 300, 180), PageSize(400, 200, 270)]


def layout(scale: float = 1.37, viewport: int = 1000) -> Layout:
    return Layout(SIZES, scale=scale, viewport=viewport, gap=16)


def test_pages_follow_each_other_with_a_gap_and_as_large_as_they_are_drawn() -> None:
    made = layout()
    boxes = [made.box(page) for page in range(1, 6)]
    assert boxes[0].y == 16
    assert all(b.y == a.bottom + 16 for a, b in pairwise(boxes))
    assert made.height == boxes[-1].bottom + 16
    drawn = [pixel_size(size.width, size.height, 1.37) for size in SIZES]
    assert [(b.width, b.height) for b in boxes] == drawn


def test_pages_stand_in_the_middle_of_a_wide_view() -> None:
    box = layout(viewport=2000).box(1)
    assert abs(box.x - (2000 - box.right)) <= 1


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("place", [(10.0, 20.0), (120.5, 77.25), (199.0, 150.0)])
def test_a_place_comes_back_from_the_content(page: int, place: tuple[float, float]) -> None:
    made = layout()
    spot = made.spot(*made.position(Spot(page, *place)))
    assert spot.page == page
    assert (spot.x, spot.y) == pytest.approx(place)


def test_a_turned_page_is_turned_clockwise() -> None:
    made = Layout([PageSize(200, 100, 90)], scale=1.0, viewport=1, gap=0)
    assert made.position(Spot(1, 0, 0)) == (200, 0)
    assert made.position(Spot(1, 0, 200)) == (0, 0)
    assert made.position(Spot(1, 100, 200)) == (0, 100)


def test_visible_pages() -> None:
    made = layout()
    first, second = made.box(1), made.box(2)
    assert list(made.visible(0, 10)) == [1]
    assert list(made.visible(first.bottom + 4, first.bottom + 8)) == [2]
    assert list(made.visible(first.bottom - 1, second.y + 1)) == [1, 2]
    assert list(made.visible(0, made.height)) == [1, 2, 3, 4, 5]
    assert not Layout([], scale=1, viewport=10, gap=1).visible(0, 100)


def test_between_two_pages_the_nearer_one_counts() -> None:
    made = layout()
    bottom = made.box(1).bottom
    assert made.spot(500, bottom + 3).page == 1
    assert made.spot(500, bottom + 13).page == 2


def test_fit_width_follows_the_usual_page() -> None:
    assert common_size(SIZES) == (595.2, 841.8)
    scale = fit_width([A4] * 9 + [PageSize(1200, 800)], viewport=1000, gap=16)
    assert 1000 - 32 - 1 <= 595.2 * scale <= 1000 - 32 + 1


def test_a_fitted_page_stands_in_the_view_with_its_lane_beside_it() -> None:
    sizes = [A4] * 3
    scale = fit_width(sizes, viewport=1000, gap=16, lane=76)
    made = Layout(sizes, scale=scale, viewport=1000, gap=16, lane=76)
    box = made.box(2)
    assert made.width == 1000, "nothing to scroll sideways"
    assert box.right + 76 == 1000
    assert box.x >= 38, "it does not cling to the edge"


def test_a_narrow_page_stands_in_the_middle_of_the_whole_view() -> None:
    box = Layout([A4], scale=0.5, viewport=1000, gap=16, lane=76).box(1)
    assert abs(box.x - (1000 - box.right)) <= 1


def test_a_page_wider_than_the_view_can_be_scrolled_out_from_under_the_lane() -> None:
    made = Layout([A4], scale=3.0, viewport=1000, gap=16, lane=76)
    assert made.box(1).x == 16
    assert made.width == made.box(1).right + 76


def test_fit_page_shows_all_of_the_usual_page() -> None:
    scale = fit_page([A4] * 9 + [PageSize(300, 5000)], viewport=(1000, 700), gap=16, lane=76)
    assert 841.8 * scale + 16 == pytest.approx(700)
    wide = fit_page([PageSize(2000, 500)], viewport=(1000, 700), gap=16, lane=76)
    assert wide == fit_width([PageSize(2000, 500)], viewport=1000, gap=16, lane=76)


def test_zoom_follows_width_or_page_or_nothing() -> None:
    zoom = Zoom()
    shown = {"viewport": (1000, 700), "gap": 16, "lane": 76, "ratio": 1.0}
    for kept, fit in ((WIDTH, "width"), (PAGE, "page"), (1.5, "")):
        zoom.set(kept)
        zoom.scale([A4], **shown)
        assert (zoom.fit, zoom.remembered) == (fit, kept)
    zoom.set(1000.0)
    assert zoom.factor == MOST == 64.0
    zoom.set(0.0001)
    assert zoom.factor == LEAST == 0.1


@pytest.mark.parametrize("factor", [0.97, 1.0, 1.05, 1.21])
def test_a_step_of_the_zoom_goes_its_way_from_wherever_it_is(factor: float) -> None:
    zoom = Zoom()
    zoom.set(factor)
    assert factor < zoom.stepped(1) <= factor * 1.1001
    assert factor > zoom.stepped(-1) >= factor / 1.1001


def test_a_thousand_pages_are_found_quickly() -> None:
    made = Layout([A4] * 1000, scale=1.5, viewport=900, gap=16)
    assert made.page_at(made.box(777).y + 5) == 777
