# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers as provisions bear them: digits, roman, Chinese, abjad, ordinals in words, and `bis`."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_ROMAN: Final = re.compile(r"(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_CHINESE: Final = {
    **dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict(zip("貳參陸", (2, 3, 6), strict=True)),
    "两": 2,
    "兩": 2,
}
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "千": 1000}
CHINESE_DIGITS: Final = "".join((*_CHINESE, *_TENS))
ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_UNITS: Final = (
    ("أول", "اول", "أولى", "اولى", "واحد", "واحدة", "حادي", "حادية"),
    ("ثاني", "ثانية", "ثان", "ثانى"),
    ("ثالث", "ثالثة"),
    ("رابع", "رابعة"),
    ("خامس", "خامسة"),
    ("سادس", "سادسة"),
    ("سابع", "سابعة"),
    ("ثامن", "ثامنة"),
    ("تاسع", "تاسعة"),
    ("عاشر", "عاشرة"),
)
_DECADES: Final = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_TEEN: Final = ("عشر", "عشرة")
_WORDS: Final = {
    "premier": 1, "première": 1, "first": 1, "one": 1, "primero": 1, "primera": 1, "único": 1,
    "первая": 1, "первый": 1, "вторая": 2, "второй": 2, "третья": 3, "третий": 3, "second": 2,
    "two": 2, "third": 3, "three": 3, "deuxième": 2, "segundo": 2, "segunda": 2, "tercero": 3,
    "tercera": 3, "troisième": 3, "четвертая": 4, "fourth": 4, "four": 4, "quatrième": 4,
    "cuarto": 4, "cuarta": 4, "fifth": 5, "five": 5, "cinquième": 5, "quinto": 5, "quinta": 5,
    "пятая": 5, "preliminary": 0,
}  # fmt: skip
WORDS: Final = tuple(_WORDS)
_SUFFIXES: Final = (
    "pre", "bis", "ter", "quater", "quat", "quinquies", "sexies", "septies", "octies", "nonies",
    "novies", "decies", "alt",
)  # fmt: skip
SUFFIX: Final = (
    r"(?:(?:bis|ter|quat(?:er)?|quinquies|sexies|septies|octies|nonies|novies|decies|pre)(?![^\W\d_])"
    r"|alt(?![^\W\d_])\.?(?:\s?\d{1,2}(?!\d))?)"
)
"""One of the words that put a provision between two numbers, or before or beside one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what is put behind it.

    Attributes:
        value: 1 and up; 0 for none.
        suffix: `bis`, `alt 2`, `A`; "" for none. Several are separated by a space.
    """

    value: int
    suffix: str = ""

    @property
    def rank(self) -> tuple[int, int, str]:
        """Numbers in the order in which they stand in a text; `pre` comes before its number."""
        if not self.suffix:
            return self.value, 0, ""
        first = self.suffix.split()[0].rstrip("0123456789.")
        if first == "pre":
            return self.value, -1, self.suffix
        at = _SUFFIXES.index(first) + 1 if first in _SUFFIXES else len(_SUFFIXES) + 1
        return self.value, at, self.suffix


def suffixes(written: str) -> str:
    """`BIS`, ` alt. 2`, `之二`, `مكرر` as suffixes in one spelling."""
    found = []
    for word in re.findall(rf"{SUFFIX}|[A-Z](?![^\W\d_])|之[{CHINESE_DIGITS}]|مكرر\w?", written, re.IGNORECASE):
        low = word.lower()
        if low.startswith("alt"):
            digits = re.sub(r"\D", "", low)
            found.append(f"alt{digits}")
        elif low.startswith("之"):
            found.append({1: "bis", 2: "ter", 3: "quater"}.get(chinese(low[1:]) - 1, low))
        elif low.startswith("مكرر"):
            found.append("bis")
        else:
            found.append(low if len(low) > 1 else word.upper())
    return " ".join(found)


def roman(text: str) -> int:
    """The value of a roman number in small or capital letters; 0 for none."""
    low = text.lower()
    if not _ROMAN.match(low) or (low != text and text.upper() != text):
        return 0
    values = [_ROMAN_VALUES[char] for char in low]
    return sum(values) - 2 * sum(a for a, b in pairwise(values) if a < b)


def chinese(text: str) -> int:
    """The value of a number in Chinese characters, or in digits; 0 for none."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, None
    for char in text:
        if char in _TENS:
            total += (1 if digit is None or digit == 0 else digit) * _TENS[char]
            digit = None
        elif char in _CHINESE:
            digit = _CHINESE[char] if digit is None else digit * 10 + _CHINESE[char]
        else:
            return 0
    return total + (digit or 0)


def abjad(text: str) -> int:
    """The place of an Arabic letter in the order `أ ب ج د ه و ز`; 0 for none."""
    letters = text.replace("ـ", "").replace("\u0640", "")
    letters = {"ا": "أ", "إ": "أ", "آ": "أ", "ى": "ي", "ة": "ه"}.get(letters, letters)
    return ABJAD.find(letters) + 1 if len(letters) == 1 else 0


def letter(text: str) -> int:
    """A is 1, z is 26, aa is 27; Cyrillic letters likewise; 0 for none."""
    low = text.lower()
    if not low or low != low[0] * len(low) or (text != low and text != text.upper()):
        return 0
    if "a" <= low[0] <= "z":
        return ord(low[0]) - 96 + 26 * (len(low) - 1)
    at = CYRILLIC.find(low[0]) + 1
    return at + len(CYRILLIC) * (len(low) - 1) if at else 0


def arabic_ordinal(words: str) -> int:
    """The value of an ordinal in words: `الثاني`, `الحادي والعشرون`, `الخامسة عشرة`; 0 for none."""
    parts = [_bare(word) for word in words.split()]
    unit = next((at + 1 for at, forms in enumerate(_UNITS) if parts and parts[0] in forms), 0)
    if unit and len(parts) == 1:
        return unit
    if unit and len(parts) == 2 and unit < 10:  # noqa: PLR2004 - two words, units below ten
        if parts[1] in _TEEN:
            return 10 + unit
        return unit + ten if (ten := _decade(parts[1])) else 0
    return _decade(parts[0]) if len(parts) == 1 else 0


def _decade(word: str) -> int:
    stem = re.sub(r"(?:ون|ين)$", "", word)
    if stem == word or stem not in (*_DECADES, "اربع"):
        return 0
    return 40 if stem == "اربع" else (2 + _DECADES.index(stem)) * 10


def _bare(word: str) -> str:
    return re.sub(r"^و?(?:ال)?", "", word) if len(word) > 3 else word  # noqa: PLR2004 - no article in three letters


def ordinal_word(word: str) -> int:
    """`premier`, `primera`, `первая`, `First`; 0 for none."""
    return _WORDS.get(word.casefold(), 0)


def as_roman(value: int) -> str:
    """Capital roman figures."""
    figures = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    made = ""
    for size, figure in figures:
        made += figure * (value // size)
        value %= size
    return made
