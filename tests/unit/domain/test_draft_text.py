# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words are found over lines and pages, headers left out, and lead back to places on pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.anchor import Anchor, Segment
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.placing import locate, make_anchor

ONE = "A/1\nEach State Party shall adopt seri-\n"
TWO = "A/1\nous measures. Each State Party shall report.\n2\n"


def draft(shift=""):
    return DraftText(
        [
            PageBody(1, shift + ONE, ((len(shift) + 4, len(shift) + len(ONE)),)),
            PageBody(2, TWO, ((4, len(TWO) - 2),)),
        ]
    )


def anchored(text, segments):
    return make_anchor("d" * 64, text, segments, quads=lambda _s: (), extractor="t/1")


def test_a_quote_over_a_page_end_is_found_and_read_clean():
    text = draft()
    places = text.find("adopt serious measures")
    assert len(places) == 1
    assert [s.page for s in places[0]] == [1, 2]
    assert text.quote(places[0]) == "adopt serious measures"
    assert ONE[places[0][0].start :].startswith("adopt")


def test_every_occurrence_is_found_in_order():
    assert [p[0].page for p in draft().find("each state party")] == [1, 2]


def test_words_that_are_not_there_are_not_found():
    assert draft().find("zebra") == []
    assert draft().find("") == []


def test_headers_are_left_out_of_a_selection():
    text = draft()
    anchor = anchored(text, [Segment(1, 0, len(ONE)), Segment(2, 0, len(TWO))])
    assert (
        anchor.quote
        == "Each State Party shall adopt serious measures. Each State Party shall report."
    )
    assert anchor.segments[0].start == 4


def test_the_same_words_selected_with_and_without_line_ends_are_one_anchor():
    text = draft()
    start, end = ONE.index("adopt"), TWO.index("ous") + len("ous measures")
    tight = [Segment(1, start, len(ONE) - 1), Segment(2, 4, end)]
    loose = [Segment(1, start - 1, len(ONE)), Segment(2, 0, end + 1 - 1)]
    assert anchored(text, tight) == anchored(text, loose)
    assert anchored(text, tight).quote == "adopt serious measures"


def test_a_page_end_is_a_word_end():
    text = DraftText(
        [PageBody(1, "of active\n", ((0, 10),)), PageBody(2, "civil life\n", ((0, 11),))]
    )
    assert anchored(text, [Segment(1, 0, 9), Segment(2, 0, 5)]).quote == "of active civil"


def test_a_selection_of_headers_alone_is_no_passage():
    assert anchored(draft(), [Segment(1, 0, 3)]) is None


def test_an_anchor_is_found_where_it_was():
    text = draft()
    anchor = anchored(text, text.find("shall report")[0])
    assert locate(anchor, text).reason == "there"
    assert locate(anchor, text).segments == anchor.segments


def test_a_shifted_anchor_is_found_by_quote_and_context():
    anchor = anchored(draft(), draft().find("Each State Party")[0])
    place = locate(anchor, draft(shift="XYZ\n"))
    assert place.reason == "moved"
    assert place.segments[0].start == anchor.segments[0].start + 4


def test_words_that_are_gone_are_not_placed():
    anchor = anchored(draft(), draft().find("shall report")[0])
    other = DraftText([PageBody(1, "Nothing of it.\n", ((0, 15),))])
    assert locate(anchor, other) == type(locate(anchor, other))((), "gone")


def test_a_repeated_quote_without_likeness_of_context_is_unsure():
    anchor = Anchor("text", "d" * 64, (Segment(9, 0, 4),), "Each State Party", "zzzz", "yyyy")
    assert locate(anchor, draft()).reason == "unsure"


def test_anchors_survive_json():
    anchor = anchored(draft(), draft().find("adopt serious measures")[0])
    assert Anchor.from_json(anchor.to_json()) == anchor


def test_a_hyphen_at_a_line_end_that_stays_is_found_both_ways():
    text = DraftText([PageBody(1, "of COVID-\n19 and 3-\n5 more\n", ((0, 29),))])
    for words in ("COVID-19 and 3-5", "COVID- 19 and 3- 5"):
        ((found,),) = text.find(words)
        assert text.raw([found]) == "COVID-\n19 and 3-\n5"


def test_a_word_cut_off_at_its_hyphen_is_found():
    text = DraftText([PageBody(1, "a two-way street\n", ((0, 17),))])
    assert text.raw(text.find("-way street")[0]).endswith("way street")


def test_a_word_cut_off_at_its_hyphen_stays_where_it_was_placed():
    text = DraftText([PageBody(1, "a two-way street\n", ((0, 17),))])
    anchor = anchored(text, text.find("-way street")[0])
    assert locate(replace(anchor, quote="-way street"), text).reason == "there"


@pytest.mark.parametrize("quote", ["– protect privacy", "-5", "−5 degrees", "They protect −"])
def test_a_dash_or_minus_before_words_belongs_to_them(quote):
    body = (
        "They protect privacy.\n– protect privacy\nfrom 5 degrees to −5 degrees\nThey protect − \n"
    )
    text = DraftText([PageBody(1, body, ((0, len(body)),))])
    ((found,),) = text.find(quote)
    assert text.raw([found]) in (quote, "−5")
    gone = body.replace("– ", "").replace("−", "")
    assert DraftText([PageBody(1, gone, ((0, len(gone)),))]).find(quote) == []


def test_footnotes_stand_behind_the_text_and_context_does_not_run_into_them():
    one = PageBody(1, "the text goes\n5 A note.\n", ((0, 24),), notes=((14, 24),))
    two = PageBody(2, "on here.\n", ((0, 9),))
    text = DraftText([one, two])
    assert text.text == "the text goes\non here.\n5 A note.\n"
    assert text.find("goes on here") == [(Segment(1, 9, 14), Segment(2, 0, 7))]
    assert text.context([Segment(2, 0, 2)])[0].endswith("the text goes")
    assert text.find("goes 5 A note") == [(Segment(1, 9, 22),)]
