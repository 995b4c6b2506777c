# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages that are handed on: whole in themselves, of one make, and each word under its language."""

from __future__ import annotations

import csv
import re

import pytest

from annotator.domain.agreement.survey import Scope, Survey
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.changes import Change, WordPiece
from annotator.domain.concern import Concern, Step
from annotator.domain.project import Draft
from annotator.exchange.agreement_report import page as agreement_page
from annotator.exchange.change_report import Report, report_html, write_report_csv
from annotator.exchange.comparison_page import comparison_page
from annotator.exchange.csv_writing import csv_written
from annotator.exchange.merge_page import COLUMNS, MergePage, write_merge_page

ENGLISH = Draft("a" * 64, "A/1", "en", here=True)
ARABIC = Draft("b" * 64, "A/1", "ar", here=True)
EVIL = "<script>alert(1)</script>"


def compared():
    piece = WordPiece("inserted", None, (0, 1), EVIL)
    change = Change(
        Pair((0,), (0,), "changed"), frozenset({"reworded"}), (piece,), "Art 1", "Art 1", 0.5
    )
    return comparison_page(ENGLISH, ARABIC, [change]).decode()


def merged(tmp_path):
    counts = {"added": 2}
    write_merge_page(tmp_path / "m.html", MergePage(
        EVIL, False, 2, ("added",), counts, {"Bo": counts}, {"A/1@en": counts},
        {("b.csv", "Bo", ""): counts}, {"added": 1}, (), 0, (), (),
    ))  # fmt: skip
    return (tmp_path / "m.html").read_text("utf-8")


def reported():
    step = Step(ARABIC.sha256, "p", "t", "Art 1", 1, EVIL)
    concern = Concern("p", "c", "r", (step,))
    drafts = {ARABIC.sha256: ARABIC}
    return "\n".join(report_html(Report(drafts, {}, {}, (concern,), (), (), {})))


def agreed():
    return agreement_page(Survey(Scope()), ())


@pytest.fixture(params=["compared", "merged", "reported", "agreed"])
def made(request, tmp_path):
    return {
        "compared": compared, "merged": lambda: merged(tmp_path), "reported": reported, "agreed": agreed,
    }[request.param]()  # fmt: skip


def test_pages_run_and_fetch_nothing_and_say_their_language(made) -> None:
    assert made.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "<script" not in made
    assert "http" not in made.replace("http-equiv", "")
    assert "@media screen and (prefers-color-scheme:dark)" in made
    assert "@media print" in made
    assert made.rstrip().endswith("</body></html>")


def test_drafts_are_told_apart_by_their_languages() -> None:
    found = compared()
    assert "<h1>A/1@ar compared with A/1@en</h1>" in found
    assert '<p class="words" lang="ar" dir="rtl"><ins>' in found


def test_quotes_of_a_report_bear_the_language_of_their_draft() -> None:
    assert '<blockquote lang="ar" dir="rtl">&lt;script' in reported()


def test_numbers_of_a_merge_stand_in_their_columns(tmp_path) -> None:
    found = merged(tmp_path)
    assert '<tr><td>Bo</td><td class="n">2</td><td class="n">2</td></tr>' in found
    assert "<td>not said</td>" in found


def test_a_table_is_there_when_all_of_it_is_written(tmp_path) -> None:
    path = tmp_path / "t.csv"

    def broken():
        with csv_written(path, COLUMNS) as write:
            write(["=1+1"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not path.exists()
    with csv_written(path, ("one", "two")) as write:
        write(["=1+1", "ü"])
    assert path.read_bytes() == "\ufeffone,two\r\n'=1+1,ü\r\n".encode()
    write_report_csv(tmp_path / "r.csv", Report({}, {}, {}, (), (), (), {}))
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[-3:] == ["would_stand_in", "would_stand_after", "brackets"]
