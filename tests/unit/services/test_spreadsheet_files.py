# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files as people and their spreadsheet programs leave them, made here byte by byte, and merged."""

from __future__ import annotations

import csv
import io
import random

import pytest

from annotator.domain.errors import InputRefusedError
from annotator.services.annotations import Wanted

NOTES = ("12/05", "لا يجوز", "two\nlines; “so”", "=1+1", "1e5", "第1条")


@pytest.fixture
def sent(ana):
    """Ana's file with tags, a mark and a comment."""
    tags = [
        ana.tag(place=10 * n, quote=f"“words” ل {n}", note=note, severity=str(1 + n % 4))
        for n, note in enumerate(NOTES)
    ]
    ana.work.comments.add(tags[0], "why?")
    ana.work.passages.untag(ana.tag("PRV-1", place=90))
    return ana.export()


class Table:
    """A file as rows of cells, to be done to what people do."""

    def __init__(self, path):
        self.path = path
        text = path.read_text("utf-8-sig")
        self.header, *self.rows = csv.reader(io.StringIO(text, newline=""))

    def at(self, name):
        return self.header.index(name)

    def write(
        self, *, delimiter=",", end="\r\n", encoding="utf-8", first="", quoting=csv.QUOTE_MINIMAL
    ):
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
        writer.writerows([self.header, *self.rows])
        path = self.path.with_name("left.csv")
        path.write_bytes((first + out.getvalue()).encode(encoding, "replace"))
        return path


def same(sent, bo, path):
    """Whether a project that knew nothing exports what was sent, and nothing was said of a row."""
    report = bo.merge(path)
    assert report.items == []
    return bo.export().read_bytes() == sent.read_bytes()


@pytest.mark.parametrize(
    "how",
    [
        {"first": "sep=;\r\n", "delimiter": ";"}, {"first": "\ufeffsep=,\n"}, {"encoding": "utf-8-sig", "end": "\n"},
        {"encoding": "utf-16", "delimiter": "\t"}, {"delimiter": ";", "quoting": csv.QUOTE_ALL},
        {"encoding": "utf-16-be", "first": "\ufeff", "end": "\r", "quoting": csv.QUOTE_ALL},
    ],
)  # fmt: skip
def test_other_marks_line_ends_and_separators(sent, bo, how):
    assert same(sent, bo, Table(sent).write(**how))


def test_empty_columns_and_rows_at_the_end(sent, bo):
    table = Table(sent)
    width = len(table.header)
    table.header += [""] * 5
    table.rows = [row + [""] * 5 for row in table.rows] + [[""] * (width + 5), [" "], []]
    assert same(sent, bo, table.write(delimiter=";"))


def test_columns_and_rows_in_another_order(sent, bo):
    table = Table(sent)
    order = list(range(len(table.header)))
    random.Random(3).shuffle(order)
    table.header = [table.header[at] for at in order]
    table.rows = [[row[at] for at in order] for row in reversed(table.rows)]
    assert same(sent, bo, table.write())


def test_rows_that_were_filtered_away_are_not_deleted(sent, ana, bo):
    table = Table(sent)
    table.rows = table.rows[::3]
    bo.merge(sent)
    report = bo.merge(table.write())
    assert report.counts["unchanged"] == report.rows == len(table.rows)
    assert bo.export().read_bytes() == sent.read_bytes()


@pytest.mark.parametrize("heading", ["My remarks", ""])
def test_a_column_of_ones_own_is_kept_and_travels(sent, bo, ana, heading):
    table = Table(sent)
    table.header.insert(3, heading)
    living = [row for row in table.rows if not row[table.at("deleted_utc") - 1]]
    for number, row in enumerate(living):
        row.insert(3, f"remark {number}" if number % 2 else "")
    for row in table.rows:
        if row not in living:
            row.insert(3, "")
    path = table.write()
    report = bo.merge(path)
    assert (report.counts["refused"], report.items) == (0, [])
    back = bo.export()
    kept = {cell for row in Table(back).rows for cell in row if cell.startswith("remark")}
    assert kept == {f"remark {n}" for n in range(1, len(living), 2)}
    assert ana.merge(back).counts["updated"] == len(kept)
    assert ana.export().read_bytes() == back.read_bytes()
    assert ana.merge(path).counts["unchanged"] == len(table.rows)


