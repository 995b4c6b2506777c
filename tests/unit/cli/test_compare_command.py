# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator compare`: a list, one JSON value, a page; and what it refuses."""

from __future__ import annotations

import json

import pytest

from annotator import paths
from annotator.cli.entry import main


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """`run("compare", …)`: what a command printed."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))

    def ask(*words, code=0):
        def no_picture(*_words, **_more):
            raise AssertionError

        assert main([str(word) for word in words], no_picture) == code
        return capsys.readouterr()

    return ask


PROJECT = paths.sample() / "sample.treaty"
OLD, NEW = "M/CONF.1/7@en", "M/CONF.1/7/Rev.1@en"


def test_a_list_of_what_changed(run) -> None:
    said = run("compare", PROJECT, OLD, NEW)
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines[0] == "provision title change"
    assert "Art 36 → Art 41 Cooperation of service providers moved, renumbered" in lines
    assert "Art 15 Criminal record removed" in lines
    assert said.err == ""


def test_everything_as_json(run) -> None:
    body = json.loads(run("compare", PROJECT, OLD, NEW, "--json").out)
    pairs = {(one["a"], one["b"]): one for one in body["pairs"]}
    assert len(body["older"]) == len(body["newer"]) == 64
    same = pairs["Art 1(a)", "Art 1(a)"]
    assert (same["status"], same["similarity"], same["words"], same["kinds"]) == (
        "same",
        1.0,
        [],
        [],
    )
    assert {one["status"] for one in body["pairs"]} <= {
        "same", "changed", "moved", "added", "removed", "split", "joined",
    }  # fmt: skip
    changed = pairs["Art 5(1)", "Art 6(1)"]
    assert changed["kinds"] == ["reworded"]
    assert [one for one in changed["words"] if one["op"] != "same"] == [
        {"op": "inserted", "a": "", "b": ", when this is done intentionally"},
    ]  # fmt: skip
    assert pairs["Art 15(1)", None]["status"] == "removed"
    assert pairs[None, "Art 11(1)"]["words"][0]["op"] == "inserted"
    assert pairs["Preamble para 4", "Preamble para 4"]["kinds"] == ["bracket_opened"]
    assert not [one for one in body["pairs"] if one["status"] == "split"], (
        "a footnote's mark splits none"
    )
    assert [one["what"] for one in body["outside"]] == ["text", "footnotes"]


def test_a_page_with_redlines(run, tmp_path) -> None:
    out = tmp_path / "changes.html"
    said = run("compare", PROJECT, OLD, NEW, "--html", out)
    assert (said.out, said.err) == ("", f"Wrote {out}.\n")
    assert "<ins>" in out.read_text("utf-8")


def test_what_is_refused(run, tmp_path) -> None:
    assert "There is no draft" in run("compare", PROJECT, OLD, "nothing", code=3).err
    assert "with itself" in run("compare", PROJECT, OLD, OLD, code=2).err
    assert "cannot be written" in run(
        "compare", PROJECT, OLD, NEW, "--html", tmp_path / "no" / "x.html", code=3
    ).err  # fmt: skip
    with pytest.raises(SystemExit):
        run("compare", PROJECT, OLD, NEW, "--html", tmp_path / "x.html", "--json", code=2)
