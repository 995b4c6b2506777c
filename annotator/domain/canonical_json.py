# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON in its one written form: equal values are equal text, on every machine."""

from __future__ import annotations

import functools
import json
from typing import Any


def compact(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces, letters as they are."""
    return _encoder().encode(value)


@functools.cache
def _encoder() -> json.JSONEncoder:
    """Made once: `json.dumps` would make one for each of a hundred thousand rows."""
    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
