# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the newer draft that were tagged there already: no second passage, and nothing else lost."""

from __future__ import annotations

import pytest

from annotator.services.queue_board import queue_board
from annotator.services.queue_hints import Already

KEPT = "as appropriate in view of the nature of the power"
PART = "in view of the nature of the power"


@pytest.fixture
def ana(in_rounds):
    """With the same tag on the same words of two drafts, each made by itself."""
    made = in_rounds("Ana")
    made.tag(KEPT)
    made.there = made.tag(KEPT, draft=1).passage
    return made


def board(project):
    return queue_board(project.space, project.second, "", lambda _done, _all: None)


def told(project) -> Already | None:
    found = board(project)
    (item,) = found.carried.items
    return found.already.get(item.passage)


def test_accepting_there_keeps_the_passage_that_is_there_and_is_undone(ana) -> None:
    assert (told(ana).passage, told(ana).same, told(ana).whole) == (ana.there, True, True)
    (item,) = ana.queue()
    assert ana.carrying.accept(item, "narrowed", note="brackets") == ana.there
    assert [one.uid for one in ana.on(1)] == [ana.there]
    assert len(ana.on(1)[0].tags) == 1
    (said,) = ana.carrying.decisions()
    assert (said.outcome, said.carried, said.note) == ("narrowed", "", "brackets")
    assert ana.queue() == ()
    assert ana.carry().passages == 0
    ana.space.history.undo()
    assert len(ana.queue()) == 1
    assert [one.uid for one in ana.on(1)] == [ana.there]


def test_carrying_all_at_once_doubles_nothing_either(ana) -> None:
    assert (ana.carry().passages, len(ana.on(1))) == (0, 1)
    (item,) = ana.queue()
    assert item.verdict == "same", "it waits, and says who tagged these words"
    ana.tag(KEPT, code="SUR-3")
    assert ana.carry().passages == 1, "the other code is not lost"
    assert ana.queue() == ()


def test_what_is_not_tagged_there_makes_a_passage_of_its_own(ana) -> None:
    ana.tag(KEPT, code="SUR-3")
    assert (told(ana).same, told(ana).whole) == (True, False)
    ana.carrying.accept(ana.queue()[0])
    assert len(ana.on(1)) == 2
    assert sorted(len(one.tags) for one in ana.on(1)) == [1, 2], "the other code is not lost"


def test_another_code_or_another_place_there_is_no_such_tag(in_rounds) -> None:
    ana = in_rounds("Ana")
    ana.tag(KEPT)
    ana.tag(KEPT, code="SUR-1", draft=1)
    assert told(ana) is None
    part = ana.tag(PART, draft=1).passage
    assert told(ana) == Already(part, told(ana).tags)
    ana.carrying.accept(ana.queue()[0])
    assert len(ana.on(1)) == 3


def test_it_can_be_closed_as_tagged_already_and_is_kept_in_its_history(in_rounds) -> None:
    ana = in_rounds("Ana")
    ana.tag(KEPT)
    ana.tag(PART, draft=1)
    ana.carrying.already(ana.queue()[0], "the same concern")
    assert (ana.queue(), len(ana.on(1))) == ((), 1)
    old = next(one for one in ana.space.rounds.concerns() if len(one.steps) > 1)
    assert (old.steps[1].state, old.steps[1].passage) == ("kept", "")
    ana.space.history.undo()
    assert len(ana.queue()) == 1


def histories(project) -> list[list[tuple[str, str]]]:
    """State and passage of each step of each concern."""
    found = project.space.rounds.concerns()
    return sorted([(step.state, step.passage) for step in one.steps] for one in found)


def test_what_goes_on_as_tagged_already_has_one_history(in_rounds, tmp_path) -> None:
    ana = in_rounds("Ana")
    old = ana.tag(KEPT).passage
    there = ana.tag(PART, draft=1).passage
    apart = histories(ana)
    assert len(apart) == 2
    ana.carrying.already(ana.queue()[0], "the same concern", there=there)
    assert histories(ana) == [[("new", old), ("kept", there), ("waiting", "")]]
    (matrix,) = ana.space.rounds.matrix()
    assert len(matrix.rows) == 1
    report = ana.space.rounds.report()
    assert len(report.concerns) == 1
    ana.space.rounds.write(tmp_path / "out.csv", report, as_page=False)
    ana.carrying.close(ana.queue(1, 2)[0], "taken_up")
    (steps,) = histories(ana)
    assert [state for state, _passage in steps] == ["new", "kept", "fixed"]
    assert ana.queue(1, 2) == (), "nothing is made twice by that"
    for _action in range(2):
        ana.space.history.undo()
    assert histories(ana) == apart


def test_one_history_on_two_machines_and_what_was_decided_later_is_in_it(in_rounds) -> None:
    ana, bo = in_rounds("Ana"), in_rounds("Bo")
    ana.tag(KEPT)
    there = ana.tag(PART, draft=1).passage
    bo.merge(ana)
    bo.carrying.close(bo.queue(1, 2)[0], "taken_up")
    ana.carrying.already(ana.queue()[0], there=there)
    bo.merge(ana)
    ana.merge(bo)
    assert ana.space.conflicts.list() == bo.space.conflicts.list() == ()
    assert histories(ana) == histories(bo)
    (steps,) = histories(ana)
    assert [state for state, _passage in steps] == ["new", "kept", "fixed"]
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_what_is_carried_from_another_concern_is_no_such_passage(ana) -> None:
    ana.space.history.undo()  # the tag on the newer draft
    ana.carry()
    ana.tag(PART)
    assert [one.verdict for one in board(ana).carried.items] == ["same"]
    assert board(ana).already == {}


def test_two_who_join_and_carry_apart_are_merged_without_a_conflict(ana, in_rounds) -> None:
    bo = in_rounds("Bo")
    bo.merge(ana)
    ana.carrying.accept(ana.queue()[0])
    bo.carry()
    bo.merge(ana)
    ana.merge(bo)
    assert ana.space.conflicts.list() == bo.space.conflicts.list() == ()
    assert ana.export().read_bytes() == bo.export().read_bytes()


def test_what_is_gone_would_stand_behind_what_came_before_it(in_rounds) -> None:
    ana = in_rounds("Ana")
    for path in ("Art 20(2)", "Art 12", "Art 3(3)"):
        ana.tag_whole(path, draft=1)
    ana.tag("retain the traffic data of all their users", draft=1)
    found = queue_board(ana.space, ana.third, ana.second, lambda _done, _all: None)
    items = found.carried.items
    stood = {item.provision_from: (item.near, item.behind) for item in items}
    assert stood == {
        "Art 20(2)": ("Art 23(1)", True), "Art 12": ("Art 16", True), "Art 3(3)": ("Art 3(2)", True),
        "Art 25(1)": ("Art 27", True),
    }  # fmt: skip
    assert all(item.page > 0 for item in items)
