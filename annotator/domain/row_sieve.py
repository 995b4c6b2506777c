# SPDX-License-Identifier: AGPL-3.0-or-later
"""Picks the rows of the passages table that a query asks for. Fast, and asks no project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any, Protocol, TypeVar

from annotator.domain.area import area_label
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.row_query import (
    PROPOSED,
    RANGE,
    VOCABULARIES,
    Query,
    Term,
    folded,
    status_word,
)
from annotator.domain.tag import ABSENT, SEVERITIES, TEXT_STATUSES
from annotator.domain.values import dataclass

Row = Any
"""An overview row, which the services make: uid, kind, quote, code, page … as attributes."""
Test = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row's ids stand for.

    Attributes:
        codes: the codebook by uid.
        mine: how rows name the reviewer who looks.
        drafts: SHA-256 of the drafts, in their order.
        maps: what is known of the provisions of the drafts, by SHA-256.
    """

    codes: Mapping[str, Code]
    mine: frozenset[str] = frozenset()
    drafts: tuple[str, ...] = ()
    maps: Mapping[str, ProvisionMap] = field(default_factory=dict)

    def provisions(self, draft: str) -> ProvisionMap:
        """The provisions of a draft; none where nothing is known of them."""
        return self.maps.get(draft) or ProvisionMap()


class Searched(Protocol):
    """A row with its words as `row_text` gives them; they are needed for free words only."""

    row: Row
    text: str


S = TypeVar("S", bound=Searched)


@dataclass(frozen=True, slots=True)
class Sieve:
    """A query made ready for many rows."""

    tests: tuple[Test, ...]
    words: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def wants_text(self) -> bool:
        """Whether the words of the rows are looked at."""
        return bool(self.words or self.without)

    def sift(self, entries: Iterable[S]) -> list[S]:
        """The entries that stay, in their order."""
        kept = list(entries)
        for test in self.tests:
            kept = [entry for entry in kept if test(entry.row)]
        for word in self.words:
            kept = [entry for entry in kept if word in entry.text]
        for word in self.without:
            kept = [entry for entry in kept if word not in entry.text]
        return kept


def sieve(query: Query, known: Known) -> Sieve:
    """Make a query ready for rows of a project."""
    words = [(folded(value), t.negated) for t in query.terms if not t.key for value in t.values]
    tests = [
        _negated(test) if term.negated else test
        for term in query.terms
        if term.key
        for test in [_MAKERS.get(term.key, _vocabulary)(term, known)]
    ]
    return Sieve(
        tuple(tests),
        tuple(word for word, negated in words if not negated),
        tuple(word for word, negated in words if negated),
    )


def row_text(row: Row, known: Known) -> str:
    """The words of a row that free words are looked for in."""
    code = known.codes.get(row.code, UNKNOWN)
    quote = row.quote or (area_label(row.page_label or str(row.page)) if row.area else "")
    parts = (quote, row.note, row.proposed_wording, code.id, code.name, row.provision, row.mark)
    return folded(" | ".join(filter(None, parts)))


def _negated(test: Test) -> Test:
    return lambda row: not test(row)


def _code(term: Term, known: Known) -> Test:
    wanted = tuple(_squeezed(value) for value in term.values)
    uids = {uid for uid, code in known.codes.items() if _squeezed(code.id).startswith(wanted)}
    return lambda row: row.code in uids


def _squeezed(letters: str) -> str:
    return folded(letters).replace("-", "")


def _by(term: Term, _known: Known) -> Test:
    wanted = [f" {folded(value)}" for value in term.values]
    return _remembered("reviewer_name", lambda name: any(w in f" {name}" for w in wanted))


def _draft(term: Term, _known: Known) -> Test:
    wanted = [folded(value) for value in term.values]
    return _remembered("draft_name", lambda name: any(w in name for w in wanted))


def _provision(term: Term, known: Known) -> Test:
    """In any spelling: what the draft has under that name, what is below it, and ranges that touch it."""
    asked: dict[str, list[str]] = {}
    answers: dict[tuple[str, str], bool] = {}

    def test(row: Row) -> bool:
        key = (row.draft, row.provision)
        if key not in answers:
            provisions = known.provisions(row.draft)
            if row.draft not in asked:
                asked[row.draft] = [provisions.asked(value) for value in term.values]
            answers[key] = any(
                provisions.touches(row.provision, path) or _begins(row.provision, path)
                for path in asked[row.draft]
            )
        return answers[key]

    return test


