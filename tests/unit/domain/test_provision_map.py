# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions of a draft by any name, in the draft's order, and which lies in which."""

from __future__ import annotations

import pytest

from annotator.domain.instrument import article_path
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Provision, Structure

TREE = (
    ("Preamble", "preamble", "", -1),
    ("Preamble para 3", "recital", "", 0),
    ("Chapter II", "chapter", "Offences", -1),
    ("Art 10", "article", "Bribery", 2),
    ("Art 10(1)", "paragraph", "", 3),
    ("Art 10(2)", "paragraph", "", 3),
    ("Art 10(2)(a)", "subparagraph", "", 5),
    ("Art 10(2)(b)", "subparagraph", "", 5),
    ("Art 10(3)", "paragraph", "", 3),
    ("Art 9", "article", "Moved here", 2),  # a draft that puts 9 behind 10
    ("Art 9 bis", "article", "Put in", 2),
    ("Art 9 bis(1)", "paragraph", "", 10),
    ("Art 9 bis(1)(a)", "subparagraph", "", 11),
    ("Art 9#2", "article", "Again", 2),
    ("Annex I, Art 3", "article", "", -1),
)


def draft(tree=TREE, unit="article"):
    found = [
        Provision(path, path, kind, "", title, parent, 1, n, 1, n + 1, 1.0, ())
        for n, (path, kind, title, parent) in enumerate(tree)
    ]
    return ProvisionMap(Structure(tuple(found), unit))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("10(2)", "Art 10(2)"),
        ("article 10, paragraph 2 (a)", "Art 10(2)(a)"),
        ("Art. 10.2.a", "Art 10(2)(a)"),
        ("ART 10 (2)(A)", "Art 10(2)(a)"),
        ("artículo 10, párrafo 2", "Art 10(2)"),
        ("المادة ١٠", "Art 10"),
        ("第10条", "Art 10"),
        ("第十條(2)", "Art 10(2)"),
        ("préambule", "Preamble"),
        ("статья 9 bis", "Art 9 bis"),
        ("9bis(1)", "Art 9 bis(1)"),
        ("Preamble 3", "Preamble para 3"),
        ("chapter 2", "Chapter II"),
        ("annex 1 art 3", "Annex I, Art 3"),
        ("9", "Art 9"),
        ("Art 9#2", "Art 9#2"),
        ("10(1)-(3)", "Art 10(1)-(3)"),
        ("10(1) \u2013 10(2)(b)", "Art 10(1)-Art 10(2)(b)"),
        ("10-9", "Art 10-Art 9"),
        ("10(4)", ""),
        ("10(3)-(1)", ""),
        ("", ""),
    ],
)
def test_any_spelling_is_the_path_of_the_draft(written, path):
    assert draft().spelled(written) == path


def test_a_bare_number_means_what_the_draft_is_made_of():
    rules = draft((("Rule 17", "rule", "", -1), ("Rule 17(2)", "paragraph", "", 0)), "rule")
    assert rules.spelled("17.2") == "Rule 17(2)"
    paragraphs = draft((("Para 5", "paragraph", "", -1),), "paragraph")
    assert paragraphs.spelled("5") == paragraphs.spelled("paragraph 5") == "Para 5"


@pytest.mark.parametrize(
    ("path", "asked", "touches"),
    [
        ("Art 10(2)(a)", "Art 10", True),
        ("Art 10", "Art 10", True),
        ("Art 10", "Art 10(2)", False),  # of the whole: not of one paragraph
        ("Art 10(1)-(3)", "Art 10(2)(b)", True),
        ("Art 10(3)-Art 9", "Art 9", True),
        ("Art 10(1)-(2)", "Art 10(3)", False),
        ("Art 10(2)", "Art 1", False),
        ("Art 10(2)(a)", "Chapter II", True),
        ("Art 9 bis(1)", "Art 9", False),
        ("Art 9 bis(1)(a)", "Art 9 bis", True),
        ("Art 10(2)", "Art 10(1)-(2)", True),
        ("Preamble 3", "Preamble", True),
        ("", "Art 10", False),
    ],
)
def test_what_lies_in_what(path, asked, touches):
    assert draft().touches(path, asked) is touches


@pytest.mark.parametrize(
    ("path", "asked", "touches"),
    [
        ("Art 28(3)(d)", "Art 28", True),
        ("Art 28", "Art 2", False),
        ("Art 28(1)-(3)", "Art 28(2)", True),
        ("Art 28(1)-Art 30", "Art 29", True),
        ("Art 28(1)-(2)", "Art 28(3)", False),
        ("Annex I, Art 3", "Annex I", True),
        ("something else", "Art 3", False),
    ],
)
def test_what_lies_in_what_where_the_draft_does_not_tell(path, asked, touches):
    assert ProvisionMap().touches(path, asked) is touches


def test_the_order_is_the_drafts_own_and_complete():
    known = draft()
    paths = [path for path, *_rest in TREE]
    mixed = [*reversed(paths), "Art 99", "Art 11", "Art 10(1)-(3)", ""]
    found = sorted(mixed, key=known.rank)
    assert [path for path in found if path in paths] == paths
    assert found[-3:] == ["Art 11", "Art 99", ""]
    assert len({known.rank(path) for path in mixed}) == len(mixed)
    assert found.index("Art 10(1)-(3)") == found.index("Art 10(1)") + 1


def test_near_names_what_somebody_may_have_meant():
    known = draft()
    assert known.near("10(9)") == ["Art 10", "Art 10(1)", "Art 10(2)", "Art 10(3)"]
    assert known.near("10(2)(f)") == ["Art 10(2)", "Art 10(2)(a)", "Art 10(2)(b)"]
    assert "Art 10" in known.near("Art 11")


def test_titles_are_of_the_nearest_provision_that_has_one():
    assert draft().title("Art 10(2)(a)") == "Bribery"
    assert draft().title("Art 10(1)-(3)") == "Bribery"
    assert draft().title("Art 77") == ""


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("Art 28(3)(d)", "Art 28"),
        ("Art 28(3)-Art 29", "Art 28"),
        ("Annex I, Art 3(2)", "Annex I, Art 3"),
        ("Preamble para 2-4", "Preamble"),
        ("Chapter IV", "Chapter IV"),
        ("Art 9 bis(1)", "Art 9 bis"),
        ("Annex I, Art 6(1)", "Annex I, Art 6"),
        ("Para 12(a)", "Para 12"),
        ("OP 3(a)", "OP 3"),
        ("", ""),
    ],
)
def test_the_article_of_a_path(path, article):
    assert article_path(path) == article


def test_maps_of_the_same_provisions_are_equal():
    assert draft() == draft()
    assert draft() != draft(TREE[:3])
    assert ProvisionMap().empty
