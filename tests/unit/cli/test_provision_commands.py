# SPDX-License-Identifier: AGPL-3.0-or-later
"""Provisions by command line: named in any spelling, refused with what is near, listed, covered."""

from __future__ import annotations

import json

import pytest

from annotator.cli.entry import main
from annotator.services.projects import create_workspace


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command in this process; gives what it printed, errors behind."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))

    def no_picture(*_words, **_more):
        raise AssertionError

    def call(*words, code=0):
        assert main([str(word) for word in words], no_picture) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return call


@pytest.fixture
def project(tmp_path, pdf):
    """A draft with articles, and one in which nothing is found."""
    space = create_workspace(tmp_path / "p.treaty", reviewer="Ana")
    space.drafts.add(pdf("treaty"), symbol="T")
    space.drafts.add(pdf("hyphens"), symbol="H")
    space.close()
    return tmp_path / "p.treaty"


def tag(project, draft, provision, *more):
    return ("tag", project, draft, "--provision", provision, "--code", "SAF-3", "--reviewer", "Ana",
            "--json", *more)  # fmt: skip


def test_a_provision_in_any_spelling(run, project):
    made = json.loads(run(*tag(project, "T", "article 2, para 1 (b)", "--stance", "absent")))
    assert made["provision"] == "Art 2(1)(b)"
    (row,) = json.loads(run("list", project, "--json"))
    assert (row["provision"], row["provision_title"], row["stance"]) == (
        "Art 2(1)(b)", "Safeguards", "absent",
    )  # fmt: skip


def test_what_the_draft_has_not_is_refused_with_what_is_near(run, project):
    told = run(*tag(project, "T", "2(8)"), code=3)
    assert "There is no provision Art 2(8)" in told
    assert "Art 2, Art 2(1), Art 2(2), Art 2(3)" in told
    assert "--anyway" in told
    assert json.loads(run("list", project, "--json")) == []
    marked = ("mark", project, "T", "--provision", "2(8)", "--as", "missing", "--reviewer", "Ana")
    assert "Art 2(1)" in run(*marked, code=3)
    run(*marked, "--anyway")
    assert json.loads(run(*tag(project, "T", "2(8)", "--anyway")))["provision"] == "Art 2(8)"


def test_where_nothing_was_found_every_provision_is_taken(run, project):
    assert json.loads(run(*tag(project, "H", "art. 6.2")))["provision"] == "Art 6(2)"
    assert "--provision is empty" in run(*tag(project, "H", "  "), code=2)


def test_lists_ask_in_any_spelling(run, project):
    for provision in ("3(2)", "2(1)(a)", "2(3)-3", "4"):
        run(*tag(project, "T", provision))
    found = json.loads(run("list", project, "--provision", "article 3", "--json"))
    assert [row["provision"] for row in found] == ["Art 2(3)-Art 3", "Art 3(2)"]
    shown = run("list", project)
    order = [shown.index(path) for path in ("Art 2(1)(a)", "Art 2(3)-Art 3", "Art 3(2)", "Art 4")]
    assert order == sorted(order)


def test_coverage(run, project):
    run(*tag(project, "T", "2(1)"))
    run("mark", project, "T", "--provision", "4", "--as", "read", "--reviewer", "Ana")
    body = json.loads(run("coverage", project, "T", "--reviewer", "Ana", "--json"))
    assert (body["articles"], [who["judged"] for who in body["reviewers"]]) == (4, [1])
    (uid,) = (who["reviewer_uid"] for who in body["reviewers"])
    cells = {line["provision"]: line["reviewers"][uid] for line in body["lines"]}
    assert (cells["Art 2"]["done"], cells["Art 2"]["parts"], cells["Art 2"]["judged"]) == (
        1,
        3,
        False,
    )
    assert cells["Art 4"]["mark"] == "read"
    plain = run("coverage", project, "T", "--reviewer", "Ana").splitlines()
    assert plain[0].split() == ["provision", "title", "Ana"]
    assert any(
        line.split()[:2] == ["Art", "2"] and line.endswith("1 tag, 1 of 3") for line in plain
    )
    assert any("Art 4" in line and line.endswith("read") for line in plain)
