# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `normalise` makes of a text, without the map back and several times quicker.

Works on whole texts with string operations that run in C; for reading through a draft of 700 pages.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

from annotator.domain.normalise import CJK, HYPHENS, PLAIN, fold, is_cjk, normalise, shape

_Fold = Callable[[str], str]

_ASCII_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?:[^\S\n]*+\n\s*+)?+(?=[A-Za-z])")
_HYPHEN = re.compile(rf"[{HYPHENS}](?:[^\S\n]*+\n\s*+)?+(?=[^\W\d_])")
_USUAL_HYPHEN = re.compile(r"-(?:[^\S\n]*+\n\s*+)?+(?=[^\W\d_])")
_OTHER_HYPHENS = frozenset(HYPHENS) - {"-"}
_FIRST_CJK = "\u2e80"
_WIDE_SPACE = rf"\s(?<!\s\s)(?:(?<={CJK}\s)\s*+(?={CJK}|\w)|(?<=\w\s)\s*+(?={CJK}))"
_ASCII = frozenset(map(chr, range(128)))
_KEPT = frozenset(c for c in _ASCII if c.isprintable() and c != "`")
_GONE = "\x00"
"""Stands where white space was that says nothing: what is beside it must not grow together."""
_FEW = 24
"""Kinds of characters up to which replacing one after the other is quicker than a table."""


class _NeedsThoughtError(Exception):
    """A corner where only the slow way knows what comes out."""


def comparable(text: str) -> str:
    """The text of `normalise(text)`, character for character."""
    if text.isascii() and _ordinary(text):
        return _ascii(text.lower())
    try:
        return _any(text, fold, lower=True)
    except _NeedsThoughtError:
        return normalise(text).text


def cased(text: str) -> str | None:
    """The same with capitals kept; None in a rare corner, for which the text itself must be read."""
    if text.isascii() and _ordinary(text):
        return _ascii(text)
    try:
        return _any(text, shape, lower=False)
    except _NeedsThoughtError:
        return None


def _ordinary(text: str) -> bool:
    """Whether ASCII text is free of controls other than line ends."""
    return text.replace("\n", "").isprintable()


def _ascii(text: str) -> str:
    if "-" in text:
        text = _ASCII_HYPHEN.sub("", text)
    return " ".join(text.split()).replace("`", "'")


def _any(text: str, folding: _Fold, *, lower: bool) -> str:
    others = set(text) - _ASCII
    if "-" in text or others & _OTHER_HYPHENS:
        text = (_HYPHEN if others & _OTHER_HYPHENS else _USUAL_HYPHEN).sub(_hyphen, text)
    if others and max(others) >= _FIRST_CJK and re.search(CJK, text):
        text = re.sub(_WIDE_SPACE, _wide_space, text)
    text = " ".join(text.split())
    marks = "".join(sorted(filter(unicodedata.combining, others)))
    if not marks:
        return _shaped(text, folding, lower=lower).lstrip(" ")
    parts = _clusters(marks).split(text)
    parts[::2] = [_shaped(part, folding, lower=lower) if part else "" for part in parts[::2]]
    parts[1::2] = [folding(part) for part in parts[1::2]]
    return "".join(parts).lstrip(" ")


@functools.lru_cache(maxsize=64)
def _clusters(marks: str) -> re.Pattern[str]:
    """Letters with marks on them: what carries the mark, then one mark or several."""
    other = rf"[^{HYPHENS}\s{PLAIN}]|[{PLAIN}](?=[\u0300-\u036f])"
    return re.compile(f"((?:{other})?[{re.escape(marks)}]+)")


def _hyphen(found: re.Match[str]) -> str:
    """Nothing where the hyphen is inside a word, else itself and what follows."""
    text, start, end = found.string, found.start(), found.end()
    if not text[end].isalpha():
        return found.group()
    at = start
    while at and unicodedata.combining(text[at - 1]):
        at -= 1
    before = text[max(at - 1, 0) : start]
    if not before:
        return found.group()
    if before[0] in HYPHENS or before[0].isspace():
        if text[start] == "\uff0d" or at < start:
            raise _NeedsThoughtError
        return found.group()
    folded = fold(before)
    if not folded:
        raise _NeedsThoughtError
    return "" if folded[-1].isalpha() else found.group()


def _wide_space(found: re.Match[str]) -> str:
    """White space that says nothing inside Chinese; beside a digit, too."""
    before, after = found.string[found.start() - 1], found.string[found.end()]
    if is_cjk(before):
        return _GONE if is_cjk(after) or after.isdigit() else found.group()
    return _GONE if before.isdigit() else found.group()


def _shaped(text: str, folding: _Fold, *, lower: bool) -> str:
    """Every character for itself, as it is folded; there are no marks on any."""
    plain = text.isascii() and text.isprintable()
    if lower:
        if not plain and not all(map(_lowers, set(text) - _ASCII)):
            return text.translate({ord(kind): folding(kind) for kind in set(text) - {" "}})
        text = text.lower()
    if plain:
        return text.replace("`", "'")
    changed = [(kind, new) for kind in set(text) - _KEPT if (new := folding(kind)) != kind]
    came = set("".join([new for _kind, new in changed])) - _KEPT
    if len(changed) > _FEW or any(folding(each) != each for each in came):
        return text.translate({ord(kind): new for kind, new in changed})
    for kind, new in changed:
        text = text.replace(kind, new)
    return text


@functools.lru_cache(maxsize=8192)
def _lowers(character: str) -> bool:
    """Whether making it small first changes nothing about what it is folded to."""
    small = character.lower()
    return len(small) == 1 and fold(small) == fold(character)
