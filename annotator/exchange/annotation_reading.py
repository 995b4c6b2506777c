# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of an annotation file as records. Decides what a row says, never whether it is taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from annotator.domain.anchor import Anchor
from annotator.domain.change import GUESS, Dot, Record, Stamp, rewritten
from annotator.domain.identity import digest
from annotator.domain.kinds import ALONE, FIELDS
from annotator.domain.normalise import canonical
from annotator.domain.record_json import read_record
from annotator.domain.tag import MARKS
from annotator.exchange.annotation_rows import (
    CODE_COLUMNS,
    DRAFT_COLUMNS,
    DRAFT_REST,
    EDITABLE,
    FIXED,
    PASSAGE_COLUMNS,
    REVIEWER_COLUMNS,
    TIME_COLUMNS,
)
from annotator.exchange.cell_restoring import held, was_written
from annotator.exchange.csv_cells import whole_number
from annotator.exchange.csv_file import COLUMNS
from annotator.exchange.parsed_row import Parsed, check_record
from annotator.exchange.row_values import RowRefusedError, refuse_without_checks, vocabulary_value
from annotator.exchange.unknown_cells import IN_EXTRA, begins_said, with_unknown
from annotator.i18n import _

KNOWN_KINDS = tuple(kind for kind in FIELDS if kind != "draft")
_JSON = {"anchor", "extra", "stamps"}
_WITHOUT_NOTE = ("reviewer", "code")

CodeByName = Callable[[str], str | None]


def parsed(cells: Mapping[str, str], code_uid: CodeByName) -> Parsed:
    """Read a row that the program wrote, whatever a spreadsheet did to it since.

    Args:
        cells: unguarded values by column.
        code_uid: finds a code by its id, for edits of the code column.

    Raises:
        RowRefusedError: ids, stamps or anchor are broken, or an edit is not allowed.
    """
    try:
        said = _Reader(cells, code_uid).read()
        for record in (said.primary, *said.others):
            check_record(record)
    except RowRefusedError:
        raise
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        OverflowError,
        RecursionError,
    ) as error:
        raise RowRefusedError(
            "", _("it cannot be read: {e}").format(e=type(error).__name__)
        ) from error
    return said


def _is_a_time(column: str, value: str) -> bool:
    """Times in a spreadsheet's own form are no edit, though not to be trusted."""
    return column.endswith("_utc") and any(c.isdigit() for c in value)


