# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds headers, footers, page numbers and margin line numbers. When unsure, body."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from annotator.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.pdf.text_rows import Place, Upright

Found = dict[tuple[int, int], str]
"""Kinds by page number and index of the line."""

_BAND: Final = 5.0
"""Points by which a header wanders from page to page."""
_SHARE: Final = 0.6
"""Of the pages with a line at this height: so many must carry a header there."""
_MOST: Final = 160
"""Characters; a longer line is text."""
_DIGITS: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[\W_]*([ivxlc]{1,7})[\W_]*", re.IGNORECASE)
_JOB_NUMBER: Final = re.compile(
    r"(?:GE|V|N|K|C|CTOC)\.?\s?\d{2}[-–]\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{6})?(?:\s+\d{1,4}(?:/\d{1,4})?)?"
    r"|\*\s?(?:\d\s?){6,}\*",
)
"""The numbers UN documents bear at the foot: `GE.19-22573(E)`, `V.23-12345 (E)`, `*1922573*`."""
_SYMBOL_FONT: Final = {0xF000 + code: code for code in range(32, 127)}
"""Bar codes are often set in a symbol font, whose characters come as private ones."""
_SYMBOL: Final = re.compile(
    r"[A-Z][A-Z0-9]{0,5}(?:/[A-Z0-9][A-Za-z0-9.\-]*(?:\([A-Za-z0-9]+\))?){1,6}\*?"
)
"""A UN document symbol alone on its line: `A/HRC/43/12`, `A/AC.291/22/Rev.1`."""
_DISTRIBUTION: Final = re.compile(
    r"(?:Distr\.|(?:Distribution|Distribución|Распространение|分发)\s*[:：]|التوزيع).{0,30}",
    re.IGNORECASE,
)
_ORIGINAL: Final = re.compile(r"Original|Язык оригинала|原文|الأصل", re.IGNORECASE)
_MASTHEAD: Final = 0.32
_PAGE_WORDS: Final = re.compile(
    r"(?:page|p\.|стр\.|página|صفحة|第)?\s*[-–—\[(]?\s*\d{1,4}", re.IGNORECASE
)
_LINE_NUMBER: Final = re.compile(r"\d{1,4}")
_LEAST_NUMBERS: Final = 3
_TEXT_LENGTH: Final = 15


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    place: Place
    key: str
    numbers: tuple[int, ...]


def running(pages: list[Upright]) -> Found:
    """Headers and footers of a document.

    A line is one when the same words stand at the same height of several pages (numbers may count
    on with the pages), and when most pages that have a line at that height have such a one there.
    """
    found: Found = {}
    for zone, kind in (("top", "header"), ("foot", "footer")):
        candidates = [
            _candidate(page, place)
            for page in pages
            for place in page.places
            if page.zone(place) == zone and len(place.text) <= _MOST
        ]
        heights = {page.page: page.height if zone == "foot" else 0.0 for page in pages}
        bands = [_repeated(band) for band in _bands(candidates, heights)]
        inward = 1 if zone == "top" else -1
        for band in _detached([band for band in bands if band], pages, inward=inward):
            found |= {(c.page, c.place.index): kind for c in band}
        _add_symbols(pages, candidates, found, kind)
    return found


def _candidate(page: Upright, place: Place) -> _Candidate:
    roman = _ROMAN.fullmatch(place.text)
    if roman and (number := _roman(roman[1].lower())):
        return _Candidate(page.page, place, "#", (number,))
    key = " ".join(_DIGITS.sub("#", place.text).casefold().split())
    numbers = tuple(int(n) for n in _DIGITS.findall(place.text) if len(n) < 10)  # noqa: PLR2004
    return _Candidate(page.page, place, key, numbers)


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = sum(values[c] for c in text)
    return total - sum(2 * values[a] for a, b in pairwise(text) if values[a] < values[b])


def _bands(candidates: list[_Candidate], heights: dict[int, float]) -> Iterable[list[_Candidate]]:
    """Candidates grouped by height, from the upper edge or from the lower one."""

    def level(candidate: _Candidate) -> float:
        return candidate.place.middle - heights[candidate.page]

    band: list[_Candidate] = []
    for candidate in sorted(candidates, key=level):
        if band and level(candidate) - level(band[0]) > _BAND:
            yield band
            band = []
        band.append(candidate)
    if band:
        yield band


def _detached(
    bands: list[list[_Candidate]], pages: list[Upright], *, inward: int
) -> list[list[_Candidate]]:
    """Bands without those that stand no farther from the text than its own lines do.

    Args:
        bands: from the upper edge down.
        pages: all of them.
        inward: 1 for the top of the page, -1 for its foot.
    """
    kept = bands[::inward]
    by_page = {page.page: page for page in pages}
    while kept:
        around = {(c.page, c.place.index) for band in kept for c in band}
        apart = [_gap(by_page[c.page], c.place, around, inward) > c.place.size for c in kept[-1]]
        if sum(apart) >= _SHARE * len(apart):
            break
        kept.pop()
    return kept


def _gap(page: Upright, place: Place, around: set[tuple[int, int]], inward: int) -> float:
    """From a line to the next one towards the middle of the page that is not found to be around."""
    gaps = [
        other.v0 - place.v1 if inward > 0 else place.v0 - other.v1
        for other in page.places
        if (page.page, other.index) not in around and (other.middle - place.middle) * inward > 0
    ]
    return min(gaps, default=place.size * 2)


