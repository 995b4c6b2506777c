# SPDX-License-Identifier: AGPL-3.0-or-later
"""A merge that is killed, at whatever moment, leaves the project as it was or as it was to be.

ANNOTATOR_KILLS sets how often; the figures are printed with `pytest -s`.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.services.annotations import Wanted
from annotator.services.projects import open_workspace
from annotator.storage.check import faults
from annotator.storage.store import Store

KILLS = int(os.environ.get("ANNOTATOR_KILLS", "8"))
ROWS = 1500

MERGER = """
import sys
from pathlib import Path
from annotator.services import plain_reading
from annotator.services.projects import open_workspace

plain_reading.ROWS = 150  # many steps
work = open_workspace(Path(sys.argv[1]), reviewer="Ana")
print("ready", flush=True)
work.transfer.merge([Path(name) for name in sys.argv[2:]],
                    progress=lambda done, total: print("step", done, total, flush=True))
print("merged", flush=True)
work.close()
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Two reviewers' files: more rows than one batch of the second phase has."""
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[1] / "unit" / "storage"))
    import merge_files

    for name in ("a", "first"):
        merge_files.a_project(tmp_path / f"{name}.treaty", "Ana").close()
    made = [merge_files.a_file(tmp_path, number, ROWS) for number in range(2)]
    work = open_workspace(tmp_path / "first.treaty", reviewer="Ana")
    work.transfer.merge([made[0]])
    work.close()
    return made


def exported(path: Path) -> bytes:
    work = open_workspace(path, write=False)
    try:
        work.transfer.export(path.with_suffix(".csv"), Wanted())
    finally:
        work.close()
    return path.with_suffix(".csv").read_bytes()


def merging(project: Path, files: list[Path], env: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", MERGER, str(project), *map(str, files)],
        stdout=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_killed_merge_leaves_the_project_as_before_or_as_after(files, tmp_path):
    env = {**os.environ, "ANNOTATOR_CONFIG": str(tmp_path / "config"), "TMPDIR": str(tmp_path)}
    start = tmp_path / "first.treaty"
    before = exported(start)
    project = tmp_path / "work.treaty"
    shutil.copy(start, project)
    with merging(project, files, env) as whole:
        steps = len(whole.stdout.readlines()) - 1
    assert steps > 20
    after = exported(project)
    assert after != before
    chance, found, hot = random.Random(KILLS), {"before": 0, "after": 0}, 0
    left = 0
    for number in range(KILLS):
        shutil.copy(start, project)
        for rest in (
            project.with_name("work.treaty-journal"),
            project.with_name("work.treaty.lock"),
        ):
            rest.unlink(missing_ok=True)
        with merging(project, files, env) as process:
            for _step in range(chance.randrange(steps // 2 if number % 2 else 0, steps + 1)):
                process.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.0, 0.2))
            process.send_signal(signal.SIGKILL)
            acknowledged = "merged\n" in process.stdout.readlines()
        journal = project.with_name("work.treaty-journal")
        hot += journal.exists() and journal.stat().st_size > 0
        assert faults(project) == []
        now = exported(project)
        assert now in (before, after)
        left += len(list(tmp_path.glob(".work.treaty.merging-*")))
        Store.open(project, write=True).close()
        assert not list(tmp_path.glob("*merging*"))  # what people wrote does not lie about
        assert now == after or not acknowledged
        found["after" if now == after else "before"] += 1
    assert left
    print(f"{KILLS} merges of {2 * ROWS} rows killed: {found['before']} left the project as before, "
          f"{found['after']} as after, 0 in between; {hot} journals left hot, {left} work folders left and cleared")  # fmt: skip
