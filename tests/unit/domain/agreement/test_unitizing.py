# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement on stretches of text: the published example, the definition code point by code point, laws."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.distances import JACCARD, MARKED, MASI, NOMINAL
from annotator.domain.agreement.kappa import cohen
from annotator.domain.agreement.marked_span import MarkedText, Span
from annotator.domain.agreement.measured import NO_PAIRS, NO_VARIATION, NOT_TWO, NOTHING_SHARED
from annotator.domain.agreement.sections import slices
from annotator.domain.agreement.unitizing import coding_alpha, unitizing_alpha
from annotator.domain.agreement.value_table import ValueTable

BOOK = {
    "Alex": [(1, 7, "1"), (8, 13, "2"), (31, 32, "5"), (33, 37, "6"), (38, 44, "6"), (45, 60, "7")],
    "Paul": [(1, 7, "1"), (8, 13, "3"), (14, 21, "5"), (33, 44, "6")],
    "Suzan": [(1, 7, "1"), (8, 13, "4"), (14, 21, "5"), (33, 37, "6"), (38, 41, "6"), (42, 44, "6")],
}  # fmt: skip


def stretches(text):
    """A text as a table: each code point a judgement of its own."""
    rows = [(one.codes(), one.end - one.start) for one in slices(text)]
    return ValueTable(text.raters, tuple(row for row, _size in rows), tuple(n for _row, n in rows))


def span(rater, start, end, codes="x") -> Span:
    return Span(rater, start, end, frozenset(codes))


def text(length, *spans, raters=("a", "b"), read=()) -> MarkedText:
    return MarkedText(length, raters, spans, read)


def book() -> MarkedText:
    spans = [span(who, s - 1, e, code) for who, marked in BOOK.items() for s, e, code in marked]
    return text(60, *spans, raters=tuple(BOOK))


def test_the_published_example_of_three_observers() -> None:
    """Krippendorff and others 2016; Content Analysis, 4th ed. 2018, section 12.6: 0.510, 0.413, 0.724."""
    assert f"{unitizing_alpha(book(), NOMINAL).value:.3f}" == "0.510"
    assert f"{coding_alpha(book(), NOMINAL).value:.3f}" == "0.724"
    binary = unitizing_alpha(book(), MARKED).value
    assert int(binary * 1000) / 1000 == 0.413  # printed cut off: 0.41360


def test_two_coders_who_share_half_of_a_hundred_characters() -> None:
    shared = text(10_000, span("a", 100, 200), span("b", 150, 250))
    points = stretches(shared)
    assert cohen(points, "a", "b").value == pytest.approx(49 / 99)  # 0.495, not 0.299
    assert cohen(points, "a", "b").units == 10_000
    found = unitizing_alpha(shared)
    assert f"{found.value:.3f}" == "0.495"
    assert (found.units, found.pairs, found.raters, found.gist.pieces) == (2, 1, 2, 1)


def exact(marked: MarkedText, between, *, coded=False) -> Fraction | None:
    """The definition, one code point at a time, in fractions; for spans that do not overlap."""
    who: list[list[Span | bool | None]] = []
    for rater in marked.raters:
        row: list[Span | bool | None] = [False] * marked.length
        for start, end in marked.read_by(rater):
            row[start:end] = [None] * (end - start)
        for one in marked.of(rater):
            row[one.start : one.end] = [one] * (one.end - one.start)
        who.append(row)
    amounts: dict[Span | str, Fraction] = {}
    observed = Fraction(0)
    for point in zip(*who, strict=True):
        read = [(rater, one) for rater, one in enumerate(point) if one is not False]
        for (_rater, one), (_other, two) in permutations(read, 2):
            if coded and (one is None or two is None):
                continue
            each = Fraction(1, len(read) - 1)
            amounts[one or "gap"] = amounts.get(one or "gap", Fraction(0)) + each
            codes = [said.codes if said else frozenset() for said in (one, two)]
            observed += each * between(*codes)
    size = sum(amounts.values())
    own = sum(n if key == "gap" else n * n for key, n in amounts.items())
    crossed = sum(
        n * m * between(
            *(frozenset() if key == "gap" else key.codes for key in (one, two))
        )
        for one, n in amounts.items()
        for two, m in amounts.items()
    )  # fmt: skip
    if not size or size**2 == own or not crossed:
        return None
    return 1 - (observed / size) / (crossed / (size**2 - own))


def nominal(one, two):
    return Fraction(one != two)


def marked_or_not(one, two):
    return Fraction(bool(one) != bool(two))


def by_jaccard(one, two):
    return Fraction(len(one ^ two), len(one | two)) if one | two else Fraction(0)


@st.composite
def texts(draw, codes=1, unread=False):
    """Texts of up to 30 code points; the spans of one rater do not overlap."""
    length = draw(st.integers(1, 30))
    raters = ("ana", "bo", "cleo")[: draw(st.integers(2, 3))]
    spans, read = [], []
    for rater in raters:
        edges = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
        for start, end in pairwise(edges):
            said = draw(st.frozensets(st.sampled_from("pqr"), max_size=codes))
            if said:
                spans.append(Span(rater, start, end, said))
        if unread and draw(st.booleans()):
            edge = draw(st.integers(0, length))
            read.append((rater, ((0, edge),)))
    return MarkedText(length, raters, tuple(spans), tuple(read))


