# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments and marks: made, edited, deleted, undone, and the same in every project they travel to."""

from __future__ import annotations

import pytest

from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.services.annotations import Wanted


def texts(project):
    return [c.text for passage in project.living() for c in passage.comments]


def test_a_passage_shows_what_is_said_on_it_and_on_its_tags_oldest_first(ana):
    clock = iter(f"2026-01-01T00:00:{n:02}Z" for n in range(60))
    ana.work._desk.store.clock = lambda: next(clock)
    tag = ana.tag()
    ana.living()
    first = ana.work.comments.add(tag, "  on the tag ")
    ana.work.comments.add(ana.passage_of(tag), "on the passage")
    (passage,) = ana.living()
    assert [c.text for c in passage.comments] == ["on the tag", "on the passage"]
    assert (passage.comments[0].uid, passage.comments[0].target) == (first, tag)
    assert passage.comments[0].reviewer == ana.me
    assert passage.comments[0].edited_by == ""
    assert ana.sentences()[-1] == "Comment “on the passage”"


def test_edit_and_delete_are_one_revision_each_and_can_be_undone(ana):
    uid = ana.work.comments.add(ana.tag(), "one")
    ana.living()
    ana.work.comments.edit(uid, "two")
    assert texts(ana) == ["two"]
    ana.work.comments.delete(uid)
    assert texts(ana) == []
    assert ana.sentences()[-2:] == ["Edit comment: “two”", "Delete comment “two”"]
    ana.work.history.undo()
    ana.work.history.undo()
    assert texts(ana) == ["one"]


def test_what_cannot_be_said(ana):
    tag = ana.tag()
    uid = ana.work.comments.add(tag, "one")
    with pytest.raises(InputRefusedError):
        ana.work.comments.add(tag, " \n ")
    with pytest.raises(InputRefusedError):
        ana.work.comments.edit(uid, "")
    with pytest.raises(NotFoundError):
        ana.work.comments.add("nobody", "x")
    ana.work.comments.delete(uid)
    for call in (lambda: ana.work.comments.edit(uid, "x"), lambda: ana.work.comments.delete(uid)):
        with pytest.raises(NotFoundError):
            call()
    ana.work.passages.untag(tag)
    with pytest.raises(NotFoundError):
        ana.work.comments.add(tag, "x")


def test_a_comment_keeps_its_passage_alive_when_the_last_tag_goes(ana):
    tag = ana.tag()
    passage = ana.passage_of(tag)
    uid = ana.work.comments.add(passage, "why was this tagged?")
    ana.work.passages.untag(tag)
    assert [(p.uid, p.tags) for p in ana.living()] == [(passage, ())]
    assert [row.kind for row in ana.work.overview.rows()] == ["passage"]
    ana.work.comments.delete(uid)
    assert ana.living() == []


def test_comments_travel_byte_for_byte_edited_and_deleted_ones_too(ana, bo):
    tag = ana.tag()
    on_tag = ana.work.comments.add(tag, "=SUM(A1)\nsecond line; é")
    on_passage = ana.work.comments.add(ana.passage_of(tag), "on the passage")
    gone = ana.work.comments.add(tag, "gone")
    ana.work.comments.edit(on_passage, "on the passage, edited")
    ana.work.comments.delete(gone)
    bo.living()
    bo.merge(ana)
    assert bo.export().read_bytes() == ana.export().read_bytes()
    assert bo.living() == ana.living()
    assert sorted(texts(bo)) == ["=SUM(A1)\nsecond line; é", "on the passage, edited"]
    bo.work.comments.edit(on_tag, "Bo's words")
    bo.work.comments.delete(on_passage)
    ana.merge(bo)
    assert ana.export().read_bytes() == bo.export().read_bytes()
    (comment,) = ana.living()[0].comments
    assert (comment.text, comment.reviewer, comment.edited_by) == ("Bo's words", ana.me, bo.me)


def test_an_undone_merge_takes_its_comments_and_tags_off_passages_that_stay(ana, bo):
    tag = ana.tag()
    bo.merge(ana)
    bo.work.comments.add(tag, "from Bo")
    ana.merge(bo)
    assert texts(ana) == ["from Bo"]
    ana.work.history.undo()
    assert texts(ana) == []
    assert len(ana.living()) == 1


