# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of correspondence: asked by path, told by symbol or titles; those that ship, and one's own."""

from __future__ import annotations

import json

import pytest

from annotator import paths
from annotator.domain.correspondence import Match, Numbering, numbered_like
from annotator.domain.errors import InputRefusedError
from annotator.domain.instrument import CERTAINTIES, article_path, counterpart_path, weakest
from annotator.exchange.correspondence_files import (
    own_from_text,
    own_to_text,
    read_own,
    read_shipped,
)
from annotator.exchange.instrument_files import read_instruments

INSTRUMENTS = read_instruments(paths.resources() / "instruments")
SHIPPED = {one.id: one for one in read_shipped(paths.resources() / "correspondence")}
REV3, ZERO, REV2 = (SHIPPED[f"uncc-budapest/{name}"] for name in ("rev3", "zero", "rev1-2"))
HEAD = "provision,instrument,counterpart,relation,certainty,note\n"


@pytest.mark.parametrize(
    ("numbering", "path", "counterparts"),
    [
        (REV3, "Art 7", ["Art 2"]), (ZERO, "Art 6", ["Art 2"]), (REV3, "Art 6", [""]),
        (REV3, "Art 28(3)(d)", ["Art 19"]), (REV3, "Art 28(1)-(2)", ["Art 19"]),
        (REV3, "Art 40", ["Art 25", "Art 26", "Art 27", "Art 28"]), (ZERO, "Art 68", []),
        (REV3, "Annex I, Art 7", []),
    ],
)  # fmt: skip
def test_a_provision_has_the_counterparts_of_its_article(numbering, path, counterparts) -> None:
    assert [match.counterpart for match in numbering.of(path)] == counterparts


def test_an_article_has_the_counterparts_of_its_parts() -> None:
    part = Match("Art 24(3)", "ICCPR", "Art 17", "partial")
    own = Numbering("own/x", "x", matches=(Match("Art 24", "BUD", "Art 19"), part))
    assert [match.counterpart for match in own.of("Art 24")] == ["Art 19", "Art 17"]
    assert own.of("Art 24(3)(a)") == (part,)
    assert [match.counterpart for match in own.of("Art 24(1)")] == ["Art 19"]
    assert own.of("Art 2") == ()


def test_the_way_back() -> None:
    assert [match.provision for match in REV3.back("BUD", "Art 28(2)")] == ["Art 36", "Art 40"]
    assert [match.provision for match in ZERO.back("BUD", "Art 2")] == ["Art 6"]
    assert REV3.back("BUD", "Art 10") == ()


def test_what_is_shipped_is_what_was_counted() -> None:
    relations = [REV3.of(f"Art {n}")[0].relation for n in range(1, 69)]
    counted = {name: relations.count(name) for name in set(relations)}
    assert counted == {"close": 21, "adapted": 15, "partial": 3, "none": 29}
    named = {match.counterpart for match in REV3.matches}
    lost = [one.number for one in INSTRUMENTS["BUD"].articles if one.path not in named]
    assert lost == ["10", "32", "38", "40", "41", "42", "43"]
    assert all(match.certainty in CERTAINTIES for one in SHIPPED.values() for match in one.matches)
    assert all(REV2.of(match.provision)[0].certainty != "verified" for match in ZERO.matches)


def test_every_instrument_a_code_cites_is_known() -> None:
    book = json.loads((paths.resources() / "codebooks" / "human-rights.json").read_text("utf-8"))
    cited = {standard for code in book["codes"] for standard in code["standards"]}
    unknown = [
        one for one in cited
        if not any(one == uid or one.startswith((f"{uid} ", f"{uid}:")) for uid in INSTRUMENTS)
    ]  # fmt: skip
    assert unknown == []


def test_a_draft_is_told_by_its_symbol_else_by_its_titles() -> None:
    numberings = list(SHIPPED.values())
    assert numbered_like(numberings, "a/ac.291/22/rev.2", pytest.fail) == (REV2, "symbol")
    titles = {match.provision: match.title.upper() for match in ZERO.matches}
    assert numbered_like(numberings, "WP.3", lambda: titles)[0] in (ZERO, REV2)
    few = dict(list(titles.items())[:10])
    assert numbered_like(numberings, "WP.3", lambda: few) == (None, "")


def test_paths_and_certainties() -> None:
    assert counterpart_path("16") == counterpart_path("article 16") == "Art 16"
    assert article_path("Art 6(2)-Art 7") == "Art 6"
    assert article_path("Preamble para 2") == "Preamble"
    assert weakest("verified", "inferred") == "inferred"
    assert weakest("", "verified") == "verified"


# -- one's own -----------------------------------------------------------------------------------


def test_a_table_of_ones_own_is_read_and_kept(tmp_path) -> None:
    path = tmp_path / "Model table.csv"
    path.write_text(
        "\ufeffnote;Provision;instrument;counterpart;relation\n"
        "’=narrower;13 (2);iccpr;art. 17;adapted\n;14;ICCPR;;\n;;BUD;10;\n", "utf-8",
    )  # fmt: skip
    table = read_own(path, tuple(INSTRUMENTS))
    assert table.id == "own/Model table"
    assert table.matches == (
        Match("Art 13(2)", "ICCPR", "Art 17", "adapted", "", "’=narrower"),
        Match("Art 14", "ICCPR", "", "none"),
        Match("", "BUD", "Art 10", "none"),
    )
    assert own_from_text(own_to_text(table)) == table
    assert own_from_text("{}") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("provision,instrument\n1,BUD\n", "line 1, column counterpart"),
        (HEAD + "1,BUD,2,close,,\n2,XYZ,3,,,\n", "line 3, column instrument: there is no instrument XYZ"),
        (HEAD + "1,BUD,2,same,,\n", "line 2, column relation: same is none of close"),
        (HEAD + "1,BUD,2,close,sure,\n", "line 2, column certainty"),
        (HEAD + ",BUD,,close,,\n", "line 2, column provision"),
        (HEAD + "1,BUD,2,none,,\n", "line 2, column relation"),
        (HEAD + '1,BUD,"2,close,,\n', "line 2"),
        (HEAD, "has no rows"),
        (HEAD.replace("note", "relation"), "column relation: the column is there twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_said_with_its_place(tmp_path, text, place) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputRefusedError, match=place):
        read_own(path, tuple(INSTRUMENTS))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"id": "X", "name": "X"}, "it has no short"),
        ({"id": "X", "name": "X", "short": "X", "kind": "song", "certainty": "verified"}, "kind"),
        ([], "it is no instrument"),
    ],
)  # fmt: skip
def test_an_instrument_that_cannot_be_is_refused(tmp_path, body, fault) -> None:
    (tmp_path / "x.json").write_text(json.dumps(body), "utf-8")
    with pytest.raises(InputRefusedError, match=fault):
        read_instruments(tmp_path)


def test_a_table_that_is_none_is_refused(tmp_path) -> None:
    (tmp_path / "x.json").write_text('{"numberings": [{}]}', "utf-8")
    with pytest.raises(InputRefusedError, match="is no table"):
        read_shipped(tmp_path)
    assert isinstance(REV3, Numbering)
