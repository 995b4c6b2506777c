# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks told by the look of words, the colours' legend, counts, and the words for a person."""

from __future__ import annotations

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.negotiation import mark_words
from annotator.domain.negotiation.colour_legend import legend
from annotator.domain.negotiation.look import Look, colour_name
from annotator.domain.negotiation.look_marks import read_looks
from annotator.domain.negotiation.mark_counts import MarkCounts, counts, touching
from annotator.domain.negotiation.negotiation_mark import KINDS, REASONS, REMARKS, NegotiationMark
from annotator.domain.negotiation.negotiation_reading import read_marks, read_text

PAGE = "HEADER\nArticle 1\n1. Parties shall respect and\nprotect the rights of everyone.\nTHE END\n"


def draft(*texts: str) -> DraftText:
    """Pages of running text; a first line HEADER is none."""
    return DraftText(
        PageBody(number, text, ((7 if text.startswith("HEADER\n") else 0, len(text)),))
        for number, text in enumerate(texts, start=1)
    )


def look(
    words: str, kind: str, colour: str = "", *, text: str = PAGE, source: str = "drawn"
) -> Look:
    at = text.index(words)
    return Look(1, at, at + len(words), kind, colour, source)


def test_struck_words_are_deletions_and_underlined_ones_additions() -> None:
    looks = [look("respect and", "struck"), look("rights", "underlined")]
    marks = read_looks(draft(PAGE), looks)
    assert [(m.kind, m.status, m.confidence) for m in marks] == [
        ("struck", "deleted", "medium"), ("added", "", "medium"),
    ]  # fmt: skip
    assert marks[0].segments == marks[0].covers == (Segment(1, looks[0].start, looks[0].end),)


def test_a_line_of_words_that_goes_on_is_one_mark() -> None:
    looks = [look("respect and", "struck"), look("protect the", "struck")]
    (mark,) = read_looks(draft(PAGE), looks)
    assert len(mark.segments) == 1
    first, second = "1. Parties [shall\n", "act] now and here.\n"
    struck = [Look(1, 3, 17, "struck"), Look(2, 0, 4, "struck")]
    (mark,) = read_looks(draft(first, second), struck)
    assert mark.segments == (Segment(1, 3, 17), Segment(2, 0, 4))


def test_what_is_no_running_text_has_no_marks() -> None:
    assert read_looks(draft(PAGE), [look("HEADER", "struck")]) == []
    assert read_looks(draft(PAGE), [Look(7, 0, 4, "struck")]) == []


@pytest.mark.parametrize(
    ("words", "kind"), [("Article 1", "bold"), ("THE END", "bold"), ("1.", "bold")]
)
def test_bold_headings_and_numbers_are_no_additions(words: str, kind: str) -> None:
    assert read_looks(draft(PAGE), [look(words, kind)]) == []


def test_a_bold_word_in_a_sentence_may_be_an_addition_but_a_bold_draft_is_none() -> None:
    (mark,) = read_looks(draft(PAGE), [look("rights", "bold")])
    assert (mark.kind, mark.confidence) == ("added", "low")
    assert read_looks(draft(PAGE), [look("shall respect and\nprotect the rights", "bold")]) == []


def test_a_draft_that_underlines_its_headings_adds_nothing_by_it() -> None:
    looks = [look("Article 1", "underlined"), look("rights", "underlined")]
    assert read_looks(draft(PAGE), looks) == []
    assert len(read_looks(draft(PAGE), [*looks, look("everyone", "struck")])) == 3


def test_a_colour_has_a_status_only_by_a_legend() -> None:
    yellow = look("rights", "highlighted", "#ffff00")
    (mark,) = read_looks(draft(PAGE), [yellow])
    assert (mark.kind, mark.status, mark.colour, mark.confidence) == (
        "coloured",
        "",
        "yellow",
        "low",
    )
    assert "yellow" in mark_words.sentence(mark)
    told = "Text in yellow: agreed in a working group.\n"
    (mark,) = read_looks(draft(PAGE, told), [yellow])
    assert (mark.status, mark.reason) == ("agreed_group", "colour_by_legend")


