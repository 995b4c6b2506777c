# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project with a draft, a reference and a table of one's own, for tests of the window on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator import paths
from annotator.services.projects import create_workspace

TABLE = """provision,instrument,counterpart,relation,certainty,note
24,BUD,19,close,verified,powers alike
26,BUD,20,adapted,inferred,
26,ICCPR,17,partial,,
27,BUD,,,,
"""


def make_project(folder: Path, *, reference: bool = True) -> tuple[Path, str, str]:
    """The sample's last draft, which follows a table; its first stands in for the reference.

    Returns:
        The project, and the SHA-256 of draft and reference ("" for none).
    """
    table = folder / "mine.csv"
    table.write_text(TABLE, "utf-8")
    path = folder / "counter.treaty"
    space = create_workspace(path, title="T", reviewer="Ana Ruiz")
    draft = space.drafts.add(paths.sample() / "M_CONF.1_7_Rev.2.pdf", symbol="M/1", language="en")
    other = ""
    if reference:
        other = space.drafts.add(
            paths.sample() / "M_CONF.1_7.pdf", symbol="ETS No. 185", instrument="BUD"
        ).sha256
    made = space.counterparts.tables.import_file(table)
    space.counterparts.tables.choose(draft.sha256, made.id)
    space.drafts.remember_view(draft.sha256, page=1, zoom=0)
    space.close()
    return path, draft.sha256, other


def place_of(window: Any, path: str) -> tuple[int, int]:
    """Where a provision of the draft that is shown begins, as the project says."""
    space, sha256 = window.bench.clerk.space, window.bench.sha256
    found = space.provisions.structure(sha256)
    one = found.provisions[found.find(path)]
    return one.page, one.start
