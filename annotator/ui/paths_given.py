# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sorts the files somebody opens or drops. Looks at their first bytes and opens nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.domain.values import dataclass

SUFFIX = ".treaty"
TABLES = frozenset({".csv", ".tsv", ".txt"})
"""Suffixes of annotation files, as spreadsheets save them."""
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Given:
    """Files by what they are; anything that is neither project nor annotation file is tried as a PDF."""

    projects: tuple[Path, ...] = ()
    pdfs: tuple[Path, ...] = ()
    annotations: tuple[Path, ...] = ()


def sorted_out(paths: Iterable[str | Path]) -> Given:
    """Projects, annotation files and PDFs among the paths."""
    projects: list[Path] = []
    pdfs: list[Path] = []
    annotations: list[Path] = []
    for each in paths:
        path = Path(each)
        if path.suffix.casefold() in TABLES:
            annotations.append(path)
        else:
            (projects if _is_project(path) else pdfs).append(path)
    return Given(tuple(projects), tuple(pdfs), tuple(annotations))


def _is_project(path: Path) -> bool:
    if path.suffix.casefold() == SUFFIX:
        return True
    if path.suffix.casefold() == ".pdf":
        return False
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
