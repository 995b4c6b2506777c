# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who wants what: proposals and reservations attributed to States and groups."""

from __future__ import annotations

import json

import pytest

from annotator import paths
from annotator.domain.negotiation.actors import NO_NAMES, PartyNames, parties
from annotator.domain.negotiation.negotiation_reading import read_text


@pytest.mark.parametrize(
    ("text", "actors", "action"),
    [
        ("x [Iran: delete] y", ("Iran",), "delete"),
        ("[EU, Norway: appropriate] measures", ("EU", "Norway"), ""),
        (
            "[Proposed by Mexico, the Russian Federation and Trinidad and Tobago: new words]",
            ("Mexico", "Russian Federation", "Trinidad and Tobago"),
            "",
        ),
        ("Words (proposal by the African Group and CARICOM)", ("African Group", "CARICOM"), ""),
        ("Words (Japan proposal)", ("Japan",), ""),
        ("Proposal by Viet Nam: delete the paragraph.", ("Viet Nam",), "delete"),
        ("[China proposes to delete the words]", ("China",), "delete"),
        ("[G77: retain]", ("Group of 77 and China",), "retain"),
        ("[Fédération de Russie : supprimer]", ("Russian Federation",), "delete"),
        ("[Propuesto por México y la Unión Europea: x]", ("Mexico", "EU"), ""),
        ("[中国、俄罗斯联邦：删除]", ("China", "Russian Federation"), "delete"),
        ("[مصر والعراق: حذف]", ("Egypt", "Iraq"), "delete"),
        ("[all appropriate measures (EU, Japan)]", ("EU", "Japan"), ""),
        ("[Islamic Republic of Iran: add “all”]", ("Iran",), "add"),
        ("[Canada – delete]", ("Canada",), "delete"),
        ("[delete (EU, Japan)]", ("EU", "Japan"), "delete"),
        ("[Mexico to provide text]", ("Mexico",), ""),
        ("[Индия: исключить]", ("India",), "delete"),
    ],
)
def test_a_proposal_names_its_authors(
    text: str, actors: tuple[str, ...], action: str, names: PartyNames
) -> None:
    (mark,) = read_text(text, names)
    assert (mark.kind, mark.actors, mark.action) == ("proposal", actors, action)


def test_without_a_list_a_name_is_told_by_its_look_and_doubted() -> None:
    (mark,) = read_text("x [Ruritania and Upper Volta: delete] y", NO_NAMES)
    assert (mark.actors, mark.confidence) == (("Ruritania", "Upper Volta"), "low")
    assert "unknown_name" in mark.remarks


@pytest.mark.parametrize(
    "text",
    [
        "[Note: this is one]",
        "[Article 5: use of terms]",
        "[the following: words]",
        "[States Parties]",
        "[Secretariat]",
        "[Each Party: a person]",
        "[2: words]",
        "[Member States: words]",
        "the [United States] dollar",
        "[shall - if need be - act]",
    ],
)
def test_what_is_no_name_proposes_nothing(text: str, names: PartyNames) -> None:
    assert "proposal" not in [mark.kind for mark in read_text(text, names)]


def test_a_partys_reservation_is_one_of_the_party(names: PartyNames) -> None:
    (mark,) = read_text("[EU: scrutiny reservation]", names)
    assert (mark.kind, mark.status, mark.actors) == ("reservation", "reserved", ("EU",))


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("1 The European Union reserves its position on this.", ("EU",)),
        ("Mexico, India and China have a scrutiny reservation.", ("Mexico", "India", "China")),
        ("Some States maintain a scrutiny reservation.", ()),
    ],
)
def test_a_sentence_of_reservation_counts(
    sentence: str, actors: tuple[str, ...], names: PartyNames
) -> None:
    (mark,) = read_text(sentence, names)
    assert (mark.kind, mark.status, mark.actors) == ("reservation", "reserved", actors)


def test_every_listed_name_is_read_back_as_one_party(names: PartyNames) -> None:
    body = json.loads((paths.resources() / "parties.json").read_text(encoding="utf-8"))
    assert len(body["states"]) == 195
    for _key, name, *spellings in [*body["states"], *body["groups"]]:
        for spelling in (name, *spellings):
            found = parties(spelling, names)
            assert [party.name for party in found] == [name], spelling


def test_a_damaged_list_of_names_is_refused() -> None:
    for text in ("{}", "[]", '{"states": [["AD"]], "groups": [], "officers": []}'):
        with pytest.raises(ValueError):
            PartyNames.from_json(text)
