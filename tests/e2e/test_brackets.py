# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator brackets`: what a draft says of its own text, as a table and for other programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def annotator(tmp_path_factory):
    """Runs the program as a process of its own."""
    folder = tmp_path_factory.mktemp("brackets")
    env = {**os.environ, "ANNOTATOR_CONFIG": str(folder / "config"), "ANNOTATOR_REVIEWER": "Ana"}

    def run(*words, code=0):
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *map(str, words)],
            capture_output=True, text=True, encoding="utf-8", env=env, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == code, done.stderr or done.stdout
        assert "Traceback" not in done.stderr
        return done

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def project(annotator, rolling, pdf):
    path = annotator.folder / "p.treaty"
    annotator("new", path, "--title", "T")
    annotator("add", path, rolling, "--symbol", "R/1", "--language", "en")
    annotator("add", path, pdf("two_pages"), "--symbol", "T/2", "--language", "en")
    return path


def test_json_tells_place_status_actors_and_reason(annotator, project):
    rows = json.loads(annotator("brackets", project, "--draft", "R/1", "--json").stdout)
    row = next(row for row in rows if row["words"] == "[EU, Norway: appropriate]")
    assert row["draft"] == "R/1@en"
    assert (row["provision"], row["article"], row["page"]) == ("Art 3(1)", "Art 3", 1)
    assert (row["kind"], row["status"], row["depth"]) == ("proposal", "bracketed", 2)
    assert row["actors"] == ["EU", "Norway"]
    assert row["reason"] == "A name and a colon in brackets: a proposal."
    assert row["confidence"] == "high"
    text = annotator("text", project, "R/1", "--page", 1).stdout
    assert text[row["start"] : row["end"]] == row["words"]
    assert {"struck", "added", "coloured"} <= {row["kind"] for row in rows}


def test_the_table_ends_with_counts_by_article(annotator, project):
    said = annotator("brackets", project, "R/1").stdout.splitlines()
    assert said[0].startswith("R/1@en  72 marks: 21 alternatives, ")
    assert said[1].split()[:4] == ["provision", "page", "depth", "kind"]
    assert said[-1].split()[:2] == ["total", "72"]
    assert any(line.startswith("Art 3 ") and line.split()[2] == "21" for line in said)


def test_all_drafts_are_listed_where_none_is_named(annotator, project):
    said = annotator("brackets", project).stdout
    assert "R/1@en  72 marks" in said
    assert "T/2@en  " in said
    rows = json.loads(annotator("brackets", project, "--json").stdout)
    assert rows == json.loads(annotator("brackets", project, "R/1", "--json").stdout) + json.loads(
        annotator("brackets", project, "T/2", "--json").stdout
    )


def test_a_draft_that_is_not_there_is_an_error(annotator, project):
    assert "T/9" in annotator("brackets", project, "T/9", code=3).stderr
