# SPDX-License-Identifier: AGPL-3.0-or-later
"""What raw text reads like as a quote, for window, anchor and search.

Which compounds are known is the caller's: of the whole draft for quotes and places found, of one page for
the text beside the pages. Raised marks are raised in quotes alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from typing import Final

from annotator.domain.normalise import is_cjk

_FORMS: Final = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]")
"""Ligatures and presentation forms: shapes of letters that a typesetter chose, not other words."""
_LONGEST_WORD: Final = 64
_GAPS: Final = re.compile(r"[ \t\u00a0\f\v\r]{2,}|[\t\u00a0\f\v\r]")
_ODD: Final = ("  ", "\t", "\u00a0", "\f", "\v", "\r")
_HYPHENS: Final = ("-", "\u2010")
_LAST: Final = re.compile(r"\w+$")
_FIRST: Final = re.compile(r"\w+")
_INNER_HYPHEN: Final = re.compile(r"-(?=\w)|\u2010(?=\w)")
_CUT_OFF: Final = re.compile(r"^-(?=[^\W\d_])|(?<=[^\W\d_])-$")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def readable(text: str, known: Container[str] = ()) -> str:
    """The words of a passage as people quote them: no line breaks, broken words and ligatures mended.

    Args:
        text: raw text of a passage, marks raised (`raised`).
        known: words of the same draft that have a hyphen, in small letters (`compounds`); one of
            them that is broken at its hyphen keeps it.
    """
    text = text.replace("\u00ad\n", "-\n").replace("\u00ad", "")
    text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), text)

    if any(odd in text for odd in _ODD):
        text = _GAPS.sub(" ", text)
    parts: list[str] = []
    for row in text.split("\n"):
        line = row.strip()
        if not line:
            continue
        if not parts:
            parts.append(line)
            continue
        before, after = parts[-1], line[0]
        if before.endswith(_HYPHENS) and len(before) > 1:
            if before[-2].isalpha() and after.isalpha() and not _keeps(before, line, known):
                parts[-1] = before[:-1]
        elif not (is_cjk(before[-1]) and is_cjk(after)):
            parts.append(" ")
        parts.append(line)
    return unicodedata.normalize("NFC", "".join(parts))


def _keeps(before: str, line: str, known: Container[str]) -> bool:
    """Whether a word that is broken at a hyphen is written with it."""
    if line[0].isupper():
        return True
    left, right = _LAST.search(before[-_LONGEST_WORD:-1]), _FIRST.match(line)
    return bool(left and right and f"{left.group()}-{right.group()}".lower() in known)


def compounds(text: str) -> frozenset[str]:
    """The words of a text that have a hyphen inside a line, in small letters: `co-operation`."""
    found = set()
    for match in _INNER_HYPHEN.finditer(text):
        at = match.start()
        left = _LAST.search(text, max(0, at - _LONGEST_WORD), at)
        right = _FIRST.match(text, at + 1, at + 1 + _LONGEST_WORD)
        if left and right:
            found.add(f"{left.group()}-{right.group()}".lower())
    return frozenset(found)


def raised(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """A text with the digits of some ranges as superscripts; its length stays the same.

    Normalising turns them back, so that such a quote is found in the raw text.
    """
    parts, done = [], 0
    for start, end in marks:
        parts += [text[done:start], text[start:end].translate(_RAISED)]
        done = end
    return "".join([*parts, text[done:]]) if done else text


def unbroken(normalised: str) -> str:
    """Normalised text in which a hyphen at a line's end that stays, as in `COVID-19`, has no space."""
    return normalised.replace("- ", "-")


def cut_short(normalised: str) -> str:
    """Normalised text without the hyphens at which its first and last word are cut off: of `two-way`
    there is `-way`, while in the draft the hyphen is not compared. One before a space or a digit
    is a dash or a minus, and stays.
    """
    return _CUT_OFF.sub("", normalised)
