# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ranges of provisions as one path, and their order."""

from __future__ import annotations

import pytest

from annotator.domain.provision import provision_path
from annotator.domain.structure.path_order import joined_range, path_key, range_ends


@pytest.mark.parametrize(
    ("first", "last", "path"),
    [
        ("Art 6", "Art 6", "Art 6"),
        ("Art 6(1)", "Art 6(2)", "Art 6(1)-(2)"),
        ("Art 6(1)(b)", "Art 6(2)", "Art 6(1)(b)-Art 6(2)"),
        ("Art 6(1)(b)", "Art 6(2)(a)", "Art 6(1)(b)-(2)(a)"),
        ("Art 6(1)(b)", "Art 6(1)(d)", "Art 6(1)(b)-(d)"),
        ("Art 6(2)(a)", "Art 7(1)", "Art 6(2)(a)-Art 7(1)"),
        ("Art 6(1)", "Art 60(1)", "Art 6(1)-Art 60(1)"),
        ("Annex I, Art 3(1)", "Annex I, Art 3(2)", "Annex I, Art 3(1)-(2)"),
        ("Preamble para 2", "Preamble para 4", "Preamble para 2-4"),
        ("OP2", "OP4", "OP2-OP4"),
        ("Art 9", "Chapter III", "Art 9-Chapter III"),
    ],
)
def test_ranges(first, last, path):
    assert joined_range(first, last) == path
    assert range_ends(path) == (first, last)
    assert provision_path(path) == path


def test_order_without_a_draft():
    wanted = [
        "Preamble", "Preamble para 2", "Preamble para 10", "Art 2", "Art 2(1)", "Art 2(1)(a)",
        "Art 2(1bis)", "Art 2(2)", "Art 2 bis", "Art 10", "Annex",
    ]  # fmt: skip
    assert sorted(set(wanted), key=path_key) == wanted
