# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying over for who reads blind: what a colleague decided unseen leaves no gap in their own work."""

from __future__ import annotations

import pytest

REWORDED = "extend the search to that other system without further authorization"


@pytest.fixture
def blind(in_rounds):
    """Ana reads blind; of her two passages Bo closed one, and accepted the other and took that back."""
    ana, bo = in_rounds("Ana"), in_rounds("Bo")
    ana.tag(REWORDED)
    ana.tag_whole("Art 22")
    bo.merge(ana)
    closed, accepted = bo.queue()
    bo.carrying.close(closed, "dropped", "no")
    bo.carrying.accept(accepted)
    bo.space.history.undo()
    ana.space.team.agree(assigned={"Ana": "", "Bo": ""}, blind=True)
    ana.merge(bo)
    return ana


def test_what_a_colleague_closed_unseen_waits_still(blind) -> None:
    assert blind.carrying.decisions() == ()
    assert len(blind.queue()) == 2
    assert blind.carrying.count_open(blind.first, blind.second) == 2
    states = {concern.steps[-1].state for concern in blind.space.rounds.concerns()}
    assert states == {"waiting"}, "the queue and the history say the same"
    blind.carrying.close(blind.queue()[0], "narrowed")
    assert len(blind.queue()) == 1


def test_it_is_closed_once_it_may_be_seen(blind) -> None:
    blind.space.finishing.finish(blind.second)
    assert len(blind.carrying.decisions()) == 1
    assert len(blind.queue()) == 1
