# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was reckoned, written into the project: one transaction, one revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from annotator.domain.sameness import CODE, REVIEWER
from annotator.services.desk import Desk
from annotator.services.holding import put_waiting
from annotator.services.joins import put_join
from annotator.services.merging import Merge
from annotator.services.placement import placements
from annotator.storage.plain_records import LOCAL
from annotator.storage.plain_writing import take_plain
from annotator.storage.repositories import Rows
from annotator.storage.tables import RECORD_TABLES, KeptRow
from annotator.storage.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
_LARGE = 20_000
"""Beyond so many new tags not all of what is written is held in memory until the end."""


def waiting_rows(rows: Rows, size: int = 1000) -> Iterator[list[dict[str, Any]]]:
    """Kept rows that wait for their draft, so many at a time."""
    last = 0
    while found := rows.after(KeptRow, last, size):
        last = found[-1]["row"]
        if waiting := [row for row in found if row["waiting"]]:
            yield waiting


def write_merge(
    desk: Desk, merge: Merge, progress: Progress | None, label: str, **detail: str
) -> bool:
    """Write a merge that is reckoned, as one action; whether there was anything to write.

    Args:
        desk: of the project.
        merge: after `finish`.
        progress: called with (records written, of how many); may raise Cancelled.
        label: of the action.
        detail: for its sentence.
    """
    counts = {kind: merge.stage.count_plain(kind) for kind in LOCAL}
    total, done = sum(counts.values()), 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, total)

    with (
        desk.store.roomy(large=counts["tag"] > _LARGE),
        desk.change(label, bulk=True, **detail) as unit,
    ):
        highest = merge.latest
        for kind in RECORD_TABLES:
            if kind in LOCAL and counts[kind]:
                take_plain(unit, kind, merge.stage, step)
            highest = max(highest, _put(desk, unit, merge, kind))
        gone = unit.rows.by(KeptRow, "uid", merge.stage.placed())
        unit.remove_rows(KeptRow, "uid", gone.values())
        for kept in merge.stage.kept():
            unit.add_rows(KeptRow, "uid", kept)
        put_waiting(unit, merge.waits, merge.waits_no_more)
        highest = max([highest, *(each.record.latest() for each in merge.waits)])
        unit.raise_counter(highest + 1)
        for theirs, ours in merge.mapped:
            put_join(unit, CODE, theirs, ours)
        for theirs, ours in merge.same_people:
            put_join(unit, REVIEWER, theirs, ours)
        return bool(unit.log.kinds)


def _put(desk: Desk, unit: UnitOfWork, merge: Merge, kind: str) -> int:
    """Write the records of a kind that were joined; the highest counter among them."""
    highest = 0
    for changed in merge.stage.changed(kind):
        before = {now.uid: was for was, now in changed if was is not None}
        records = [now for _was, now in changed]
        local = placements(desk, records) if kind == "passage" else {}
        unit.put(kind, records, before, local=local)
        highest = max(highest, *(record.latest() for record in records))
    return highest
