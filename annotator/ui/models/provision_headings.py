# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a place to the provision it stands in, and from a provision to its heading. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.domain.provision import provision_path
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import PageText

_NUMBER = r"(\d+|[ivxlc]+)\s?(bis|ter|quater)?\b"
_ARTICLE = re.compile(
    rf"(?:article|artículo|статья)\s+{_NUMBER}|(article\s+(?:premier|first))\b"
    r"|(?:ال)?(?:مادة|ماده)\s*\(?\s*(\d+)|第\s*([\d一二三四五六七八九十百]+)\s*[条條]",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:annexe?|anexo|приложение)\s+([ivxlc]+|\d+)\s*$", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:preamble|préambule|preámbulo|преамбула|序言|الديباجة)\s*$", re.IGNORECASE
)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")}


def provision_above(texts: Mapping[int, PageText], page: int, at: int) -> str:
    """The provision a place stands in: the nearest heading above it that names an article.

    Args:
        texts: text layers by page, each line with its kind.
        page: from 1.
        at: code point on that page.

    Returns:
        A path like `Art 6`, in an annex `Annex I, Art 6`; "" where no heading names one.
    """
    article = ""
    for text in _headings_above(texts, page, at):
        if not article and _PREAMBLE.match(text):
            return "Preamble"
        annex = _ANNEX.match(text)
        if annex:
            whole = f"Annex {annex[1]}"
            return provision_path(f"{whole}, {article}" if article else whole)
        found = None if article else _ARTICLE.match(text)
        if found:
            article = provision_path(f"Art {_article_number(found)}")
    return article


@dataclass(frozen=True, slots=True)
class Standing:
    """What the headings above a place name, read from the top downwards.

    Attributes:
        annex: the last one, "" before any.
        article: the last one in it, or `Preamble`.
    """

    annex: str = ""
    article: str = ""

    def below(self, heading: str) -> Standing:
        """Below one more heading."""
        if _PREAMBLE.match(heading):
            return replace(self, article="Preamble")
        if annex := _ANNEX.match(heading):
            return Standing(f"Annex {annex[1]}")
        if found := _ARTICLE.match(heading):
            return replace(self, article=provision_path(f"Art {_article_number(found)}"))
        return self

    @property
    def path(self) -> str:
        """As `provision_above` says it."""
        if not self.annex or self.article == "Preamble":
            return self.article
        return provision_path(f"{self.annex}, {self.article}" if self.article else self.annex)


NOWHERE = Standing()


def heading_for(headings: Iterable[tuple[int, str]], path: str) -> tuple[int, str] | None:
    """The heading that a provision stands under, its article's for a paragraph.

    Args:
        headings: page and title of each, in the order of the draft.
        path: as a mark has it, `Art 28(3)(d)` or `Annex I, Art 6`.

    Returns:
        Page and title; the annex where its article has no heading, None where nothing names it.
    """
    *above, last = provision_path(path).casefold().split(", ")
    wanted, annex = ", ".join([*above, last.split("(")[0].strip()]), ""
    outer: tuple[int, str] | None = None
    for page, title in headings:
        named = _named(" ".join(title.split()))
        if named.startswith("annex"):
            annex = named
        elif annex and named.startswith("art"):
            named = f"{annex}, {named}"
        if named and named == wanted:
            return page, title
        if outer is None and above and named == above[0]:
            outer = (page, title)
    return outer


def _named(title: str) -> str:
    """The provision that a heading names, folded; "" for none."""
    if _PREAMBLE.match(title):
        return "preamble"
    annex, article = _ANNEX.match(_numbered(title)), _ARTICLE.match(title)
    if annex:
        return f"annex {annex[1]}".casefold()
    found = f"Art {_article_number(article)}" if article else _numbered(title)
    return provision_path(found).casefold()


def _numbered(title: str) -> str:
    """The first two words, which are kind and number: `Chapter IV` of `Chapter IV. Jurisdiction`."""
    return " ".join(title.split()[:2]).rstrip(".:—– ")  # noqa: RUF001 - dashes as they are printed


def _headings_above(texts: Mapping[int, PageText], page: int, at: int) -> Iterator[str]:
    """Headings from a place upwards, nearest first."""
    for number in sorted((each for each in texts if each <= page), reverse=True):
        text = texts[number]
        for line in reversed(text.lines):
            if line.kind == "heading" and (number < page or line.start <= at):
                yield " ".join(text.line_text(line).split())


def _article_number(found: re.Match[str]) -> str:
    number, again, first, arabic, chinese = found.groups()
    if first:
        return "1"
    if number:
        return f"{number} {again}".strip() if again else number.upper()
    return str(int(arabic)) if arabic else str(_chinese(chinese))


def _chinese(digits: str) -> int:
    """A Chinese number up to 999, or Arabic digits."""
    if digits.isdecimal():
        return int(digits)
    total = unit = 0
    for char in digits:
        if char in "十百":
            total += max(unit, 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = _DIGITS[char]
    return total + unit