@pytest.mark.parametrize(
    ("name", "said"), [("note", "Notiz"), ("code", "代码"), ("stamps", "Stempel")]
)
def test_a_heading_in_another_language_is_refused_by_name(sent, bo, name, said):
    table = Table(sent)
    table.header[table.at(name)] = said
    if name == "stamps":
        assert {item.column for item in bo.merge(table.write()).items} == {"stamps"}
    else:
        with pytest.raises(InputRefusedError, match=f"line 1, {name} is called {said.lower()}"):
            bo.merge(table.write())
    assert bo.living() == []


def test_all_headings_in_another_language_are_refused(sent, bo):
    table = Table(sent)
    table.header = [f"Spalte {name}" for name in table.header]
    with pytest.raises(InputRefusedError, match="no columns draft_symbol and format"):
        bo.merge(table.write())


def test_two_columns_of_one_name_are_refused(sent, bo):
    table = Table(sent)
    table.header.append("note")
    table.rows = [[*row, "mine"] for row in table.rows]
    with pytest.raises(InputRefusedError, match="2 columns are called note"):
        bo.merge(table.write())


@pytest.mark.parametrize("name", ["note", "severity"])
def test_a_column_taken_out_empties_nothing_and_is_told(sent, ana, bo, name):
    table = Table(sent)
    at = table.at(name)
    table.header.pop(at)
    had = [row for row in table.rows if row.pop(at)]
    report = ana.merge(table.write())
    assert {(item.outcome, item.column) for item in report.items} == {("unchanged", name)}
    assert len(report.items) == len(had)
    assert ana.export().read_bytes() == sent.read_bytes()
    bo.merge(table.write())
    bo.merge(sent)
    assert bo.export().read_bytes() == sent.read_bytes()


def test_without_its_kinds_of_rows_a_file_says_so(sent, bo):
    table = Table(sent)
    at = table.at("record")
    table.header.pop(at)
    kinds = [row.pop(at) for row in table.rows]
    report = bo.merge(table.write())
    others = [kind for kind in kinds if kind != "tag"]
    assert report.counts["refused"] == len(others) > 0
    assert {item.column for item in report.items} == {"record"}


def test_a_file_in_windows_letters_spoils_nothing(sent, ana, bo):
    path = Table(sent).write(encoding="cp1252", delimiter=";")
    report = ana.merge(path)
    assert report.counts["unchanged"] == report.rows
    assert {item.column for item in report.items} >= {"note"}
    assert all(item.line > 1 and item.reason for item in report.items)
    assert ana.export().read_bytes() == sent.read_bytes()
    assert bo.merge(path).counts["refused"] == 0
    assert [p.anchor for p in bo.living()] == [p.anchor for p in ana.living()]
    bo.merge(sent)
    assert bo.export().read_bytes() == sent.read_bytes()


@pytest.mark.parametrize("typed", ["", "naïve", "Ł第"])
def test_a_file_read_as_windows_letters_and_saved_again_is_read_once(sent, ana, bo, typed):
    twice = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in sent.read_bytes())
    path = sent.with_name("twice.csv")
    path.write_bytes(twice.encode("utf-8"))
    assert same(sent, bo, path)
    if typed:
        table = Table(sent)
        table.path = path
        at = table.at("standards")
        table.header, *table.rows = csv.reader(io.StringIO(twice, newline=""))
        next(row for row in table.rows if "1e5" in row)[at] = typed
        ana.merge(table.write())
        said = [row["standards"] for row in ana.work.transfer.rows(Wanted())]
        assert list(filter(None, said)) == [typed]
