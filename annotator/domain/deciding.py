# SPDX-License-Identifier: AGPL-3.0-or-later
"""A word on what others say of one's own record: take it, or write one's own values anew. Pure values."""

from __future__ import annotations

from annotator.domain.change import (
    DELETED,
    TIMES,
    Dot,
    Record,
    Stamp,
    conflicts,
    deleted_utc,
    deletion,
    joined,
    rewritten,
    written,
)


def new_dots(record: Record, said: Record, name: str) -> tuple[Dot, ...]:
    """The live values of a field that the record has not taken in, the latest first."""
    known = set(record.dots(name))
    return tuple(
        (stamp, value)
        for stamp, value in said.dots(name)
        if (stamp, value) not in known
        and (not stamp.counter or record.seen.get(stamp.session, 0) < stamp.counter)
    )


def accepted(record: Record, said: Record, *, stamp: Stamp, utc: str) -> Record:
    """The record after its author took what is said: where both wrote, theirs, under this stamp.

    Args:
        record: as it is.
        said: what others say of it.
        stamp: of the author, above all that either has seen.
        utc: now, ISO.
    """
    after = joined(record, said)
    values = {}
    for name in conflicts(after):
        if news := new_dots(record, said, name):
            values[name] = news[0][1]
        elif name == DELETED and name not in conflicts(record):
            values[name] = said.values[DELETED]
    if not values:
        return after
    if "modified_utc" in after.values:
        values["modified_utc"] = utc
    after = written(after, {n: v for n, v in values.items() if n != DELETED}, stamp)
    if DELETED in values:
        dead = deletion(after, utc) if values[DELETED] else ""
        after = written(after, {DELETED: dead}, stamp)
    return after


def refused(record: Record, said: Record, *, stamp: Stamp, utc: str) -> Record:
    """The record as it was, after its author saw what is said: every live value in doubt anew.

    Args:
        record: as it is.
        said: what others say of it.
        stamp: of the author, above all that either has seen.
        utc: now, ISO.
    """
    after = joined(record, said)
    dots: dict[str, tuple[Dot, ...]] = {}
    for name in after.values:
        if name not in TIMES and after.dots(name) != record.dots(name):
            dots[name] = _anew(record.dots(name), stamp)
    if not dots and bool(deleted_utc(after)) == bool(deleted_utc(record)):
        return after
    if "modified_utc" in after.values:
        dots["modified_utc"] = ((stamp, utc),)
    after = rewritten(after, dots)
    if deleted_utc(record):  # it stays deleted, and knows of what was refused
        return written(after, {DELETED: deletion(after, deleted_utc(record))}, stamp)
    return after


def _anew(dots: tuple[Dot, ...], stamp: Stamp) -> tuple[Dot, ...]:
    """Values under stamps of their own, so that what was in conflict stays so."""
    last = len(dots) - 1
    return tuple(
        (Stamp(stamp.counter + last - n, stamp.reviewer, stamp.session), value)
        for n, (_, value) in enumerate(dots)
    ) or ((stamp, ""),)
