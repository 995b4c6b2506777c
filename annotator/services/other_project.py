# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another project as rows, as if it had been exported: read in batches, and never written to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from annotator.exchange.csv_file import COLUMNS, Row
from annotator.services.annotations import Travelling, Wanted
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.storage.journal import journal_of
from annotator.storage.peek import read_header
from annotator.storage.store import Store
from annotator.storage.tables import SCHEMA, Blob
from annotator.storage.tables import Draft as DraftRow


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
        all_of_it = Travelling(store.rows(connection), store.records(connection))
        for number, cells in enumerate(all_of_it.rows(Wanted()), start=1):
            yield Row(number, {**dict.fromkeys(COLUMNS, ""), **cells})
