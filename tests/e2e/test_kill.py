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
TAGGER = Path(__file__).with_name("window_tagger.py")

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
    if number % 11 == 0 and number % 7:  # else a deletion was told, and its undo is no loss
        work.history.undo()
        print("again", flush=True)
        work.history.redo()
    if number % 13 == 0:
        work.backups.make("change", always=True)
"""


def made_project(pdf: Path, folder: Path, env) -> tuple[Path, str]:
    path = folder / "a.treaty"
    run = [sys.executable, "-m", "annotator"]
    subprocess.run([*run, "new", str(path)], check=True, env=env, capture_output=True)
    added = subprocess.run(
        [*run, "add", str(path), str(pdf), "--json"], check=True, env=env, capture_output=True
    )
    return path, json.loads(added.stdout)["sha256"]


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(pdf, tmp_path):
    env = {**os.environ, "ANNOTATOR_CONFIG": str(tmp_path)}
    path, draft = made_project(pdf("two_pages"), tmp_path, env)
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


def test_a_tag_that_is_drawn_survives_the_window_that_is_killed(pdf, tmp_path):
    env = {**os.environ, "ANNOTATOR_CONFIG": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    path, _draft = made_project(pdf("two_pages"), tmp_path, env)
    drawn: set[str] = set()
    kills = max(2, KILLS // 4)
    for number in range(kills):
        command = [sys.executable, str(TAGGER), str(path)]
        acknowledged, _hot = killed_while(command, path, env, seconds=0.5 + 0.13 * number)
        drawn |= {uid for _word, uid in acknowledged}
        assert faults(path) == []
        missing = drawn - stored(path).keys()
        assert not missing, f"{len(missing)} drawn tags are lost"
    print(f"{kills} windows killed while tagging, {len(drawn)} tags drawn, 0 lost")
    assert len(drawn) > kills


def test_a_worker_that_is_killed_while_pages_pass_is_replaced(pdf, tmp_path):
    env = {**os.environ, "ANNOTATOR_CONFIG": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    path, _draft = made_project(pdf("long"), tmp_path, env)
    command = [sys.executable, str(TAGGER), str(path), "scroll"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as window:
        assert window.stdout.readline() == "ready\n"
        killed, waits = 0, []
        for _number in range(KILLS):
            for _page in range(3):
                assert window.stdout.readline().startswith("sharp")
            workers = workers_of(window.pid)
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            killed += len(workers)
            start = time.monotonic()
            for _page in range(2):
                assert window.stdout.readline().startswith("sharp"), "the window ended"
            waits.append(time.monotonic() - start)
        window.kill()
    waits.sort()
    print(f"{killed} workers killed while pages passed; next two pages sharp after "
          f"{waits[len(waits) // 2]:.2f} s in the median, {waits[-1]:.2f} s at most")  # fmt: skip
    assert killed >= KILLS


def workers_of(parent: int) -> list[int]:
    """The PDF workers a process has started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes()
                ours = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent
            except OSError:
                continue
            if ours and b"annotator.pdf.worker" in words:
                found.append(int(folder.name))
    return found


def killed(path: Path, draft: str, number: int, env, *, seconds: float):
    """Start tagging, kill after some seconds; what was acknowledged, and whether a journal was hot."""
    command = [sys.executable, "-c", WORKER, str(path), draft, str(number)]
    return killed_while(command, path, env, seconds=seconds)


def killed_while(command: list[str], path: Path, env, *, seconds: float):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
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
