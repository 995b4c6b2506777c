# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stamps and records: what makes merging order-free. Pure values; nothing here knows tables or files.

A record is a map of fields, each a multi-value register: it holds every value that no later writer
has seen. `seen` says, per writing session, up to which counter the record has taken edits in; it is
what tells a later edit from one made apart (dotted version vectors; Almeida et al. 2014).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import field
from typing import NamedTuple

from annotator.domain.canonical_json import compact
from annotator.domain.values import dataclass


class Stamp(NamedTuple):
    """Who wrote a value, and in what order.

    Attributes:
        counter: Lamport counter of the project; 0 marks a guess of the program, which yields to
            any word of a person and never counts as a conflict.
        reviewer: uid of who wrote; "" for a value derived from content.
        session: random name of the writing session, or a digest for derived values.
    """

    counter: int
    reviewer: str
    session: str


Dot = tuple[Stamp, str]
"""A value with its stamp."""

GUESS = Stamp(0, "", "")
DELETED = "deleted"
TIMES = frozenset({"created_utc", "modified_utc"})
"""Fields that never conflict. `modified_utc` keeps a value per live edit, which dates the losers."""


@dataclass(frozen=True, slots=True)
class Record:
    """One mergeable thing.

    Attributes:
        kind: `draft`, `reviewer`, `code`, `passage`, `tag`, `mark` or `comment`.
        uid: its identity everywhere.
        values: the value that shows, by field.
        base: stamp of every field that is not in `stamps`.
        stamps: stamps of the values that show, where they differ from `base`.
        others: further live values by field, latest first: the losers of edits made apart.
        seen: highest counter taken in, by session.
    """

    kind: str
    uid: str
    values: Mapping[str, str]
    base: Stamp = GUESS
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    others: Mapping[str, tuple[Dot, ...]] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def stamp(self, name: str) -> Stamp:
        """The stamp of the value that shows."""
        return self.stamps.get(name, self.base)

    def dots(self, name: str) -> tuple[Dot, ...]:
        """Every live value of a field, the one that shows first; () for a field it lacks."""
        if name not in self.values:
            return ()
        return ((self.stamp(name), self.values[name]), *self.others.get(name, ()))

    def latest(self) -> int:
        """The highest counter that has touched the record."""
        return max(self.seen.values(), default=0)


def created(kind: str, uid: str, values: Mapping[str, str], stamp: Stamp) -> Record:
    """A new record, all of it written at once."""
    seen = {stamp.session: stamp.counter} if stamp.counter else {}
    return Record(kind, uid, dict(values), base=stamp, seen=seen)


def written(record: Record, values: Mapping[str, str], stamp: Stamp) -> Record:
    """The record after somebody who saw all of it wrote some fields."""
    return rewritten(record, {name: ((stamp, value),) for name, value in values.items()})


def rewritten(record: Record, dots: Mapping[str, tuple[Dot, ...]]) -> Record:
    """The record with whole fields replaced, several live values included."""
    by_field = {name: record.dots(name) for name in record.values}
    by_field.update(dots)
    seen = dict(record.seen)
    for values in dots.values():
        for stamp, _ in values:
            if stamp.counter:
                seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
    return built(record.kind, record.uid, by_field, seen)


def joined(one: Record, two: Record) -> Record:
    """The least record that has taken in both: commutative, associative, idempotent."""
    if one == two:
        return one
    both = one.seen.keys() & two.seen.keys()
    by_field = {name: _joined_dots(name, one, two, both) for name in {**one.values, **two.values}}
    seen = dict(one.seen)
    for session, counter in two.seen.items():
        seen[session] = max(counter, seen.get(session, 0))
    return built(one.kind, one.uid, by_field, seen)


