# SPDX-License-Identifier: AGPL-3.0-or-later
"""What marks propose for a tag, and marks as bytes."""

from __future__ import annotations

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.negotiation.count_words import counted
from annotator.domain.negotiation.mark_counts import counts, touching
from annotator.domain.negotiation.negotiation_reading import read_marks
from annotator.domain.negotiation.packed_marks import packed, unpacked
from annotator.domain.negotiation.proposing import NOTHING, proposed

TEXT = """Article 3
1. Each State Party shall [take [all] [EU, Norway: appropriate] measures] to protect everyone.
2. Courts [shall] [may] review each measure within a month.
3. Nobody is left out. [agreed ad referendum]
4. Data is kept [Iran: delete] and no longer.
5. This paragraph [has no end.
"""


def draft(text=TEXT):
    return DraftText([PageBody(1, text, ((0, len(text)),))])


@pytest.fixture
def ask(names):
    """What is proposed for words of the text."""
    marks = read_marks(draft(), names)

    def on(words):
        at = TEXT.index(words)
        segments = [Segment(1, at, at + len(words))]
        return proposed(touching(marks, segments), segments)

    return on


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("[all]", "bracketed"),
        ("take [all", "bracketed"),
        ("may", "alternative"),
        ("2. Courts [shall] [may] review", "alternative"),
        ("shall [take [all]", "bracketed"),
        ("Nobody is left out.", "agreed_ad_ref"),
        ("Article 3", ""),
        ("to protect everyone", ""),
    ],
)
def test_the_status_of_the_text(ask, words, status):
    assert ask(words).status == status


def test_a_word_on_the_end_of_what_was_selected_does_not_speak_for_all_of_it(ask):
    assert ask("review each measure within a month.\n3. Nobody").status == ""
    assert ask("a month.\n3. Nobody is left out.").status == "agreed_ad_ref"


def test_who_said_what(ask):
    assert ask("appropriate").actors == "proposed:EU; proposed:Norway"
    assert ask("4. Data is kept [Iran: delete] and no longer.").actors == "proposed:Iran"
    assert ask("Courts").actors == ""


def test_the_reason_is_told_and_doubt_is_no_secret(ask):
    found = ask("[all]")
    assert found.why == ("Square brackets: these words are not agreed.",)
    assert not found.doubtful
    open_ended = ask("has no end")
    assert open_ended.doubtful
    assert "A square bracket without its partner." in open_ended.why
    assert not ask("to protect everyone")
    assert ask("to protect everyone") == NOTHING


def test_marks_come_out_as_they_went_in(names):
    marks = read_marks(draft(), names)
    assert list(unpacked(packed(marks))) == marks
    assert unpacked(packed([])) == ()


@pytest.mark.parametrize("data", [b"", b"x", packed([])[:-3]])
def test_bytes_that_are_no_marks_are_refused(data):
    with pytest.raises(ValueError, match="no marks"):
        unpacked(data)


def test_counts_in_words(names):
    assert counted(counts(read_marks(draft(), names))) == (
        "8 marks: 2 bracketed, 2 alternatives, 2 proposals, 1 word on the status, 1 not closed"
    )
    assert counted(counts([])) == "No marks of negotiation"
