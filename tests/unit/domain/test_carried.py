# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is carried, as values: records made apart agree, proposals are held against the new words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.judging import VERDICTS
from annotator.domain.carried import Item, counted, evidence_of
from annotator.domain.carried_record import Carrier, carried_uid, decision_uid
from annotator.domain.change import GUESS, Record, Stamp, conflicts, created, joined, written
from annotator.domain.tag import Tag

DRAFT = "a" * 64
OLD, NEW = "Each Party shall keep the data.", "Each Party may keep the data for one year."
FIRST = Stamp(1, "ana", "s1")
VALUES = {"passage": "p", "severity": "1", "note": "", "deleted": "", "modified_utc": "t"}

edits = st.lists(
    st.tuples(
        st.sampled_from(["s1", "s2"]), st.sampled_from(["severity", "note"]), st.sampled_from("123")
    ),
    max_size=4,
)


def edited(record: Record, steps, start: int) -> Record:
    for number, (session, name, value) in enumerate(steps):
        record = written(record, {name: value}, Stamp(start + number, "ana", session))
    return record


def carried(record: Record) -> Record:
    return Carrier(DRAFT).record(record, "new", {"passage": "q"})


@given(edits, edits)
def test_carrying_what_was_merged_is_merging_what_was_carried(one, two) -> None:
    base = created("tag", "old", VALUES, FIRST)
    mine, yours = edited(base, one, 2), edited(base, [("s3", *step[1:]) for step in two], 2)
    assert carried(joined(mine, yours)) == joined(carried(mine), carried(yours))
    assert carried(mine) == carried(mine)


@given(edits)
def test_an_edit_of_the_carried_record_is_no_edit_of_the_old_one(steps) -> None:
    base = created("tag", "old", VALUES, FIRST)
    made = written(carried(base), {"severity": "9"}, Stamp(3, "ana", "s1"))
    later = carried(edited(base, steps, 4))
    assert "9" in {value for _stamp, value in joined(made, later).dots("severity")}


def test_what_the_program_found_is_a_guess_and_never_a_conflict() -> None:
    base = created("passage", "old", {"draft": "a", "anchor": "x", "deleted": ""}, FIRST)
    ones = [
        Carrier(DRAFT).record(base, "new", {"draft": "b"}, {"anchor": (GUESS, found)})
        for found in "yz"
    ]
    both = joined(*ones)
    assert conflicts(both) == {}
    assert both.values["anchor"] == "z"
    moved = written(ones[0], {"anchor": "w"}, Stamp(5, "bo", "s9"))
    assert joined(moved, ones[1]).values["anchor"] == "w"


def test_ids_are_derived() -> None:
    assert carried_uid("a", "d") == carried_uid("a", "d")
    assert carried_uid("a", "d") != carried_uid("a", "e")
    assert decision_uid("a", "d", "r") != decision_uid("a", "d", "q")


def test_evidence_suggests_what_a_proposal_came_to() -> None:
    def evidence(wording, new, **fields):
        tag = Tag("t", "p", "c", "r", proposed_wording=wording, **fields)
        return evidence_of([tag], "reworded", old=OLD, new=new)

    (near,) = evidence("Each Party may keep the data for a year.", NEW)
    assert near.taken_up
    assert near.to_wording > near.to_old
    (inside,) = evidence("for one year", NEW)
    assert inside.contained
    (far,) = evidence("No Party shall ever keep anything of it.", NEW)
    assert not far.taken_up
    (there,) = evidence("keep the data", NEW)
    assert not there.contained, "it stood there before"
    assert evidence("for one year", "") == ()
    asked = Tag("t", "p", "c", "r", recommendation="delete")
    assert evidence_of([asked], "gone", old=OLD, new="")[0].taken_up
    assert evidence_of([asked], "reworded", old=OLD, new=NEW) == ()


def test_items_are_counted_by_verdict() -> None:
    items = [Item("p", "d", verdict, 1.0, "", False, "", "", "", "") for verdict in VERDICTS]
    assert counted([*items, items[0]]) == {
        "same": 2, "moved": 1, "reworded": 1, "gone": 1, "unsure": 1,
    }  # fmt: skip
    assert not items[0].certain, "nowhere to go"
