# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads what somebody calls a provision: `28(3)`, `article 6 bis`, `第6条`; the one reader of names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from annotator.domain.provision import provision_path
from annotator.domain.structure.heading_words import (
    ARABIC,
    CHINESE,
    CHINESE_BEFORE,
    GROUPS,
    OUTER,
    PREAMBLE,
    SHORT,
    WORDS,
)
from annotator.domain.structure.numerals import as_roman, chinese, roman

Name = tuple[str, ...]
"""Kinds as in a path and numbers, in small letters: `art`, `6`, `bis`, `2`, `a`."""

_TOKEN: Final = re.compile(r"#?\d+|[^\W\d_]+")
_HAN: Final = re.compile(r"第\s*(?P<number>[^\s条條章节節编編篇]+)\s*(?P<word>[条條章节節编編篇])")
_PARAGRAPHS: Final = (
    "para", "paras", "paragraph", "paragraphs", "subparagraph", "subparagraphs", "subpara",
)  # fmt: skip
_PARTS: Final = frozenset(("sub", "point", "points", "item", "items", "lit"))
"""Words before the number of a part, which its path does not bear."""
_SHORTER: Final = {
    "articles": "art", "rules": "rule", "ch": "chapter", "chap": "chapter", "sec": "section",
    "sect": "section", "r": "rule", "app": "appendix",
}  # fmt: skip
_IN_ROMAN: Final = frozenset(SHORT[kind].casefold() for kind in (*GROUPS, *OUTER))
_NUMBERED: Final = ("art", "rule", "para", "op")
"""What a bare number may mean, where it is no unit of the draft."""


class NameIndex:
    """The provisions of one draft by their names.

    Args:
        paths: of the provisions, in order.
        unit: what the draft is made of.
    """

    def __init__(self, paths: Sequence[str], unit: str) -> None:
        self._paths = paths
        self._unit = SHORT.get(unit, "Art").casefold()
        self._first: dict[str, int] = {}
        for index, path in enumerate(paths):
            self._first.setdefault(path, index)

    @cached_property
    def _names(self) -> dict[Name, int]:
        found: dict[Name, int] = {}
        for index, path in enumerate(self._paths):
            found.setdefault(read_name(path), index)
        return found

    @cached_property
    def _inner(self) -> dict[Name, int]:
        """By the ends of their names that begin with a kind: `Art 6` of `Annex I, Art 6`."""
        found: dict[Name, int] = {}
        kinds = frozenset(_kinds().values())
        for name, index in self._names.items():
            for at in range(1, len(name)):
                if name[at] in kinds:
                    found[name[at:]] = min(index, found.get(name[at:], index))
        return found

    def find(self, written: str) -> int:
        """Index of the provision that is called so, in any spelling; -1 for none.

        A bare number means what the draft is made of: `28(3)` is a rule where there are rules.
        """
        if written in self._first:
            return self._first[written]
        index = self.of_name(read_name(written))
        return index if index >= 0 else self._first.get(provision_path(written), -1)

    def meant(self, typed: str) -> int:
        """As `find`; what is the only one of its name but for what holds it need not be named in full."""
        index = self.find(typed)
        return index if index >= 0 else self._inner.get(read_name(typed), -1)

    def of_name(self, name: Name) -> int:
        """Index of the provision with a name, -1 for none; Roman for Arabic numbers at last."""
        if not name:
            return -1
        kinds = dict.fromkeys((self._unit, *_NUMBERED)) if name[0][0].isdigit() else ("",)
        for kind in kinds:
            full = (kind, *name) if kind else name
            for each in (full, _roman(full)):
                if each in self._names:
                    return self._names[each]
        return -1


@functools.lru_cache(maxsize=4096)
def read_name(written: str) -> Name:
    """Kinds and numbers in order, words for parts left out, whatever language and writing."""
    said = _HAN.sub(_from_han, unicodedata.normalize("NFKC", written).casefold())
    kinds, found = _kinds(), list[str]()
    for token in _TOKEN.findall(said):
        kind = kinds.get(token, token) if len(token) > 1 or not found else token
        if token in _PARTS or (kind == "para" and found):
            continue
        if token.isdecimal():
            found.append(str(int(token)))
        elif found and found[-1] in _IN_ROMAN and roman(token):
            found.append(str(roman(token)))
        else:
            found.append(kind)
    return tuple(found)


def _from_han(match: re.Match[str]) -> str:
    number = match["number"]
    value = int(number) if number.isdecimal() else chinese(number)
    return f" {_kinds().get(match['word'], 'art')} {value} "


def _roman(name: Name) -> Name:
    return tuple(
        as_roman(int(one)).casefold() if one.isdecimal() and int(one) else one for one in name
    )


@functools.cache
def _kinds() -> dict[str, str]:
    """Words in all languages to the word of a path, both in small letters."""
    found = {word.casefold(): word.casefold() for word in SHORT.values()} | _SHORTER
    found |= dict.fromkeys(_PARAGRAPHS, "para")
    for table in (WORDS, ARABIC, CHINESE_BEFORE):
        for kind, words in table.items():
            found |= {
                unicodedata.normalize("NFKC", word).casefold().strip("."): SHORT[kind].casefold()
                for word in words.split()
            }
    for kind, words in CHINESE.items():
        found |= dict.fromkeys(words, SHORT[kind].casefold())
    return found | {word.casefold(): "preamble" for word in PREAMBLE}
