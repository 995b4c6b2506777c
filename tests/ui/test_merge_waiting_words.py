# SPDX-License-Identifier: AGPL-3.0-or-later
"""The preview's classes and the notice after a merge: what is done, and what waits, no row twice."""

from __future__ import annotations

from annotator.services.merge_report import MergeReport
from annotator.ui.merge_desk import outcome
from annotator.ui.models.merge_items import ClassTable


def reckoned(held, waits, **counts):
    made = MergeReport(files=["bo.csv"], rows=sum(counts.values()), held=held, waits=waits)
    made.counts.update(counts)
    return made


def test_a_class_says_how_many_of_its_rows_wait(qapp):
    report = reckoned(2, {"deleted": 1, "conflicts": 1}, deleted=1, conflicts=3, updated=1)
    told = {row[1]: row[2] for row in ClassTable(report).cells()}
    assert told["Deleted"] == "Deleted over there. 1 waits in your inbox first."
    assert told["In conflict"].endswith("both are kept. 1 waits in your inbox first.")
    assert told["Updated"] == "Said later than what stands here."


def test_the_notice_tells_no_row_twice():
    report = reckoned(2, {"deleted": 1, "conflicts": 1}, deleted=1, conflicts=1, updated=1)
    assert outcome(report) == (
        "Merged bo.csv: 1 updated. 2 changes to your own work wait in the inbox."
    )


def test_where_all_waits_nothing_is_told_as_done():
    report = reckoned(1, {"deleted": 1}, deleted=1)
    assert outcome(report) == "Merged bo.csv. 1 change to your own work waits in the inbox."


def test_what_waits_for_another_author_is_told_of_them():
    report = reckoned(0, {}, updated=2)
    report.waits_for_others["updated"] = 1
    assert outcome(report) == "Merged bo.csv: 1 updated. 1 waits for its author's word."
