# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes passages and their tags into a newer draft, thousands in one action. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.carried_record import Carrier, carried_uid
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


class CarriedWriter:
    """What passages and tags become in one draft.

    Args:
        records: of the project.
        chains: of the project.
        draft: SHA-256 of the newer draft.
    """

    def __init__(self, records: Records, chains: Chains, draft: str) -> None:
        self._records = records
        self._chains = chains
        self._draft = draft
        self._carriers: dict[str, Carrier] = {}

    def wanting(self, moves: Sequence[Move]) -> tuple[int, int]:
        """How many passages and tags would be made, or made to live again."""
        there, passages = self._there(moves)
        dead = self._dead(there)
        tags = self._tags(passages, dead)
        return sum(self._is_new(m, there) for m in passages), len(tags)

    def write(
        self, unit: UnitOfWork, moves: Sequence[Move], progress: Progress | None,
        *, by_person: bool = False,
    ) -> tuple[int, int]:  # fmt: skip
        """Make passages and tags; returns how many.

        Args:
            unit: the action under way.
            moves: what goes where.
            progress: called between the steps with (done, all); may raise Cancelled.
            by_person: whether a person says where they are, so that it counts as their word.
        """
        there, passages = self._there(moves)
        dead = self._dead(there)
        tags = self._tags(passages, dead)
        new = [
            move for move in passages if self._is_new(move, there) or (by_person and move.anchor)
        ]
        total, done = len(new) + len(tags), 0
        self._put_passages(unit, new, there, by_person=by_person)
        done += len(new)
        for batch in batches(tags, 1000):
            if progress:
                progress(done, total)
            self._put_tags(unit, batch)
            done += len(batch)
        if progress:
            progress(done, total)
        return len(new), len(tags)

    # -- what is to be made ----------------------------------------------------------------------

    def _uid(self, passage: str) -> str:
        return self._chains.in_draft(passage, self._draft)

    def _carrier(self, passage: str) -> Carrier:
        older = self._chains.draft(passage)
        return self._carriers.setdefault(older, Carrier(older))

    def _there(self, moves: Sequence[Move]) -> tuple[dict[str, Record], list[Move]]:
        """The passages of the newer draft that are there, and the moves that lead to one."""
        there = self._records.get_many("passage", {self._uid(move.passage) for move in moves})
        taken: dict[str, Move] = {}
        for move in moves:
            uid = self._uid(move.passage)
            lives = uid in there and not deleted_utc(there[uid])
            if move.anchor is not None or lives:
                taken.setdefault(uid, move)
        return there, list(taken.values())

    def _is_new(self, move: Move, there: dict[str, Record]) -> bool:
        record = there.get(self._uid(move.passage))
        return move.anchor is not None and (record is None or bool(deleted_utc(record)))

    @staticmethod
    def _dead(there: dict[str, Record]) -> set[str]:
        return {uid for uid, record in there.items() if deleted_utc(record)}

    def _tags(
        self, moves: Iterable[Move], dead: set[str]
    ) -> list[tuple[Record, str, Record | None]]:
        """Living tags of the older draft that the newer one lacks: as they are, the uid of the passage,
        and their tombstone where what was accepted had been taken back.
        """
        wanted: dict[str, tuple[str, str]] = {}
        for move in moves:
            for tag in self._chains.tags_of(move.passage):
                root = self._chains.root_of_tag(tag, move.passage)
                wanted.setdefault(carried_uid(root, self._draft), (tag, self._uid(move.passage)))
        there = self._records.get_many("tag", wanted)
        left = {
            tag: (passage, there.get(uid))
            for uid, (tag, passage) in wanted.items()
            if uid not in there or passage in dead
        }
        old = self._records.get_many("tag", left)
        return [
            (old[tag], *found)
            for tag, found in left.items()
            if tag in old and not deleted_utc(old[tag])
        ]

    # -- writing ---------------------------------------------------------------------------------

    def _put_passages(
        self, unit: UnitOfWork, moves: Sequence[Move], there: dict[str, Record], *, by_person: bool
    ) -> None:
        labels = labels_of(unit.rows, self._draft)
        old = self._records.get_many("passage", [move.passage for move in moves])
        stamp = unit.stamp if by_person else GUESS
        made, before = [], {}
        for move in moves:
            if move.anchor is None:
                continue
            uid, page = self._uid(move.passage), move.anchor.page
            found = {
                "anchor": move.anchor.to_json(), "provision_title": move.title,
                "page_label": labels[page - 1] if 0 < page <= len(labels) else "",
            }  # fmt: skip
            if uid in there:
                before[uid] = there[uid]
                made.append(_written(there[uid], {**found, DELETED: ""}, unit))
                continue
            dots = {name: (stamp, value) for name, value in found.items()}
            dots["carried_from"] = (GUESS, move.passage)
            made.append(
                self._carrier(move.passage).record(
                    old[move.passage], uid, {"draft": self._draft}, dots
                )
            )
        unit.put("passage", made, before)

    def _put_tags(
        self, unit: UnitOfWork, tags: Sequence[tuple[Record, str, Record | None]]
    ) -> None:
        made, before = [], {}
        for old, passage, tombstone in tags:
            if tombstone is not None:
                said = {name: old.values[name] for name in (*FIELDS, "code")}
                before[tombstone.uid] = tombstone
                made.append(_written(tombstone, {**said, DELETED: ""}, unit))
                continue
            root = self._chains.root_of_tag(old.uid, old.values["passage"])
            uid = carried_uid(root, self._draft)
            made.append(self._carrier(old.values["passage"]).record(old, uid, {"passage": passage}))
        unit.put("tag", made, before)


def _written(record: Record, values: dict[str, str], unit: UnitOfWork) -> Record:
    """The record with what is different, said now."""
    news = {name: value for name, value in values.items() if record.values.get(name) != value}
    return written(record, {**news, "modified_utc": unit.utc}, unit.stamp) if news else record
