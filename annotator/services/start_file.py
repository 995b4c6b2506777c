# SPDX-License-Identifier: AGPL-3.0-or-later
"""A team's start file: a new project with drafts, codebook and plan, and nobody's work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotator.domain.change import Record, deleted_utc
from annotator.domain.sameness import CODE, REVIEWER
from annotator.exchange.codebook_file import read_codebook
from annotator.services.codes import put_codebook
from annotator.services.desk import Desk
from annotator.storage.repositories import Records, Rows
from annotator.storage.store import Store
from annotator.storage.tables import (
    Blob,
    FoundMarks,
    FoundProvisions,
    Page,
    Preview,
    Row,
    TextPage,
    Treaty,
)
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.unit_of_work import Action, UnitOfWork

_OF_DRAFT = (
    (Blob, "sha256"), (Page, "draft"), (Preview, "draft"), (TextPage, "draft"),
    (FoundProvisions, "draft"), (FoundMarks, "draft"),
)  # fmt: skip
_LOCAL = ("file", "pages", "labels", "notes")
_KEYS = frozenset({"row", "row_hash"})


def write_start(
    desk: Desk, out: Path, drafts: Sequence[str], *, codebook: Path | None = None
) -> None:
    """Make the project that everybody of a team starts with.

    The boundaries people corrected go with the drafts, so that all speak of the same articles.

    Args:
        desk: of the lead's project, whose plan it is.
        out: the new file.
        drafts: SHA-256 of those to be read; their PDFs are in the lead's project.
        codebook: instead of the lead's.

    Raises:
        InputRefusedError: the codebook cannot be read; no file is made.
        ProjectDamagedError: the file exists, or cannot be made.
    """
    codes = read_codebook(codebook) if codebook else None
    with desk.store.read() as connection:
        rows, records = desk.store.rows(connection), desk.store.records(connection)
        store = Store.create(out, title=str(rows.all(Treaty)[0]["title"]), what="annotator team")
        try:
            with store.change(Action("new_project", kind="base")) as unit:
                _put_drafts(unit, rows, records, drafts)
                if codes is not None:
                    put_codebook(unit, codes)
                else:
                    _put(unit, "code", _in_order(rows, records))
                _put_plan(unit, records, drafts)
        finally:
            store.close()


def _put_drafts(unit: UnitOfWork, rows: Rows, records: Records, drafts: Sequence[str]) -> None:
    found = rows.by(DraftRow, "uid", drafts)
    local = {uid: {name: row[name] for name in _LOCAL} for uid, row in found.items()}
    known = records.get_many("draft", drafts)
    unit.put("draft", [known[uid] for uid in drafts], {}, local=local)
    for model, key in _OF_DRAFT:
        for sha256 in drafts:  # one by one: a PDF may be large
            unit.rows.insert(model, _copies(rows, model, {key: sha256}))


def _copies(rows: Rows, model: type[Row], which: dict[str, Any]) -> Iterable[dict[str, Any]]:
    found = rows.all(model, **which)
    return ({name: value for name, value in row.items() if name not in _KEYS} for row in found)


def _in_order(rows: Rows, records: Records) -> list[Record]:
    uids = rows.values(CodeRow, "uid")
    places = {row["uid"]: row["position"] for row in rows.all(CodeRow)}
    found = records.get_many("code", uids)
    return sorted(found.values(), key=lambda record: places[record.uid])


def _put_plan(unit: UnitOfWork, records: Records, drafts: Sequence[str]) -> None:
    tasks = [record for record in records.all("task") if not deleted_utc(record)]
    joins = [
        record for record in records.all("join")
        if record.values["what"] in (REVIEWER, CODE) and not deleted_utc(record)
    ]  # fmt: skip
    boundaries = [r for sha256 in drafts for r in records.all("provision", draft=sha256)]
    people = {task.values["person"] for task in tasks}
    people |= {boundary.values["reviewer"] for boundary in boundaries}
    people |= {j.values[end] for j in joins for end in ("one", "other")}
    reviewers = records.get_many("reviewer", people)
    _put(unit, "reviewer", list(reviewers.values()))
    _put(unit, "provision", boundaries)
    _put(unit, "join", joins)
    _put(unit, "task", tasks)


def _put(unit: UnitOfWork, kind: str, records: Sequence[Record]) -> None:
    unit.put(kind, records, {})
    unit.raise_counter(max((record.latest() for record in records), default=0) + 1)
