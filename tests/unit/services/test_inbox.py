# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others change of one's own work waits in the inbox until its author says a word on it."""

from __future__ import annotations

import pytest

from annotator.domain.errors import ChangedSinceError, NotFoundError

# Bo's own row, which names him as an editor, is the one that is "added" or "unchanged" besides.


def held(project):
    return project.work.inbox.list()


@pytest.fixture
def edited(ana, bo):
    """Ana's tag, which Bo has edited in his copy."""
    uid = ana.tag(severity="1", note="mine", quote="the words")
    bo.merge(ana)
    bo.work.passages.edit(uid, {"severity": "4"})
    return uid


def test_an_edit_of_mine_waits_and_is_counted_and_told(ana, bo, edited):
    before = ana.export("before.csv").read_bytes()
    report = ana.hold(bo)
    assert ana.counted(report) == {"updated": 1, "added": 1}
    assert report.held == 1
    assert "inbox" in report.items[0].why(preview=False)
    assert ana.shown(edited).severity == "1"
    assert ana.export().read_bytes() == before
    (one,) = held(ana)
    assert (one.uid, one.kind, one.who, one.deleted) == (edited, "tag", ("Bo",), False)
    assert [(f.field, f.mine, f.theirs) for f in one.fields] == [("severity", "1", "4")]
    assert (one.subject.code, one.subject.quote) == ("SUR-3", "the words")
    assert (one.subject.page, one.subject.draft_name, one.subject.reviewer) == (1, "A/1@en", "Ana")
    assert one.file == "Bo-out.csv"
    assert one.utc
    assert ana.work.inbox.count() == 1


def test_the_command_line_applies_what_the_window_holds(ana, bo, edited):
    assert ana.merge(bo).held == 0
    assert ana.shown(edited).severity == "4"
    assert held(ana) == ()


def test_the_same_file_does_not_hold_it_twice_and_a_newer_one_joins_it(ana, bo, edited):
    first = bo.export("first.csv")
    ana.hold(first)
    again = ana.hold(first)
    assert (ana.counted(again), again.held) == ({"unchanged": 2}, 0)
    bo.work.passages.edit(edited, {"note": "theirs"})
    assert ana.hold(bo).held == 1
    (one,) = held(ana)
    assert {f.field for f in one.fields} == {"severity", "note"}
    assert ana.counted(ana.hold(first)) == {"unchanged": 2}


def test_a_preview_tells_what_would_wait_and_holds_nothing(ana, bo, edited):
    report = ana.merge(bo, hold_own=True, preview=True)
    assert (ana.counted(report), report.held) == ({"updated": 1, "added": 1}, 1)
    assert held(ana) == ()


def test_accepting_takes_it_in_one_step_that_can_be_undone_and_redone(ana, bo, edited):
    ana.hold(bo)
    ana.work.inbox.accept(edited)
    assert ana.shown(edited).severity == "4"
    assert held(ana) == ()
    assert ana.sentences()[-1] == "Accept the change to SUR-3 “the words”"
    assert ana.export().read_bytes() == bo.export().read_bytes()
    ana.work.history.undo()
    assert ana.shown(edited).severity == "1"
    assert len(held(ana)) == 1
    ana.work.history.redo()
    assert ana.shown(edited).severity == "4"
    assert held(ana) == ()
    ana.work.history.undo()
    ana.work.inbox.accept(edited)
    assert ana.shown(edited).severity == "4"


def test_refusing_keeps_mine_everywhere(ana, bo, edited):
    ana.hold(bo)
    ana.work.inbox.refuse(edited)
    assert held(ana) == ()
    assert ana.sentences()[-1] == "Refuse the change to SUR-3 “the words”"
    bo.merge(ana)
    assert bo.shown(edited).severity == "1"
    assert bo.work.conflicts.list() == ana.work.conflicts.list() == ()
    assert ana.hold(bo).held == 0
    assert ana.export().read_bytes() == bo.export().read_bytes()
    assert ana.shown(edited).edited_by == ""


