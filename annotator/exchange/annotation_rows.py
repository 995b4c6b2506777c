# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records as rows of an annotation file (format 1). Writing only; `annotation_reading` reads them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from annotator.domain.anchor import Anchor, first_place
from annotator.domain.canonical_json import compact
from annotator.domain.change import Record, deleted_utc
from annotator.domain.kinds import ALONE, FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.record_json import others_body, stamps_body
from annotator.domain.structure.corrections import NONE
from annotator.exchange.csv_cells import row_check
from annotator.exchange.csv_file import FORMAT
from annotator.exchange.unknown_cells import write_unknown

EDITABLE = (
    "code", "severity", "stance", "recommendation", "proposed_wording", "note", "text_status",
    "actors", "standards", "confidence", "review_state", "visibility",
)  # fmt: skip
"""Columns that may be edited in a spreadsheet; `row_check` covers them."""

FIXED = (
    "treaty", "draft_symbol", "draft_date", "round", "language", "provision", "provision_title",
    "page", "page_label", "quote", "code_name", "family", "reviewer", "organisation", "created_utc",
    "modified_utc", "deleted_utc", "carried_from",
)  # fmt: skip
"""Columns whose edits are reported and not taken; `extra.fixed` covers them."""

DRAFT_COLUMNS = {
    "symbol": "draft_symbol", "date": "draft_date", "round": "round", "language": "language",
    "treaty": "treaty",
}  # fmt: skip
DRAFT_REST = ("distribution", "original", "unit", "instrument")
"""What is said of a draft that has no column: it travels in `extra.draft`."""
REVIEWER_COLUMNS = {"name": "reviewer", "organisation": "organisation"}
CODE_COLUMNS = {"code": "code", "name": "code_name", "family": "family"}
PASSAGE_COLUMNS = {
    "provision_title": "provision_title", "page_label": "page_label", "carried_from": "carried_from",
}  # fmt: skip
TIME_COLUMNS = {"created_utc": "created_utc", "modified_utc": "modified_utc"}


def annotation_row(
    kind: str,
    *,
    primary: Record,
    passage: Record | None = None,
    draft: Record | None = None,
    reviewer: Record | None = None,
    code: Record | None = None,
    provision: str = "",
) -> dict[str, str]:
    """One row.

    Args:
        kind: the `record` column: a kind of `domain.kinds.FIELDS`, without `draft`.
        primary: what the row is about.
        passage: the passage of a tag.
        draft: the draft it stands in.
        reviewer: its author.
        code: the code of a tag.
        provision: that a passage or a link stands in now; "" for what the record itself says.

    Returns:
        Values by column, unguarded; columns this version does not know included.
    """
    cells: dict[str, str] = {"record": kind, "format": FORMAT, "provision": provision}
    extra: dict[str, Any] = {}
    stamps: dict[str, Any] = {kind: stamps_body(primary)}
    others: dict[str, Any] = {}
    if primary.others:
        others[kind] = others_body(primary)
    for name, record, columns in (
        ("draft", draft, DRAFT_COLUMNS), ("reviewer", reviewer, REVIEWER_COLUMNS),
    ):  # fmt: skip
        if record is not None:
            cells.update((column, record.values[field]) for field, column in columns.items())
            if record is not primary:
                _carry(name, record, stamps, others)
    if draft is not None and (rest := {n: v for n in DRAFT_REST if (v := draft.values.get(n, ""))}):
        extra["draft"] = rest
    if code is not None:
        cells.update((column, code.values[field]) for field, column in CODE_COLUMNS.items())
        cells["code_uid"] = code.uid
    if reviewer is not None:
        cells["reviewer_uid"] = reviewer.uid
    if draft is not None:
        cells["draft_sha256"] = draft.uid
    if passage is not None:
        _passage_cells(cells, extra, passage)
        cells["provision"] = provision or cells["provision"]
        if passage is not primary:
            _carry("passage", passage, stamps, others)
    _PRIMARY[kind](cells, extra, primary)
    write_unknown(cells, extra, primary)
    if others:
        extra["others"] = others
    extra["fixed"] = row_check(_as_read(cells), FIXED)
    cells["extra"] = compact(extra)
    cells["stamps"] = compact(stamps)
    cells["row_check"] = row_check(cells, EDITABLE)
    return cells


def _as_read(cells: dict[str, str]) -> dict[str, str]:
    """The quote is kept as the PDF has it; what is read is in canonical form."""
    return {**cells, "quote": canonical(cells.get("quote", ""))}


def _carry(name: str, record: Record, stamps: dict[str, Any], others: dict[str, Any]) -> None:
    stamps[name] = stamps_body(record)
    if record.others:
        others[name] = others_body(record)


