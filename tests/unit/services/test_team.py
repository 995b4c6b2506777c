# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lead's first day: a plan, a start file, and how far everybody is."""

from __future__ import annotations

import shutil

import pytest

from annotator.domain.errors import (
    AnnotatorError,
    InputRefusedError,
    ProjectDamagedError,
    WrongCallError,
)
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, create_workspace, open_workspace
from annotator.services.team import assigned_in


@pytest.fixture(scope="module")
def template(pdf, tmp_path_factory):
    path = tmp_path_factory.mktemp("team") / "lead.treaty"
    space = create_workspace(path, title="A treaty", reviewer="Lead")
    space.drafts.add(pdf("treaty"), symbol="T/1", language="en", round="2")
    space.close()
    return path


@pytest.fixture
def lead(template, tmp_path):
    shutil.copy(template, tmp_path / "lead.treaty")
    space = open_workspace(tmp_path / "lead.treaty", reviewer="Lead")
    yield space
    space.close()
    assert check_project(space.path) == []


@pytest.fixture
def started(lead, tmp_path):
    """`started("Ana")`: what somebody opens who was sent the start file."""
    out, made = tmp_path / "start.treaty", []
    lead.team.agree(
        required=["severity", "recommendation"],
        assigned={"Ana": "Art 1-2", "Bo": "Art 3, Art 99"},
        blind=True,
    )
    lead.start_file(out, [lead.drafts.list()[0].sha256])

    def make(name):
        path = tmp_path / f"{name}.treaty"
        shutil.copy(out, path)
        made.append(open_workspace(path, reviewer=name))
        return made[-1]

    yield make
    for space in made:
        space.close()
        assert check_project(space.path) == []


def draft(space):
    return space.drafts.list()[0].sha256


def take(space, *others, folder):
    files = []
    for other in others:
        files.append(folder / f"{other.path.stem}.csv")
        other.transfer.export(files[-1], Wanted())
    return space.transfer.merge(files)


def test_a_start_file_has_drafts_codebook_and_plan_and_nobodys_work(lead, started):
    code = lead.codes.named("SUR-3").uid
    lead.passages.tag(lead.passages.find_quote(draft(lead), "right to privacy"), [code])
    ana = started("Ana")
    assert ana.title() == "A treaty"
    assert [(d.symbol, d.round, d.pages) for d in ana.drafts.list()] == [("T/1", "2", 2)]
    assert ana.provisions.map(draft(ana)) == lead.provisions.map(draft(lead))
    assert ana.drafts.texts(draft(ana))[1].text == lead.drafts.texts(draft(lead))[1].text
    assert ana.codes.list() == lead.codes.list()
    assert ana.team.plan() == lead.team.plan()
    assert ana.overview.rows() == ()
    assert ana.history.status().undo is None
    names = {one.name for one in ana.people.list()}
    assert names == {"Ana", "Bo"}


def test_who_opens_a_start_file_is_who_the_plan_names(lead, started):
    ana, bo = started("Ana"), started("Bo")
    plan = {task.name: task.person for task in lead.team.plan().tasks}
    assert (ana.reviewer().uid, bo.reviewer().uid) == (plan["Ana"], plan["Bo"])


def test_a_start_file_replaces_no_file(lead, tmp_path):
    (tmp_path / "there.treaty").write_text("something")
    with pytest.raises(ProjectDamagedError):
        lead.start_file(tmp_path / "there.treaty", [draft(lead)])
    assert (tmp_path / "there.treaty").read_text() == "something"


def test_a_start_file_may_have_another_codebook(lead, tmp_path):
    lead.codes.export_file(tmp_path / "codes.json")
    text = (tmp_path / "codes.json").read_text("utf-8")
    (tmp_path / "codes.json").write_text(text.replace("SUR-3", "OUR-3"), "utf-8")
    lead.start_file(tmp_path / "s.treaty", [draft(lead)], codebook=tmp_path / "codes.json")
    space = open_workspace(tmp_path / "s.treaty", reviewer="Ana")
    ids = {code.id for code in space.codes.list()}
    space.close()
    assert "OUR-3" in ids
    assert "SUR-3" not in ids


def test_progress_is_told_by_person_and_article(lead, started, tmp_path):
    ana, bo = started("Ana"), started("Bo")
    ana.marks.mark(draft(ana), "Art 1", "read")
    ana.marks.mark(draft(ana), "Art 2(1)", "read")
    bo.marks.mark(draft(bo), "Art 3", "read")
    bo.finishing.finish(draft(bo))
    assert [(s.name, s.hidden) for s in ana.progress.of().shares] == [("Ana", False), ("Bo", True)]
    take(lead, ana, bo, folder=tmp_path)
    first, second = lead.progress.of().shares
    assert (first.name, first.judged, first.begun, first.left) == (
        "Ana", ("Art 1",), ("Art 2",), ("Art 2",),
    )  # fmt: skip
    assert (second.name, second.judged, second.left) == ("Bo", ("Art 3",), ())
    assert second.unknown == ("Art 99",)
    assert [share.finished for share in (first, second)] == [False, True]


