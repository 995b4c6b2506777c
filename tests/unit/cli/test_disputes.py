# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `merge`, `conflicts` and `history` tell of two people's work on the same tag."""

from __future__ import annotations

import json

import pytest

from annotator.cli.entry import main
from annotator.services.annotations import Wanted
from annotator.services.projects import create_workspace, open_workspace

QUOTE = "freedom of expression"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command in this process; gives what it printed."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))

    def no_picture(*_words, **_more):
        raise AssertionError

    def call(*words, code=0):
        assert main([str(word) for word in words], no_picture) == code
        return capsys.readouterr().out

    return call


@pytest.fixture
def projects(tmp_path, pdf, run):
    """Ana's project and Bo's file: the severity, the code and a life in dispute."""
    paths = [tmp_path / "ana.treaty", tmp_path / "bo.treaty"]
    out = tmp_path / "out.csv"
    for path, name in zip(paths, ("Ana", "Bo"), strict=True):
        space = create_workspace(path, reviewer=name)
        space.drafts.add(pdf("two_pages"), symbol="T/1", language="en")
        space.close()
    ana, bo = (open_workspace(p, reviewer=n) for p, n in zip(paths, ("Ana", "Bo"), strict=True))
    anchor = ana.passages.find_quote(ana.drafts.list()[0].sha256, QUOTE)
    codes = [ana.codes.named(letters).uid for letters in ("EXP-1", "SUR-3")]
    first, second = ana.passages.tag(anchor, codes).tags
    ana.transfer.export(out, Wanted())
    bo.transfer.merge([out])
    ana.passages.edit(first, {"severity": "2", "code": ana.codes.named("PRV-1").uid})
    ana.passages.edit(second, {"note": "needed"})
    bo.passages.edit(first, {"severity": "3", "code": bo.codes.named("SUR-1").uid})
    bo.passages.untag(second)
    bo.transfer.export(out, Wanted())
    for space in (ana, bo):
        space.close()
    return paths[0], out


def test_a_merge_tells_words_values_people_and_times(run, projects):
    project, out = projects
    for words in (("--preview",), ()):
        printed = run("merge", project, out, *words).splitlines()
        assert printed[0].startswith("2 conflicts")
        line = next(line for line in printed if "severity" in line)
        for said in (f"“{QUOTE}”, page 1", "“2” (Ana, 20", "“3” (Bo, 20", "“PRV-1”", "“SUR-1”"):
            assert said in line
        line = next(line for line in printed if "kept" in line)
        assert "SUR-3" in line
        assert "deleted (Bo, 20" in line
        assert "kept (Ana, 20" in line


def test_conflicts_are_listed_by_the_words_they_are_about(run, projects):
    project, out = projects
    run("merge", project, out)
    printed = run("conflicts", project)
    blocks = dict(zip(["code", "severity", "deleted"], [""] * 3, strict=True))
    for line in printed.splitlines():
        if not line.startswith(" "):
            assert f"“{QUOTE}”, T/1@en, page 1: " in line
            field = line.split("page 1: ")[1].split()[0]
        else:
            blocks[field] += line + "\n"
    assert {"PRV-1", "SUR-1", "Ana", "Bo"} <= set(blocks["code"].split())
    assert {"2", "3", "Ana", "Bo"} <= set(blocks["severity"].split())
    assert {"deleted", "kept", "Ana", "Bo"} <= set(blocks["deleted"].split())


def test_the_json_of_conflicts_and_history_keeps_its_keys_and_gains_some(run, projects):
    project, out = projects
    run("merge", project, out, "--reviewer", "Ana")
    found = json.loads(run("conflicts", project, "--json"))
    assert {c["field"] for c in found} == {"severity", "code", "deleted"}
    for conflict in found:
        assert {"kind", "uid", "field", "values", "subject"} == conflict.keys()
        assert conflict["subject"]["quote"] == QUOTE
        assert all({"value", "reviewer", "utc"} == value.keys() for value in conflict["values"])
    (merge,) = [e for e in json.loads(run("history", project, "--json", "--reviewer", "Ana"))
                if e["what"].startswith("Merge")]  # fmt: skip
    assert merge["own"] is True
    assert merge["undone"] is False
    report = json.loads(run("merge", project, out, "--json"))
    assert {"added", "updated", "unchanged", "conflicts", "deleted", "waiting", "refused", "rows",
            "files", "items", "codebook", "by_reviewer", "by_draft", "came", "left_out", "unlisted",
            "drafts_brought", "waits"} == report.keys()  # fmt: skip


def test_words_of_a_passage_in_conflict_are_told_as_words_and_page(run, projects):
    project, out = projects
    bo = open_workspace(project.with_name("bo.treaty"), reviewer="Bo")
    ana = open_workspace(project, reviewer="Ana")
    for space, words in ((ana, "the freedom of expression"), (bo, "expression")):
        sha256 = space.drafts.list()[0].sha256
        (passage,) = space.passages.on_draft(sha256)
        place = space.passages.find_quote(sha256, words)
        space.passages.move(passage.uid, place.segments)
    bo.transfer.export(out, Wanted())
    for space in (ana, bo):
        space.close()
    for printed in (run("merge", project, out), run("conflicts", project)):
        assert "“the freedom of expression”, page 1" in printed
        assert "“expression”, page 1" in printed
        assert "segments" not in printed


def test_rows_that_wait_are_told_and_listed(run, projects, tmp_path, capsys):
    project, _out = projects
    assert json.loads(run("conflicts", project, "--waiting", "--json")) == []
    hand = tmp_path / "hand.csv"
    hand.write_text(
        "draft_symbol,quote,page,code,reviewer,format\n"
        "T/1,words that nobody wrote,,SUR-3,Cy,treaty-annotations/1\n"
        "Z/9,some words,4,PRV-1,Dee,treaty-annotations/1\n",
        "utf-8",
    )
    run("merge", project, hand)
    assert main(["conflicts", str(project)], None) == 0
    said = capsys.readouterr()
    assert said.out == "", "they are no conflicts"
    assert said.err.strip() == (
        "2 rows of merged files wait for their draft or their words; --waiting lists them."
    )
    assert run("conflicts", project, "--waiting").splitlines() == [
        "SUR-3 “words that nobody wrote”  Cy  [T/1]",
        "    the words are not in T/1@en",
        "PRV-1 “some words”, page 4  Dee  [Z/9]",
        "    There is no draft Z/9. There are: T/1@en.",
    ]
    rows = json.loads(run("conflicts", project, "--waiting", "--json"))
    assert rows[1] == {
        "code": "PRV-1", "quote": "some words", "provision": "", "page": "4", "reviewer": "Dee",
        "draft": "Z/9", "why": "There is no draft Z/9. There are: T/1@en.",
    }  # fmt: skip
