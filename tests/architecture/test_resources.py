# SPDX-License-Identifier: AGPL-3.0-or-later
"""The codebook and the vocabularies that ship: permanent ids, readable colours, safe in spreadsheets."""

from __future__ import annotations

import json
import re
import uuid
from itertools import pairwise

import pytest

from annotator import paths
from annotator.domain.tag import MARKS, VOCABULARIES

CODEBOOK = json.loads((paths.resources() / "codebooks" / "human-rights.json").read_text("utf-8"))
DIMENSIONS = json.loads((paths.resources() / "dimensions.json").read_text("utf-8"))
CODES = CODEBOOK["codes"]
MONTHS = re.findall(
    r"\w+",
    "jan feb mar apr may jun jul aug sep oct nov dec "  # English
    "mai okt dez mär mrz "  # German
    "fév avr aoû déc juin juil "  # French
    "ene abr ago dic "  # Spanish, Italian
    "gen mag giu lug set ott fev out",  # Italian, Portuguese
)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code["id"])
def test_code(code):
    assert re.fullmatch(r"[A-Z]{3}(-[1-9])?", code["id"])
    assert code["id"][:3].casefold() not in MONTHS, "a spreadsheet would make it a date"
    for field in ("name", "definition", "include", "exclude", "example"):
        assert code[field].strip() == code[field] != "", field
    assert code["standards"]
    assert re.fullmatch(r"#[0-9A-F]{6}", code["colour"])
    assert (luminance(code["colour"]) + 0.05) / 0.05 >= 7
    assert code["family"] == (code["id"][:3] if "-" in code["id"] else "")


def test_codes_are_unique_and_in_order():
    for field in ("uid", "id", "name", "colour"):
        assert len({code[field] for code in CODES}) == len(CODES), field
    families = [code["id"] for code in CODES if not code["family"]]
    assert len(families) == 12
    assert len(CODES) == 72
    for before, code in pairwise(CODES):
        if code["family"]:
            assert before["id"][:3] == code["family"], "a family comes first, its codes follow"


def test_uids_never_change():
    # Projects out there hold these; an id that no longer follows from its code was edited.
    namespace = uuid.UUID(CODEBOOK["uuid_namespace"])
    assert str(namespace) == "d2dab2a1-8cd7-5da1-a5d4-efd569fc0b10"
    for code in CODES:
        assert code["uid"] == str(uuid.uuid5(namespace, code["id"]))


def test_vocabularies_are_those_of_the_program():
    named = {entry["id"]: entry for entry in DIMENSIONS["dimensions"]}
    for field, values in {**VOCABULARIES, "mark": MARKS}.items():
        assert tuple(value["id"] for value in named[field]["values"]) == values, field
        assert all(value["name"] for value in named[field]["values"]), field
    assert all(entry["label"] for entry in named.values())