def _passage_cells(cells: dict[str, str], extra: dict[str, Any], passage: Record) -> None:
    anchor = Anchor.from_json(passage.values["anchor"])
    cells["passage_uid"] = passage.uid
    cells["anchor"] = passage.values["anchor"]
    cells["provision"] = anchor.provision
    cells["quote"] = anchor.quote
    cells["page"] = str(anchor.page) if anchor.page else ""
    cells.update((column, passage.values[field]) for field, column in PASSAGE_COLUMNS.items())
    rest = {
        name: value
        for name, value in passage.values.items()
        if value and name not in {"anchor", "draft", *PASSAGE_COLUMNS}
    }
    extra["passage"] = rest


def _times(cells: dict[str, str], extra: dict[str, Any], record: Record) -> None:
    cells["created_utc"] = record.values["created_utc"]
    cells["modified_utc"] = record.values["modified_utc"]
    cells["deleted_utc"] = deleted_utc(record)
    if record.values["deleted"]:
        extra["deleted"] = record.values["deleted"]


def _tag_cells(cells: dict[str, str], extra: dict[str, Any], tag: Record) -> None:
    cells["tag_uid"] = tag.uid
    cells.update((name, tag.values[name]) for name in EDITABLE if name != "code")
    _times(cells, extra, tag)


def _passage_row_cells(cells: dict[str, str], extra: dict[str, Any], passage: Record) -> None:
    cells["note"] = passage.values["note"]
    cells["created_utc"] = passage.values["created_utc"]
    cells["modified_utc"] = passage.values["modified_utc"]
    cells["deleted_utc"] = deleted_utc(passage)
    extra.get("passage", {}).pop("note", None)


def _mark_cells(cells: dict[str, str], extra: dict[str, Any], mark: Record) -> None:
    cells["tag_uid"] = mark.uid
    cells["provision"] = mark.values["provision"]
    cells["provision_title"] = mark.values["provision_title"]
    cells["note"] = mark.values["note"]
    extra["mark"] = mark.values["value"]
    _times(cells, extra, mark)


def _comment_cells(cells: dict[str, str], extra: dict[str, Any], comment: Record) -> None:
    cells["tag_uid"] = comment.uid
    cells["note"] = comment.values["text"]
    extra["target"] = comment.values["target"]
    _times(cells, extra, comment)


def _provision_cells(cells: dict[str, str], extra: dict[str, Any], boundary: Record) -> None:
    _in_extra(cells, extra, boundary)
    cells["page"] = boundary.values["page"]
    cells["provision"] = boundary.values["label"]
    cells["provision_title"] = boundary.values["title"].replace(NONE, "")


def _in_extra(cells: dict[str, str], extra: dict[str, Any], record: Record) -> None:
    """A record whose fields have no columns of their own: note and times have, the rest is in `extra`."""
    cells["tag_uid"] = record.uid
    cells["note"] = record.values["note"]
    extra[record.kind] = {
        name: value
        for name, value in record.values.items()
        if value and name in FIELDS[record.kind] and name not in _SAID_ELSEWHERE
    }
    _times(cells, extra, record)


def _reviewer_cells(_cells: dict[str, str], _extra: dict[str, Any], _reviewer: Record) -> None:
    """A reviewer's columns are there already."""


def _code_cells(_cells: dict[str, str], extra: dict[str, Any], code: Record) -> None:
    extra["code"] = {
        name: value for name, value in code.values.items() if value and name not in CODE_COLUMNS
    }


_SAID_ELSEWHERE = frozenset({"note", "draft", "reviewer", "created_utc", "modified_utc", "deleted"})
_PRIMARY = {
    "tag": _tag_cells,
    "passage": _passage_row_cells,
    "mark": _mark_cells,
    "comment": _comment_cells,
    "provision": _provision_cells,
    "counterpart": _in_extra,
    "alignment": _in_extra,
    **dict.fromkeys(("decision", "finish", *ALONE), _in_extra),
    "reviewer": _reviewer_cells,
    "code": _code_cells,
}


def canonical_key(cells: Mapping[str, str]) -> tuple[str, int, int, str, str, str, str]:
    """Where a row stands in a file: draft, page, start, passage, tag; the rest only breaks ties."""
    start = 0
    if cells.get("anchor", "").startswith("{"):
        with contextlib.suppress(ValueError, TypeError, LookupError, AttributeError):
            start = first_place(cells["anchor"])[1]
    page = cells.get("page", "")
    tag = cells.get("tag_uid", "")
    return (
        cells.get("draft_sha256", ""),
        int(page) if page.isascii() and page.isdigit() else 0,
        start,
        cells.get("passage_uid", ""),
        tag,
        cells.get("record", ""),
        "" if tag and cells.get("stamps") else compact(sorted(cells.items())),
    )
