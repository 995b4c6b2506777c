# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provisions of two drafts belong together, whatever was done to them in between."""

from __future__ import annotations

import re

import pytest

FIRST = """
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
(a) The order shall name the place that is to be searched and the data that are sought;
(b) The order shall end after thirty days unless the court has prolonged it.
2. Whoever is searched shall be told of it and shall have a remedy before a court.
Article 4
Entry into force
This Convention shall enter into force when forty States have ratified it.
"""
NEW_ARTICLE = """Article 2
Use of terms
For the purposes of this Convention data means whatever a computer can process.
"""


def renumbered(text, by=1, start=2):
    """The articles from one on, with other numbers."""

    def shifted(match):
        number = int(match.group(1))
        return f"Article {number + by if number >= start else number}"

    return re.sub(r"^Article (\d+)", shifted, text, flags=re.MULTILINE)


def inserted(text):
    return renumbered(text).replace("Article 3\nSafeguards", NEW_ARTICLE + "Article 3\nSafeguards")


def test_the_same_draft_is_the_same(two) -> None:
    found = two(FIRST, FIRST)
    assert {status for _a, _b, status in found.pairs()} == {"same"}
    assert all(a == b for a, b, _status in found.pairs())
    assert found.changes() == ()


def test_an_article_put_in_renumbers_the_rest_and_changes_none(two) -> None:
    found = two(FIRST, inserted(FIRST))
    became = found.became()
    assert became["Art 2(2)"] == ("Art 3(2)", "same")
    assert became["Art 3(1)(b)"] == ("Art 4(1)(b)", "same")
    assert became["Art 4"] == ("Art 5", "same")
    assert [pair for pair in found.pairs() if pair[2] != "same"] == [("", "Art 2", "added")]


def test_an_article_that_was_dropped_is_removed_and_the_rest_moves_up(two) -> None:
    found = two(inserted(FIRST), FIRST)
    assert found.became()["Art 2"] == ("", "removed")
    assert found.became()["Art 5"] == ("Art 4", "same")


def test_an_article_that_stands_elsewhere_has_moved_and_its_parts_with_it(two) -> None:
    first, middle = FIRST.index("Article 1"), FIRST.index("Article 2")
    last = FIRST.index("Article 4")
    newer = renumbered(FIRST[middle:last], by=-1) + FIRST[first:middle].replace("1", "3", 1)
    found = two(FIRST, newer + FIRST[last:])
    became = found.became()
    assert became["Art 1"] == ("Art 3", "moved")
    assert became["Art 2"] == ("Art 1", "same")
    assert became["Art 2(3)"] == ("Art 1(3)", "same")
    assert became["Art 3(1)(a)"] == ("Art 2(1)(a)", "same")
    assert became["Art 4"] == ("Art 4", "same")


def test_a_paragraph_that_stands_in_another_article_has_moved(two) -> None:
    paragraph = (
        "3. Each State Party shall publish its measures in an official gazette every year.\n"
    )
    newer = FIRST.replace(paragraph, "").replace("Article 4", paragraph + "Article 4")
    assert two(FIRST, newer).became()["Art 2(3)"] == ("Art 3(3)", "moved")


def test_siblings_that_changed_places(two) -> None:
    one = " Each State Party shall ensure that its measures provide for the protection of privacy."
    other = (
        " Such measures shall include judicial review of each decision taken under this Convention."
    )
    newer = FIRST.replace("1." + one, "1." + other).replace(
        "2." + other + "\n", "2." + one + "\n", 1
    )
    became = two(FIRST, newer).became()
    assert became["Art 2(1)"][0] == "Art 2(2)"
    assert became["Art 2(2)"][0] == "Art 2(1)"
    assert sorted([became["Art 2(1)"][1], became["Art 2(2)"][1]]) == ["moved", "same"]
    assert became["Art 2(3)"] == ("Art 2(3)", "same")


def test_a_reworded_paragraph_is_found_by_its_words_title_and_number(two) -> None:
    newer = inserted(FIRST).replace(
        "Each State Party may search a system where an independent court has allowed it before.",
        "A State Party may only search a computer system where a judge has allowed it in writing.",
    )
    pair = two(FIRST, newer).pair("Art 3(1)")
    assert pair.status == "changed"
    assert 0.4 < pair.score < 0.9
    assert {"likeness", "within"} <= set(pair.reason)


