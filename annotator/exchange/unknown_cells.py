# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns, and keys of `extra`, that this version does not know: kept, merged and written again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.domain.canonical_json import compact
from annotator.domain.change import Dot, Record, Stamp, ranked, rewritten
from annotator.domain.identity import digest
from annotator.domain.kinds import ALONE
from annotator.domain.whole_provisions import BEGINS
from annotator.exchange.cell_restoring import held
from annotator.exchange.csv_cells import row_check

OTHER_COLUMN = "x:"
"""Prefix of the field that holds an unknown column."""
OTHER_EXTRA = "extra:"
"""Prefix of the field that holds an unknown key of `extra`."""
IN_EXTRA = ("provision", "counterpart", "alignment", "decision", "finish", *ALONE)
"""Kinds of record whose fields have no columns: all of them are in `extra`, under the kind's name."""
KNOWN_EXTRA = frozenset({
    "others", "fixed", "cells", "passage", "deleted", "mark", "target", "code", "draft", "begins",
    *IN_EXTRA,
})  # fmt: skip


def write_unknown(cells: dict[str, str], extra: dict[str, Any], record: Record) -> None:
    """Put unknown fields back where they came from, with a check for each cell."""
    checks = {}
    for name, value in record.values.items():
        if name.startswith(OTHER_COLUMN):
            column = name.removeprefix(OTHER_COLUMN)
            cells[column] = value
            checks[column] = row_check({column: value}, (column,))
        elif name.startswith(OTHER_EXTRA):
            extra[name.removeprefix(OTHER_EXTRA)] = json.loads(value)
    if checks:
        extra["cells"] = checks


def begins_said(kind: str, extra: Mapping[str, Any]) -> dict[str, str]:
    """The field that says where the whole provision begins on which a mark or a link stands.

    It is kept and written like an unknown one, but its stamp is the record's own.
    """
    if kind not in ("mark", "counterpart") or "begins" not in extra:
        return {}
    return {BEGINS: compact(extra["begins"])}


def with_unknown(
    record: Record,
    columns: Mapping[str, str],
    extra: Mapping[str, Any],
    *,
    stamps: Mapping[str, Any],
    others: Mapping[str, Any],
    notices: list[tuple[str, str]],
) -> Record:
    """The record with its unknown fields.

    Args:
        record: what the row is about.
        columns: unknown columns with something in them.
        extra: the whole of `extra`.
        stamps: stamps of the record's fields by name, as written.
        others: losing values by name, as written.
        notices: gets (column, reason) of what is not taken.
    """
    found = {OTHER_COLUMN + name: value for name, value in columns.items()}
    for key, body in extra.items():
        if key not in KNOWN_EXTRA:
            found[OTHER_EXTRA + key] = compact(body)
    checks = extra.get("cells") or {}
    dots: dict[str, tuple[Dot, ...]] = {}
    edits: dict[str, str] = {}
    for name, written in list(found.items()):
        column = name.removeprefix(OTHER_COLUMN)
        check = checks.get(column) or row_check({column: written}, (column,))
        now = held({column: written}, (column,), str(check))
        value = now.cells[column]
        if now.spoiled:
            notices.append((column, now.spoiled[column]))
            continue
        if now.changed:
            edits[name] = value
        if name in stamps:
            live = {_stamp(entry[1:]): str(entry[0]) for entry in others.get(name, ())}
            dots[name] = ranked({**live, _stamp(stamps[name]): value})
        else:
            dots[name] = ((Stamp(1, "", digest("column", record.uid, name, value)), value),)
    record = rewritten(record, dots) if dots else record
    counter = record.latest() + 1  # above all that the row has seen, the losers included
    news: dict[str, tuple[Dot, ...]] = {
        name: ((Stamp(counter, "", digest("edit", record.uid, name, value)), value),)
        for name, value in edits.items()
    }
    return rewritten(record, news) if news else record


def _stamp(entry: Any) -> Stamp:
    counter, reviewer, session = entry
    return Stamp(int(counter), str(reviewer), str(session))
