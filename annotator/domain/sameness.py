# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which reviewers, codes or drafts are one, and as which of them they are shown. Pure values.

Nothing is rewritten: whoever reads maps one to the other, and takes that back when the two are parted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from annotator.domain.identity import derived_uid
from annotator.domain.team_author import TEAM
from annotator.domain.values import dataclass

REVIEWER, CODE, DRAFT = "reviewer", "code", "draft"
WHATS = (REVIEWER, CODE, DRAFT)
"""What can be joined: `what` of a join."""


@dataclass(frozen=True, slots=True)
class Join:
    """The word that two are one.

    Attributes:
        uid: the same for the same two on every machine.
        what: one of `WHATS`.
        one: the smaller of the two uids.
        other: the greater.
        shown: as which of the two they are shown.
    """

    uid: str
    what: str
    one: str
    other: str
    shown: str


def join_uid(what: str, one: str, other: str) -> str:
    """The uid of the word that two are one, whoever says it and in whichever order."""
    return derived_uid("join", what, *sorted((one, other)))


def groups(joins: Iterable[Join]) -> dict[str, frozenset[str]]:
    """All that are one with each uid that is joined with another, itself included; the team is nobody."""
    found: dict[str, frozenset[str]] = {}
    for join in _between_people(joins):
        both = found.get(join.one, frozenset({join.one})) | found.get(
            join.other, frozenset({join.other})
        )
        found.update(dict.fromkeys(both, both))
    return found


def _between_people(joins: Iterable[Join]) -> list[Join]:
    """Without what a file may say of the team: what all decided is nobody's own."""
    return [join for join in joins if TEAM not in (join.one, join.other)]


def shown_as(joins: Iterable[Join], known: Collection[str]) -> dict[str, str]:
    """As whom each uid is shown that is shown as another.

    In a chain that is its end; where there are several ends, or in a circle none, the smallest uid, so
    that every machine comes to the same.

    Args:
        joins: of one kind of thing.
        known: uids that are here; nothing is shown as what is not.
    """
    joins = _between_people(joins)
    away = {
        join.one if join.shown == join.other else join.other
        for join in joins
        if join.shown in (join.one, join.other)
    }
    found: dict[str, str] = {}
    for group in set(groups(joins).values()):
        here = sorted(group & frozenset(known))
        if not here:
            continue
        end = next((uid for uid in here if uid not in away), here[0])
        found.update((uid, end) for uid in group if uid != end)
    return found
