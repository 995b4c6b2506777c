# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bench of the viewer still runs: its sections that need no other viewer, on tiny files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench" / "viewer.py"
SECTIONS = ("scroll", "zoom", "goto", "fraction", "imports", "select", "memory")


@pytest.fixture(scope="module")
def found():
    """What a run of the bench tells."""
    done = subprocess.run(
        [sys.executable, str(BENCH), "--tiny", "--offscreen", "--json", "--peers", "",
         "--only", ",".join(("start", *SECTIONS)), "--limit", "60"],
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_two_drafts_are_compared():
    done = subprocess.run(
        [sys.executable, str(BENCH.with_name("comparing.py")), "--pages", "6", "--rounds", "1", "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["pages"][0] >= 6
    assert told["pairs"]["moved"] == 1
    assert told["pairs"]["changed"] > 0
    assert {"reading", "pairing", "changes", "comparing"} <= set(told["seconds"])


def test_no_section_fails(found):
    assert {name: found[name].get("failed") for name in SECTIONS} == dict.fromkeys(SECTIONS)
    assert "Xvfb" in found["start"]["left_out"]


def test_every_kind_of_file_is_scrolled_through(found):
    for kind in ("draft", "book", "vectors", "jpeg2000"):
        for condition in ("fresh", "ready"):
            told = found["scroll"][kind][condition]["12000"]
            assert told["frames"] == 6, told
            assert told["sharp_ms"] > 0


def test_what_is_looked_at_is_there(found):
    assert found["zoom"]["book"]["steps"]["drift_px"] <= 1
    assert sum(found["goto"]["inside"]["coloured"]["after previews"]["first_paint_shows"].values())
    assert found["select"]["book"]["events"] == 200
    assert found["select"]["book"]["longest_quote"] > 0
    for kind in ("project", "bare PDF"):
        assert found["imports"][kind]["forbidden"] == []
        assert found["imports"][kind]["of_annotator"] > 50
        if sys.platform == "linux":
            held = found["memory"][f"annotator, {kind}"]["paged"]
            assert held["window"] > 0
            assert held["render worker"] > 0


def test_pixels_are_compared_and_right(found):
    for told in found["fraction"]["1.5"]["0"].values():
        assert told["pixels"] > 10_000
        assert told["wrong_percent"] == 0


def test_the_table_can_be_printed(found, monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH.parent))
    from viewer_table import lines_of

    told = "\n".join(lines_of(found))
    for title in ("SCROLL", "ZOOM", "GO TO PAGE", "MEMORY", "PIXELS", "IMPORTS", "SELECTION"):
        assert title in told
