# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files out and in: export, preview, merge, and the rows that wait for their draft."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.codebook import Code
from annotator.domain.errors import InputRefusedError
from annotator.exchange.csv_file import write_csv
from annotator.i18n import _
from annotator.pdf.text_layer import EXTRACTOR
from annotator.services.annotations import Wanted, annotation_rows, other_columns
from annotator.services.backups import Backups
from annotator.services.brought_drafts import brought, coming_drafts
from annotator.services.codebook_differences import Maps
from annotator.services.codes import code_of
from annotator.services.desk import Desk
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.services.editions import Editions
from annotator.services.folder_news import digests_of
from annotator.services.hand_made import Surroundings
from annotator.services.holding import Holding, taken_back, waiting_here
from annotator.services.merge_comparing import (
    compare_codebooks,
    compare_people,
    show_what_may_be_seen,
)
from annotator.services.merge_files import files_to_merge
from annotator.services.merge_people import SamePeople
from annotator.services.merge_report import MergeReport, Told
from annotator.services.merge_source import Source
from annotator.services.merge_writing import Progress, waiting_rows, write_merge
from annotator.services.merging import Merge
from annotator.services.other_project import OtherProjects
from annotator.services.placement import ground, stands
from annotator.services.shown_rows import shown_rows
from annotator.services.watching import Watching, note_written
from annotator.storage.merge_stage import Stage
from annotator.storage.repositories import Records, Rows
from annotator.storage.tables import RECORD_TABLES, KeptRow, Passage
from annotator.storage.tables import Code as CodeRow
from annotator.storage.tables import Draft as DraftRow

FORMATS = (".csv",)


