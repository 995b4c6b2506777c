# SPDX-License-Identifier: AGPL-3.0-or-later
"""What brackets in a draft mean, told by invented texts in the six languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.negotiation.actors import NO_NAMES, PartyNames
from annotator.domain.negotiation.negotiation_reading import read_marks, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.domain.negotiation.negotiation_mark import NegotiationMark

CLASSES = {
    "status": "status", "alternative": "alternative", "contested": "bracketed", "empty": "empty",
    "noise": "editorial", "actor": "proposal", "unclosed": "unclosed",
}  # fmt: skip


def kinds(text: str, names: PartyNames = NO_NAMES) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.kind) for mark in read_text(text, names)]


def only(text: str, names: PartyNames = NO_NAMES) -> NegotiationMark:
    (mark,) = read_text(text, names)
    return mark


def test_the_agreed_cases_come_out(shared_data: Path, names: PartyNames) -> None:
    path = shared_data.parent / "domain" / "provision_cases.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["brackets"]
    assert cases
    for known in (NO_NAMES, names):
        for case in cases:
            found = [mark.kind for mark in read_text(case["text"], known)]
            assert found == [CLASSES[each] for each in case["expect"]], case["text"]


def test_nested_brackets_have_depths_and_the_outer_comes_first() -> None:
    marks = read_text("Parties [shall [take [all] measures] promptly] act")
    assert [(mark.depth, mark.kind, mark.status) for mark in marks] == [
        (1, "bracketed", "bracketed"),
        (2, "bracketed", "bracketed"),
        (3, "bracketed", "bracketed"),
    ]


def test_a_bracket_without_partner_reaches_to_its_paragraphs_end_and_says_so() -> None:
    text = "Article 1\n1. Parties [shall act.\n2. They [may] report.\nArticle 2\n1. No] more.\n"
    marks = read_text(text)
    assert [(text[m.start : m.end], m.kind) for m in marks] == [
        ("[shall act.", "unclosed"),
        ("[may]", "bracketed"),
        ("1. No]", "unopened"),
    ]
    assert marks[0].brackets == (text.index("["),)
    assert "reach_guessed" in marks[0].remarks
    assert marks[0].confidence == "low"


def test_a_bracket_around_a_whole_article_closes_over_its_paragraphs() -> None:
    text = "[Article 17 – Aid\n1. Body of it.\n2. More of it.]\nArticle 18\n1. Other.\n"
    mark = only(text)
    assert (mark.kind, mark.scope) == ("bracketed", "provision")
    assert text[mark.start : mark.end].endswith("it.]")
    assert only("Article 1\n[2. A paragraph.]\n3. Other.\n").scope == "paragraph"
    assert only("[Article 17 – Aid]\n1. Body of it.\n").scope == "heading"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("of [computer data] [digital information] by", 2),
        ("[shall] or [may]", 2),
        ("[shall]/[may] [will]", 3),
        ("[debe] o [puede]", 2),
        ("[doit] ou [peut]", 2),
        ("[обязано] или [может]", 2),
        ("[يجب] أو [يجوز]", 2),
        ("［应当］或［可以］", 2),
        ("[2. One wording.]\n[2. Another wording.]", 2),
    ],
)
def test_brackets_side_by_side_are_alternatives_of_one_group(text: str, count: int) -> None:
    marks = read_text(text)
    assert [mark.kind for mark in marks] == ["alternative"] * count
    assert {mark.group for mark in marks} == {1}


def test_words_between_brackets_keep_them_apart() -> None:
    assert [m.kind for m in read_text("[shall] act and [may] report")] == ["bracketed"] * 2
    assert {m.kind for m in read_text("[all] [, where they can,] or [and more]")} == {"bracketed"}
    assert [m.kind for m in read_text("[2. One.]\n[3. Two.]")] == ["bracketed"] * 2


@pytest.mark.parametrize(
    ("inside", "choices"),
    [
        ("children/girls", ("children", "girls")),
        ("serious crime / crime and/or offence", ("serious crime", "crime and/or offence")),
        ("30/60", ("30", "60")),
        ("应当／可以", ("应当", "可以")),
    ],
)
def test_a_slash_parts_the_wordings_of_one_bracket(inside: str, choices: tuple[str, ...]) -> None:
    mark = only(f"a [{inside}] b")
    assert (mark.kind, mark.choices) == ("alternative", choices)


@pytest.mark.parametrize("inside", ["he/she", "and/or", "persons and/or groups"])
def test_a_slash_inside_a_word_pair_parts_nothing(inside: str) -> None:
    assert only(f"a [{inside}] b").kind == "bracketed"


def test_options_at_line_starts_make_a_group_and_reach_to_the_next() -> None:
    text = (
        "Article 9\nOption 1\n1. Each Party shall act.\n2. It shall report.\nOption 2\n"
        "1. Each Party may act.\nArticle 10\nOption 1: No text.\n"
    )
    marks = read_text(text)
    assert [(mark.label, mark.group) for mark in marks] == [
        ("Option 1", 1), ("Option 2", 1), ("Option 1", 2),
    ]  # fmt: skip
    assert text[marks[0].start : marks[0].end].endswith("report.")
    assert text[marks[1].start : marks[1].end].endswith("may act.")


def test_options_in_brackets_are_told_once() -> None:
    marks = read_text("[Option A: Parties may act.]\n[Option B: Parties shall act.]")
    assert [(m.label, m.kind, m.group) for m in marks] == [
        ("Option A", "alternative", 1), ("Option B", "alternative", 1),
    ]  # fmt: skip


def test_a_sentence_about_an_option_is_none() -> None:
    assert not read_text("They said that\nOption 1 would be better than nothing.")


def test_an_alt_paragraph_joins_the_one_with_its_number() -> None:
    text = (
        "Article 3\n1. One.\n2. Two.\n[2 alt. Two in other words.]\n3. Three.\nArticle 4\n2. Two.\n"
    )
    found = [(m.label, m.kind, m.group, m.reason) for m in read_text(text)]
    assert found == [
        ("2", "alternative", 1, "has_alternative"),
        ("2 alt", "alternative", 1, "alt_label"),
    ]


def test_numbered_operative_paragraphs_have_alternatives() -> None:
    marks = read_text("OP6 Calls upon States;\nOP6 alt. Invites States;\nOP7 Decides;\n")
    assert [mark.label for mark in marks] == ["OP6", "OP6 alt"]


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        ("[agreed ad referendum]", "agreed_ad_ref"),
        ("(agreed ad ref.)", "agreed_ad_ref"),
        ("(Agreed ad ref, 14 May 2025)", "agreed_ad_ref"),
        ("[agreed]", "agreed"),
        ("[provisionally agreed]", "agreed_group"),
        ("[agreed in the drafting group]", "agreed_group"),
        ("[convenu ad referendum]", "agreed_ad_ref"),
        ("[acordado ad referéndum]", "agreed_ad_ref"),
        ("[согласовано ad referendum]", "agreed_ad_ref"),
        ("[согласовано]", "agreed"),
        ("[deleted]", "deleted"),
    ],
)
def test_a_status_at_a_paragraphs_end_is_the_paragraphs(sign: str, status: str) -> None:
    text = f"1. Parties shall respect rights. {sign}\n2. They shall report.\n"
    draft = DraftText([PageBody(1, text, ((0, len(text)),))])
    (mark,) = read_marks(draft)
    assert (mark.kind, mark.status) == ("status", status)
    begin = text.index(sign)
    assert mark.segments == (Segment(1, begin, begin + len(sign)),)
    assert mark.covers == (Segment(1, 0, begin + len(sign)),)


def test_agreed_in_the_middle_of_a_sentence_is_a_contested_word() -> None:
    assert only("the [agreed] measures of the Parties").kind == "bracketed"


@pytest.mark.parametrize("text", ["暂定商定", "尚待核准的商定"])
def test_chinese_words_of_status_count(text: str) -> None:
    assert only(f"各缔约国应当尊重人权。［{text}］").status == "agreed_ad_ref"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in [ ] days", "empty"),
        ("in [] days", "empty"),
        ("in [__] days", "empty"),
        ("in [X] days", "empty"),
        ("by [date] at", "empty"),
        ("by [to be determined] at", "empty"),
        ("said [...] that", "editorial"),
        ("said […] that", "editorial"),
        ("thier [sic] rights", "editorial"),
        ("on [23 March 2020] it", "editorial"),
        ("le [1er janvier 2024] il", "editorial"),
        ("el [3 de marzo de 2024] se", "editorial"),
        ("[2024] and", "editorial"),
        ("[2024年3月2日]", "editorial"),
        ("the receipt.[12]", "editorial"),
        ("[RFC8280] and", "editorial"),
        ("see [A/HRC/43/12] on", "editorial"),
        ("it says: “[t]he Party", "editorial"),
        ("[Note: this was moved here]", "editorial"),
        ("[emphasis added]", "editorial"),
        ("within [30] days", "bracketed"),
        ("under article [12] the", "bracketed"),
        ("State[s] shall", "bracketed"),
        ("[pending]", "reservation"),
        ("[under discussion]", "reservation"),
        ("[на рассмотрении]", "reservation"),
        ("[قيد النظر]", "reservation"),
        ("［待定］", "reservation"),
    ],
)
def test_what_stands_in_a_bracket_tells_its_kind(text: str, kind: str) -> None:
    assert [mark.kind for mark in read_text(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    ["States may [reserve] the right to act.", "The [pending application] shall be heard here."],
)
def test_words_of_reservation_inside_a_sentence_are_words_in_contest(text: str) -> None:
    mark = only(text)
    assert (mark.kind, mark.status, mark.action) == ("bracketed", "bracketed", "")
    assert (mark.confidence, mark.remarks) == ("low", ("not_at_end",))


@pytest.mark.parametrize(("opening", "closing"), ["[]", "［］", "【】", "〔〕", "[］"])
def test_wide_brackets_count(opening: str, closing: str) -> None:
    assert only(f"各国{opening}应当采取{closing}措施").kind == "bracketed"


def test_arabic_brackets_that_come_mirrored_are_read_as_printed() -> None:
    text = "يجب على كل دولة ]أن تتخذ[ تدابير ]فعالة[\n"
    marks = read_text(text)
    assert [mark.kind for mark in marks] == ["bracketed"] * 2
    assert all("mirrored" in mark.remarks for mark in marks)
    assert [m.remarks for m in read_text("يجب على كل دولة [أن تتخذ] تدابير")] == [()]


def test_a_mark_over_two_pages_has_a_segment_on_each() -> None:
    one, two = "1. Parties [shall\n", "act] now.\n"
    draft = DraftText([PageBody(1, one, ((0, len(one)),)), PageBody(2, two, ((0, len(two)),))])
    (mark,) = read_marks(draft)
    assert mark.segments == (Segment(1, 11, 17), Segment(2, 0, 4))


def test_a_bracket_of_the_body_does_not_close_in_a_footnote() -> None:
    first = "1. Parties [shall act\nthe note]\n"
    second = "with care.\n"
    note = first.index("the note")
    draft = DraftText(
        [
            PageBody(1, first, ((0, len(first)),), notes=((note, len(first)),)),
            PageBody(2, second, ((0, len(second)),)),
        ]
    )
    assert [mark.kind for mark in read_marks(draft)] == ["unclosed", "unopened"]