def test_a_narrowed_export_has_the_comments_on_what_it_has(ana):
    ana.work.comments.add(ana.tag(), "with")
    ana.work.comments.add(ana.tag(code="PRV-1", place=9), "without")
    rows = ana.work.transfer.rows(Wanted(codes=frozenset({ana.code("SUR-3")})))
    assert [(r["record"], r["note"]) for r in rows] == [("comment", "with"), ("tag", "")]
    rows = ana.work.transfer.rows(Wanted(drafts=frozenset({ana.draft})))
    assert sum(row["record"] == "comment" for row in rows) == 2


def test_marks_of_a_draft_are_listed_replaced_and_taken_back(ana, bo):
    uid = ana.work.marks.mark(ana.draft, "art. 6", "discuss", note="vague")
    assert ana.work.marks.mark(ana.draft, "Art 6", "missing") == uid
    (mark,) = ana.work.marks.on_draft(ana.draft)
    assert (mark.provision, mark.value, mark.note, mark.reviewer) == (
        "Art 6",
        "missing",
        "",
        ana.me,
    )
    bo.merge(ana)
    bo.work._desk.set_me(bo.work.act_as("Bo"))
    bo.work.marks.unmark(uid)
    assert bo.work.marks.on_draft(bo.draft) == []
    assert bo.sentences()[-1] == "Take back the mark on Art 6"
    with pytest.raises(NotFoundError):
        bo.work.marks.unmark(uid)
    bo.work.history.undo()
    assert bo.work.marks.on_draft(bo.draft)[0].value == "missing"


def test_nothing_is_said_on_a_deleted_passage_unless_a_tag_shows_it(ana):
    tag = ana.tag()
    passage = ana.passage_of(tag)
    ana.work.passages.delete(passage)
    with pytest.raises(NotFoundError):
        ana.work.comments.add(passage, "x")
    ana.work.history.undo()
    with ana.work._desk.change_as_me("delete_passage") as unit:
        unit.delete("passage", passage)
    ana.work.comments.add(passage, "seen")
    assert texts(ana) == ["seen"]


def test_a_comment_that_comes_on_what_was_deleted_is_told(ana, bo):
    tag = ana.tag()
    passage = ana.passage_of(tag)
    bo.merge(ana)
    bo.work.comments.add(tag, "on the tag")
    bo.work.comments.add(passage, "on the passage")
    ana.work.passages.delete(passage)
    report = ana.hold(bo)
    assert {item.reason for item in report.items if item.outcome == "added"} == {
        "its tag was deleted here", "its passage was deleted here",
    }  # fmt: skip


@pytest.fixture
def laptop(ana, a_project):
    """Ana's other computer."""
    made = a_project("Ana", file="laptop")
    ana.tag()
    made.merge(ana)
    made.work.act_as("Ana")
    return made


def test_marks_of_one_reviewer_made_apart_become_one_by_the_next(ana, laptop):
    other = laptop.work.marks.mark(ana.draft, "Art 7", "missing")
    first = ana.work.marks.mark(ana.draft, "Art 7", "read")
    ana.hold(laptop)
    assert len(ana.work.marks.on_draft(ana.draft)) == 2
    assert ana.work.marks.mark(ana.draft, "Art 7", "discuss") == min(first, other)
    assert [m.value for m in ana.work.marks.on_draft(ana.draft)] == ["discuss"]
    ana.work.history.undo()
    assert [m.value for m in ana.work.marks.on_draft(ana.draft)] == ["read", "missing"]


def test_both_computers_keep_the_same_of_two_marks(ana, laptop):
    for each in (ana, laptop):
        each.work.marks.mark(ana.draft, "Art 7", "missing")
    ana.hold(laptop)
    laptop.hold(ana)
    for each in (ana, laptop):
        each.work.marks.mark(ana.draft, "Art 7", "discuss")
    ana.hold(laptop)
    laptop.hold(ana)
    for each in (ana, laptop):
        assert [mark.value for mark in each.work.marks.on_draft(ana.draft)] == ["discuss"]
        assert each.work.conflicts.list() == ()
