# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words on both sides of marked ones: what went and came there, and how far they reach."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.surroundings import surroundings
from annotator.domain.redline import DELETED, INSERTED

OLD = """
Article 1
Consent
1. No State Party shall obtain stored data of any person in another State Party's territory
without the consent of that other State Party, given in writing by its central authority.
2. Consent may be withdrawn.
"""
SIGNS = {INSERTED: "{+%s+}", DELETED: "{-%s-}"}


def _bare(piece):
    return piece.text.strip() if piece.op in SIGNS else piece.text


def told(pieces):
    said = "".join(SIGNS.get(piece.op, "%s") % _bare(piece) for piece in pieces)
    return said.replace(" {", "{").replace("} ", "}")


def around(found, old, new="", nth=0):
    """Both sides of words, given as they stand in the older and in the newer draft."""
    ends = []
    for side, words in ((found.older, old), (found.newer, new or old)):
        spelled = side.book.spelled(words)
        first = -1
        for _time in range(nth + 1):
            first = side.symbols.index(spelled, first + 1)
        ends.append((first, first + len(spelled) - 1))
    return [told(pieces) for pieces in surroundings(found.map, *ends)]


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        ("the [prior] consent of", "without the{+[prior]+}", "of that other State Party,"),
        ("the consent, if any, of", "Party's territory without the", "{+, if any,+}of that other"),
        ("consent of", "State Party's territory without{-the-}", "of that other State Party,"),
    ],
)
def test_what_was_put_in_or_taken_out_beside_the_words_is_told(two, now, before, after) -> None:
    found = two(OLD, OLD.replace("the consent of", now))
    told_before, told_after = around(found, "consent", nth=1)
    assert told_before.startswith("… ")
    assert told_before.strip().endswith(before)
    assert told_after.strip().startswith(after)


def test_they_end_with_their_provision_and_leave_its_mark_out(two) -> None:
    found = two(OLD, OLD.replace("Consent may be", "Consent may also be"))
    assert around(found, "be withdrawn") == ["Consent may{+also+}", "."]
    assert around(found, "Consent may") == ["", "{+also+}be withdrawn."]


def test_a_long_insertion_is_told_whole_and_nothing_beyond_is_struck(two) -> None:
    long = "the free, prior, informed and specific written consent of"
    before, _after = around(two(OLD, OLD.replace("the consent of", long)), "consent", nth=1)
    assert "{+free, prior, informed and specific written+}" in before
    assert "{-" not in before


def test_words_that_stand_elsewhere_are_shown_as_they_stand_there(two) -> None:
    found = two(OLD, OLD)
    before, after = around(found, "Consent may be", "consent of that")
    assert "{" not in before + after
