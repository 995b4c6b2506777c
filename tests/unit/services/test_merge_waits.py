# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for its author's word is not told as done: by classes, row by row, and in the saved report."""

from __future__ import annotations

import csv

import pytest

from annotator.services.merge_told import reported


@pytest.fixture
def deleted_and_edited(ana, bo):
    """Two of Ana's tags, one of which Bo deleted and one of which he changed."""
    first, second = (ana.tag(severity="1", code=code) for code in ("SUR-3", "SAF-3"))
    bo.merge(ana)
    bo.work.passages.untag(first)
    bo.work.passages.edit(second, {"severity": "4"})
    return first, second


def test_rows_that_wait_count_in_their_class_and_not_as_done(ana, bo, deleted_and_edited):
    for report in (ana.merge(bo, hold_own=True, preview=True), ana.hold(bo)):
        assert ana.counted(report) == {"deleted": 1, "updated": 1, "added": 1}
        assert report.waits == {"deleted": 1, "updated": 1}
        assert [report.done(name) for name in ("deleted", "updated", "added")] == [0, 0, 1]
        assert report.held == 2
        assert sum(report.counts.values()) == report.rows


def test_what_is_merged_at_once_waits_nowhere(ana, bo, deleted_and_edited):
    report = ana.merge(bo)
    assert (report.waits, report.done("deleted")) == ({}, 1)


def test_the_report_says_which_rows_went_to_the_inbox(ana, bo, deleted_and_edited, tmp_path):
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    with reported(table, "T", preview=False) as told:
        path = bo.export()
        report = ana.work.transfer.merge([path], hold_own=True, told=told.row)
    for uid in deleted_and_edited:
        ana.work.inbox.accept(uid)
    with reported(page, "T", preview=False) as told:
        told.end(report)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        went = [
            row["class"] for row in csv.DictReader(stream) if "went to your inbox" in row["reason"]
        ]
    assert sorted(went) == ["deleted", "updated"]
    said = page.read_text("utf-8")
    assert "so many went to their author’s inbox" in said.replace("&#x27;", "’").replace("'", "’")
    assert "1 deleted, 1 updated" in said
    assert "waits" not in said
