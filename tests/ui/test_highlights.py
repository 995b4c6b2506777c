# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages as marks, chips and bars."""

from __future__ import annotations

from itertools import pairwise

from annotator.domain.anchor import Anchor, Quad
from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.domain.tag import Tag
from annotator.ui.viewer.highlights import columns, mark_at, marks_of, stacked
from annotator.ui.viewer.layout import Spot

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
    chips = stacked(wanted, height=20, gap=2)
    assert all(b.y >= a.y + a.height + 2 for a, b in pairwise(chips))
    assert [chip.mark.passage for chip in chips] == ["p0", "p0", "p1", "p1", "p2", "p2"]
    assert chips[4].y == 300, "far from the crowd a chip stands at its line"


def test_bars_that_overlap_stand_side_by_side() -> None:
    assert columns([(0, 50), (10, 20), (15, 60), (55, 70)]) == [0, 1, 2, 0]
