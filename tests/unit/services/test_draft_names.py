# SPDX-License-Identifier: AGPL-3.0-or-later
"""How people name a draft, and what is said where a name fits none or several."""

from __future__ import annotations

import pytest

from annotator.domain.errors import AmbiguousNameError, NotFoundError
from annotator.domain.project import Draft
from annotator.services.draft_rows import named_draft


def draft(sha: str, symbol: str, language: str = "en", file: str = "") -> Draft:
    return Draft(sha256=sha * 64, symbol=symbol, language=language, file=file)


DRAFTS = [
    draft("a", "A/AC.291/22", file="zero.pdf"),
    draft("b", "A/AC.291/22/Rev.1", file="rev1.pdf"),
    draft("c", "A/AC.291/22/Rev.2", file="rev2.pdf"),
    draft("d", "A/AC.291/22/Rev.2", "fr", file="rev2-fr.pdf"),
]


@pytest.mark.parametrize(
    ("name", "sha"),
    [
        ("A/AC.291/22", "a"), ("a/ac.291/22/rev.1", "b"), ("Rev.1", "b"), ("Rev.1@en", "b"),
        ("Rev.2@fr", "d"), ("zero", "a"), ("rev2-fr.pdf", "d"), ("cccc", "c"),
    ],
)  # fmt: skip
def test_a_name_fits_one_draft(name: str, sha: str) -> None:
    assert named_draft(DRAFTS, name).sha256 == sha * 64


def test_an_end_that_fits_several_is_asked_about() -> None:
    with pytest.raises(AmbiguousNameError, match="fits several"):
        named_draft(DRAFTS, "22/Rev.2")


@pytest.mark.parametrize("name", ["Rev.3", "ev.1", "", "22/"])
def test_what_fits_none_is_said(name: str) -> None:
    with pytest.raises(NotFoundError):
        named_draft(DRAFTS, name)
