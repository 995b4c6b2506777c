# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paragraphs that end in a sign and the mark of a note, and numbers that only look like it."""

from __future__ import annotations

import pytest

from annotator.domain.structure.note_marks import ends_in_number, without_note_mark
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.structure.source_line import Cleaner


def _said(row):
    return without_note_mark(row, Cleaner().clean(row).text)


def _paths(lines):
    return [one.path for one in find_provisions(lines).provisions]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("of States,1", "of States,"),
        ("of States,¹² ", "of States,"),
        ("resolution 55/25,¹", "resolution 55/25,"),
        ("of States,ᵃ", "of States,"),
        ("of States;a", "of States;"),
        ("of States,*", "of States,"),
        ("of 2004,**", "of 2004,"),
        ("of States,(1)", "of States,"),
        ("of “States”,[1]", "of “States”,"),
        ("of “States,”1", "of “States,”"),
        ("الدول،١", "الدول،"),
        ("الدول،(١)", "الدول،"),
        ("الدول؛¹\u200f", "الدول؛"),
        ("各国，1", "各国,"),
        ("各国；¹", "各国;"),
        ("各国。*", "各国。"),
    ],
)
def test_a_mark_behind_a_sign_is_left_out(row, said):
    assert _said(row) == said


@pytest.mark.parametrize(
    "row",
    ["Article 5,1", "Articles 4, 1", "paragraph (2),1", "Article 5.1", "Article I,1", "States1",
     "of States, a", "possible, in", "m²", "第5,1", "المادة ٥،١"],
)  # fmt: skip
def test_what_is_no_mark_stays(row):
    assert _said(row) == Cleaner().clean(row).text


def test_a_number_with_a_sign_in_it():
    assert ends_in_number("see Article 5.1")
    assert not ends_in_number("see Article 5.")
    assert not ends_in_number("of States.1")


_ENGLISH = "Guided by what was said before,", "Affirming that more is to be said,"
_ARABIC = "إذ تسترشد بالمقاصد،", "وإذ تؤكد أن الخصوصية شرط،"
_CHINESE = "铭记宪章的宗旨，", "重申隐私是条件，"


@pytest.mark.parametrize("mark", ["", "1", "¹", "12", "a", "*", "†", "(1)", "[2]"])
@pytest.mark.parametrize(
    ("heading", "recitals", "article"),
    [
        ("Preamble", _ENGLISH, "Article 1"),
        ("الديباجة", _ARABIC, "المادة 1"),
        ("序言", _CHINESE, "第一条"),
    ],
)
def test_a_recital_ends_before_its_note(page, mark, heading, recitals, article):
    first, second = recitals
    text = f"# {heading}\n~ {first}{mark}\n~ {second}{mark}\n{first}\n# {article}\nText."
    assert len([path for path in _paths(page(text)) if path.startswith("Preamble para")]) == 3


def test_recitals_poured_into_one_row_end_before_their_notes(bare):
    text = "Preamble\nGuided by this,1 Affirming that,* Noting Article 5,1 Mindful,(2) Recalling it,\nArticle 1\nText.\nArticle 2\nText."
    assert [path for path in _paths(bare(text)) if "para" in path][-1] == "Preamble para 4"


def test_a_number_at_the_end_of_a_row_ends_no_recital(page):
    text = """
# Preamble
~ Guided by the purposes of the United Nations, and by what is said in Article 5,1
Bearing no mark of a note,
~ Affirming that more is to be said in accordance with the words of paragraph 5.1
Noting as it does,
# Article 1
Text."""
    assert [path for path in _paths(page(text)) if "para" in path] == [
        "Preamble para 1", "Preamble para 2",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["1", "¹", "a", "*", "(3)"])
def test_paragraphs_and_items_end_before_their_notes(page, mark):
    text = f"""
# Article 1
~ 1. A person may ask a court to look at what was done in such a case by the States,{mark}
~ 2. to the extent possible, that is:
~ (a) what is known of the case and of all who had a part in it, and of the court,{mark}
~ (b) what is not known."""
    assert _paths(page(text)) == ["Art 1", "Art 1(1)", "Art 1(2)", "Art 1(2)(a)", "Art 1(2)(b)"]
