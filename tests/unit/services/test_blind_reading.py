# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who reads blind sees nobody else's work on a draft until they have finished it; merges take all in."""

from __future__ import annotations

import csv
import shutil

import pytest

from annotator.domain.errors import NotFoundError
from annotator.services.annotations import Wanted
from annotator.services.merge_told import reported
from annotator.services.projects import open_workspace
from annotator.services.seen import living_tasks


@pytest.fixture
def blind(ana, bo):
    """Ana reads blind; her project has a tag, a mark, a comment and a note of Bo's besides her own tag."""
    bo.work.marks.mark(bo.draft, "Art 2", "read")
    ana.merge(bo)
    ana.work.team.agree(assigned={"Ana": "", "Bo": ""}, blind=True)
    mine = ana.tag(place=0, note="mine")
    ana.work.marks.mark(ana.draft, "Art 1", "read")
    bo.merge(ana)
    bo.work.comments.add(mine, "Bo's remark")
    bo.tag(place=9, note="his")
    bo.work.marks.mark(bo.draft, "Art 2", "missing")
    report = ana.merge(bo)
    assert ana.counted(report) == {"added": 2, "updated": 1, "unchanged": 4}
    return ana


def seen(project):
    """What every way of looking shows: (tags, marks, comments, table, list, count, coverage columns)."""
    work, draft = project.work, project.draft
    passages = project.living()
    return (
        sum(len(p.tags) for p in passages),
        len(work.marks.on_draft(draft)),
        sum(len(p.comments) for p in passages),
        len(work.overview.rows()),
        len(work.listing.rows(Wanted(only_tags=True))),
        work.overview.tag_counts()[draft],
        len(work.coverage.of(draft).reviewers),
    )


HIDDEN, OPEN = (1, 1, 0, 2, 2, 1, 1), (2, 2, 1, 4, 4, 2, 2)


def test_everything_of_others_is_hidden_until_one_has_finished(blind):
    assert seen(blind) == HIDDEN
    blind.work.finishing.finish(blind.draft)
    assert seen(blind) == OPEN
    blind.work.finishing.reopen(blind.draft)
    assert seen(blind) == HIDDEN
    blind.work.team.agree(blind=False)
    assert seen(blind) == OPEN


def test_what_is_hidden_travels_all_the_same(blind, bo):
    finished = blind.export("before.csv").read_text("utf-8-sig")
    assert "Bo's remark" in finished
    assert "his" in finished
    assert set(bo.counted(bo.merge(blind))) == {"unchanged"}


def test_others_see_what_they_may_see(blind, bo):
    bo.merge(blind)
    assert seen(bo)[:3] == (1, 1, 0)  # Bo reads blind, too: his remark stands on what is hidden
    bo.work.team.agree(assigned={"Ana": ""})
    assert seen(bo) == OPEN


def test_another_who_sits_down_sees_their_own(blind):
    assert seen(blind) == HIDDEN
    blind.work.act_as("Bo")
    assert [tag.note for p in blind.living() for tag in p.tags] == ["his"]
    blind.work.act_as("Somebody without a task")
    assert seen(blind)[0] == 2


def test_a_remark_of_others_on_a_passage_is_hidden_and_ones_own_tag_on_it_is_not(ana, bo):
    ana.work.team.agree(assigned={"Ana": ""}, blind=True)
    theirs = bo.tag(place=3)
    passage = bo.passage_of(theirs)
    with bo.work._desk.change_as_me("edit") as unit:
        unit.write("passage", passage, {"note": "Bo's note"})
    ana.merge(bo)
    assert ana.living() == []
    with ana.work._desk.change_as_me("tag") as unit:
        values = dict(unit.get("tag", theirs).values) | {"reviewer": ana.me, "note": "mine"}
        unit.create("tag", "tag-of-mine", values)
    (shown,) = ana.living()
    assert [tag.uid for tag in shown.tags] == ["tag-of-mine"]
    assert shown.note == ""


def test_hidden_conflicts_are_not_told(blind, bo):
    theirs = next(t.uid for p in bo.living() for t in p.tags if t.note == "his")
    blind.work.passages.edit(theirs, {"note": "one"})
    bo.work.passages.edit(theirs, {"note": "two"})
    blind.merge(bo)
    assert blind.work.conflicts.list() == ()
    blind.work.finishing.finish(blind.draft)
    assert len(blind.work.conflicts.list()) == 1


def test_a_merge_does_not_tell_what_is_hidden(blind, bo, tmp_path):
    mine = next(tag.uid for p in blind.living() for tag in p.tags)
    bo.merge(blind)
    bo.work.passages.edit(mine, {"note": "his word"})
    blind.work.passages.edit(mine, {"note": "my word"})
    theirs = bo.tag("SUR-1", place=30, note="his")
    report, rows = merged(blind, bo.export(), tmp_path)
    assert set(report.by_reviewer) <= {"", "Ana", "others"}
    assert {who for _file, who, _draft in report.came} == set(report.by_reviewer)
    assert sum(sum(counts.values()) for counts in report.by_reviewer.values()) == report.rows
    others = sum(report.by_reviewer["others"].values())
    assert sum(report.hidden.values()) == others
    assert report.hidden["A/1@en"] == 3
    (item,) = report.items  # of her own tag
    assert item.reason == "edited apart; hidden until you have finished A/1@en"
    assert item.about == ""
    assert {row["reviewer"] for row in rows} <= {"", "Ana", "others"}
    assert not any(row["about"] for row in rows if row["reviewer"] == "others")
    blind.work.passages.edit(theirs, {"note": "hers"})
    bo.work.passages.edit(theirs, {"note": "his again"})
    report, rows = merged(blind, bo.export(), tmp_path)
    (item,) = (item for item in report.items if not item.about)
    assert "hidden until you have finished A/1@en" in item.reason
    assert "his" not in item.reason
    assert not any("his" in row["reason"] + row["about"] for row in rows)
    blind.work.finishing.finish(blind.draft)
    report, rows = merged(blind, bo.export(), tmp_path)
    assert "Bo" in report.by_reviewer
    assert "others" not in report.by_reviewer


