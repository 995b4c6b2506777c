# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample that ships is there, whole, and the tour on it runs to its end."""

from __future__ import annotations

import csv
import os
import subprocess
import sys

from annotator import paths
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, open_workspace


def test_the_sample_project_is_whole_and_read_as_it_lies():
    project = paths.sample() / "sample.treaty"
    before = project.read_bytes()
    assert check_project(project) == []
    workspace = open_workspace(project, write=False)
    rows = workspace.transfer.rows(Wanted(waiting=False, only_tags=True))
    workspace.close()
    assert {row["reviewer"] for row in rows} == {"Ana Ruiz"}
    assert len(rows) >= 5
    assert project.read_bytes() == before


def test_the_tour_leaves_pictures_csv_and_log(tmp_path):
    env = {
        **os.environ,
        "ANNOTATOR_CONFIG": str(tmp_path / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    out = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "tour", str(out)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    log = (out / "tour.log").read_text("utf-8")
    assert done.returncode == 0, log
    assert {path.name for path in out.glob("*.png")} == {"window-light.png", "window-dark.png"}
    with (out / "tour.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["reviewer"] for row in rows} == {"Ana Ruiz", "Bo Lindqvist"}
    assert "Traceback" not in log


def test_a_window_without_a_screen_says_so():
    env = {
        k: v
        for k, v in os.environ.items()
        if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "annotator"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no screen" in done.stderr