def _repeated(band: list[_Candidate]) -> list[_Candidate]:
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in band:
        groups[candidate.key].append(candidate)
    good = [c for group in groups.values() for c in _consistent(group)]
    pages = {c.page for c in band}
    carried = {c.page for c in good}
    return good if len(carried) > 1 and len(carried) >= _SHARE * len(pages) else []


def _consistent(group: list[_Candidate]) -> list[_Candidate]:
    """Those of one wording whose numbers stay, or count on with the pages."""
    if len({c.page for c in group}) < 2:  # noqa: PLR2004
        return []
    good = group
    counts = Counter(len(c.numbers) for c in group)
    length = max(counts, key=lambda n: counts[n])
    good = [c for c in good if len(c.numbers) == length]
    for at in range(length):
        fixed = Counter(c.numbers[at] for c in good)
        moving = Counter(c.numbers[at] - c.page for c in good)
        value, times = fixed.most_common(1)[0]
        offset, steps = moving.most_common(1)[0]
        if times >= steps:
            kept = [c for c in good if c.numbers[at] == value]
        else:
            kept = [c for c in good if c.numbers[at] - c.page == offset]
        if len(kept) < max(2, _SHARE * len(good)):
            return []
        good = kept
    return good


def _add_symbols(
    pages: list[Upright], candidates: list[_Candidate], found: Found, kind: str
) -> None:
    """The numbers and symbols UN documents bear, also where they stand only once."""
    texts = {c.place.text.rstrip("*") for c in candidates if (c.page, c.place.index) in found}
    first_body = {page.page: _body_edge(page, found, kind) for page in pages}
    for c in candidates:
        text = c.place.text
        if kind == "footer" and _JOB_NUMBER.fullmatch(text.translate(_SYMBOL_FONT).strip()):
            found[c.page, c.place.index] = kind
        elif kind == "header" and _SYMBOL.fullmatch(text):
            upmost = c.place.v1 <= first_body[c.page]
            if upmost or text.rstrip("*") in texts:
                found[c.page, c.place.index] = kind


def _body_edge(page: Upright, found: Found, kind: str) -> float:
    """The upper edge of the first line on a page that is no header and no symbol."""
    if kind != "header":
        return 0.0
    tops = [
        place.v0
        for place in page.places
        if (page.page, place.index) not in found and not _SYMBOL.fullmatch(place.text)
    ]
    return min(tops, default=0.0)


def masthead(page: Upright) -> Found:
    """The printed head of a first UN page: all above the foot of `Distr.` and `Original:`.

    It stands anywhere in the order of the text, often in the middle of a sentence.
    """
    upper = [p for p in page.places if p.v1 < page.height * _MASTHEAD]
    distribution = [p for p in upper if _DISTRIBUTION.fullmatch(p.text)]
    if not distribution:
        return {}
    original = [p for p in upper if _ORIGINAL.match(p.text)]
    foot = max(p.v1 for p in distribution + original)
    return {(page.page, p.index): "header" for p in upper if p.v1 <= foot}


def alone(page: Upright) -> Found:
    """A page number on a document of one page: 1, last on the page and well apart from the text."""
    if len(page.places) < 3:  # noqa: PLR2004 - too little to be apart from
        return {}
    *_rest, above, last = sorted(page.places, key=lambda place: place.middle)
    number = _PAGE_WORDS.match(last.text)
    digits = _DIGITS.findall(last.text)
    apart = last.v0 - above.v1 > 2 * (last.v1 - last.v0)
    short = len(last.text) < _TEXT_LENGTH
    if number and digits[:1] == ["1"] and apart and short and page.zone(last) == "foot":
        return {(page.page, last.index): "footer"}
    return {}


def line_numbers(pages: list[Upright]) -> Found:
    """Numbers in the margin that count the lines: in one column beside the text, in equal steps."""
    found: Found = {}
    for page in pages:
        numbers = [p for p in page.places if _LINE_NUMBER.fullmatch(p.text)]
        texts = [p for p in page.places if len(p.text) >= _TEXT_LENGTH]
        if len(numbers) < _LEAST_NUMBERS or not texts:
            continue
        left, right = min(p.u0 for p in texts), max(p.u1 for p in texts)
        for column in (
            [p for p in numbers if p.u1 <= left],
            [p for p in numbers if p.u0 >= right],
        ):
            for place in _counting(column):
                found[page.page, place.index] = "line_number"
    return found


def _counting(column: list[Place]) -> list[Place]:
    """The numbers of a column, when they go down the page in equal steps."""
    ordered = sorted(column, key=lambda place: place.middle)
    values = [int(place.text) for place in ordered]
    steps = Counter(b - a for a, b in pairwise(values))
    if len(values) < _LEAST_NUMBERS or not steps:
        return []
    step, times = steps.most_common(1)[0]
    if step not in (1, 2, 5, 10) or times < _SHARE * (len(values) - 1):
        return []
    phase = Counter(value % step for value in values).most_common(1)[0][0]
    return [place for place, value in zip(ordered, values, strict=True) if value % step == phase]