def test_a_note_in_the_pdf_is_trusted_less() -> None:
    (mark,) = read_looks(draft(PAGE), [look("rights", "struck", source="note")])
    assert (mark.confidence, mark.remarks) == ("low", ("pdf_note",))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Legend: green = agreed; yellow = agreed in a group.", {"green": "agreed", "yellow": "agreed_group"}),
        ("Text highlighted in green has been agreed ad referendum.", {"green": "agreed_ad_ref"}),
        ("Text marked in grey is not agreed.", {"grey": "bracketed"}),
        ("Le texte surligné en vert est convenu.", {"green": "agreed"}),
        ("El texto resaltado en amarillo está acordado.", {"yellow": "agreed"}),
        ("Текст, выделенный зеленым, согласован.", {"green": "agreed"}),
        ("绿色表示已商定。", {"green": "agreed"}),
        ("النص المظلل باللون الأخضر متفق عليه.", {"green": "agreed"}),
        ("Green: agreed. Later it says: green means deleted.", {}),
        ("The green economy shall be agreed.", {}),
        ("The reduction of crime is agreed: all said so.", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_legend_says_what_colours_mean(text: str, meaning: dict[str, str]) -> None:
    assert legend(text) == meaning


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ffff00", "yellow"), ("#00ff00", "green"), ("#99e666", "green"), ("#00ffff", "turquoise"),
        ("#0000ff", "blue"), ("#ff0000", "red"), ("#ff00ff", "pink"), ("#ff9999", "pink"),
        ("#ffa500", "orange"), ("#800080", "purple"), ("#cccccc", "grey"), ("#ffffff", "white"),
        ("#000000", "black"), ("", ""), ("#12", ""), ("red", ""),
    ],
)  # fmt: skip
def test_a_colour_has_a_plain_name(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_counts_go_by_kind_and_status() -> None:
    text = "Article 1\n1. A [b] or [c [d]] e.\nArticle 2\n1. F [...] g [ ] h.\n"
    page = draft(text)
    marks = read_marks(page)
    assert counts(marks) == MarkCounts(
        marks=4,
        kinds=(("bracketed", 1), ("alternative", 2), ("empty", 1), ("editorial", 1)),
        statuses=(("bracketed", 2), ("alternative", 2)),
        groups=1,
        deepest=2,
    )
    second = text.index("Article 2")
    assert [m.kind for m in touching(marks, [Segment(1, second, len(text))])] == [
        "editorial",
        "empty",
    ]
    assert touching(marks, [Segment(2, 0, 900)]) == []


def test_marks_of_a_page_with_too_many_looks_say_that_some_were_left_out() -> None:
    page = draft(PAGE, PAGE)
    struck = [
        Look(number, PAGE.index("rights"), PAGE.index("rights") + 6, "struck") for number in (1, 2)
    ]
    marks = read_looks(page, struck, cut={2})
    assert [mark.remarks for mark in marks] == [(), ("looks_cut",)]
    assert "left out" in mark_words.remarks(marks[1])[0]


def test_few_references_in_a_long_text_are_doubted() -> None:
    body = "Each Party shall respect the rights of everyone within its territory.\n" * 120
    text = (
        body + "under the Treaty [European Convention on Extradition], and [as] they say.\n" + body
    )
    assert [(m.kind, m.confidence) for m in read_text(text)] == [
        ("editorial", "low"), ("bracketed", "low"),
    ]  # fmt: skip
    other = text + "1. Parties [shall] or [may] act.\n"
    assert [m.kind for m in read_text(other)][:2] == ["bracketed", "bracketed"]


def test_the_last_option_ends_where_its_fellows_did() -> None:
    text = (
        "Article 9\nOption 1\n2. Parties shall act.\nOption 2\n2. Parties may act.\n"
        "3. Parties shall report.\n"
    )
    marks = read_text(text)
    assert text[marks[1].start : marks[1].end].endswith("may act.")


def test_every_reason_and_remark_has_words() -> None:
    for reason in REASONS:
        mark = NegotiationMark(KINDS[0], 0, 1, reason=reason, colour="green", remarks=REMARKS)
        assert mark_words.sentence(mark).endswith(".")
        assert "{" not in mark_words.sentence(mark)
        assert len(mark_words.remarks(mark)) == len(REMARKS)
