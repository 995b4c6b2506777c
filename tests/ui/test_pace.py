# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is drawn while the view moves, and who draws pages that cost a lot."""

from __future__ import annotations

import os
import signal

import pytest

from annotator.domain.project import PageSize
from annotator.ui.viewer.drawing.pace_keeper import STILL, PaceKeeper
from annotator.ui.viewer.drawing.planning import REST, Lacking, Pace, plan
from annotator.ui.viewer.drawing.scheduler import Job, View
from annotator.ui.viewer.drawing.strips import shows_whole, strip_of
from annotator.ui.viewer.layout import Layout

LAYOUT = Layout([PageSize(600, 800)] * 60, scale=1.0, viewport=900, gap=16)


def view(page: int, height: int = 800) -> View:
    top = LAYOUT.box(page).y
    return View(LAYOUT, top, top + height)


def jobs(page: int, pace: Pace) -> list[Job]:
    return plan(view(page), have=lambda _job: False, lacking=Lacking(range(1, 61)), pace=pace)


def keeper(*, speed: float, cost: float = 0.0) -> tuple[PaceKeeper, float]:
    kept, now = PaceKeeper(), 100.0
    kept.moved(0, now)
    for step in range(1, 30):
        now = 100 + step / 60
        kept.moved(round(speed * step / 60), now)
    for _page in range(30):
        kept.drew(cost)
    return kept, now


def test_at_rest_everything_is_drawn_in_the_end() -> None:
    found = jobs(20, REST)
    assert found[0].page == 20
    assert sum(job.preview for job in found) == 24


def test_the_page_that_will_show_when_it_is_drawn_comes_first() -> None:
    found = [job.page for job in jobs(20, Pace(speed=40_000, cost=0.025)) if not job.preview]
    assert found[0] in (21, 22)


def test_upwards_the_pages_above_come() -> None:
    found = [job.page for job in jobs(20, Pace(speed=-40_000, cost=0.025)) if not job.preview]
    assert found[0] in (18, 19)


def test_what_would_keep_the_worker_busy_when_the_view_stops_is_not_begun() -> None:
    assert all(job.preview for job in jobs(20, Pace(speed=36_000, cost=0.2)))
    assert not all(job.preview for job in jobs(20, Pace(speed=36_000, cost=0.01)))
    assert not all(job.preview for job in jobs(20, Pace(speed=12_000, cost=0.2)))


def test_while_moving_small_pictures_come_only_from_nearby() -> None:
    small = [job.page for job in jobs(20, Pace(speed=6000, cost=0.01)) if job.preview]
    assert small
    assert set(small) <= set(range(17, 25))


def test_small_pictures_come_first_where_pages_cost_much() -> None:
    assert jobs(20, Pace(speed=3000, cost=0.1))[0].preview
    assert not jobs(20, Pace(speed=3000, cost=0.01))[0].preview


@pytest.mark.parametrize("speed", [1500.0, -12_000.0, 36_000.0])
def test_the_speed_is_measured(speed: float) -> None:
    kept, now = keeper(speed=speed, cost=0.1)
    pace = kept.pace(now)
    assert pace.speed == pytest.approx(speed, rel=0.02)
    assert pace.lead == pytest.approx(speed / 10, rel=0.02)
    assert kept.pace(now + STILL + 0.001).speed == 0


def test_what_shows_of_dear_pages_comes_first_at_rest() -> None:
    box = LAYOUT.box(20)
    half = View(LAYOUT, box.y + 500, box.y + 1300)
    have: set[Job] = set()

    def planned() -> list[Job]:
        return plan(half, have=have.__contains__, pace=Pace(cost=0.2, strips=True))

    first, second, whole = planned()[:3]
    assert (first.page, first.clip) == (21, (0, 0, box.width, 512))
    assert (second.page, second.clip) == (20, (0, 448, box.width, box.height))
    assert whole.clip is None
    have.add(Job(20, 1.0))
    assert [job.page for job in planned() if job.clip] == [21]
    assert not any(job.clip for job in plan(half, have=have.__contains__, pace=REST))


def test_two_workers_share_what_shows_of_a_dear_page() -> None:
    box = LAYOUT.box(20)
    seen = View(LAYOUT, box.y + 100, box.y + 700)
    pace = Pace(cost=0.2, strips=True, halves=True)
    upper, lower, whole = plan(seen, have=lambda _job: False, pace=pace, workers=2)[:3]
    assert (upper.clip, lower.clip) == ((0, 64, box.width, 384), (0, 384, box.width, 704))
    assert whole.clip is None
    assert shows_whole([lower, upper], seen, 20)
    assert not shows_whole([upper], seen, 20)
    assert not shows_whole([lower], seen, 20)


def test_a_low_strip_is_not_halved() -> None:
    box = LAYOUT.box(20)
    seen = View(LAYOUT, box.y + box.height - 200, box.y + box.height)
    pace = Pace(cost=0.2, strips=True, halves=True)
    found = plan(seen, have=lambda _job: False, pace=pace, workers=2)
    assert len([job for job in found if job.clip]) == 1


def test_strips_that_cost_as_much_as_pages_are_left() -> None:
    kept, now = keeper(speed=0, cost=0.15)
    assert kept.pace(now).strips
    assert not kept.pace(now).halves
    kept.drew_strip(0.08, 0.5)
    assert kept.pace(now).strips
    assert kept.pace(now).halves
    kept.drew_strip(0.14, 0.5)
    assert not kept.pace(now).strips
    for times in (1, 2):
        for _page in range(20 * times):
            assert not kept.pace(now).strips
            kept.drew(0.15)
        assert kept.pace(now).strips
        kept.drew_strip(0.14, 0.5)


