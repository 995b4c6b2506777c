# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences end where a reader says they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Each Party shall act under art. 6 of the Covenant.", "See para. 3.2 below.", "It ends."],
        [
            "1. The U.N. Charter applies, e.g. to Mr. J. Smith; it is law.",
            "“Why?” he said.",
            "Next.",
        ],
        ["He left the U.N.", "The rest stayed."],
        ["(See No. 5.)", "No.", "It is not a Party."],
        ["In 1966.", "That rose by 3.2 per cent … and more.", "They wrote etc. and so on."],
        ["rights of the Parties.⁵", "The second.", "[Each Party [may] act.]", "No State shall."],
        ["(a) To search; (b) to seize: and so on."],
        ["He waited...", "Then it ended."],
        ["Chapter, i.e. Chap. IV, cf. Vol. II, binds them.", "All of them!"],
        ["La Alta Parte, según el art. 5 del Sr. López, dice «no.»", "¿Qué es?", "¡Nada!"],
        ["L'art. 6, al. 2, de M. K. Dupont.", "Cette loi."],
        ["Каждый имеет право, т.е. все.", "Это ст. 5 и т.д.", "Каждый."],
        ["لكل شخص الحق.", "هل هذا صحيح؟", "نعم، هو كذلك۔", "ثم"],
    ],
)
def test_sentences_with_space_between(parts):
    assert cut(" ".join(parts)) == parts
    assert cut("\n".join(parts)) == parts


def test_chinese_needs_no_space():
    parts = ["人人有权享有。", "任何人不得！", "“真的？”", "是的"]
    assert cut("".join(parts)) == parts


def test_a_sentence_goes_over_line_ends():
    assert cut("Each State\nParty shall\nact. It\nshall.") == [
        "Each State\nParty shall\nact.",
        "It\nshall.",
    ]


def test_of_nothing_there_is_none():
    assert cut(" \n ") == []


@given(st.text(alphabet='aA1 .!?…\n"”)。؟', max_size=40))
def test_every_character_that_is_no_space_is_in_one_sentence(text):
    spans = sentences(text)
    covered = [at for start, end in spans for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))
