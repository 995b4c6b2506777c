# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cuts a running text into paragraphs by what stands at line starts, for want of a better structure."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator.domain.negotiation import status_words
from annotator.domain.negotiation.option_labels import AT_LINE
from annotator.domain.structure import heading_words
from annotator.domain.structure.numerals import CHINESE_DIGITS, WORDS
from annotator.domain.values import dataclass

_DECORATION: Final = r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\[\]［］【】〔〕*_]*"
_SUFFIX: Final = r"(?:[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|alt)\b\.?)?"
_NUMBER: Final = rf"(?:\d{{1,3}}{_SUFFIX}|[IVXLC]{{1,7}}{_SUFFIX})"
_HAN: Final = rf"[{CHINESE_DIGITS}\d]"


def _of(table: Mapping[str, str], kinds: Iterable[str]) -> list[str]:
    return [word for kind in kinds for word in table.get(kind, "").split()]


def _latin(kinds: Iterable[str]) -> str:
    found = _of(heading_words.WORDS, kinds)
    return "|".join(re.escape(form) for word in found for form in (word, word.upper()))


def _arabic(kinds: Sequence[str]) -> str:
    """With the article before it a word is no other one; without, a number must stand behind it."""
    named = [word for word in _of(heading_words.ARABIC, kinds) if word.startswith("ال")]
    plain = [word for word in _of(heading_words.ARABIC, kinds) if not word.startswith("ال")]
    behind = r"[ ]+(?:\d+|ال[^\s:،,.]+)"
    return rf"(?:{'|'.join(named)})[ ]+[^\s:،,.]+|(?:{'|'.join(plain)}){behind}"


def _behind_number() -> str:
    return "".join(_of(heading_words.CHINESE, heading_words.GROUPS))


