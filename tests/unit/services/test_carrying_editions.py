# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying between two who have other editions of the newer draft: what one did is done for the other."""

from __future__ import annotations

import pytest

from annotator import paths
from annotator.domain.sameness import DRAFT
from annotator.services.projects import create_workspace

ROUNDS = "M_CONF.1_7.pdf", "M_CONF.1_7_Rev.1.pdf", "M_CONF.1_7_Rev.2.pdf"
KEPT = "as appropriate in view of the nature of the power"
REWORDED = "extend the search to that other system without further authorization"


@pytest.fixture
def ana(in_rounds):
    return in_rounds("Ana")


@pytest.fixture(scope="module")
def printed_again(tmp_path_factory):
    """The rounds with the second one in other bytes."""
    folder = tmp_path_factory.mktemp("again")
    again = folder / "again.pdf"
    again.write_bytes((paths.sample() / ROUNDS[1]).read_bytes() + b"\n% printed again\n")
    space = create_workspace(folder / "again.treaty", title="T", reviewer="")
    for one in (paths.sample() / ROUNDS[0], again, paths.sample() / ROUNDS[2]):
        space.drafts.add(one)
    space.close()
    return space.path


@pytest.fixture
def bo(in_rounds, printed_again):
    return in_rounds("Bo", printed_again)


def join(ana, bo):
    ana.merge(bo)
    ana.space.joins.join(DRAFT, bo.second, ana.second, names=("theirs", "ours"))


@pytest.fixture
def apart(ana, bo):
    """Bo carried and decided on his edition what Ana had tagged."""
    ana.tag(KEPT)
    ana.tag(REWORDED)
    bo.merge(ana)
    bo.carry()
    (item,) = bo.queue()
    bo.carrying.accept(item, "narrowed", note="in brackets")
    join(ana, bo)
    return ana


def test_what_a_colleague_did_on_another_edition_is_not_open(apart, bo) -> None:
    assert apart.queue() == ()
    assert apart.carrying.count_open(apart.first, apart.second) == 0
    done = apart.carry()
    assert (done.passages, done.tags) == (0, 0)
    assert {one.uid for one in apart.on(1)} == {one.uid for one in bo.on(1)}
    (said,) = apart.carrying.decisions(apart.second)
    assert (said.draft, said.outcome) == (apart.second, "narrowed")
    states = {tuple(step.state for step in one.steps[:2]) for one in apart.space.rounds.concerns()}
    assert states == {("new", "kept"), ("new", "narrowed")}


def test_what_was_deleted_on_another_edition_is_not_asked_about_again(apart, bo) -> None:
    kept = next(one for one in bo.on(1) if one.anchor.quote == KEPT)
    bo.space.passages.delete(kept.uid)
    apart.merge(bo)
    assert apart.queue() == ()
    assert apart.carry().passages == 0
    told = [[step.state for step in one.steps] for one in apart.space.rounds.concerns()]
    assert ["new", "dropped"] in told


def test_a_tag_that_came_later_goes_where_its_passage_went(apart, bo) -> None:
    apart.tag(KEPT, code="SUR-3")
    done = apart.carry()
    assert (done.passages, done.tags) == (0, 1)
    (passage,) = [one for one in apart.on(1) if one.anchor.quote == KEPT]
    assert len(passage.tags) == 2
    bo.merge(apart)
    assert bo.carry().tags == 0
    (there,) = [one for one in bo.on(1) if one.uid == passage.uid]
    assert {tag.uid for tag in there.tags} == {tag.uid for tag in passage.tags}


def test_what_was_said_of_provisions_of_another_edition_holds(ana, bo) -> None:
    comparing = ana.space.comparing
    assert not comparing.said(ana.first, ana.second)
    comparing.map(ana.first, ana.second)
    bo.space.comparing.say(bo.first, bo.second, "Art 9", "Art 11", note="it took its place")
    join(ana, bo)
    (said,) = comparing.said(ana.first, ana.second)
    words = comparing.map(ana.first, ana.second)
    pair = words.alignment.of_older(words.older.structure.find("Art 9"))
    assert pair.locked
    (one,) = [words.newer.structure.provisions[at] for at in pair.b]
    assert (one.path, one.page, one.start) == ("Art 11", said.other_page, said.other_start)
