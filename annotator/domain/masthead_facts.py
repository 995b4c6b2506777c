# SPDX-License-Identifier: AGPL-3.0-or-later
"""Date, distribution and original language from a first page. Guesses, and "" rather than a wild one."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from annotator.domain.masthead import guess_language, guess_symbol
from annotator.domain.masthead_words import (
    DISTRIBUTED,
    DISTRIBUTIONS,
    LANGUAGES,
    MONTHS,
    ORIGINAL,
)
from annotator.domain.normalise import canonical

FIRST_PAGES = 8
"""Pages from which the language is guessed."""
_FIRST = 4000
"""Code points of a first page that are looked at: in the text of a PDF a masthead may come last."""
_AFTER = 160
"""Code points after the word for distribution in which its date stands."""
_YEARS = range(1945, 2100)
_BOTH = r"\s*/\s*"


def guess_distribution(text: str) -> str:
    """`General`, `Limited`, `Restricted` …: what the masthead says of who gets it; "" for nothing."""
    page = _tidy(text)
    for found in _labelled(DISTRIBUTED).finditer(page):
        word = _first_word(page[found.end() :], DISTRIBUTIONS)
        if word:
            return word
    if re.search(r"(?m)^\s*LIMITE\s*$", text[:_FIRST]):  # Council of the European Union
        return "LIMITE"
    return ""


def guess_original(text: str) -> str:
    """Two-letter codes of the languages a masthead calls the original ones, by comma; "" for none."""
    page = _tidy(text)
    for found in _labelled(ORIGINAL).finditer(page):
        rest = page[found.end() : found.end() + 80]
        codes = []
        while code := _first_word(rest, LANGUAGES):
            codes.append(code)
            rest = _behind(rest, LANGUAGES[code])
            joined = re.match(r"\s*(?:,|/|and|et|y|и|و|和|及)\s*", rest)
            if joined is None:
                break
            rest = rest[joined.end() :]
        if codes:
            return ", ".join(dict.fromkeys(codes))
    council = re.search(r"\(or\. ([a-z]{2})\)", page)  # Council of the European Union
    return council[1] if council else ""


def guess_date(text: str) -> str:
    """The ISO date of a paper: the one behind its distribution, else the only one with a line of its own.

    The days of a session are none: they come with a place, or as a range.
    """
    page = _tidy(text)
    for found in _labelled(DISTRIBUTED).finditer(page):
        near = page[found.end() : found.end() + _AFTER]
        if date := next(_dates(near), None):
            return date[0]
    alone = {
        date
        for line in page.splitlines()
        for date, start, end in _dates(line)
        if not line[end:].strip(" .") and re.fullmatch(r"(?:[^\W\d_]+,)?\s*", line[:start])
    }
    return alone.pop() if len(alone) == 1 else ""


def _tidy(text: str) -> str:
    """The beginning in small letters, Arabic without its ornaments, every digit a plain one."""
    page = unicodedata.normalize("NFKC", text[:_FIRST]).casefold()
    page = re.sub("[\u064b-\u0652\u0640\u200e\u200f\u202a-\u202e]", "", page)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in page)


@cache
def _labelled(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One of the labels with its colon or stop: `distr.:`, `original :`."""
    words = "|".join(re.escape(label.casefold()) for label in labels)
    return re.compile(rf"(?<![^\W_])(?:{words})\s*\.?\s*[.:]\s*")


def _first_word(text: str, words: Mapping[str, str]) -> str:
    """The key whose word a text begins with; the longest word counts."""
    best, length = "", 0
    for key, said in words.items():
        for word in said.split():
            plain = word.replace("_", " ")
            whole = text.startswith(plain) and not _goes_on(text, len(plain))
            if whole and len(plain) > length:
                best, length = key, len(plain)
    return best


def _behind(text: str, said: str) -> str:
    longest = max((word for word in said.split() if text.startswith(word)), key=len)
    return text[len(longest) :]


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on there; in Chinese one cannot tell, and needs not."""
    return text[at : at + 1].isalpha() and text[at - 1] < "\u3400"


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, names in MONTHS.items():
        words = names.split()
        found.update((word, number) for word in words)
        if len(words) > 1 and words[-2] in {"كانون", "تشرين"}:  # two words, one name
            found[f"{words[-2]} {words[-1]}"] = number
    for half in ("كانون", "تشرين", "الأول", "الثاني"):
        found.pop(half, None)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})(?:{_BOTH}(?:{names}))?\.?"
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
    before, behind = r"(?<![\d/.\-\u2013])", r"(?![\d/\-\u2013])"
    spoken = rf"{day}(?:er|º|st|nd|rd|th)?\.?\s+(?:de\s+|of\s+)?{month}\s+(?:del?\s+)?,?\s*{year}"
    patterns = (
        spoken + r"(?:\s*года?)?",
        rf"{month}\s+{day}(?:st|nd|rd|th)?,\s*{year}",
        rf"{year}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*{day}\s*日",
        rf"{year}-(?P<month>\d{{2}})-{day}",
    )
    return tuple(re.compile(before + pattern + behind) for pattern in patterns)


def _dates(text: str) -> Iterator[tuple[str, int, int]]:
    """ISO dates with the place they stand at, in the order of the text; ends of ranges are none."""
    found = []
    for pattern in _patterns():
        for hit in pattern.finditer(text):
            name = hit["month"]
            month = int(name) if name.isdigit() else _months()[name]
            if int(hit["year"]) not in _YEARS or _ends_range(text[: hit.start()]):
                continue
            try:
                date = dt.date(int(hit["year"]), month, int(hit["day"]))
            except ValueError:
                continue
            found.append((hit.start(), date.isoformat(), hit.end()))
    yield from ((date, start, end) for start, date, end in sorted(found))


def _ends_range(before: str) -> bool:
    """Whether a date ends a range: `21 August to 1 September 2023`, `du 2 au 5 mai 2023`."""
    return bool(re.search(r"(?:[-\u2013\u2014]|\b(?:to|au|al|a|по)|إلى|至)\s*$", before))


def masthead_of(pages: Sequence[str], file: str = "") -> dict[str, str]:
    """Symbol, language, date, distribution and original of a draft; "" for what is not found.

    Args:
        pages: the words of the first `FIRST_PAGES`.
        file: its name, which tells a symbol where the first page has none.
    """
    first = pages[0] if pages else ""
    return {
        "symbol": canonical(guess_symbol(first, file)),
        "language": guess_language("\n".join(pages)),
        "date": guess_date(first),
        "distribution": guess_distribution(first),
        "original": guess_original(first),
    }
