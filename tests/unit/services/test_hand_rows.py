# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that somebody wrote in a table: many that say different things of one tag, told and counted."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from annotator.domain.change import conflicts
from annotator.domain.errors import Cancelled

COLUMNS = ("draft_symbol", "provision", "code", "reviewer", "note", "format")


def written(folder, notes, *, code="SUR-3"):
    """A file with a row for each note, all on one tag."""
    path = folder / "hana.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for note in notes:
            rows.writerow(("A/1", "Art 5", code, "Hana", note, "treaty-annotations/1"))
    return path


def notes(count):
    return [f"note {number}" for number in range(count)]


def test_every_value_is_kept_and_the_sentence_names_a_few(ana, tmp_path):
    report = ana.merge(written(tmp_path, notes(12)))
    assert ana.counted(report) == {"added": 1, "conflicts": 11}
    (one,) = ana.work.conflicts.list()
    assert {value.value for value in one.values} == set(notes(12))
    told = [item.reason for item in report.items]
    assert told[0].count("“") == 2
    assert told[-1].count("“") == 5
    assert told[-1].endswith("or 7 more")
    assert ana.counted(ana.merge(written(tmp_path, notes(12)[::-1]))) == {"unchanged": 12}


def test_that_a_code_is_new_is_told_once(ana, tmp_path):
    report = ana.merge(written(tmp_path, notes(3), code="NEW-1"))
    assert [item.line for item in report.items if item.column == "code"] == [2]


def test_that_a_code_is_new_is_told_with_a_row_that_may_be_seen(ana, bo, tmp_path):
    path = written(tmp_path, notes(1), code="NEW-1")
    rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join((*rows, rows[1].replace("Hana", "Ana"))), "utf-8")
    ana.work.team.agree(assigned={"Ana": "", "Hana": ""}, blind=True)
    report = ana.merge(path)
    assert [item.line for item in report.items if item.column == "code"] == [2, 3]
    assert "NEW-1" not in report.items[0].reason
    assert "NEW-1" in report.items[-1].reason


def test_it_is_told_how_many_it_was_while_they_are_joined_and_can_be_cancelled(ana, tmp_path):
    path, said = written(tmp_path, notes(900)), []
    before = ana.export().read_bytes()

    def progress(done, _total):
        said.append(done)
        if done >= 600:
            raise Cancelled

    with pytest.raises(Cancelled):
        ana.work.transfer.merge([path], progress=progress)
    assert said == [0, 200, 400, 600]
    assert ana.export().read_bytes() == before


def test_what_a_row_costs_hardly_follows_how_many_there_are(ana, tmp_path, monkeypatch):
    """The records of others are not read again for each value that stands already."""
    asked = Counter()
    records = type(ana.work._desk.store).records

    def counting(store, connection):
        made = records(store, connection)
        get = made.get_many
        made.get_many = lambda kind, uids: asked.update([kind]) or get(kind, uids)
        return made

    monkeypatch.setattr(type(ana.work._desk.store), "records", counting)
    costs = []
    for count in (20, 40):
        asked.clear()
        ana.work.transfer.merge([written(tmp_path, notes(count))], preview=True)
        costs.append(asked.total())
    assert costs[0] == costs[1], "the project is asked for a block, and not for each row"


def test_a_record_with_many_values_is_one_record(ana, tmp_path):
    ana.merge(written(tmp_path, notes(300)))
    with ana.work._desk.store.read() as connection:
        (tag,) = ana.work._desk.store.records(connection).all("tag")
    assert len(conflicts(tag)["note"]) == 300
