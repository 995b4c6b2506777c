# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person says of a boundary holds, and the finder goes on from it."""

from __future__ import annotations

import pytest

from annotator.domain.structure.corrections import NONE, Correction
from annotator.domain.structure.provision_finder import find_provisions

TEXT = "Article 1\nOne.\n1. First.\nThe second thing\n(a) part;\n(b) more.\nArticle 2\n1. Text.\n2. More."


@pytest.fixture
def lines(bare):
    return bare(TEXT)


def _paths(lines, *corrections):
    return [one.path for one in find_provisions(lines, corrections=corrections).provisions]


def _start(lines, words):
    return next(line.start for line in lines if line.text.startswith(words))


def test_without_any(lines):
    assert _paths(lines) == [
        "Art 1",
        "Art 1(1)",
        "Art 1(1)(a)",
        "Art 1(1)(b)",
        "Art 2",
        "Art 2(1)",
        "Art 2(2)",
    ]


def test_add_and_what_follows_hangs_below_it(lines):
    added = Correction("add", 1, _start(lines, "The second"), kind="paragraph", number="2")
    assert _paths(lines, added)[:5] == [
        "Art 1",
        "Art 1(1)",
        "Art 1(2)",
        "Art 1(2)(a)",
        "Art 1(2)(b)",
    ]
    found = find_provisions(lines, corrections=[added])
    assert found.provisions[2].confidence == 1.0
    assert found.provisions[2].reason == ("person",)


def test_remove(lines):
    removed = Correction("remove", 1, _start(lines, "(a)"))
    assert _paths(lines, removed)[:3] == ["Art 1", "Art 1(1)", "Art 1(1)(b)"]


def test_rename_keeps_the_label_as_found(lines):
    renamed = Correction(
        "rename", 1, _start(lines, "Article 2"), number="2 bis", label="Article 2 bis"
    )
    found = find_provisions(lines, corrections=[renamed])
    paths = [one.path for one in found.provisions]
    assert paths[-3:] == ["Art 2 bis", "Art 2 bis(1)", "Art 2 bis(2)"]
    one = found.provisions[found.find("Art 2 bis")]
    assert (one.label, one.found) == ("Article 2 bis", "Article 2")


def test_rename_a_paragraph_and_the_list_goes_on(lines):
    renamed = Correction("rename", 1, _start(lines, "1. First"), number="4")
    assert _paths(lines, renamed)[1:4] == ["Art 1(4)", "Art 1(4)(a)", "Art 1(4)(b)"]


def test_move(lines):
    moved = Correction(
        "move", 1, _start(lines, "1. First"), to_page=1, to_offset=_start(lines, "The second")
    )
    found = find_provisions(lines, corrections=[moved])
    assert found.at(1, _start(lines, "1. First")).path == "Art 1"
    assert found.at(1, _start(lines, "The second")).path == "Art 1(1)"
    assert found.at(1, _start(lines, "(b)")).path == "Art 1(1)(b)"


def _said(lines, path, *corrections):
    found = find_provisions(lines, corrections=corrections)
    one = found.provisions[found.find(path)]
    return one.label, one.title, one.found


def test_a_second_word_on_a_place_keeps_what_the_first_one_said(lines):
    at = _start(lines, "Article 2")
    number = Correction("rename", 1, at, number="7", label="Article 7")
    title = Correction("rename", 1, at, title="Scope")
    both = Correction("rename", 1, at, kind="article", number="2", title="Scope")
    assert _said(lines, "Art 2", title) == ("Article 2", "Scope", "")
    assert _said(lines, "Art 2", both) == ("Article 2", "Scope", "")
    assert _said(lines, "Art 7", number, title) == ("Article 7", "Scope", "Article 2")
    assert _said(lines, "Art 7", title, number) == ("Article 7", "Scope", "Article 2")


