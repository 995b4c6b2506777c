# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files that went through LibreOffice: opened and saved in every dialect, then merged."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from contextlib import ExitStack, closing

import pytest
from awkward_cells import (
    AS_THEY_ARE,
    FOREIGN,
    LONGER,
    LOST,
    REVIEWER,
    REWRITTEN,
    a_copy,
    exported,
    merged_anew,
    tag_all,
)

from annotator.exchange.annotation_rows import EDITABLE
from annotator.exchange.csv_file import read_csv

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CSV = "Text - txt - csv (StarCalc)"
UTF_8, UTF_16, WINDOWS, SYSTEM = "76", "65535", "1", "0"
ENGLISH, GERMAN, FRENCH = "1033", "1031", "1036"


def opened(language, *, encoding=UTF_8, special=True, quoted_as_text=False):
    """How a file is opened: `special` takes dates and the like for what they seem to be."""
    flags = (str(quoted_as_text).lower(), str(special).lower())
    return f"{CSV}:44,34,{encoding},1,,{language},{','.join(flags)}"


def saved(separator, *, encoding=UTF_8, quote_all=False, as_shown=True):
    """How a file is saved as CSV."""
    flags = (str(quote_all).lower(), "true", str(as_shown).lower())
    return f"csv:{CSV}:{ord(separator)},34,{encoding},1,,0,{','.join(flags)}"


XLSX, XLS, ODS = "xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "ods"
DIALECTS = {
    "comma": [(opened(ENGLISH), saved(","))],
    "comma, values": [(opened(ENGLISH), saved(",", as_shown=False))],
    "comma, plain numbers": [(opened(ENGLISH, special=False), saved(","))],
    "semicolon, quoted, UTF-16, comma decimals": [
        (opened(GERMAN), saved(";", encoding=UTF_16, quote_all=True))
    ],
    "semicolon, values, comma decimals": [(opened(GERMAN), saved(";", as_shown=False))],
    "semicolon, French": [(opened(FRENCH), saved(";", quote_all=True))],
    "tab": [(opened(ENGLISH), saved("\t"))],
    "tab, UTF-16": [(opened(ENGLISH, quoted_as_text=True), saved("\t", encoding=UTF_16))],
    "read as Windows-1252": [(opened(ENGLISH, encoding=WINDOWS), saved(","))],
    "read as it comes": [("", saved(","))],
    "XLSX": [(opened(ENGLISH), XLSX), ("", saved(","))],
    "XLSX, comma decimals": [(opened(GERMAN), XLSX), ("", saved(";", quote_all=True, as_shown=False))],
    "ODS": [(opened(ENGLISH), ODS), ("", saved(","))],
    "ODS, comma decimals, UTF-16": [(opened(GERMAN), ODS), ("", saved("\t", encoding=UTF_16))],
    "XLSX, ODS": [(opened(ENGLISH), XLSX), ("", ODS), ("", saved(";", as_shown=False))],
    "twice": [(opened(ENGLISH), saved(",")), (opened(ENGLISH), saved(","))],
}  # fmt: skip


class Office:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def through(self, file, steps):
        """The file after it was opened and saved in some ways, one after the other."""
        for how_opened, how_saved in steps:
            self.count += 1
            out = self.folder / str(self.count)
            words = [
                SOFFICE, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
                "--convert-to", how_saved, "--outdir", str(out), str(file),
            ]  # fmt: skip
            if how_opened:
                words.insert(-1, f"--infilter={how_opened}")
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=180)
            made = list(out.glob("*")) if out.is_dir() else []
            assert len(made) == 1, done.stderr or done.stdout
            file = made[0]
        return file


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not here")
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def dana(tmp_path_factory):
    """A project with all awkward words, and its file."""
    with closing(a_copy(tmp_path_factory.mktemp("dana"), "dana", REVIEWER)) as space:
        tag_all(space, (*AS_THEY_ARE, *REWRITTEN))
        yield space, exported(space)


@pytest.fixture
def opened_copy(tmp_path):
    """Copies of the sample, closed in the end."""
    with ExitStack() as stack:
        yield lambda *names: stack.enter_context(closing(a_copy(tmp_path, *names)))


def told(report):
    return [(item.line, item.column, item.reason) for item in report.items]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_is_lost_and_nothing_changed(office, dana, tmp_path, dialect):
    space, file = dana
    left = office.through(file, DIALECTS[dialect])
    assert left.read_bytes() != file.read_bytes()
    report = space.transfer.merge([left], preview=True)
    assert told(report) == []
    assert report.counts["unchanged"] == report.rows == len(list(read_csv(file)[1]))
    _report, anew = merged_anew(tmp_path, left)
    assert anew == file.read_bytes()


SPOILED = {
    "XLSX": ([(opened(ENGLISH), XLSX), ("", saved(","))], (LONGER, *LOST)),
    "CSV": ([(opened(ENGLISH), saved(","))], LOST),
    "Windows-1252": (
        [(opened(ENGLISH), saved(";", encoding=WINDOWS, quote_all=True))], (*LOST, *FOREIGN),
    ),
}  # fmt: skip


@pytest.mark.parametrize("dialect", SPOILED)
def test_what_no_program_gives_back_is_told_and_takes_nothing_away(office, opened_copy, dialect):
    steps, words = SPOILED[dialect]
    space = opened_copy("dana", REVIEWER)
    tag_all(space, words)
    file = exported(space)
    report = space.transfer.merge([office.through(file, steps)])
    spoiled = {item.line for item in report.items}
    assert len(spoiled) == len(words), told(report)
    assert {item.outcome for item in report.items} == {"unchanged"}
    assert all("better" in item.reason for item in report.items if item.column == "note")
    assert exported(space, "after.csv").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("dialect", SPOILED)
def test_what_was_spoiled_yields_to_the_sound_file_whichever_comes_first(
    office, opened_copy, dialect
):
    steps, words = SPOILED[dialect]
    dana = opened_copy("dana", REVIEWER)
    tag_all(dana, words)
    file = exported(dana)
    left = office.through(file, steps)
    eve = opened_copy("eve")
    report = eve.transfer.merge([left])
    assert report.counts["refused"] == 0
    assert len({item.line for item in report.items}) == len(words)
    eve.transfer.merge([file])
    assert exported(eve).read_bytes() == file.read_bytes()
    eve.transfer.merge([left])
    assert exported(eve).read_bytes() == file.read_bytes()


def test_an_edit_in_a_spreadsheet_is_taken_from_among_what_the_program_rewrote(
    office, dana, tmp_path
):
    _space, file = dana
    path = tmp_path / "edited.csv"
    text = office.through(file, DIALECTS["XLSX"]).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    edited = [row for row in rows if row["note"] in ("12/05/26", "1.00E+05")]
    assert len(edited) == 2
    for row in edited:
        row.update(severity="4.0" if row["severity"] != "4" else "1.0", recommendation="delete")
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    _report, anew = merged_anew(tmp_path, path)
    now = {
        row["tag_uid"]: row
        for row in csv.DictReader(io.StringIO(anew.decode("utf-8-sig"), newline=""))
    }
    was = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    changed = {
        (row["note"], name, now[row["tag_uid"]][name])
        for row in was
        for name in EDITABLE
        if row["tag_uid"] and now[row["tag_uid"]][name] != row[name]
    }
    assert {(note, name) for note, name, _value in changed} == {
        (note, name) for note in ("12/05", "1e5") for name in ("severity", "recommendation")
    }
    assert {value for _note, _name, value in changed} <= {"1", "4", "delete"}
