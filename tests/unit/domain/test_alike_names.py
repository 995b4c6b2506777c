# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that may be one person's, and names that may not."""

from __future__ import annotations

import pytest

from annotator.domain.alike_names import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "ana  ruiz"), ("Ana Ruíz", "Ana Ruiz"), ("Ruiz, Ana", "Ana Ruiz"),
        ("A. Ruiz", "Ana Ruiz"), ("Ana", "Ana Ruiz"), ("Ana M. Ruiz", "Ana Maria Ruiz"),
        ("Bo Lindqvist", "Bo Lindqvistt"), ("Ана Руис", "Руис Ана"),
    ],
)  # fmt: skip
def test_one_person_perhaps(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Bo Lindqvist"), ("Ana Ruiz", "Ana Gomez"), ("A. R.", "Ana Ruiz"), ("", ""),
        ("", "Ana"), ("Ana", "Anna"), ("Ana Ruiz", "Eva Ruiz"), ("…", "Ana"),
    ],
)  # fmt: skip
def test_two_people(one, other):
    assert not alike(one, other)
    assert not alike(other, one)
