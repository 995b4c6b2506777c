# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paths of provisions in order, and ranges of them: `Art 6(1)-(2)`. Knows no draft."""

from __future__ import annotations

import re
from typing import Final

from annotator.domain.structure.numerals import Number, abjad, chinese, letter, roman, suffixes

_KINDS: Final = (
    "Preamble", "PP", "Recital", "Part", "Title", "Chapter", "Section", "Art", "Rule", "Principle",
    "Guideline", "OP", "Para", "Row", "Heading", "Protocol", "Annex", "Appendix",
)  # fmt: skip
_GROUP: Final = re.compile(r"\(([^()]*)\)")
_HEAD: Final = re.compile(r"^(?P<kind>[^\W\d_]+)\s*(?:para\s+)?(?P<number>[^(]*)")


def joined_range(first: str, last: str) -> str:
    """One path for what reaches from one provision to another.

    What both begin with is written once, but only whole brackets are left out: `Art 6(1)-(2)`,
    `Art 6(1)(b)-(2)`, `Preamble para 2-4`, and `Art 6(2)-Art 7` where the articles differ.
    """
    if first == last:
        return first
    lead = _lead(first, last)
    return f"{first}-{last[len(lead) :]}" if lead else f"{first}-{last}"


def _lead(first: str, last: str) -> str:
    """The longest common beginning that ends before a bracket, or behind `para `."""
    para = re.match(r"(?:.*, )?Preamble para ", first)
    if para and last.startswith(para[0]):
        return para[0]
    cuts = [at for at, char in enumerate(last) if char == "("]
    fits = [at for at in cuts if first[:at] == last[:at] and first[at : at + 1] == "("]
    return last[: fits[-1]] if fits else ""


def range_ends(path: str) -> tuple[str, str]:
    """The first and the last provision of a range; twice the same for a single one."""
    first, dash, rest = path.partition("-")
    if not dash:
        return path, path
    if not rest.startswith("("):
        para = re.match(r"(?:.*, )?Preamble para ", first)
        return first, (para[0] + rest if para and rest[:1].isdigit() else rest)
    cuts = [at for at, char in enumerate(first) if char == "("]
    depth = max(0, len(cuts) - rest.count("("))
    best = cuts[depth] if depth < len(cuts) else len(first)
    for at in reversed(cuts):
        if joined_range(first, first[:at] + rest) == path:
            best = at
            break
    return first, first[:best] + rest


def path_key(path: str) -> tuple[object, ...]:
    """A key that sorts paths of no draft in particular: by kind, then number by number."""
    key: list[object] = []
    for piece in path.split("-", 1)[0].split(", "):
        head = _HEAD.match(piece)
        if head is None:
            key.append((len(_KINDS), 0, 0, piece))
            continue
        kind = head["kind"]
        key.append((_KINDS.index(kind) if kind in _KINDS else len(_KINDS), *_number(head["number"])))
        key.extend((0, *_number(number)) for number in _GROUP.findall(piece))
    return tuple(key)


def _number(written: str) -> tuple[int, int, str]:
    """A number of a path as value, place of its suffix, and which of several it is."""
    number, _hash, again = written.strip().partition("#")
    digits = re.match(r"\d+", number)
    if digits:
        rank = Number(int(digits[0]), suffixes(number[digits.end() :])).rank
        return rank[0], rank[1], f"{rank[2]}#{again.rjust(4, '0')}"
    bare = re.match(r"\S+", number)
    text = bare[0] if bare else ""
    value = roman(text) if len(text) > 1 or text in ("I", "V", "X") else 0
    value = value or letter(text) or chinese(text) or abjad(text)
    return value, 0, f"{number}#{again.rjust(4, '0')}"