def agrees(found, wanted) -> bool:
    return found is None if wanted is None else found == pytest.approx(float(wanted), abs=1e-9)


@settings(deadline=None)
@given(texts(codes=2, unread=True))
def test_it_is_the_definition(marked) -> None:
    for metric, between in ((NOMINAL, nominal), (MARKED, marked_or_not), (JACCARD, by_jaccard)):
        found = unitizing_alpha(marked, metric, resamples=0)
        assert agrees(found.value, exact(marked, between))
    found = coding_alpha(marked, NOMINAL, resamples=0)
    assert agrees(found.value, exact(marked, nominal, coded=True))


@given(texts(unread=True), st.data())
def test_raters_and_names_of_codes_do_not_matter(marked, data) -> None:
    raters = tuple(data.draw(st.permutations(marked.raters)))
    renamed = dict(zip("pqr", data.draw(st.permutations("xyz")), strict=True))
    other = MarkedText(marked.length, raters, marked.spans[::-1], marked.read).grouped(renamed)
    for metric in (NOMINAL, MASI):
        one, two = (unitizing_alpha(each, metric, resamples=0) for each in (marked, other))
        assert agrees(two.value, one.value)


@given(texts())
def test_the_same_marks_are_full_agreement(marked) -> None:
    mine = [one for one in marked.spans if one.rater == "ana"]
    spans = [Span(rater, one.start, one.end, one.codes) for one in mine for rater in ("ana", "bo")]
    found = unitizing_alpha(MarkedText(marked.length, ("ana", "bo"), tuple(spans)), NOMINAL)
    if found.value is None:
        assert found.reason in {NO_VARIATION, NO_PAIRS}
    else:
        assert found.value == 1.0


@given(texts())
def test_text_that_one_alone_has_read_changes_nothing(marked) -> None:
    others = tuple((rater, ((0, marked.length),)) for rater in marked.raters[1:])
    more = MarkedText(
        marked.length + 20,
        marked.raters,
        (*marked.spans, Span("ana", marked.length + 3, marked.length + 9, frozenset("p"))),
        others,
    )
    for metric in (NOMINAL, MASI):
        one, two = (unitizing_alpha(each, metric, resamples=0) for each in (marked, more))
        assert agrees(two.value, one.value)


def test_spans_that_overlap_are_cut_where_the_codes_change() -> None:
    nested = text(
        30,
        span("a", 0, 20, "x"),
        span("a", 10, 20, "y"),
        span("b", 0, 10, "x"),
        span("b", 10, 20, "xy"),
    )
    assert unitizing_alpha(nested, NOMINAL).value == 1.0
    doubled = text(30, span("a", 0, 12), span("a", 8, 20), span("b", 0, 20))
    once = text(30, span("a", 0, 20), span("b", 0, 20))
    assert unitizing_alpha(doubled) == unitizing_alpha(once)


def test_one_code_by_itself_leaves_the_others_as_read() -> None:
    marked = text(
        40, span("a", 0, 10, "x"), span("b", 0, 10, "xy"), span("b", 20, 30, "y"),
        read=(("a", ((0, 15),)), ("b", ((0, 5),))),
    )  # fmt: skip
    only = marked.only_code("x")
    assert [(one.rater, one.start, sorted(one.codes)) for one in only.spans] == [
        ("a", 0, ["x"]), ("b", 0, ["x"]),
    ]  # fmt: skip
    assert only.read_by("b") == [(0, 10), (20, 30)]
    assert only.read_by("a") == [(0, 15)]


def test_what_cannot_be_measured_says_why() -> None:
    assert unitizing_alpha(text(10, raters=("a",))).reason == NOT_TWO
    assert unitizing_alpha(text(10)).reason == NO_VARIATION
    apart = text(10, span("a", 0, 5), span("b", 5, 10), read=(("a", ()), ("b", ())))
    assert unitizing_alpha(apart).reason == NO_PAIRS
    beside = text(10, span("a", 0, 5), span("b", 5, 10))
    assert coding_alpha(beside).reason == NOTHING_SHARED


def test_pieces_are_drawn_again_and_give_an_interval() -> None:
    spans = [span("a", 100 * n, 100 * n + 40) for n in range(60)]
    spans += [span("b", 100 * n + (n % 3) * 10, 100 * n + 40) for n in range(60)]
    found = unitizing_alpha(text(6_000, *spans))
    assert found.gist.pieces == 60
    assert found.low < found.value < found.high
    assert found == unitizing_alpha(text(6_000, *reversed(spans)))


def test_points_as_units_are_the_same_as_a_table_of_points() -> None:
    marked = book()
    rows = [
        tuple(
            frozenset().union(*(o.codes for o in marked.of(who) if o.start <= point < o.end))
            for who in marked.raters
        )
        for point in range(60)
    ]
    plain = alpha(ValueTable(marked.raters, tuple(rows)), resamples=0)
    assert alpha(stretches(marked), resamples=0).value == pytest.approx(plain.value)


def test_crooked_spans_are_refused() -> None:
    for wrong in ((5, 5, "x"), (-1, 3, "x"), (0, 3, "")):
        with pytest.raises(ValueError):
            span("a", *wrong)
    with pytest.raises(ValueError):
        text(10, span("a", 5, 11))
    with pytest.raises(ValueError):
        text(10, span("nobody", 5, 7))
