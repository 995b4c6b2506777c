# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filter words for what was carried over, held against what can be said of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from annotator.domain.carried import OUTCOMES
from annotator.domain.row_query import VOCABULARIES, parse
from annotator.domain.row_sieve import Known, sieve

ROWS = {
    "own": SimpleNamespace(carried=False, outcomes=frozenset()),
    "carried": SimpleNamespace(carried=True, outcomes=frozenset()),
    "narrowed": SimpleNamespace(carried=True, outcomes=frozenset({"narrowed", "accepted"})),
    "dropped": SimpleNamespace(carried=False, outcomes=frozenset({"dropped"})),
}


def test_every_outcome_can_be_asked_for() -> None:
    assert VOCABULARIES["outcome"] == OUTCOMES


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("carried:yes", ["carried", "narrowed"]),
        ("carried:no", ["own", "dropped"]),
        ("-carried:yes", ["own", "dropped"]),
        ("outcome:narrowed", ["narrowed"]),
        ("outcome:dropped,narrowed", ["narrowed", "dropped"]),
        ("carried:y outcome:acc", ["narrowed"]),
    ],
)
def test_rows_are_sifted(typed, wanted) -> None:
    query = parse(typed)
    assert query.fault is None
    tests = sieve(query, Known({})).tests
    assert [name for name, row in ROWS.items() if all(test(row) for test in tests)] == wanted


def test_what_is_no_outcome_is_explained() -> None:
    assert "taken_up" in parse("outcome:lost").fault.message
