# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was acknowledged survives `kill -9`, at whatever moment it comes.

ANNOTATOR_KILLS sets how often; the figures are printed with `pytest -s`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from annotator.domain.change import deleted_utc
from annotator.storage.check import faults
from annotator.storage.store import Store

KILLS = int(os.environ.get("ANNOTATOR_KILLS", "8"))

WORKER = """
import sys
from pathlib import Path
from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.services.projects import open_workspace
from annotator.services.annotations import Wanted

path, draft, round_ = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
work = open_workspace(path, reviewer="Ana")
code = work.codes.named("SUR-3").uid
print("ready", flush=True)
number = 0
while True:
    number += 1
    place = (round_ * 100000 + number) * 10
    anchor = Anchor("text", draft, (Segment(1, place, place + 5),), f"words {place}",
                    quads=(Quad(1, (0., 0., 9., 0., 0., 9., 9., 9.)),))
    made = work.passages.tag(anchor, [code], fields={"note": f"n{place}"})
    print("tag", made.tags[0], flush=True)
    if number % 7 == 0:
        work.passages.untag(made.tags[0])
        print("gone", made.tags[0], flush=True)
    if number % 11 == 0:
        work.history.undo()
        print("again", flush=True)
        work.history.redo()
    if number % 13 == 0:
        work.backups.make("change", always=True)
"""


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(pdf, tmp_path):
    path = tmp_path / "a.treaty"
    env = {**os.environ, "ANNOTATOR_CONFIG": str(tmp_path)}
    run = [sys.executable, "-m", "annotator"]
    subprocess.run([*run, "new", str(path)], check=True, env=env, capture_output=True)
    added = subprocess.run(
        [*run, "add", str(path), str(pdf("two_pages")), "--json"],
        check=True,
        env=env,
        capture_output=True,
    )
    draft = json.loads(added.stdout)["sha256"]
    live: set[str] = set()
    gone: set[str] = set()
    hot = 0
    for number in range(KILLS):
        acknowledged, killed_hot = killed(
            path, draft, number, env, seconds=0.15 + 0.09 * (number % 7)
        )
        hot += killed_hot
        for word, *uid in acknowledged:
            (live.add(uid[0]) if word == "tag" else gone.add(uid[0]) if word == "gone" else None)
        assert faults(path) == []
        tags = stored(path)
        missing = live - tags.keys()
        assert not missing, f"{len(missing)} acknowledged tags are lost"
        revived = {uid for uid in gone if not tags[uid]}
        assert not revived, f"{len(revived)} acknowledged deletions are lost"
    print(f"{KILLS} kills, {len(live)} acknowledged tags, {len(gone)} deletions, 0 lost; "
          f"{hot} journals left hot")  # fmt: skip
    assert len(live) > KILLS


def killed(path: Path, draft: str, number: int, env, *, seconds: float):
    """Start tagging, kill after some seconds; what was acknowledged, and whether a journal was hot."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path), draft, str(number)],
        stdout=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    deadline = time.monotonic() + seconds
    lines = []
    while time.monotonic() < deadline:
        lines.append(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    journal = path.with_name(path.name + "-journal")
    hot = journal.exists() and journal.stat().st_size > 0
    return [line.split() for line in lines if line.endswith("\n")], hot


def stored(path: Path) -> dict[str, str]:
    store = Store.open(path, write=True)
    with store.read() as connection:
        tags = {tag.uid: deleted_utc(tag) for tag in store.records(connection).all("tag")}
    store.close()
    return tags
