# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions of invented drafts: six languages, other units, the traps of real text layers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.provision import provision_path
from annotator.domain.structure.provision_finder import find_provisions
from annotator.domain.structure.source_line import SourceLine


def _paths(lines, **given):
    return [one.path for one in find_provisions(lines, **given).provisions]


def _at(lines, words, **given):
    """The path of the row that begins with some words."""
    found = find_provisions(lines, **given)
    line = next(line for line in lines if line.text.startswith(words))
    one = found.at(line.page, line.end - 1)
    return one.path if one else ""


_CASES = Path(__file__).resolve().parents[5] / "shared" / "domain" / "provision_cases.json"


@pytest.mark.skipif(not _CASES.is_file(), reason="the folder ../shared/domain is not here")
def test_all_known_cases(bare):
    wrong = []
    for language, cases in json.loads(_CASES.read_text(encoding="utf-8"))["provisions"].items():
        lines = bare("\n".join(case["line"] for case in cases))
        found = find_provisions(lines)
        for case, line in zip(cases, lines, strict=True):
            one = found.at(1, line.end - 1)
            if one is None or one.path != case["expect"]:
                wrong.append((language, case, one))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "Chapter I\nAims\nArticle 1\nPurpose\nThis text serves:\n(a) order;\n(b) peace.\nArticle 2\n1. First.\n2. Second:\n(a) one;\n(i) deep;\n(ii) deeper;\n(b) two.",
            "Chapter I|Art 1|Art 1(a)|Art 1(b)|Art 2|Art 2(1)|Art 2(2)|Art 2(2)(a)|Art 2(2)(a)(i)|Art 2(2)(a)(ii)|Art 2(2)(b)",
        ),
        (
            "Chapitre premier\nArticle premier\nObjet\n1. Le texte vise :\na) l’ordre ;\nb) la paix.\nArticle 2\nPortée",
            "Chapter I|Art 1|Art 1(1)|Art 1(1)(a)|Art 1(1)(b)|Art 2",
        ),
        (
            "CAPÍTULO II\nArtículo 3. Ámbito\n1. Uno.\n1 bis. Otro.\nArtículo 3 bis. Más\na) Algo;",
            "Chapter II|Art 3|Art 3(1)|Art 3(1bis)|Art 3 bis|Art 3 bis(a)",
        ),
        (
            "Глава III. Надзор\nСтатья 5. Совет\n1. Совет собирается.\na) весной;\nСтатья 6\n1. Другой пункт.",
            "Chapter III|Art 5|Art 5(1)|Art 5(1)(a)|Art 6|Art 6(1)",
        ),
        (
            "الفصل الثالث: الرقابة\nالمادة ٥: المجلس\n1 - يجتمع المجلس\n(أ) في الربيع\n(ب) في الخريف\n2 - يقرر المجلس\nالمادة 6\nنص",
            "Chapter الثالث|Art 5|Art 5(1)|Art 5(1)(أ)|Art 5(1)(ب)|Art 5(2)|Art 6",
        ),
        (
            "第三章 监督\n第五条 理事会\n一、理事会开会：\n（一）春季；\n（二）秋季。\n二、理事会决定。\n第六条\n各国",
            "Chapter 三|Art 5|Art 5(一)|Art 5(一)(一)|Art 5(一)(二)|Art 5(二)|Art 6",
        ),
    ],
)
def test_six_languages(bare, text, paths):
    assert _paths(bare(text)) == paths.split("|")


def test_a_wrapped_reference_is_no_heading(page):
    text = """
# Article 1
~ 1. What is taken under a measure shall be returned where the conditions of
Article 7 are no longer met.
~ 2. A person may ask a court to look at what was done under the terms set out in paragraph
3. The court answers at once.
# Article 2
1. More.
# Article 3
1. Still more."""
    assert _paths(page(text)) == [
        "Art 1", "Art 1(1)", "Art 1(2)", "Art 2", "Art 2(1)", "Art 3", "Art 3(1)",
    ]  # fmt: skip


