# SPDX-License-Identifier: AGPL-3.0-or-later
"""How drafts call wordings to choose from: `Option 1`, `ВАРИАНТ Б`, `备选案文一`; and in what order."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from typing import Final

from annotator.domain.structure.numerals import CHINESE_DIGITS, arabic_ordinal, chinese, roman

_WORDS: Final = (
    "option", "alternative", "variante", "opción", "alternativa", "вариант", "альтернатива",
)  # fmt: skip
_ARABIC: Final = "الخيار|البديل"
_CHINESE: Final = "备选案文|备选方案|選項|选项|方案|案文"
_ROMAN_ALONE: Final = ("I", "V", "X")


def _label(words: str, *, gap: str, mark: str) -> str:
    return (
        rf"(?:(?:{words}){gap}+{mark}|(?:{_ARABIC}){gap}+[^\s:：.]+"
        rf"|(?:{_CHINESE}){gap}?[{CHINESE_DIGITS}\dA-Z]+)"
    )


AT_LINE: Final = _label(
    "|".join(form for word in _WORDS for form in (word.upper(), word.capitalize())),
    gap="[ ]",
    mark=r"[A-Z0-9А-Я]{1,4}\b",
)
"""A label at the start of a line, where small letters make none."""
IN_BRACKETS: Final = _label("|".join((*_WORDS, "variant")), gap=r"\s", mark="[A-Za-zА-Я0-9]{1,4}")
"""A label behind a bracket, whatever its letters are; to be compiled without regard to case."""


def is_later(one: str, other: str) -> bool:
    """Whether the number of a label comes before that of another: `VIII`, `IX`; `H`, `I`; `九`, `十一`."""
    for read in (_digits, _han, arabic_ordinal, _roman):
        low, high = read(one), read(other)
        if low and high:
            return low < high
    return one[-1:] < other[-1:]


def _digits(number: str) -> int:
    found = re.search(r"\d+$", number)
    return int(found[0][:6]) + 1 if found else 0


def _han(number: str) -> int:
    found = re.search(rf"[{CHINESE_DIGITS}]+$", number)
    return chinese(found[0]) if found else 0


def _roman(number: str) -> int:
    return roman(number) if len(number) > 1 or number.upper() in _ROMAN_ALONE else 0