def test_a_refusal_can_be_undone(ana, bo, edited):
    ana.hold(bo)
    ana.work.inbox.refuse(edited)
    ana.work.history.undo()
    assert len(held(ana)) == 1
    ana.work.inbox.accept(edited)
    bo.merge(ana)
    assert bo.shown(edited).severity == "4"
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_undo_of_the_merge_empties_the_inbox(ana, bo, edited):
    bo.tag(place=9)
    ana.hold(bo)
    assert len(ana.living()) == 2
    ana.work.history.undo()
    assert (len(ana.living()), held(ana)) == (1, ())
    ana.work.history.redo()
    assert (len(ana.living()), len(held(ana))) == (2, 1)


def test_undo_of_a_second_merge_brings_the_first_ones_change_back(ana, bo, edited):
    ana.hold(bo)
    first = held(ana)
    bo.work.passages.edit(edited, {"note": "theirs"})
    ana.hold(bo)
    ana.work.history.undo()
    assert held(ana) == first


def test_a_merge_is_not_undone_below_a_decision(ana, bo, edited):
    ana.hold(bo)
    ana.work.inbox.refuse(edited)
    before = ana.export().read_bytes()
    with ana.work._desk.change("hide") as unit:
        unit.connection.exec_driver_sql(
            "UPDATE revision SET kind = 'base' WHERE label = 'refuse_held'"
        )
    with pytest.raises(ChangedSinceError):
        ana.work.history.undo()
    assert ana.export().read_bytes() == before
    with ana.work._desk.change("straighten") as unit:  # the log was bent for the test
        from annotator.storage.tables import Revision

        unit.rows.replace(Revision, "uid", [
            {k: v for k, v in row.items() if k not in {"row", "row_hash"}}
            for row in unit.rows.all(Revision)
        ])  # fmt: skip


def test_a_deletion_waits_and_a_refused_one_leaves_the_tag_alive(ana, bo, edited):
    bo.work.passages.untag(edited)
    report = ana.hold(bo)
    assert (ana.counted(report), report.held) == ({"deleted": 1, "added": 1}, 1)
    (one,) = held(ana)
    assert one.deleted
    assert len(ana.living()) == 1
    ana.work.inbox.refuse(edited)
    assert not ana.shown(edited).deleted_utc
    bo.merge(ana)
    assert len(bo.living()) == 1
    assert bo.work.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_an_accepted_deletion_deletes(ana, bo, edited):
    bo.work.passages.untag(edited)
    ana.hold(bo)
    ana.work.inbox.accept(edited)
    assert ana.living() == []
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_what_i_wrote_elsewhere_is_not_held(ana, bo, a_project):
    uid = ana.tag(severity="1")
    laptop = a_project("Ana", file="laptop")
    laptop.merge(ana)
    laptop.work.act_as("Ana")
    laptop.work.passages.edit(uid, {"severity": "3"})
    report = ana.hold(laptop)
    assert (ana.counted(report), report.held) == ({"updated": 1}, 0)
    assert ana.shown(uid).severity == "3"


def test_what_others_wrote_on_theirs_is_not_held(ana, bo):
    uid = bo.tag(severity="1")
    ana.hold(bo)
    bo.work.passages.edit(uid, {"severity": "2"})
    assert ana.hold(bo).held == 0
    assert ana.shown(uid).severity == "2"


def test_a_conflict_that_mine_wins_is_applied_as_a_conflict(ana, bo, edited):
    ana.work.passages.edit(edited, {"note": "one"})
    for severity in ("2", "3"):  # later than Bo's, and apart from it
        ana.work.passages.edit(edited, {"severity": severity})
    report = ana.hold(bo)
    assert (ana.counted(report), report.held) == ({"conflicts": 1, "added": 1}, 0)
    assert ana.shown(edited).severity == "3"
    assert [c.field for c in ana.work.conflicts.list()] == ["severity"]


def test_where_both_wrote_the_accepted_value_is_said_by_me(ana, bo, edited):
    ana.work.passages.edit(edited, {"severity": "2"})
    for note in ("a", "b", "c"):
        bo.work.passages.edit(edited, {"severity": "3", "note": note})
    bo.work.passages.edit(edited, {"severity": "4"})
    assert ana.hold(bo).held == 1
    ana.work.inbox.accept(edited)
    assert ana.shown(edited).severity == "4"
    assert ana.work.conflicts.list() == ()
    bo.merge(ana)
    assert bo.work.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()