def _begins(path: str, asked: str) -> bool:
    """Whether a path begins with a word: `annex` asks for all annexes, `art` for all articles."""
    if any(char.isdigit() for char in asked):
        return False
    path, asked = folded(path), folded(asked)
    return path.startswith(asked) and not path[len(asked) : len(asked) + 1].isalnum()


def _remembered(field: str, fits: Callable[[str], bool]) -> Test:
    """Many rows share few names: each is looked at once."""
    known: dict[str, bool] = {}

    def test(row: Row) -> bool:
        value = getattr(row, field)
        if value not in known:
            known[value] = fits(folded(value))
        return known[value]

    return test


def _severity(term: Term, _known: Known) -> Test:
    allowed = {value for value in SEVERITIES if _holds(term, int(value))}
    return lambda row: row.severity in allowed


def _page(term: Term, _known: Known) -> Test:
    """Pages by the number that the table shows: the printed one where the PDF names one."""
    labels = {folded(value) for value in term.values}

    def test(row: Row) -> bool:
        label = row.page_label
        number = int(label) if label.isdecimal() else row.page
        if label and not label.isdecimal():
            return folded(label) in labels
        return bool(number) and _holds(term, number)

    return test


def _holds(term: Term, number: int) -> bool:
    """Whether a number is what a term asks for."""
    if term.op != ":":
        wanted = int(term.values[0])
        over, under, same = number > wanted, number < wanted, number == wanted
        return {">": over, "<": under, ">=": over or same, "<=": under or same}[term.op]
    found = [RANGE.match(value) for value in term.values]
    return any(each and int(each[1]) <= number <= int(each[2] or each[1]) for each in found)


def _vocabulary(term: Term, _known: Known) -> Test:
    wanted = _words_meant(term)
    return lambda row: getattr(row, term.key) in wanted


def _words_meant(term: Term) -> set[str]:
    starts = tuple(folded(value) for value in term.values)
    return {word for word in VOCABULARIES[term.key] if word.startswith(starts)}


def _carried(term: Term, _known: Known) -> Test:
    wanted = {word == "yes" for word in _words_meant(term)}
    return lambda row: row.carried in wanted


def _outcome(term: Term, _known: Known) -> Test:
    """What people said of the passage, in this draft or of it in a newer one."""
    wanted = _words_meant(term)
    return lambda row: not wanted.isdisjoint(row.outcomes)


def _status(term: Term, _known: Known) -> Test:
    """What a reviewer confirmed; behind a question mark, what is only proposed."""
    confirmed: set[str] = set()
    proposed: set[str] = set()
    for value in term.values:
        start = status_word(value)
        fitting = {status for status in TEXT_STATUSES if status.startswith(start)}
        if folded(value).startswith("?"):
            proposed |= fitting
        else:
            confirmed |= fitting
            proposed |= set(TEXT_STATUSES) if PROPOSED.startswith(start) else set()
    return lambda row: row.text_status in confirmed or row.proposed_status in proposed


def _is(term: Term, known: Known) -> Test:
    tests: dict[str, Test] = {
        "mine": lambda row: row.reviewer in known.mine,
        "theirs": lambda row: row.reviewer not in known.mine,
        "conflict": lambda row: bool(row.conflicted),
        "commented": lambda row: bool(row.comments),
        "mark": lambda row: row.kind == "mark",
        "absent": lambda row: row.stance == ABSENT or row.mark == "missing",
        "unplaced": lambda row: not row.placed,
    }
    chosen = [tests[word] for word in sorted(_words_meant(term))]
    return lambda row: any(test(row) for test in chosen)


_MAKERS: dict[str, Callable[[Term, Known], Test]] = {
    "code": _code, "by": _by, "draft": _draft, "provision": _provision, "severity": _severity,
    "page": _page, "status": _status, "is": _is,
    "carried": _carried, "outcome": _outcome,
}  # fmt: skip
