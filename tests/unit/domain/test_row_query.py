# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filter language: what each term picks, what is said about a slip, and that it is fast."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import pytest

from annotator.domain.codebook import Code
from annotator.domain.row_order import COLUMNS, column_key, natural, places
from annotator.domain.row_query import folded, has_term, parse, with_term
from annotator.domain.row_sieve import Known, row_text, sieve
from annotator.services.overview import OverviewRow

CODES = {
    "c1": Code("c1", "SAF-3", "Prior independent authorisation", "SAF"),
    "c2": Code("c2", "PRV-1", "Access to stored data", "PRV"),
    "c3": Code("c3", "PRV-12", "Retention", "PRV"),
}
KNOWN = Known(CODES, frozenset({"r-ana", "Ana Ruiz"}), ("d1", "d2"))


def row(uid, **more):
    made = OverviewRow(
        kind="tag", uid=uid, passage=f"p-{uid}", draft="d1", draft_name="A/AC.291/22/Rev.1@en",
        page=3, page_label="", start=10, provision="Art 6(2)(a)", code="c1", quote="plain words",
        severity="", stance="weakens", recommendation="", proposed_wording="", note="",
        review_state="draft", reviewer="r-ana", reviewer_name="Ana Ruiz",
        modified_utc="2026-01-02T03:04:05Z", comments=0, conflicted=False, placed=True,
    )  # fmt: skip
    return replace(made, **more)


ROWS = (
    row("a", quote="Each State Party shall\n“search”  or access", severity="3",
        text_status="bracketed"),
    row("b", code="c2", quote="le Comité élu", severity="1", note="see Search warrants", page=12,
        proposed_status="bracketed"),
    row("c", code="c3", reviewer="r-bo", reviewer_name="Bo de Vries", severity="4", conflicted=True,
        provision="Art 60", page=20, draft="d2", draft_name="A/AC.291/22/Rev.2@fr",
        proposed_status="alternative"),
    row("d", code="c2", reviewer="r-bo", reviewer_name="Bo de Vries", stance="ambiguous",
        recommendation="delete", comments=2, placed=False, page=9, page_label="12",
        text_status="agreed_ad_ref"),
    row("e", kind="mark", passage="", code="", quote="", stance="", mark="missing", page=0,
        provision="Art 60(1)"),
)  # fmt: skip


@dataclass
class Entry:
    row: OverviewRow
    text: str


def picked(typed, rows=ROWS, known=KNOWN):
    chosen = sieve(parse(typed), known)
    return "".join(e.row.uid for e in chosen.sift([Entry(r, row_text(r, known)) for r in rows]))


@pytest.mark.parametrize(
    ("typed", "uids"),
    [
        ("", "abcde"),
        ("   ", "abcde"),
        ("SEARCH", "ab"),
        ("search party", "a"),
        ('"party shall"', "a"),
        ('"shall search"', "a"),
        ('"search shall"', ""),
        ('"shall "search', "a"),
        ("comite ELU", "b"),
        ("-search", "cde"),
        ("authorisation", "a"),
        ("prv-1", "bcd"),
        ("missing", "e"),
        ("code:SAF", "a"),
        ("code:saf,prv1", "abcd"),
        ("code:PRV-12", "c"),
        ("-code:PRV", "ae"),
        ("code:prv -code:prv-12", "bd"),
        ("by:ana", "abe"),
        ("by:vries", "cd"),
        ('by:"bo de"', "cd"),
        ("reviewer:an", "abe"),
        ("by:uiz", ""),
        ("draft:Rev.2", "c"),
        ("severity>=3", "ac"),
        ("severity<3", "b"),
        ("severity:1,4", "bc"),
        ("severity=3-4", "ac"),
        ("severity!=3", "bcde"),
        ("severity>3", "c"),
        ("severity<=1", "b"),
        ("-severity>=1", "de"),
        ("stance:amb", "d"),
        ("recommendation:delete", "d"),
        ("is:mine", "abe"),
        ("is:theirs", "cd"),
        ("is:conflict,commented", "cd"),
        ("is:mark", "e"),
        ("is:unplaced", "d"),
        ("page:12", "bd"),
        ("page:10-20", "bcd"),
        ("page<10", "a"),
        ("page>=12", "bcd"),
        ("provision:6", "abd"),
        ('provision:"art 60"', "ce"),
        ("by:bo severity>=3", "c"),
        ("“shall”", "a"),
        ("status:bracketed", "a"),
        ("status:?", "bc"),
        ("status:proposed", "bc"),
        ("status:?alt", "c"),
        ("status:bracketed,?bracketed", "ab"),
        ('status:"agreed ad ref"', "d"),
        ("-status:? status:agreed", "d"),
    ],
)
def test_a_term_picks(typed, uids):
    assert parse(typed).fault is None
    assert picked(typed) == uids


