# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changed words for one line, and as words to be heard."""

from __future__ import annotations

from annotator.domain.alignment.changes import WordPiece
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_TO, SAME
from annotator.ui.models.redline_runs import Bit, bits, in_one_line, said


def piece(op: str, text: str) -> WordPiece:
    return WordPiece(op, (0, 0), (0, 0), text)


def test_what_is_of_one_kind_is_one_run() -> None:
    row = bits([piece(SAME, "Each Party\n"), piece(SAME, "shall "), piece(DELETED, "take ")])
    assert row == (Bit("Each Party shall "), Bit("take ", DELETED))


def test_words_that_meet_are_spaced() -> None:
    row = bits([piece(SAME, "on their behalf"), piece(DELETED, "or on"), piece(SAME, ";")])
    assert "".join(bit.text for bit in row) == "on their behalf or on;"


def test_a_closing_bracket_clings_to_its_word() -> None:
    row = bits(
        [piece(DELETED, "["), piece(SAME, "an "), piece(DELETED, "]"), piece(SAME, "offence")]
    )
    assert "".join(bit.text for bit in row) == "[an] offence"


def test_what_went_and_what_came_are_spaced() -> None:
    row = bits([piece(DELETED, "21]"), piece(INSERTED, "24"), piece(SAME, ".")])
    assert "".join(bit.text for bit in row) == "21] 24."


def test_characters_without_spaces_are_not_spaced() -> None:
    row = bits([piece(SAME, "应"), piece(DELETED, "考"), piece(INSERTED, "可")])
    assert "".join(bit.text for bit in row) == "应考可"


def test_a_line_begins_shortly_before_the_first_change() -> None:
    row = in_one_line([piece(SAME, "word " * 60), piece(INSERTED, "may "), piece(SAME, "take")])
    assert row[0].text.startswith("… word")
    assert len(row[0].text) < 45
    assert row[1] == Bit("may ", INSERTED)


def test_what_lies_between_two_changes_is_cut() -> None:
    row = in_one_line(
        [piece(DELETED, "shall "), piece(SAME, "word " * 60), piece(INSERTED, "may")]
    )  # fmt: skip
    assert " … " in row[1].text
    assert len(row[1].text) < 110
    assert row[2] == Bit("may", INSERTED)


def test_changes_are_said() -> None:
    row = bits([piece(SAME, "Each "), piece(DELETED, "shall "), piece(INSERTED, "may "),
                piece(MOVED_TO, "take")])  # fmt: skip
    assert said(row) == "Each [deleted: shall] [inserted: may] [moved here: take]"
