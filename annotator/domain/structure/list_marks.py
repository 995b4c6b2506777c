# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the marks that number paragraphs and items: `1.`, `(a)`, `(ii)`, `一、`, `(أ)`. No levels."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import functools
import re
from typing import Final

from annotator.domain.structure.numerals import (
    ABJAD,
    CHINESE_DIGITS,
    CYRILLIC,
    SUFFIX,
    Number,
    abjad,
    chinese,
    letter,
    roman,
    suffixes,
)
from annotator.domain.values import dataclass

_HAN: Final = "\u3400-\u9fff"
_CIRCLED: Final = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_LETTERS: Final = f"a-zñ{CYRILLIC}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a row, or inside of one.

    Attributes:
        shape: what stands around the number: `.`, `)`, `()`, `-`, `'`, `、`.
        readings: alphabets it may be of with its value, likeliest last resort last.
        number: as the path bears it: `2`, `a`, `iv`, `1bis`, `一`; `26.109` for several levels.
        at: where the mark begins in the row, an opening bracket of a proposal left out.
        end: where the words behind it begin.
    """

    shape: str
    readings: tuple[tuple[str, Number], ...]
    number: str
    at: int
    end: int


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """At the start of a row, and within one behind the end of a clause."""
    suffix = rf"(?:\s?{SUFFIX})*"
    gap = rf"(?:\]?\s+|$|(?=[{_HAN}«“\"\[]))"
    arabic = f"[{ABJAD}اإآىة]ـ?"
    mark = (
        rf"(?:(?P<several>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\.?(?=\s|$)"
        rf"|(?P<digit>\d{{1,3}})(?P<suffix>{suffix})\s?(?P<shape1>[.．、)])(?!\d){gap}"
        rf"|(?P<dashed>\d{{1,3}}|{arabic})\s?(?P<shape2>[-–—])\s*(?=[\u0600-\u06ff«\"“(\[]|$)"
        rf"|[(（]\s?(?P<inner>\d{{1,3}}{suffix}|[{_LETTERS}]{{1,5}}|[A-Z]{{1,5}}|{arabic}|[{CHINESE_DIGITS}]{{1,4}})\s?[)）]"
        rf"|(?P<circled>[{_CIRCLED}])"
        rf"|[’'‘](?P<quoted>\d{{1,2}})[‘'’]"
        rf"|(?P<plain>[{_LETTERS}]{{1,5}}|[A-ZА-Я]|[IVXLC]{{1,7}}|{arabic})(?P<shape3>[.)]){gap}"
        rf"|(?P<han>[{CHINESE_DIGITS}]{{1,4}})(?P<shape4>、|\s+(?=[{_HAN}])))"
    )
    start = re.compile(rf"^\s*(?P<open>[\[［*“\"]{{0,2}})\s*{mark}")
    inside = re.compile(
        rf"(?<=[.;:,。；：，])(?:\s+(?:and|or|et|ou|y|o|и|или)?\s*|(?<=[。；：]))(?P<open>\[?){mark}"
    )
    return start, inside


def read_mark(text: str, at: int = 0) -> Mark | None:
    """The mark that stands at a place of a row, white space before it skipped.

    Args:
        text: the row, made comparable.
        at: where to look.
    """
    start, _inside = _patterns()
    found = start.match(text[at:] if at else text)
    return _mark(found, at) if found else None


def inner_marks(text: str, start: int) -> list[Mark]:
    """Marks inside of a row that stand behind the end of a clause."""
    _start, inside = _patterns()
    return [mark for found in inside.finditer(text, start) if (mark := _mark(found, 0))]


def _mark(found: re.Match[str], shift: int) -> Mark | None:
    parts = found.groupdict()
    at, end = found.end("open") + shift, found.end() + shift
    while found.string[at - shift : at - shift + 1].isspace():
        at += 1
    if parts["several"]:
        values = [int(part) for part in parts["several"].split(".")]
        if 0 in values:
            return None
        return Mark("several", (("several", Number(values[-1])),), parts["several"], at, end)
    written, shape = _written(parts)
    extra = suffixes(parts["suffix"] or "")
    if parts["inner"] and (digits := re.match(r"\d+", written)):
        extra = suffixes(written[digits.end() :])
        written = digits[0]
    readings = _readings(written, extra)
    if not readings:
        return None
    return Mark(shape, readings, written + extra.replace(" ", ""), at, end)


def _written(parts: dict[str, str | None]) -> tuple[str, str]:
    if parts["digit"]:
        return parts["digit"], {"．": ".", "、": "."}.get(
            parts["shape1"] or "", parts["shape1"] or ""
        )
    if parts["dashed"]:
        return parts["dashed"], "-"
    if parts["inner"]:
        return parts["inner"], "()"
    if parts["circled"]:
        return CHINESE_DIGITS[2 + _CIRCLED.index(parts["circled"])] if parts[
            "circled"
        ] != "㈩" else "十", "()"
    if parts["quoted"]:
        return parts["quoted"], "'"
    if parts["plain"]:
        return parts["plain"], parts["shape3"] or ""
    return parts["han"] or "", "、" if parts["shape4"] == "、" else " "


def _readings(written: str, suffix: str) -> tuple[tuple[str, Number], ...]:
    if written.isdecimal():
        return (("digit", Number(int(written), suffix)),) if int(written) else ()
    found = []
    if value := letter(written):
        found.append(("letter" if written.islower() else "LETTER", Number(value, suffix)))
    if value := roman(written):
        found.append(("roman" if written.islower() else "ROMAN", Number(value, suffix)))
    if value := abjad(written):
        found.append(("abjad", Number(value, suffix)))
    if not found and (value := chinese(written)):
        found.append(("chinese", Number(value, suffix)))
    return tuple(found)