def test_accents_vowel_signs_and_letter_case_do_not_matter():
    assert folded("ÉLU\u0301  a\u00a0b") == "elu a b"
    assert folded("الحَقّ") == folded("الحق")
    assert folded("ﬁne") == "fine"
    assert folded("Ⅻ’s “x”") == "xii's x"


@pytest.mark.parametrize(
    ("typed", "part", "told"),
    [
        ("search severity>=9", "severity>=9", "1 to 4"),
        ("severity>x code:SAF", "severity>x", "1 to 4"),
        ("severity>=2,3", "severity>=2,3", "1 to 4"),
        ("note: this", "note:", "no field"),
        ("code:SAF by:", "by:", "reviewer"),
        ("is:wrong", "is:wrong", "conflict"),
        ("stance:good", "stance:good", "strengthens"),
        ("page>=iv", "page>=iv", "page:12"),
        ("status:?good", "status:?good", "status:bracketed"),
        ("by>=ana", "by>=ana", "by:ana"),
    ],
)
def test_a_slip_is_explained_with_its_place(typed, part, told):
    fault = parse(typed).fault
    assert fault is not None
    assert typed[fault.start : fault.end] == part
    assert part in fault.message
    assert told in fault.message


def test_what_is_not_understood_filters_nothing_and_the_rest_holds():
    assert picked("severity>=9") == "abcde"
    assert picked("code:SAF severity>=9 by:ana") == "a"


def test_several_slips_name_the_first():
    fault = parse("x:1 y:2").fault
    assert fault is not None
    assert fault.start == 0


@pytest.mark.parametrize(
    "typed",
    ["-", '"', '-"', "::", "a:b:c", ">=", "code:,", '"" -""', "\u200f-", "severity:" + "9" * 99],
)
def test_nothing_typed_breaks_it(typed):
    picked(typed)


def test_a_quick_filter_replaces_its_like_and_takes_itself_away():
    typed = with_term("search  code:SAF", "by", "Bo de Vries")
    assert typed == 'search  code:SAF by:"Bo de Vries"'
    assert has_term(typed, "by", "bo de vries")
    assert with_term(typed, "by", "Ana") == "search code:SAF by:Ana"
    assert with_term(typed, "by", "Bo de Vries") == "search code:SAF"
    assert with_term("-by:ana", "by", "ana") == "-by:ana by:ana"


def test_reading_order_goes_draft_by_draft_and_marks_come_last():
    place = places(KNOWN)
    late = row("z", page=2, start=5, draft="d2")
    rows = [late, row("y", page=2, start=5), row("x", page=2, start=4), ROWS[4]]
    assert [r.uid for r in sorted(rows, key=place)] == ["x", "y", "e", "z"]


def test_provisions_are_ordered_as_people_count():
    paths = ["Art 10", "Art 2(10)", "Art 2(9)", "Chapter IX", "Chapter X", "Chapter IV"]
    expected = ["Art 2(9)", "Art 2(10)", "Art 10", "Chapter IV", "Chapter IX", "Chapter X"]
    assert sorted(paths, key=natural) == expected


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_can_be_ordered_by(column):
    key = column_key(column, KNOWN) or places(KNOWN)
    assert len(sorted(ROWS, key=key)) == len(ROWS)


def test_codes_are_ordered_by_number():
    key = column_key("code", KNOWN)
    assert key is not None
    rows = [ROWS[2], ROWS[0], ROWS[1]]
    assert [CODES[r.code].id for r in sorted(rows, key=key)] == ["PRV-1", "PRV-12", "SAF-3"]


def test_a_hundred_thousand_rows_are_sifted_at_once():
    entries = [Entry(r, row_text(r, KNOWN)) for r in ROWS] * 20_000
    started = time.process_time()
    kept = sieve(parse("code:SAF,PRV severity>=1 by:ana search -nothing"), KNOWN).sift(entries)
    assert len(kept) == 40_000
    assert time.process_time() - started < 1.0  # some 0.1 s; the margin is for slow machines
