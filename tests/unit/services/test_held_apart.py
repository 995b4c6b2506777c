# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inbox where one person has two computers, decisions are taken back, and two share a project."""

from __future__ import annotations

import pytest

from annotator.domain.errors import NotFoundError


@pytest.fixture
def laptop(ana, a_project):
    """Ana's other computer."""
    made = a_project("Ana", file="laptop")
    ana.tag(place=50)
    made.merge(ana)
    made.work.act_as("Ana")
    return made


@pytest.fixture
def tag(ana, bo, laptop):
    """A tag of Ana's that everybody has."""
    uid = ana.tag(severity="3", note="old", quote="the words")
    for each in (bo, laptop):
        each.merge(ana)
    return uid


def fields(project):
    return [(f.field, f.mine, f.theirs) for one in project.work.inbox.list() for f in one.fields]


def shown(project, uid):
    tag = project.shown(uid)
    return tag.severity, tag.note


@pytest.mark.parametrize("way", ["two files", "one file, and mine has gone through theirs"])
@pytest.mark.parametrize(("decide", "severity"), [("refuse", "3"), ("accept", "1")])
def test_only_what_others_wrote_waits_and_my_own_edit_is_kept(
    ana, bo, laptop, tag, way, decide, severity
):
    laptop.work.passages.edit(tag, {"note": "new"})
    if way == "two files":
        bo.work.passages.edit(tag, {"severity": "1"})
        assert ana.hold(bo).held == 1
        assert ana.hold(laptop).held == 0
    else:
        bo.merge(laptop)
        bo.work.passages.edit(tag, {"severity": "1"})
        assert ana.hold(bo).held == 1
        assert ana.counted(ana.hold(laptop)) == {"unchanged": 2}
    assert shown(ana, tag) == ("3", "new")
    assert fields(ana) == [("severity", "3", "1")]
    assert [one.who for one in ana.work.inbox.list()] == [("Bo",)]
    getattr(ana.work.inbox, decide)(tag)
    assert shown(ana, tag) == (severity, "new")
    for each in (bo, laptop):
        each.merge(ana)
        assert shown(each, tag) == (severity, "new")
        assert each.work.conflicts.list() == ()


def test_what_i_deleted_elsewhere_is_deleted_though_theirs_waits(ana, bo, laptop, tag):
    bo.work.passages.edit(tag, {"severity": "1"})
    ana.hold(bo)
    laptop.work.passages.untag(tag)
    assert ana.hold(laptop).held == 0
    assert ana.shown(tag).deleted_utc
    ana.work.inbox.refuse(tag)
    assert ana.shown(tag).deleted_utc


def test_what_somebody_put_back_in_my_name_is_not_what_i_wrote(ana, bo, tag):
    bo.work.passages.edit(tag, {"severity": "1"})
    bo.work.history.undo()
    ana.work.passages.edit(tag, {"severity": "2"})
    ana.hold(bo)
    assert shown(ana, tag)[0] == "2"


@pytest.mark.parametrize("first", ["refuse", "accept"])
@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize(("last", "severity"), [("refuse", "3"), ("accept", "1"), ("", "3")])
def test_a_decision_that_was_sent_and_taken_back_yields_to_the_last_one(
    ana, bo, tag, first, sent, last, severity
):
    bo.work.passages.edit(tag, {"severity": "1"})
    ana.hold(bo)
    before = ana.work.inbox.list()
    getattr(ana.work.inbox, first)(tag)
    if sent:
        bo.merge(ana)
    ana.work.history.undo()
    assert ana.work.inbox.list() == before
    assert shown(ana, tag)[0] == "3"
    if last:
        getattr(ana.work.inbox, last)(tag)
    assert ana.hold(bo).held == 0
    assert shown(ana, tag)[0] == severity
    assert ana.work.inbox.list() == (() if last else before)
    bo.merge(ana)
    if last:
        assert shown(bo, tag)[0] == severity
        assert ana.work.conflicts.list() == bo.work.conflicts.list() == ()


def test_a_decision_goes_back_and_forth_and_the_merge_below_it_too(ana, bo, tag):
    bo.work.passages.untag(tag)
    ana.hold(bo)
    before = ana.work.inbox.list()
    ana.work.inbox.accept(tag)
    for _ in range(2):
        ana.work.history.undo()
        assert ana.work.inbox.list() == before
        assert not ana.shown(tag).deleted_utc
        ana.work.history.redo()
        assert ana.work.inbox.list() == ()
        assert ana.shown(tag).deleted_utc
    ana.work.history.undo()
    ana.work.history.undo()
    assert ana.work.inbox.list() == ()
    ana.work.history.redo()
    assert ana.work.inbox.list() == before


def test_a_question_of_a_merge_below_another_comes_back_after_a_decision(ana, bo, tag):
    bo.work.passages.edit(tag, {"severity": "1"})
    ana.hold(bo)
    first = fields(ana)
    bo.work.passages.edit(tag, {"note": "theirs"})
    ana.hold(bo)
    ana.work.inbox.refuse(tag)
    ana.work.history.undo()
    ana.work.history.undo()
    assert fields(ana) == first


def test_what_waits_for_ana_waits_for_nobody_else(ana, bo, tag):
    bo.work.passages.edit(tag, {"severity": "1"})
    ana.hold(bo)
    before = ana.work.inbox.list()
    ana.work.act_as("Bo")
    assert (ana.work.inbox.list(), ana.work.inbox.count()) == ((), 0)
    for decide in (ana.work.inbox.accept, ana.work.inbox.refuse):
        with pytest.raises(NotFoundError):
            decide(tag)
    ana.hold(bo)
    assert shown(ana, tag)[0] == "3"
    bo.work.passages.edit(tag, {"note": "theirs"})
    report = ana.hold(bo)
    assert report.held == 0, "no change to Bo's own work"
    (item,) = report.items
    assert item.why(preview=True) == "waits for its author's word first"
    assert item.why(preview=False) == "went to its author's inbox"
    assert (report.counts["updated"], report.done("updated")) == (1, 0)
    ana.work.act_as("Ana")
    assert before[0].uid == ana.work.inbox.list()[0].uid
    assert fields(ana) == [("severity", "3", "1"), ("note", "old", "theirs")]
