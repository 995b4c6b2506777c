# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds headings and footnotes among a page's rows. When unsure, body."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from annotator.pdf.text_rows import Place, Row, Upright, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.pdf.running_lines import Found

_NUMBER: Final = r"(?:[IVXLC]+|\d+)(?:\s?(?:bis|ter|quater|[A-Z]))?"
_WORD: Final = re.compile(
    rf"""(?:
    (?:article|chapter|part|section|annex|appendix|title|rule|schedule
      |chapitre|partie|titre|annexe|artículo|capítulo|parte|título|anexo|sección
      |статья|глава|часть|раздел|приложение)
      \s+(?:{_NUMBER}|premier|first|one|primero)\b
    |preamble|préambule|preámbulo|преамбула|序言|前言|الديباجة|annexe?|anexo|приложение|附件
    |第[一二三四五六七八九十百零〇\d]+[条條章节節部分编編]
    |(?:ال)?(?:مادة|ماده|فصل|باب|قسم|جزء|ملحق)\s*\(?\s*(?:\d+|[\u0600-\u06ff]+)\s*\)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER: Final = re.compile(r"\s*(?:$|[\[(（]|[.:：–—\-])|\s+[A-ZÀ-ÞА-Я«\"“\u4e00-\u9fff][^,，]*$")
"""What may follow `Article 6` in a heading; in a sentence it is a small letter, or a clause."""
_CLAUSE_END: Final = (",", ";", "，", "；", "、", "،", "؛")
_LONGEST: Final = 160
_LONGEST_NAMED: Final = 100
_LARGER: Final = 1.12
_LONGEST_SENTENCE: Final = 60
_MOST_ROWS: Final = 4
_SMALLER: Final = 0.93
_MARK: Final = re.compile(r"\s*(?:\d{1,3}|[*∗†‡§]{1,3}|[a-z]|\[\d{1,3}\])(?:[\s.)/]|$|(?=[A-Z]))")
_UPPER_PART: Final = 0.4


def footnotes(page: Upright, found: Found, size: float) -> Found:
    """Small type at the foot of a page, from the first row that bears a mark."""
    rest = [p for p in page.places if (page.page, p.index) not in found]
    run: list[Row] = []
    for row in sorted(rows(rest), key=lambda row: row.box[1], reverse=True):
        if row.size > _SMALLER * size or row.box[1] < _UPPER_PART * page.height:
            break
        run.append(row)
    run.reverse()
    while run and not _MARK.match(run[0].text):
        run.pop(0)
    if not run or len(run) == len(rows(rest)):
        return {}
    return {(page.page, place.index): "footnote" for row in run for place in row.places}


def bold_share(pages: list[Upright]) -> float:
    """How much of a document's text is bold, 0 to 1. Where much is, bold says little."""
    places = [place for page in pages for place in page.places]
    whole = sum(len(place.text) for place in places)
    return sum(len(place.text) for place in places if place.bold) / whole if whole else 0.0


def headings(page: Upright, found: Found, size: float, *, bold: bool) -> Found:
    """Rows that name what follows: by their word (`Article 6`), by bold or by bigger type.

    Args:
        page: to look at.
        found: kinds known already; headers and the like are left alone.
        size: of the body's type.
        bold: whether bold alone marks a heading in this document.
    """
    rest = [p for p in page.places if (page.page, p.index) not in found]
    lines = rows(rest)
    right = max((row.box[2] for row in lines), default=0.0)
    marked: list[Row] = []
    for at, row in enumerate(lines):
        above = lines[at - 1] if at else None
        if _is_named(row) and not _runs_on(above, row, right):
            marked.append(row)
    for group in _loud(lines, size, bold=bold):
        text = " ".join(row.text for row in group)
        if len(group) <= _MOST_ROWS and len(text) <= _LONGEST and _is_title(text):
            marked += group
    return {(page.page, place.index): "heading" for row in marked for place in row.places}


def _is_named(row: Row) -> bool:
    text = unicodedata.normalize("NFKC", row.text).strip()
    match = _WORD.match(text)
    if not match or len(text) > _LONGEST_NAMED or text.endswith(_CLAUSE_END):
        return False
    if text.endswith("。") or (text.endswith(".") and len(text) > len(match[0]) + 40):
        return False
    return bool(_AFTER.match(text[match.end() :]))


def _runs_on(above: Row | None, row: Row, right: float) -> bool:
    """Whether a row is the middle of a sentence: the one above is full and has no end."""
    if above is None:
        return False
    full = above.box[2] > 0.93 * right and above.box[3] >= row.box[1] - row.size
    return full and not above.text.rstrip().endswith((".", ":", ";", "。", "；", "!", "?"))


def _loud(lines: list[Row], size: float, *, bold: bool) -> Iterable[list[Row]]:
    """Neighbouring rows in bold or bigger type, of one size."""
    group: list[Row] = []
    for row in lines:
        loud = (row.bold and bold) or row.size >= _LARGER * size
        if group and not (loud and _close(group[-1], row)):
            yield group
            group = []
        if loud:
            group.append(row)
    if group:
        yield group


def _close(a: Row, b: Row) -> bool:
    same = abs(a.size - b.size) < 1.0 and a.bold == b.bold
    return same and -b.size < b.box[1] - a.box[3] < b.size


def _is_title(text: str) -> bool:
    letters = [char for char in text if char.isalnum()]
    sentence = len(text) > _LONGEST_SENTENCE and text.rstrip().endswith((".", "。"))
    return (
        bool(letters)
        and not letters[0].islower()
        and not sentence
        and not text.rstrip().endswith(_CLAUSE_END)
    )


__all__ = ["Place", "footnotes", "headings"]
