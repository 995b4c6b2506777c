# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts say what they are about, and are settled by one of their values or by an allowed third."""

from __future__ import annotations

import pytest

from annotator.domain.errors import InputRefusedError, NotFoundError


@pytest.fixture
def apart(ana, bo):
    """Gives a tag on which Ana and Bo wrote apart."""

    def write(mine, theirs):
        uid = ana.tag(quote="the words")
        bo.merge(ana)
        ana.work.passages.edit(uid, mine)
        if theirs is None:
            bo.work.passages.untag(uid)
        else:
            bo.work.passages.edit(uid, theirs)
        ana.merge(bo)
        return uid

    return write


def test_a_conflict_says_which_words_who_and_when(ana, apart):
    uid = apart({"severity": "2"}, {"severity": "3"})
    (conflict,) = ana.work.conflicts.list()
    assert (conflict.kind, conflict.uid, conflict.field) == ("tag", uid, "severity")
    assert {(v.value, v.reviewer) for v in conflict.values} == {("2", "Ana"), ("3", "Bo")}
    about = conflict.subject
    assert (about.code, about.quote, about.page, about.draft_name, about.reviewer) == (
        "SUR-3", "the words", 1, "A/1@en", "Ana",
    )  # fmt: skip
    assert about.passage == ana.passage_of(uid)


def test_a_third_value_of_the_vocabulary_is_allowed_and_no_other(ana, bo, apart):
    uid = apart({"severity": "2"}, {"severity": "3"})
    with pytest.raises(InputRefusedError, match="severity"):
        ana.work.conflicts.choose("tag", uid, "severity", "9")
    assert len(ana.work.conflicts.list()) == 1
    ana.work.conflicts.choose("tag", uid, "severity", "4")
    assert ana.shown(uid).severity == "4"
    bo.merge(ana)
    assert bo.work.conflicts.list() == ()
    assert bo.shown(uid).severity == "4"


def test_two_wordings_are_settled_by_a_third(ana, apart):
    uid = apart({"note": "a"}, {"note": "b"})
    ana.work.conflicts.choose("tag", uid, "note", "a and b")
    assert ana.shown(uid).note == "a and b"


def test_codes_are_settled_by_codes(ana, bo, apart):
    uid = apart({"code": ana.code("PRV-1")}, {"code": bo.code("EXP-1")})
    with pytest.raises(NotFoundError):
        ana.work.conflicts.choose("tag", uid, "code", "PRV-1")
    ana.work.conflicts.choose("tag", uid, "code", ana.code("SUR-1"))
    assert ana.shown(uid).code == ana.code("SUR-1")


def test_what_is_not_in_conflict_cannot_be_settled(ana):
    with pytest.raises(NotFoundError):
        ana.work.conflicts.choose("tag", ana.tag(), "severity", "2")


@pytest.mark.parametrize(("value", "lives"), [("", True), ("deleted", False)])
def test_a_deletion_is_kept_or_taken(ana, bo, apart, value, lives):
    uid = apart({"note": "needed"}, None)
    (conflict,) = ana.work.conflicts.list()
    assert [(v.value, v.reviewer) for v in conflict.values] == [("deleted", "Bo"), ("", "Ana")]
    ana.work.conflicts.choose("tag", uid, "deleted", value)
    bo.merge(ana)
    for project in (ana, bo):
        assert project.work.conflicts.list() == ()
        assert bool(project.living()) == lives


def test_drafts_in_conflict_take_only_what_describes_a_draft(ana, bo):
    ana.tag()
    bo.merge(ana)
    ana.work.drafts.describe(ana.draft, language="fr")
    bo.work.drafts.describe(bo.draft, language="es")
    ana.merge(bo)
    (conflict,) = ana.work.conflicts.list()
    assert (conflict.kind, conflict.field, conflict.subject.draft) == (
        "draft",
        "language",
        ana.draft,
    )
    with pytest.raises(InputRefusedError, match="language"):
        ana.work.conflicts.choose("draft", ana.draft, "language", "klingon")
    ana.work.conflicts.choose("draft", ana.draft, "language", "DE")
    assert ana.work.drafts.list()[0].name == "A/1@de"


def test_what_is_deleted_is_in_no_conflict_and_cannot_be_revived_by_choosing(ana, apart):
    uid = apart({"note": "a"}, {"note": "b"})
    ana.work.passages.untag(uid)
    assert ana.work.conflicts.list() == ()
    with pytest.raises(NotFoundError):
        ana.work.conflicts.choose("tag", uid, "note", "a")
    assert ana.shown(uid).deleted_utc


def test_undoing_a_choice_brings_the_conflict_back_with_the_names_of_who_wrote(ana, apart):
    uid = apart({"note": "a"}, {"note": "b"})
    ana.work.act_as("Carla")
    ana.work.conflicts.choose("tag", uid, "note", "a")
    ana.work.history.undo()
    (conflict,) = ana.work.conflicts.list()
    assert {(v.value, v.reviewer) for v in conflict.values} == {("a", "Ana"), ("b", "Bo")}


def test_a_tag_two_people_deleted_apart_is_deleted_again_by_undo(ana, bo, a_project):
    uid = ana.tag(note="one")
    carla = a_project("Carla")
    for each in (bo, carla):
        each.merge(ana)
        each.work.passages.untag(uid)
    ana.merge(bo)
    ana.merge(carla)
    assert ana.living() == []
    with ana.work._desk.change_as_me("edit") as unit:
        unit.write("tag", uid, {"note": "two"})
    assert len(ana.living()) == 1
    ana.work.history.undo()
    assert ana.living() == []
    assert ana.work.conflicts.list() == ()
    for each in (bo, carla):
        each.merge(ana)
        assert each.living() == []


def test_a_comment_is_not_settled_by_saying_nothing(ana, bo):
    uid = ana.work.comments.add(ana.tag(), "one")
    bo.merge(ana)
    for project, text in ((ana, "a"), (bo, "b")):
        project.work.comments.edit(uid, text)
    ana.merge(bo)
    assert [row.conflicted for row in ana.work.overview.rows()] == [True]
    with pytest.raises(InputRefusedError):
        ana.work.conflicts.choose("comment", uid, "text", " \n")
    ana.work.conflicts.choose("comment", uid, "text", " a and b ")
    assert [c.text for c in ana.living()[0].comments] == ["a and b"]
    assert [row.conflicted for row in ana.work.overview.rows()] == [False]
