# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has judged what of a draft."""

from __future__ import annotations

from annotator.domain.judged import ARTICLE, GROUP, PART, UNKNOWN, Cell, Said, coverage
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Provision, Structure

TREE = (
    ("Preamble", "preamble", -1),
    ("Chapter I", "chapter", -1),
    ("Art 1", "article", 1),
    ("Art 2", "article", 1),
    ("Art 2(1)", "paragraph", 3),
    ("Art 2(1)(a)", "subparagraph", 4),
    ("Art 2(2)", "paragraph", 3),
    ("Art 2(3)", "paragraph", 3),
    ("Chapter II", "chapter", -1),
    ("Art 3", "article", 8),
    ("Annex", "annex", -1),  # of nothing but words
)


def draft():
    found = [
        Provision(p, p, k, "", "", up, 1, n, 1, n + 1, 1.0, ()) for n, (p, k, up) in enumerate(TREE)
    ]
    return ProvisionMap(Structure(tuple(found), "article"))


def look(*said):
    """What ana has judged, by path."""
    table = coverage(
        draft(), [Said("ana", *each[:1], **each[1]) for each in said], [("ana", "Ana")]
    )
    return {line.path: line.cells[0] for line in table.lines}, table


def tag(path, **more):
    return path, more


def mark(path, word="read"):
    return path, {"mark": word, "uid": "u", "whole": True}


def test_lines_are_chapters_articles_and_paragraphs_in_the_drafts_order():
    _cells, table = look()
    assert [(line.path, line.kind) for line in table.lines] == [
        ("Preamble", ARTICLE), ("Chapter I", GROUP), ("Art 1", ARTICLE), ("Art 2", ARTICLE),
        ("Art 2(1)", PART), ("Art 2(2)", PART), ("Art 2(3)", PART), ("Chapter II", GROUP),
        ("Art 3", ARTICLE), ("Annex", ARTICLE),
    ]  # fmt: skip
    parents = [table.lines[line.parent].path if line.parent >= 0 else "" for line in table.lines]
    assert parents == ["", "", "Chapter I", "Chapter I", *["Art 2"] * 3, "", "Chapter II", ""]
    assert table.articles == 5
    assert table.judged == (0,)


def test_a_tag_deep_inside_judges_its_paragraph_and_the_article_in_part():
    cells, table = look(tag("Art 2(1)(a)"), tag("Art 2(1)"))
    assert cells["Art 2(1)"] == Cell(tags=2)
    assert cells["Art 2(1)"].judged
    assert cells["Art 2"] == Cell(tags=2, done=1, parts=3)
    assert cells["Art 2"].begun
    assert not cells["Art 2"].judged
    assert not cells["Art 2(2)"].begun
    assert cells["Chapter I"] == Cell(tags=2, done=0, parts=2)
    assert table.judged == (0,)


def test_all_paragraphs_together_are_the_article():
    cells, table = look(tag("Art 2(1)-(2)"), mark("Art 2(3)", "discuss"))
    assert cells["Art 2"] == Cell(tags=1, done=3, parts=3)
    assert cells["Art 2"].judged
    assert table.judged == (1,)
    assert cells["Chapter I"].done == 1


def test_words_before_the_first_paragraph_judge_no_paragraph():
    cells, _table = look(tag("Art 2"))
    assert cells["Art 2"] == Cell(tags=1, done=0, parts=3)
    assert not cells["Art 2(1)"].begun


def test_a_mark_is_about_all_it_holds():
    cells, table = look(mark("Art 2"), mark("Chapter II", "missing"))
    assert cells["Art 2"] == Cell("read", "u", 0, 3, 3, whole=True)
    assert cells["Art 2(2)"] == Cell(whole=True)
    assert cells["Art 3"].judged
    assert cells["Chapter II"].mark == "missing"
    assert table.judged == (2,)


def test_a_tag_without_words_is_about_the_whole_provision():
    cells, _table = look(tag("Art 2", whole=True))
    assert cells["Art 2"] == Cell("", "", 1, 3, 3, whole=True)
    assert cells["Art 2(3)"] == Cell(whole=True)


def test_a_mark_on_a_range_stands_at_each_of_it():
    cells, _table = look(mark("Art 2(1)-(2)"))
    assert (cells["Art 2(1)"].mark, cells["Art 2(2)"].mark, cells["Art 2(3)"].mark) == (
        "read",
        "read",
        "",
    )
    assert cells["Art 2"].done == 2


def test_what_the_draft_does_not_have_is_shown_and_not_counted():
    cells, table = look(mark("Art 77"), tag("Art 12(3)"))
    assert [line.path for line in table.lines[-2:]] == ["Art 12(3)", "Art 77"]
    assert {line.kind for line in table.lines[-2:]} == {UNKNOWN}
    assert cells["Art 77"] == Cell("read", "u")
    assert table.judged == (0,)
    assert table.articles == 5


def test_each_reviewer_has_a_column():
    said = [
        Said("ana", "Art 1"),
        Said("bo", "Art 3"),
        Said("bo", "art. 1", mark="read", uid="m", whole=True),
    ]
    table = coverage(draft(), said, [("bo", "Bo"), ("ana", "Ana")], draft="f")
    line = next(line for line in table.lines if line.path == "Art 1")
    assert line.cells == (Cell("read", "m", whole=True), Cell(tags=1))
    assert table.judged == (2, 1)
    assert (table.draft, table.reviewers) == ("f", (("bo", "Bo"), ("ana", "Ana")))
