# SPDX-License-Identifier: AGPL-3.0-or-later
"""What binds more or less now is called out, in six languages; what only looks like it is not."""

from __future__ import annotations

import pytest

from annotator.domain.alignment.change_words import modality_sentence
from annotator.domain.alignment.draft_words import WordBook
from annotator.domain.alignment.modal_reading import ModalReader
from annotator.domain.alignment.modality import Modality, direction, strengths
from annotator.domain.alignment.word_steps import steps


def read(old, new):
    book = WordBook()
    a, b = book.spelled(old), book.spelled(new)
    found = ModalReader(book).changed(a, b, steps(a, b, book))
    return [(one.before, one.after, one.direction) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Each Party shall adopt measures.", "Each Party may adopt measures.", ("shall", "may", "weaker")),
        ("Each Party may adopt measures.", "Each Party shall adopt measures.", ("may", "shall", "stronger")),
        ("Each Party shall adopt measures.", "Each Party shall not adopt measures.",
         ("shall", "shall not", "reversed")),
        ("Each Party shall adopt measures.", "Each Party should adopt measures.",
         ("shall", "should", "weaker")),
        ("Each Party shall adopt measures.", "Each Party shall endeavour to adopt measures.",
         ("shall", "shall endeavour to", "weaker")),
        ("Each Party shall adopt measures.", "Each Party shall consider adopting measures.",
         ("shall", "shall consider", "weaker")),
        ("Each Party shall endeavour to act.", "Each Party may endeavour to act.",
         ("shall endeavour to", "may endeavour to", "weaker")),
        ("Each Party shall adopt measures.", "Each Party shall, where appropriate, adopt measures.",
         ("", "where appropriate", "weaker")),
        ("Each Party shall, subject to its domestic law, adopt measures.", "Each Party shall adopt measures.",
         ("subject to its domestic law", "", "stronger")),
        ("Each Party shall adopt measures.", "Each Party [shall] [may] adopt measures.",
         ("", "may", "other")),
        ("Chaque État partie doit adopter des mesures.", "Chaque État partie peut adopter des mesures.",
         ("doit", "peut", "weaker")),
        ("Chaque État doit agir.", "Chaque État doit agir, s’il y a lieu.", ("", "s'il y a lieu", "weaker")),
        ("Cada Estado parte adoptará y deberá publicar medidas.",
         "Cada Estado parte adoptará y podrá publicar medidas.", ("deberá", "podrá", "weaker")),
        ("El Estado no podrá denegar la solicitud.", "El Estado podrá denegar la solicitud.",
         ("no podrá", "podrá", "reversed")),
        ("Государства-участники должны принять меры.", "Государства-участники могут принять меры.",
         ("должны", "могут", "weaker")),
        ("Государства принимают меры.", "Государства принимают, в соответствующих случаях, меры.",
         ("", "в соответствующих случаях", "weaker")),
        ("ويجب أن تعتمد كل دولة تدابير.", "ويجوز أن تعتمد كل دولة تدابير.", ("ويجب", "ويجوز", "weaker")),
        ("تعتمد كل دولة تدابير تشريعية.", "تعتمد كل دولة عند الاقتضاء تدابير تشريعية.",
         ("", "عند الاقتضاء", "weaker")),
        ("各缔约国应当采取措施。", "各缔约国可以采取措施。", ("应当", "可以", "weaker")),
        ("各缔约国应采取措施。", "各缔约国应酌情采取措施。", ("", "酌情", "weaker")),
        ("各缔约国不得拒绝。", "各缔约国可拒绝。", ("不得", "可", "reversed")),
    ],
)  # fmt: skip
def test_what_binds_otherwise_is_called_out(old, new, said) -> None:
    assert read(old, new) == [said]


SHALL, MAY = "Each Party shall adopt measures.", "Each Party may adopt measures."


@pytest.mark.parametrize(
    ("old", "new", "put_in"),
    [
        (SHALL, "Each Party [shall] [may] adopt measures.", ["may"]),
        (SHALL, "Each Party [may] [shall] adopt measures.", ["may"]),
        (SHALL, "Each Party [shall] [may] [shall endeavour to] adopt measures.",
         ["may", "shall endeavour to"]),
        (SHALL, "Each Party [[shall] [may] [should] [shall endeavour to]] adopt measures.",
         ["may", "should", "shall endeavour to"]),
        (SHALL, "Each Party [shall] [may] [ ] [shall endeavour to] adopt measures.",
         ["may", "shall endeavour to"]),
        (MAY, "Each Party [may] [shall not] adopt measures.", ["shall not"]),
        ("各缔约国应当采取措施。", "各缔约国[应当][可以][应当努力]采取措施。", ["可以", "应当努力"]),
    ],
)  # fmt: skip
def test_options_beside_a_duty_are_called_out_alike(old, new, put_in) -> None:
    assert read(old, new) == [("", word, "other") for word in put_in]
    assert read(new, old) == [(word, "", "other") for word in put_in]


def test_options_in_what_is_all_new_are_not_called_out() -> None:
    old = "Parties shall act."
    for more in (
        "Parties shall act. They [shall] [may] [shall endeavour to] report.",
        "Parties shall act, and where they have acted before [shall] [may] report to one another.",
    ):
        assert read(old, more) == read(more, old) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Each Party shall adopt measures.", "Every Party shall adopt all measures."),
        ("Such use shall be made of this.", "Such use of this shall be made."),
        (
            "Parties shall act.",
            "Parties shall act. They shall report to one another, where appropriate.",
        ),
        ("Parties shall act. They may refuse it at any time, if they wish.", "Parties shall act."),
        ("Evidence can be used.", "Such evidence can be kept."),
        ("各缔约国应当相应采取措施。", "各缔约国应当采取可行措施。"),
        ("", "All Parties shall act."),
    ],
)
def test_what_only_looks_like_it_is_not(old, new) -> None:
    assert read(old, new) == []


def test_words_put_between_leave_a_duty_as_it_is() -> None:
    found = read(
        "They shall consider acting.",
        "They shall, where a State Party so decides, consider acting.",
    )
    assert found == [("", "where a State Party so decides", "weaker")]


def test_all_phrases_are_found_by_themselves() -> None:
    book = WordBook()
    for phrase in strengths():
        assert book.spelled(phrase), phrase
    assert len({book.spelled(phrase) for phrase in strengths()}) == len(strengths())


def test_which_way_it_goes() -> None:
    assert direction(4, 1) == "weaker"
    assert direction(-4, -3) == "weaker"
    assert direction(None, 4) == "other"
    assert direction(4, -4) == "reversed"
    assert direction(4, 4) == "other"


def test_sentences_for_people() -> None:
    assert (
        modality_sentence(Modality("shall", "may", "weaker")) == "“shall” is now “may” (binds less)"
    )
    assert modality_sentence(Modality("", "may", "other")) == "“may” put in"
    assert modality_sentence(Modality("may", "", "other")) == "“may” taken out"