def test_one_page_is_enough_to_know_whether_strips_pay() -> None:
    for seconds, pays in ((0.5, True), (0.95, False)):
        kept = PaceKeeper()
        kept.drew_strip(seconds, 0.5)
        assert not kept.pace(0.0).halves
        kept.drew(1.0)
        kept.drew_strip(seconds, 0.5)
        assert (kept.pace(0.0).strips, kept.pace(0.0).halves) == (pays, pays)


def test_cheap_pages_are_drawn_whole() -> None:
    box = LAYOUT.box(20)
    half = View(LAYOUT, box.y + 500, box.y + 1300)
    found = plan(half, have=lambda _job: False, pace=Pace(cost=0.01, strips=True))
    assert not any(job.clip for job in found)


def test_a_dear_page_that_cannot_be_drawn_keeps_no_other_back() -> None:
    pages = [job.page for job in plan(view(20), have=lambda _job: False, pace=Pace(cost=0.2))]
    assert set(pages) == {20}
    found = plan(
        view(20), have=lambda _job: False, skip={20}, lacking=Lacking([7]), pace=Pace(cost=0.2)
    )
    assert {job.page for job in found} >= {21, 7}


def test_a_view_is_exact_where_one_strip_covers_what_shows() -> None:
    box = LAYOUT.box(20)
    half = View(LAYOUT, box.y + 500, box.y + 1300)
    strip = strip_of(half, 20)
    assert strip is not None
    assert shows_whole([strip], half, 20)
    assert not shows_whole([strip], View(LAYOUT, box.y + 400, box.y + 1200), 20)
    assert not shows_whole([], half, 20)
    assert strip_of(View(LAYOUT, box.y, box.y + 800), 20) is None


def test_creeping_and_jumping_are_no_speed() -> None:
    kept, now = keeper(speed=60)
    assert kept.pace(now).speed == 0
    kept.moved(500_000, now + 0.01)
    assert kept.pace(now + 0.01).speed == 0


def test_small_pictures_are_found_outwards() -> None:
    lacking = Lacking([1, 2, 8, 9, 30])
    assert lacking.around(8, 8, 3) == [8, 9, 2]
    assert lacking.within(2, 9) == [2, 8, 9]
    lacking.discard(8)
    lacking.discard(8)
    assert lacking.around(8, 8, 9) == [9, 2, 1, 30]
    assert len(lacking) == 4


def test_a_second_worker_helps_where_pages_cost_much(make_window, pdf, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    window = make_window(pdf("long"))
    renderer, second = window.reader.renderer, window.reader._second
    with qtbot.waitSignal(renderer.help_wanted, timeout=5000):
        renderer._note_cost(1.0)
    renderer._keeper._without_strips = 1000  # each has a page, not half of one
    qtbot.waitUntil(lambda: len(renderer._hands) == 2, timeout=20_000)
    window.reader.view.go_to(30)
    qtbot.waitUntil(lambda: renderer.is_sharp, timeout=20_000)
    os.kill(second._link.client.pid, signal.SIGKILL)  # the first one goes on alone
    window.reader.view.go_to(9)
    qtbot.waitUntil(lambda: len(renderer._hands) == 1 and renderer.is_sharp, timeout=20_000)
    qtbot.waitUntil(
        lambda: all(job in renderer.cache for job in window.reader.view.looked_at().jobs(9))
    )
    window.reader.close_document()
    assert renderer._hands == []


@pytest.fixture
def stuck(make_window, pdf, qtbot, monkeypatch):
    """Reader whose second worker stands still with a page that shows; nothing else is to be drawn."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    reader = make_window(pdf("long")).reader
    renderer = reader.renderer
    renderer._note_cost(1.0)
    renderer._keeper._without_strips = 1000  # each has a page, not half of one
    qtbot.waitUntil(lambda: len(renderer._hands) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: not any(hand.job for hand in renderer._hands), timeout=20_000)
    os.kill(renderer._hands[1].link.client.pid, signal.SIGSTOP)
    reader.view.set_zoom(0.4)
    qtbot.waitUntil(lambda: reader.view.settled and not renderer._moving.isActive())
    qtbot.waitUntil(lambda: [bool(hand.job) for hand in renderer._hands] == [False, True])
    assert renderer._hands[1].job.page in reader.view.shown()
    assert not renderer.is_sharp
    return reader


def test_what_a_second_worker_had_in_hand_is_drawn_by_the_first(stuck, qtbot) -> None:
    renderer = stuck.renderer
    os.kill(renderer._hands[1].link.client.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: renderer.is_sharp, timeout=5000)
    assert len(renderer._hands) == 1
    assert not renderer.failed


def test_a_page_that_ends_a_second_worker_too_is_left_alone(stuck, qtbot) -> None:
    renderer = stuck.renderer
    page = renderer._hands[1].job.page
    renderer._troubles[page] = 1
    with qtbot.waitSignal(renderer.page_failed, timeout=5000):
        os.kill(renderer._hands[1].link.client.pid, signal.SIGKILL)
    assert renderer.failed == {page}
    qtbot.waitUntil(lambda: renderer.is_sharp, timeout=5000)