class _Reader:
    """One row being read."""

    def __init__(self, cells: Mapping[str, str], code_uid: CodeByName) -> None:
        self.cells = {
            name: cells.get(name, "").strip() if name in _JSON else canonical(cells.get(name, ""))
            for name in COLUMNS
        }
        self.unknown = {
            n: said for n, v in cells.items() if n not in self.cells and (said := canonical(v))
        }
        self._absent = self.cells.keys() - cells.keys()
        self.code_uid = code_uid
        self.kind = self.cells["record"] or "tag"
        self.extra = self._json("extra")
        self.stamps = self._json("stamps")
        self.losers = self.extra.get("others") or {}
        self.notices: list[tuple[str, str]] = []
        self.cells["severity"] = whole_number(self.cells["severity"])
        refuse_without_checks(self.cells, self.extra, self.stamps)
        self.untrusted, self.edited = self._believed()

    def _json(self, column: str) -> dict[str, Any]:
        text = self.cells[column]
        try:
            body = json.loads(text) if text else {}
        except ValueError as error:
            raise RowRefusedError(column, _("no JSON: {e}").format(e=error)) from error
        if not isinstance(body, dict):
            raise RowRefusedError(column, _("no JSON object"))
        return body

    def _believed(self) -> tuple[set[str], list[str]]:
        """Columns that say what nobody is to believe, and those that somebody edited."""
        absent = self._absent
        fixed = held(self.cells, FIXED, str(self.extra["fixed"]), absent=absent)
        editable = held(fixed.cells, EDITABLE, self.cells["row_check"], absent=absent)
        self.cells = editable.cells
        for column in fixed.changed:
            if column in fixed.spoiled or not _is_a_time(column, self.cells[column]):
                reason = _("this column cannot be edited in a file; the change was not taken")
                self.notices.append((column, fixed.spoiled.get(column, reason)))
        for column, why in editable.spoiled.items():
            reason = _("{why}; what stands there counts only where nothing better is known")
            self.notices.append((column, reason.format(why=why)))
        edited = [column for column in editable.changed if column not in editable.spoiled]
        return {*fixed.changed, *editable.spoiled}, edited

    # -- records ---------------------------------------------------------------------------------

    def read(self) -> Parsed:
        makers = {
            "tag": self._tag, "passage": self._passage_row, "mark": self._mark,
            "comment": self._comment, "reviewer": self._reviewer_row, "code": self._code_row,
            **dict.fromkeys(IN_EXTRA, self._in_extra),
        }  # fmt: skip
        primary, others = makers[self.kind]()
        primary = with_unknown(
            self._with_edits(primary), self.unknown, self.extra,
            stamps=(self.stamps.get(self.kind) or {}).get("f") or {},
            others=self.losers.get(self.kind) or {}, notices=self.notices,
        )  # fmt: skip
        return Parsed(primary, tuple(r for r in others if r is not None), tuple(self.notices))

    def _uid(self, column: str) -> str:
        value = self.cells[column].strip()
        if not value or len(value) > 200:  # noqa: PLR2004 - no id of ours is near that
            raise RowRefusedError(column, _("no id"))
        return value

    def _record(
        self, kind: str, uid: str, values: dict[str, str], columns: Mapping[str, str]
    ) -> Record:
        stamps = self.stamps.get(kind)
        if not isinstance(stamps, dict):
            raise RowRefusedError("stamps", _("nothing is said of the {kind}").format(kind=kind))
        values |= begins_said(kind, self.extra) if kind == self.kind else {}
        try:
            record = read_record(kind, uid, values, stamps, self.losers.get(kind) or {})
        except ValueError as error:
            raise RowRefusedError("stamps", str(error)) from error
        doubtful = {field for field, column in columns.items() if column in self.untrusted}
        if doubtful:
            seen = record.seen
            record = rewritten(record, {n: ((GUESS, record.values[n]),) for n in doubtful})
            record = Record(
                kind, uid, record.values, record.base, record.stamps, record.others, seen
            )
        return record

    def _draft(self) -> Record:
        values = {field: self.cells[column] for field, column in DRAFT_COLUMNS.items()}
        rest = self.extra.get("draft") or {}
        values.update((name, canonical(str(rest.get(name, "")))) for name in DRAFT_REST)
        return self._record("draft", self._uid("draft_sha256"), values, DRAFT_COLUMNS)

    def _reviewer(self) -> Record:
        values = {field: self.cells[column] for field, column in REVIEWER_COLUMNS.items()}
        return self._record("reviewer", self._uid("reviewer_uid"), values, REVIEWER_COLUMNS)

    def _passage(self) -> Record:
        try:
            anchor = Anchor.from_json(self.cells["anchor"])
        except ValueError as error:
            raise RowRefusedError("anchor", str(error)) from error
        if anchor.draft != self.cells["draft_sha256"]:
            raise RowRefusedError("draft_sha256", _("the anchor belongs to another draft"))
        said = (anchor.quote, canonical(anchor.quote))
        if not was_written("quote", said, FIXED, str(self.extra["fixed"])):
            raise RowRefusedError("anchor", _("its words are not those that were exported"))
        rest = {str(k): str(v) for k, v in (self.extra.get("passage") or {}).items()}
        values = {
            "draft": anchor.draft, "anchor": self.cells["anchor"], "note": "", "reviewer": "",
            "created_utc": "", "modified_utc": "", "deleted": "", **rest,
            **{field: self.cells[column] for field, column in PASSAGE_COLUMNS.items()},
        }  # fmt: skip
        return self._record("passage", self._uid("passage_uid"), values, PASSAGE_COLUMNS)

    def _times(self) -> dict[str, str]:
        return {
            "created_utc": self.cells["created_utc"],
            "modified_utc": self.cells["modified_utc"],
            "deleted": str(self.extra.get("deleted") or ""),
        }

    def _tag(self) -> tuple[Record, list[Record | None]]:
        values = {
            "passage": self._uid("passage_uid"),
            "code": self._uid("code_uid"),
            "reviewer": self._uid("reviewer_uid"),
            **{name: self.cells[name] for name in EDITABLE if name != "code"},
            **self._times(),
        }
        columns = {name: name for name in EDITABLE if name != "code"} | TIME_COLUMNS
        tag = self._record("tag", self._uid("tag_uid"), values, columns)
        code = None if "code" in self.edited else self._code()
        return tag, [self._passage(), self._draft(), self._reviewer(), code]

    def _code(self) -> Record:
        """The code as a tag's row names it: a guess, which a codebook or a `code` row outdoes."""
        values = dict.fromkeys(FIELDS["code"], "")
        values.update((field, self.cells[column]) for field, column in CODE_COLUMNS.items())
        return Record("code", self._uid("code_uid"), values)

    def _passage_row(self) -> tuple[Record, list[Record | None]]:
        passage = self._passage()
        values = {**passage.values, "note": self.cells["note"]}
        columns = {**PASSAGE_COLUMNS, "note": "note"}
        passage = self._record("passage", passage.uid, values, columns)
        return passage, [self._draft(), self._reviewer() if self.cells["reviewer_uid"] else None]

    def _mark(self) -> tuple[Record, list[Record | None]]:
        value = str(self.extra.get("mark", ""))
        if value not in MARKS:
            raise RowRefusedError("extra", _("no such mark: {value}").format(value=value))
        values = {
            "draft": self._uid("draft_sha256"), "provision": self.cells["provision"],
            "provision_title": self.cells["provision_title"], "value": value,
            "reviewer": self._uid("reviewer_uid"), "note": self.cells["note"], **self._times(),
        }  # fmt: skip
        said = ("provision", "provision_title", "note")
        columns = TIME_COLUMNS | {name: name for name in said}
        mark = self._record("mark", self._uid("tag_uid"), values, columns)
        return mark, [self._draft(), self._reviewer()]

    def _comment(self) -> tuple[Record, list[Record | None]]:
        values = {
            "target": str(self.extra.get("target", "")), "text": self.cells["note"],
            "reviewer": self._uid("reviewer_uid"), **self._times(),
        }  # fmt: skip
        comment = self._record(
            "comment", self._uid("tag_uid"), values, {**TIME_COLUMNS, "text": "note"}
        )
        return comment, [self._reviewer()]

    def _in_extra(self) -> tuple[Record, list[Record | None]]:
        """What has no columns: a boundary, a link to a counterpart, a word on a pairing or a concern."""
        said = self.extra.get(self.kind) or {}
        values = {name: canonical(str(said.get(name, ""))) for name in FIELDS[self.kind]}
        values.update(note=self.cells["note"], **self._times())
        if self.kind not in ALONE:
            values.update(draft=self._uid("draft_sha256"), reviewer=self._uid("reviewer_uid"))
        columns = {**TIME_COLUMNS, "note": "note"}
        record = self._record(self.kind, self._uid("tag_uid"), values, columns)
        return record, [] if self.kind in ALONE else [self._draft(), self._reviewer()]

    def _reviewer_row(self) -> tuple[Record, list[Record | None]]:
        return self._reviewer(), []

    def _code_row(self) -> tuple[Record, list[Record | None]]:
        rest = {str(k): str(v) for k, v in (self.extra.get("code") or {}).items()}
        values = {**self._code().values, **rest}
        return self._record("code", self._uid("code_uid"), values, CODE_COLUMNS), []

    # -- edits and unknowns ----------------------------------------------------------------------

    def _with_edits(self, record: Record) -> Record:
        dots: dict[str, tuple[Dot, ...]] = {}
        for column in self.edited:
            field = "text" if record.kind == "comment" and column == "note" else column
            noted = column == "note" and record.kind not in _WITHOUT_NOTE
            if record.kind != "tag" and not noted:
                self.notices.append((column, _("this column cannot be edited in such a row")))
                continue
            value = self._edited(column)
            session = digest("edit", record.uid, column, str(record.stamp(field)), value)
            dots[field] = ((Stamp(record.latest() + 1, "", session), value),)
        return rewritten(record, dots) if dots else record

    def _edited(self, column: str) -> str:
        value = self.cells[column]
        if column == "code":
            uid = self.code_uid(value)
            if uid is None:
                raise RowRefusedError(
                    column, _("no code {value} in the codebook").format(value=value)
                )
            return uid
        return vocabulary_value(column, value)
