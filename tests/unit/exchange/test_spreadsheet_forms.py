# SPDX-License-Identifier: AGPL-3.0-or-later
"""What LibreOffice and Excel make of words is guessed back, the check of the row being the judge."""

from __future__ import annotations

import json
import random

import pytest

from annotator.domain.canonical_json import compact
from annotator.exchange.ascii_json import in_ascii, out_of_ascii
from annotator.exchange.cell_restoring import held, spoiling
from annotator.exchange.csv_cells import row_check
from annotator.exchange.spreadsheet_forms import originals

COLUMNS = ("note", "severity")
REWRITTEN = [
    ("1e5", "100000"), ("1e5", "1.00E+05"), ("1e5", "1,00E+05"), ("12E3", "12000"), ("1.5E-3", "0.0015"),
    ("007", "7"), ("0123", "123"), ("3.10", "3.1"), ("3.10", "3,1"), ("1.0", "1"), ("2.", "2"), ("12", "12.00"),
    ("1,000", "1000"), ("1.000", "1000"), ("1,000", "1"), ("1,5", "1.5"), ("10 %", "10.00%"), ("$5", "$5.00"),
    ("€5", "5"), ("(3)", "-3"), ("+3", "3"), ("3 1/2", "3.5"), ("12/05", "12/05/2026"), ("12/05", "12/05/26"),
    ("12/05", "05-Dec"), ("1-2", "2-Jan"), ("1-2", "1-Feb"), ("1/20", "20-Jan"), ("1/2", "01/02/2026"),
    ("5/6/2023", "05/06/23"), ("2023-05-29", "29/05/2023"), ("2023-05-29", "5/29/2023"), ("1.2.3", "02/01/03"),
    ("1.5.2023", "05/01/23"), ("12.5.", "05/12/26"), ("May 5", "5-May"), ("Mar-1", "03/01/2026"),
    ("Jan 2020", "Jan-20"), ("Jan 2020", "01/01/2020"), ("12/2023", "12/01/2023"), ("00:10", "12:10:00 AM"),
    ("10:30", "10:30:00"), ("1:2", "01:02:00 AM"), ("30:00", "30:00:00"), ("true", "TRUE"),
    ("2026-10-05T09:49:26Z", "10/5/2026 9:49:26 AM"), ("2026-10-05T09:49:26Z", "2026-10-05 09:49:26"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "left"), REWRITTEN)
def test_what_was_rewritten_is_found_among_the_guesses(written, left):
    assert written in originals(left)
    check = row_check({"note": written, "severity": "3"}, COLUMNS)
    now = held({"note": left, "severity": "3"}, COLUMNS, check)
    assert (now.cells["note"], now.changed) == (written, [])


@pytest.mark.parametrize(
    ("written", "left"), [("1e5", "100000"), ("12/05", "12/05/26"), ("007", "7")]
)
def test_an_edit_beside_it_is_an_edit(written, left):
    check = row_check({"note": written, "severity": "3"}, COLUMNS)
    now = held({"note": left, "severity": "4"}, COLUMNS, check)
    assert (now.cells, now.changed) == ({"note": written, "severity": "4"}, ["severity"])


@pytest.mark.parametrize(
    "note", ["100001", "7", "12/05/26", "Why so?", "quoi\u00a0?", "see http://x.y/?id=3", "", "1"]
)
def test_what_a_person_may_have_written_is_an_edit(note):
    check = row_check({"note": "as before", "severity": ""}, COLUMNS)
    now = held({"note": note, "severity": ""}, COLUMNS, check)
    assert (now.cells["note"], now.changed, now.spoiled) == (note, ["note"], {})


@pytest.mark.parametrize(
    ("note", "said"),
    [("x" * 32_767, "32767"), ("y" * 65_535, "65535"), ("1.23E+19", "rounded"), ("#NAME?", "#NAME?"),
     ("########", "####"), ("Err:509", "Err:509"), ("?? ????", "UTF-8"), ("?ód?", "UTF-8"), ("? 1/2 ?", "UTF-8")],
)  # fmt: skip
def test_what_cannot_be_given_back_is_said(note, said):
    assert said in spoiling(note)


def test_a_column_that_is_not_there_says_nothing():
    check = row_check({"note": "as before", "severity": ""}, COLUMNS)
    now = held({"note": "", "severity": ""}, COLUMNS, check, absent={"note", "severity"})
    assert (now.changed, list(now.spoiled)) == (["note"], ["note"])


def test_json_in_ascii_is_the_same_json():
    chance = random.Random(7)
    letters = 'a"\\\n\t\x01\x7fé“第😀ل\u2028u00e9/'
    for _run in range(500):
        text = compact({"a": "".join(chance.choices(letters, k=chance.randrange(12)))})
        cell = in_ascii(text)
        assert cell.isascii()
        assert json.loads(cell) == json.loads(text)
        assert out_of_ascii(cell) == out_of_ascii(text) == text
