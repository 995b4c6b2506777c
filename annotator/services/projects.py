# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making, opening, checking and restoring projects: from a path to a workspace.

Import this after the first paint: it brings SQLModel with it.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from annotator import paths
from annotator.domain.codebook import Code
from annotator.domain.normalise import canonical
from annotator.domain.project import Reviewer
from annotator.exchange.codebook_file import read_codebook
from annotator.services.codes import put_codebook
from annotator.services.settings import Settings
from annotator.services.workspace import Workspace
from annotator.storage.backup import Backup, backups_of, restore
from annotator.storage.check import faults
from annotator.storage.lock import ProjectLock
from annotator.storage.peek import holds
from annotator.storage.store import Store, utc_now
from annotator.storage.unit_of_work import Action


def shipped_codes() -> tuple[Code, ...]:
    """The codes every copy of the program has, without any database."""
    return read_codebook(_shipped()).codes


def _shipped() -> Path:
    return paths.resources() / "codebooks" / "human-rights.json"


def create_workspace(
    path: Path, *, title: str = "", codebook: Path | None = None, reviewer: str | None = None,
    what: str = "annotator",
) -> Workspace:  # fmt: skip
    """Make a project and open it.

    Args:
        path: the new file.
        title: of the treaty; may be empty, and a file's name is no title.
        codebook: another codebook than the shipped one.
        reviewer: who acts, by name.
        what: who holds the lock, for whoever is refused.

    Raises:
        InputRefusedError: the codebook cannot be read; no project is made.
        ProjectDamagedError: the file exists, or cannot be made.
    """
    codes = read_codebook(codebook or _shipped())
    store = Store.create(path, title=canonical(title), what=what)
    try:
        with store.change(Action("new_project", kind="base")) as unit:
            put_codebook(unit, codes, shipped=codebook is None)
        return _workspace(store, reviewer)
    except BaseException:
        store.close()
        raise


def open_workspace(
    path: Path, *, write: bool = True, reviewer: str | None = None, what: str = "annotator"
) -> Workspace:
    """Open a project; for writing, a backup is made first where there is something new to keep.

    Raises:
        NotFoundError: there is no such file.
        ProjectBusyError: somebody else holds it for writing.
        ProjectDamagedError: it is no project, is damaged, or is of a newer version.
    """
    store = Store.open(path, write=write, what=what)
    try:
        workspace = _workspace(store, reviewer)
        if write:
            workspace.backups.make("open")
        return workspace
    except BaseException:
        store.close()
        raise


def _workspace(store: Store, reviewer: str | None) -> Workspace:
    usual = Settings(paths.config()).reviewer()
    workspace = Workspace(store, usual)
    name = reviewer or os.environ.get("ANNOTATOR_REVIEWER", "")
    if name.strip():
        workspace.act_as(name)
    elif usual is not None:
        workspace.sit_down(usual)
    return workspace


def somebody() -> Reviewer:
    """Who usually sits at this machine; remembered from the first time on."""
    return Settings(paths.config()).somebody()


def be(name: str, organisation: str = "") -> Reviewer:
    """Remember who sits at this machine from now on; another name is another person.

    Raises:
        InputRefusedError: the name is empty.
    """
    return Settings(paths.config()).be(name, organisation)


def project_path_for(pdf: Path) -> Path:
    """Where the work on a bare PDF goes: the project in the default folder that holds it already, else
    a free name after it.
    """
    folder = paths.default_projects()
    stem = re.sub(r"[^\w.\- ]+", "_", pdf.stem).strip(". ") or "draft"
    wanted = hashlib.sha256(pdf.read_bytes()).hexdigest()
    own = folder / f"{stem}.treaty"
    others = sorted(folder.glob("*.treaty"), key=lambda path: -path.stat().st_mtime)
    for path in (own, *others):
        if path.exists() and holds(path, wanted):
            return path
    number = 1
    while own.exists():
        number += 1
        own = folder / f"{stem} {number}.treaty"
    return own


def check_project(path: Path) -> list[str]:
    """What is wrong with a project file, a sentence each; [] for a sound one."""
    return faults(path)


def list_backups(path: Path) -> list[Backup]:
    """Restore points of a project, latest first; works on a damaged one."""
    return backups_of(path)


def restore_backup(path: Path, backup_id: str) -> Path | None:
    """Put a backup in the project's place; the present state becomes a backup first.

    Returns:
        Where a damaged project was kept as evidence; None where the state before became a backup.

    Raises:
        NotFoundError: no such backup.
        ProjectBusyError: the project is open for writing.
        ProjectDamagedError: the backup does not verify; nothing is changed.
    """
    lock = ProjectLock(path)
    lock.acquire("restore")
    try:
        return restore(path, backup_id, utc_now(), rebuild_caches)
    finally:
        lock.release()


def rebuild_caches(path: Path) -> None:
    """Make text layers and previews anew where a project has none of a PDF."""
    store = Store.open(path, write=True, what="restore")
    try:
        workspace = Workspace(store, None)
        for draft in workspace.drafts.list():
            if not workspace.drafts.texts(draft.sha256):
                workspace.drafts.rebuild(draft.sha256)
    finally:
        store.close()