def test_where_headings_stand_out_a_plain_row_is_none(page):
    text = "# Article 1\nText.\n# Article 2\nText.\n# Article 3\nText.\nArticle 9\nText again.\n# Article 4\nText."
    assert _paths(page(text)) == ["Art 1", "Art 2", "Art 3", "Art 4"]


def test_a_contents_list_is_no_text(page):
    text = "# Contents\nArticle 1. Aims . . . . . . 2\nArticle 2. Means . . . . . . 3\n# Article 1\n# Aims\n1. One.\n# Article 2\n# Means\n1. Two."
    found = find_provisions(page(text))
    assert [one.path for one in found.provisions] == ["Art 1", "Art 1(1)", "Art 2", "Art 2(1)"]
    assert [one.title for one in found.provisions if one.kind == "article"] == ["Aims", "Means"]
    assert [remark.kind for remark in found.remarks] == ["contents"]


def test_a_letter_or_a_roman_number(bare):
    listed = "\n".join(f"({letter}) item;" for letter in "abcdefghij")
    assert _paths(bare(f"Article 1\n{listed}"))[-2:] == ["Art 1(i)", "Art 1(j)"]
    nested = "\n".join(f"({letter}) item;" for letter in "abcdefgh") + "\n(i) deep;\n(ii) deep."
    assert _paths(bare(f"Article 1\n{nested}"))[-2:] == ["Art 1(h)(i)", "Art 1(h)(ii)"]


def test_what_stands_twice_keeps_a_path_of_its_own(bare):
    found = find_provisions(
        bare("Article 1\n1. One.\nArticle 1\n1. Other.\n1. Again.\nArticle 2\nText")
    )
    assert [one.path for one in found.provisions] == [
        "Art 1", "Art 1(1)", "Art 1#2", "Art 1#2(1)", "Art 1#2(1#2)", "Art 2",
    ]  # fmt: skip
    assert {remark.kind for remark in found.remarks} == {"twice"}


def test_an_annex_is_named_where_its_numbers_stand_elsewhere_too(bare):
    same = "Article 1\nOne.\nAnnex I\nArticle 1\nOther.\n(a) part\nAnnex II\n1. Alone."
    assert _paths(bare(same)) == [
        "Art 1", "Annex I", "Annex I, Art 1", "Annex I, Art 1(a)", "Annex II", "Annex II(1)",
    ]  # fmt: skip
    assert _paths(bare("OP1 Adopts it.\nAnnex\nArticle 1\nOne.\nArticle 2\nTwo.")) == [
        "OP1", "Annex", "Art 1", "Art 2",
    ]  # fmt: skip


def test_sections_are_named_within_their_chapter(bare):
    text = "Chapter I\nFirst\nSection 1\nOne\nArticle 1\nText.\nChapter II\nSecond\nSection 1\nOther\nArticle 2\nText."
    assert _paths(bare(text)) == [
        "Chapter I", "Chapter I, Section 1", "Art 1", "Chapter II", "Chapter II, Section 1", "Art 2",
    ]  # fmt: skip


def test_a_preamble_without_a_heading_and_its_paragraphs(page):
    text = """
The States Parties to this text,

Recalling what was,

Bearing in mind what is,

Have agreed as follows:
# Article 1
Text."""
    lines = page(text)
    assert _paths(lines) == ["Preamble", "Preamble para 1", "Preamble para 2", "Art 1"]
    assert _at(lines, "Bearing") == "Preamble para 2"
    assert _at(lines, "Have agreed") == "Preamble"
    assert _at(lines, "The States") == "Preamble"


def test_numbered_paragraphs_of_a_whole_draft(page):
    text = """
# I. Opening
1. One.
2. Two.
# II. Rest
3. Three.
(a) part.
4. Four.
5. Five.
5.1 Half."""
    found = find_provisions(page(text))
    assert found.unit == "paragraph"
    assert [one.path for one in found.provisions] == [
        "Section I", "Para 1", "Para 2", "Section II", "Para 3", "Para 3(a)", "Para 4", "Para 5", "Para 5(1)",
    ]  # fmt: skip


