# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is called a change, of which kind, and in which words."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.change_words import (
    article_name,
    by_article,
    change_name,
    counted_kind,
    kind_name,
    kind_names,
)
from annotator.domain.alignment.changes import KINDS

OLD = """
Article 1
Purpose
The purpose of this Convention is to prevent harm to everybody who uses a network.
Article 2
Safeguards
1. Each State Party shall ensure that its measures provide for the protection of privacy.
2. Such measures shall include judicial review of each decision taken under this Convention.
3. States shall publish their measures. Nothing in this article limits the rights of persons.
Article 3
Search
1. Each State Party may search a system where an independent court has allowed it before.
2. Whoever is searched shall be told of it and shall have a remedy before a court.
"""


def kinds(found):
    return {one.b or one.a: set(one.kinds) for one in found.changes()}


def test_a_reworded_paragraph_and_its_words(two) -> None:
    found = two(OLD, OLD.replace("each decision", "every such decision"))
    assert kinds(found) == {"Art 2(2)": {"reworded"}}
    assert found.redline("Art 2(2)") == (
        "Such measures shall include judicial review of [-each-] {+every such+} decision taken under "
        "this Convention."
    )
    one = found.change("Art 2(2)")
    assert (one.a, one.title, one.article_a, one.article_b) == (
        "Art 2(2)", "Safeguards", "Art 2", "Art 2",
    )  # fmt: skip


def test_pieces_name_their_words_and_make_up_both_texts(two) -> None:
    found = two(OLD, OLD.replace("each decision taken", "a decision that is taken, if any,"))
    one = found.change("Art 2(2)")
    for side, ops, at in (
        (found.older, ("same", "deleted", "moved_from"), "a"),
        (found.newer, ("same", "inserted", "moved_to"), "b"),
    ):
        mine = [piece for piece in one.pieces if piece.op in ops]
        index = getattr(one.pair, at)[0]
        ranges = [getattr(piece, at) for piece in mine]
        assert [word for low, high in ranges for word in range(low, high + 1)] == side.indexes(
            index
        )
    newer = "".join(piece.text for piece in one.pieces if piece.op in ("same", "inserted"))
    assert newer.strip() == (
        "Such measures shall include judicial review of a decision that is taken, if any, under this "
        "Convention."
    )


def test_words_are_quoted_as_they_are_printed(two) -> None:
    newer = OLD.replace("of privacy", "of PRIVACY and of “per-\nsonal data”")
    assert "{+and of “personal data”+}" in two(OLD, newer).redline("Art 2(1)")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("judicial review of", "[judicial] review of", {"bracket_opened"}),
        ("2. Such measures", "[2. Such measures", {"bracket_opened"}),
        (
            "under this Convention.\n3.",
            "under this Convention]\n3.",
            {"bracket_opened", "reworded"},
        ),
    ],
)
def test_brackets_that_open_and_close(two, old, new, kind) -> None:
    newer = OLD.replace(old, new)
    assert kinds(two(OLD, newer)) == {"Art 2(2)": kind}
    back = {"bracket_closed" if one == "bracket_opened" else one for one in kind}
    assert kinds(two(newer, OLD)) == {"Art 2(2)": back}


OUT, CLOSED = {"option_taken_out", "reworded"}, "bracket_closed"


@pytest.mark.parametrize(
    ("bracketed", "without", "kind"),
    [
        ("[full] judicial review", "judicial review", OUT),
        ("[three] [four] [five] days", "[three] [four] days", OUT),
        ("[three] [four] [five] days", "[three] [five] days", OUT),
        ("[three] [four] days", "[four] days", OUT),
        ("[three] [four] days", "four days", {*OUT, CLOSED}),
        ("[[full] judicial] review", "judicial review", {*OUT, CLOSED}),
        ("[[full] judicial] review", "[judicial] review", OUT),
        ("[[judicial]] review", "[judicial] review", {CLOSED}),
        ("[within [three] days] review", "review", OUT),
        ("[within [ ] days] review", "review", OUT),
        ("[ ] review", "review", {CLOSED}),
        ("[three] [ ] days", "[three] days", {CLOSED}),
        ("[, as a rule,] review", "review", OUT),
    ],
)
def test_an_option_that_goes_is_no_bracket_closed(two, bracketed, without, kind) -> None:
    older, newer = (OLD.replace("judicial review", words) for words in (bracketed, without))
    assert kinds(two(older, newer)) == {"Art 2(2)": kind}
    (put_in,) = kinds(two(newer, older)).values()
    assert put_in - {"reworded"} == {"bracket_opened"}
    assert ("reworded" in put_in) == ("reworded" in kind)