def test_few_words_are_enough_between_the_same_neighbours(two) -> None:
    newer = FIRST.replace(
        "2. Such measures shall include judicial review of each decision taken under this Convention.",
        "2. Each decision taken under this Convention may be appealed by whomever it concerns, at any time.",
    )
    assert two(FIRST, newer).became()["Art 2(2)"] == ("Art 2(2)", "changed")


def test_a_paragraph_cut_in_two(two) -> None:
    newer = FIRST.replace(
        "2. Whoever is searched shall be told of it and shall have a remedy before a court.",
        "2. Whoever is searched shall be told of it.\n3. They shall have a remedy before a court.",
    )
    assert two(FIRST, newer).became()["Art 3(2)"] == ("Art 3(2) + Art 3(3)", "split")


def test_two_paragraphs_made_one(two) -> None:
    newer = FIRST.replace(
        "decision taken under this Convention.\n3. Each State Party shall publish",
        "decision taken under this Convention. Each State Party shall publish",
    )
    found = two(FIRST, newer)
    assert found.became()["Art 2(2)"] == ("Art 2(2)", "joined")
    assert found.became()["Art 2(3)"] == ("Art 2(2)", "joined")


SPLIT = FIRST.replace(
    "2. Whoever is searched shall be told of it and shall have a remedy before a court.",
    "2. Whoever is searched shall be told of it.\n3. They shall have a remedy before a court.",
)
JOINED = FIRST.replace(
    "decision taken under this Convention.\n3. Each State Party shall publish",
    "decision taken under this Convention. Each State Party shall publish",
)


@pytest.mark.parametrize("piece", ["Art 3(2)", "Art 3(3)"])
def test_yes_to_a_split_locks_all_of_it(two, piece) -> None:
    found = two(FIRST, SPLIT, said=[("Art 3(2)", piece, True)])
    assert found.became()["Art 3(2)"] == ("Art 3(2) + Art 3(3)", "split")
    assert found.pair("Art 3(2)").locked
    assert found.pairs() == two(FIRST, SPLIT).pairs()


@pytest.mark.parametrize("piece", ["Art 2(2)", "Art 2(3)"])
def test_yes_to_a_join_locks_all_of_it(two, piece) -> None:
    found = two(FIRST, JOINED, said=[(piece, "Art 2(2)", True)])
    assert {found.became()[one] for one in ("Art 2(2)", "Art 2(3)")} == {("Art 2(2)", "joined")}
    assert found.pair("Art 2(3)").locked
    assert found.pairs() == two(FIRST, JOINED).pairs()


def test_what_a_person_says_of_one_part_leaves_the_lock_on_the_rest(two) -> None:
    said = [("Art 3(2)", "Art 3(2)", True), ("Art 3(1)(b)", "Art 3(3)", True)]
    found = two(FIRST, SPLIT, said=said)
    assert found.became()["Art 3(2)"] == ("Art 3(2)", "changed")
    assert found.became()["Art 3(1)(b)"][0] == "Art 3(3)"


@pytest.mark.parametrize("said", [("Art 3(2)", "Art 3(3)", False), ("", "Art 3(3)", False)])
@pytest.mark.parametrize("lock", [[], [("Art 3(2)", "Art 3(2)", True)]])
def test_a_piece_that_a_person_parts_is_no_piece(two, said, lock) -> None:
    found = two(FIRST, SPLIT, said=[*lock, said])
    assert found.became()["Art 3(2)"] == ("Art 3(2)", "changed")
    assert ("", "Art 3(3)", "added") in found.pairs()


@pytest.mark.parametrize("said", [("Art 2(3)", "Art 2(2)", False), ("Art 2(3)", "", False)])
@pytest.mark.parametrize("lock", [[], [("Art 2(2)", "Art 2(2)", True)]])
def test_what_a_person_parts_was_not_joined(two, said, lock) -> None:
    found = two(FIRST, JOINED, said=[*lock, said])
    assert found.became()["Art 2(3)"] == ("", "removed")
    assert found.became()["Art 2(2)"] == ("Art 2(2)", "changed")


def test_parting_two_leaves_the_lock_on_each_with_another(two) -> None:
    locks = [("Art 2(1)", "Art 2(2)", True), ("Art 2(2)", "Art 2(1)", True)]
    found = two(FIRST, FIRST, said=[*locks, ("Art 2(1)", "Art 2(1)", False)])
    assert found.became()["Art 2(1)"][0] == "Art 2(2)"
    assert found.became()["Art 2(2)"][0] == "Art 2(1)"
    assert found.pair("Art 2(1)").locked
    assert found.pair("Art 2(2)").locked
    again = two(FIRST, FIRST, said=[*locks, ("Art 2(1)", "Art 2(2)", False)])
    assert again.became()["Art 2(1)"][0] != "Art 2(2)"


