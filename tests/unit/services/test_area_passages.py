# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages through a project's life: tagged, moved, merged, disputed, looked at again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.area import Area, area_of
from annotator.domain.errors import InputRefusedError
from annotator.services.annotations import Wanted
from annotator.services.merge_words import about
from annotator.services.projects import create_workspace

STAMP = Area(1, 100.0, 150.0, 300.0, 250.0)


@pytest.fixture
def draft_pdf():
    return "scan"


def tag(space, sha256, area, code="SUR-3"):
    anchor = space.passages.anchor_for(sha256, area)
    return space.passages.tag(anchor, [space.codes.named(code).uid]).passage


def merged(space, other, tmp_path, **more):
    path = tmp_path / f"{other.path.stem}.csv"
    other.transfer.export(path, Wanted())
    return space.transfer.merge([path], **more)


@pytest.fixture
def bo(real_space):
    return real_space("b", "Bo")


def test_the_same_area_is_one_passage_and_another_on_the_page_is_another(work, sha256):
    first = tag(work, sha256, STAMP)
    assert tag(work, sha256, STAMP, "PRV-1") == first
    assert tag(work, sha256, replace(STAMP, x1=301.0)) != first
    assert tag(work, sha256, replace(STAMP, page=2)) != first
    assert len(work.passages.on_draft(sha256)) == 3
    assert work.passages.get(first).placed
    rows = [row for row in work.overview.rows() if row.passage == first]
    assert [(row.area, row.quote, row.page) for row in rows] == [(True, "", 1)] * 2


def test_what_stands_out_of_the_page_is_cut_and_what_is_not_on_it_refused(work, sha256):
    anchor = work.passages.anchor_for(sha256, Area(2, -20.0, 600.0, 900.0, 900.0))
    assert area_of(anchor).box == (0.0, 600.0, 500.0, 700.0), "of the page cropped and not turned"
    for area in (replace(STAMP, page=3), replace(STAMP, y0=900.0, y1=950.0)):
        with pytest.raises(InputRefusedError):
            work.passages.anchor_for(sha256, area)


def test_it_is_moved_in_one_action_that_can_be_undone(work, sha256):
    passage = tag(work, sha256, STAMP)
    wider = replace(STAMP, x0=90.0)
    work.passages.move(passage, wider)
    assert area_of(work.passages.get(passage).anchor) == wider
    assert work.history.list()[-1].what == "Move the area on page 1"
    work.history.undo()
    assert area_of(work.passages.get(passage).anchor) == STAMP
    work.history.redo()
    assert area_of(work.passages.get(passage).anchor) == wider


def test_it_travels_and_comes_back_as_it_was(work, bo, sha256, tmp_path):
    passage = tag(work, sha256, STAMP)
    work.comments.add(passage, "A stamp nobody can read")
    assert merged(bo, work, tmp_path).counts["added"] == 2
    assert bo.passages.get(passage) == work.passages.get(passage)
    assert merged(work, bo, tmp_path).counts["added"] == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert area_of(bo.passages.get(passage).anchor) == STAMP


def test_two_moves_apart_are_a_conflict_in_which_both_can_be_told_apart(work, bo, sha256, tmp_path):
    passage = tag(work, sha256, STAMP)
    merged(bo, work, tmp_path)
    work.passages.move(passage, replace(STAMP, x0=90.0))
    bo.passages.move(passage, replace(STAMP, y1=300.0))
    report = merged(work, bo, tmp_path)
    assert report.counts["conflicts"] == 1
    (item,) = [each for each in report.items if each.outcome == "conflicts"]
    assert item.about == "SUR-3 [area], page 1"
    assert "area of 71 × 53 mm" in item.reason
    assert "area of 74 × 35 mm" in item.reason
    (conflict,) = work.conflicts.list()
    assert conflict.subject.name == "[area on page 1]"
    work.conflicts.choose("passage", passage, "anchor", conflict.values[1].value)
    assert work.conflicts.list() == ()


def test_a_move_of_ones_own_by_somebody_else_waits_in_the_inbox(work, bo, sha256, tmp_path):
    passage = tag(work, sha256, STAMP)
    merged(bo, work, tmp_path)
    bo.passages.move(passage, replace(STAMP, y1=300.0))
    merged(work, bo, tmp_path, hold_own=True)
    assert area_of(work.passages.get(passage).anchor) == STAMP
    work.inbox.accept(passage)
    assert area_of(work.passages.get(passage).anchor).y1 == 300.0
    assert work.history.list()[-1].what == "Accept the change to [area on page 1]"


def test_an_area_waits_for_its_draft_and_stands_when_the_same_file_comes(
    work, sha256, tmp_path, pdf, request
):
    passage = tag(work, sha256, STAMP)
    bo = create_workspace(tmp_path / "c.treaty", reviewer="Bo")
    request.addfinalizer(bo.close)
    assert merged(bo, work, tmp_path).counts["waiting"] == 1
    bo.drafts.add(pdf("two_pages"), symbol="T/1", language="en")
    assert bo.passages.on_draft(bo.drafts.list()[0].sha256) == [], "other bytes are another draft"
    bo.drafts.add(pdf("scan"), symbol="T/1", language="en")
    assert bo.passages.get(passage).placed


def test_an_area_that_is_on_no_page_needs_review(work, bo, sha256, tmp_path):
    passage = tag(work, sha256, STAMP)
    merged(bo, work, tmp_path)
    nowhere = replace(bo.passages.get(passage).anchor, quads=(replace(STAMP, page=99).quad(),))
    with bo._desk.change_as_me("move_passage") as unit:
        unit.write("passage", passage, {"anchor": nowhere.to_json()})
    merged(work, bo, tmp_path)
    assert not work.passages.get(passage).placed
    work.history.undo()
    assert work.passages.get(passage).placed


def test_words_become_an_area_and_an_area_words(tmp_path, pdf, request):
    space = create_workspace(tmp_path / "w.treaty", reviewer="Ana")
    request.addfinalizer(space.close)
    sha256 = space.drafts.add(pdf("two_pages"), symbol="T/1").sha256
    area = Area(1, 80.0, 85.0, 400.0, 115.0)
    passage = tag(space, sha256, area)
    assert space.passages.get(passage).anchor.quote == "Article 1"
    words = space.passages.find_quote(sha256, "everyone, and each State Party")
    space.passages.move(passage, words.segments)
    assert space.passages.get(passage).anchor.kind == "text"
    space.passages.move(passage, area)
    assert area_of(space.passages.get(passage).anchor) == area


def test_a_row_without_words_names_its_area():
    cells = {"code": "SUR-3", "page": "2", "anchor": '{"draft":"d","kind":"area"}'}
    assert about(cells) == "SUR-3 [area], page 2"
    assert about({**cells, "quote": "Each Party"}) == "SUR-3 “Each Party”, page 2"
    assert about({**cells, "anchor": "no anchor"}) == "SUR-3, page 2"