@pytest.mark.parametrize("decide", ["accept", "refuse"])
def test_a_tag_i_deleted_while_theirs_waited(ana, bo, edited, decide):
    ana.hold(bo)
    ana.work.passages.untag(edited)
    getattr(ana.work.inbox, decide)(edited)
    assert bool(ana.shown(edited).deleted_utc) == (decide == "refuse")
    bo.merge(ana)
    assert ana.work.conflicts.list() == bo.work.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_passages_marks_and_comments_of_mine_wait_too(ana, bo):
    tag = ana.tag()
    passage = ana.passage_of(tag)
    mark = ana.work.marks.mark(ana.draft, "Art 1", "read")
    comment = ana.work.comments.add(tag, "first")
    bo.merge(ana)
    bo.work.comments.edit(comment, "second")
    bo.work.marks.unmark(mark)
    bo.work.passages.delete(passage)
    report = ana.hold(bo)
    assert report.held == 4
    assert {(one.kind, one.deleted) for one in held(ana)} == {
        ("passage", True), ("tag", True), ("mark", True), ("comment", False),
    }  # fmt: skip
    assert [c.text for c in ana.living()[0].comments] == ["first"]
    assert [m.value for m in ana.work.marks.on_draft(ana.draft)] == ["read"]
    for one in held(ana):
        ana.work.inbox.accept(one.uid)
    assert ana.living() == []
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_a_word_that_reached_me_by_another_way_leaves_nothing_to_decide(ana, bo, edited):
    ana.hold(bo)
    ana.merge(bo)  # by the command line
    assert held(ana) == ()
    with pytest.raises(NotFoundError):
        ana.work.inbox.accept(edited)
    ana.work.history.undo()
    assert len(held(ana)) == 1


def test_what_waits_is_in_no_export_and_survives_a_restart(ana, bo, edited):
    from annotator.services.projects import open_workspace

    ana.hold(bo)
    assert b'"4"' not in ana.export().read_bytes()
    before = held(ana)
    ana.work.close()
    ana.work = open_workspace(ana.work.path, reviewer="Ana")
    assert held(ana) == before


def test_a_report_counts_by_author_and_draft(ana, bo, edited):
    bo.tag(place=9)
    report = ana.hold(bo)
    assert report.by_reviewer["Ana"]["updated"] == 1
    assert report.by_reviewer["Bo"]["added"] == 1
    assert {name: sum(c.values()) for name, c in report.by_draft.items()} == {"A/1@en": 2}


@pytest.fixture
def carla(ana, a_project, edited):
    """With Ana's tag as it was before Bo edited it."""
    made = a_project("Carla")
    made.merge(ana)
    return made


@pytest.mark.parametrize("at_once", [True, False])
def test_two_who_contradict_each_other_are_both_shown_and_neither_is_lost(
    ana, bo, carla, edited, at_once
):
    bo.work.passages.edit(edited, {"note": "Bo says"})
    carla.work.passages.edit(edited, {"note": "Carla says", "recommendation": "delete"})
    if at_once:
        ana.work.transfer.merge([bo.export(), carla.export()], hold_own=True)
    else:
        ana.hold(bo)
        ana.hold(carla)
    (one,) = held(ana)
    assert sorted((f.field, f.theirs) for f in one.fields) == [
        ("note", "Bo says"), ("note", "Carla says"), ("recommendation", "delete"), ("severity", "4"),
    ]  # fmt: skip
    assert sorted(one.who) == ["Bo", "Carla"]
    ana.work.inbox.accept(edited)
    assert held(ana) == ()
    assert (ana.shown(edited).severity, ana.shown(edited).recommendation) == ("4", "delete")
    (conflict,) = ana.work.conflicts.list()
    assert conflict.field == "note"
    written = ana.export("after.csv").read_text("utf-8-sig")
    assert "Bo says" in written
    assert "Carla says" in written
    for other in (bo, carla):
        other.merge(ana)
        assert [each.field for each in other.work.conflicts.list()] == ["note"]


def test_a_deletion_and_an_edit_by_two_others_are_not_one_word(ana, bo, carla, edited):
    carla.work.passages.untag(edited)
    ana.hold(bo)
    ana.hold(carla)
    ana.work.inbox.accept(edited)
    assert [each.field for each in ana.work.conflicts.list()] == ["deleted"]
    assert ana.shown(edited).severity == "4"
