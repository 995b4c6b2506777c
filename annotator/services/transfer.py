# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files out and in: export, preview, merge, and the rows that wait for their draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.codebook import Code
from annotator.domain.errors import InputRefusedError
from annotator.domain.sameness import CODE
from annotator.exchange.csv_file import write_csv
from annotator.i18n import _
from annotator.services.annotations import Wanted, annotation_rows, other_columns
from annotator.services.backups import Backups
from annotator.services.codebook_differences import Maps, differences, mapped_codes
from annotator.services.codes import code_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.editions import Editions
from annotator.services.hand_made import Surroundings
from annotator.services.holding import Holding, put_waiting, waiting_here
from annotator.services.joins import put_join
from annotator.services.merge_report import MergeReport
from annotator.services.merging import Merge, Source
from annotator.services.placement import ground, placements, stands
from annotator.services.seen import living_joins
from annotator.services.shown_rows import shown_rows
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import RECORD_TABLES, KeptRow, Passage
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.unit_of_work import UnitOfWork

FORMATS = (".csv",)
Progress = Callable[[int, int], None]


class Transfer:
    """Exchange of one project's annotations with other projects and with spreadsheets."""

    def __init__(self, desk: Desk, backups: Backups, editions: Editions) -> None:
        self._desk = desk
        self._editions = editions
        self._backups = backups

    def rows(self, wanted: Wanted) -> list[dict[str, str]]:
        """Rows to look at, with the annotation file's columns, unguarded; see `shown_rows`."""
        self._prepare(wanted.drafts)
        with self._desk.store.read() as connection:
            rows, records = self._desk.store.rows(connection), self._desk.store.records(connection)
            seen = self._desk.seen(connection)
            return shown_rows(rows, records, wanted, self._desk.placed, seen=seen)

    def _prepare(self, drafts: Collection[str] = ()) -> None:
        with self._desk.store.read() as connection:
            here = drafts_here(self._desk.store.rows(connection))
        self._desk.prepare_provisions(here & set(drafts) if drafts else here)

    def export(self, path: Path, wanted: Wanted, *, kind: str = "") -> int:
        """Write an annotation file.

        Args:
            path: where to; its suffix says the format unless `kind` does.
            wanted: which rows.
            kind: e.g. `csv`.

        Returns:
            How many rows.

        Raises:
            InputRefusedError: no such format, or the place cannot be written.
        """
        suffix = f".{kind.lstrip('.')}" if kind else path.suffix.casefold()
        if suffix not in FORMATS:
            raise InputRefusedError(
                _("{suffix} is no format to export to.").format(suffix=suffix or path.name),
                _("Use one of: {formats}.").format(formats=", ".join(FORMATS)),
            )
        self._prepare(wanted.drafts)
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            rows = annotation_rows(
                self._desk.store.rows(connection), records, wanted, self._desk.placed
            )
        return write_csv(path, rows, more=other_columns(rows))

    def merge(
        self,
        files: Sequence[Path],
        *,
        preview: bool = False,
        progress: Progress | None = None,
        hold_own: bool = False,
        maps: Maps = (),
    ) -> MergeReport:
        """Join annotation files into the project, as one action with one undo.

        Args:
            files: to read, in any order: the order does not matter to the result.
            preview: reckon only; nothing is changed.
            progress: called with (rows done, 0); may raise Cancelled.
            hold_own: what others change or delete of the reviewer's own work waits in the inbox
                instead of being applied; it is counted in its class all the same.
            maps: codes of the files, and those of the project they are to be shown as.

        Raises:
            InputRefusedError: a file cannot be read or is no annotation file; nothing is taken.
            NotFoundError: there is no such code to be mapped.
        """
        merge = self._reckoned(files, progress, hold_own=hold_own)
        mapped = self._compare_codebooks(merge, maps)
        if preview:
            return merge.report
        self._backups.make("merge", always=True)
        names = ", ".join(path.name for path in files)
        with self._desk.change("merge", bulk=True, files=names) as unit:
            self._write(unit, merge)
            for theirs, ours in mapped:
                put_join(unit, CODE, theirs, ours)
        return merge.report

    def _compare_codebooks(self, merge: Merge, maps: Maps) -> tuple[tuple[str, str], ...]:
        """Report what the files' codes have that ours do not; which will be shown as which, by uid."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            ours, joins = records.all("code"), living_joins(records, CODE)
        now, before = merge.now["code"], merge.before["code"]
        mapped = mapped_codes(maps, now, ours)
        merge.report.codebook = differences(before, now, ours, joins=joins, maps=mapped)
        return mapped

    def _reckoned(
        self, files: Sequence[Path], progress: Progress | None, *, hold_own: bool
    ) -> Merge:
        self._prepare()
        with self._desk.store.read() as connection:
            store = self._desk.store
            rows, records = store.rows(connection), store.records(connection)
            merge = self._start(rows, records, hold_own=hold_own)
            for path in files:
                merge.take_file(path, lambda done: progress(done, 0) if progress else None)
            merge.settle()
            merge.finish()
        return merge

    def settle(self, sha256: str) -> int:
        """Place rows that waited, now that a draft has come; returns how many."""
        self._prepare()
        with self._desk.store.read() as connection:
            store = self._desk.store
            merge = self._start(store.rows(connection), store.records(connection))
            placed = merge.settle()
            merge.finish()
        if placed:
            with self._desk.change("place_waiting", bulk=True, count=str(placed)) as unit:
                self._write(unit, merge)
        self._place_passages(sha256)
        return placed

    def _start(self, rows: Rows, records: Records, *, hold_own: bool = False) -> Merge:
        here = drafts_here(rows)
        drafts = [draft_of(row, here=row["uid"] in here) for row in rows.all(DraftRow)]
        kept = {row["uid"]: row for row in rows.all(KeptRow)}
        mine = self._desk.mine(records)
        holding = Holding(waiting_here(rows), mine if hold_own else ())
        why_waits = self._editions.why_waits(rows, records, drafts)
        source = Source(records.get_many, kept, why_waits, mine, holding)
        by_name = _codes_by_name(rows)
        around = Surroundings(drafts, by_name, self._find, self._anchor)

        def code_uid(name: str) -> str | None:
            code = by_name(name)
            return code.uid if code else None

        return Merge(source, around, code_uid)

    def _find(self, sha256: str, quote: str) -> list[tuple[Segment, ...]]:
        return self._desk.text(sha256).find(quote)

    def _anchor(self, sha256: str, segments: tuple[Segment, ...]) -> Anchor:
        anchor = self._desk.anchor(sha256, segments)
        assert anchor is not None  # noqa: S101 - found text is running text
        return anchor

    def _write(self, unit: UnitOfWork, merge: Merge) -> None:
        highest = 0
        for kind in RECORD_TABLES:
            changed = merge.changed(kind)
            before = {
                r.uid: old for r in changed if (old := merge.before[kind].get(r.uid)) is not None
            }
            local = placements(self._desk, changed) if kind == "passage" else {}
            unit.put(kind, changed, before, local=local)
            highest = max(highest, max((record.latest() for record in changed), default=0))
        gone = unit.rows.by(KeptRow, "uid", merge.kept_gone)
        unit.remove_rows(KeptRow, "uid", gone.values())
        unit.add_rows(KeptRow, "uid", merge.kept_new.values())
        put_waiting(unit, merge.waits, merge.waits_no_more)
        highest = max([highest, *(each.record.latest() for each in merge.waits)])
        unit.raise_counter(highest + 1)

    def _place_passages(self, sha256: str) -> None:
        """Look again at the passages of a draft that has come: do they stand where they say?"""
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).all(Passage, draft=sha256)
        if not rows:
            return
        on, moved = ground(self._desk, sha256), []
        for row in rows:
            placed = stands(Anchor.from_json(row["anchor"]), on)
            if placed is not None and placed != row["placed"]:
                moved.append(
                    {**{k: v for k, v in row.items() if k not in _KEYS}, "placed": int(placed)}
                )
        if moved:
            with self._desk.store.cache() as cache:
                cache.replace(Passage, "uid", moved)


_KEYS = {"row", "row_hash"}


def _codes_by_name(rows: Rows) -> Callable[[str], Code | None]:
    by_id: dict[str, Code] = {}
    by_title: dict[str, Code] = {}
    for row in rows.all(CodeRow, order="position"):
        code = code_of(row)
        by_id.setdefault(code.id.casefold(), code)
        by_title.setdefault(code.name.casefold(), code)
    return lambda name: by_id.get(name.strip().casefold()) or by_title.get(name.strip().casefold())
