# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quick way to the text that is compared gives what the slow way gives, whatever stands there."""

from __future__ import annotations

import re
import unicodedata
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.comparable import cased, comparable
from annotator.domain.normalise import Normalised, fold, is_cjk, normalise

NASTY = (
    *"aZ9 .,\n\n\t-'\"`_/^İıßſŉΣςσΆ²½Ⅷ",
    *"-\u2010\u2011\ufe63\uff0d\u00ad\u2013\u2014\u2212\u2044",
    *"\u2018\u2019\u201c\u201d\u00ab\u2032\u02bc",
    *"\u0301\u0308\u0327\u0591\u064b\u0651\u0670\u20d7\u3099\u302a\u0345",
    *"\ufb01\ufb03\ufb06\ufdfa\ufefb\ufe8d\ufee0\u0627\u0644\u0640\u0622\u064a",
    *"人有權國ガかカﾊﾟ，。\u3000９\uf900\U00020001",
    *"дЙйёЁ\u1100\u1161\u11a8가\u09c7\u09be\u13a0\uab70",
    *"\x00\x1c\x1f\x7f\x85\u00a0\u200b\u200d\u200f\u2028\ufeff\U000e0001\ud800",
    "\r\n", "- \n ", "-\n", " - ", "co-\noperation", "人\n",
)  # fmt: skip
nasty = st.lists(st.sampled_from(NASTY), max_size=24).map("".join)
anything = st.lists(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=16).map("".join)

_TOKENS = re.compile(
    r"(?P<plain>(?:[!#-&(-,./-_a-~](?![\u0300-\u036f]))+)|(?P<space>\s+)|(?P<other>.)", re.DOTALL
)
_HYPHENS = "-\u2010\u2011\ufe63\uff0d"


def by_the_letter(text: str) -> Normalised:
    """Token by token, as it is defined: what the quicker ways are held against."""
    out: list[str] = []
    starts, ends = array("I"), array("I")
    position = 0
    while position < len(text):
        token = _TOKENS.match(text, position)
        stop, came = token.end(), ""
        before = out[-1] if out else ""
        if token.lastgroup == "plain":
            for place, character in enumerate(token.group(), start=position):
                out.append(character.lower())
                starts.append(place)
                ends.append(place + 1)
        elif token.lastgroup == "space":
            after = text[stop : stop + 1]
            came = " " if out and after and not together(text[position - 1], after) else ""
        elif token.group() in _HYPHENS:
            after = stop
            while after < len(text) and text[after].isspace():
                after += 1
            joined = after == stop or "\n" in text[stop:after]
            inside = joined and before.isalpha() and text[after : after + 1].isalpha()
            stop, came = (after, "") if inside else (stop, "-")
        else:
            while stop < len(text) and unicodedata.combining(text[stop]):
                stop += 1
            came = fold(text[position:stop])
        for character in came:
            out.append(character)
            starts.append(position)
            ends.append(stop)
        position = stop
    return Normalised("".join(out), starts, ends)


def together(before: str, after: str) -> bool:
    if is_cjk(before):
        return is_cjk(after) or after.isdigit()
    return before.isdigit() and is_cjk(after)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(nasty, anything))
def test_both_quick_ways_give_what_is_defined(text):
    defined = by_the_letter(text)
    assert normalise(text) == defined
    assert comparable(text) == defined.text


letters = st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Zs", "Po", "Pd"), max_codepoint=0x9FFF)


@settings(max_examples=300, deadline=None)
@given(st.text(letters | st.sampled_from("-\n"), max_size=40))
def test_capitals_are_all_that_the_cased_text_keeps(text):
    kept = cased(text)
    assert kept is None or comparable(kept) == comparable(comparable(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Co-\nOperation of `A`", "The CoOperation of 'A'"),
        ("“Diﬃcult” — It", '"Difficult" - It'),
        ("國家、\n團體 State", "國家、團體 State"),
    ],
)
def test_cased(text, said):
    assert cased(text) == said
    assert comparable(text) == said.lower()


def test_every_character_alone_and_between_letters():
    for code in (*range(0x3100), *range(0xF900, 0x10000), 0x1D400, 0xE0020):
        text = f"a{chr(code)}b"
        assert comparable(text) == normalise(text).text, hex(code)
