# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two machines carry the same work over and exchange it; one is killed in the middle of carrying."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest

from annotator import paths

FIRST, SECOND = "M/CONF.1/7@en", "M/CONF.1/7/Rev.1"
KEPT = "as appropriate in view of the nature of the power"

KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.services.projects import open_workspace

work = open_workspace(Path(sys.argv[1]), reviewer="Ana Ruiz")
older, newer = (work.drafts.named(name).sha256 for name in sys.argv[2:4])
left = int(sys.argv[4])

def progress(done, total):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

work.carrying.carry(older, newer, progress)
work.close()
"""


class Machine:
    """A project on a machine of its own, used by command line."""

    def __init__(self, folder, reviewer):
        folder.mkdir()
        self.project = folder / "p.treaty"
        self.reviewer = reviewer
        self.env = {
            **os.environ, "ANNOTATOR_CONFIG": str(folder / "config"), "ANNOTATOR_REVIEWER": reviewer,
        }  # fmt: skip
        shutil.copy(paths.sample() / "sample.treaty", self.project)

    def run(self, command, *words, code=0):
        done = subprocess.run(
            [sys.executable, "-m", "annotator", command, str(self.project), *map(str, words)],
            env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stdout

    def json(self, command, *words):
        return json.loads(self.run(command, *words, "--json"))

    def export(self):
        path = self.project.with_suffix(".csv")
        self.run("export", path)
        return path

    def carried(self):
        return [row for row in self.json("list") if row["carried_from"]]


@pytest.fixture
def machines(tmp_path):
    return Machine(tmp_path / "one", "Ana Ruiz"), Machine(tmp_path / "two", "Bo Lindqvist")


def test_both_carry_and_nothing_is_doubled_or_in_conflict(machines):
    ana, bo = machines
    bo.run("tag", FIRST, "--quote", KEPT, "--code", "SUR-1", "--severity", "2")
    bo.run("tag", FIRST, "--provision", "22(3)", "--code", "PRV-5")
    ana.run("merge", bo.export())
    conflicts = ana.json("conflicts")
    assert ana.json("carry", FIRST, SECOND)["tags"] == 3
    assert bo.json("carry", FIRST, SECOND)["tags"] == 3
    for taker, giver in ((ana, bo), (bo, ana), (ana, bo)):
        report = taker.json("merge", giver.export())
        assert (report["conflicts"], report["refused"]) == (0, 0)
        assert len(taker.carried()) == 3
        assert taker.json("conflicts") == conflicts
    assert ana.export().read_bytes() == bo.export().read_bytes()
    (absent,) = [row for row in ana.carried() if row["stance"] == "absent"]
    assert (absent["provision"], absent["quote"]) == ("Art 23(3)", "")

    ana.run("tag", FIRST, "--quote", KEPT, "--code", "SUR-3")
    assert ana.json("carry", FIRST, SECOND)["tags"] == 1
    assert len(ana.carried()) == 4
    ana.run("undo")
    assert len(ana.carried()) == 3
    assert ana.json("carry", FIRST, SECOND)["tags"] == 1
    waiting = [item for item in ana.json("carry", FIRST, SECOND)["items"] if not item["to"]]
    assert waiting
    exported = ana.export().read_text("utf-8-sig")
    assert not [item for item in waiting if item["quote_to"] in exported]
    for machine in machines:
        assert machine.json("check")["ok"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_in_the_middle_nothing_was_carried(machines):
    ana, _bo = machines
    before = ana.export().read_bytes()
    killed = 0
    for stop in range(1, 20):
        words = [sys.executable, "-c", KILLED, str(ana.project), FIRST, SECOND, str(stop)]
        done = subprocess.run(words, env=ana.env, capture_output=True, check=False)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        killed += 1
        assert ana.export().read_bytes() == before
        assert ana.json("check")["ok"]
    assert killed > 2, "it is killed before, between and behind the rows it writes"
    assert len(ana.carried()) == 1
