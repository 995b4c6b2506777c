# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stamps, losing values and `seen` of a record as JSON values, in one canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.change import Dot, Record, Stamp, built, created, ranked


def stamps_body(record: Record) -> dict[str, Any]:
    """Stamps and `seen` as JSON values; what follows from the rest is left out."""
    body: dict[str, Any] = {"*": list(record.base)}
    if record.stamps:
        body["f"] = {name: list(stamp) for name, stamp in sorted(record.stamps.items())}
    seen = record.seen.items() - _implied(record).items()
    if seen:
        body["seen"] = dict(sorted(seen))
    return body


def others_body(record: Record) -> dict[str, Any]:
    """Losing live values as JSON values: field to list of [value, counter, reviewer, session]."""
    return {
        name: [[value, *stamp] for stamp, value in dots]
        for name, dots in sorted(record.others.items())
    }


def read_record(
    kind: str,
    uid: str,
    values: Mapping[str, str],
    stamps: Mapping[str, Any],
    others: Mapping[str, Any],
) -> Record:
    """Read what `stamps_body` and `others_body` wrote.

    Raises:
        ValueError: they are no stamps.
    """
    try:
        base = _stamp(stamps["*"])
        if len(stamps) == 1 and not others:  # a record nobody has edited: nearly all of them
            return created(kind, uid, values, base)
        by_field: dict[str, tuple[Dot, ...]] = {}
        named = stamps.get("f", {})
        for name, value in values.items():
            top = _stamp(named[name]) if name in named else base
            losers = [(_stamp(entry[1:]), str(entry[0])) for entry in others.get(name, ())]
            by_field[name] = ranked(dict([*losers, (top, value)])) if losers else ((top, value),)
        seen: dict[str, int] = {}
        for dots in by_field.values():
            for stamp, _ in dots:
                if stamp.counter:
                    seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
        for session, counter in stamps.get("seen", {}).items():
            seen[str(session)] = max(int(counter), seen.get(str(session), 0))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not stamps: {error}") from error
    return built(kind, uid, by_field, seen)


def _stamp(entry: Iterable[Any]) -> Stamp:
    counter, reviewer, session = entry
    if not 0 <= int(counter) < 2**53:
        raise ValueError(f"no counter: {counter}")
    return Stamp(int(counter), str(reviewer), str(session))


def _implied(record: Record) -> dict[str, int]:
    """The part of `seen` that the live stamps themselves prove."""
    seen: dict[str, int] = {}
    for stamp in (record.base, *record.stamps.values()):
        if stamp.counter:
            seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
    for dots in record.others.values():
        for stamp, _ in dots:
            if stamp.counter:
                seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
    return seen