def test_a_resolution(page):
    text = "The General Assembly,\n\nRecalling this,\n\nNoting that,\n\n1. Decides;\n2. Asks;\n3. Calls;\n4. Invites;\n5. Ends."
    found = find_provisions(page(text))
    assert found.unit == "op"
    assert [one.path for one in found.provisions] == [
        "Preamble", "PP1", "PP2", "OP1", "OP2", "OP3", "OP4", "OP5",
    ]  # fmt: skip


def test_bare_numbers_are_articles_where_they_stand_out(page):
    text = "# 一\nOne.\n# 二\nTwo.\n# 三\nThree.\n# 四\nFour."
    found = find_provisions(page(text))
    assert [one.path for one in found.provisions] == ["Art 1", "Art 2", "Art 3", "Art 4"]
    assert "without the word" in found.unit_reason


def test_a_word_that_counts_is_learnt(page):
    text = "\n".join(f"Pasal {number} - Teks yang berdiri di sini." for number in range(1, 8))
    found = find_provisions(page(text))
    assert [one.path for one in found.provisions] == [f"Art {number}" for number in range(1, 8)]
    assert "Pasal" in found.unit_reason


def test_paragraphs_within_rows_where_the_text_was_poured(page):
    text = "# Article 1\n1. One is so. 2. Two is: (a) this; (b)\nThat. 3. Three.\n# Article 2\n1. One. 2. Two: (a) this; (b) that.\n# Article 3\nText."
    assert _paths(page(text))[:7] == [
        "Art 1", "Art 1(1)", "Art 1(2)", "Art 1(2)(a)", "Art 1(2)(b)", "Art 1(3)", "Art 2",
    ]  # fmt: skip


def test_a_lost_heading_is_inferred_from_the_numbers_and_said(page):
    text = "# Article 4\n1. One.\n2. Two.\n3. Three.\n1. Other.\n2. Other.\n# Article 6\n1. Six.\n# Article 7\nSeven."
    found = find_provisions(page(text))
    assert [one.path for one in found.provisions if one.kind == "article"] == [
        "Art 4",
        "Art 5",
        "Art 6",
        "Art 7",
    ]
    lost = next(one for one in found.provisions if one.path == "Art 5")
    assert lost.confidence < 0.5
    assert "inferred" in {remark.kind for remark in found.remarks}


def test_gaps_are_said(bare):
    found = find_provisions(bare("Article 1\nOne.\nArticle 2\nTwo.\nArticle 4\nFour."))
    assert [remark.text for remark in found.remarks] == ["Article 4 follows Article 2."]


def test_nothing_is_said_too(page):
    found = find_provisions(page("Some words.\nSome more."))
    assert found.provisions == ()
    assert [remark.kind for remark in found.remarks] == ["nothing"]
    assert find_provisions([]).at(1, 0) is None


def test_headers_and_notes_are_left_out(page):
    lines = page("# Article 1\n1. One.\n# Article 2\nTwo.")
    lines[2:2] = [type(lines[0])(1, 900, 909, "Article 9", kind="header")]
    assert _paths(lines) == ["Art 1", "Art 1(1)", "Art 2"]


def test_the_unit_can_be_chosen(page):
    lines = page("\n".join(f"Row {number}\nsome words" for number in range(1, 5)))
    assert find_provisions(lines).unit in ("", "article")
    assert _paths(lines, unit="row") == ["Row 1", "Row 2", "Row 3", "Row 4"]


def test_two_texts_side_by_side_are_read_one_after_the_other(page):
    english = [page(f"# Article {n}\n1. Words {n}.", number=n) for n in (1, 2, 3)]
    french = [page(f"# Article {n}\n1. Mots {n}.", number=n, column=1) for n in (1, 2, 3)]
    for rows in french:
        for at, row in enumerate(rows):
            rows[at] = type(row)(
                **{f: getattr(row, f) for f in row.__slots__}
                | {"start": row.start + 500, "end": row.end + 500}
            )
    lines = [row for pair in zip(english, french, strict=True) for rows in pair for row in rows]
    found = find_provisions(lines)
    articles = [one.path for one in found.provisions if one.kind == "article"]
    assert articles == ["Art 1", "Art 2", "Art 3", "Art 1#2", "Art 2#2", "Art 3#2"]
    assert found.at(2, 505).path.startswith("Art 2#2")
    assert found.at(2, 5).path.startswith("Art 2")


