# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement by command line, on the sample."""

from __future__ import annotations

import json
import shutil

import pytest

from annotator import paths
from annotator.cli.entry import main

THIRD = "M/CONF.1/7/Rev.2"


class Command:
    """Runs a command in this process on one project."""

    def __init__(self, capsys, project):
        self._capsys, self.project = capsys, project

    def run(self, word, *words, code=0):
        def no_picture(*_words, **_more):
            raise AssertionError

        assert main([word, str(self.project), *map(str, words)], no_picture) == code
        return self._capsys.readouterr()

    def json(self, *words):
        return json.loads(self.run("agreement", *words, "--json").out)


@pytest.fixture
def command(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Zoe")
    project = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", project)
    made = Command(capsys, project)
    made.run("merge", *sorted(paths.sample().glob("*.csv")))
    return made


def test_overall_by_family_and_by_code_with_disagreements(command) -> None:
    found = command.json("--draft", THIRD)
    assert [one["name"] for one in found["reviewers"]] == [
        "Ana Ruiz",
        "Bo Lindqvist",
        "Carla Mensah",
    ]
    levels = [part["level"] for part in found["parts"]]
    assert levels[0] == "overall"
    assert {"family", "code"} == set(levels[1:])
    for part in found["parts"]:
        for figure in part["figures"]:
            assert figure["meaning"]
            assert (figure["value"] is None) == figure["meaning"].startswith("No figure")
    weights = [one["weight"] for one in found["disagreements"]]
    assert weights == sorted(weights, reverse=True)
    first = found["disagreements"][0]
    assert (first["provision"], first["open"], first["draft"]) == (
        "Art 28", True, found["drafts"][0]["draft"],
    )  # fmt: skip
    assert {one["reviewer"] for one in first["tags"]} == {
        "Ana Ruiz",
        "Bo Lindqvist",
        "Carla Mensah",
    }


def test_levels_and_tolerance(command) -> None:
    articles, smallest = command.json()["units"], command.json("--smallest")["units"]
    assert smallest > articles
    strict = command.json("--level", "passage", "--tolerance", "0")
    wide = command.json("--level", "passage", "--tolerance", "30")
    assert (strict["level"], strict["tolerance"]) == ("passage", 0)
    assert strict["units"] > wide["units"]
    command.run("agreement", "--draft", "M/9", code=3)


def test_what_is_printed_and_written(command, tmp_path) -> None:
    said = command.run("agreement").out
    for words in (
        "Ana Ruiz, Bo Lindqvist, Carla Mensah on articles",
        "Fleiss' kappa",
        "units only",
        "Art 28",
    ):
        assert words in said
    for name in ("a.html", "a.csv"):
        out = command.run("agreement", "--out", tmp_path / name)
        assert (out.out, (tmp_path / name).exists()) == ("", True)
