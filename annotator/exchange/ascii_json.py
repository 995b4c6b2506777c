# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON in cells, written in ASCII: no encoding in which a file is saved can spoil it. Knows no rows."""

from __future__ import annotations

import json
import re

JSON_COLUMNS = ("anchor", "extra", "stamps")
"""Columns of an annotation file that hold JSON."""

_ESCAPE = re.compile(r"\\(?:((?:u[0-9a-f]{4}\\)*u[0-9a-f]{4})|.)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f\ud800-\udfff]+")


def in_ascii(json_text: str) -> str:
    """JSON with escapes for é and 第; `out_of_ascii` gives it back exactly."""
    if json_text.isascii() or not json_text.startswith("{"):
        return json_text
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], json_text)


def out_of_ascii(cell: str) -> str:
    """JSON with its letters; escapes of ASCII and of what is no character stay."""
    return _ESCAPE.sub(_unescaped, cell) if "\\u" in cell and cell.startswith("{") else cell


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    said = str(json.loads(f'"{found[0]}"'))
    kept = (
        c if c > "\x7f" and not "\ud800" <= c <= "\udfff" else json.dumps(c)[1:-1] for c in said
    )
    return "".join(kept)
