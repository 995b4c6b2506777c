# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages that differ a little at their ends are one unit, whoever marked them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.judgement_table import Judgement
from annotator.domain.agreement.marked_span import MarkedText, Span, covers, joined
from annotator.domain.agreement.passage_units import passage_units, word_starts

WORDS = "Each State Party shall adopt such legislative and other measures as may be necessary."


def span(rater, start, end, codes="x", severities=()) -> Span:
    return Span(rater, start, end, frozenset(codes), severities)


def marked(*spans, raters=("ana", "bo"), read=(), length=1000) -> MarkedText:
    return MarkedText(length, raters, spans, read)


def test_without_tolerance_only_the_same_ends_are_the_same_passage() -> None:
    units = passage_units(marked(span("ana", 10, 20), span("bo", 10, 20), span("bo", 10, 21, "y")))
    assert units.places == ((10, 20), (10, 21))
    assert [[sorted(one.codes) for one in row] for row in units.table.rows] == [
        [["x"], ["x"]], [[], ["y"]],
    ]  # fmt: skip


def test_ends_within_the_tolerance_are_one_passage() -> None:
    text = marked(span("ana", 10, 50), span("bo", 13, 47, "xy"), span("bo", 300, 340))
    units = passage_units(text, tolerance=3)
    assert units.places == ((10, 50), (300, 340))
    assert units.cores[0] == (13, 47)
    assert units.table.units == ("10-50", "300-340")
    assert units.table.rows[1][0] == Judgement()
    assert len(passage_units(text, tolerance=2).places) == 3


def test_tolerance_in_words() -> None:
    starts = word_starts(WORDS)
    assert len(starts) == 14
    first, second = WORDS.index("shall"), WORDS.index("adopt")
    end = WORDS.index(" as may")
    text = marked(span("ana", first, end), span("bo", second, end + 3), length=len(WORDS))
    assert len(passage_units(text, tolerance=1, words=starts).places) == 1
    assert len(passage_units(text, tolerance=0, words=starts).places) == 2
    assert len(passage_units(text, tolerance=1).places) == 2


def test_words_of_scripts_without_spaces() -> None:
    assert word_starts("各缔约国 shall采取") == [0, 1, 2, 3, 5, 10, 11]
    assert word_starts("Каждое государство-участник") == [0, 7, 19]


def test_short_passages_side_by_side_stay_apart() -> None:
    units = passage_units(marked(span("ana", 10, 14), span("bo", 14, 18)), tolerance=10)
    assert units.places == ((10, 14), (14, 18))


def test_passages_do_not_chain() -> None:
    text = marked(
        span("ana", 0, 100), span("bo", 4, 104), span("cleo", 8, 108), raters=("ana", "bo", "cleo")
    )
    assert passage_units(text, tolerance=4).places == ((0, 104), (8, 108))


def test_unread_is_missing_and_read_without_a_mark_is_judged() -> None:
    text = marked(
        span("ana", 10, 20), span("ana", 500, 520), raters=("ana", "bo", "cleo"),
        read=(("bo", ((0, 100), (100, 505))), ("cleo", ())),
    )  # fmt: skip
    rows = passage_units(text, tolerance=3).table.rows
    assert [one is None for one in rows[0]] == [False, False, True]
    assert rows[0][1] == Judgement()
    assert rows[1][1] is None


def test_several_marks_of_one_reviewer_on_a_passage_are_one_judgement() -> None:
    text = marked(
        span("ana", 10, 20, "x", (("x", 2),)), span("ana", 11, 20, "xy", (("x", 3),)), span("bo", 10, 20),
    )  # fmt: skip
    row = passage_units(text, tolerance=1).table.rows[0]
    assert row[0] == Judgement(frozenset("xy"), (("x", 3),))


places = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda at: (at[0], at[0] + at[1]))
spans = st.lists(st.tuples(st.sampled_from(["ana", "bo", "cleo"]), places), max_size=14)


@given(spans, st.integers(0, 12), st.permutations(["ana", "bo", "cleo"]))
def test_each_mark_is_in_one_unit_and_each_two_within_the_tolerance(said, tolerance, order) -> None:
    made = [span(who, *place) for who, place in said]
    units = passage_units(
        marked(*made, raters=("ana", "bo", "cleo"), length=100), tolerance=tolerance
    )
    of_unit: list[list[tuple[int, int]]] = [[] for _unit in units.places]
    for one in made:
        homes = [
            number
            for number, ((start, end), row) in enumerate(zip(units.places, units.table.rows, strict=True))
            if start <= one.start and one.end <= end
            and units.cores[number][0] >= one.start and units.cores[number][1] <= one.end
            and row[("ana", "bo", "cleo").index(one.rater)].codes
        ]  # fmt: skip
        assert homes
        if len(homes) == 1:
            of_unit[homes[0]].append((one.start, one.end))
    for held in of_unit:
        for (start, end), (begin, stop) in combinations(held, 2):
            assert abs(start - begin) <= tolerance
            assert abs(end - stop) <= tolerance
            assert max(start, begin) < min(end, stop)
    turned = passage_units(
        marked(*reversed(made), raters=tuple(order), length=100), tolerance=tolerance
    )
    assert turned.places == units.places
    back = turned.table.only(("ana", "bo", "cleo"))
    assert back == units.table


def test_stretches_that_touch_are_one() -> None:
    assert joined([(5, 9), (0, 5), (20, 20), (30, 99)], 40) == [(0, 9), (30, 40)]
    assert covers([(0, 9), (30, 40)], 31, 40)
    assert not covers([(0, 9), (30, 40)], 5, 31)
    assert not covers([], 0, 1)
