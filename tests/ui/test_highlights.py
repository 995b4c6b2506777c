# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages as marks, chips and bars."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from annotator.domain.anchor import Anchor, Quad
from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.domain.project import PageSize
from annotator.domain.tag import REJECTED, Tag
from annotator.ui.viewer.layout import Layout, Spot
from annotator.ui.viewer.marks.highlights import mark_at, marks_of
from annotator.ui.viewer.marks.lane_layout import BARS, Beside, beside, columns, stacked
from annotator.ui.viewer.marks.mark_board import MarkBoard
from annotator.ui.viewer.marks.mark_shapes import MarkShapes, shapes

CODES = {
    code.uid: code
    for code in (
        Code("f", "SUR", "Surveillance", colour="#111111"),
        Code("c1", "SUR-1", "One", "SUR", colour="#222222"),
        Code("c2", "SUR-2", "Two", "SUR", colour="#333333"),
    )
}


def quad(page: int, x0: float, y0: float, x1: float, y1: float) -> Quad:
    return Quad(page, (x0, y0, x1, y0, x0, y1, x1, y1))


def passage(uid: str, quads: list[Quad], codes: list[str], reviewer: str = "Ana") -> Passage:
    tags = tuple(Tag(f"{uid}-{code}", uid, code, reviewer) for code in codes)
    return Passage(uid, Anchor("text", "sha", quads=tuple(quads)), tags=tags)


def test_the_family_fills_and_each_tag_keeps_its_colour() -> None:
    (mark,) = marks_of([passage("p", [quad(1, 0, 0, 9, 9)], ["c1", "c2"])], CODES, mine={"Ana"})
    assert mark.fill == "#111111"
    assert [(label.letters, label.colour) for label in mark.labels] == [
        ("SUR-1", "#222222"),
        ("SUR-2", "#333333"),
    ]
    assert mark.own


def test_others_tags_are_not_own() -> None:
    (mark,) = marks_of([passage("p", [quad(1, 0, 0, 9, 9)], ["c1"], "Bo")], CODES, mine={"Ana"})
    assert not mark.own


def test_what_was_decided_against_shows_only_when_lit() -> None:
    both = passage("p", [quad(1, 0, 0, 9, 9)], ["c1", "c2"])
    first, second = both.tags
    against = replace(first, review_state=REJECTED)
    (mark,) = marks_of([replace(both, tags=(against, second))], CODES, mine={"Ana"})
    assert [label.letters for label in mark.labels] == ["SUR-2"]
    (bare,) = marks_of([replace(both, tags=(against,))], CODES, mine={"Ana"})
    assert (bare.labels, bare.own) == ((), False)
    layout = Layout([PageSize(600, 800)], scale=1.0, viewport=700, gap=16)
    (shape,) = shapes([bare], layout, 1.0)
    assert (shape.outline, shape.lines) == (None, [])
    assert beside(layout, 1, [bare], height=20, gap=2) == Beside()
    other = replace(mark, passage="q")
    assert mark_at([bare, other], Spot(1, 5, 5)) == other
    assert mark_at([bare], Spot(1, 5, 5)) == bare  # it can be reached


def test_a_passage_over_two_pages_has_its_chips_once() -> None:
    marks = marks_of(
        [passage("p", [quad(2, 0, 0, 9, 9), quad(1, 0, 700, 9, 710)], ["c1"])], CODES, mine=()
    )
    assert [(mark.page, mark.first) for mark in marks] == [(1, True), (2, False)]


def test_a_code_that_is_not_in_the_codebook_still_shows() -> None:
    (mark,) = marks_of([passage("p", [quad(1, 0, 0, 9, 9)], ["gone"])], CODES, mine=())
    assert mark.labels[0].letters == "?"


def test_of_several_passages_the_smallest_is_meant() -> None:
    large = passage("large", [quad(1, 0, 0, 500, 100)], ["c1"])
    small = passage("small", [quad(1, 100, 40, 140, 50)], ["c2"])
    marks = marks_of([large, small], CODES, mine=())
    assert mark_at(marks, Spot(1, 120, 45)).passage == "small"
    assert mark_at(marks, Spot(1, 300, 45)).passage == "large"
    assert mark_at(marks, Spot(1, 300, 400)) is None
    assert mark_at(marks, Spot(2, 120, 45)) is None


