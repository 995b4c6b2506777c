# SPDX-License-Identifier: AGPL-3.0-or-later
"""Another project as rows, as if it had been exported: read in batches, and never written to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from annotator.domain.errors import AnnotatorError, InputRefusedError
from annotator.exchange.csv_file import COLUMNS, Row
from annotator.services.annotations import Travelling, Wanted
from annotator.services.draft_rows import draft_of, drafts_here
from annotator.storage.journal import journal_of
from annotator.storage.peek import read_header
from annotator.storage.store import Store
from annotator.storage.tables import SCHEMA, Blob
from annotator.storage.tables import Draft as DraftRow


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
            all_of_it = Travelling(store.rows(connection), store.records(connection))
            for number, cells in enumerate(all_of_it.rows(Wanted()), start=1):
                yield Row(number, {**dict.fromkeys(COLUMNS, ""), **cells})


@contextmanager
def _refused() -> Iterator[None]:
    """What is wrong with another project, as a fault of what was given."""
    try:
        yield
    except InputRefusedError:
        raise
    except AnnotatorError as error:
        raise InputRefusedError(error.message, error.hint) from error


def looked_into(path: Path) -> None:
    """Open a project, no more.

    Raises:
        AnnotatorError: it is no project, is damaged, or is of a newer version.
    """
    journal = journal_of(path)
    if read_header(path) == SCHEMA and not (journal.exists() and journal.stat().st_size):
        Store.open(path, write=False).close()