def test_growing_and_spanning(bare):
    lines = bare("Article 6\nTitle\n1. One\n(a) part;\n2. Two.\nArticle 7\n1. Seven.")
    found = find_provisions(lines)

    def span(first, last):
        a, b = (next(x for x in lines if x.text.startswith(words)) for words in (first, last))
        return found.span([Segment(1, a.start, b.end)])

    part = found.find("Art 6(1)(a)")
    assert [found.provisions[at].path for at in found.chain(part)] == [
        "Art 6(1)(a)",
        "Art 6(1)",
        "Art 6",
    ]
    assert span("(a)", "(a)") == "Art 6(1)(a)"
    assert span("1. One", "(a)") == "Art 6(1)"
    assert span("(a)", "2.") == "Art 6(1)(a)-Art 6(2)"
    assert span("2.", "1. Seven") == "Art 6(2)-Art 7(1)"
    assert found.segments(found.find("Art 6")) == (Segment(1, 0, lines[5].start - 1),)
    paths = [one.path for one in found.provisions]
    assert sorted(set(paths), key=found.order) == paths


def test_paths_are_as_a_person_types_them(bare):
    text = "Preamble\n(1) Seeing,\nChapter I\nSection 2\nOne\nArticle 6 bis\n1 bis. Text\n(a) part\nAnnex\n1. Last"
    paths = _paths(bare(text))
    assert "Annex(1)" in paths
    assert [provision_path(path) for path in paths] == paths


def test_numbered_titles_are_sections(page):
    titles = (
        "1. Opening",
        "2. Middle",
        "2.1 Part",
        "2.2 Other",
        "Plain title",
        "Plain again",
        "Last",
    )
    words = (
        "Words that say what there is to say, and go on for a while until they are at their end."
    )
    found = find_provisions(page("\n\n".join(f"# {title}\n\n{words}\n{words}" for title in titles)))
    paths = [one.path for one in found.provisions if one.kind == "section"]
    assert paths == ["Section 1", "Section 2", "Section 2(1)", "Section 2(2)"]
    assert [provision_path(path) for path in paths] == paths
    assert [one.title for one in found.provisions if one.kind == "heading"] == list(titles[4:])


def test_rows_of_a_table_are_read_across_its_columns():
    def cell(words, column, top, at):
        left = 60.0 + 120 * column
        return SourceLine(
            1,
            at,
            at + len(words),
            words,
            left=left,
            right=left + 90,
            top=top,
            bottom=top + 12,
            page_width=595.0,
            size=10.0,
            column=column,
        )

    first = [cell(f"G {n}", 0, 100.0 + 50 * n, 100 * n) for n in range(1, 5)]
    second = [cell(f"their words {n}", 1, 100.0 + 50 * n, 1000 + 100 * n) for n in range(1, 5)]
    third = [cell(f"our words {n}", 2, 112.0 + 50 * n, 2000 + 100 * n) for n in range(1, 5)]
    found = find_provisions([*first, *second, *third], unit="row")
    assert [one.path for one in found.provisions] == ["Row 1", "Row 2", "Row 3", "Row 4"]
    assert [found.at(1, at).path for at in (100, 1105, 2105, 2305)] == [
        "Row 1",
        "Row 1",
        "Row 1",
        "Row 3",
    ]
    assert len(found.segments(0)) == 3


def test_a_draft_without_any_look(page):
    text = """
CHAPTER I
Article 1
1. One.
2. Two.

Article 2
Text.

ANNEX I
1. Forms."""
    assert _paths(page(text)) == [
        "Chapter I", "Art 1", "Art 1(1)", "Art 1(2)", "Art 2", "Annex I", "Annex I(1)",
    ]  # fmt: skip
