# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records join in any order, keep edits made apart, and never lose a deletion or an edit to it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.change import (
    GUESS,
    Stamp,
    conflicts,
    created,
    deleted_utc,
    deletion,
    deletion_disputed,
    joined,
    rewritten,
    written,
)
from annotator.domain.record_json import others_body, read_record, stamps_body

FIELDS = {"severity": "1", "note": "", "deleted": "", "modified_utc": "t1"}


def stamp(counter, session="s", reviewer="r"):
    return Stamp(counter, reviewer, session)


BASE = created("tag", "u", FIELDS, stamp(1))


def test_a_later_edit_wins_without_conflict():
    later = written(BASE, {"severity": "2"}, stamp(2))
    assert joined(BASE, later) == joined(later, BASE) == later
    assert not conflicts(later)


def test_edits_made_apart_are_kept_both():
    one = written(BASE, {"severity": "2"}, stamp(2, "a"))
    two = written(BASE, {"severity": "3"}, stamp(3, "b"))
    both = joined(one, two)
    assert both.values["severity"] == "3"
    assert [value for _, value in conflicts(both)["severity"]] == ["3", "2"]


def test_equal_edits_made_apart_are_no_conflict():
    one = written(BASE, {"severity": "2"}, stamp(2, "a"))
    two = written(BASE, {"severity": "2"}, stamp(2, "b"))
    assert not conflicts(joined(one, two))


def test_a_resolution_settles_the_conflict_everywhere():
    one = written(BASE, {"severity": "2"}, stamp(2, "a"))
    two = written(BASE, {"severity": "3"}, stamp(3, "b"))
    settled = written(joined(one, two), {"severity": "2"}, stamp(4, "c"))
    for late in (one, two, joined(one, two)):
        assert joined(settled, late) == settled


def test_a_deletion_travels_and_is_not_undone_by_old_copies():
    gone = written(BASE, {"deleted": deletion(BASE, "T")}, stamp(2))
    assert deleted_utc(joined(gone, BASE)) == "T"


def test_a_deletion_apart_from_an_edit_leaves_the_record_shown():
    gone = written(BASE, {"deleted": deletion(BASE, "T")}, stamp(2, "a"))
    edited = written(BASE, {"severity": "4"}, stamp(2, "b"))
    both = joined(gone, edited)
    assert deleted_utc(both) == ""
    assert deletion_disputed(both)
    assert "deleted" in conflicts(both)


def test_a_guess_yields_to_a_word():
    guess = created("draft", "d", {"symbol": "guess"}, GUESS)
    said = created("draft", "d", {"symbol": "A/1"}, stamp(1, "x"))
    assert joined(guess, said).values["symbol"] == joined(said, guess).values["symbol"] == "A/1"


def test_stamps_survive_json():
    one = written(BASE, {"severity": "2"}, stamp(2, "a"))
    two = written(BASE, {"severity": "3", "note": "x"}, stamp(3, "b"))
    both = joined(one, two)
    body = json.loads(json.dumps(stamps_body(both))), json.loads(json.dumps(others_body(both)))
    assert read_record("tag", "u", both.values, *body) == both


@pytest.mark.parametrize("broken", [{}, {"*": [1]}, {"*": ["x", "", ""]}, {"*": [-1, "", ""]}])
def test_broken_stamps_are_refused(broken):
    with pytest.raises(ValueError, match=r"stamp|counter|invalid|unpack"):
        read_record("tag", "u", FIELDS, broken, {})


@st.composite
def histories(draw):
    """Three records that three sessions made of one base, with some exchange in between."""
    replicas = [BASE, BASE, BASE]
    for counter in range(2, 2 + draw(st.integers(0, 8))):
        who = draw(st.integers(0, 2))
        if draw(st.booleans()):
            other = draw(st.integers(0, 2))
            replicas[who] = joined(replicas[who], replicas[other])
        name = draw(st.sampled_from(["severity", "note"]))
        dot = (stamp(counter, f"s{who}"), draw(st.sampled_from("123")))
        replicas[who] = rewritten(replicas[who], {name: (dot,)})
    return replicas


@given(histories())
def test_joining_is_commutative_associative_idempotent(replicas):
    a, b, c = replicas
    assert joined(a, b) == joined(b, a)
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert joined(a, a) == a
    assert joined(joined(a, b), b) == joined(a, b)