def test_a_chapter_put_in_moves_no_article(two) -> None:
    newer = FIRST.replace("\nArticle 1", "\nChapter I\nGeneral provisions\nArticle 1").replace(
        "Article 3\nSearch", "Chapter II\nPowers\nArticle 3\nSearch"
    )
    found = two(FIRST, newer)
    assert [(b, s) for _a, b, s in found.pairs() if s != "same"] == [
        ("Chapter I", "added"), ("Chapter II", "added"),
    ]  # fmt: skip


def test_paragraphs_with_the_same_words_keep_their_articles(two) -> None:
    twice = "Nothing in this article shall limit the rights of any person under the law.\n"
    older = FIRST.replace("Article 3", "4. " + twice + "Article 3").replace(
        "Article 4", "3. " + twice + "Article 4"
    )
    became = two(older, inserted(older)).became()
    assert became["Art 2(4)"] == ("Art 3(4)", "same")
    assert became["Art 3(3)"] == ("Art 4(3)", "same")


def test_provisions_without_words_belong_together_by_their_numbers(two) -> None:
    older = (
        "Article 1\n1.\n(a) the first of all the things that count here;\n(b) another one.\n2.\n"
    )
    became = two(older, older.replace("another one", "something else")).became()
    assert became["Art 1(1)"][0] == "Art 1(1)"
    assert became["Art 1(2)"][0] == "Art 1(2)"


def test_drafts_in_two_languages_are_paired_by_number(two) -> None:
    older = (
        "Article 1\n1. Each State Party shall act.\n2. It shall report.\nArticle 2\nIt ends here.\n"
    )
    newer = (
        "Artículo 1\n1. Cada Estado parte actuará.\n2. Informará.\nArtículo 1 bis\nNuevo.\n"
        "Artículo 2\nAquí termina.\n"
    )
    found = two(older, newer, by_words=False)
    assert found.became()["Art 1(2)"] == ("Art 1(2)", "same")
    assert found.became()["Art 2"] == ("Art 2", "same")
    assert [b for _a, b, status in found.pairs() if status == "added"] == ["Art 1 bis"]
    assert [(one.b, one.kinds) for one in found.changes()] == [("Art 1 bis", {"added"})]


def test_what_a_person_says_holds(two) -> None:
    found = two(FIRST, inserted(FIRST), said=[("Art 4", "Art 2", True)])
    assert found.pair("Art 4").locked
    assert found.pair("Art 4").reason == ("person",)
    assert found.became()["Art 4"][0] == "Art 2"
    assert ("", "Art 5", "added") in found.pairs()


def test_yes_to_what_was_found_locks_it(two) -> None:
    pair = two(FIRST, inserted(FIRST), said=[("Art 2(1)", "Art 3(1)", True)]).pair("Art 2(1)")
    assert (pair.locked, pair.status) == (True, "same")


def test_what_a_person_parts_does_not_belong_together(two) -> None:
    found = two(FIRST, FIRST, said=[("Art 2(1)", "Art 2(1)", False)])
    assert found.became()["Art 2(1)"] == ("", "removed")
    assert ("", "Art 2(1)", "added") in found.pairs()


def test_a_person_says_that_there_is_no_counterpart(two) -> None:
    found = two(FIRST, FIRST, said=[("Art 2(1)", "", False), ("", "Art 3(2)", False)])
    assert found.became()["Art 2(1)"] == ("", "removed")
    assert ("", "Art 3(2)", "added") in found.pairs()
    assert found.became()["Art 2(2)"] == ("Art 2(2)", "same")


def test_later_words_hold_over_earlier_ones(two) -> None:
    said = [("Art 2(1)", "Art 2(1)", False), ("Art 2(1)", "Art 2(1)", True)]
    assert two(FIRST, FIRST, said=said).became()["Art 2(1)"] == ("Art 2(1)", "same")
    again = two(FIRST, FIRST, said=[*said, ("Art 2(1)", "Art 2(2)", True)])
    assert again.became()["Art 2(1)"][0] == "Art 2(2)"


def test_drafts_without_provisions_have_no_pairs(two) -> None:
    found = two("Some words of a letter that has no provisions at all.", FIRST)
    assert {status for _a, _b, status in found.pairs()} == {"added"}
    assert two("", "").pairs() == []
