# SPDX-License-Identifier: AGPL-3.0-or-later
"""A word on what others say of one's own record: take it, or write one's own values anew. Pure values."""

from __future__ import annotations

import json
from collections.abc import Mapping

from annotator.domain.canonical_json import compact
from annotator.domain.change import (
    DELETED,
    TIMES,
    Dot,
    Record,
    Stamp,
    built,
    conflicts,
    deleted_utc,
    deletion,
    deletion_disputed,
    joined,
    rewritten,
    written,
)
from annotator.domain.identity import digest


def new_dots(record: Record, said: Record, name: str) -> tuple[Dot, ...]:
    """The live values of a field that the record has not taken in, the latest first."""
    known = set(record.dots(name))
    return tuple(
        (stamp, value)
        for stamp, value in said.dots(name)
        if (stamp, value) not in known
        and (not stamp.counter or record.seen.get(stamp.session, 0) < stamp.counter)
    )


def foreign_sessions(record: Record, me: str) -> frozenset[str]:
    """Sessions in which somebody else than `me` acted, as far as the record tells.

    Undo puts a value back under its earlier writer's name; who acted is said by `modified_utc`.
    """
    times = record.dots("modified_utc")
    return frozenset(stamp.session for stamp, _ in times if stamp.reviewer != me)


def own_part(record: Record, said: Record, me: str) -> Record:
    """What of `said` I wrote myself, elsewhere, to be joined with my record; nothing of others' news.

    `said` itself where all its news is mine, and the record where the two cannot be told apart.
    """
    foreign = foreign_sessions(said, me)
    own: set[Stamp] = set()
    others: set[Stamp] = set()
    for name in said.values:
        for stamp, _ in new_dots(record, said, name) if name not in TIMES else ():
            mine = stamp.counter and stamp.reviewer == me and stamp.session not in foreign
            (own if mine else others).add(stamp)
    if not others:
        return said
    seen = {s: min(c, said.seen[s]) for s, c in record.seen.items() if s in said.seen}
    for stamp in own:
        seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
    if not own or any(seen.get(stamp.session, 0) >= stamp.counter for stamp in others):
        return record
    dots = {
        name: tuple(d for d in said.dots(name) if seen.get(d[0].session, 0) >= d[0].counter > 0)
        for name in said.values
        if any(stamp in own for stamp, _ in said.dots(name))
    }
    return built(record.kind, record.uid, dots, seen)


