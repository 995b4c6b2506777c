# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of judgements become the tables that measures read; disagreements are listed by weight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.breakdown import CODE, FAMILY, OVERALL, breakdown
from annotator.domain.agreement.disagreements import disagreements
from annotator.domain.agreement.distances import MASI
from annotator.domain.agreement.judgement_table import NOT_USED, USED, Judgement, JudgementTable

READ = Judgement()


def said(codes: str) -> Judgement:
    """`"PRV-1:3 SAF-2"`: codes, some with a severity."""
    parts = [part.partition(":") for part in codes.split()]
    grave = tuple((code, int(severity)) for code, _colon, severity in parts if severity)
    return Judgement(frozenset(code for code, _colon, _severity in parts), grave)


def table(*rows, raters=("ana", "bo", "cleo")) -> JudgementTable:
    """None is unread, "" read without concern."""
    units = tuple(f"Art {number}" for number, _row in enumerate(rows, 1))
    cells = tuple(tuple(None if one is None else said(one) for one in row) for row in rows)
    return JudgementTable(raters[: len(rows[0])], units, cells)


TEAM = table(
    ("PRV-1:2", "PRV-1:2", "PRV-1:2"),
    ("PRV-1:1 SAF-2", "PRV-1:4", None),
    ("", "", "SAF-3:2"),
    (None, None, "PRV-1"),
    ("", None, ""),
    ("SAF-2:3", "SAF-2:1", "SAF-2:3"),
)


def test_read_without_concern_is_judged_and_unread_is_missing() -> None:
    assert TEAM.one_code("SAF-2").rows[:4] == (
        (NOT_USED, NOT_USED, NOT_USED), (USED, NOT_USED, None), (NOT_USED,) * 3, (None, None, NOT_USED),
    )  # fmt: skip
    assert TEAM.any_code().rows[4] == (NOT_USED, None, NOT_USED)
    assert TEAM.sets().rows[2] == (frozenset(), frozenset(), frozenset({"SAF-3"}))
    found = alpha(TEAM.sets(), MASI)
    assert (found.units, found.gist.alone, found.pairs) == (5, 1, 11)


def test_severities_are_compared_among_those_who_used_the_code() -> None:
    assert TEAM.severities("PRV-1").rows[1] == (1, 4, None)
    assert TEAM.severities("SAF-2").rows[1] == (None, None, None)
    assert TEAM.severities("SAF-3", clean=0).rows[2] == (0, 0, 2)
    assert TEAM.severities().rows[5] == (3, 1, 3)
    assert TEAM.each_severity().rows == ((2, 2, 2), (1, 4, None), (None, None, 2), (3, 1, 3))


def test_a_family_is_as_grave_as_its_gravest_code() -> None:
    made = table(("SAF-2:1 SAF-3:4 PRV-1", "SAF-3"), raters=("ana", "bo"))
    grouped = made.grouped({"SAF-2": "SAF", "SAF-3": "SAF"})
    assert grouped.codes() == ("PRV-1", "SAF")
    assert grouped.rows[0][0].severity("SAF") == 4
    assert grouped.rows[0][1] == Judgement(frozenset({"SAF"}))


def test_the_list_of_disagreements_is_sorted_by_weight_and_says_who() -> None:
    found = disagreements(TEAM)
    assert [one.unit for one in found] == ["Art 2", "Art 3", "Art 6"]
    split, lone, grave = found
    assert (lone.codes[0].code, lone.codes[0].used) == ("SAF-3", ("cleo",))
    assert lone.codes[0].not_used == ("ana", "bo")
    assert split.unread == ("cleo",)
    assert [one.code for one in split.codes] == ["SAF-2"]
    assert split.severities[0].given == (("ana", 1), ("bo", 4))
    assert grave.codes == ()
    assert grave.severity_weight == grave.weight > 0
    assert sum(one.codes_weight for one in found) == pytest.approx(
        1 - alpha(TEAM.sets(), MASI).value
    )


def test_a_wider_gap_of_severity_weighs_more_and_less_than_other_codes() -> None:
    found = disagreements(table(("A:1", "A:4"), ("A:2", "A:3"), ("A", "B"), ("B:1", "B:1")))
    assert [one.unit for one in found] == ["Art 3", "Art 1", "Art 2"]
    assert found[1].weight == pytest.approx(found[0].weight / 2)
    assert found[2].weight == pytest.approx(found[1].weight / 3)


def test_severities_alone_are_found_when_all_codes_are_the_same() -> None:
    found = disagreements(table(("A:1", "A:2"), ("A:3", "A:3")))
    assert [(one.unit, one.codes_weight) for one in found] == [("Art 1", 0.0)]


codes = st.none() | st.builds(
    lambda grave: Judgement(frozenset(grave), tuple((c, n) for c, n in sorted(grave.items()) if n)),
    st.dictionaries(st.sampled_from("pqr"), st.integers(0, 4), max_size=3),
)


@given(st.lists(st.tuples(codes, codes, codes), max_size=10), st.permutations(range(3)))
def test_the_list_holds_what_differs_whoever_said_it(rows, order) -> None:
    units = tuple(map(str, range(len(rows))))
    made = JudgementTable(("a", "b", "c"), units, tuple(rows))
    turned = made.only(tuple(made.raters[place] for place in order))
    found = disagreements(made)
    differing = {
        unit
        for unit, row in zip(units, rows, strict=True)
        if len({one.codes for one in row if one}) > 1
        or any(len({one.severity(c) for one in row if one and one.severity(c)}) > 1 for c in "pqr")
    }
    assert {one.unit for one in found} == differing
    weights = {one.unit: one.weight for one in disagreements(turned)}
    assert weights == pytest.approx({one.unit: one.weight for one in found})


def test_the_breakdown_goes_from_all_to_each_code() -> None:
    parts = list(breakdown(TEAM, {"SAF-2": "SAF", "SAF-3": "SAF", "PRV-1": "PRV"}, resamples=50))
    assert [(part.level, part.name) for part in parts] == [
        (OVERALL, ""), (FAMILY, "PRV"), (FAMILY, "SAF"), (CODE, "PRV-1"), (CODE, "SAF-2"), (CODE, "SAF-3"),
    ]  # fmt: skip
    assert [part.used for part in parts] == [10, 6, 5, 6, 4, 1]
    assert [one.measure for one in parts[1].agreements] == ["percent", "fleiss", "alpha", "light"]
    assert [(one, other) for one, other, _kappa in parts[1].pairs] == [
        ("ana", "bo"), ("ana", "cleo"), ("bo", "cleo"),
    ]  # fmt: skip
    kappas = [found.value for _one, _other, found in parts[1].pairs if found.value is not None]
    assert parts[1].agreements[3].value == pytest.approx(sum(kappas) / len(kappas))
    assert parts[3].agreements[2].value == 1.0
    assert parts[3].severity.units == 2
    two = list(breakdown(TEAM.only(("ana", "bo")), {}, resamples=0))
    assert [one.measure for one in two[1].agreements] == ["percent", "cohen", "alpha"]
    assert two[1].pairs == ()


def test_crooked_tables_are_refused() -> None:
    with pytest.raises(ValueError):
        JudgementTable(("a",), ("u",), ())
    with pytest.raises(ValueError):
        JudgementTable(("a",), ("u",), ((READ, READ),))
