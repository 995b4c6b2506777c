# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing that only the make-up of a draft changes is a word of it."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.draft_words import FOOTNOTES, OUTSIDE, WordBook, words_of
from annotator.domain.anchor import Segment

ARTICLE = "Article 1\nPurpose\n1. Each State Party shall adopt legislative measures.\n"


def test_words_are_small_letters_signs_and_single_characters() -> None:
    assert words_of("The State’s DATA, 42.") == ["the", "state's", "data", ",", "42", "."]
    assert words_of("各国 应当") == ["各", "国", "应", "当"]
    assert words_of("يجوز لكل دولة") == ["يجوز", "لكل", "دولة"]


def test_a_word_has_one_symbol_in_all_drafts_of_a_book() -> None:
    book = WordBook()
    assert book.spelled("State Party") == book.spelled("state\nparty")
    assert book.word(book.spelled("Party")) == "party"
    assert len(set(book.spell([f"w{n}" for n in range(70_000)]))) == 70_000
    assert len(set(book.spelled(",;[")) & book.signs) == 3
    assert set(book.spelled("party 42 各")).isdisjoint(book.signs)


@pytest.mark.parametrize(
    "newer",
    [
        ARTICLE.replace("adopt legislative", "adopt\nlegislative"),
        ARTICLE.replace("legislative", "legis-\nlative"),
        ARTICLE.replace("legislative", "legis\u00ad\nlative"),
        ARTICLE.replace("shall adopt", "shall  adopt"),
        ARTICLE.replace("Each", "EACH").replace("Purpose", "PURPOSE"),
        ARTICLE.replace("1. Each", "(1) Each"),
        ARTICLE.replace("1. Each", "1 . Each"),
    ],
)
def test_what_a_typesetter_changes_is_no_change(two, newer) -> None:
    assert [one.kinds for one in two(ARTICLE, newer).changes() if one.words_changed] == []


def test_a_page_end_inside_of_a_paragraph_is_no_change(two) -> None:
    first, last = ARTICLE.split(" adopt ")
    assert two(ARTICLE, (first + "\n", "adopt " + last)).changes() == ()


def test_raised_marks_of_footnotes_are_no_words(two) -> None:
    marked = ARTICLE.replace("Party shall", "Party4 shall")

    def raised(text):
        return text.replace("Party4", "Party⁴")

    assert two(ARTICLE, marked, quoted=(None, raised)).changes() == ()
    other = ARTICLE.replace("Party shall", "Party9 shall")
    both = two(marked, other, quoted=(raised, lambda text: text.replace("Party9", "Party⁹")))
    assert both.changes() == ()


def test_chinese_has_no_spaces_and_line_ends_say_nothing(two) -> None:
    older = "第一条\n宗旨\n一、各缔约国应当采取必要的立法措施保护人权。\n"
    newer = "第一条\n宗旨\n一、各缔约国应当采取\n必要的立 法措施保护人权。\n"
    assert [one.kinds for one in two(older, newer).changes() if one.words_changed] == []


def test_arabic_forms_of_letters_are_the_same_words(two) -> None:
    older = "المادة 1\nالغرض\n1. يجوز لكل دولة طرف أن تعتمد تدابير تشريعية لا غنى عنها.\n"
    newer = older.replace("لا غنى", "ﻻ غنى").replace("تدابير", "تدابيـر")
    assert [one.kinds for one in two(older, newer).changes() if one.words_changed] == []


def test_the_mark_of_a_provision_is_no_word_of_it(drafted) -> None:
    words = drafted(
        WordBook(), "Article 6 bis\nPrivacy\n1. Each Party shall act.\n(a) soon;\n(b) well.\n"
    )
    own = {words.structure.provisions[at].path: words.words(words.indexes(at)) for at in words.own}
    assert own["Art 6 bis(1)"] == "each party shall act ."
    assert own["Art 6 bis(1)(a)"] == "soon ;"
    assert own["Art 6 bis"] == "privacy"


@pytest.mark.parametrize("opened", ["[", "[["])
def test_a_bracket_before_a_mark_is_a_word_and_the_mark_is_none(drafted, opened) -> None:
    text = f"Article 1\n1. One thing comes first.\n{opened}2. Each Party shall act.\n3. The last one.\n"
    words = drafted(WordBook(), text)
    assert [words.words([at]) for at, mark in enumerate(words.marks) if mark][-6:] == [
        "1", ".", "2", ".", "3", ".",
    ]  # fmt: skip


def test_dots_and_page_numbers_of_a_list_of_contents_are_no_words(two) -> None:
    contents = "Contents\nChapter I. Provisions . . . . . . . . 2\nAnnex .......... xii\n" + ARTICLE
    other = contents.replace(". 2\n", ". . . 13\n").replace("xii", "ix")
    assert two(contents, other).changes() == ()


def test_footnotes_and_what_stands_before_the_first_provision_are_by_themselves(drafted) -> None:
    words = drafted(WordBook(), "United Nations\n" + ARTICLE, notes=["1 See the report."])
    assert words.words(words.indexes(OUTSIDE)) == "united nations"
    assert words.words(words.indexes(FOOTNOTES)) == "see the report ."


def test_numbers_of_footnotes_are_no_words(two) -> None:
    notes = ["1 See article 12 of the report and its annex of", "2019 for more.", "2 Ibid."]
    more = [
        "1 New.",
        "2 See article 12 of the report and its annex of",
        "2019 for more.",
        "3 Ibid.",
    ]
    found = two(ARTICLE, ARTICLE, notes=(notes, more))
    told = [(piece.op, piece.text.strip()) for piece in found.changes()[0].pieces]
    assert told == [
        ("inserted", "New."), ("same", "See article 12 of the report and its annex of 2019 for more."),
        ("same", "Ibid."),
    ]  # fmt: skip


def test_words_of_a_selection_and_back(drafted) -> None:
    words = drafted(WordBook(), ARTICLE)
    start = ARTICLE.index("State Party")
    found = words.within([Segment(1, start + 2, start + len("State Party"))])
    assert words.words(found) == "state party"
    assert words.quote(found[0], found[-1]) == "State Party"
    assert words.printed(found[0], found[-1]) == "State Party "
    last = words.within([Segment(1, len(ARTICLE) - 3, len(ARTICLE) - 1)])
    assert words.printed(last[0], last[-1]) == "measures."


def test_a_draft_without_text_has_no_words(drafted) -> None:
    words = drafted(WordBook(), "")
    assert (len(words), words.own, words.ranges) == (0, {}, {})