def test_moved_twice_a_provision_keeps_its_label(lines):
    first, second, third = (_start(lines, words) for words in ("1. First", "The second", "(b)"))
    label = Correction("rename", 1, first, number="4", label="4.")
    once = Correction("move", 1, first, to_page=1, to_offset=second)
    twice = Correction("move", 1, second, to_page=1, to_offset=third)
    assert _said(lines, "Art 1(1)", once, twice) == ("1.", "", "")
    assert _said(lines, "Art 1(4)", label, once, twice) == ("4.", "", "1.")


def test_put_in_and_moved_a_provision_keeps_its_label(lines):
    place = _start(lines, "The second")
    added = Correction("add", 1, place, kind="paragraph", number="2", label="2.", title="More")
    moved = Correction("move", 1, place, to_page=1, to_offset=place + 4)
    assert _said(lines, "Art 1(2)", added, moved) == ("2.", "More", "")


def test_a_title_and_a_number_can_be_taken_out(page):
    lines = page("# Annex 2 List of forms\nText.\n# Article 3\nOf scope.\n# Article 4\nOf terms.")
    found = find_provisions(lines).provisions[0]
    assert (found.path, found.title) == ("Annex 2", "List of forms")
    title = Correction("rename", found.page, found.start, title=NONE)
    number = Correction("rename", found.page, found.start, number=NONE, label="Annex")
    assert _said(lines, "Annex 2", title) == ("Annex 2", "", "")
    assert _said(lines, "Annex", title, number) == ("Annex", "", "Annex 2")


def test_the_last_word_counts(lines):
    place = _start(lines, "(a)")
    said = [
        Correction("remove", 1, place),
        Correction("add", 1, place, kind="subparagraph", number="x"),
    ]
    assert "Art 1(1)(x)" in _paths(lines, *said)


def test_within_a_row(bare):
    lines = bare("Article 1\n1. First and then second\n2. Third\nArticle 2\nText")
    place = _start(lines, "1.") + len("1. First and then ")
    added = Correction("add", 1, place, kind="subparagraph", number="a")
    found = find_provisions(lines, corrections=[added])
    assert found.at(1, place).path == "Art 1(1)(a)"
    assert found.at(1, place - 2).path == "Art 1(1)"
    assert found.at(1, lines[2].start).path == "Art 1(2)"


def test_what_cannot_be_followed_is_said(lines):
    lost = [Correction("rename", 7, 3, number="4"), Correction("add", 1, _start(lines, "One."))]
    found = find_provisions(lines, corrections=lost)
    assert [remark.kind for remark in found.remarks] == ["lost", "lost"]
    assert [one.path for one in found.provisions] == _paths(lines)


def test_an_inferred_boundary_can_be_removed(page):
    text = "# Article 4\n1. One.\n2. Two.\n3. Three.\n1. Other.\n2. Other.\n# Article 6\n1. Six.\n# Article 7\nSeven."
    lines = page(text)
    place = next(one for one in find_provisions(lines).provisions if one.path == "Art 5")
    removed = Correction("remove", place.page, place.start)
    assert "Art 5" not in _paths(lines, removed)


def test_a_subparagraph_right_below_an_article(bare):
    lines = bare("Article 2\nFor this text:\n(a) one;\nThe other;\n(c) three.")
    added = Correction("add", 1, _start(lines, "The other"), kind="subparagraph", number="b")
    assert _paths(lines, added) == ["Art 2", "Art 2(a)", "Art 2(b)", "Art 2(c)"]


def test_a_paragraph_of_a_resolution(page):
    text = "The General Assembly,\n\n1. Decides;\n2. Asks;\nCalls on all;\n4. Invites;\n5. Ends;\n6. Ends.\n7. Ends.\n8. Ends."
    lines = page(text)
    added = Correction("add", 1, _start(lines, "Calls"), kind="op", number="3")
    assert _paths(lines, added)[1:6] == ["OP1", "OP2", "OP3", "OP4", "OP5"]