class Transfer:
    """Exchange of one project's annotations with other projects and with spreadsheets."""

    def __init__(self, desk: Desk, backups: Backups, editions: Editions) -> None:
        self.add_draft: Callable[..., object] = _nowhere
        """Takes a PDF in; `Drafts` puts this in."""
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
        count = write_csv(path, rows, more=other_columns(rows))
        note_written(self._desk, path)
        return count

    def merge(
        self,
        files: Sequence[Path],
        *,
        preview: bool = False,
        progress: Progress | None = None,
        hold_own: bool = False,
        maps: Maps = (),
        bring_drafts: bool = False,
        told: Told | None = None,
        same_people: SamePeople = (),
    ) -> MergeReport:
        """Join annotation files and other projects into the project, as one action with one undo.

        Args:
            files: to read, and folders of such, in any order: the order does not matter to the result.
            preview: reckon only; nothing is changed.
            progress: called with (rows done, 0), then while they are written with (rows, of how many);
                may raise Cancelled, and then nothing is changed.
            hold_own: what others change or delete of the reviewer's own work waits in the inbox
                instead of being applied; it is counted in its class all the same.
            maps: codes of the files, and those of the project they are to be shown as.
            bring_drafts: take the PDFs of other projects along; each is an action of its own, done before
                the merge, and is hidden again where that fails. One behind a password stays away, and
                its rows wait.
            told: called for each row that is read.
            same_people: reviewers of the files, and those of the project they are one with.

        Raises:
            InputRefusedError: a file cannot be read or is no annotation file; nothing is taken.
            NotFoundError: there is no such code to be mapped, or no such reviewer.
        """
        paths, left_out = files_to_merge(files, self._desk.store.path)
        began = time.time()
        with (
            closing(Stage(self._desk.store.path)) as stage,
            OtherProjects(stage.folder) as others,
            ExitStack() as stack,
        ):
            coming = coming_drafts(self._desk, paths, others) if bring_drafts else {}
            came = [name for name, _path in coming.values()]
            if coming and not preview:
                self._backups.make("merge", always=True)
                came = stack.enter_context(brought(self._desk, coming, others, self.add_draft))
            merge = self._reckoned(
                paths, others, progress, hold_own=hold_own, coming=coming if preview else (),
                stage=stage, told=told, maps=maps, same_people=same_people,
            )  # fmt: skip
            merge.report.left_out, merge.report.brought = left_out, came
            if not preview:
                if not coming:
                    self._backups.make("merge", always=True)
                self._write(merge, paths, digests_of(paths, before=began), progress)
        return merge.report

    def _write(
        self, merge: Merge, paths: Sequence[Path], read: list[str], progress: Progress | None
    ) -> None:
        """As one action, whose log says what was read: a merge that is undone is news again."""
        watching = Watching(self._desk)
        known = watching.merged()
        new = [digest for digest in read if digest not in known]
        said = {"files": ", ".join(path.name for path in paths), "read": " ".join(new)}
        if not write_merge(self._desk, merge, progress, "merge", **said):
            watching.note(new)

    def _reckoned(
        self,
        paths: Sequence[Path],
        others: OtherProjects,
        progress: Progress | None,
        *,
        hold_own: bool,
        coming: Collection[str],
        stage: Stage,
        told: Told | None,
        maps: Maps,
        same_people: SamePeople,
    ) -> Merge:
        self._prepare()
        with self._desk.store.read() as connection:
            store = self._desk.store
            rows, records = store.rows(connection), store.records(connection)
            merge = self._start(rows, records, stage, hold_own=hold_own, coming=coming)
            merge.tally.told = told
            show_what_may_be_seen(merge, self._desk.seen(connection))
            merge.take_files(paths, others, lambda done: progress(done, 0) if progress else None)
            merge.settle()
            compare_codebooks(merge, records, maps)  # while codes and reviewers lie in memory
            compare_people(merge, records, same_people, mine=self._desk.mine(records))
            merge.finish()
        return merge

    def settle(self, sha256: str) -> int:
        """Place rows that waited, now that a draft has come; returns how many."""
        self._prepare()
        with closing(Stage(self._desk.store.path)) as stage:
            with self._desk.store.read() as connection:
                store = self._desk.store
                merge = self._start(store.rows(connection), store.records(connection), stage)
                placed = merge.settle()
                merge.finish()
            if placed:
                write_merge(self._desk, merge, None, "place_waiting", count=str(placed))
        self._place_passages(sha256)
        return placed

    def _start(
        self,
        rows: Rows,
        records: Records,
        stage: Stage,
        *,
        hold_own: bool = False,
        coming: Collection[str] = (),
    ) -> Merge:
        here = drafts_here(rows)
        drafts = [draft_of(row, here=row["uid"] in here) for row in rows.all(DraftRow)]
        mine = self._desk.mine(records)
        any_kept = bool(rows.after(KeptRow, 0, 1))
        source = Source(
            get_many=records.get_many,
            hashes=lambda kind, uids: rows.hashes(RECORD_TABLES[kind], uids),
            is_kept=lambda uid: any_kept and uid in rows.by(KeptRow, "uid", [uid]),
            kept=lambda: waiting_rows(rows),
            why_waits=self._editions.why_waits(rows, records, drafts, coming),
            here={*(draft.sha256 for draft in drafts if draft.here), *coming},
            mine=mine,
            holding=Holding(
                waiting_here(rows), mine if hold_own else (), taken_back(rows) if hold_own else {}
            ),
            extractor=EXTRACTOR,
        )
        by_name = _codes_by_name(rows)
        around = Surroundings(drafts, by_name, self._find, self._anchor)

        def code_uid(name: str) -> str | None:
            code = by_name(name)
            return code.uid if code else None

        return Merge(source, around, code_uid, stage)

    def _find(self, sha256: str, quote: str) -> list[tuple[Segment, ...]]:
        return self._desk.text(sha256).find(quote)

    def _anchor(self, sha256: str, segments: tuple[Segment, ...]) -> Anchor:
        anchor = self._desk.anchor(sha256, segments)
        assert anchor is not None  # noqa: S101 - found text is running text
        return anchor

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


def _nowhere(_pdf: bytes, *, file: str) -> object:
    raise InputRefusedError(_("{file} cannot be taken in here.").format(file=file))


def _codes_by_name(rows: Rows) -> Callable[[str], Code | None]:
    by_id: dict[str, Code] = {}
    by_title: dict[str, Code] = {}
    for row in rows.all(CodeRow, order="position"):
        code = code_of(row)
        by_id.setdefault(code.id.casefold(), code)
        by_title.setdefault(code.name.casefold(), code)
    return lambda name: by_id.get(name.strip().casefold()) or by_title.get(name.strip().casefold())