_HOLDING: Final = (*heading_words.GROUPS, *heading_words.OUTER)
_SINGLE: Final = ("article", "rule", "principle", "guideline", "recital")
_CHAPTER: Final = re.compile(
    rf"(?:{_latin(_HOLDING)})[ ]+(?:{_NUMBER}|[A-Z])\b|(?:{_latin(['annex'])})(?=[ ]*$)"
    rf"|{_arabic(_HOLDING)}|第[ ]?{_HAN}+[ ]?[{_behind_number()}部]"
    rf"|(?:{'|'.join(_of(heading_words.CHINESE_BEFORE, heading_words.OUTER))})[ ]?{_HAN}*(?=[ ]*$)"
)
_ARTICLE: Final = re.compile(
    rf"(?:{_latin(_SINGLE)})[ ]+(?P<number>{_NUMBER}|(?i:{'|'.join(WORDS)})(?![^\W\d_]))"
    rf"|(?P<arabic>{_arabic(_SINGLE)})"
    rf"|第[ ]?(?P<chinese>{_HAN}+)[ ]?[{heading_words.CHINESE['article']}]"
    rf"|(?:{'|'.join(_of(heading_words.CHINESE_BEFORE, _SINGLE))})[ ]?(?P<before>{_HAN}+)"
)
_PARAGRAPH: Final = re.compile(
    rf"(?P<number>\d{{1,3}}{_SUFFIX})[ ]?(?:[.．、](?![\d])|\)(?=[ ])|[-–—](?=[ ]))"
    rf"|(?P<op>[OP]P[ ]?\d{{1,3}}{_SUFFIX})[.:]?(?=\s|$)"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})、"
    rf"|(?P<alt>\d{{1,3}}[ ]?[Aa][Ll][Tt])\b"
)
_POINT: Final = re.compile(
    r"(?P<number>\([a-z]{1,4}\)|[a-z]{1,2}\)|[ivx]{1,5}\)|\([A-Z]\)"
    r"|\([\u0621-\u064a]\)|（[一二三四五六七八九十]+）"
    r"|\([а-я]\)|[а-я]\))|[-–—•●▪]\s"
)
_ALT: Final = re.compile(r"[ ]?\(?(?:alt|ALT|Alt|альт|бис)(?![^\W\d_])")
_OPTION: Final = re.compile(AT_LINE)
_REFERENCE: Final = re.compile(
    r"[ ]*(?:[,;，；、)]|\(\d|\([a-z]\)|(?:of|to|and|or|shall|in|is|are|may|above|below"
    r"|as|de|du|des|del|de la|et|y|и|o|ou"
    r"|por|se|est|настоящ\w*|выше|من|أعلاه|paragraph|paragraphe|párrafo|пункт\w*)\b|[及和所的规与])"
)
_SENTENCE_END: Final = re.compile(r"[.;:!?。；：！？؛؟:][\"'”’»)\]］】〕*\d]*\s*$")
_ARABIC: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")
_SHAPES: Final = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, point or heading.

    Attributes:
        start: in the running text, where its line begins.
        words: its first code point behind brackets and space.
        end: one past its last word.
        rank: 0 part, chapter, annex; 1 article; 2 numbered paragraph; 3 point or other paragraph.
        number: as printed, without `alt`; "" for none.
        alt: it says to be another wording of the one with its number.
        rtl: most of its letters run right to left.
        broken: what stands before it does not go on here.
        heading: a line that names a part or article.
    """

    start: int
    words: int
    end: int
    rank: int = 3
    number: str = ""
    alt: bool = False
    rtl: bool = False
    broken: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    rank: int
    number: str = ""
    alt: bool = False
    heading: bool = False


_SPACE: Final = re.compile(_DECORATION)


def units(text: str, breaks: Sequence[int] = ()) -> list[Unit]:
    """The paragraphs of a text, in order, without gaps but white space.

    Args:
        text: any.
        breaks: where the flow is broken, as before the footnotes; rising.
    """
    heads: list[tuple[int, int, _Head, bool]] = []
    broken = set(breaks)
    before = ""
    at = 0
    for line in text.splitlines(keepends=True):
        head = _head(line, before)
        is_broken = at in broken
        if not heads or is_broken or head is not None:
            found = _SPACE.match(line)
            words = at + (found.end() if found else 0)
            heads.append((at, words, head or _Head(3), is_broken))
        before = line
        at += len(line)
    ends = [head[0] for head in heads[1:]] + [len(text)] * bool(heads)
    return [_unit(text, head, end) for head, end in zip(heads, ends, strict=True)]


def as_written(text: str) -> str:
    """Arabic letters as they are typed, where a PDF gives the shapes that are printed."""
    return unicodedata.normalize("NFKC", text) if _SHAPES.search(text) else text


def unit_at(at: int, paragraphs: Sequence[Unit]) -> Unit:
    """The paragraph a place lies in; there must be one."""
    return paragraphs[max(0, bisect_right(paragraphs, at, key=lambda unit: unit.start) - 1)]


def _unit(text: str, head: tuple[int, int, _Head, bool], end: int) -> Unit:
    start, words, what, broken = head
    while end > start and text[end - 1].isspace():
        end -= 1
    right = len(_ARABIC.findall(text, start, end))
    rtl = right > 0 and 2 * right > len(_LETTER.findall(text, start, end))
    return Unit(
        start, min(words, end), end, what.rank, what.number, what.alt, rtl, broken, what.heading
    )


def _head(line: str, before: str) -> _Head | None:
    """What begins at a line; None where the paragraph goes on."""
    space = _SPACE.match(line)
    words = as_written(line[space.end() :] if space else line)
    if not words:
        return None if line.strip() else _Head(3)
    ended = not before.strip() or bool(_SENTENCE_END.search(before[-24:]))
    if found := _CHAPTER.match(words):
        if _is_heading(words, found.end(), ended=ended):
            return _Head(0, found.group(), heading=True)
    elif found := _ARTICLE.match(words):
        if _is_heading(words, found.end(), ended=ended):
            number = next(filter(None, found.groups()), "")
            number = number.split()[-1] if found["arabic"] else number
            return _numbered(number, words[found.end() :], rank=1)
    elif found := _OPTION.match(words):
        return _Head(3)
    elif found := _PARAGRAPH.match(words):
        number = next(filter(None, found.groups()), "")
        return _numbered(number, words[found.end() :], rank=2)
    elif found := _POINT.match(words):
        if found["number"] is None:
            return _Head(3)
        if ended or before.rstrip()[-1:] in ",，،" or not before[-1:].isalpha():
            return _numbered(found["number"], words[found.end() :], rank=3)
    if words[0].isupper() and status_words.PROPOSED_BY.match(words) and ":" in words:
        return _Head(3)
    first = words[0]
    starts = first.isupper() or (first.isalpha() and not first.islower()) or words is not line
    return _Head(3) if ended and starts else None


def _is_heading(words: str, end: int, *, ended: bool) -> bool:
    rest = words[end:]
    if _REFERENCE.match(rest):
        return False
    return (
        ended
        or not rest.strip()
        or rest.lstrip()[0] in ".:：–—―-[]【】〔〕［］（(*"
        or bool(_ALT.match(rest))
    )


def _numbered(number: str, rest: str, *, rank: int) -> _Head:
    alt = bool(_ALT.match(rest)) or number.casefold().rstrip(".").endswith("alt")
    bare = re.sub(r"[ ]?(?:alt|ALT|Alt)\.?$", "", number).strip()
    return _Head(rank, bare, alt, heading=rank == 1)
