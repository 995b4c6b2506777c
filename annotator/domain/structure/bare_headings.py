# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headings that no known word names: bare numbers, words that count, numbered and plain titles."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import field
from typing import Final

from annotator.domain.structure.columns import row_number
from annotator.domain.structure.heading_reader import Heading
from annotator.domain.structure.heading_sieve import Opening
from annotator.domain.structure.list_marks import Mark, read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.structure.numerals import Number, chinese, roman
from annotator.domain.structure.units import DraftUnit
from annotator.domain.values import dataclass
from annotator.i18n import _

_LEAST: Final = 3
_LEARNT: Final = 5
_LONGEST: Final = 160
_BARE: Final = re.compile(
    r"\s*[\[(]?(?:(\d{1,3})|([IVXLC]{1,7})|([一二三四五六七八九十百零〇]{1,5}))[\])]?\.?\s*$"
)
_COUNTS: Final = re.compile(r"\s*([^\W\d_]{2,14})\s*[(（]?\s*(\d{1,4})\s*[)）]?\s*(?:[-–—.:]|$)")
_STEP: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Headings by row, and what the draft is made of by them."""

    openings: dict[int, Opening] = field(default_factory=dict)
    unit: DraftUnit = field(default_factory=lambda: DraftUnit("", ""))

    def __bool__(self) -> bool:
        return bool(self.openings)


def bare_numbers(looks: Looks, skipped: Collection[int]) -> Found:
    """Rows of nothing but a number that stand out and count on from 1: articles without the word."""
    rows = []
    for at, text in enumerate(looks.texts):
        match = _BARE.match(text)
        if match and at not in skipped and looks.styled(at) and looks.known:
            value = int(match[1] or 0) or roman(match[2] or "") or chinese(match[3] or "")
            rows.append((at, value, text.strip()))
    kept = _counting(rows)
    if len(kept) < _LEAST:
        return Found()
    openings = {}
    for at, value, label in kept:
        heading = Heading("article", str(value), Number(value), label, "", 0)
        openings[at] = Opening(heading, 0.7, ("alone", "look", "sequence"))
    said = _("{count} rows of nothing but a number count on: articles without the word.")
    return Found(openings, DraftUnit("article", said.format(count=len(kept))))


def table_rows(looks: Looks, skipped: Collection[int]) -> Found:
    """Numbers alone in the first column of a table, going up: its rows."""
    rows = []
    for at, text in enumerate(looks.texts):
        number = row_number(text) if looks.lines[at].column == 0 and at not in skipped else ""
        if number:
            rows.append((at, int(re.sub(r"\D", "", number)), number))
    kept = _counting(rows)
    openings = {}
    for at, value, number in kept:
        label = looks.texts[at].strip()
        heading = Heading("row", number, Number(value, number.lstrip("0123456789")), label, "", 0)
        openings[at] = Opening(heading, 0.6, ("alone", "sequence"))
    said = _("{count} numbers stand alone in the first column.").format(count=len(kept))
    return Found(openings, DraftUnit("row", said))


def learnt_words(looks: Looks, skipped: Collection[int]) -> Found:
    """A word that begins rows with numbers that count on: what this draft calls its articles.

    For languages this program does not know, and for text layers in which letters are missing.
    """
    words: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for at, text in enumerate(looks.texts):
        match = _COUNTS.match(text)
        if match and at not in skipped:
            stem = re.sub(r"(.)\1+", r"\1", match[1])
            words[stem].append((at, int(match[2]), text[: match.end(2)].strip()))
    kept: list[tuple[int, int, str]] = max(map(_counting, words.values()), key=len, default=[])
    if len({value for _at, value, _label in kept}) < _LEARNT:
        return Found()
    openings = {}
    for at, value, label in kept:
        heading = Heading("article", str(value), Number(value), label, "", 0)
        openings[at] = Opening(heading, 0.5, ("learnt", "sequence"))
    said = _("The word “{word}” begins {count} rows with numbers that count on.")
    word = re.sub(r"[\W\d]+$", "", kept[0][2])
    return Found(openings, DraftUnit("article", said.format(word=word, count=len(kept))))


def _counting(rows: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The rows whose numbers go up from 1 in small steps."""
    kept: list[tuple[int, int, str]] = []
    last = 0
    for row in rows:
        if last < row[1] <= last + _STEP or (row[1] == last and last):
            kept.append(row)
            last = row[1]
    return kept


def plain_headings(looks: Looks, skipped: Collection[int], *, unit: str) -> Found:
    """Titles that stand out: numbered ones are sections, others are headings where nothing else is.

    Args:
        looks: the rows.
        skipped: rows of contents lists.
        unit: what the draft is made of so far; "" for nothing.
    """
    if not looks.known:
        return Found()
    numbered: dict[int, Opening] = {}
    plain: list[int] = []
    for at, text in enumerate(looks.texts):
        if at in skipped or not (looks.lines[at].kind == "heading" or looks.loud(at)):
            continue
        mark = read_mark(text)
        if mark and _is_section(looks, at, mark):
            numbered[at] = _section(looks, at, mark)
        elif looks.lines[at].kind == "heading" and len(text) <= _LONGEST:
            plain.append(at)
    if unit or len(plain) < _LEAST:
        return Found(numbered)
    openings = dict(numbered)
    count = 0
    for at in plain:
        if at - 1 in plain and at - 1 in openings and not looks.gap(at):
            continue
        if at - 1 in numbered and not looks.gap(at):
            continue
        count += 1
        label = looks.texts[at].strip()[:_LONGEST]
        title = _joined(looks, at, plain)
        heading = Heading("heading", str(count), Number(count), label, "", 0)
        openings[at] = Opening(heading, 0.4, ("look",), title, 0)
    said = _("No numbers were found; {count} headings stand out.").format(count=count)
    return Found(openings, DraftUnit("heading", said))


def _is_section(looks: Looks, at: int, mark: Mark) -> bool:
    """Whether a row that stands out is `A. Title`, `II. Title` or `3.1 Title`."""
    behind = looks.texts[at][mark.end :].strip()
    if (
        not behind
        or len(behind) > _LONGEST
        or behind[0].islower()
        or mark.shape not in (".", "several")
    ):
        return False
    figures = {alphabet for alphabet, _number in mark.readings}
    whole = looks.lines[at].kind == "heading"
    if figures & {"digit", "several"}:
        return whole and looks.loud(at) and not behind.endswith((".", ";", ","))
    return bool(figures & {"ROMAN", "LETTER"}) and not behind.endswith((";", ","))


def _section(looks: Looks, at: int, mark: Mark) -> Opening:
    alphabet, rank = next((one for one in mark.readings if one[0] == "ROMAN"), mark.readings[0])
    title = looks.texts[at][mark.end :].strip()
    label = looks.texts[at][mark.at : mark.end].strip()
    figures = alphabet if alphabet != "several" else f"several{mark.number.count('.')}"
    heading = Heading("section", mark.number, rank, label, title, mark.at, figures)
    return Opening(heading, 0.7, ("mark", "look"), title)


def _joined(looks: Looks, at: int, rows: list[int]) -> str:
    """A title of several rows in one."""
    known = set(rows)
    words = [looks.texts[at].strip()]
    while at + 1 in known and not looks.gap(at + 1) and len(words) < _LEAST:
        at += 1
        words.append(looks.texts[at].strip())
    return " ".join(words)
