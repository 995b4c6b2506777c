# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of undo that concerns rows which do not merge: rows kept word for word, and what waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.domain.change import Stamp
from annotator.domain.deciding import asked_again, new_dots
from annotator.domain.errors import ChangedSinceError
from annotator.domain.identity import digest
from annotator.i18n import _
from annotator.storage.tables import Held, KeptRow
from annotator.storage.unit_of_work import (
    UnitOfWork,
    record_from_state,
    row_digest,
    state_of,
)


def invert_kept(unit: UnitOfWork, changes: list[dict[str, Any]]) -> None:
    """Rows kept word for word go and come back as they were."""
    now = unit.rows.by(KeptRow, "uid", [change["uid"] for change in changes])
    gone = {change["uid"] for change in changes if not change["before"]} & now.keys()
    back = [json.loads(change["before"]) for change in changes if change["before"]]
    unit.remove_rows(KeptRow, "uid", [now[uid] for uid in gone])
    unit.add_rows(KeptRow, "uid", [r for r in back if r["uid"] not in now or r["uid"] in gone])


def invert_waiting(
    unit: UnitOfWork, changes: list[dict[str, Any]], records: Mapping[str, list[dict[str, Any]]]
) -> None:
    """What waits goes and comes back; where the record has seen it by now, it is asked anew.

    Args:
        unit: under way.
        changes: of rows that wait.
        records: changes of the records that were decided on, by kind, inverted already.
    """
    now = unit.rows.by(Held, "key", [change["uid"] for change in changes])
    came = {change["uid"]: change["after"] for change in changes if not change["before"]}
    back = [json.loads(change["before"]) for change in changes if change["before"]]
    stand = all(key in now and row_digest(Held, now[key]) == after for key, after in came.items())
    if not stand or any(row["key"] in now and row["key"] not in came for row in back):
        raise ChangedSinceError(
            _("Something of this has been decided in the inbox since."),
            _("Undo that decision first."),
        )
    asked = [_asked_again(unit, row, now.get(row["key"]), records) for row in back]
    unit.remove_rows(Held, "key", [now[key] for key in came])
    unit.add_rows(Held, "key", asked)


def _asked_again(
    unit: UnitOfWork,
    row: dict[str, Any],
    going: Mapping[str, Any] | None,
    records: Mapping[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    kind, uid = row["kind"], row["uid"]
    record = unit.records.get_many(kind, [uid]).get(uid)
    if record is None:
        return row
    said = record_from_state(kind, row["state"])
    changes = [change for change in records.get(kind, ()) if change["uid"] == uid]
    if changes and changes[0]["before"]:
        earlier = record_from_state(kind, changes[0]["before"])
        asked = {name: new_dots(earlier, said, name) for name in said.values}
    else:
        latest = record_from_state(kind, going["state"]) if going else said
        asked = {
            name: tuple(dot for dot in said.dots(name) if dot not in record.dots(name))
            for name in said.values
            if new_dots(record, latest, name)
        }
    news = {name: dots for name, dots in asked.items() if dots and name != "created_utc"}
    counter = max(unit.stamp.counter, record.latest(), said.latest()) + 1
    session = digest("waits again", unit.stamp.session, str(unit.stamp.counter), uid)
    again = asked_again(record, said, news, stamp=Stamp(counter, "", session))
    unit.raise_counter(again.latest())
    return {**row, "state": state_of(again)}
