# SPDX-License-Identifier: AGPL-3.0-or-later
"""Folders of work in progress go with their process, and at the latest when the next one begins."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from annotator.storage import work_folder
from annotator.storage.work_folder import WorkFolder, clear_leftovers

HOLDER = """
import sys
from pathlib import Path
from annotator.storage.work_folder import WorkFolder
made = WorkFolder(Path(sys.argv[1]))
(made.path / "rows").write_text("what people wrote")
print(made.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "[a] b.treaty"
    path.write_bytes(b"")
    return path


def test_what_a_killed_process_left_goes_and_what_another_one_holds_stays(project):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(project)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ,
    ) as process:  # fmt: skip
        path = project.parent / process.stdout.readline().strip()
        assert path.parent == project.parent
        clear_leftovers(project)
        assert (path / "rows").exists()
        process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        process.wait()
    assert (path / "rows").exists()
    own = WorkFolder(project)
    assert not path.exists()
    assert own.path.exists()
    own.close()
    own.close()
    assert [found.name for found in project.parent.iterdir()] == [project.name]


def test_a_folder_that_is_just_being_made_is_not_taken_for_one_left(project, monkeypatch):
    young = project.with_name(f".{project.name}.merging-x")
    young.mkdir()
    clear_leftovers(project)
    assert young.exists()
    monkeypatch.setattr(work_folder, "_YOUNG", -1)
    clear_leftovers(project)
    assert not young.exists()
