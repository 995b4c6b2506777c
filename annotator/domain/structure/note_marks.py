# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks of footnotes at the end of a row: the words in front of them, and the sign these end in."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = ",.;:!?，。；：！？、،؛؟…"
_CLOSED: Final = r"[”\"’'»)\]）】」]?"
_MARK: Final = r"(?:\d{1,3}|[a-z]|[*†‡§]{1,3}|[(\[](?:\d{1,3}|[a-z]|[*†‡§]{1,3})[)\]])"
_WORD: Final = r"(?:[^\W\d_]{2}|[\u2e80-\u9fff]|[^\d][”\"’'»)\]）】」])"

_LOW: Final = re.compile(
    rf"(?:{_WORD}[{_SIGNS}]{_CLOSED}{_MARK}|[{_SIGNS}]{_CLOSED}[*†‡§]{{1,3}})$"
)
_CUT: Final = re.compile(rf"{_MARK}$")
_RAISED: Final = re.compile(
    rf"[{_SIGNS}]{_CLOSED}\s?([(\[]?(?:\d{{1,3}}|[^\W\d_]|[*†‡§]{{1,3}})[)\]]?)$"
)
_SIGNED: Final = re.compile(rf"[{_SIGNS}]{_CLOSED}$")
_NUMBER: Final = re.compile(r"\d[.,:]\d{1,3}$")

MARK_WITHIN: Final = (
    r"(?:(?<=[^\d\s][,;])(?:\d{1,3}|[a-z]|[*†‡§]{1,3}|[(\[](?:\d{1,3}|[a-z])[)\]])(?=\s))?"
)
"""A pattern: the mark of a note behind a comma or a semicolon within a row, or nothing."""


def without_note_mark(source: str, clean: str) -> str:
    """A row without the mark of a note behind the sign it ends in, and without spaces at its end.

    A mark that is not raised must stand directly behind the sign, and the sign behind a word:
    `Article 5,1` stays as it is.

    Args:
        source: the row as it stands in the draft, which knows of raised characters.
        clean: the same, made comparable.
    """
    text, raised = clean.rstrip(), 0
    for char in reversed(source.rstrip(" \u200e\u200f\u061c\u202c\u2069")):
        if not unicodedata.decomposition(char).startswith("<super>"):
            break
        raised += 1
    if raised:
        bare = text[:-raised].rstrip()
        return bare if _SIGNED.search(bare) else text
    return _CUT.sub("", text) if _LOW.search(text) else text


def small_mark(words: str) -> int:
    """Where a mark begins that is one of a note if it is raised: behind a sign, at the end of a row.

    Args:
        words: of the row, without spaces at its end.

    Returns:
        Its code point; the length of the words for none.
    """
    found = _RAISED.search(words)
    return found.start(1) if found else len(words)


def ends_in_number(text: str) -> bool:
    """Whether a row ends in a number with a sign in it: `Article 5.1`."""
    return _NUMBER.search(text) is not None
