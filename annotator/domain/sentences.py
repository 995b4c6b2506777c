# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the sentences of one paragraph begin and end, in the languages treaties are written in."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

_STRONG: Final = "!?！？｡。؟۔।॥։።။។‼⁇⁈⁉"
"""Ends a sentence, whatever follows."""
_NO_SPACE: Final = "。！？｡"
"""Needs no space after it."""
_CLOSING: Final = "\"'”’»›)]}」』）】〉》〗〕］"
_MARKS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡"
_END: Final = re.compile(
    rf"(?:[{re.escape(_STRONG)}]+|\.(?:\s?\.)*|…+|．)(?P<after>[{re.escape(_CLOSING)}{_MARKS}]*)"
)
_BEFORE: Final = re.compile(r"[^\s\"'“‘«(\[（「『]+$")
_NUMBER: Final = re.compile(r"[\s(\[（]*(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})(?:\.\d{1,3})*[.．]$")

_ROMAN: Final = re.compile(r"[IVXLC]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBERED: Final = _words("""
    art arts para paras par pars no nos nr nrs sec secs sect sects subsec subpara subparas cl ch chap
    chaps vol vols p pp pg fig figs tab add corr rev res resol doc docs núm núms pág págs párr párrs
    cap caps apdo al n.º art.º abs ziff ст стст п пп ч гл разд рис стр
""")
"""Before a number or a letter: `art. 6`, `No. 5`, `Chap. IV`."""
_ALWAYS: Final = _words("""
    cf vs viz ie eg e.g i.e mr mrs ms dr prof hon messrs mme mlle gen capt lt sgt approx ca op cit loc
    ibid n.b ed eds trans p.ej sra sres srta dra ej vgr éd c.-à-d c.à.d см т.е напр z.b d.h bzw vgl s.o
""")
_MAYBE: Final = _words("""
    etc seq jr sr ltd co corp inc p.m a.m г гг т.д т.п др usw u.s u.n u.k e.u ee.uu
""")
"""May stand at the end as well: the word that follows decides."""
_OPENERS: Final = _words("""
    The This These Those That It In An Each All Any If When Where Whereas For Every Such They He She We
    There Nothing Nor Both Upon On At By As To With No States Parties El La Los Las Este Esta Cada Todo
    Toda Si En Le Les Ce Cette Chaque Tout Toute Un Une Der Die Das Jeder В На Это Каждый Каждое Каждая
    При Если
""")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph, without the white space between them.

    Abbreviations, numbers, initials and points of omission do not end one, nor do semicolons and
    colons; closing quotes, brackets and footnote marks belong to the sentence they close.

    Args:
        text: one paragraph; line ends count as spaces.

    Returns:
        Ranges of `text` in order; none for a text of mere space.
    """
    found = []
    start = 0
    for end in [*_ends(text), len(text)]:
        words = text[start:end]
        low = start + len(words) - len(words.lstrip())
        high = start + len(words.rstrip())
        if low < high:
            found.append((low, high))
        start = end
    return found


def _ends(text: str) -> list[int]:
    """One past the last character of each sentence but the last."""
    found = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if end < len(text) and _ends_here(text, match, start):
            found.append(end)
            start = end
    return found


def _ends_here(text: str, match: re.Match[str], start: int) -> bool:
    sign, end = match.group()[0], match.end()
    if sign in _NO_SPACE:
        return True
    if not text[end].isspace():
        return False  # a number, an address, the inside of an abbreviation
    after = _first_word(text, end)
    if after[:1].islower():
        return False
    if sign in _STRONG:
        return True
    if sign == "…" or match.group().count(".") > 1:
        return after[:1].isupper() or _unfolded(after[:1])
    return not _abbreviated(text[start : match.start() + 1], after, closed=bool(match["after"]))


def _abbreviated(words: str, after: str, *, closed: bool) -> bool:
    """Whether the point at the end of some words belongs to the last of them."""
    if _NUMBER.match(words):
        return True  # the number of a paragraph
    found = _BEFORE.search(words[:-1])
    last = found.group().strip(_CLOSING) if found else ""
    plain = last.casefold()
    if closed:
        return False
    if plain in _ALWAYS:
        return True
    if plain in _NUMBERED:
        return after[:1].isdigit() or len(after) == 1 or _ROMAN.fullmatch(after) is not None
    initials = len(last) == 1 and last.isupper() and last.isalpha() and last != "I"
    if initials or plain in _MAYBE or re.fullmatch(r"(?:\w\.)+\w", last):
        return after not in _OPENERS and not _unfolded(after[:1])
    return False


def _first_word(text: str, at: int) -> str:
    """The first word from a place on, opening quotes and brackets left out."""
    found = re.compile(r"\w+").search(text, at, at + 80)
    return found.group() if found else ""


def _unfolded(character: str) -> bool:
    """Whether a letter is of a script without capitals."""
    return character.isalpha() and character.lower() == character.upper()
