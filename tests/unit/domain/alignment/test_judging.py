# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of marked words: certain only where there is no doubt, and never at a wrong place."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.judging import Judge
from annotator.domain.alignment.whole_judging import WholeJudge
from annotator.domain.anchor import Segment

OLD = """
Article 1
Purpose
The purpose of this Convention is to prevent harm to everybody who uses a network.
Article 2
Safeguards
1. Each State Party shall ensure that its measures provide for the protection of privacy.
2. Such measures shall include judicial review of each decision taken under this Convention.
3. Each State Party shall publish its measures in an official gazette every year.
Article 3
Search
1. Each State Party may search a system where an independent court has allowed it before.
2. Whoever is searched shall be told of it and shall have a remedy before a court.
"""
NEW_ARTICLE = "Article 2\nUse of terms\nData means whatever a computer can process at any time.\n"
RENUMBERED = (
    OLD.replace("Article 3", "Article 4").replace("Article 2\n", NEW_ARTICLE + "Article 3\n")
)  # fmt: skip


def path(found, verdict):
    return found.newer.structure.provisions[verdict.provision].path


def whole(found, path):
    return WholeJudge(found.map).of_provisions(*found.older.structure.ends(path))


def test_untouched_words_of_a_renumbered_provision_are_the_same(two) -> None:
    found = two(OLD, RENUMBERED)
    kind, there, verdict = found.verdict("protection of privacy")
    assert (kind, there, path(found, verdict)) == ("same", "protection of privacy", "Art 3(1)")
    assert (verdict.score, verdict.reason, verdict.around) == (1.0, "words", False)


def test_words_over_two_paragraphs(two) -> None:
    quote = "protection of privacy. 2. Such measures shall include"
    kind, there, _verdict = two(OLD, RENUMBERED).verdict(quote)
    assert (kind, there) == ("same", quote)


def test_words_whose_neighbours_changed_say_so(two) -> None:
    found = two(OLD, OLD.replace("shall ensure", "may ensure"))
    kind, there, verdict = found.verdict("protection of privacy")
    assert (kind, there, verdict.around) == ("same", "protection of privacy", True)


def test_words_of_a_moved_paragraph_have_moved(two) -> None:
    paragraph = (
        "3. Each State Party shall publish its measures in an official gazette every year.\n"
    )
    newer = OLD.replace(paragraph, "") + paragraph
    found = two(OLD, newer)
    kind, there, verdict = found.verdict("an official gazette every year")
    assert (kind, there, path(found, verdict)) == (
        "moved", "an official gazette every year", "Art 3(3)",
    )  # fmt: skip


def test_a_moved_article_moves_what_is_in_its_paragraphs(two) -> None:
    first, last = OLD.index("Article 1"), OLD.index("Article 2")
    newer = OLD[last:] + OLD[first:last]
    found = two(OLD, newer.replace("Article 1", "Article 4"))
    assert found.verdict("prevent harm to everybody")[0] == "moved"


def test_reworded_words_are_proposed_from_edge_to_edge(two) -> None:
    newer = RENUMBERED.replace(
        "judicial review of each decision", "review by a judge of each decision"
    )
    kind, there, verdict = two(OLD, newer).verdict("include judicial review of each decision taken")
    assert (kind, there) == ("reworded", "include review by a judge of each decision taken")
    assert 0.5 < verdict.score < 1


def test_words_replaced_by_others_are_proposed_where_those_stand(two) -> None:
    newer = OLD.replace("judicial review", "independent supervision")
    kind, there, verdict = two(OLD, newer).verdict("judicial review")
    assert (kind, there, verdict.score, verdict.reason) == (
        "reworded", "independent supervision", 0.0, "replaced",
    )  # fmt: skip


def test_words_cut_from_a_paragraph_are_gone_from_it(two) -> None:
    newer = OLD.replace(" and shall have a remedy before a court", "")
    found = two(OLD, newer)
    kind, there, verdict = found.verdict("and shall have a remedy before a court")
    assert (kind, there, verdict.reason, path(found, verdict)) == ("gone", "", "cut", "Art 3(2)")


BRACKETS = OLD.replace(" and shall have a remedy before a court", " without further authorization")


