# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project of 100,000 tags: opening, listing, filtering, sorting, one more tag. Prints figures only.

    python tests/bench/large_project.py [TAGS]

The first part is what happens on the writer's thread, the second what the window itself waits for.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

BENCH = Path(__file__).resolve().parent
FILES = 20
T = TypeVar("T")


def timed(name: str, work: Callable[[], T]) -> T:
    """Do something and say how long it took."""
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    taken, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name:44} {1000 * taken:9.0f} ms {1000 * used:9.0f} ms of processor", flush=True)
    return result


def made(folder: Path, tags: int) -> Path:
    """A project with so many tags on four drafts."""
    import merge_files

    path = folder / "large.treaty"
    files = [merge_files.a_file(folder, number, tags // FILES) for number in range(FILES)]
    workspace = merge_files.a_project(path, "Ana")
    timed(f"merging {tags:,} tags", lambda: workspace.transfer.merge(files))
    for draft in merge_files.DRAFTS:  # the first tag on a draft confirms what was guessed of it
        tag(workspace, draft, 1)
    workspace.close()
    return path


def tag(workspace, draft: str, number: int):
    """One tag more."""
    import merge_files

    place = merge_files.an_anchor(random.Random(number), draft)
    return workspace.passages.tag(place, [workspace.codes.named("SUR-3").uid])


def on_the_thread(path: Path):
    """What the writer's thread does; the rows of the table."""
    from merge_files import DRAFTS

    from annotator.services.projects import open_workspace

    workspace = timed("opening", lambda: open_workspace(path, reviewer="Ana"))
    passages = timed("passages of one draft, first", lambda: workspace.passages.on_draft(DRAFTS[0]))
    print(f"{'':44} {len(passages):,} passages")
    rows = timed("all rows of the table", workspace.overview.rows)
    timed("conflicts", workspace.conflicts.list)
    timed("inbox", workspace.inbox.list)
    one = timed("one more tag", lambda: tag(workspace, DRAFTS[0], 2))
    timed("passages of that draft after it", lambda: workspace.passages.on_draft(DRAFTS[0]))
    timed("its rows of the table", lambda: workspace.overview.rows([one.passage]))
    timed("an edit", lambda: workspace.passages.edit(one.tags[0], {"note": "more"}))
    timed("passages of that draft after it", lambda: workspace.passages.on_draft(DRAFTS[0]))
    timed("undo", workspace.history.undo)
    codes = {code.uid: code for code in workspace.codes.list()}
    workspace.close()
    return rows, codes


def in_the_window(rows, codes) -> None:
    """What the table does while nobody can do anything else."""
    from merge_files import DRAFTS

    from annotator.domain.row_query import parse
    from annotator.domain.row_sieve import Known
    from annotator.ui.app import application
    from annotator.ui.models.overview_table import OverviewTable

    application()
    table = OverviewTable(said=lambda row, column: str(getattr(row, column, "")), titles={})
    table.set_known(Known(codes, frozenset(), DRAFTS, {}))
    timed("table: showing the rows", lambda: table.show_rows(rows))
    for typed in ('by:"Reviewer 3"', "severity:3", "graver", "code:PRV severity>2", ""):
        timed(f"table: filter {typed!r}", lambda typed=typed: table.set_filter(parse(typed)))
    for column in ("code", "page", "reviewer", "severity", "quote", "provision"):
        timed(f"table: sort by {column}", lambda column=column: table.sort_by(column))
    some = [row for row in rows if row.passage == rows[0].passage]
    timed("table: one passage anew", lambda: table.replace([rows[0].passage], some))


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(BENCH.parent / "unit" / "storage"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_CONFIG"] = str(Path(folder) / "config")
        path = made(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
        in_the_window(*on_the_thread(path))


if __name__ == "__main__":
    main()
