# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is drawn next, without Qt and without a worker."""

from __future__ import annotations

from annotator.domain.project import PageSize
from annotator.ui.viewer.drawing.page_cache import PageCache
from annotator.ui.viewer.drawing.planning import PREVIEW_SCALE, Lacking, plan
from annotator.ui.viewer.drawing.scheduler import BAND, Job, Scheduler, View, bands
from annotator.ui.viewer.layout import Layout

SIZES = [PageSize(600, 800)] * 20


def view(page: int, *, direction: int = 1, scale: float = 1.0, height: int = 900) -> View:
    layout = Layout(SIZES, scale=scale, viewport=900, gap=16)
    top = layout.box(page).y
    return View(layout, top, top + height, direction)


def nothing(_job: Job) -> bool:
    return False


def test_visible_first_then_ahead_then_behind_then_small_pictures() -> None:
    jobs = plan(view(5), have=nothing, lacking=Lacking(range(1, 31)))
    assert {job.page for job in jobs[:2]} == {5, 6}
    assert [job.page for job in jobs[2:5]] == [7, 8, 4]
    assert all(job.preview and job.scale == PREVIEW_SCALE for job in jobs[5:])
    assert {job.page for job in jobs[5:7]} == {5, 6}


def test_going_up_prefetches_upwards() -> None:
    jobs = plan(view(10, direction=-1, height=700), have=nothing)
    assert [job.page for job in jobs] == [10, 9, 8, 11]


def test_what_is_there_and_what_cannot_be_drawn_is_left_out() -> None:
    jobs = plan(view(5), have=lambda job: job.page == 5, skip={6})
    assert [job.page for job in jobs] == [7, 8, 4]


