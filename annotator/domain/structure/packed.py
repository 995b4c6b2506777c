# SPDX-License-Identifier: AGPL-3.0-or-later
"""A structure as bytes for the project's cache, and back."""

from __future__ import annotations

import json
import zlib
from dataclasses import astuple
from typing import Any

from annotator.domain.anchor import Segment
from annotator.domain.structure.found_structure import Provision, Remark, Structure

FINDER = "2"
"""Version of the rules: another one finds anew."""


def packed(structure: Structure) -> bytes:
    """Bytes that `unpacked` reads."""
    body = {
        "unit": [structure.unit, structure.unit_reason],
        "provisions": [astuple(one) for one in structure.provisions],
        "remarks": [astuple(one) for one in structure.remarks],
        "pieces": [[page, [list(one) for one in ones]] for page, ones in structure.pieces.items()],
        "runs": [[[run.page, run.start, run.end] for run in runs] for runs in structure.runs],
    }
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> Structure:
    """What was packed.

    Raises:
        ValueError: the bytes are none of ours.
    """
    try:
        body: dict[str, Any] = json.loads(zlib.decompress(data))
        provisions = tuple(_provision(row) for row in body["provisions"])
        return Structure(
            provisions=provisions,
            unit=str(body["unit"][0]),
            unit_reason=str(body["unit"][1]),
            remarks=tuple(Remark(*row) for row in body["remarks"]),
            pieces={page: [(at, index) for at, index in ones] for page, ones in body["pieces"]},
            runs=[tuple(Segment(*run) for run in runs) for runs in body["runs"]],
        )
    except (zlib.error, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"no structure: {error}") from error


def _provision(row: list[Any]) -> Provision:
    made = Provision(*row)
    return (
        made if isinstance(made.reason, tuple) else Provision(*row[:11], tuple(row[11]), *row[12:])
    )
