# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blind reading holds for the drafts the plan has read, and for no other."""

from __future__ import annotations

import hashlib

import pytest

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, created
from annotator.storage.tables import Blob

SECOND = hashlib.sha256(b"%2").hexdigest()
FACTS = {"symbol": "A/2", "language": "en", "date": "2024-05-29", "round": "", "treaty": "T"}


def with_second(project):
    with project.work._desk.change("add_draft") as unit:
        unit.put("draft", [created("draft", SECOND, FACTS, GUESS)], {})
        unit.rows.insert(Blob, [{"sha256": SECOND, "size": 2, "data": b"%2"}])


def tag_second(project):
    quads = (Quad(1, (0.0, 0.0, 9.0, 0.0, 0.0, 9.0, 9.0, 9.0)),)
    anchor = Anchor("text", SECOND, (Segment(1, 0, 5),), "words", quads=quads)
    return project.work.passages.tag(anchor, [project.code("SUR-3")])


@pytest.fixture
def two(ana, bo):
    """`two(drafts)`: Ana's project with a tag of Bo's on each of two drafts; those named are read blind."""

    def make(drafts):
        for project in (ana, bo):
            with_second(project)
        bo.tag(place=9, note="his")
        tag_second(bo)
        ana.work.team.agree(drafts=drafts, assigned={"Ana": "", "Bo": ""}, blind=True)
        return ana

    return make


def seen(project):
    passages = project.work.passages
    return tuple(sum(len(p.tags) for p in passages.on_draft(d)) for d in (project.draft, SECOND))


def test_a_draft_that_is_not_in_the_plan_is_read_openly(two, bo):
    ana = two([bo.draft])
    ana.merge(bo)
    assert seen(ana) == (0, 1)
    assert ana.work.overview.tag_counts().get(ana.draft, 0) == 0
    assert ana.work.overview.tag_counts()[SECOND] == 1
    assert ana.work.team.reads_blind(ana.draft)
    assert not ana.work.team.reads_blind(SECOND)
    ana.work.finishing.finish(ana.draft)
    assert seen(ana) == (1, 1)


def test_all_are_read_blind_where_the_plan_names_none(two, bo):
    ana = two([])
    ana.merge(bo)
    assert seen(ana) == (0, 0)
    assert ana.work.team.reads_blind(SECOND)


def test_a_merge_tells_of_a_draft_that_is_read_openly_and_asks_to_finish_what_is_read(two, bo):
    ana = two([bo.draft])
    report = ana.merge(bo, preview=True)
    assert set(report.by_reviewer) >= {"Bo", "others"}
    assert "A/2@en" not in report.hidden
    assert report.hidden["A/1@en"] == 1
    ana.work.finishing.finish(ana.draft)  # the second is nobody's to finish
    report = ana.merge(bo, preview=True)
    assert not report.hidden
    assert "others" not in report.by_reviewer


def test_what_names_no_draft_waits_for_the_drafts_one_is_to_read(two, bo):
    ana = two([bo.draft])
    with ana.work._store.read() as connection:
        sight = ana.work._desk.seen(connection)
        assert sight.hides_by_name("Bo", "")
        assert sight.hides_by_name("Bo", "A/1@en")
        assert not sight.hides_by_name("Bo", "A/2@en")
        assert not sight.hides_by_name("Ana", "A/1@en")
        assert sight.hides("", bo.me)
    ana.work.finishing.finish(ana.draft)
    with ana.work._store.read() as connection:
        assert not ana.work._desk.seen(connection).hides_by_name("Bo", "")
