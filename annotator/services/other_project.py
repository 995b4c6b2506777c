# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another project as rows, as if it had been exported: read in batches, and never written to."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from annotator.domain.change import Record
from annotator.domain.identity import is_uid
from annotator.domain.kinds import ALONE, ON_DRAFT
from annotator.exchange.annotation_rows import annotation_row
from annotator.exchange.csv_file import COLUMNS, Row
from annotator.services.annotations import SHIPPED
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.storage.journal import journal_of
from annotator.storage.peek import read_header
from annotator.storage.repositories import Records, Rows
from annotator.storage.store import Store
from annotator.storage.tables import SCHEMA, Blob, KeptRow
from annotator.storage.tables import Draft as DraftRow

_BATCH = 2000
_SMALL = ("draft", "reviewer", "code")
"""Kinds of which a project has few: held in memory while the rest passes."""


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """A project that is read only. One of an older version, or one that a crash left half written, is
    read in a copy: nobody's file is changed by being merged.

    Raises:
        NotFoundError: there is no such file.
        ProjectDamagedError: it is no project, is damaged, or is of a newer version.
    """
    with ExitStack() as stack:
        schema = read_header(path)
        journal = journal_of(path)
        if schema < SCHEMA or (journal.exists() and journal.stat().st_size):
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="annotator-merge"))
            )
            for file in (path, journal):
                if file.exists():
                    shutil.copyfile(file, folder / file.name)
            path = folder / path.name
        store = Store.open(path, write=False)
        stack.callback(store.close)
        yield store


def documents_of_project(path: Path, wanted: Iterable[str]) -> Iterator[tuple[bytes, str]]:
    """The PDFs of another project with these SHA-256, and their file names."""
    with reading(path) as store, store.read() as connection:
        rows = store.rows(connection)
        names = {row["uid"]: row["file"] for row in rows.all(DraftRow)}
        for sha256 in wanted:
            for data in rows.values(Blob, "data", sha256=sha256):
                yield bytes(data), names.get(sha256, "")


def drafts_of_project(path: Path) -> dict[str, str]:
    """The drafts of another project whose PDF is in it: SHA-256 and name."""
    with reading(path) as store, store.read() as connection:
        rows = store.rows(connection)
        here = drafts_here(rows)
        return {row["uid"]: draft_of(row, here=True).name
                for row in rows.all(DraftRow) if row["uid"] in here}  # fmt: skip


def rows_of_project(path: Path) -> Iterator[Row]:
    """Every row that an export of another project has; `line` is its number."""
    with reading(path) as store, store.read() as connection:
        book = _Book(store.rows(connection), store.records(connection))
        for number, cells in enumerate(book.rows(), start=1):
            yield Row(number, {**dict.fromkeys(COLUMNS, ""), **cells})


class _Book:
    """Everything of a project that travels, a batch at a time."""

    def __init__(self, rows: Rows, records: Records) -> None:
        self._rows, self._records = rows, records
        self._few = {kind: {r.uid: r for r in records.all(kind)} for kind in _SMALL}
        self._named: set[str] = set()
        self._mentioned: set[str] = set()

    def rows(self) -> Iterator[dict[str, str]]:
        for kind in ("tag", *ON_DRAFT):
            for batch in self._records.in_batches(kind):
                passages = self._passages_of(kind, batch)
                for record in batch:
                    self._note(record)
                    yield self._row(kind, record, passages)
        for batch in self._records.in_batches("passage"):
            yield from self._passage_rows(batch)
        last = 0
        while kept := self._rows.after(KeptRow, last, _BATCH):
            last = kept[-1]["row"]
            yield from (json.loads(row["cells"]) for row in kept)
        for batch in self._records.in_batches("comment"):
            for comment in batch:
                self._note(comment)
                yield annotation_row("comment", primary=comment, reviewer=self._by(comment))
        yield from self._agreed()
        yield from self._people_and_codes()

    def _passages_of(self, kind: str, batch: list[Record]) -> Mapping[str, Record]:
        field = {"tag": "passage", "counterpart": "target"}.get(kind)
        uids = {record.values[field] for record in batch} if field else set()
        return self._records.get_many("passage", filter(is_uid, uids))

    def _row(self, kind: str, record: Record, passages: Mapping[str, Record]) -> dict[str, str]:
        if kind != "tag":
            return annotation_row(
                kind, primary=record, reviewer=self._by(record),
                draft=self._few["draft"][record.values["draft"]],
            )  # fmt: skip
        passage = passages[record.values["passage"]]
        return annotation_row(
            "tag", primary=record, passage=passage, reviewer=self._by(record),
            draft=self._few["draft"][passage.values["draft"]],
            code=self._few["code"].get(record.values["code"]),
        )  # fmt: skip

    def _passage_rows(self, batch: list[Record]) -> Iterator[dict[str, str]]:
        """Passages that no tag tells of, and that say something."""
        uids = [record.uid for record in batch]
        tagged = self._records.stood_on("tag", "passage", uids)
        remarked = self._records.stood_on("comment", "target", uids)
        remarked |= self._records.stood_on("counterpart", "target", uids)
        for passage in batch:
            self._note(passage)
            said = passage.values["note"] or passage.values["deleted"] or passage.uid in remarked
            if said and passage.uid not in tagged:
                yield annotation_row(
                    "passage", primary=passage, passage=passage, reviewer=self._by(passage),
                    draft=self._few["draft"][passage.values["draft"]],
                )  # fmt: skip

    def _by(self, record: Record) -> Record | None:
        self._named.add(record.values["reviewer"])
        return self._few["reviewer"].get(record.values["reviewer"])

    def _note(self, record: Record) -> None:
        self._mentioned.add(record.base.reviewer)
        self._mentioned.update(stamp.reviewer for stamp in record.stamps.values())
        self._mentioned.update(s.reviewer for dots in record.others.values() for s, _ in dots)

    def _agreed(self) -> Iterator[dict[str, str]]:
        """What the whole team says, and of whom."""
        for kind in ALONE:
            for batch in self._records.in_batches(kind):
                for record in batch:
                    self._note(record)
                    names = ("person",) if kind == "task" else ("one", "other")
                    self._mentioned.update(record.values[name] for name in names)
                    yield annotation_row(kind, primary=record)

    def _people_and_codes(self) -> Iterator[dict[str, str]]:
        for kind in ("draft", "code"):
            for record in self._few[kind].values():
                self._note(record)
        for uid in sorted(self._mentioned - self._named):
            if uid in self._few["reviewer"]:
                reviewer = self._few["reviewer"][uid]
                yield annotation_row("reviewer", primary=reviewer, reviewer=reviewer)
        for code in self._few["code"].values():
            stamps = {code.base, *code.stamps.values()}
            if any(stamp.session != SHIPPED and stamp.counter for stamp in stamps):
                yield annotation_row("code", primary=code, code=code)