def merged(project, file, folder):
    """The report of a merge, and the table of all its rows."""
    table = folder / "report.csv"
    report = project.work.transfer.merge([file])
    with reported(table, "T", preview=True) as told:
        project.work.transfer.merge([file], preview=True, told=told.row)
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return report, list(csv.DictReader(lines))


def test_finishing_is_said_once_and_travels(blind, bo):
    blind.work.finishing.finish(blind.draft, note="done")
    blind.work.finishing.finish(blind.draft, note="done again")
    bo.merge(blind)
    assert [(one.reviewer, one.note) for one in bo.work.finishing.list()] == [
        (blind.me, "done again")
    ]
    blind.work.finishing.reopen(blind.draft)
    with pytest.raises(NotFoundError):
        blind.work.finishing.reopen(blind.draft)
    bo.merge(blind)
    assert bo.work.finishing.list() == ()


def test_the_setting_travels_and_is_kept(blind, bo):
    bo.merge(blind)
    with bo.work._store.read() as connection:
        tasks = living_tasks(bo.work._store.records(connection))
    assert sorted(task.values["blind"] for task in tasks) == ["yes", "yes"]


def contradicted(blind, bo):
    """Ana's own tag, which both edited apart."""
    mine = next(tag.uid for p in blind.living() for tag in p.tags)
    bo.merge(blind)
    bo.work.passages.edit(mine, {"severity": "4", "note": "his word"})
    blind.work.passages.edit(mine, {"severity": "1"})
    return mine


def test_what_colleagues_say_of_ones_own_tag_is_hidden_too(blind, bo):
    contradicted(blind, bo)
    blind.merge(bo)
    assert blind.work.conflicts.list() == ()
    assert blind.work.conflicts.hidden() == {"A/1@en": 1}
    blind.work.finishing.finish(blind.draft)
    (one,) = blind.work.conflicts.list()
    assert {value.value for value in one.values} == {"1", "4"}
    assert blind.work.conflicts.hidden() == {}


def test_what_waits_in_the_inbox_is_hidden_until_one_has_finished(blind, bo):
    contradicted(blind, bo)
    blind.hold(bo)
    assert blind.work.inbox.list() == ()
    assert blind.work.inbox.hidden() == {"A/1@en": 1}
    blind.work.finishing.finish(blind.draft)
    (one,) = blind.work.inbox.list()
    assert {each.theirs for each in one.fields} == {"4", "his word"}


def test_ones_own_edits_on_two_machines_stay_shown(blind, a_project):
    mine = next(tag.uid for p in blind.living() for tag in p.tags)
    shutil.copy(blind.work.path, blind.folder / "laptop.treaty")
    laptop = open_workspace(blind.folder / "laptop.treaty", reviewer="Ana")
    laptop.passages.edit(mine, {"severity": "4"})
    blind.work.passages.edit(mine, {"severity": "1"})
    laptop.close()
    report = blind.work.transfer.merge([laptop.path])
    (item,) = (item for item in report.items if item.outcome == "conflicts")
    assert "hidden" not in item.reason
    assert "“4”" in item.reason
    (one,) = blind.work.conflicts.list()
    assert {value.value for value in one.values} == {"1", "4"}
    assert blind.work.conflicts.hidden() == {}


def test_what_is_wrong_with_a_colleagues_row_does_not_tell_what_it_says(blind, tmp_path):
    file = tmp_path / "by hand.csv"
    rows = ("SUR-1,9,Bo", "XYZ-7,2,Bo", "SUR-1,8,Ana")
    head = "format,draft_symbol,language,provision,code,severity,reviewer\n"
    file.write_text(head + "".join(f"treaty-annotations/1,A/1,en,Art 3,{said}\n" for said in rows))
    report = blind.work.transfer.merge([file], preview=True)
    assert report.counts["refused"] == 2
    told = {item.line: (item.reason, item.about) for item in report.items}
    until = "hidden until you have finished A/1@en"
    assert told[2] == told[3] == (until, "")
    assert "8" in told[4][0]


def test_a_row_by_hand_is_shown_to_who_has_finished_the_draft_it_names_by_its_symbol(
    blind, tmp_path
):
    path = tmp_path / "hand.csv"
    head = "draft_symbol,provision,code,reviewer,format\n"
    path.write_text(f"{head}A/1,Art 5,SUR-3,Bo,treaty-annotations/1\n", "utf-8")
    hidden = blind.merge(path, preview=True)
    assert hidden.hidden == {"A/1@en": 1}
    blind.work.finishing.finish(blind.draft)
    shown = blind.merge(path, preview=True)
    assert shown.hidden == {}
    assert set(shown.by_reviewer) == {"Bo"}
    assert set(shown.by_draft) == {"A/1@en"}


def test_agreement_says_that_colleagues_work_is_hidden(blind, bo):
    from annotator.domain.agreement.dispute_words import hidden_sentence
    from annotator.domain.agreement.survey import Scope

    bo.tag()
    blind.merge(bo)
    said = hidden_sentence(blind.work.agreement.survey(Scope()))
    assert said == "Colleagues' work is hidden until you have finished A/1@en."
    blind.work.finishing.finish(blind.draft)
    assert hidden_sentence(blind.work.agreement.survey(Scope())) == ""