@pytest.mark.parametrize(
    ("now", "there", "reason"),
    [
        ("[without further authorization] [subject to the same authorization]",
         "[without further authorization] [subject to the same authorization]", "alternative"),
        ("[subject to the same authorization] / [without further authorization]",
         "[subject to the same authorization] / [without further authorization]", "alternative"),
        ("[without further authorization][, and at once]", "[without further authorization]", "bracketed"),
        ("[[without further authorization]]", "[[without further authorization]]", "bracketed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "told of it "])
def test_new_brackets_are_proposed_whole_with_what_stands_beside(
    two, now, there, reason, before
) -> None:
    found = two(BRACKETS, BRACKETS.replace("without further authorization", now))
    kind, words, verdict = found.verdict(f"{before}without further authorization")
    assert (kind, words, verdict.reason) == ("reworded", f"{before}{there}", reason)


def test_brackets_that_hold_more_than_the_very_words_are_around_them(two) -> None:
    newer = BRACKETS.replace("without further authorization", "[, without further authorization,]")
    kind, words, verdict = two(BRACKETS, newer).verdict("without further authorization")
    assert (kind, words, verdict.around) == ("same", "without further authorization", True)
    reworded = newer.replace("further", "any")
    kind, words, verdict = two(BRACKETS, reworded).verdict("without further authorization")
    assert (kind, words) == ("reworded", "[, without any authorization,]")


def test_half_a_bracket_takes_the_other_half_in(two) -> None:
    now = "[without [any] further authorization or consent]"
    found = two(BRACKETS, BRACKETS.replace("without further authorization", now))
    kind, words, verdict = found.verdict("told of it without further")
    assert (kind, words, verdict.reason) == ("reworded", f"told of it {now}", "bracketed")


@pytest.mark.parametrize(
    ("was", "now", "there"),
    [
        ("[without further authorization]", "[without any authorization]", "without any authorization"),
        ("without [further] authorization", "without [further] consent", "without [further] consent"),
    ],
)  # fmt: skip
def test_brackets_that_stood_there_before_are_no_news(two, was, now, there) -> None:
    older, newer = (BRACKETS.replace("without further authorization", one) for one in (was, now))
    kind, words, verdict = two(older, newer).verdict(was.removeprefix("[").removesuffix("]"))
    assert (kind, words, verdict.reason) == ("reworded", there, "likeness")
    kind, words, verdict = two(older, older).verdict("without")
    assert (kind, words) == ("same", "without")


def test_an_alternative_put_beside_words_in_brackets_is_news(two) -> None:
    older, newer = (
        BRACKETS.replace("without further authorization", now)
        for now in ("[without further authorization]", "[without further authorization] or [at once]")
    )  # fmt: skip
    kind, words, verdict = two(older, newer).verdict("without further authorization")
    assert (kind, words) == ("reworded", "[without further authorization] or [at once]")
    assert verdict.reason == "alternative"


def test_brackets_around_much_more_are_around_the_words(two) -> None:
    newer = BRACKETS.replace("2. Whoever", "2. [Whoever").replace(
        "authorization.", "authorization.]"
    )
    kind, words, verdict = two(BRACKETS, newer).verdict("shall be told of it")
    assert (kind, words, verdict.around) == ("same", "shall be told of it", True)
    assert verdict.brackets == "opened"
    kind, words, verdict = two(newer, BRACKETS).verdict("shall be told of it")
    assert (kind, words, verdict.brackets) == ("same", "shall be told of it", "closed")
    _kind, _words, verdict = two(newer, newer).verdict("shall be told of it")
    assert verdict.brackets == ""
    over = BRACKETS.replace("official gazette", "[official gazette").replace("1. Each State Party may",
                            "1. Each] State Party may")  # fmt: skip
    kind, words, _verdict = two(BRACKETS, over).verdict("its measures in an official gazette every")
    assert (kind, words) == ("reworded", "its measures in an [official gazette every")


def test_words_of_a_removed_provision_are_gone(two) -> None:
    paragraph = (
        "3. Each State Party shall publish its measures in an official gazette every year.\n"
    )
    kind, there, verdict = two(OLD, OLD.replace(paragraph, "")).verdict("an official gazette")
    assert (kind, there, verdict.reason, verdict.provision) == ("gone", "", "removed", -1)


def test_words_that_stand_several_times_are_unsure(two) -> None:
    newer = OLD.replace(
        "1. Each State Party shall ensure that its measures provide for the protection of privacy.",
        "1. Quite another thing stands here now, of which nobody had ever thought before at all.",
    ).replace("every year.", "every year. Measures provide for the protection of privacy. Such measures "
              "provide for the protection of privacy.")  # fmt: skip
    kind, there, verdict = two(OLD, newer).verdict("provide for the protection of privacy")
    assert kind == "unsure"
    assert verdict.reason in ("several", "elsewhere")
    assert there == "provide for the protection of privacy"


def test_the_same_words_twice_keep_their_own_places(two) -> None:
    twice = OLD.replace("every year.", "every year. Each State Party shall be heard.").replace(
        "before a court.", "before a court. Each State Party shall be heard."
    )
    newer = twice.replace("Article 3", "Article 4").replace(
        "Article 2\n", NEW_ARTICLE + "Article 3\n"
    )
    found = two(twice, newer)
    for nth, there in ((0, "Art 3(3)"), (1, "Art 4(2)")):
        kind, _words, verdict = found.verdict("Each State Party shall be heard.", nth)
        assert (kind, path(found, verdict)) == ("same", there)


def test_a_split_paragraph_keeps_its_words(two) -> None:
    newer = OLD.replace("told of it and shall", "told of it.\n3. They shall")
    found = two(OLD, newer)
    kind, there, verdict = found.verdict("have a remedy before a court")
    assert (kind, there, path(found, verdict)) == (
        "same", "have a remedy before a court", "Art 3(3)",
    )  # fmt: skip


def test_words_that_are_not_here_are_unsure(two) -> None:
    found = two(OLD, OLD)
    verdict = Judge(found.map).of_words([Segment(9, 0, 5)])
    assert (verdict.kind, verdict.reason, verdict.first) == ("unsure", "lost", -1)


@pytest.mark.parametrize(
    ("path", "kind", "there"),
    [("Art 2", "same", "Art 3"), ("Art 2(2)", "same", "Art 3(2)"), ("Art 3", "same", "Art 4")],
)
def test_whole_provisions_go_with_their_number(two, path, kind, there) -> None:
    found = two(OLD, RENUMBERED)
    verdict = whole(found, path)
    assert verdict.kind == kind
    assert found.newer.structure.provisions[verdict.provision].path == there


def test_a_whole_provision_with_a_touched_part_is_reworded(two) -> None:
    found = two(OLD, OLD.replace("judicial", "independent"))
    verdict = whole(found, "Art 2")
    assert verdict.kind == "reworded"
    gone = two(OLD, OLD.replace("2. Whoever is searched shall be told of it and shall have a remedy before "
                                "a court.\n", ""))  # fmt: skip
    verdict = whole(gone, "Art 3(2)")
    assert (verdict.kind, verdict.reason) == ("gone", "removed")


def ends(found, verdict):
    nodes = found.newer.structure.provisions
    return nodes[verdict.provision].path, nodes[verdict.until].path


def test_a_range_of_provisions_goes_with_both_its_ends(two) -> None:
    found = two(OLD, RENUMBERED)
    verdict = whole(found, "Art 2(1)-(3)")
    assert (verdict.kind, *ends(found, verdict)) == ("same", "Art 3(1)", "Art 3(3)")
    between = two(OLD, RENUMBERED.replace("judicial", "independent"))
    verdict = whole(between, "Art 2(1)-(3)")
    assert (verdict.kind, *ends(between, verdict)) == ("reworded", "Art 3(1)", "Art 3(3)")
    assert 0.9 < verdict.score < 1


def test_a_range_that_is_torn_is_for_people_to_judge(two) -> None:
    last = "3. Each State Party shall publish its measures in an official gazette every year.\n"
    found = two(OLD, OLD.replace(last, ""))
    verdict = whole(found, "Art 2(2)-(3)")
    assert (verdict.kind, verdict.reason, *ends(found, verdict)) == (
        "unsure", "parted", "Art 2(2)", "Art 2(2)",
    )  # fmt: skip
    assert whole(two(OLD, OLD[: OLD.index("Article 2")]), "Art 2(2)-(3)").kind == "gone"
    moved = two(
        OLD, OLD.replace(last, "").replace("Article 2", last.replace("3", "1") + "Article 2")
    )
    assert whole(moved, "Art 2(2)-(3)").reason == "parted"


def test_a_split_provision_is_for_people_to_judge(two) -> None:
    found = two(OLD, OLD.replace("told of it and shall", "told of it.\n3. They shall"))
    verdict = whole(found, "Art 3(2)")
    assert (verdict.kind, verdict.reason) == ("unsure", "split")


def test_drafts_in_two_languages_are_for_people_to_judge(two) -> None:
    other = "Artículo 1\nObjeto\nEl propósito de la Convención.\nArtículo 2\nGarantías\n1. Cada Estado.\n"
    found = two(OLD, other, by_words=False)
    kind, there, verdict = found.verdict("protection of privacy")
    assert (kind, verdict.reason, path(found, verdict)) == ("unsure", "language", "Art 2(1)")
    assert there == "", "no words are proposed"
    verdict = whole(found, "Art 2")
    assert (verdict.kind, verdict.reason) == ("unsure", "language")
    kind, there, verdict = found.verdict("searched shall be told")
    assert (kind, there, verdict.reason, verdict.provision) == ("unsure", "", "language", -1)


def test_a_whole_provision_between_brackets_that_are_new_is_told_to_be_in_them(two) -> None:
    newer = OLD.replace("1. Each State Party shall ensure", "[1. Each State Party shall ensure")
    newer = newer.replace("gazette every year.", "gazette every year.]")
    verdict = whole(two(OLD, newer), "Art 2(2)")
    assert (verdict.kind, verdict.brackets) == ("same", "opened")
    assert whole(two(newer, OLD), "Art 2(2)").brackets == "closed"
    assert whole(two(OLD, newer), "Art 3").brackets == ""
