# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reviewers who are one person are read as one; nothing is rewritten, and it can be taken back."""

from __future__ import annotations

import csv

import pytest

from annotator.domain.errors import (
    AmbiguousNameError,
    InputRefusedError,
    NotFoundError,
    WrongCallError,
)
from annotator.domain.identity import new_uid
from annotator.domain.project import Reviewer
from annotator.domain.team_author import TEAM, team_record
from annotator.services import projects
from annotator.services.annotations import Wanted
from annotator.services.joins import put_join


def authors(project):
    return [tag.reviewer for passage in project.living() for tag in passage.tags]


@pytest.fixture
def both(ana, bo):
    """Ana's project with a tag of hers and one of Bo's."""
    ana.tag(place=0)
    bo.tag(place=9)
    ana.merge(bo)
    return ana


def test_joined_reviewers_are_read_as_one_and_exported_as_they_were(both, bo):
    before = both.export("before.csv").read_bytes()
    both.work.people.join("Bo", "Ana")
    assert authors(both) == [both.me, both.me]
    names = {row.reviewer_name for row in both.work.overview.rows() if row.kind == "tag"}
    assert names == {"Ana"}
    assert [row["reviewer"] for row in both.work.listing.rows(Wanted(only_tags=True))] == [
        "Ana"
    ] * 2
    with both.export("after.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["reviewer_uid"] for r in rows if r["record"] == "tag"} == {both.me, bo.me}
    assert [r["record"] for r in rows if r["record"] == "join"] == ["join"]
    both.work.people.part("Bo")
    assert authors(both) == [both.me, bo.me]
    both.work.history.undo()
    assert authors(both) == [both.me, both.me]
    both.work.history.undo()
    assert authors(both) == [both.me, bo.me]
    assert both.export("before.csv").read_bytes() != before  # what was said and taken back travels


def test_coverage_has_one_column_for_one_person(both):
    both.work.marks.mark(both.draft, "Art 1", "read")
    assert len(both.work.coverage.of(both.draft).reviewers) == 2
    both.work.people.join("Bo", "Ana")
    assert [name for _uid, name in both.work.coverage.of(both.draft).reviewers] == ["Ana"]


def test_two_machines_that_join_the_same_two_agree(both, bo):
    bo.merge(both)
    both.work.people.join("Bo", "Ana")
    bo.work.people.join("Ana", "Bo")
    both.merge(bo)
    bo.merge(both)
    assert both.export().read_bytes() == bo.export().read_bytes()
    assert authors(both) == authors(bo)
    assert len(set(authors(both))) == 1
    (conflict,) = both.work.conflicts.list()
    assert (conflict.kind, conflict.field) == ("join", "shown")
    assert conflict.subject.name in {"Ana = Bo", "Bo = Ana"}
    both.work.conflicts.choose("join", conflict.uid, "shown", both.me)
    bo.merge(both)
    assert set(authors(bo)) == {both.me}
    assert bo.work.conflicts.list() == ()


def test_a_join_that_was_taken_back_is_not_brought_back_by_an_old_file(both, bo):
    both.work.people.join("Bo", "Ana")
    old = both.export("old.csv")
    both.work.people.part("Ana")
    both.merge(old)
    assert len(set(authors(both))) == 2
    both.work.people.join("Bo", "Ana")
    bo.merge(both)
    assert len(set(authors(bo))) == 1


def test_who_is_joined_acts_as_the_one_they_are_shown_as(both, bo):
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    assert bo.work.reviewer().uid == both.me
    assert bo.work.act_as("Bo").uid == both.me
    mine = bo.tag(place=20)
    assert bo.shown(mine).reviewer == both.me


def test_who_is_parted_again_acts_as_who_sat_down(both, bo):
    bo.merge(both)
    sat = bo.work.reviewer()
    bo.work.people.join("Bo", "Ana")
    assert bo.work.reviewer().uid == both.me
    bo.work.people.part("Bo")
    assert bo.work.reviewer() == sat
    assert bo.shown(bo.tag(place=20)).reviewer == sat.uid
    bo.work.history.own_only = False
    for _step in ("the tag", "the parting"):
        bo.work.history.undo()
    assert bo.work.reviewer().uid == both.me
    bo.work.history.undo()
    assert bo.work.reviewer() == sat


def test_who_is_parted_elsewhere_acts_as_who_sat_down(both, bo):
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    both.merge(bo)
    both.work.people.part("Bo")
    bo.merge(both)
    assert bo.work.reviewer().uid == bo.me


def test_a_seat_is_whose_it_was_said_to_be_after_a_parting(both, bo):
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    usual = Reviewer(new_uid(), "bo@machine")
    assert bo.work.act_as("Bo").uid == both.me
    bo.work.remember_seat(usual)
    bo.work.sit_down(usual)
    assert bo.work.reviewer().uid == both.me
    bo.work.people.part("Bo")
    bo.work.sit_down(usual)
    assert bo.work.reviewer().uid == bo.me


@pytest.fixture
def one_person(both, bo):
    """Bo's project, in which he has said that he is Ana: a tag of each, in two names."""
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    return bo


def test_all_of_ones_own_work_can_be_undone_under_ones_other_name(one_person):
    work = one_person.work
    assert work.history.status().undo == "Say that Bo and Ana are one person"
    assert [entry.own for entry in work.history.list()] == [False, False, True, True, True]
    steps = [work.history.undo() for _step in range(3)]
    assert steps[-1] == "Tag SUR-3"
    assert work.history.redo() == steps[-1]


def test_a_parting_can_be_undone_by_who_did_it(one_person):
    work = one_person.work
    work.people.part("Bo")
    assert work.history.undo() == "Say that Bo is a person of their own"
    assert work.reviewer().name == "Ana"


def test_a_code_is_not_doubled_under_ones_other_name(one_person, both, bo):
    there = {tag.uid: tag.reviewer for passage in both.living() for tag in passage.tags}
    again = {one_person.tag(place=place, note="again") for place in (0, 9)}
    assert again == set(there)
    assert {t.note for p in one_person.living() for t in p.tags} == {"again"}
    new = one_person.tag("SUR-1", place=9)
    assert one_person.shown(new).reviewer == both.me
    assert one_person.passage_of(new) in {p.uid for p in bo.living()}


def test_a_code_is_not_doubled_where_one_has_two_passages_of_two_names(ana, bo):
    ana.tag("SUR-3")
    theirs = bo.tag("SUR-1")
    ana.merge(bo)
    ana.work.people.join("Bo", "Ana")
    assert ana.tag("SUR-1", note="again") == theirs


def test_a_code_that_is_shown_as_another_is_not_doubled(ana):
    tag = ana.tag("SUR-3")
    ana.work.joins.join("code", ana.code("SUR-3"), ana.code("SUR-1"), names=("a", "b"))
    assert ana.tag("SUR-1") == tag


def test_codes_used_under_ones_other_name_are_ones_own_recent_ones(both, bo):
    bo.tag("SUR-1", place=20)
    both.merge(bo)
    assert both.work.codes.recent() == (both.code("SUR-3"),)
    both.work.people.join("Bo", "Ana")
    assert both.work.codes.recent() == (both.code("SUR-1"), both.code("SUR-3"))


def test_a_mark_of_ones_other_name_is_replaced(both, bo):
    bo.work.marks.mark(bo.draft, "Art 1", "discuss")
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    bo.work.marks.mark(bo.draft, "Art 1", "read")
    assert [mark.value for mark in bo.work.marks.on_draft(bo.draft)] == ["read"]


def test_what_others_change_of_all_my_names_waits_for_me(both, bo):
    bo.merge(both)
    old = next(t.uid for p in bo.living() for t in p.tags if t.reviewer == bo.me)
    bo.work.people.join("Bo", "Ana")
    both.work.passages.edit(old, {"note": "changed by somebody"})
    report = bo.hold(both)
    assert report.held == 1
    assert bo.shown(old).note == ""
    (held,) = bo.work.inbox.list()
    bo.work.inbox.accept(held.uid)
    assert bo.shown(old).note == "changed by somebody"


def test_edits_under_ones_other_name_are_ones_own(both, bo):
    bo.merge(both)
    tag = next(t.uid for p in bo.living() for t in p.tags if t.reviewer == both.me)
    bo.work.passages.edit(tag, {"note": "by Bo"})
    both.merge(bo)
    assert [t.edited_by for p in both.living() for t in p.tags if t.uid == tag] == [bo.me]
    both.work.people.join("Bo", "Ana")
    assert [t.edited_by for p in both.living() for t in p.tags if t.uid == tag] == [""]


def test_people_of_one_name_are_told_and_have_to_be_named_by_uid(ana, a_project):
    other = a_project("Ana", file="laptop")
    other.tag(place=9)
    ana.tag()
    ana.merge(other)
    people = ana.work.people.list()
    assert {one.perhaps for one in people} == {(ana.me,), (other.me,)}
    with pytest.raises(AmbiguousNameError):
        ana.work.people.named("Ana")
    ana.work.people.join(other.me, ana.me)
    assert [one.perhaps for one in ana.work.people.list()] == [(), ()]
    assert authors(ana) == [ana.me, ana.me]


@pytest.fixture
def decided(both):
    """Ana's project after the team decided something."""
    with both.work._desk.change("decide") as unit:
        unit.put("reviewer", [team_record()], {})
    return both


def test_the_team_is_joined_with_nobody(decided):
    for pair in (("Team", "Ana"), ("Ana", "Team")):
        with pytest.raises(WrongCallError, match="no person"):
            decided.work.people.join(*pair)
    assert decided.work.joins.list("reviewer") == ()


def test_nobody_is_made_the_team_by_a_file(decided, bo):
    bo.merge(decided)
    with bo.work._desk.change("join_reviewer") as unit:
        put_join(unit, "reviewer", TEAM, decided.me)
    decided.merge(bo)
    shown = {one.name: (one.shown_as, one.one_with) for one in decided.work.people.list()}
    assert shown["Team"] == (TEAM, ())
    assert shown["Ana"] == (decided.me, ())
    assert decided.work.people.part("Team") == 1


def test_nobody_acts_as_the_team(decided, bo):
    for project, name in ((decided, "Team"), (bo, " team ")):
        with pytest.raises(InputRefusedError, match="the team decides"):
            project.work.act_as(name)
        assert project.work.reviewer().uid == project.me
    with pytest.raises(InputRefusedError, match="the team decides"):
        decided.work.team.agree(assigned={"Team": "Art 1"})
    with pytest.raises(InputRefusedError, match="the team decides"):
        projects.be("Team")


def test_what_cannot_be_joined_or_parted_is_said(both):
    with pytest.raises(WrongCallError):
        both.work.people.join("Ana", "Ana")
    with pytest.raises(NotFoundError):
        both.work.people.join("Ana", "Nobody")
    with pytest.raises(NotFoundError):
        both.work.people.part("Ana")


def test_undoing_a_merge_takes_a_join_back_that_came_with_it(both, bo):
    bo.merge(both)
    bo.work.people.join("Bo", "Ana")
    both.merge(bo)
    assert len(set(authors(both))) == 1
    both.work.history.own_only = False
    both.work.history.undo()
    assert len(set(authors(both))) == 2
