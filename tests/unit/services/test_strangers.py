# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is nobody in a plan acts under no name at a window, and sees nothing that is read blind."""

from __future__ import annotations

import pytest

from annotator.domain.errors import NobodyActsError
from annotator.services import projects


@pytest.fixture
def planned(ana, monkeypatch):
    """`planned(blind)`: the path of a project of Ana's with a tag of hers; Ana and Bo are to read it."""
    monkeypatch.delenv("ANNOTATOR_REVIEWER", raising=False)

    def make(*, blind=False):
        ana.tag()
        ana.work.team.agree(assigned={"Ana": "", "Bo": ""}, blind=blind)
        ana.work.close()
        projects.be("root")
        return ana.work.path

    return make


@pytest.fixture
def at_window():
    """Opens a project as a window does."""
    opened = []

    def come(path):
        opened.append(projects.open_workspace(path))
        opened[-1].come_to_window()
        return opened[-1]

    yield come
    for work in opened:
        work.close()


def tags(work, ana):
    return sum(len(p.tags) for p in work.passages.on_draft(ana.draft))


def test_nothing_is_written_under_a_name_nobody_chose(ana, planned, at_window):
    work = at_window(planned())
    assert work.unsaid
    for write in (
        lambda: work.marks.mark(ana.draft, "Art 1", "read"),
        lambda: work.finishing.finish(ana.draft),
        lambda: work.passages.edit(next(t.uid for p in work.passages.on_draft(ana.draft) for t in p.tags), {"note": "x"}),
    ):  # fmt: skip
        with pytest.raises(NobodyActsError, match="who works here"):
            write()
    assert [one.name for one in work.reviewers()] == ["Ana", "Bo"]
    assert work.act_as("Bo").name == "Bo"
    assert not work.unsaid
    work.marks.mark(ana.draft, "Art 1", "read")


def test_a_blind_plan_hides_all_from_who_has_not_said_who_they_are(ana, planned, at_window):
    work = at_window(planned(blind=True))
    assert tags(work, ana) == 0
    work.act_as("Ana")
    assert tags(work, ana) == 1
    work.act_as("Bo")
    assert tags(work, ana) == 0
    work.act_as("Carla")
    assert tags(work, ana) == 1, "the plan gives her nothing to read"


def test_who_reads_openly_sees_all_while_nobody_acts(ana, planned, at_window):
    assert tags(at_window(planned()), ana) == 1


@pytest.mark.parametrize("name", ["Bo", "Carla", "root"])
def test_what_was_chosen_is_remembered_at_this_machine(planned, at_window, name):
    path = planned()
    work = at_window(path)
    usual = projects.be(name)
    work.act_as(name)
    work.remember_seat(usual)
    work.close()
    again = at_window(path)
    assert not again.unsaid
    assert again.reviewer().name == name


def test_who_was_named_or_has_work_there_is_not_asked(ana, planned, at_window, monkeypatch):
    path = planned()
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Carla")
    work = at_window(path)
    assert not work.unsaid
    work.close()
    monkeypatch.delenv("ANNOTATOR_REVIEWER")
    work = projects.open_workspace(path)
    work.marks.mark(ana.draft, "Art 1", "read")  # as on the command line: root it is
    work.close()
    assert not at_window(path).unsaid


def test_without_a_plan_nobody_is_asked(ana, at_window, monkeypatch):
    monkeypatch.delenv("ANNOTATOR_REVIEWER", raising=False)
    ana.tag()
    ana.work.team.agree(required=["severity"])
    ana.work.close()
    projects.be("root")
    assert not at_window(ana.work.path).unsaid