def test_words_that_took_an_options_place_leave_it_taken_out(two) -> None:
    older = OLD.replace("judicial review", "[judicial] review")
    found = kinds(two(older, OLD.replace("judicial review", "full review")))
    assert found == {"Art 2(2)": OUT}


def test_a_bracket_over_two_paragraphs_is_closed_where_their_words_stay(two) -> None:
    older = OLD.replace("2. Such", "[2. Such").replace("rights of persons.", "rights of persons.]")
    assert kinds(two(older, OLD)) == {"Art 2(2)": {CLOSED}, "Art 2(3)": {CLOSED}}


def test_a_title_is_told_apart_from_the_text(two) -> None:
    newer = OLD.replace("Safeguards", "Conditions and safeguards")
    assert kinds(two(OLD, newer)) == {"Art 2": {"title"}}
    newer = OLD.replace("Purpose", "Statement of purpose").replace(
        "prevent harm", "prevent all harm"
    )
    assert kinds(two(OLD, newer)) == {"Art 1": {"title", "reworded"}}


def test_only_ones_own_number_is_renumbered(two) -> None:
    newer = OLD.replace("Article 3", "Article 2 bis\nNew\nThis is another article.\nArticle 3")
    assert kinds(two(OLD, newer)) == {"Art 2 bis": {"added"}}
    newer = OLD.replace("Article 3", "Article 4")
    assert kinds(two(OLD, newer)) == {"Art 4": {"renumbered"}}
    assert two(OLD, newer).change("Art 4").pieces == ()
    newer = OLD.replace("2. Such", "2. Some more words stand here now.\n3. Such").replace(
        "3. States", "4. States"
    )
    assert kinds(two(OLD, newer)) == {
        "Art 2(2)": {"added"}, "Art 2(3)": {"renumbered"}, "Art 2(4)": {"renumbered"},
    }  # fmt: skip


def test_what_was_added_and_removed_shows_all_its_words(two) -> None:
    paragraph = (
        "2. Whoever is searched shall be told of it and shall have a remedy before a court.\n"
    )
    newer = OLD.replace(paragraph, "")
    assert two(OLD, newer).redline(a="Art 3(2)") == f"[-{paragraph[3:].strip()}-]"
    assert two(newer, OLD).redline("Art 3(2)") == f"{{+{paragraph[3:].strip()}+}}"
    one = two(OLD, newer).change(a="Art 3(2)")
    assert (one.b, one.kinds, one.modality) == ("", {"removed"}, ())
    assert (one.article_a, one.article_b) == ("Art 3", "Art 3")


def test_a_sentence_that_left_its_paragraph_has_moved(two) -> None:
    sentence = "Nothing in this article limits the rights of persons."
    newer = OLD.replace(" " + sentence, "").replace(
        "before a court.", "before a court. " + sentence
    )
    found = two(OLD, newer)
    assert kinds(found) == {"Art 2(3)": {"moved"}, "Art 3(2)": {"moved"}}
    assert found.redline("Art 2(3)").endswith(f"<-{sentence}->")
    assert found.redline("Art 3(2)").endswith(f"<+{sentence}+>")
    gone, came = (found.change(path).pieces[-1] for path in ("Art 2(3)", "Art 3(2)"))
    assert (gone.a, gone.b) == (came.a, came.b)


def test_a_moved_paragraph_shows_its_words_only_where_they_changed(two) -> None:
    lines = OLD.strip().split("\n")
    newer = "\n".join([*lines[:3], *lines[8:], *lines[3:8]])
    found = two(OLD, newer)
    moved = [one for one in found.changes() if "moved" in one.kinds]
    assert [one.pieces for one in moved] == [()]


