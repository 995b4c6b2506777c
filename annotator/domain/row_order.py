# SPDX-License-Identifier: AGPL-3.0-or-later
"""The orders in which rows of the passages table can stand. Compares values; knows no words on screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from annotator.domain.codebook import UNKNOWN
from annotator.domain.provision_map import Rank
from annotator.domain.row_query import folded
from annotator.domain.row_sieve import Known, Row
from annotator.domain.tag import MARKS, RECOMMENDATIONS, STANCES, TEXT_STATUSES

PAGE = "page"
COLUMNS = (
    "provision", PAGE, "code", "quote", "severity", "stance", "recommendation", "status",
    "reviewer", "draft", "note", "changed",
)  # fmt: skip
LARGEST_FIRST = frozenset({"severity", "changed"})
"""Columns one wants to see from the other end first."""

_NO_PAGE = 1_000_000
Place = tuple[int, int, int, str, str, str]
Key = Callable[[Row], Any]
_NUMBER = re.compile(r"(\d+)")
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def places(known: Known) -> Callable[[Row], Place]:
    """Where rows stand when nothing else is asked for: drafts in their order, then as one reads.

    Every row has a place of its own, so that any order built on it is complete.
    """
    ranks = {sha256: rank for rank, sha256 in enumerate(known.drafts)}
    last = len(ranks)

    def place(row: Row) -> Place:
        page = row.page or _NO_PAGE  # marks and whole provisions come after what one reads
        draft = row.draft
        return (ranks.get(draft, last), page, row.start, draft, row.passage, row.uid)

    return place


def column_key(column: str, known: Known) -> Key | None:
    """What a column is ordered by, before the place decides; None for the place alone.

    Args:
        column: one of COLUMNS.
        known: codebook and drafts.
    """
    if column == PAGE or column not in COLUMNS:
        return None
    if column == "code":
        codes = known.codes
        letters = _once(lambda uid: natural(codes.get(uid, UNKNOWN).id))
        return lambda row: letters(row.code)
    if column == "provision":
        return provision_key(known)
    if column == "draft":
        ranks = {sha256: rank for rank, sha256 in enumerate(known.drafts)}
        return lambda row: ranks.get(row.draft, len(ranks))
    if column == "stance":
        return lambda row: _rank((*STANCES, *MARKS), row.stance or row.mark)
    return _PLAIN[column]()


def provision_key(known: Known) -> Key:
    """Drafts in their order, provisions as they stand in each; not as the alphabet has them."""
    drafts = {sha256: rank for rank, sha256 in enumerate(known.drafts)}
    made: dict[tuple[str, str], tuple[int, Rank]] = {}

    def key(row: Row) -> tuple[int, Rank]:
        place = (row.draft, row.provision)
        if place not in made:
            rank = known.provisions(row.draft).rank(row.provision)
            made[place] = (drafts.get(row.draft, len(drafts)), rank)
        return made[place]

    return key


def natural(text: str) -> tuple[Any, ...]:
    """A key by which `Art 6(2)` comes before `Art 10`, and `Chapter IX` before `Chapter X`."""
    arabic = _ROMAN.sub(lambda found: str(_roman(found.group())), text)
    parts = _NUMBER.split(folded(arabic))
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))


def _roman(letters: str) -> int:
    worths = [_WORTH[letter] for letter in letters]
    after = [*worths[1:], 0]
    return sum(-one if one < two else one for one, two in zip(worths, after, strict=True))


def _rank(words: Sequence[str], word: str) -> int:
    """Words in the order of their vocabulary; what was not said comes last."""
    return words.index(word) if word in words else len(words)


def _once(make: Callable[[str], Any]) -> Callable[[str], Any]:
    """Many rows share few values: each is thought about once."""
    made: dict[str, Any] = {}

    def get(value: str) -> Any:
        if value not in made:
            made[value] = make(value)
        return made[value]

    return get


def _reviewer() -> Key:
    name = _once(folded)
    return lambda row: name(row.reviewer_name)


_PLAIN: dict[str, Callable[[], Key]] = {
    "reviewer": _reviewer,
    "quote": lambda: lambda row: folded(row.quote),
    "note": lambda: lambda row: folded(row.note) or "\U0010ffff",  # rows with a note come first
    "severity": lambda: lambda row: row.severity,
    "recommendation": lambda: lambda row: _rank(RECOMMENDATIONS, row.recommendation),
    "status": lambda: (
        lambda row: (
            _rank(TEXT_STATUSES, row.text_status or row.proposed_status),
            not row.text_status,  # what somebody confirmed comes before what is only proposed
        )
    ),
    "changed": lambda: lambda row: row.modified_utc,
}
