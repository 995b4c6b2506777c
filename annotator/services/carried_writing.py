# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes passages and their tags into a newer draft, thousands in one action. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.carried_record import Carrier
from annotator.domain.change import DELETED, GUESS, Record, deleted_utc, written
from annotator.domain.tag import FIELDS
from annotator.domain.values import dataclass
from annotator.services.carried_chains import Chains
from annotator.services.draft_rows import labels_of
from annotator.storage.repositories import Records, batches
from annotator.storage.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Move:
    """A passage of an older draft that goes to a newer one.

    Attributes:
        passage: uid, in the older draft.
        anchor: where to; None for a passage that is there already, to which tags may have come.
        title: of the provision, for a whole one.
    """

    passage: str
    anchor: Anchor | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class TagMove:
    """A tag of an older draft that goes to a newer one.

    Attributes:
        old: as it is.
        uid: that it gets.
        passage: uid of the passage it gets to.
        tombstone: that it is to live again from, where what was accepted had been taken back.
    """

    old: Record
    uid: str
    passage: str
    tombstone: Record | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made, or made to live again.

    Attributes:
        moves: of the passages.
        tags: the living tags of the older draft that the newer one lacks.
        there: the passages of the newer draft that are there, by uid.
    """

    moves: tuple[Move, ...]
    tags: tuple[TagMove, ...]
    there: Mapping[str, Record]


class CarriedWriter:
    """What passages and tags become in one draft.

    Args:
        chains: of the project.
        draft: SHA-256 of the newer draft.
    """

    def __init__(self, chains: Chains, draft: str) -> None:
        self._chains = chains
        self._draft = draft
        self._carriers: dict[str, Carrier] = {}

    def plan(self, records: Records, moves: Sequence[Move], *, by_person: bool = False) -> Plan:
        """What would be made. A passage without a living tag goes nowhere: no row of a file tells of it.

        Args:
            records: of the project.
            moves: what goes where.
            by_person: whether a person says where they are, though they may be there already.
        """
        there = records.get_many("passage", {self._uid(move) for move in moves})
        dead = {uid for uid, record in there.items() if deleted_utc(record)}
        taken: dict[str, Move] = {}
        for move in moves:
            uid = self._uid(move)
            if move.anchor is not None or (uid in there and uid not in dead):
                taken.setdefault(uid, move)
        tags = tuple(self._tags(records, taken.values(), dead))
        tagged = {*there, *(tag.passage for tag in tags)}
        new = tuple(
            move
            for uid, move in taken.items()
            if move.anchor is not None
            and uid in tagged
            and (by_person or uid not in there or uid in dead)
        )
        return Plan(new, tags, there)

    def write(
        self, unit: UnitOfWork, plan: Plan, progress: Progress | None, *, by_person: bool = False
    ) -> tuple[int, int]:
        """Make passages and tags; returns how many.

        Args:
            unit: the action under way.
            plan: what is to be made, as the project still is.
            progress: called between the steps with (done, all); may raise Cancelled.
            by_person: whether a person says where they are, so that it counts as their word.
        """
        total, done = len(plan.moves) + len(plan.tags), len(plan.moves)
        self._put_passages(unit, plan, by_person=by_person)
        for batch in batches(plan.tags, 1000):
            if progress:
                progress(done, total)
            self._put_tags(unit, batch)
            done += len(batch)
        if progress:
            progress(done, total)
        return len(plan.moves), len(plan.tags)

    # -- what is to be made ----------------------------------------------------------------------

    def _uid(self, move: Move) -> str:
        if move.anchor is not None:
            return self._chains.in_draft(move.passage, self._draft)
        return self._chains.standing_in(move.passage, self._draft)

    def _carrier(self, passage: str) -> Carrier:
        older = self._chains.draft(passage)
        return self._carriers.setdefault(older, Carrier(older))

    def _tags(self, records: Records, moves: Iterable[Move], dead: set[str]) -> Iterator[TagMove]:
        wanted: dict[str, tuple[str, str]] = {}
        for move in moves:
            passage = self._uid(move)
            for tag in self._chains.tags_of(move.passage):
                uid = self._chains.tag_in_draft(tag, move.passage, there=passage, draft=self._draft)
                wanted.setdefault(uid, (tag, passage))
        there = records.get_many("tag", wanted)
        left = {
            uid: (tag, passage)
            for uid, (tag, passage) in wanted.items()
            if uid not in there or passage in dead
        }
        old = records.get_many("tag", {tag for tag, _passage in left.values()})
        for uid, (tag, passage) in left.items():
            if tag in old and not deleted_utc(old[tag]):
                yield TagMove(old[tag], uid, passage, there.get(uid))

    # -- writing ---------------------------------------------------------------------------------

    def _put_passages(self, unit: UnitOfWork, plan: Plan, *, by_person: bool) -> None:
        labels = labels_of(unit.rows, self._draft)
        old = unit.records.get_many("passage", [move.passage for move in plan.moves])
        stamp = unit.stamp if by_person else GUESS
        made, before = [], {}
        for move in plan.moves:
            if move.anchor is None:
                continue
            uid, page = self._uid(move), move.anchor.page
            found = {
                "anchor": move.anchor.to_json(), "provision_title": move.title,
                "page_label": labels[page - 1] if 0 < page <= len(labels) else "",
            }  # fmt: skip
            if uid in plan.there:
                before[uid] = plan.there[uid]
                made.append(_written(plan.there[uid], {**found, DELETED: ""}, unit))
                continue
            dots = {name: (stamp, value) for name, value in found.items()}
            dots["carried_from"] = (GUESS, move.passage)
            made.append(
                self._carrier(move.passage).record(
                    old[move.passage], uid, {"draft": self._draft}, dots
                )
            )
        unit.put("passage", made, before)

    def _put_tags(self, unit: UnitOfWork, tags: Sequence[TagMove]) -> None:
        made, before = [], {}
        for one in tags:
            if one.tombstone is not None:
                said = {name: one.old.values[name] for name in (*FIELDS, "code")}
                before[one.tombstone.uid] = one.tombstone
                made.append(_written(one.tombstone, {**said, DELETED: ""}, unit))
                continue
            carrier = self._carrier(one.old.values["passage"])
            made.append(carrier.record(one.old, one.uid, {"passage": one.passage}))
        unit.put("tag", made, before)


def _written(record: Record, values: dict[str, str], unit: UnitOfWork) -> Record:
    """The record with what is different, said now."""
    news = {name: value for name, value in values.items() if record.values.get(name) != value}
    return written(record, {**news, "modified_utc": unit.utc}, unit.stamp) if news else record