def _joined_dots(name: str, one: Record, two: Record, both: Collection[str]) -> tuple[Dot, ...]:
    """The live values of a field; `both`: sessions that both records have taken in."""
    left, right = one.dots(name), two.dots(name)
    if left == right or not right:
        return left
    if not left:
        return right
    if name == "created_utc":
        return (max(left[0], right[0]),)
    said_left, said_right = left[0][0].counter > 0, right[0][0].counter > 0
    if said_left != said_right:  # a guess never outweighs a word, whatever it has seen
        return left if said_left else right
    mine, yours = dict(left), dict(right)
    alive = mine | yours
    for stamp in [each for each in alive if each.session in both or not each.counter]:
        if stamp in mine and stamp in yours:
            alive[stamp] = max(mine[stamp], yours[stamp])
        elif _covers(two if stamp in mine else one, stamp):
            del alive[stamp]
    if not alive:  # histories that contradict each other: keep what is latest rather than nothing
        return (max(*left, *right),)
    return ranked(alive)


def _covers(record: Record, stamp: Stamp) -> bool:
    return stamp.counter > 0 and record.seen.get(stamp.session, 0) >= stamp.counter


def ranked(alive: Mapping[Stamp, str]) -> tuple[Dot, ...]:
    """Latest first; guesses only where nobody has said anything, and then one."""
    ranked = sorted(alive.items(), reverse=True)
    said = tuple(dot for dot in ranked if dot[0].counter > 0)
    return said or tuple(ranked[:1])


def built(
    kind: str, uid: str, by_field: Mapping[str, tuple[Dot, ...]], seen: Mapping[str, int]
) -> Record:
    """The one canonical form of a record: equal contents are equal values."""
    tops = [dots[0][0] for dots in by_field.values() if dots]
    different = set(tops)
    base = min(different, key=lambda stamp: (-tops.count(stamp), stamp), default=GUESS)
    return Record(
        kind,
        uid,
        {name: dots[0][1] for name, dots in by_field.items()},
        base=base,
        stamps={name: dots[0][0] for name, dots in by_field.items() if dots[0][0] != base},
        others={name: tuple(dots[1:]) for name, dots in by_field.items() if len(dots) > 1},
        seen=dict(sorted(seen.items())),
    )


# -- deletion ------------------------------------------------------------------------------------


def deletion(record: Record, utc: str) -> str:
    """The value of `deleted` for a deletion made now: when, and what the deleter had seen."""
    body = {"seen": dict(sorted(record.seen.items())), "utc": utc}
    return compact(body)


def deleted_utc(record: Record) -> str:
    """When the record was deleted; "" while it lives.

    A deletion that did not know of an edit does not take effect: the record stays shown and the
    pair is a conflict until somebody chooses.
    """
    when, doubtful = _deletion_state(record)
    return "" if doubtful else when


def deletion_disputed(record: Record) -> bool:
    """Whether somebody deleted the record apart from somebody else's edit."""
    return _deletion_state(record)[1]


def _deletion_state(record: Record) -> tuple[str, bool]:
    dots = record.dots(DELETED)
    said = [value for _, value in dots if value]
    if not said:
        return "", False
    if len(said) < len(dots):
        return "", True
    known: dict[str, int] = {}
    utc = ""
    for value in said:
        seen, when = _read_deletion(value)
        utc = utc or when
        for session, counter in seen.items():
            known[session] = max(counter, known.get(session, 0))
    for name in record.values:
        if name == DELETED or name in TIMES:
            continue
        for stamp, _ in record.dots(name):
            if stamp.counter and known.get(stamp.session, 0) < stamp.counter:
                return utc, True
    return utc, False


def _read_deletion(value: str) -> tuple[dict[str, int], str]:
    try:
        body = json.loads(value)
        return {str(k): int(v) for k, v in body["seen"].items()}, str(body["utc"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, value


def conflicts(record: Record) -> dict[str, tuple[Dot, ...]]:
    """Fields with two or more different live values, and `deleted` where a deletion is disputed."""
    found = {}
    for name, losers in record.others.items():
        if name in TIMES or name == DELETED:
            continue
        if any(value != record.values[name] for _, value in losers):
            found[name] = record.dots(name)
    if deletion_disputed(record):
        found[DELETED] = record.dots(DELETED)
    return found


def edited_utc(record: Record, stamp: Stamp) -> str:
    """When the value with this stamp was written, as far as the record knows; else ""."""
    times = dict(record.dots("modified_utc"))
    if stamp in times:
        return times[stamp]
    later = [dot for dot in times.items() if dot[0].session == stamp.session]
    return min(later)[1] if later else ""