def accepted(record: Record, said: Record, *, stamp: Stamp, utc: str) -> Record:
    """The record after its author took what is said: where both wrote, theirs, under this stamp.

    Where others contradict each other, what they say stays in conflict: one word settles nothing there.

    Args:
        record: as it is.
        said: what others say of it.
        stamp: of the author, above all that either has seen.
        utc: now, ISO.
    """
    after = joined(record, said)
    values: dict[str, str] = {}
    apart: dict[str, tuple[Dot, ...]] = {}
    for name in conflicts(after):
        if name == DELETED and deletion_disputed(said):
            continue
        if news := new_dots(record, said, name):
            theirs = tuple(dot for dot in news if dot[0].reviewer != stamp.reviewer) or news
            if name not in TIMES and len({value for _stamp, value in theirs}) > 1:
                apart[name] = _anew(theirs, stamp)
            else:
                values[name] = theirs[0][1]
        elif name == DELETED and name not in conflicts(record):
            values[name] = said.values[DELETED]
    if apart:
        after = rewritten(after, apart)
        stamp = Stamp(after.latest(), stamp.reviewer, stamp.session)
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

    What the author wrote elsewhere is no doubt of somebody else's, and is taken.

    Args:
        record: as it is.
        said: what others say of it.
        stamp: of the author, above all that either has seen.
        utc: now, ISO.
    """
    after = joined(record, said)
    dots: dict[str, tuple[Dot, ...]] = {}
    foreign = foreign_sessions(after, stamp.reviewer)
    for name in after.values:
        if name in TIMES or after.dots(name) == record.dots(name):
            continue
        theirs = {
            dot
            for dot in new_dots(record, said, name)
            if dot[0].reviewer != stamp.reviewer or dot[0].session in foreign
        }
        if theirs:
            mine = tuple(dot for dot in after.dots(name) if dot not in theirs)
            dots[name] = _anew(mine or record.dots(name), stamp)
    if not dots and bool(deleted_utc(after)) == bool(deleted_utc(record)):
        return after
    if "modified_utc" in after.values:
        dots["modified_utc"] = ((stamp, utc),)
    after = rewritten(after, dots)
    if deleted_utc(record):  # it stays deleted, and knows of what was refused
        return written(after, {DELETED: deletion(after, deleted_utc(record))}, stamp)
    return after


def asked_again(
    record: Record, said: Record, news: Mapping[str, tuple[Dot, ...]], *, stamp: Stamp
) -> Record:
    """What waits, said anew over a record that has seen it: a decision on it was taken back.

    Args:
        record: as it is after that.
        said: what waited.
        news: which live values of it were asked about, by field.
        stamp: the first of a session that nobody else uses; its reviewer is not used.
    """
    old = sorted({dot[0] for dots in news.values() for dot in dots})
    if not any(record.seen.get(each.session, 0) >= each.counter for each in old):
        return said
    fresh = {each: renewed(each, stamp, n) for n, each in enumerate(old)}
    dots = {name: tuple((fresh[s], v) for s, v in values) for name, values in news.items()}
    again = rewritten(joined(record, said), dots)
    return again if deletion_disputed(said) else _covering(again, dots.get(DELETED, ()))


def said_again(record: Record, said: Record, waited: Record) -> Record:
    """What a file says, where the decision on it was taken back together with the merge it came by.

    The record has seen it since, so by itself it would be no news. What of it waited then is said anew,
    over all that was seen then, under stamps that follow from what waited: the file read twice says
    the same.

    Args:
        record: as it is.
        said: by the file.
        waited: as it waited when its merge was taken back.
    """
    news = {name: new_dots(record, waited, name) for name in waited.values if name != "created_utc"}
    gone = {stamp.session for dots in news.values() for stamp, _value in dots}
    seen = {session: n for session, n in waited.seen.items() if session not in gone}
    anew: dict[str, tuple[Dot, ...]] = {}
    unheard = False
    for name, fresh in news.items():
        for old, value in said.dots(name):
            twin = next((s for s, v in fresh if _same_word(name, (old, value), (s, v))), None)
            if twin is None or record.seen.get(old.session, 0) < old.counter:
                continue
            session = digest("said again", twin.session, old.session)
            if record.seen.get(session, 0) < twin.counter:
                stamp = Stamp(twin.counter, twin.reviewer, session)
                anew[name] = (*anew.get(name, ()), (stamp, value))
                unheard |= name not in TIMES and (old, value) not in record.dots(name)
    if not unheard:
        return said
    for dots in anew.values():
        for stamp, _value in dots:
            seen[stamp.session] = max(stamp.counter, seen.get(stamp.session, 0))
    again = joined(said, built(said.kind, said.uid, anew, seen))
    return again if deletion_disputed(said) else _covering(again, anew.get(DELETED, ()))


def _same_word(name: str, one: Dot, two: Dot) -> bool:
    """Whether one writer says the same twice; a deletion says more when it is said anew."""
    same = one[1] == two[1] or (name == DELETED and bool(one[1] and two[1]))
    return same and one[0].reviewer == two[0].reviewer


def _covering(record: Record, deletions: tuple[Dot, ...]) -> Record:
    """The record, those deletions of it that are said anew knowing of all it has seen."""
    seen = dict(sorted(record.seen.items()))
    dots = tuple(
        (dot[0], compact({**json.loads(dot[1]), "seen": seen}))
        if dot in deletions and dot[1]
        else dot
        for dot in record.dots(DELETED)
    )
    return rewritten(record, {DELETED: dots}) if deletions else record


def redeleted(record: Record, stamp: Stamp) -> Record:
    """A record that is to be deleted: its deletions cover all that stands now, or they were disputed.

    Args:
        record: deleted, but for what was written since.
        stamp: of who puts the deletion back.
    """
    dots = record.dots(DELETED)
    if not deletion_disputed(record) or not all(value for _, value in dots):
        return record
    new = []
    last = len(dots) - 1
    for n, (old, value) in enumerate(dots):
        body = {**json.loads(value), "seen": dict(sorted(record.seen.items()))}
        new.append((renewed(old, stamp, last - n), compact(body)))
    return rewritten(record, {DELETED: tuple(new)})


def renewed(old: Stamp, stamp: Stamp, extra: int) -> Stamp:
    """A stamp for a value put back now: whoever said it is still named, a guess by who puts it back."""
    who = old.reviewer if old.counter else stamp.reviewer
    return Stamp(stamp.counter + extra, who, stamp.session)


def _anew(dots: tuple[Dot, ...], stamp: Stamp) -> tuple[Dot, ...]:
    """Values under stamps of their own, so that what was in conflict stays so, and who said it."""
    last = len(dots) - 1
    return tuple(
        (renewed(said, stamp, last - n), value) for n, (said, value) in enumerate(dots)
    ) or ((stamp, ""),)
