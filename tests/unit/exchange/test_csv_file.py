# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files as spreadsheets leave them are read; what cannot be read is told by line, the rest is taken."""

from __future__ import annotations

import pytest

from annotator.domain.errors import InputRefusedError
from annotator.exchange.csv_file import COLUMNS, FORMAT, read_csv, write_csv

ROWS = [
    {"draft_symbol": "A/1", "quote": "two\nlines", "note": "=1", "format": FORMAT},
    {"draft_symbol": "A/1", "quote": 'say "this"; that', "format": FORMAT},
    {"draft_symbol": "é", "quote": "第", "format": FORMAT},
]


def read(path):
    header, rows = read_csv(path)
    return header, list(rows)


def told(rows):
    return [{k: v for k, v in row.cells.items() if v} for row in rows]


def test_written_rows_are_read_back(tmp_path):
    path = tmp_path / "a.csv"
    assert write_csv(path, ROWS) == 3
    header, rows = read(path)
    assert tuple(header) == COLUMNS
    assert told(rows) == ROWS
    assert [row.line for row in rows] == [2, 4, 5]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfrecord,")
    assert path.read_bytes().count(b"\r\n") == 4


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_dialects(tmp_path, delimiter, encoding, end):
    path = tmp_path / "a.csv"
    lines = [
        ["Format ", "quote", "draft_symbol"],
        [FORMAT, f'"a{delimiter}b"', "Ä/1"],
        [FORMAT, "c"],
    ]
    path.write_bytes(end.join(delimiter.join(line) for line in lines).encode(encoding))
    _header, rows = read(path)
    assert told(rows) == [
        {"format": FORMAT, "quote": f"a{delimiter}b", "draft_symbol": "Ä/1"},
        {"format": FORMAT, "quote": "c"},
    ]


def test_windows_1252_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"format,draft_symbol\n{FORMAT},caf\xe9\n".encode("cp1252"))
    assert told(read(path)[1])[0]["draft_symbol"] == "café"


def test_an_open_quotation_mark_costs_its_row_only(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('format,draft_symbol,quote\nf,A,"open\nf,B,two\nf,C,"ok"\n')
    _header, rows = read(path)
    assert [row.line for row in rows if row.fault] == [2]
    assert [row.cells["draft_symbol"] for row in rows if not row.fault] == ["B", "C"]


def test_too_many_cells_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("format,draft_symbol\nf,A,x\nf,B,,\n")
    _header, rows = read(path)
    assert [(row.line, bool(row.fault)) for row in rows] == [(2, True), (3, False)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a,b\n1,2\n", b"%PDF-1.7\n", b"\x00\x01\x02"])
def test_what_is_no_annotation_file_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputRefusedError, match=r"a\.csv"):
        read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefusedError, match=r"none\.csv"):
        read(tmp_path / "none.csv")


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path):
    with pytest.raises(InputRefusedError, match="cannot be written"):
        write_csv(tmp_path / "no" / "a.csv", ROWS)
    assert list(tmp_path.iterdir()) == []