def test_chips_neither_cross_nor_cover_each_other() -> None:
    marks = marks_of(
        [
            passage(f"p{n}", [quad(1, 0, y, 9, y + 9)], ["c1", "c2"])
            for n, y in enumerate((10, 12, 300))
        ],
        CODES,
        mine=(),
    )
    wanted = [(mark, label, mark.quads[0].bounds()[1]) for mark in marks for label in mark.labels]
    chips = stacked(wanted, height=20, gap=2, within=(0, 800))
    assert all(b.y >= a.y + a.height + 2 for a, b in pairwise(chips))
    assert [chip.mark.passage for chip in chips] == ["p0", "p0", "p1", "p1", "p2", "p2"]
    assert chips[4].y == 300, "far from the crowd a chip stands at its line"


def test_a_crowd_of_chips_stays_beside_its_page_and_hides_no_tag() -> None:
    found = [passage(f"p{n:03}", [quad(1, 0, n, 9, n + 9)], ["c1"]) for n in range(100)]
    marks = marks_of(found, CODES, mine=())
    wanted = [(mark, mark.labels[0], mark.bounds[1]) for mark in marks]
    chips = stacked(wanted, height=20, gap=2, within=(0, 400))
    assert chips[0].y >= 0
    assert chips[-1].y + 20 <= 400
    assert all(b.y >= a.y + 22 for a, b in pairwise(chips))
    assert sum(1 + len(chip.more) for chip in chips) == 100
    assert [uid for chip in chips for uid in chip.passages()] == [mark.passage for mark in marks]


def test_chips_at_the_foot_of_a_page_move_up_instead_of_over_its_end() -> None:
    marks = marks_of([passage("p", [quad(1, 0, 390, 9, 399)], ["c1", "c2"])], CODES, mine=())
    wanted = [(marks[0], label, 390.0) for label in marks[0].labels]
    chips = stacked(wanted, height=20, gap=2, within=(0, 400))
    assert [chip.y for chip in chips] == [358, 380]


def test_bars_that_overlap_stand_side_by_side() -> None:
    assert columns([(0, 50), (10, 20), (15, 60), (55, 70)]) == [0, 1, 2, 0]
    assert columns([(0, 50)] * 5) == [0, 1, 2, BARS, BARS], "there is room for so many"


def made(scale: float) -> Layout:
    return Layout([PageSize(600, 800)], scale=scale, viewport=900, gap=16)


@pytest.mark.parametrize("scale", [0.6, 1.3, 2.0, 5.3])
def test_of_four_passages_on_the_same_words_every_underline_shows(scale: float) -> None:
    spans = [(50, 300), (120, 200), (50, 300), (180, 400)]
    found = [
        passage(f"p{n}", [quad(1, x0, 100, x1, 112)], [code], "Bo" if n else "Ana")
        for n, (x0, x1) in enumerate(spans)
        for code in ("c1",)
    ]
    layout = made(scale)
    lines = [
        line
        for shape in shapes(marks_of(found, CODES, mine={"Ana"}), layout, 1.0)
        for line, _c in shape.lines
    ]
    assert len(lines) == 4
    for n, one in enumerate(lines):
        for other in lines[n + 1 :]:
            if one.left() < other.right() and other.left() < one.right():
                assert not one.intersects(other), "one hides the other"
    lowest = max(line.bottom() for line in lines)
    assert lowest <= layout.position(Spot(1, 0, 112))[1] + 12 * scale, "they reach the next line"


def test_others_lines_have_one_outline_and_own_are_filled() -> None:
    lines = [quad(1, 50, 100, 300, 112), quad(1, 50, 116, 260, 128), quad(1, 50, 132, 90, 144)]
    found = [passage("mine", lines, ["c1"], "Ana"), passage("theirs", lines, ["c1"], "Bo")]
    mine, theirs = shapes(marks_of(found, CODES, mine={"Ana"}), made(1.0), 1.0)
    assert mine.outline is None
    assert theirs.outline is not None
    assert len(theirs.outline.toSubpathPolygons()) == 1


