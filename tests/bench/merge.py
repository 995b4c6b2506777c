# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long the merge of a large team's files takes, beside `sqlite3 .import` of the same files.

    python tests/bench/merge.py [--rows N …] [--files F] [--folder DIR]

For 10,000, 100,000 and 1,000,000 rows from 100 files: seconds, rows a second, memory at its highest, and
the ratio to what the sqlite3 shell needs, in time and in processor time (of all processes), to import
the same files into one table with an index on the tag's id. Then the same files merged again (all rows known), and the undo. It prints figures and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent


def made_files(folder: Path, rows: int, count: int) -> list[Path]:
    """The files, made where they are not here from an earlier run."""
    import merge_files

    own = folder / f"{rows}-{count}"
    own.mkdir(parents=True, exist_ok=True)
    found = sorted(own.glob("reviewer-*.csv"))
    if len(found) != count:
        found = [merge_files.a_file(own, number, rows // count) for number in range(count)]
    return found


def cpu_seconds() -> float:
    """Processor time of this process and those it has waited for."""
    return sum(os.times()[:4])


def imported(folder: Path, files: list[Path]) -> tuple[float, float, str]:
    """Seconds that sqlite3 takes to import the files, seconds of processor, and what was used."""
    path = folder / "import.db"
    path.unlink(missing_ok=True)
    with files[0].open(encoding="utf-8-sig") as file:
        columns = file.readline().strip().split(",")
    names = ", ".join(f'"{name}" TEXT' for name in columns)
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE rows ({names}, UNIQUE (tag_uid))")
    connection.commit()
    start, cpu = time.perf_counter(), cpu_seconds()
    if shutil.which("sqlite3"):
        orders = [".mode csv", "BEGIN;", *(f".import --skip 1 {f} rows" for f in files), "COMMIT;"]
        subprocess.run(["sqlite3", str(path)], input="\n".join(orders), text=True, check=True)
        used = "sqlite3 .import"
    else:
        import csv

        marks = ",".join("?" * len(columns))
        for one in files:
            with one.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.reader(file)
                next(rows)
                connection.executemany(f"INSERT INTO rows VALUES ({marks})", rows)
        connection.commit()
        used = "Python's sqlite3 executemany (the sqlite3 shell is not here)"
    taken, cpu = time.perf_counter() - start, cpu_seconds() - cpu
    count = connection.execute("SELECT count(*) FROM rows").fetchone()[0]
    connection.close()
    path.unlink()
    return taken, cpu, f"{used}, {count:,} rows"


def work(project: Path, what: str, files: list[Path]) -> dict[str, object]:
    """One merge, or its undo, in this process."""
    import resource

    from annotator.services.projects import open_workspace

    workspace = open_workspace(project, reviewer="Ana")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), cpu_seconds()
    counts: dict[str, int] = {}
    if what == "undo":
        workspace.history.undo()
    else:
        counts = workspace.transfer.merge(files, preview=what == "preview").counts
    taken, cpu = time.perf_counter() - start, cpu_seconds() - cpu
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    workspace.close()
    said = {name: count for name, count in counts.items() if count}
    return {
        "seconds": taken,
        "cpu": cpu,
        "peak": peak / 1024,
        "before": before / 1024,
        "counts": said,
    }


def in_process(project: Path, what: str, files: list[Path]) -> dict[str, object]:
    """The same in a process of its own, so that its memory is its own."""
    listed = project.with_suffix(".files")
    listed.write_text("\n".join(map(str, files)))
    words = [sys.executable, __file__, "--work", str(project), what, str(listed)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def measure(folder: Path, rows: int, count: int, *, undo: bool) -> None:
    """All figures for so many rows."""
    import merge_files

    files = made_files(folder, rows, count)
    size = sum(path.stat().st_size for path in files) / 1e6
    raw, raw_cpu, used = imported(folder, files)
    load = f", load of the machine {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"\n{rows:,} rows from {count} files, {size:.0f} MB{load}")
    print(f"  {used}: {raw:.2f} s, {rows / raw:,.0f} rows/s, {raw_cpu:.2f} s of processor")
    project = folder / "bench.treaty"
    merge_files.a_project(project, "Ana").close()
    for what, name in (
        ("merge", "merge"),
        ("preview", "preview of the same again"),
        ("undo", "undo"),
    ):
        if what == "undo" and not undo:
            continue
        told = in_process(project, what, files)
        taken = float(str(told["seconds"]))
        print(f"  {name}: {taken:.2f} s, {rows / taken:,.0f} rows/s, {taken / raw:.1f} times the import "
              f"({told['cpu'] / raw_cpu:.1f} in processor time), "
              f"memory {told['before']:.0f} -> {told['peak']:.0f} MB at most, {told['counts']}", flush=True)  # fmt: skip
    shutil.rmtree(project.with_suffix(".backups"), ignore_errors=True)
    for one in folder.glob("bench.*"):
        one.unlink()


def main() -> None:
    """Print every figure."""
    if sys.argv[1:2] == ["--work"]:
        project, what, listed = sys.argv[2:]
        files = [Path(line) for line in Path(listed).read_text().splitlines()]
        print(json.dumps(work(Path(project), what, files)))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="where files are kept from run to run")
    parser.add_argument("--no-undo", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(BENCH.parent / "unit" / "storage"))
    os.environ.setdefault("ANNOTATOR_CONFIG", tempfile.mkdtemp())
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        for rows in options.rows:
            measure(folder, rows, options.files, undo=not options.no_undo)


if __name__ == "__main__":
    main()
