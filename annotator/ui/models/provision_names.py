# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provision somebody means who types `28(3)`, `art 6 bis` or `annex I`. Goes nowhere. No Qt."""

from __future__ import annotations

import functools
import re
import unicodedata

from annotator.domain.structure.found_structure import Structure
from annotator.domain.structure.heading_words import (
    ARABIC,
    CHINESE,
    CHINESE_BEFORE,
    PREAMBLE,
    SHORT,
    WORDS,
)
from annotator.domain.structure.numerals import as_roman, chinese
from annotator.domain.structure.path_order import path_key, range_ends

NEAR = 4
"""Provisions named to whoever typed one that is not there."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+|#")
_FILLERS = frozenset((
    "paragraph", "paragraphs", "para", "paras", "subparagraph", "subparagraphs", "subpara", "sub",
    "point", "item", "items", "lit",
))  # fmt: skip
_SHORT_FORMS = {
    "ch": "chapter", "chap": "chapter", "sec": "section", "sect": "section", "r": "rule",
    "para": "para", "paragraph": "para", "op": "op", "pp": "pp", "app": "appendix",
}  # fmt: skip
_HAN = re.compile(r"第\s*(?P<number>[^\s条條章节節编編篇]+)\s*(?P<word>[条條章节節编編篇])")

Tokens = tuple[str, ...]


def named(structure: Structure, typed: str) -> int:
    """Index of the provision that is meant, -1 where none is.

    Without a word for its kind it is a unit of the draft first: `28` among articles is Article 28.
    Of several with the same numbers the first counts.
    """
    found = _all(structure, typed)
    return found[0] if found else -1


def standing_under(structure: Structure, path: str) -> int:
    """Index of the provision a path names, else of the nearest one around it, -1 for none."""
    first = range_ends(path)[0]
    exact = structure.find(first)
    wanted = first
    while exact < 0 and wanted:
        exact = named(structure, wanted)
        cut = max(wanted.rfind("("), wanted.rfind(", "), 0)
        wanted = wanted[:cut].strip()
    return exact


def begin_of(structure: Structure, path: str) -> tuple[int, int]:
    """Page and code point at which a provision begins; that of what holds it where it is not there,
    page 0 where nothing does.
    """
    index = standing_under(structure, path)
    one = structure.provisions[index] if index >= 0 else None
    return (one.page, one.start) if one else (0, 0)


def order(structure: Structure, path: str) -> tuple[int, tuple[object, ...]]:
    """A key that sorts paths as they stand in a draft: what is not found there with what holds it, and
    what is nowhere last.
    """
    index = standing_under(structure, path)
    return (index if index >= 0 else len(structure.provisions)), path_key(path)


def near(structure: Structure, typed: str) -> list[str]:
    """Paths that come nearest to what was typed: what it would stand in, or units around its number."""
    wanted = _tokens(typed)
    while len(wanted) > 1:
        wanted = wanted[:-1]
        found = [at for at in _matching(structure, wanted) if at >= 0]
        if found:
            parts = [structure.provisions[at].path for at in structure.parts(found[0])]
            return [structure.provisions[found[0]].path, *parts[-(NEAR - 1) :]]
    ones = structure.provisions
    units = [one.path for one in ones if one.kind == structure.unit and "#" not in one.path]
    return [*units[: NEAR // 2], *units[-(NEAR // 2) :]] if len(units) > NEAR else units


def _all(structure: Structure, typed: str) -> list[int]:
    wanted = _tokens(typed)
    return _matching(structure, wanted) if wanted else []


def _matching(structure: Structure, wanted: Tokens) -> list[int]:
    """Provisions with these tokens, those of the draft's unit first; roman for Arabic numbers at last."""
    said = _said(structure)
    if wanted[0] in _kinds().values():
        for each in (wanted, _roman(wanted)):
            if each in said:
                return said[each]
        inner = [
            at for tokens, ats in said.items() if tokens[-len(wanted) :] == wanted for at in ats
        ]
        return sorted(inner)
    unit = SHORT.get(structure.unit, "Art").casefold()
    for kind in (unit, "art", "rule", "para", "op"):
        if (kind, *wanted) in said:
            return said[kind, *wanted]
    return []


@functools.lru_cache(maxsize=4)
def _said_of(paths: tuple[str, ...]) -> dict[Tokens, list[int]]:
    found: dict[Tokens, list[int]] = {}
    for index, path in enumerate(paths):
        found.setdefault(_tokens(path), []).append(index)
    return found


def _said(structure: Structure) -> dict[Tokens, list[int]]:
    return _said_of(tuple(one.path for one in structure.provisions))


def _tokens(typed: str) -> Tokens:
    """Numbers and letters in order, kinds by their short word, words for parts left out."""
    said = _HAN.sub(_from_han, unicodedata.normalize("NFKC", typed).casefold())
    found: list[str] = []
    kinds = _kinds()
    for one in _TOKEN.findall(said):
        if one in kinds and not (found and one in _FILLERS):
            found.append(kinds[one])
        elif one not in _FILLERS:
            found.append(str(int(one)) if one.isdecimal() else one)
    if found[:1] == ["preamble"]:  # its paragraphs are called so in their paths
        found = [one for one in found if one != "para"]
    return tuple(found)


def _from_han(match: re.Match[str]) -> str:
    number = match["number"]
    value = int(number) if number.isdecimal() else chinese(number)
    return f"{_kinds().get(match['word'], 'art')} {value}"


def _roman(wanted: Tokens) -> Tokens:
    return tuple(
        as_roman(int(one)).casefold() if one.isdecimal() and int(one) else one for one in wanted
    )


@functools.cache
def _kinds() -> dict[str, str]:
    """Words in all languages to the word of a path, both in small letters."""
    found = {word.casefold(): word.casefold() for word in SHORT.values()} | _SHORT_FORMS
    for table in (WORDS, ARABIC, CHINESE_BEFORE):
        for kind, words in table.items():
            found |= {
                unicodedata.normalize("NFKC", word).casefold().strip("."): SHORT[kind].casefold()
                for word in words.split()
            }
    for kind, words in CHINESE.items():
        found |= dict.fromkeys(words, SHORT[kind].casefold())
    found |= {word.casefold(): "preamble" for word in PREAMBLE}
    return found | {"articles": "art", "rules": "rule"}
