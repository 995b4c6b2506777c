# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDFs that other projects bring along with a merge: taken in before it, so that rows find them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import PasswordNeededError
from annotator.services.desk import Desk
from annotator.services.draft_rows import drafts_here
from annotator.services.merge_files import is_project
from annotator.services.other_project import OtherProjects
from annotator.storage import undo as undoing
from annotator.storage.unit_of_work import Action

Coming = Mapping[str, tuple[str, Path]]
"""Drafts of other projects that are not here: their names and where they lie, by SHA-256."""


def coming_drafts(desk: Desk, paths: Iterable[Path], others: OtherProjects) -> Coming:
    """The drafts that other projects would bring.

    Raises:
        InputRefusedError: a project cannot be read.
    """
    with desk.store.read() as connection:
        here = drafts_here(desk.store.rows(connection))
    return {
        sha256: (name, path)
        for path in filter(is_project, paths)
        for sha256, name in others.drafts(path).items()
        if sha256 not in here
    }


@contextmanager
def brought(
    desk: Desk, coming: Coming, others: OtherProjects, add: Callable[..., object]
) -> Iterator[list[str]]:
    """Take PDFs in, each as an action of its own; they are hidden again where the block fails.

    Args:
        desk: of the project.
        coming: which.
        others: where they lie.
        add: takes a PDF in.

    Yields:
        The names of those that came; one behind a password stays away.
    """
    last = _latest(desk)
    came = []
    try:
        by_path: dict[Path, list[str]] = {}
        for sha256, (_name, path) in coming.items():
            by_path.setdefault(path, []).append(sha256)
        for path, wanted in by_path.items():
            for sha256, data, file in others.documents(path, wanted):
                try:
                    add(data, file=file)
                except PasswordNeededError:
                    continue
                came.append(coming[sha256][0])
        yield came
    except BaseException:
        while came and _latest(desk) > last:
            _take_back(desk)
        raise


def _latest(desk: Desk) -> int:
    with desk.store.read() as connection:
        found = undoing.next_undo(connection)
    return int(found["row"]) if found else 0


def _take_back(desk: Desk) -> None:
    with desk.store.read() as connection:
        found = undoing.next_undo(connection)
    if found is not None:
        action = Action("undo", kind="undo", target=found["row"])
        with desk.store.change(action, reviewer=desk.somebody) as unit:
            undoing.undo(unit, found)
