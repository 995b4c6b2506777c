# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headings at line starts in any language the structure knows, and labels of options in their order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.domain.negotiation.alternatives import follows
from annotator.domain.negotiation.negotiation_reading import read_text
from annotator.domain.negotiation.text_units import units
from annotator.domain.structure.heading_words import CHINESE_BEFORE, GROUPS, OUTER, WORDS


@pytest.mark.parametrize(
    ("line", "rank", "number"),
    [
        ("Artigo 3", 1, "3"), ("Recital 4", 1, "4"), ("第六條", 1, "六"), ("الماده 3", 1, "3"),
        ("المادة الثالثة", 1, "الثالثة"), ("Article 6 bis", 1, "6 bis"), ("Article premier", 1, "premier"),
        ("Principio 2", 1, "2"), ("附錄一", 0, "附錄一"), ("Protocolo II", 0, "Protocolo II"),
        ("ANNEX", 0, "ANNEX"), ("第二篇", 0, "第二篇"), ("الملحق الأول", 0, "الملحق الأول"),
    ],
)  # fmt: skip
def test_a_heading_is_found_in_any_language(line, rank, number):
    found = units(f"Some words.\n{line}\nMore words.")[1]
    assert (found.rank, found.number, found.heading) == (rank, number, True)


def test_every_word_the_structure_knows_is_one_here():
    spoken = [
        (kind, word) for kind, words in WORDS.items() for word in words.split()
        if kind not in ("paragraph", "row")
    ]  # fmt: skip
    for kind, word in spoken:
        found = units(f"Some words.\n{word} 3\nMore words.")[1]
        assert found.rank == (0 if kind in (*GROUPS, *OUTER) else 1), word
    for word in (word for words in CHINESE_BEFORE.values() for word in words.split()):
        assert units(f"Some words.\n{word}三\nMore words.")[1].heading, word


@pytest.mark.parametrize(
    "line",
    ["Article 6 of this Convention.", "قسم من المعلومات", "Chapter and verse.", "مادة من المواد"],
)
def test_a_sentence_is_no_heading(line):
    assert not any(unit.heading for unit in units(f"Some words\n{line}\nMore words."))


@pytest.mark.parametrize(
    "labels",
    [
        [
            f"Option {n}"
            for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
        ],
        [f"OPTION {letter}" for letter in "ABCDEFGHIJ"],
        [f"Option {n}" for n in range(1, 13)],
        [f"Вариант {letter}" for letter in "АБВГ"],
        [f"备选案文{n}" for n in ("一", "二", "九", "十", "十一")],
        ["الخيار الأول", "الخيار الثاني", "الخيار الثالث"],
    ],
)
def test_options_follow_one_another(labels):
    assert all(follows(one, other) for one, other in pairwise(labels))
    assert not any(follows(other, one) for one, other in pairwise(labels))


def test_eleven_options_are_one_set():
    numbers = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
    text = "Article 5\n" + "\n".join(f"[Option {n}: Each State shall {n}.]" for n in numbers)
    marks = [mark for mark in read_text(text) if mark.label.startswith("Option")]
    assert len(marks) == len(numbers)
    assert len({mark.group for mark in marks}) == 1