def test_split_and_joined_name_all_their_provisions(two) -> None:
    newer = OLD.replace("told of it and shall", "told of it.\n3. They shall")
    one = two(OLD, newer).change("Art 3(2)")
    assert (one.kinds, one.a, one.b, one.more_b) == (
        {"split", "reworded"}, "Art 3(2)", "Art 3(2)", ("Art 3(3)",),
    )  # fmt: skip
    one = two(newer, OLD).change("Art 3(2)")
    assert ("joined" in one.kinds, one.a, one.more_a) == (True, "Art 3(2)", ("Art 3(3)",))
    assert change_name(one) == "Art 3(2) + Art 3(3) → Art 3(2)"


def test_footnotes_and_the_cover_come_last_and_by_themselves(two) -> None:
    older, newer = "First session\n" + OLD, "Second session\n" + OLD.replace("harm", "all harm")
    found = two(older, newer, notes=(["1 See the report."], ["1 See the first report."]))
    assert [change_name(one) for one in found.changes()] == [
        "Art 1", "Outside of provisions", "Footnotes",
    ]  # fmt: skip
    assert [one.kinds for one in found.changes()] == [{"reworded"}] * 3
    assert [article_name(one) for one in found.changes()][1:] == [
        "Outside of provisions",
        "Footnotes",
    ]


def test_footnotes_that_came_are_added(two) -> None:
    found = two(OLD, OLD, notes=([], ["1 See the report."]))
    assert [(change_name(one), one.kinds) for one in found.changes()] == [("Footnotes", {"added"})]


def test_drafts_without_provisions_are_one_text(two) -> None:
    found = two("Some words of a letter.", "Some other words of a letter.")
    assert [one.kinds for one in found.changes()] == [{"reworded"}]
    assert found.changes()[0].words_changed


def test_changes_are_listed_by_article(two) -> None:
    newer = (
        OLD.replace("each decision", "every decision")
        .replace("Article 3", "Article 4")
        .replace("told of it", "told of this")
        .replace(
            "1. Each State Party shall ensure that its measures provide for the protection of privacy.\n",
            "",
        )
    )
    listed = [(name, [change_name(one) for one in ones]) for name, ones in
              by_article(two(OLD, newer).changes())]  # fmt: skip
    assert listed == [
        ("Art 2", ["Art 2(1)", "Art 2(2)"]), ("Art 3 → Art 4", ["Art 3 → Art 4", "Art 3(2) → Art 4(2)"]),
    ]  # fmt: skip


def test_every_kind_has_a_name(two) -> None:
    assert len({kind_name(kind) for kind in KINDS}) == len(KINDS)
    one = two(OLD, OLD.replace("shall include", "[shall] [may] include")).change("Art 2(2)")
    assert kind_names(one) == ["reworded", "strength", "bracket opened"]


@pytest.mark.parametrize(
    ("older", "newer", "redline"),
    [
        ("第一条\n宗旨\n一、各缔约国应当采取必要的立法措施。\n", "第一条\n宗旨\n一、各缔约国可采取一切必要的立法措施。\n",
         "各缔约国[-应当-]{+可+}采取{+一切+}必要的立法措施。"),
        ("المادة 1\nالغرض\n1. يجب على كل دولة طرف أن تعتمد تدابير تشريعية.\n",
         "المادة 1\nالغرض\n1. يجوز لكل دولة طرف أن تعتمد تدابير تشريعية.\n",
         "[-يجب على كل-] {+يجوز لكل+} دولة طرف أن تعتمد تدابير تشريعية."),
        ("Статья 1\nЦель\n1. Каждое государство должно принять меры.\n",
         "Статья 1\nЦель\n1. Каждое государство может принять такие меры.\n",
         "Каждое государство [-должно-] {+может+} принять {+такие+} меры."),
    ],
)  # fmt: skip
def test_other_scripts(two, older, newer, redline) -> None:
    found = two(older, newer)
    one = next(one for one in found.changes() if one.pieces)
    assert found.redline(one.b) == redline
    assert "modality" in one.kinds


def test_numbers_of_changes_are_said_in_grammar() -> None:
    assert [counted_kind("option_taken_out", n) for n in (1, 47)] == [
        "1 option taken out", "47 options taken out",
    ]  # fmt: skip
    for kind in KINDS:
        assert counted_kind(kind, 2).startswith("2 ")
