# SPDX-License-Identifier: AGPL-3.0-or-later
"""The join of rows into a project: reckoned beside it first, so that a preview is the real thing.

Rows pass in blocks, file by file. `merge_lane` tells what is plainly new or here; the rest joins by field.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from annotator.domain.canonical_json import compact
from annotator.domain.change import deleted_utc
from annotator.domain.identity import digest
from annotator.exchange.annotation_reading import KNOWN_KINDS, parsed
from annotator.exchange.csv_file import Row, row_of_cells
from annotator.exchange.parsed_row import Parsed
from annotator.exchange.plain_rows import Around
from annotator.exchange.row_values import RowRefusedError, checked_format, is_machine_made
from annotator.i18n import _
from annotator.services.hand_made import (
    Surroundings,
    WaitingError,
    derived,
    expected_tag,
    is_by_hand,
)
from annotator.services.holding import Key, Waiting
from annotator.services.merge_files import is_project, short_names
from annotator.services.merge_lane import Chosen, Lane
from annotator.services.merge_ledger import Ledger, keys_of, new_conflict
from annotator.services.merge_reasons import Reasons
from annotator.services.merge_report import MergeReport, Tally
from annotator.services.merge_source import Source
from annotator.services.other_project import OtherProjects
from annotator.services.plain_reading import ROWS, Again, Block, draft_in
from annotator.services.row_readers import RowReaders
from annotator.storage.merge_stage import Stage

NONE_CHOSEN = Chosen([], [], frozenset())
OFTEN = 200
"""After so many rows that are joined one by one it is told how many it was."""


class Merge:
    """One merge being reckoned.

    Attributes:
        report: counts and items.
        stage: where it is reckoned; holds what is to be written in the end.
        waits: what waits for the word of an author because of these files.
        waits_no_more: keys of what waited and does not any longer.
        tally: counts the rows.
        ledger: what is reckoned with.
        mapped: uids of codes that will be shown as others, and those.
        same_people: likewise of reviewers.
    """

    def __init__(
        self,
        source: Source,
        around: Surroundings,
        code_uid: Callable[[str], str | None],
        stage: Stage,
    ) -> None:
        self.stage = stage
        self.report = MergeReport()
        self.waits: list[Waiting] = []
        self.waits_no_more: list[Key] = []
        self.mapped: tuple[tuple[str, str], ...] = ()
        self.same_people: Sequence[tuple[str, str]] = ()
        self._tick: Callable[[int], None] = lambda _rows: None
        self._codes_told: set[str] = set()
        self._source, self._around, self._code_uid = source, around, code_uid
        self.ledger = Ledger(source.get_many, source.holding, stage)
        self._lane = Lane(stage, source.hashes, source.holding.waiting)
        self.reasons = Reasons(self.ledger, source.get_many, source.mine)
        self.tally = Tally(self.report, around.drafts)

    @property
    def latest(self) -> int:
        """The highest counter among the rows that needed no joining."""
        return self._lane.latest

    # -- files -----------------------------------------------------------------------------------

    def take_files(
        self, paths: Sequence[Path], others: OtherProjects, tick: Callable[[int], None]
    ) -> None:
        """Take annotation files and projects in, block by block.

        Args:
            paths: of all.
            others: which reads the projects.
            tick: hears how many rows it was so far.

        Raises:
            InputRefusedError: one cannot be read.
        """
        names, self._tick = short_names(paths), tick
        readers = RowReaders(paths, self.stage.folder, self._source.extractor)
        try:
            for path in paths:
                self.report.files.append(str(path))
                if is_project(path):
                    with contextlib.closing(others.rows(path)) as rows:
                        while found := list(islice(rows, ROWS)):
                            self._take_block(names[path], Block(), NONE_CHOSEN, found)
                            tick(self.report.rows)
                    continue
                header, blocks = readers.blocks(path)
                again = Again(path, header)
                for block in blocks:
                    self._take_block(names[path], block, *self._sorted(block, again, header))
                    tick(self.report.rows)
        finally:
            readers.close()

    def _sorted(self, block: Block, again: Again, header: list[str]) -> tuple[Chosen, list[Row]]:
        """Plain rows that need no joining, and all others in their order."""
        rest = [row for one in block.rest if (row := row_of_cells(one, header)) is not None]
        chosen = NONE_CHOSEN
        if block.lines and not any(not row.fault and is_by_hand(row.cells) for row in rest):
            columns = ("tag_uid", "passage_uid")
            apart = {row.cells.get(name, "").strip() for row in rest for name in columns}
            chosen = self._lane.chosen(block, apart)
        back = [again.row(block.lines[at]) for at in chosen.left(block)]
        return chosen, sorted([*rest, *back], key=lambda row: row.line)

    def _take_block(self, file: str, block: Block, chosen: Chosen, rows: list[Row]) -> None:
        self.tally.begin()
        self._take(file, rows)
        self.ledger.put_away()
        self._lane.take(block, chosen)
        for outcome, numbers in (("added", chosen.new), ("unchanged", chosen.known)):
            told: list[int] = []
            alike: Counter[Around] = Counter()
            for around, count in Counter(block.around[at] for at in numbers).items():
                if self.tally.told or draft_in(block.arounds[around])[0] not in self._source.here:
                    told += [at for at in numbers if block.around[at] == around]
                else:
                    alike[block.arounds[around]] += count
            self.tally.count_alike(file, alike, outcome)
            for row in block.plain(told) if told else ():
                waits = self._source.why_waits.of(*row.draft, row.anchor)
                self.tally.count_plain(file, row, "waiting" if waits else outcome, waits)
        self.tally.end()

    def _take(self, file: str, rows: list[Row]) -> None:
        codes: list[Row] = []
        rest: list[Row] = []
        for row in rows:
            (codes if row.cells.get("record", "").strip() == "code" else rest).append(row)
        begun = 0
        if codes and rest:  # a row may name a code that comes in the same file
            self._take(file, codes)
            rows, begun = rest, len(codes)
        ready: list[tuple[Row, Parsed | None]] = []
        for row in rows:
            try:
                checked_format(row)
                known = (row.cells.get("record", "").strip() or "tag") in KNOWN_KINDS
                made = is_machine_made(row.cells)
                ready.append((row, parsed(row.cells, self._find_code) if made and known else None))
            except RowRefusedError as error:
                self.tally.count(file, row, "refused", error.reason, error.column)
        self._fetch(p for _, p in ready if p is not None)
        for number, (row, said) in enumerate(ready, start=begun):
            if said is not None:
                self._count_machine(file, row, said)
            else:
                self._take_other(file, row)
            if number % OFTEN == 0:
                self._tick(self.report.rows + number)

    def _find_code(self, name: str) -> str | None:
        wanted = name.strip().casefold()
        codes = self.ledger.now["code"].values()
        came = (r.uid for r in codes if r.values["code"].casefold() == wanted)
        return self._code_uid(name) or next(came, None)

    def _take_other(self, file: str, row: Row) -> None:
        kind = row.cells.get("record", "").strip() or "tag"
        if kind not in KNOWN_KINDS:
            new = self._keep(row.cells, waiting=False)
            reason = _("rows of kind {kind} are kept as they are").format(kind=kind)
            self.tally.count(file, row, "added" if new else "unchanged", reason if new else "")
            return
        if kind != "tag":
            reason = _("a {kind} cannot be written by hand").format(kind=kind)
            self.tally.count(file, row, "refused", reason, "record")
            return
        try:
            said = derived(row.cells, self._around)
        except RowRefusedError as error:
            self.tally.count(file, row, "refused", error.reason, error.column)
        except WaitingError as error:
            self._keep(row.cells, waiting=True)
            self.tally.count(file, row, "waiting", str(error))
        else:
            self._fetch([said])
            outcome = self._join(said, file)
            codes = {r.uid for r in said.others if r.kind == "code"}
            if codes - self._codes_told:  # that a code is new is told once
                self.tally.notice(file, row.line, outcome, said)
            if self.tally.count(file, row, outcome, self.reasons.of(said, outcome)):
                self._codes_told |= codes

    def _count_machine(self, file: str, row: Row, said: Parsed) -> None:
        outcome = self._join(said, file)
        if waits := self._source.why_waits(said):
            outcome = "waiting"
        self.tally.notice(file, row.line, outcome, said)
        self.tally.count(file, row, outcome, waits or self.reasons.of(said, outcome))

    def _keep(self, cells: Mapping[str, str], *, waiting: bool) -> bool:
        body = compact({name: value for name, value in cells.items() if value})
        uid = digest("kept", body, length=32)
        record = cells.get("record", "").strip() or "tag"
        row = {"uid": uid, "record": record, "cells": body, "waiting": int(waiting)}
        return not self._source.is_kept(uid) and self.stage.keep(row)

    # -- joining ---------------------------------------------------------------------------------

    def _fetch(self, said: Iterable[Parsed]) -> None:
        self.ledger.fetch(keys_of(r for one in said for r in (one.primary, *one.others)))

    def _join(self, said: Parsed, file: str) -> str:
        """Join what a row says; which class it falls into."""
        primary, now = said.primary, self.ledger.now
        disputable = [r for r in (primary, *said.others) if r is primary or r.kind == "passage"]
        olds = [now[r.kind].get(r.uid) for r in disputable]
        others = [self.ledger.join(record, file) for record in said.others]
        changed = self.ledger.join(primary, file)
        news = [now[r.kind][r.uid] for r in disputable]
        old, new = olds[0], news[0]
        if any(map(new_conflict, olds, news)):
            return "conflicts"
        if changed and deleted_utc(new) and not (old and deleted_utc(old)):
            return "deleted"
        if old is None:
            return "added"
        return "updated" if changed or any(others) else "unchanged"

    # -- rows that waited ------------------------------------------------------------------------

    def settle(self) -> int:
        """Try every row that waits, old and new; those that can be placed now are. Returns how many."""
        placed = 0
        for batch in self._source.kept():
            placed += self._settle(batch)
        for batch in self.stage.kept(waiting=True):
            placed += self._settle(batch)
        return placed

    def _settle(self, rows: Iterable[Mapping[str, Any]]) -> int:
        placed = 0
        for row in rows:
            cells = json.loads(row["cells"])
            try:
                said = derived(cells, self._around)
            except (RowRefusedError, WaitingError):
                uid = expected_tag(cells, self._around)
                if uid is None or self.ledger.find("tag", uid) is None:
                    continue
            else:
                self._fetch([said])
                self._join(said, "")
            self.stage.no_longer(row["uid"])
            placed += 1
        self.ledger.put_away()
        return placed

    def finish(self) -> None:
        """All is read: what waits for an author's word is held back, and the rest may be written."""
        self.waits, self.waits_no_more = self.ledger.settle()
        self.report.held = sum(self.reasons.is_mine(each.record) for each in self.waits)
        self.ledger.put_away(all_of_it=True)
