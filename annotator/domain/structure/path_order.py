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
_PARA: Final = re.compile(r"(?:.*, )?Preamble para ")
_HEAD: Final = re.compile(r"^(?P<kind>[^\W\d_]+)\s*(?:para\s+)?(?P<number>[^(]*)")


def joined_range(first: str, last: str) -> str:
    """One path for what reaches from one provision to another.

    What both begin with is written once, where both go equally deep: `Art 6(1)-(2)`,
    `Art 6(1)(b)-(2)(a)`, `Preamble para 2-4`. Elsewhere both are written in full, so that a range can
    be read in one way only: `Art 6(2)-Art 7`, `Art 6(1)(b)-Art 6(2)`.
    """
    if first == last:
        return first
    para = _PARA.match(first)
    if para and last.startswith(para[0]) and "(" not in first + last:
        return f"{first}-{last[para.end() :]}"
    head, rest = _groups(first)
    other, more = _groups(last)
    if head != other or len(rest) != len(more):
        return f"{first}-{last}"
    same = next(at for at, (a, b) in enumerate(zip(rest, more, strict=True)) if a != b)
    return f"{first}-{''.join(more[same:])}"


def range_ends(path: str) -> tuple[str, str]:
    """The first and the last provision of a range; twice the same for a single one."""
    first, dash, rest = path.partition("-")
    if not dash:
        return path, path
    para = _PARA.match(first)
    if para and rest[:1].isdigit():
        return first, para[0] + rest
    if not rest.startswith("("):
        return first, rest
    head, groups = _groups(first)
    return first, head + "".join(groups[: len(groups) - rest.count("(")]) + rest


def _groups(path: str) -> tuple[str, list[str]]:
    """What stands before the brackets of a path, and each bracket with what is in it."""
    head, bracket, rest = path.partition("(")
    return head, re.findall(r"\([^()]*\)", bracket + rest)


def path_key(path: str) -> tuple[object, ...]:
    """A key that sorts paths of no draft in particular: by kind, then number by number."""
    key: list[object] = []
    for piece in path.split("-", 1)[0].split(", "):
        head = _HEAD.match(piece)
        if head is None:
            key.append((len(_KINDS), 0, 0, piece))
            continue
        kind = head["kind"]
        key.append(
            (_KINDS.index(kind) if kind in _KINDS else len(_KINDS), *_number(head["number"]))
        )
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
