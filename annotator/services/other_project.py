# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another project as rows, as if it had been exported: read in batches, and never written to."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from annotator.domain.change import Record
from annotator.domain.errors import AnnotatorError, InputRefusedError
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


class OtherProjects:
    """Projects that are merged, each opened once and read only; closed with the block.

    One of an older version, or one that a crash left half written, is read in a copy: nobody's file is
    changed by being merged.
    """

    def __init__(self, folder: Path) -> None:
        """Begin; copies lie in `folder`, whose maker removes it."""
        self._folder = folder
        self._stack = ExitStack()
        self._open: dict[Path, Store] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._stack.close()

    def _store(self, path: Path) -> Store:
        if path not in self._open:
            self._open[path] = store = Store.open(self._readable(path), write=False)
            self._stack.callback(store.close)
        return self._open[path]

    def _readable(self, path: Path) -> Path:
        journal = journal_of(path)
        if read_header(path) == SCHEMA and not (journal.exists() and journal.stat().st_size):
            return path
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        for file in (path, journal):
            if file.exists():
                shutil.copyfile(file, folder / file.name)
        return folder / path.name

    def documents(self, path: Path, wanted: Iterable[str]) -> Iterator[tuple[str, bytes, str]]:
        """The PDFs of a project with these SHA-256: with that, and with their file names."""
        with _refused(), self._store(path).read() as connection:
            rows = self._store(path).rows(connection)
            names = {row["uid"]: row["file"] for row in rows.all(DraftRow)}
            for sha256 in wanted:
                for data in rows.values(Blob, "data", sha256=sha256):
                    yield sha256, bytes(data), names.get(sha256, "")

    def drafts(self, path: Path) -> dict[str, str]:
        """The drafts of a project whose PDF is in it: SHA-256 and name.

        Raises:
            InputRefusedError: it is no project, is damaged, or is of a newer version.
        """
        with _refused(), self._store(path).read() as connection:
            rows = self._store(path).rows(connection)
            here = drafts_here(rows)
            return {row["uid"]: draft_of(row, here=True).name
                    for row in rows.all(DraftRow) if row["uid"] in here}  # fmt: skip

    def rows(self, path: Path) -> Generator[Row]:
        """Every row that an export of a project has; `line` is its number.

        Raises:
            InputRefusedError: as for `drafts`.
        """
        with _refused(), self._store(path).read() as connection:
            store = self._store(path)
            book = _Book(store.rows(connection), store.records(connection))
            for number, cells in enumerate(book.rows(), start=1):
                yield Row(number, {**dict.fromkeys(COLUMNS, ""), **cells})


@contextmanager
def _refused() -> Iterator[None]:
    """What is wrong with another project, as a fault of what was given."""
    try:
        yield
    except InputRefusedError:
        raise
    except AnnotatorError as error:
        raise InputRefusedError(str(error), error.hint) from error


def looked_into(path: Path) -> None:
    """Open a project, no more.

    Raises:
        AnnotatorError: it is no project, is damaged, or is of a newer version.
    """
    journal = journal_of(path)
    if read_header(path) == SCHEMA and not (journal.exists() and journal.stat().st_size):
        Store.open(path, write=False).close()


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
