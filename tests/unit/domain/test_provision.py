# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spellings of one provision are one path."""

from __future__ import annotations

import pytest

from annotator.domain.provision import provision_path


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("article 6, paragraph 2 (a)", "Art 6(2)(a)"),
        ("Art. 6.2.a", "Art 6(2)(a)"),
        ("Art 6(2)(a)", "Art 6(2)(a)"),
        ("6(2)", "Art 6(2)"),
        ("Annex I, Art 3", "Annex I, Art 3"),
        ("Chapter IV", "Chapter IV"),
        ("Art 2(一)", "Art 2(一)"),
        ("第六条", "第六条"),
        ("  Preamble ", "Preamble"),
        ("paragraph 3", "paragraph 3"),
        ("paragraph 3 of article 5", "paragraph 3 of article 5"),
        ("Article 5 of the annex", "Article 5 of the annex"),
        ("Art 1(b)(iii)", "Art 1(b)(iii)"),
        ("article 6 bis, paragraph 2 bis (a)", "Art 6 bis(2bis)(a)"),
        ("Art 6 bis#2(1#3)", "Art 6 bis#2(1#3)"),
        ("preamble, paragraph 3", "Preamble para 3"),
        ("Annex I, Preamble para 2", "Annex I, Preamble para 2"),
        ("Annex(1)(a)", "Annex(1)(a)"),
        ("Article (6)", "Art 6"),
        ("Chapter II, Section 1, Title 2", "Chapter II, Section 1, Title 2"),
        ("Art. 6 (1) – (2)", "Art 6(1)-(2)"),
        ("articles 6-7", "Art 6-Art 7"),
        ("Preamble para 2-4", "Preamble para 2-4"),
        ("Art 6(2)-Art 7", "Art 6(2)-Art 7"),
        ("well-known words", "well-known words"),
        ("Section I(A)(1)", "Section I(A)(1)"),
        ("OP7ter", "OP7ter"),
        ("Para 26(1)", "Para 26(1)"),
        ("article 6, sub-paragraph (a)", "Art 6(a)"),
        ("", ""),
    ],
)
def test_provision_path(written, path):
    assert provision_path(written) == path
    assert provision_path(path) == path
