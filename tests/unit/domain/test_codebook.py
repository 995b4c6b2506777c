# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reviewer types finds the code that is meant."""

from __future__ import annotations

import pytest

from annotator.domain.codebook import Code, matching
from annotator.services.projects import shipped_codes

CODES = shipped_codes()
FAMILIES = {code.id: code.name for code in CODES if not code.family}
LEAVES = [code for code in CODES if code.family]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("sur-3", "SUR-3"), ("sur3", "SUR-3"), ("sur", "SUR-1"), ("privacy", "PRV-1"), ("priv", "PRV-1"),
     ("expression", "EXP-1"), ("expre", "EXP-1"), ("vague", "SCO-2"), ("", "SCO-1")],
)  # fmt: skip
def test_the_code_that_is_meant_comes_first(typed, first):
    assert matching(LEAVES, typed, families=FAMILIES)[0].id == first


def test_recent_codes_come_first_among_equals():
    uid = next(code.uid for code in LEAVES if code.id == "SUR-4")
    assert [c.id for c in matching(LEAVES, "sur", recent=[uid])][:2] == ["SUR-4", "SUR-1"]


def test_words_that_fit_nothing_find_nothing_and_retired_codes_are_not_offered():
    assert matching(LEAVES, "zebra", families=FAMILIES) == []
    assert matching([Code("u", "A-1", "Old", retired=True)], "") == []
