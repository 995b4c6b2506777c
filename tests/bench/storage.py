# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures of the storage floor: how long a tag takes to be durable, and how long a large merge takes.

Prints figures and ratios against raw SQLite in the same run; judges nothing. Run it with
`.venv/bin/python tests/bench/storage.py [--rows N]`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, created
from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace
from annotator.services.workspace import Workspace
from annotator.storage.tables import Blob

DRAFT = hashlib.sha256(b"%").hexdigest()


def project(path: Path, reviewer: str) -> Workspace:
    """An open project with one draft and no text."""
    workspace = create_workspace(path, title="T", reviewer=reviewer)
    values = {"symbol": "A/1", "language": "en", "date": "", "round": "", "treaty": "T"}
    with workspace._desk.change("add_draft") as unit:
        unit.put("draft", [created("draft", DRAFT, values, GUESS)], {})
        unit.rows.insert(Blob, [{"sha256": DRAFT, "size": 1, "data": b"%"}])
    return workspace


def anchor(number: int) -> Anchor:
    """A place of its own for each number, with a quote of ordinary length."""
    quote = (
        f"No. {number}: " + "each State Party shall adopt such measures as may be necessary " * 3
    )
    return Anchor(
        "text", DRAFT, (Segment(number // 40 + 1, number % 40 * 90, number % 40 * 90 + 80),), quote,
        quote[:64], quote[-64:], (Quad(1, (72.1, 90.2, 410.3, 90.2, 72.1, 102.4, 410.3, 102.4)),), "mupdf/1",
    )  # fmt: skip


def percentile(values: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def durable(folder: Path, count: int) -> None:
    """Tag to durable commit, against a bare SQLite insert with the same pragmas."""
    workspace = project(folder / "tags.treaty", "Ana")
    code = workspace.codes.named("SUR-3").uid
    ours, raw = [], []
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL"):
        bare.execute(f"PRAGMA {pragma}")
    bare.execute("CREATE TABLE tag (row INTEGER PRIMARY KEY, body TEXT)")
    for number in range(count):
        place = anchor(number)
        start = time.perf_counter()
        workspace.passages.tag(place, [code])
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        bare.execute("INSERT INTO tag (body) VALUES (?)", ("x" * 2000,))
        raw.append(time.perf_counter() - start)
    workspace.close()
    bare.close()
    print(f"tag to durable commit, {count} tags: p50 {percentile(ours, 0.5):.1f} ms, "
          f"p99 {percentile(ours, 0.99):.1f} ms")  # fmt: skip
    print(f"bare SQLite insert, same pragmas:   p50 {percentile(raw, 0.5):.1f} ms, "
          f"p99 {percentile(raw, 0.99):.1f} ms; ratio of p50 "
          f"{percentile(ours, 0.5) / percentile(raw, 0.5):.1f}")  # fmt: skip


def many_rows(folder: Path, count: int) -> Path:
    """An annotation file of `count` tags, made from a few real rows by changing their ids."""
    workspace = project(folder / "seed.treaty", "Bo")
    code = workspace.codes.named("PRV-1").uid
    for number in range(3):
        workspace.passages.tag(
            anchor(number), [code], fields={"severity": "3", "note": "as before"}
        )
    workspace.transfer.export(folder / "seed.csv", Wanted())
    workspace.close()
    text = (folder / "seed.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    row = rows[0]
    path = folder / "many.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        for number in range(count):
            uid = f"{number:012x}"
            new = {**row, "tag_uid": "aaaaaaaa-" + uid, "passage_uid": "bbbbbbbb-" + uid}
            writer.writerow(new)
    return path


def merge(folder: Path, count: int) -> None:
    """Merge of many rows, against `sqlite3 .import` of the same file."""
    path = many_rows(folder, count)
    size = path.stat().st_size / 1e6
    workspace = project(folder / "merge.treaty", "Ana")
    start = time.perf_counter()
    report = workspace.transfer.merge([path])
    ours = time.perf_counter() - start
    start = time.perf_counter()
    again = workspace.transfer.merge([path], preview=True)
    second = time.perf_counter() - start
    start = time.perf_counter()
    workspace.transfer.export(folder / "back.csv", Wanted())
    out = time.perf_counter() - start
    start = time.perf_counter()
    workspace.history.undo()
    undone = time.perf_counter() - start
    workspace.close()
    assert report.counts["added"] == count
    assert again.counts["unchanged"] == count
    print(f"merge of {count} rows ({size:.0f} MB): {ours:.1f} s; the same file again (preview): "
          f"{second:.1f} s; export: {out:.1f} s; undo of the merge: {undone:.1f} s")  # fmt: skip
    if shutil.which("sqlite3") is None:
        print("sqlite3 (Debian package sqlite3) is not here: no ratio")
        return
    start = time.perf_counter()
    subprocess.run(
        ["sqlite3", str(folder / "import.db"), "-cmd", ".mode csv", f".import {path} rows"],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    raw = time.perf_counter() - start
    print(
        f"sqlite3 .import of the same file into one bare table: {raw:.1f} s; ratio {ours / raw:.1f}"
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--tags", type=int, default=500)
    options = parser.parse_args()
    os.environ.setdefault("ANNOTATOR_CONFIG", tempfile.mkdtemp())
    with tempfile.TemporaryDirectory() as folder:
        durable(Path(folder), options.tags)
        merge(Path(folder), options.rows)


if __name__ == "__main__":
    main()
