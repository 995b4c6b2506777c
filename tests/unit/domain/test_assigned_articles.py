# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person is to read, in the spellings leads use."""

from __future__ import annotations

import pytest

from annotator.domain.assigned_articles import assigned_articles, read_assignment
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.found_structure import Provision, Structure

TREE = (
    ("Chapter I", "chapter", -1),
    ("Art 1", "article", 0),
    ("Art 1(1)", "paragraph", 1),
    ("Art 1(3)", "paragraph", 1),
    ("Art 2", "article", 0),
    ("Chapter II", "chapter", -1),
    ("Art 3", "article", 5),
    ("Art 3(2)", "paragraph", 6),
    ("Art 3(2)(a)", "subparagraph", 7),
    ("Art 6", "article", 5),
    ("Annex I", "annex", -1),
    ("Annex I, Art 6", "article", 10),
    ("Annex I, Art 7", "article", 10),
    ("Annex II", "annex", -1),
    ("Annex III, Art 1", "article", -1),
)
FIRST = {"Art 1", "Art 2", "Art 3"}


def draft():
    found = [
        Provision(path, path, kind, "", "", up, 1, n, 1, n + 1, 1.0, ())
        for n, (path, kind, up) in enumerate(TREE)
    ]
    return ProvisionMap(Structure(tuple(found), "article"))


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("articles 1-2, Art 3", FIRST),
        ("1-3", FIRST),
        ("Art 1-3", FIRST),
        ("articles 1 – 3", FIRST),
        ("Art 1-Art 3", FIRST),
        ("Art 1(1)-(3)", {"Art 1"}),
        ("Annex I-II", {"Annex I, Art 6", "Annex I, Art 7", "Annex II"}),
        ("Art 1, 3", {"Art 1", "Art 3"}),
        ("Art. 1, 2, 3", FIRST),
        ("Art 6, 1-3", FIRST | {"Art 6"}),
        ("Art 1، 3", {"Art 1", "Art 3"}),
        ("第1条、第3条", {"Art 1", "Art 3"}),
        ("Art 1, Art 1(3)", {"Art 1"}),
        ("Art 3(2)", {"Art 3"}),
        ("Art 3, paragraph 2 (a)", {"Art 3"}),
        ("Chapter II", {"Art 3", "Art 6"}),
        ("Chapter I, II", FIRST | {"Art 6"}),
        ("Annex I, Art 6", {"Annex I, Art 6"}),
        ("Annex I, Art 6, 7", {"Annex I, Art 6", "Annex I, Art 7"}),
        ("Annex III, Art 1", {"Annex III, Art 1"}),
        ("Art 6, Annex I", {"Art 6", "Annex I, Art 6", "Annex I, Art 7"}),
        ("Annex I, II", {"Annex I, Art 6", "Annex I, Art 7", "Annex II"}),
        ("", set()),
    ],
)
def test_articles_are_read_as_people_write_them(written, paths):
    assert assigned_articles(written, draft()) == (frozenset(paths), ())


@pytest.mark.parametrize(
    ("written", "paths", "unknown"),
    [
        ("Art 77", set(), ("Art 77",)),
        ("Art 1, 77, 3", {"Art 1", "Art 3"}, ("77",)),
        ("Art 1, Art 3(9)", {"Art 1"}, ("Art 3(9)",)),
        ("Annex V, Art 6", {"Art 6"}, ("Annex V",)),
        ("what is about prisons", set(), ("what is about prisons",)),
    ],
)
def test_what_a_draft_does_not_have_is_told(written, paths, unknown):
    assert assigned_articles(written, draft()) == (frozenset(paths), unknown)


def test_a_draft_nothing_is_known_of_has_nothing():
    assert assigned_articles("Art 1", ProvisionMap()) == (frozenset(), ("Art 1",))


@pytest.mark.parametrize(
    ("written", "paths", "longer"),
    [
        ("Art 1-60", FIRST | {"Art 6"}, (("Art 1-60", "Art 1-Art 6"),)),
        ("3-60", {"Art 3", "Art 6"}, (("3-60", "Art 3-Art 6"),)),
        ("Art 2-5", {"Art 2", "Art 3"}, (("Art 2-5", "Art 2-Art 3"),)),
        ("Annex I, Art 6-9", {"Annex I, Art 6", "Annex I, Art 7"},
         (("Annex I, Art 6-9", "Annex I, Art 6-Annex I, Art 7"),)),
    ],
)  # fmt: skip
def test_of_a_range_longer_than_the_draft_counts_what_is_there(written, paths, longer):
    said = read_assignment(written, draft())
    assert (said.paths, said.unknown, said.longer) == (frozenset(paths), (), longer)


@pytest.mark.parametrize("written", ["artikles", "Art", "Art 70-80", "Art 6-2"])
def test_what_is_no_provision_is_unknown(written):
    said = read_assignment(written, draft())
    assert (said.paths, said.unknown, said.longer) == (frozenset(), (written,), ())
