# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether whoever sits at a project is somebody its plan knows. Reads only."""

from __future__ import annotations

from annotator.domain.change import deleted_utc
from annotator.services.desk import Desk


def is_stranger(desk: Desk) -> bool:
    """Whether a plan names people, and whoever acts is none of them and has no work in the project."""
    with desk.store.read() as connection:
        seen = desk.seen(connection)
        known = desk.store.records(connection).get_many("reviewer", seen.mine)
    people = {task.values["person"] for task in seen.tasks} - {""}
    here = any(not deleted_utc(record) for record in known.values())
    return bool(people) and not here and people.isdisjoint(seen.mine)
