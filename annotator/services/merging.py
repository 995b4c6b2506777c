# SPDX-License-Identifier: AGPL-3.0-or-later
"""The join of rows into a project: reckoned in memory first, so that a preview is the real thing."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from annotator.domain.canonical_json import compact
from annotator.domain.change import Record, conflicts, deleted_utc, joined
from annotator.domain.identity import digest
from annotator.exchange.annotation_reading import KNOWN_KINDS, parsed
from annotator.exchange.csv_file import Row, read_csv
from annotator.exchange.parsed_row import Parsed
from annotator.exchange.row_values import RowRefusedError, checked_format, is_machine_made
from annotator.i18n import _
from annotator.services.hand_made import Surroundings, WaitingError, derived, expected_tag
from annotator.services.holding import Holding, Key, Waiting
from annotator.services.merge_report import Item, MergeReport
from annotator.services.merge_words import about, edited_apart, stands_on_deleted
from annotator.storage.tables import RECORD_TABLES

_CHUNK = 5000


class Source:
    """Where the present state comes from: records by kind and uid, in batches."""

    def __init__(
        self,
        get_many: Callable[[str, Iterable[str]], dict[str, Record]],
        kept: Mapping[str, Mapping[str, Any]],
        why_waits: Callable[[Parsed], str],
        mine: Collection[str],
        holding: Holding,
    ) -> None:
        self.get_many = get_many
        self.kept = kept
        self.why_waits = why_waits
        self.mine = mine
        self.holding = holding


class Merge:
    """One merge being reckoned.

    Attributes:
        report: counts and items.
        before: records as they were, by kind and uid (None: not there).
        now: records as they will be.
        kept_new: rows to keep word for word, by uid.
        kept_gone: uids of kept rows that found their place.
        waits: what waits for the word of an author because of these files.
        waits_no_more: keys of what waited and does not any longer.
    """

    def __init__(
        self, source: Source, around: Surroundings, code_uid: Callable[[str], str | None]
    ) -> None:
        self._source = source
        self._around = around
        self._code_uid = code_uid
        self.report = MergeReport()
        self.before: dict[str, dict[str, Record | None]] = {kind: {} for kind in RECORD_TABLES}
        self.now: dict[str, dict[str, Record]] = {kind: {} for kind in RECORD_TABLES}
        self.kept_new: dict[str, dict[str, Any]] = {}
        self.kept_gone: set[str] = set()
        self.waits: list[Waiting] = []
        self.waits_no_more: list[Key] = []
        self._joined: dict[str, Record] = {}
        self._draft_names = {draft.sha256: draft.name for draft in around.drafts}

    # -- files -----------------------------------------------------------------------------------

    def take_file(self, path: Path, tick: Callable[[int], None]) -> None:
        """Take a file in, row by row."""
        self.report.files.append(str(path))
        _header, rows = read_csv(path)
        chunk: list[Row] = []
        for row in rows:
            chunk.append(row)
            if len(chunk) == _CHUNK:
                self._take(path.name, chunk)
                tick(self.report.rows)
                chunk = []
        self._take(path.name, chunk)

    def _take(self, file: str, rows: list[Row]) -> None:
        codes: list[Row] = []
        rest: list[Row] = []
        for row in rows:
            (codes if row.cells.get("record", "").strip() == "code" else rest).append(row)
        if codes and rest:  # a row may name a code that comes in the same file
            self._take(file, codes)
            rows = rest
        ready: list[tuple[Row, Parsed | None]] = []
        for row in rows:
            try:
                checked_format(row)
                known = (row.cells.get("record", "").strip() or "tag") in KNOWN_KINDS
                made = is_machine_made(row.cells)
                ready.append((row, parsed(row.cells, self._find_code) if made and known else None))
            except RowRefusedError as error:
                self._count(file, row, "refused", error.reason, error.column)
        self._fetch(p for _, p in ready if p is not None)
        for row, said in ready:
            if said is not None:
                self._count_machine(file, row, said)
            else:
                self._take_other(file, row)

    def _find_code(self, name: str) -> str | None:
        wanted = name.strip().casefold()
        came = (r.uid for r in self.now["code"].values() if r.values["code"].casefold() == wanted)
        return self._code_uid(name) or next(came, None)

    def _take_other(self, file: str, row: Row) -> None:
        kind = row.cells.get("record", "").strip() or "tag"
        if kind not in KNOWN_KINDS:
            new = self._keep(row.cells, waiting=False)
            reason = _("rows of kind {kind} are kept as they are").format(kind=kind)
            self._count(file, row, "added" if new else "unchanged", reason if new else "")
            return
        if kind != "tag":
            reason = _("a {kind} cannot be written by hand").format(kind=kind)
            self._count(file, row, "refused", reason, "record")
            return
        try:
            said = derived(row.cells, self._around)
        except RowRefusedError as error:
            self._count(file, row, "refused", error.reason, error.column)
        except WaitingError as error:
            self._keep(row.cells, waiting=True)
            self._count(file, row, "waiting", str(error))
        else:
            self._fetch([said])
            outcome = self._join(said, file)
            self._notice(file, row.line, outcome, said)
            self._count(file, row, outcome, self._told(said, outcome))

    def _count_machine(self, file: str, row: Row, said: Parsed) -> None:
        outcome = self._join(said, file)
        reason = self._told(said, outcome)
        if waits := self._source.why_waits(said):
            outcome, reason = "waiting", waits
        self._notice(file, row.line, outcome, said)
        self._count(file, row, outcome, reason)

    def _count(self, file: str, row: Row, outcome: str, reason: str = "", column: str = "") -> None:
        cells = row.cells
        words = about(cells) if reason else ""
        self.report.count(Item(file, row.line, column, outcome, reason, words))
        symbol, language = (cells.get(n, "").strip() for n in ("draft_symbol", "language"))
        name = f"{symbol}@{language}" if symbol and language and "@" not in symbol else symbol
        draft = self._draft_names.get(cells.get("draft_sha256", "").strip(), name)
        self.report.count_for(outcome, reviewer=cells.get("reviewer", "").strip(), draft=draft)

    def _notice(self, file: str, line: int, outcome: str, said: Parsed) -> None:
        for column, reason in said.notices:
            self.report.items.append(Item(file, line, column, outcome, reason))

    def _told(self, said: Parsed, outcome: str) -> str:
        """Why a row is listed: it conflicts, or it touches somebody's own work."""
        reasons = (self._why(said, outcome), self._waits(said, outcome))
        return "; ".join(reason for reason in reasons if reason)

    def _waits(self, said: Parsed, outcome: str) -> str:
        if outcome == "unchanged":
            return ""
        records, holds = (said.primary, *said.others), self._source.holding.holds
        held = [r for r in records if holds(self.before[r.kind].get(r.uid), r)]
        if any(map(self._is_mine, held)):
            return _("it waits in your inbox")
        return _("it waits for its author's word") if held else ""

    def _is_mine(self, record: Record) -> bool:
        before, mine = self.before[record.kind].get(record.uid), self._source.mine
        return before is not None and before.values.get("reviewer") in mine

    def _why(self, said: Parsed, outcome: str) -> str:
        record = self.now[said.primary.kind].get(said.primary.uid)
        if record is None:
            return ""
        if outcome == "conflicts":
            concerned = [r for r in said.others if r.kind == "passage"]
            disputed = (self._find(r.kind, r.uid) for r in (said.primary, *concerned))
            told = (edited_apart(r, self._find) for r in disputed if r and conflicts(r))
            return "; ".join(told)
        if outcome == "added" and record.kind == "comment":
            return stands_on_deleted(record, self._source.get_many)
        if outcome in {"deleted", "updated"} and self._is_mine(record):
            return _("your own {kind} is {outcome} by this file").format(
                kind=record.kind, outcome=outcome
            )
        return ""

    def _find(self, kind: str, uid: str) -> Record | None:
        known = self.now[kind].get(uid)
        return known or self._source.get_many(kind, [uid]).get(uid)

    def _keep(self, cells: Mapping[str, str], *, waiting: bool) -> bool:
        body = compact({name: value for name, value in cells.items() if value})
        uid = digest("kept", body, length=32)
        if uid in self._source.kept or uid in self.kept_new:
            return False
        record = cells.get("record", "").strip() or "tag"
        self.kept_new[uid] = {"uid": uid, "record": record, "cells": body, "waiting": int(waiting)}
        return True

    # -- joining ---------------------------------------------------------------------------------

    def _fetch(self, said: Iterable[Parsed]) -> None:
        wanted: dict[str, set[str]] = {}
        for one in said:
            for record in (one.primary, *one.others):
                if record.uid not in self.before[record.kind]:
                    wanted.setdefault(record.kind, set()).add(record.uid)
        for kind, uids in wanted.items():
            found = self._source.get_many(kind, uids)
            self.before[kind].update((uid, found.get(uid)) for uid in uids)
            self.now[kind].update(self._source.holding.begun(found))

    def _join(self, said: Parsed, file: str) -> str:
        """Join what a row says; which class it falls into."""
        primary = said.primary
        disputable = [r for r in (primary, *said.others) if r is primary or r.kind == "passage"]
        olds = [self.now[r.kind].get(r.uid) for r in disputable]
        others = [self._join_one(record, file) for record in said.others]
        changed = self._join_one(primary, file)
        news = [self.now[r.kind][r.uid] for r in disputable]
        old, new = olds[0], news[0]
        if any(map(_new_conflict, olds, news)):
            return "conflicts"
        if changed and deleted_utc(new) and not (old and deleted_utc(old)):
            return "deleted"
        if old is None:
            return "added"
        return "updated" if changed or any(others) else "unchanged"

    def _join_one(self, record: Record, file: str) -> bool:
        if self._joined.get(record.uid) == record:  # drafts and reviewers come again in every row
            return False
        self._joined[record.uid] = record
        self._source.holding.take(record, self.before[record.kind].get(record.uid), file)
        now = self.now[record.kind]
        old = now.get(record.uid)
        new = record if old is None else joined(old, record)
        if new == old:
            return False
        now[record.uid] = new
        return True

    # -- rows that waited ------------------------------------------------------------------------

    def settle(self) -> int:
        """Try every row that waits, old and new; those that can be placed now are. Returns how many."""
        placed = 0
        waiting = {**self._source.kept, **self.kept_new}
        for uid, row in waiting.items():
            if not row["waiting"] or uid in self.kept_gone:
                continue
            cells = json.loads(row["cells"])
            try:
                said = derived(cells, self._around)
            except (RowRefusedError, WaitingError):
                if not self._placed_elsewhere(cells):
                    continue
            else:
                self._fetch([said])
                self._join(said, "")
            if self.kept_new.pop(uid, None) is None:
                self.kept_gone.add(uid)
            placed += 1
        return placed

    def _placed_elsewhere(self, cells: Mapping[str, str]) -> bool:
        uid = expected_tag(cells, self._around)
        if uid is None:
            return False
        return uid in self.now["tag"] or uid in self._source.get_many("tag", [uid])

    def finish(self) -> None:
        """All is read: what waits for an author's word is held back, and the rest may be written."""
        self.waits, self.waits_no_more = self._source.holding.settled(self.before, self.now)
        self.report.held = sum(self._is_mine(each.record) for each in self.waits)

    def changed(self, kind: str) -> list[Record]:
        """Records of a kind that are not as they were."""
        before = self.before[kind]
        return [record for uid, record in self.now[kind].items() if before.get(uid) != record]


def _new_conflict(old: Record | None, new: Record) -> bool:
    if new is old:
        return False
    known = conflicts(old) if old else {}
    return any(dots != known.get(name) for name, dots in conflicts(new).items())
