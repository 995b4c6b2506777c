# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rectangles as places to tag, without a project."""

from __future__ import annotations

import pytest

from annotator.domain.anchor import Anchor, Quad, Segment, kind_of
from annotator.domain.area import Area, anchor_words, area_anchor, area_label, area_of
from annotator.domain.draft_text import DraftText, PageBody

TEXT = DraftText([PageBody(1, "A header\nEach State\nParty\n", ((9, 26),))])


def test_any_two_corners_make_the_same_area():
    wanted = Area(2, 10.0, 20.0, 110.25, 220.5)
    assert Area.between(2, (110.25, 20), (10, 220.5)) == wanted
    assert Area.between(2, (10.001, 220.499), (110.25, 20.0004)) == wanted
    assert str(Area.between(1, (-0.001, 5), (9, 9)).x0) == "0.0", "no minus before nothing"


def test_it_is_the_same_after_writing_and_reading():
    area = Area.between(1, (1 / 3, 2 / 3), (100 / 7, 600 / 7))
    anchor = area_anchor("sha", TEXT, area, (), extractor="x/1")
    assert area_of(Anchor.from_json(anchor.to_json())) == area
    assert Anchor.from_json(anchor.to_json()) == anchor


def test_it_is_cut_to_its_page():
    area = Area(1, -50.0, 700.0, 900.0, 900.0)
    assert area.within(595, 842) == Area(1, 0.0, 700.0, 595.0, 842.0)
    assert not area.fits(595, 842)
    assert area.within(595, 842).fits(595, 842)
    assert Area(1, 600.0, 0.0, 700.0, 50.0).within(595, 842).too_small


def test_the_words_inside_are_the_quote_and_headers_are_not():
    inside = (Segment(1, 2, 8), Segment(1, 9, 19), Segment(1, 20, 23))
    anchor = area_anchor("sha", TEXT, Area(1, 0, 0, 99, 99), inside, extractor="x/1")
    assert anchor.quote == "Each State Par"
    assert (anchor.page, anchor.start, anchor.segments) == (1, 0, ())
    assert (anchor.prefix, anchor.suffix) == ("", "")
    assert [page for page, _hash in anchor.text_hash] == [1]
    bare = area_anchor("sha", TEXT, Area(3, 0, 0, 99, 99), (), extractor="x/1")
    assert (bare.quote, bare.text_hash, bare.page) == ("", (), 3)


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor("text", "sha", quads=(Quad(1, (0,) * 8),)),
        Anchor("area", "sha"),
        Anchor("provision", "sha", provision="Art 1"),
    ],
)
def test_what_names_no_rectangle_is_no_area(anchor):
    assert area_of(anchor) is None


def test_how_people_name_it():
    assert area_label("iv") == "[area on page iv]"
    assert area_label("") == "[area]"
    one = Area(1, 72.0, 144.0, 216.0, 216.0)
    said = anchor_words(Anchor("area", "sha", quads=(one.quad(),), quote="Party"))
    assert said == "area of 51 × 25 mm at (25, 51) mm, “Party”"
    assert anchor_words(Anchor("provision", "sha", provision="Art 1")) == "Art 1"
    assert anchor_words(Anchor("text", "sha", quote="a\nb")) == "“a b”"


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", "null", '{"draft": "x"}'])
def test_the_kind_of_what_is_no_anchor(text):
    assert kind_of(text) == ""
    assert kind_of(Anchor("area", "sha").to_json()) == "area"
