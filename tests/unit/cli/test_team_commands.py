# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reviewers, editions, team, finish and progress by command line, on the sample."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from annotator import paths
from annotator.cli.entry import main

SECOND = "M/CONF.1/7/Rev.1@en"


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
    monkeypatch.delenv("ANNOTATOR_REVIEWER", raising=False)
    return Command(capsys)


@pytest.fixture
def project(command, tmp_path):
    """The sample with everybody's work."""
    path = tmp_path / "s.treaty"
    shutil.copy(paths.sample() / "sample.treaty", path)
    files = [paths.sample() / name for name in ("bo-lindqvist.csv", "carla-mensah.csv")]
    command.run("merge", path, *files)
    return path


def test_two_reviewers_are_joined_and_parted(command, project):
    people = {one["name"]: one for one in command.json("reviewers", project)}
    assert set(people) == {"Ana Ruiz", "Bo Lindqvist", "Carla Mensah"}
    bo = len(command.json("list", project, "--author", "Bo Lindqvist"))
    carla = len(command.json("list", project, "--author", "Carla Mensah"))
    said = command.run("reviewers", project, "--join", "Bo Lindqvist", "Carla Mensah")
    assert "Carla Mensah" in said.out.splitlines()[2]
    assert len(command.json("list", project, "--author", "Carla Mensah")) == bo + carla
    assert command.json("list", project, "--author", "Bo Lindqvist") == []
    command.run("reviewers", project, "--part", people["Bo Lindqvist"]["uid"])
    assert len(command.json("list", project, "--author", "Bo Lindqvist")) == bo
    assert command.run("reviewers", project, "--join", "Nobody", "Ana Ruiz", code=3).err
    assert command.run("reviewers", project, "--part", "Ana Ruiz", code=3).err


def test_a_team_is_planned_and_a_start_file_made(command, project, tmp_path):
    out = tmp_path / "start.treaty"
    said = command.run(
        "team", project, "--drafts", SECOND, "--require", "severity,note", "--blind",
        "--assign", "Ana Ruiz=Art 1-8; Bo Lindqvist=Art 9-20", "--start", out,
    )  # fmt: skip
    assert "1 draft" in said.err
    plan = command.json("team", out)
    assert plan == command.json("team", project)
    assert [(t["name"], t["articles"], t["blind"]) for t in plan["tasks"]] == [
        ("Ana Ruiz", "Art 1-8", True), ("Bo Lindqvist", "Art 9-20", True),
    ]  # fmt: skip
    assert [draft["symbol"] for draft in command.json("drafts", out)] == ["M/CONF.1/7/Rev.1"]
    assert command.json("list", out) == []
    assert command.run("team", project, "--start", out, code=4).err
    wrong = command.run("team", project, "--assign", "Ana Ruiz=Art 1-2, artikles", code=3).err
    assert "“artikles” of Ana Ruiz is not found in M/CONF.1/7/Rev.1" in wrong
    assert command.json("team", project) == plan
    longer = command.run("team", project, "--assign", "Ana Ruiz=Art 1-900", "--blind").err
    assert "“Art 1-900” of Ana Ruiz: Art 1 to Art " in longer
    assert command.run("team", project, "--require", "colour", code=3).err
    assert command.run("team", project, "--codebook", out, code=2).err


def test_progress_and_finishing(command, project):
    command.run(
        "team", project, "--drafts", SECOND, "--require", "note", "--blind",
        "--assign", "Ana Ruiz=Art 1-8; Bo Lindqvist=Art 9-20",
    )  # fmt: skip
    whole = command.json("progress", project)
    assert {share["name"] for share in whole["reviewers"]} == {
        "Ana Ruiz", "Bo Lindqvist", "Carla Mensah",
    }  # fmt: skip
    bo = next(share for share in whole["reviewers"] if share["name"] == "Bo Lindqvist")
    assert len(bo["assigned"]) == 12
    assert set(bo["judged"]) | set(bo["left"]) == set(bo["assigned"])
    assert sorted([*bo["judged"], *bo["begun"], *bo["not_begun"]]) == sorted(bo["assigned"])
    assert whole["incomplete"]
    ana = ("--reviewer", "Ana Ruiz")
    hidden = command.json("progress", project, *ana)
    assert [share["name"] for share in hidden["reviewers"] if not share["hidden"]] == ["Ana Ruiz"]
    assert {each["reviewer"] for each in hidden["incomplete"]} <= {"Ana Ruiz"}
    before = command.json("list", project, "--draft", SECOND, *ana)
    command.run("finish", project, SECOND, *ana)
    after = command.json("list", project, "--draft", SECOND, *ana)
    assert len(after) > len(before)
    assert command.json("progress", project, *ana)["reviewers"][0]["finished"]
    command.run("finish", project, SECOND, "--reopen", *ana)
    assert command.json("list", project, "--draft", SECOND, *ana) == before
    assert command.run("finish", project, SECOND, code=2).err


