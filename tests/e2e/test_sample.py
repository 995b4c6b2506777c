# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample that ships is there, whole, has what it promises, and the tour on it runs to its end."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest

from annotator import paths
from annotator.domain.anchor import Anchor
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, open_workspace

SYMBOLS = ("M/CONF.1/7", "M/CONF.1/7/Rev.1", "M/CONF.1/7/Rev.2")
ARTICLES = (50, 51, 52)
HEADINGS = re.compile(r"Article (\d+)")
OUTLINE = "import json, pymupdf, sys; print(json.dumps(pymupdf.open(sys.argv[1]).get_toc()))"


@pytest.fixture
def sample():
    """The sample project as it ships, open to read."""
    workspace = open_workspace(paths.sample() / "sample.treaty", write=False)
    yield workspace
    workspace.close()


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A copy of the sample with Ana at it."""
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    copy = tmp_path / "mine.treaty"
    shutil.copyfile(paths.sample() / "sample.treaty", copy)
    workspace = open_workspace(copy, reviewer="Ana Ruiz")
    yield workspace
    workspace.close()


def rows_of(workspace):
    return workspace.transfer.rows(Wanted(waiting=False))


def words_of(workspace, draft):
    """The running text, with one space between two words."""
    kinds = {"body", "heading"}
    pages = list(workspace.drafts.texts(draft.sha256).values())
    lines = [p.text[n.start : n.end] for p in pages for n in p.lines if n.kind in kinds]
    return " ".join(" ".join(lines).split())


def test_the_project_is_whole_and_small_and_read_as_it_lies():
    project = paths.sample() / "sample.treaty"
    before = project.read_bytes()
    assert check_project(project) == []
    workspace = open_workspace(project, write=False)
    assert len(rows_of(workspace)) >= 30
    workspace.close()
    assert project.read_bytes() == before
    assert sum(path.stat().st_size for path in paths.sample().iterdir()) < 3_100_000


def test_three_rounds_of_twenty_pages_and_more(sample):
    drafts = sample.drafts.list()
    assert tuple(d.symbol for d in drafts) == SYMBOLS
    assert [d.round for d in drafts] == ["1", "2", "3"]
    assert {d.language for d in drafts} == {"en"}
    assert all(first.date < second.date for first, second in pairwise(drafts))
    assert all(20 <= d.pages <= 26 for d in drafts)
    for draft in drafts:
        pdf = paths.sample() / draft.file
        assert pdf.read_bytes() == sample.drafts.pdf(draft.sha256)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_line_is_known_for_what_it_is(sample, number):
    pages = list(sample.drafts.texts(sample.drafts.list()[number].sha256).values())
    by_kind: dict[str, list[str]] = {}
    for page in pages:
        for line in page.lines:
            by_kind.setdefault(line.kind, []).append(page.text[line.start : line.end].strip())
    articles = [int(m[1]) for text in by_kind["heading"] if (m := HEADINGS.fullmatch(text))]
    assert articles == list(range(1, ARTICLES[number] + 1))
    assert sum(text.startswith("Chapter ") for text in by_kind["heading"]) == 8
    assert by_kind["header"].count(SYMBOLS[number]) == len(pages)
    page_numbers = [text for text in by_kind["footer"] if re.fullmatch(r"\d+/\d+", text)]
    assert page_numbers == [f"{n}/{len(pages)}" for n in range(2, len(pages) + 1)]
    notes = [text for text in by_kind["footnote"] if re.match(r"\d ", text)]
    assert [int(text.split()[0]) for text in notes] == list(range(1, len(notes) + 1))
    assert len(notes) >= 3
    assert not [text for text in by_kind["body"] if text in SYMBOLS]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_outline_names_every_article(number):
    pdf = paths.sample() / f"{SYMBOLS[number].replace('/', '_')}.pdf"
    done = subprocess.run(
        [sys.executable, "-c", OUTLINE, str(pdf)], capture_output=True, text=True, check=True
    )
    entries = json.loads(done.stdout)
    levels = Counter(level for level, _title, _page in entries)
    assert levels == {1: 10, 2: ARTICLES[number]}, "8 chapters, preamble and annex; articles"
    assert [page for _level, _title, page in entries] == sorted(page for *_rest, page in entries)
    assert entries[2][1] == "Article 1. Purpose"


def test_the_rounds_differ_as_they_are_meant_to(sample):
    first, second, third = (words_of(sample, draft) for draft in sample.drafts.list())
    assert "in electronic form of any serious offence, whether" in first
    assert "in electronic form of any [serious] offence, whether" in second
    assert "in electronic form of any criminal offence, whether" in third
    assert "[prior] judicial or other independent authorization" in second
    assert "Article 12 Dissemination of false information" in second
    assert "Dissemination of false information" not in third
    assert "Criminal record" in first
    assert "Criminal record" not in second
    assert "Article 8 Remedies" in third
    assert "Remedies" not in second
    assert "Article 18 Conditions and safeguards" in first
    assert "Article 6 Conditions and safeguards" in third
    for words in (first, second, third):
        assert "[agreed ad referendum]" in words
    assert second.count("[") > first.count("[") > third.count("[") > 0


def test_the_truth_is_told_of_every_paragraph(sample):
    file = paths.sample().parents[1] / "packaging" / "sample" / "truth.json"
    if not file.is_file():
        pytest.skip("only a checkout has the words of the sample")
    truth = json.loads(file.read_text("utf-8"))
    for number, draft in enumerate(sample.drafts.list(), start=1):
        found = [entry[str(number)] for entry in truth.values() if str(number) in entry]
        named = {int(m[1]) for path in found if (m := re.match(r"Art (\d+)", path))}
        assert named == set(range(1, ARTICLES[number - 1] + 1)), draft.symbol
    assert truth["safe.1"]["3"] == "Art 6(1)", "moved to another chapter"
    assert "3" not in truth["false.1"], "deleted"
    assert {k: truth[k]["from"] for k in ("dual.1", "dual.2")} == dict.fromkeys(
        ("dual.1", "dual.2"), "coop.2"
    ), "split"


def test_ana_has_tagged_in_every_way_there_is(sample):
    rows = rows_of(sample)
    tags = [row for row in rows if row["record"] == "tag"]
    assert {row["reviewer"] for row in rows if row["reviewer"]} == {"Ana Ruiz"}
    assert {row["organisation"] for row in tags} == {"Privacy in Practice"}
    per_draft = Counter(row["draft_symbol"] for row in tags)
    assert set(per_draft) == set(SYMBOLS)
    assert per_draft[SYMBOLS[2]] > len(tags) / 2
    anchors = [Anchor.from_json(row["anchor"]) for row in tags]
    assert any(len({s.page for s in anchor.segments}) > 1 for anchor in anchors), "over a page end"
    assert sum(anchor.kind == "provision" for anchor in anchors) == 2
    assert max(Counter(row["passage_uid"] for row in tags).values()) > 1, "two codes, one passage"
    spans = {(a.draft, s.page, s.start, s.end) for a in anchors for s in a.segments}
    assert any(
        a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3] for a in spans for b in spans if a != b
    ), "overlapping"
    for field in ("severity", "recommendation", "proposed_wording", "note"):
        assert any(row[field] for row in tags), field
    assert {row["stance"] for row in tags} >= {"weakens", "strengthens", "ambiguous"}
    kinds = Counter(row["record"] for row in rows)
    assert (kinds["mark"], kinds["comment"]) == (6, 2)


def test_bo_adds_and_agrees(mine):
    report = mine.transfer.merge([paths.sample() / "bo-lindqvist.csv"])
    assert report.counts == {**dict.fromkeys(report.counts, 0), "added": report.rows}
    by_words: dict[tuple[str, str, str], set[str]] = {}
    for row in rows_of(mine):
        if row["quote"]:
            key = (row["draft_symbol"], row["quote"], row["code"])
            by_words.setdefault(key, set()).add(row["reviewer"])
    agreed = [who for who in by_words.values() if who == {"Ana Ruiz", "Bo Lindqvist"}]
    assert len(agreed) == 3


def test_carla_adds_changes_deletes_and_is_in_conflict(mine):
    file = paths.sample() / "carla-mensah.csv"
    report = mine.transfer.merge([file], preview=True)
    assert {name: report.counts[name] for name in ("conflicts", "deleted", "updated")} == {
        "conflicts": 1, "deleted": 1, "updated": 2,
    }  # fmt: skip
    assert report.counts["added"] >= 12
    assert (report.counts["refused"], report.counts["waiting"]) == (0, 0)
    assert mine.conflicts.list() == ()
    mine.transfer.merge([file])
    (conflict,) = mine.conflicts.list()
    assert conflict.field == "recommendation"
    assert {(v.reviewer, v.value) for v in conflict.values} == {
        ("Ana Ruiz", "clarify"), ("Carla Mensah", "retain"),
    }  # fmt: skip


def test_the_tour_leaves_pictures_csv_and_log(tmp_path):
    env = {
        **os.environ,
        "ANNOTATOR_CONFIG": str(tmp_path / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    before = (paths.sample() / "sample.treaty").read_bytes()
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
    pictures = {path.name for path in out.glob("*.png")}
    assert pictures == {
        "window-light.png", "window-dark.png", "table.png", "inbox.png", "outline.png",
    }  # fmt: skip
    with (out / "tour.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["reviewer"] for row in rows if row["record"] == "tag"}
    assert names == {"Ana Ruiz", "Bo Lindqvist", "Carla Mensah", "Dana Okafor"}
    assert f"{len(rows)} unchanged\n" in log, "one's own file changes nothing"
    assert "1 conflicts" in log
    assert "Traceback" not in log
    assert (paths.sample() / "sample.treaty").read_bytes() == before


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
