# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a row that may be the heading of a provision. Whether it is one, others decide."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import functools
import re
from typing import Final

from annotator.domain.structure import heading_words as words
from annotator.domain.structure.numerals import (
    CHINESE_DIGITS,
    SUFFIX,
    WORDS,
    Number,
    arabic_ordinal,
    as_roman,
    chinese,
    ordinal_word,
    roman,
    suffixes,
)
from annotator.domain.structure.recital_words import RECITES, SPEAKERS
from annotator.domain.values import dataclass

_LEAD: Final = r"^\s*(?P<open>[\[（(«“\"*]{0,3})\s*"
_END: Final = r"\s*(?P<shut>[\])）»”]{0,2})\s*(?P<dash>[.:：．–—-]{0,2})\s*(?P<title>.*)$"
_NUMBERLESS: Final = ("annex", "appendix", "protocol")
_SHORTEST: Final = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """A row read as a heading.

    Attributes:
        kind: `article`, `chapter` and so on.
        number: as the path bears it: `6 bis`, `II`, `الثاني`, "" where it has none.
        rank: the number for comparing.
        label: as printed, without the title.
        title: on the same row, "" for none.
        at: code points before the label in the row.
        figures: alphabet of the number of a section that has no word, "" elsewhere.
    """

    kind: str
    number: str
    rank: Number
    label: str
    title: str
    at: int
    figures: str = ""


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Compiled when first needed; kind "" is looked up by the word matched."""
    latin = "|".join(
        re.escape(form)
        for kind in words.WORDS.values()
        for word in kind.split()
        for form in (word, word.upper())
    )
    ordinals = "|".join(WORDS)
    suffix = rf"(?P<suffix>(?:[\s\-]?{SUFFIX})*|\s?[A-Z](?![^\W\d_]))"
    number = (
        rf"(?P<number>\d{{1,4}}(?!\d)(?:\s?(?:er|re|º|°|ª|\.º|-я)(?![^\W\d_]))?"
        rf"|(?<![^\W\d_])(?:[IVXLCDM]{{1,8}}|(?i:{ordinals}))(?![^\W\d_]))"
    )
    arabic = "|".join(word for kind in words.ARABIC.values() for word in kind.split())
    after = "".join(words.CHINESE.values())
    before = "|".join(word for kind in words.CHINESE_BEFORE.values() for word in kind.split())
    stop = "的所规規和或、，第及與与至到中项項款；。)）之"
    han = f"{CHINESE_DIGITS}\\d"
    return [
        (
            re.compile(
                rf"{_LEAD}(?P<draft>(?:Draft|DRAFT|Projet d’|Proyecto de)\s*)?(?P<word>{latin})\s*"
                rf"[\[(（]?\s*{number}{suffix}{_END}"
            ),
            "",
        ),
        (
            re.compile(
                rf"{_LEAD}(?P<word>{arabic})\s*[\[(（]?\s*(?P<number>\d{{1,4}}|ال[ء-ي]+(?:\s+(?:وال[ء-ي]+(?:ون|ين)|عشرة?)(?![ء-ي]))?)"
                rf"(?P<suffix>\s*مكرر\w?(?:\s*\d)?)?{_END}"
            ),
            "",
        ),
        (
            re.compile(
                rf"{_LEAD}第\s*(?P<number>[{han}]{{1,6}})\s*(?P<word>[{after}]|部分)"
                rf"(?P<suffix>之[{CHINESE_DIGITS}])?(?![{stop}]){_END}"
            ),
            "",
        ),
        (
            re.compile(
                rf"{_LEAD}(?P<word>{before})\s*(?P<number>[{han}]{{1,4}}|[IVX]{{1,5}})"
                rf"(?P<suffix>)(?![{stop}]){_END}"
            ),
            "",
        ),
    ]


@functools.cache
def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in (words.WORDS, words.ARABIC, words.CHINESE_BEFORE):
        for kind, names in table.items():
            found |= {form: kind for name in names.split() for form in (name, name.upper())}
    for kind, chars in words.CHINESE.items():
        found |= dict.fromkeys(chars, kind)
    return found | {"部分": "part"}


@functools.cache
def _quick() -> re.Pattern[str]:
    """What a heading begins with; most rows are out after this."""
    starts = {name[0] for name in _kinds()} | {name[0] for name in words.PREAMBLE} | set("第DP")
    starts |= {name[0].upper() for name in words.PREAMBLE}
    return re.compile(
        rf"\s*[\[（(«“\"*]{{0,3}}\s*(?:[{re.escape(''.join(sorted(starts)))}]|(?:PP|OP))"
    )


@functools.cache
def _resolution() -> re.Pattern[str]:
    """`PP2bis`, `OP 7 ter`."""
    return re.compile(
        rf"{_LEAD}(?P<kind>PP|OP)\s?\.?(?P<number>\d{{1,3}})(?P<suffix>(?:\s?{SUFFIX})*)(?![\w(])"
    )


def read_heading(text: str) -> Heading | None:
    """The heading a row may be; None for all others.

    Refuses what only refers: a number followed by `of`, by a small letter, a comma or a bracket.

    Args:
        text: the row, made comparable.
    """
    if not _quick().match(text):
        return None
    if found := _resolution().match(text):
        number = found["number"] + suffixes(found["suffix"]).replace(" ", "")
        rank = Number(int(found["number"]), suffixes(found["suffix"]))
        label = text[found.start("kind") : found.end()].strip()
        return Heading(found["kind"].lower(), number, rank, label, "", found.start("kind"))
    for pattern, _kind in _patterns():
        if found := pattern.match(text):
            return _numbered(text, found)
    return _bare(text)


def _numbered(text: str, found: re.Match[str]) -> Heading | None:
    kind = _kinds()[found["word"]]
    rank = _rank(found["number"], suffixes(found["suffix"] or ""))
    title = found["title"].strip()
    joined = not found["dash"] and not found["shut"]
    if rank.value == 0 or _refers(title, joined=joined, spaced=_spaced(found)):
        return None
    at = found.start("word")
    if found.groupdict().get("draft"):
        at = found.start("draft")
    if "第" in text[: found.start("word")]:
        at = text.index("第")
    last = max(found.end("number"), found.end("suffix"), found.end("word"))
    label = text[at:last].strip()
    kept = kind in words.GROUPS or kind in words.OUTER
    written = found["number"] if kept and not found["number"].isdecimal() else ""
    return Heading(kind, _written(written, rank), rank, label, _title(title), at)


def _spaced(found: re.Match[str]) -> bool:
    """Whether something separates the number from what follows."""
    return (
        not found["title"]
        or found["dash"] != ""
        or found["shut"] != ""
        or found.start("title") > max(found.end("number"), found.end("suffix"), found.end("word"))
    )


def _rank(number: str, suffix: str) -> Number:
    digits = re.match(r"\d+", number)
    value = int(digits[0]) if digits else 0
    value = (
        value or roman(number) or ordinal_word(number) or chinese(number) or arabic_ordinal(number)
    )
    return Number(value, suffix)


def _written(number: str, rank: Number) -> str:
    """How the path bears it: chapters keep the figures they are printed with."""
    written = as_roman(rank.value) if ordinal_word(number) else number or str(rank.value)
    return f"{written} {rank.suffix}".strip()


def _refers(title: str, *, joined: bool, spaced: bool) -> bool:
    if not title:
        return False
    if not spaced or title[0] in ",;/" or (joined and title[0] in "(（)"):
        return True
    first = re.split(r"[\s.,;:]", title, maxsplit=1)[0].casefold()
    if not joined:
        return False
    return title[0].islower() or first in words.NOT_BEHIND


def _title(title: str) -> str:
    tidy = title.strip().rstrip("]）)").strip()
    return tidy if len(tidy) <= _SHORTEST else ""


def _bare(text: str) -> Heading | None:
    """A preamble, or an annex without a number: nothing else may stand on its row."""
    tidy = text.strip().strip("[]*").strip()
    for word in words.PREAMBLE:
        if tidy.rstrip(".:") in (word, word.upper()):
            return Heading("preamble", "", Number(0), tidy, "", text.index(tidy[0]))
        spoken = re.match(rf"{word}[.:]?\s+", tidy)
        if spoken and (SPEAKERS.match(tidy, spoken.end()) or RECITES.match(tidy, spoken.end())):
            return Heading("preamble", "", Number(0), word, "", text.index(tidy[0]))
    match = re.match(r"([^\W\d_]+)(?:\s+([A-Z]|[IVX]+))?\s*(?:[.:–—-]+\s*(.{0,80}))?$", tidy)
    if match is None or (kind := _kinds().get(match[1])) not in _NUMBERLESS:
        return None
    number = match[2] or ""
    label = f"{match[1]} {number}".strip()
    value = roman(number) or (ord(number) - 64 if len(number) == 1 else 0)
    return Heading(kind, number, Number(value), label, match[3] or "", text.index(tidy[0]))