def test_codes_of_a_file_are_told_and_mapped(command, project, tmp_path):
    other, file = tmp_path / "o.treaty", tmp_path / "o.csv"
    shutil.copy(paths.sample() / "sample.treaty", other)
    codes = tmp_path / "codes.json"
    command.run("codes", other, "--export", codes)
    body = json.loads(codes.read_text("utf-8"))
    _rename_uid(body, "SUR-3")
    codes.write_text(json.dumps(body), "utf-8")
    command.run("codes", other, "--import", codes)
    uid = next(c["uid"] for c in command.json("codes", other) if c["uid"].startswith("01234567"))
    quote = "false or misleading"
    command.run("tag", other, SECOND, "--quote", quote, "--code", uid, "--reviewer", "Di")
    command.run("export", other, file)
    told = command.run("merge", project, file, "--preview")
    assert "has another id" in told.err
    (found,) = command.json("merge", project, file, "--preview")["codebook"]
    assert (found["what"], found["code"], found["ours_code"]) == ("same_name", "SUR-3", "SUR-3")
    command.run("merge", project, file, "--map", "SUR-3=SUR-3")
    (row,) = command.json("list", project, "--author", "Di")
    assert row["code_uid"] == found["ours"]
    command.run("codes", project, "--part", "SUR-3")
    (row,) = command.json("list", project, "--author", "Di")
    assert row["code_uid"] == uid
    assert command.run("merge", project, file, "--map", "SUR-3", code=2).err


def _rename_uid(body, letters):
    """Give the code of these letters another uid, wherever it is in a codebook file."""
    if isinstance(body, dict):
        if body.get("id") == letters and "uid" in body:
            body["uid"] = "01234567-0000-7000-8000-000000000000"
        body = list(body.values())
    for each in body if isinstance(body, list) else ():
        _rename_uid(each, letters)


def test_editions_are_listed(command, project):
    assert command.json("editions", project) == []
    said = command.run("editions", project, "--part", SECOND, code=3)
    assert "joined with nothing" in said.err


def test_progress_is_written_as_a_table_for_each_person_and_article(command, project, tmp_path):
    out = tmp_path / "progress.csv"
    said = command.run("progress", project, "--out", out)
    assert (said.out, str(out) in said.err) == ("", True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    shares = command.json("progress", project)["reviewers"]
    assert sum(row["state"] == "judged" for row in rows) == sum(len(s["judged"]) for s in shares)
    assert {row["reviewer"] for row in rows} >= {share["name"] for share in shares}
    command.run("progress", project, "--out", tmp_path / "progress.html", code=2)


def test_the_list_says_which_annotations_are_deleted(command, project):
    uid = command.json("list", project, "--author", "Ana Ruiz")[0]["tag_uid"]
    command.run("untag", project, uid, "--reviewer", "Ana Ruiz")
    rows = command.json("list", project, "--deleted")
    gone = [row for row in rows if row["deleted_utc"]]
    assert uid in {row["tag_uid"] for row in gone}
    head, *lines = command.run("list", project, "--deleted").out.splitlines()
    assert head.split()[0] == "deleted"
    when = tuple({row["deleted_utc"] for row in gone})
    assert [line.startswith(when) for line in lines].count(True) == len(gone)
    assert command.run("list", project).out.splitlines()[0].split()[0] == "draft_symbol"


def test_the_list_tells_what_was_decided_against(command, project) -> None:
    before = command.run("list", project)
    first, *others = command.json("list", project)
    command.run(
        "edit", project, first["tag_uid"], "--review-state", "rejected", "--reviewer", "Ana Ruiz"
    )
    after = command.run("list", project)
    assert before.err.strip() == f"{1 + len(others)} annotations"
    assert after.err.strip() == f"{len(others)} annotations, 1 decided against"
    lines = after.out.splitlines()
    assert "review_state" in lines[0]
    assert sum("rejected" in line for line in lines) == 1