def test_a_large_page_comes_in_bands_the_middle_of_the_view_first() -> None:
    seen = view(5, scale=4.0, height=1200)
    clips = bands(seen.layout, 5)
    assert len(clips) == -(-3200 // BAND)
    assert clips[0] == (0, 0, 2400, BAND)
    assert clips[-1] is not None
    assert clips[-1][3] == 3200
    jobs = plan(seen, have=nothing)
    shown = [job for job in jobs if job.page == 5 and job.clip and job.clip[1] < 1200]
    assert jobs[0].clip == (0, 1200 // 2 // BAND * BAND, 2400, (1200 // 2 // BAND + 1) * BAND)
    assert len(shown) == -(-1200 // BAND)


def test_at_the_largest_scale_only_small_tiles_of_what_shows_are_drawn() -> None:
    layout = Layout(SIZES, scale=85.0, viewport=1400, gap=16)
    box = layout.box(3)
    top, left = box.y + 30_000, box.x + 20_000
    seen = View(layout, top, top + 900, 1, left, left + 1400)
    jobs = plan(seen, have=nothing)
    clips = [job.clip for job in jobs if job.clip is not None]
    assert len(clips) == len(jobs)
    assert all((x1 - x0) * (y1 - y0) * 4 <= 4 * 2**20 for x0, y0, x1, y1 in clips)
    assert sum((x1 - x0) * (y1 - y0) * 4 for x0, y0, x1, y1 in clips) < 40 * 2**20
    shown = (left - box.x, top - box.y, left - box.x + 1400, top - box.y + 900)
    assert min(c[0] for c in clips) <= shown[0]
    assert min(c[1] for c in clips) <= shown[1]
    assert max(c[2] for c in clips) >= shown[2]
    assert max(c[3] for c in clips) >= shown[3]
    assert all(c[0] < shown[2] and c[2] > shown[0] for c in clips)


def test_parts_of_a_page_cover_it_without_overlap() -> None:
    layout = Layout(SIZES, scale=8.0, viewport=900, gap=16)
    box = layout.box(1)
    clips = [clip for clip in bands(layout, 1) if clip is not None]
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in clips) == box.width * box.height
    assert max(x1 - x0 for x0, _y0, x1, _y1 in clips) <= 2048


def test_one_in_flight_and_the_rest_replaced() -> None:
    queue = Scheduler()
    old, new = [Job(n, 1.0) for n in (1, 2, 3)], [Job(n, 1.0) for n in (8, 9)]
    queue.replace(old)
    first = queue.take()
    assert first == old[0]
    queue.launched(first, 7, 0.0)
    assert queue.take() is None
    queue.replace(new)
    assert queue.answered(6) is None, "an answer to something long forgotten"
    assert queue.answered(7) == old[0]
    assert queue.take() == new[0]
    queue.launched(new[0], 8, 0.0)
    queue.answered(8)
    assert (queue.take(), queue.take()) == (new[1], None)


def test_unwanted_work_is_cancelled_only_after_a_while_and_once() -> None:
    queue = Scheduler()
    queue.replace([Job(1, 1.0)])
    job = queue.take()
    assert job is not None
    queue.launched(job, 3, 10.0)
    assert queue.to_cancel(11.0) is None, "it is still wanted"
    queue.replace([Job(9, 1.0)])
    assert queue.to_cancel(10.005) is None, "it may end by itself"
    assert queue.unwanted()
    assert queue.to_cancel(10.011) == 3
    assert queue.to_cancel(10.5) is None
    queue.answered(3)
    assert queue.take() == Job(9, 1.0)


def test_wanted_again_before_it_was_cancelled() -> None:
    queue = Scheduler()
    queue.replace([Job(1, 1.0)])
    queue.launched(queue.take() or Job(0, 0), 3, 0.0)
    queue.replace([Job(9, 1.0)])
    queue.replace([Job(1, 1.0), Job(9, 1.0)])
    assert queue.to_cancel(5.0) is None
    queue.answered(3)
    assert (queue.take(), queue.take()) == (Job(9, 1.0), None)


def test_cancelled_but_wanted_again_is_sent_again() -> None:
    queue = Scheduler()
    queue.replace([Job(1, 1.0)])
    queue.launched(queue.take() or Job(0, 0), 3, 0.0)
    queue.replace([])
    assert queue.to_cancel(1.0) == 3
    queue.replace([Job(1, 1.0)])
    queue.answered(3)
    assert queue.take() == Job(1, 1.0)


def test_a_lost_worker_gives_the_job_back() -> None:
    queue = Scheduler()
    queue.replace([Job(4, 1.0)])
    queue.launched(queue.take() or Job(0, 0), 1, 0.0)
    assert queue.forget() == Job(4, 1.0)
    assert queue.in_flight is None


def test_the_cache_keeps_what_is_looked_at_and_drops_the_farthest() -> None:
    cache: PageCache[str] = PageCache(300)
    cache.keep(range(10, 12))
    for page in (10, 11, 2, 12):
        cache.put(Job(page, 1.0), f"page {page}", 100)
    assert Job(2, 1.0) not in cache
    assert {10, 11, 12} == {p for p in range(20) if Job(p, 1.0) in cache}
    assert cache.bytes == 300
    cache.put(Job(13, 1.0), "page 13", 100)
    assert Job(13, 1.0) not in cache
    assert Job(10, 1.0) in cache


def test_what_is_looked_at_stays_beyond_the_budget() -> None:
    cache: PageCache[str] = PageCache(100)
    cache.keep(range(1, 3))
    cache.put(Job(1, 1.0), "a", 90)
    cache.put(Job(2, 1.0), "b", 90)
    assert len(cache) == 2


def test_of_a_page_in_tiles_only_what_shows_stays_beyond_the_budget() -> None:
    cache: PageCache[str] = PageCache(100)
    tiles = [Job(1, 80.0, (0, top, 2048, top + 512)) for top in range(0, 5120, 512)]
    cache.keep(range(1, 2), tiles[-2:])
    for tile in tiles:
        cache.put(tile, "pixels", 60)
    assert {tile for tile in tiles if tile in cache} == set(tiles[-2:])


def test_other_scales_go_when_a_page_is_complete() -> None:
    cache: PageCache[str] = PageCache(1000)
    cache.put(Job(1, 1.0), "old", 10)
    cache.put(Job(1, 2.0), "new", 10)
    cache.put(Job(2, 1.0), "other page", 10)
    cache.drop_other_scales(1, 2.0)
    assert [picture for _job, picture in cache.of_page(1)] == ["new"]
    assert cache.bytes == 20
