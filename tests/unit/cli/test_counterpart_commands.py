# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counterparts by command line: a reference added as such, tables brought in, lists both ways."""

from __future__ import annotations

import json

import pytest

from annotator import paths
from annotator.cli.entry import main


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
    return Command(capsys)


def test_counterparts_by_command_line(command, tmp_path) -> None:
    project = tmp_path / "p.treaty"
    command.run("new", project)
    command.run("add", project, paths.sample() / "M_CONF.1_7_Rev.2.pdf", "--symbol", "M/1")
    added = command.json("add", project, paths.sample() / "M_CONF.1_7.pdf", "--instrument", "bud")
    assert (added["symbol"], added["instrument"]) == ("ETS No. 185", "BUD")
    command.run(
        "add", project, paths.sample() / "M_CONF.1_7.pdf", "--instrument", "nothing", code=3
    )

    nothing = command.json("counterparts", project, "M/1")
    assert (nothing["numbering"], nothing["numbering_by"]) == ("", "")
    (tmp_path / "own.csv").write_text(
        "provision,instrument,counterpart,relation\n2,BUD,1,adapted\n"
    )
    command.run("correspondence", project, "--import", tmp_path / "own.csv", "--draft", "M/1")
    found = command.json("counterparts", project, "M/1")
    assert (found["numbering"], found["numbering_by"]) == ("own/own", "person")
    (line,) = command.json("counterparts", project, "M/1", "--provision", "2(1)")["lines"]
    assert (line["matches"][0]["counterpart"], line["without"]) == ("Art 1", False)
    command.run("counterparts", project, "M/1", "--provision", "Art 999", code=3)
    back = command.json("counterparts", project, "M/1", "--back", "--without")["lines"]
    assert (back[0]["path"], len(back)) == ("Art 2", 47)
    shown = command.run("counterparts", project, "M/1", "--numbering", "uncc-budapest/rev1-2")
    assert "BUD Art 19" in shown.out
    assert "judgement" in shown.err

    command.run("correspondence", project, "--use", "uncc-budapest/zero", "--draft", "M/1")
    assert command.json("counterparts", project, "M/1")["numbering"] == "uncc-budapest/zero"
    command.run("correspondence", project, "--use", "uncc-budapest/zero", code=2)
    command.run("correspondence", project, "--forget", "own")
    assert "own/own" not in [one["id"] for one in command.json("correspondence", project)]
    (tmp_path / "own.csv").write_text("provision,instrument,counterpart\n2,XX,1\n")
    refused = command.run("correspondence", project, "--import", tmp_path / "own.csv", code=3)
    assert "line 2, column instrument" in refused.err
    command.run("check", project)