def test_shapes_are_made_once_for_a_layout() -> None:
    marks = marks_of([passage("p", [quad(1, 0, 0, 9, 9)], ["c1"])], CODES, mine=())
    held, layout = MarkShapes(), made(1.0)
    first = held.on(1, {1: marks}, layout, unit=1.0)
    assert held.on(1, {1: marks}, layout, unit=1.0) is first
    assert held.on(1, {1: marks}, made(2.0), unit=1.0) is not first
    held.forget([1])
    assert held.on(1, {}, layout, unit=1.0) == []


def test_a_crowded_page_looks_the_same_once_its_picture_is_made(make_window, pdf, qtbot) -> None:
    window = make_window(pdf("two_pages"))
    view = window.reader.view
    qtbot.waitUntil(lambda: window.reader.renderer.is_sharp, timeout=20_000)
    found = [
        passage(f"p{n}", [quad(1, 90 + n, 100 + 9 * n, 300, 112 + 9 * n)], ["c1", "c2"], who)
        for n in range(20)
        for who in (("Ana", "Bo")[n % 2],)
    ]
    view.marks.put(marks_of(found, CODES, mine={"Ana"}))
    plain = view.viewport().grab().toImage()
    pictures = view._prepared.pictures
    qtbot.waitUntil(lambda: bool(pictures._held), timeout=5_000)
    assert view.viewport().grab().toImage() == plain
    view.marks.choose("p3")
    assert view.viewport().grab().toImage() != plain, "the chosen one is lit"
    view.marks.choose("")
    view.marks.put(())
    assert not pictures._held
    assert view.viewport().grab().toImage() != plain


def test_where_a_passage_begins_is_known() -> None:
    board = MarkBoard()
    quads = [quad(3, 0, 0, 9, 9), quad(2, 0, 700, 9, 709)]
    board.put(reversed(marks_of([passage("p", quads, ["c1"])], CODES, mine=())))
    assert board.first_of("p").page == 2
    assert board.first_of("q") is None


def area(uid: str, box: tuple[float, float, float, float], codes: list[str], who: str) -> Passage:
    return replace(
        passage(uid, [quad(1, *box)], codes, who),
        anchor=Anchor("area", "sha", quads=(quad(1, *box),)),
    )


def test_an_area_has_a_frame_a_tag_inside_its_edges_and_no_line_below() -> None:
    box = (100.0, 100.0, 300.0, 200.0)
    found = [area("p", box, ["c1", "c2"], "Ana"), area("q", box, ["c1"], "Bo")]
    layout = Layout([PageSize(600, 800)], scale=2.0, viewport=1300, gap=16)
    marks = marks_of(found, CODES, mine={"Ana"})
    own, other = shapes(marks, layout, 1.0)
    assert [mark.is_area for mark in marks] == [True, True]
    assert own.outline is None
    assert other.outline is None
    around = own.rects[0]
    frames = [own.lines[:4], own.lines[4:], other.lines]
    outer = [min(rect.left() for rect, _colour in frame) for frame in frames]
    assert outer == [around.left(), around.left() + 4, around.left() + 8], "none hides another"
    for rect, _colour in (side for frame in frames for side in frame):
        assert around.contains(rect)
        assert min(rect.width(), rect.height()) == 2
    assert own.lines[0][1] != own.lines[4][1], "each in its code's colour"


def test_frames_of_a_small_crowded_area_stay_within_it() -> None:
    found = [area(f"p{n}", (10, 10, 14, 13), ["c1", "c2"], "Ana") for n in range(9)]
    layout = Layout([PageSize(600, 800)], scale=1.0, viewport=700, gap=16)
    for shape in shapes(marks_of(found, CODES, mine=()), layout, 1.0):
        around = shape.rects[0].adjusted(-1, -1, 1, 1)
        assert all(around.contains(rect) for rect, _colour in shape.lines if rect.height())
