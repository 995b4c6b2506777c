# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of drafts, and who sits here."""

from __future__ import annotations

import pytest

from annotator import paths
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.services import projects
from annotator.services.settings import Settings


@pytest.fixture(autouse=True)
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))


def test_a_draft_is_described_in_one_revision_that_can_be_undone(ana):
    ana.work.drafts.describe(ana.draft, symbol=" B/2 ", language="FR", date="2026-11-22", round="3")
    (draft,) = ana.work.drafts.list()
    assert (draft.name, draft.date, draft.round) == ("B/2@fr", "2026-11-22", "3")
    assert ana.sentences()[-1] == "Describe draft B/2"
    ana.work.drafts.describe(ana.draft, round="")
    assert ana.work.drafts.list()[0].round == ""
    assert ana.work.drafts.list()[0].name == "B/2@fr"
    ana.work.history.undo()
    ana.work.history.undo()
    assert ana.work.drafts.list()[0].name == "A/1@en"


def test_what_is_said_of_a_draft_outdoes_the_programs_guess_elsewhere(ana, bo):
    ana.tag()
    ana.work.drafts.describe(ana.draft, symbol="A/1/Rev.1")
    bo.merge(ana)
    assert bo.work.drafts.list()[0].symbol == "A/1/Rev.1"
    assert bo.work.conflicts.list() == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "english"), ("language", "e1"), ("date", "22.11.2026"), ("date", "2026-02-30"),
     ("date", "20261122")],
)  # fmt: skip
def test_a_wrong_description_is_refused_by_name(ana, field, value):
    before = ana.export().read_bytes()
    with pytest.raises(InputRefusedError, match=field):
        ana.work.drafts.describe(ana.draft, **{field: value})
    assert ana.export().read_bytes() == before


def test_an_unknown_draft_is_not_described(ana):
    with pytest.raises(NotFoundError):
        ana.work.drafts.describe("0" * 64, symbol="X")


def test_who_sits_here_is_remembered_and_is_one_person_in_every_project(a_project):
    me = projects.be("  Cy   Lee ", "An NGO")
    assert (me.name, me.organisation) == ("Cy Lee", "An NGO")
    assert Settings(paths.config()).reviewer() == me
    assert projects.somebody() == me
    assert projects.be("Cy Lee").uid == me.uid
    assert projects.be("Dee").uid != me.uid
    projects.be("Cy Lee")
    usual = projects.somebody()
    assert a_project("Cy Lee").work.reviewer().uid == usual.uid
    with pytest.raises(InputRefusedError):
        projects.be(" ")


def test_an_organisation_is_written_on_who_is_known_here(ana):
    ana.tag()
    ana.work.act_as("Ana", organisation="An NGO")
    assert ana.work.reviewer().organisation == "An NGO"
    assert [r.organisation for r in ana.work.reviewers()] == ["An NGO"]
    assert ana.sentences()[-1] == "Describe reviewer Ana"
    before = len(ana.sentences())
    ana.work.act_as("Ana", organisation="An NGO")
    ana.work.act_as("Ana")
    assert len(ana.sentences()) == before
    assert ana.work.reviewer().organisation == "An NGO"


def test_who_said_whom_they_are_in_a_project_is_known_there_the_next_time(ana, tmp_path):
    ana.tag()
    known = ana.work.reviewer()
    usual = projects.be("Ana")
    assert usual.uid != known.uid, "the settings of this machine know nothing of the project"
    ana.work.act_as("Ana")
    ana.work.remember_seat(usual)
    path = ana.work.path
    ana.work.close()
    again = projects.open_workspace(path)
    try:
        assert again.reviewer().uid == known.uid
        again.act_as("Bo")
        again.remember_seat(projects.be("Bo"))
    finally:
        again.close()
    third = projects.open_workspace(path)
    try:
        assert third.reviewer().name == "Bo"
    finally:
        third.close()
