# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is shown as whom: the same on every machine, in chains and in circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.sameness import Join, groups, join_uid, shown_as
from annotator.domain.team_author import TEAM

ALL = frozenset("abcdef")


def join(one, other, shown=None):
    first, second = sorted((one, other))
    return Join(join_uid("reviewer", one, other), "reviewer", first, second, shown or other)


def test_the_team_is_nobody_whatever_a_file_says():
    joins = [join("a", TEAM), join(TEAM, "b"), join("c", "d")]
    assert shown_as(joins, ALL | {TEAM}) == {"c": "d"}
    assert groups(joins) == dict.fromkeys("cd", frozenset("cd"))


def test_two_who_are_joined_are_shown_as_the_second():
    assert shown_as([join("b", "a")], ALL) == {"b": "a"}
    assert shown_as([join("a", "b")], ALL) == {"a": "b"}
    assert shown_as([], ALL) == {}


@pytest.mark.parametrize(
    ("joins", "end"),
    [
        ((("a", "b"), ("b", "c")), "c"),
        ((("c", "b"), ("b", "a")), "a"),
        ((("a", "b"), ("b", "c"), ("c", "a")), "a"),
        ((("b", "a"), ("b", "c")), "a"),
    ],
)
def test_a_chain_is_shown_as_its_end_and_a_circle_as_its_smallest(joins, end):
    shown = shown_as([join(*pair) for pair in joins], ALL)
    assert shown == dict.fromkeys({"a", "b", "c"} - {end}, end)


def test_nobody_is_shown_as_somebody_who_is_not_here():
    assert shown_as([join("a", "x")], {"a", "b"}) == {"x": "a"}
    assert shown_as([join("x", "y")], {"a"}) == {}
    through = [join("a", "x"), join("x", "b")]
    assert shown_as(through, {"a", "b"})["a"] == "b"


def test_a_join_says_the_same_whoever_says_it_first():
    assert join_uid("reviewer", "a", "b") == join_uid("reviewer", "b", "a")
    assert join_uid("reviewer", "a", "b") != join_uid("code", "a", "b")


PAIRS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] != p[1]),
    max_size=8,
)


@given(PAIRS, st.randoms(use_true_random=False))
def test_every_member_of_a_group_is_shown_as_one_whatever_the_order(pairs, random):
    joins = [join(*pair) for pair in pairs]
    shown, joined = shown_as(joins, ALL), groups(joins)
    for uid, group in joined.items():
        assert {shown.get(one, one) for one in group} == {shown.get(uid, uid)}
        assert shown.get(uid, uid) in group
        assert shown.get(shown.get(uid, uid)) is None
    random.shuffle(joins)
    assert shown_as(joins, ALL) == shown
