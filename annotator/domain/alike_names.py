# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether two names may be one person's: spelled alike, shortened, turned round. A guess, to be offered."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

_TYPO = 90.0
"""Likeness, of 100, from which two names differ by a slip of the keys only."""
_LEAST = 6
"""Letters below which no slip is guessed: `Ana` and `Anna` are two people."""


def alike(one: str, other: str, *, slip: float = _TYPO) -> bool:
    """Whether two names may be one person's; never for an empty one.

    Args:
        one: a name.
        other: another.
        slip: likeness, of 100, from which they differ by a slip of the keys only.
    """
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    if _shortened(a, b) or _shortened(b, a):
        return True
    joined, other_joined = " ".join(a), " ".join(b)
    if min(len(joined), len(other_joined)) < _LEAST:
        return False
    return fuzz.ratio(joined, other_joined) >= slip


def _parts(name: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare.casefold())


def _shortened(short: list[str], full: list[str]) -> bool:
    """Whether each part of a name is one of the other's, or its first letter; one of them in full."""
    left, whole = list(full), False
    for part in sorted(short, key=len, reverse=True):
        fits = [each for each in left if each == part or (len(part) == 1 and each.startswith(part))]
        if not fits:
            return False
        whole = whole or (len(part) > 1)
        left.remove(fits[0])
    return whole
