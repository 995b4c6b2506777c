# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that are taken as they are: they say what careful reading says, and count as joining counts them."""

from __future__ import annotations

import csv
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_files import a_file, a_project

from annotator.domain.kinds import FIELDS
from annotator.exchange.annotation_reading import parsed
from annotator.exchange.csv_file import read_cells, row_of_cells
from annotator.exchange.plain_rows import PlainReader
from annotator.exchange.row_values import RowRefusedError
from annotator.pdf.text_layer import EXTRACTOR
from annotator.services import plain_reading, row_readers
from annotator.services.annotations import Wanted
from annotator.services.merge_lane import Lane
from annotator.services.merging import NONE_CHOSEN
from annotator.storage import merge_stage
from annotator.storage.plain_records import Composer, columns_of
from annotator.storage.repositories import hashed, row_of
from annotator.storage.tables import RECORD_TABLES, content_columns
from annotator.storage.unit_of_work import shown_digest


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return a_file(tmp_path_factory.mktemp("plain"), 1, 150)


def composed(kind, said, local=()):
    done = Composer(kind).row(*said, local)
    return (*done.row, done.after)


def as_joined(record, **local):
    row = hashed(RECORD_TABLES[record.kind], {**row_of(record), **local})
    names = columns_of(record.kind)
    return (*(row[name] for name in names), row["row_hash"], shown_digest(record))


def test_a_plain_row_becomes_the_very_rows_that_joining_makes_of_it(file):
    header, cells = read_cells(file)
    reader = PlainReader(header, EXTRACTOR)
    count = 0
    for one in cells:
        plain = reader.read(one[1])
        assert plain is not None
        said = parsed(row_of_cells(one, header).cells, lambda _name: None)
        passage = next(r for r in said.others if r.kind == "passage")
        assert composed("tag", plain.tag) == as_joined(said.primary)
        local = (plain.page, plain.start, 1)
        assert composed("passage", plain.passage, local) == as_joined(passage, placed=1)
        assert plain.latest == max(said.primary.latest(), passage.latest())
        assert said.notices == ()
        count += 1
    assert count == 150


SPOILED = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 4000), st.sampled_from(
        ["", " ", "'", "=", "x", "\r", "é", "e\u0301", '"', "{", "[", "9", "-1", "null", "1e999", "\\ud800",
         "area", ",", "\x00"])),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(which=st.integers(0, 149), spoiled=SPOILED, cut=st.integers(0, 9))
def test_whatever_is_done_to_a_row_a_plain_reading_is_the_careful_one(file, which, spoiled, cut):
    header, cells = read_cells(file)
    line, texts, _fault = list(cells)[which]
    for column, place, letter in spoiled:
        text = texts[column]
        at = place % (len(text) + 1)
        texts[column] = text[:at] + letter + text[at + cut :]
    plain = PlainReader(header, EXTRACTOR).read(texts)
    if plain is None:
        return
    row = row_of_cells((line, texts, ""), header)
    try:
        said = parsed(row.cells, lambda _name: None)
    except RowRefusedError as error:
        raise AssertionError(f"refused: {error.column} {error.reason}") from error
    passage = next(r for r in said.others if r.kind == "passage")
    assert composed("tag", plain.tag) == as_joined(said.primary)
    local = (plain.page, plain.start, 1)
    assert composed("passage", plain.passage, local) == as_joined(passage, placed=1)
    assert said.notices == ()


def mixed_up(file, chance):
    """The file's rows as two colleagues would send them: some twice, some edited, some in another order."""
    text = file.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    rows += [dict(chance.choice(rows)) for _ in range(30)]
    for row in chance.sample(rows, 40):
        row[chance.choice(["note", "severity", "code", "reviewer", "anchor"])] = chance.choice(
            "1234"
        )
    chance.shuffle(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    new = file.with_name("mixed.csv")
    new.write_bytes(out.getvalue().encode())
    return new


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [7, 5000])
def test_counts_and_outcome_are_those_of_joining_every_row(
    file, tmp_path, monkeypatch, seed, batch
):
    monkeypatch.setattr(plain_reading, "ROWS", batch)
    files = [file, mixed_up(file, random.Random(seed)), a_file(tmp_path, 2, 60), file]
    told = []
    for name in ("joined", "plain"):
        with monkeypatch.context() as patch:
            if name == "joined":
                patch.setattr(Lane, "chosen", lambda *_arguments: NONE_CHOSEN)
            work = a_project(tmp_path / f"{name}.treaty", "Zoe")
            report = work.transfer.merge(files)
            work.transfer.export(tmp_path / f"{name}.csv", Wanted())
            again = work.transfer.merge(files, preview=True)
            work.history.undo()
            assert [row for row in work.transfer.rows(Wanted()) if row["record"] == "tag"] == []
            work.close()
        told.append((report.counts, report.items, report.came, again.counts, again.items))
    assert told[0] == told[1]
    assert report.counts["added"] > 150
    assert (tmp_path / "joined.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
    assert sum(report.counts.values()) == report.rows
    for table in (report.by_reviewer, report.by_draft, report.came):
        assert sum(sum(counts.values()) for counts in table.values()) == report.rows


def test_files_read_by_other_processes_are_merged_alike(file, tmp_path, monkeypatch):
    broken = tmp_path / "broken.csv"
    broken.write_text("format,draft_symbol\ntreaty-annotations/1,A/1\n")
    files = [file, mixed_up(file, random.Random(9)), broken, a_file(tmp_path, 2, 1100)]
    told = []
    for size in (1 << 40, 0):
        monkeypatch.setattr(row_readers, "_WORTH_IT", size)
        work = a_project(tmp_path / f"{size}.treaty", "Zoe")
        report = work.transfer.merge(files)
        work.transfer.export(tmp_path / f"{size}.csv", Wanted())
        work.close()
        told.append(
            (report.counts, report.items, report.came, (tmp_path / f"{size}.csv").read_bytes())
        )
    assert told[0] == told[1]
    readers = row_readers.RowReaders(files, tmp_path, EXTRACTOR)
    process = readers._processes[0]
    process.kill()  # who reads ahead may end at any time
    header, blocks = readers.blocks(files[0])
    assert sum(len(block.lines) for block in blocks) == 150
    assert "tag_uid" in header
    readers.close()


def test_two_records_whose_numbers_on_the_stage_are_one_are_still_two(file, tmp_path, monkeypatch):
    files = [file, a_file(tmp_path, 2, 60), file]
    told = []
    for name in ("apart", "alike"):
        if name == "alike":
            monkeypatch.setattr(merge_stage, "hash", lambda uid: ord(uid[0]), raising=False)
        work = a_project(tmp_path / f"{name}.treaty", "Zoe")
        report = work.transfer.merge(files)
        work.transfer.export(tmp_path / f"{name}.csv", Wanted())
        work.close()
        told.append((report.counts, report.came, (tmp_path / f"{name}.csv").read_bytes()))
    assert told[0] == told[1]


def test_the_fields_of_a_tag_are_those_that_rows_are_read_by():
    """`plain_rows` reads them in this order."""
    assert FIELDS["tag"][:3] == ("passage", "code", "reviewer")
    assert FIELDS["tag"][-3:] == ("created_utc", "modified_utc", "deleted")


@pytest.mark.parametrize("kind", ["tag", "passage"])
def test_rows_made_without_tables_have_the_columns_of_the_tables(kind):
    assert columns_of(kind) == content_columns(RECORD_TABLES[kind])
