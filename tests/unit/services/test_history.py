# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going to a point of the history, by undo and redo, one's own work only where it is asked for."""

from __future__ import annotations

import pytest

from annotator.domain.errors import ChangedSinceError


def numbers(project):
    return [entry.number for entry in project.work.history.list() if entry.kind == "do"]


def test_going_back_and_forth(ana):
    uid = ana.tag(note="0")
    for note in "123":
        ana.work.passages.edit(uid, {"note": note})
    draft, tag, one, two, three = numbers(ana)
    history = ana.work.history
    assert history.go_to(one) == 2
    assert ana.shown(uid).note == "1"
    assert history.go_to(three) == 2
    assert ana.shown(uid).note == "3"
    assert history.go_to(three) == 0
    assert history.go_to(two) == 1
    assert [e.undone for e in history.list() if e.number in {two, three}] == [False, True]
    assert history.go_to(tag) == 2
    assert history.go_to(draft) == 1
    assert ana.living() == []
    assert history.go_to(two) == 3
    assert ana.shown(uid).note == "2"


def test_zero_is_before_all_of_ones_own_work_and_leaves_the_drafts(ana):
    ana.tag()
    ana.tag(place=9)
    assert ana.work.history.go_to(0) == 2
    assert ana.living() == []
    assert [draft.name for draft in ana.work.drafts.list()] == ["A/1@en"]


def test_what_others_did_here_is_left_alone(ana):
    mine = ana.tag()
    ana.work.act_as("Bo")
    theirs = ana.tag(place=9)
    ana.work.act_as("Ana")
    ana.tag(place=20)
    entries = {e.number: e for e in ana.work.history.list()}
    assert [entries[n].own for n in numbers(ana)] == [False, True, False, True]
    assert ana.work.history.go_to(0) == 2
    assert [t.uid for p in ana.living() for t in p.tags] == [theirs]
    assert mine != theirs


def test_a_step_that_is_refused_is_named_and_the_steps_before_it_stand(ana):
    uid = ana.tag(note="0")
    ana.work.passages.edit(uid, {"note": "mine"})
    ana.work.act_as("Bo")
    ana.work.passages.edit(uid, {"note": "theirs"})
    ana.work.act_as("Ana")
    ana.tag(place=9)
    with pytest.raises(ChangedSinceError, match="Edit note"):
        ana.work.history.go_to(0)
    assert len(ana.living()) == 1
    assert ana.shown(uid).note == "theirs"


def test_what_can_be_done_again_and_what_never_more(ana):
    uid = ana.tag(note="0")
    for note in "12":
        ana.work.passages.edit(uid, {"note": note})
    ana.work.history.undo()
    assert [e.redoable for e in ana.work.history.list() if e.undone] == [True]
    ana.work.passages.edit(uid, {"severity": "1"})
    ana.work.history.undo()
    assert [(e.what, e.redoable) for e in ana.work.history.list() if e.undone] == [
        ("Edit note", False), ("Edit severity", True),
    ]  # fmt: skip


def test_a_merge_is_undone_below_deleted_work_on_it(ana, bo, a_project):
    theirs = bo.tag()
    laptop = a_project("Ana", file="laptop")
    laptop.work.act_as("Ana")
    laptop.merge(bo)
    laptop.tag(place=9)
    ana.work._desk.set_me(laptop.work.reviewer())  # one person has one id
    ana.tag(place=30)
    ana.merge(laptop)
    ana.work.comments.add(theirs, "hm")
    mine = ana.tag(code="PRV-1", place=9)
    ana.work.history.undo()
    ana.work.history.undo()
    assert len(ana.living()) == 3
    ana.work.history.undo()
    assert [p.anchor.start for p in ana.living()] == [30]
    ana.work.history.redo()
    assert len(ana.living()) == 3
    ana.work.history.redo()
    ana.work.history.redo()
    assert not ana.shown(mine).deleted_utc


def test_undo_names_who_wrote_what_stands_again(ana, bo):
    uid = ana.tag(note="hers")
    bo.merge(ana)
    bo.work.passages.edit(uid, {"note": "his"})
    assert bo.shown(uid).edited_by == bo.me
    bo.work.history.undo()
    assert (bo.shown(uid).note, bo.shown(uid).edited_by) == ("hers", "")
    bo.work.history.redo()
    assert (bo.shown(uid).note, bo.shown(uid).edited_by) == ("his", bo.me)
