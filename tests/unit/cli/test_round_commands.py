# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying over and the rounds by command line, on the sample."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from annotator import paths
from annotator.cli.entry import main
from annotator.services.projects import open_workspace

FIRST, SECOND = "M/CONF.1/7@en", "M/CONF.1/7/Rev.1"


class Command:
    """Runs a command in this process."""

    def __init__(self, capsys):
        self._capsys = capsys

    def run(self, *words, code=0):
        def no_picture(*_words, **_more):
            raise AssertionError

        assert main([str(word) for word in words], no_picture) == code
        return self._capsys.readouterr()

    def json(self, *words):
        return json.loads(self.run(*words, "--json").out)


@pytest.fixture
def command(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Zoe")
    return Command(capsys)


def test_carrying_over_by_command_line(command, tmp_path) -> None:
    project = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", project)
    before = command.json("list", project, "--draft", SECOND)
    preview = command.json("carry", project, FIRST, SECOND, "--preview")
    assert (preview["preview"], preview["passages"]) == (True, 1)
    assert command.json("list", project, "--draft", SECOND) == before
    done = command.json("carry", project, FIRST, SECOND)
    assert done["counts"] == {"same": 1, "moved": 0, "reworded": 1, "gone": 0, "unsure": 0}
    assert {**done, "preview": True} == preview
    same, reworded = done["items"]
    assert same["quote_from"] == same["quote_to"]
    assert (same["provision_from"], same["score"]) == ("Art 18(2)", 1.0)
    (row,) = [one for one in command.json("list", project) if one["passage_uid"] == same["to"]]
    assert row["carried_from"] == same["from"]
    assert (reworded["verdict"], reworded["to"]) == ("reworded", "")
    assert reworded["quote_to"] not in command.run("list", project, "--json").out

    again = command.run("carry", project, FIRST, SECOND)
    assert "Carried over from M/CONF.1/7@en: 0 passages, 0 tags" in again.err
    assert "1 waits for a decision" in again.err
    assert "reworded" in again.out
    command.run("undo", project)
    assert command.json("list", project, "--draft", SECOND) == before
    command.run("carry", project, FIRST, FIRST, code=2)
    command.run("carry", project, FIRST, "M/9", code=3)
    command.run("check", project)


def test_tags_on_what_was_carried_before_are_named(command, tmp_path) -> None:
    project = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", project)
    (same, _reworded) = command.json("carry", project, FIRST, SECOND)["items"]
    space = open_workspace(project, reviewer="Ana Ruiz")
    anchor = space.passages.get(same["from"]).anchor
    space.passages.tag(anchor, [space.codes.named("SUR-3").uid], fields={})
    space.close()
    preview = command.run("carry", project, FIRST, SECOND, "--preview")
    assert "Would be carried over from M/CONF.1/7@en: 0 passages, 1 tag" in preview.err
    done = command.run("carry", project, FIRST, SECOND)
    assert "Carried over from M/CONF.1/7@en: 0 passages, 1 tag" in done.err


def test_what_nothing_answers_to_says_where_it_would_stand(command, tmp_path) -> None:
    project = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", project)
    items = command.json("carry", project, SECOND, "M/CONF.1/7/Rev.2", "--preview")["items"]
    one = next(item for item in items if item["provision_from"] == "Art 22(3)")
    assert (one["verdict"], one["provision_to"], one["page"]) == ("gone", "", 0)
    assert (one["would_stand_in"], one["would_stand_after"]) == ("", "Art 25(2)")
    shown = command.run("carry", project, SECOND, "M/CONF.1/7/Rev.2", "--preview").out
    assert "nothing answers; would follow Art 25(2)" in shown
    steps = [step for one in command.json("rounds", project)["concerns"] for step in one["steps"]]
    gone = [step for step in steps if step["verdict"] == "gone" and not step["passage"]]
    assert {(step["provision"], step["page"]) for step in gone} == {("", 0)}
    assert "Art 25(2)" in {step["would_stand_after"] for step in gone}
    command.run("rounds", project, "--html", tmp_path / "r.html", "--no-pictures")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "nothing answers; would follow Art 25(2)" in page
    command.run("rounds", project, "--csv", tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["verdict"] == "gone"]
    assert {row["provision"] for row in rows if not row["passage_uid"]} == {""}
    assert "Art 25(2)" in {row["would_stand_after"] for row in rows}


def test_the_rounds_by_command_line(command, tmp_path) -> None:
    project = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", project)
    command.run("carry", project, FIRST, SECOND)
    found = command.json("rounds", project)
    assert [one["round"] for one in found["drafts"]] == ["1", "2", "3"]
    (kept,) = [one for one in found["concerns"] if len(one["steps"]) == 3]
    assert [step["state"] for step in kept["steps"]] == ["new", "kept", "waiting"]
    assert kept["steps"][1]["provision"] == "Art 18(2)"
    (row,) = [row for row in found["matrix"][0]["rows"] if row[0]["provision"] == "Art 18(2)"]
    assert [cell["state"] for cell in row[:2]] == ["new", "kept"]
    assert "delete" in {one["recommendation"] for one in found["recommendations"]}
    assert "kept" in command.run("rounds", project).out
    command.run("rounds", project, "--html", tmp_path / "r.html")
    command.run("rounds", project, "--csv", tmp_path / "r.csv")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<table>" in page
    assert "Model convention on electronic evidence" in page
    assert "M/CONF.1/7/Rev.1@en (2026-06-18)" in page
    assert "concern,code" in (tmp_path / "r.csv").read_text("utf-8-sig")


def test_the_page_holds_pictures_of_the_passages(command, png_pictures, tmp_path) -> None:
    project, page = tmp_path / "s.treaty", tmp_path / "r.html"
    shutil.copy(paths.sample() / "sample.treaty", project)
    command.run("carry", project, FIRST, SECOND)
    concerns = command.json("rounds", project)["concerns"]
    command.run("rounds", project, "--html", page)
    found = png_pictures.pictures_in(page.read_text("utf-8"))
    placed = sum(bool(step["passage"]) for one in concerns for step in one["steps"])
    assert len(found) >= placed > len(concerns) > 10
    assert all(one.width <= 900 and one.height <= 500 for one in found)
    command.run("rounds", project, "--html", page, "--no-pictures")
    assert "<img" not in page.read_text("utf-8")
    command.run("check", project)