def test_tags_that_lack_a_required_field_are_told(lead, started, tmp_path):
    ana = started("Ana")
    words = ana.passages.find_quote(draft(ana), "right to privacy")
    code = ana.codes.named("SUR-3").uid
    (uid,) = ana.passages.tag(words, [code], fields={"severity": "2"}).tags
    (found,) = ana.progress.of().incomplete
    assert (found.tag, found.provision, found.lacks) == (uid, "Art 2(1)(b)", ("recommendation",))
    (row,) = ana.overview.rows()
    assert row.lacks == ("recommendation",)
    ana.passages.edit(uid, {"recommendation": "amend"})
    assert ana.progress.of().incomplete == ()
    assert [row.lacks for row in ana.overview.rows()] == [()]


def test_a_plan_that_is_changed_travels_and_can_be_undone(lead, started, tmp_path):
    ana = started("Ana")
    lead.team.agree(assigned={"Ana": "Art 1-3"}, required=[])
    take(ana, lead, folder=tmp_path)
    assert ana.team.plan() == lead.team.plan()
    assert [(t.name, t.articles, t.blind) for t in ana.team.plan().tasks] == [
        ("Ana", "Art 1-3", True)
    ]
    lead.history.undo()
    assert [task.name for task in lead.team.plan().tasks] == ["Ana", "Bo"]
    assert lead.team.plan().required == ("severity", "recommendation")


def test_joined_people_have_one_task(lead, started):
    lead.people.join("Bo", "Ana")
    (task,) = lead.team.plan().tasks
    assert (task.name, set(task.articles.split(", "))) == ("Ana", {"Art 1-2", "Art 3", "Art 99"})


def test_who_has_all_articles_under_one_name_has_them_joined(lead):
    lead.team.agree(assigned={"Ana": "", "Bo": "Art 3"})
    lead.people.join("Bo", "Ana")
    (task,) = lead.team.plan().tasks
    assert (task.name, task.articles) == ("Ana", "")
    lead.people.part("Bo")
    lead.people.join("Ana", "Bo")
    (task,) = lead.team.plan().tasks
    assert (task.name, task.articles) == ("Bo", "")


def test_the_plan_reads_alike_in_whatever_order_its_tasks_came(template, tmp_path):
    """Two who are one person have two tasks, and one line."""
    files, people = [], []
    for name, articles in (("Ana", "Art 1-2"), ("Bo", "Art 9"), ("Cem", "Art 4")):
        shutil.copy(template, tmp_path / f"{name}.treaty")
        space = open_workspace(tmp_path / f"{name}.treaty", reviewer="Lead")
        space.team.agree(assigned={name: articles})
        people.append(space.team.plan().tasks[0].person)
        files.append(tmp_path / f"{name}.csv")
        space.transfer.export(files[-1], Wanted())
        space.close()
    plans = []
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        path = tmp_path / f"all{order[0]}.treaty"
        shutil.copy(template, path)
        space = open_workspace(path, reviewer="Lead")
        for number in order:
            space.transfer.merge([files[number]])
        for other in people[1:]:
            space.people.join(other, people[0])
        plans.append(space.team.plan())
        space.close()
    assert plans[0] == plans[1] == plans[2]
    (task,) = plans[0].tasks
    assert sorted(task.articles.split(", ")) == ["Art 1-2", "Art 4", "Art 9"]


def test_who_joins_a_team_that_reads_blind_reads_blind(lead):
    def blind():
        return {task.name: task.blind for task in lead.team.plan().tasks}

    lead.team.agree(assigned={"Ana": "Art 1", "Bo": "Art 2"}, blind=True)
    lead.team.agree(assigned={"Ana": "Art 1", "Bo": "Art 2", "Cy": "Art 3"})
    assert blind() == {"Ana": True, "Bo": True, "Cy": True}
    lead.team.agree(assigned={"Ana": "Art 1"})
    lead.team.agree(blind=False)
    lead.team.agree(assigned={"Ana": "Art 1", "Bo": "Art 2"})  # who was blind once is not again
    assert blind() == {"Ana": False, "Bo": False}
    lead.team.agree(assigned={"Di": ""}, blind=True)
    assert blind() == {"Di": True}


def test_what_is_no_plan_is_refused(lead):
    with pytest.raises(InputRefusedError):
        lead.team.agree(required=["colour"])
    with pytest.raises(WrongCallError):
        lead.team.agree(blind=True)
    for text in ("Ana", "=Art 1", "Ana=Art 1; Ana=Art 2", ""):
        with pytest.raises(AnnotatorError, match="assign"):
            assigned_in(text)
    assert lead.team.plan().tasks == ()


def test_a_paragraph_is_a_task_on_its_article(lead):
    lead.team.agree(assigned={"Ana": "Art 2(1), 3"})
    (share,) = lead.progress.of().shares
    assert (share.assigned, share.unknown) == (("Art 2", "Art 3"), ())


def test_a_plan_is_one_action_with_one_undo(lead):
    lead.team.agree(required=["note"], assigned={"Lead": "Art 1", "Ana": "Art 2"}, blind=True)
    before = lead.team.plan()
    lead.team.agree(assigned={"Ana": "Art 3", "Cy": ""}, blind=False)
    lead.history.undo()
    assert lead.team.plan() == before


def test_a_plan_is_held_against_the_drafts(lead):
    doubts = lead.plan_check.of({"Ana": "Art 1-2, artikles", "Bo": "Art 1-999", "Lead": ""})
    assert doubts.wrong == ("“artikles” of Ana is not found in T/1@en.",)
    (shorter,) = doubts.shorter
    assert shorter.startswith("“Art 1-999” of Bo: Art 1 to Art ")
    with pytest.raises(InputRefusedError, match="artikles"):
        lead.plan_check.sure({"Ana": "artikles"})
