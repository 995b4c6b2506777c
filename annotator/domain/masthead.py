# SPDX-License-Identifier: AGPL-3.0-or-later
"""Guesses from a draft's first pages: its symbol and its language. A person's word overrides them."""

from __future__ import annotations

import re

_SYMBOL = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,8}(?:\.\d+)?/)(?:[A-Z0-9][\w.()\-]*/)*(?=[\w.()\-]*\d)[A-Z0-9][\w.()\-]*"
)
_WORDS = {
    "en": {"the", "of", "and", "to", "shall", "in", "be", "with"},
    "fr": {"le", "la", "les", "des", "et", "du", "dans", "une"},
    "es": {"el", "los", "las", "y", "del", "que", "una", "por"},
    "de": {"der", "die", "und", "das", "den", "ist", "von", "mit"},
    "it": {"il", "gli", "della", "che", "di", "sono", "nel", "degli"},
    "pt": {"os", "das", "dos", "uma", "não", "ao", "pelo", "são"},
}
_ENOUGH = 20
_PAGE, _TOP = 4000, 300
"""Code points of a first page in which a line with its symbol stands, or else the symbol among words."""


def guess_symbol(text: str, file: str) -> str:
    """A United Nations symbol printed near the top, else the file's name without its suffix.

    One with a line of its own goes before others; one in brackets is another document's.

    Args:
        text: of the first page.
        file: name of the PDF.
    """
    page = text[:_PAGE]
    found = [hit for hit in _SYMBOL.finditer(page) if not _cited(page, hit)]
    alone = [hit for hit in found if hit.group() == _line_of(page, hit)]
    for hit in alone or [hit for hit in found if hit.start() < _TOP]:
        return hit.group().rstrip(".")
    return re.sub(r"\.pdf$", "", file, flags=re.IGNORECASE)


def _cited(page: str, hit: re.Match[str]) -> bool:
    """Whether a symbol stands in brackets, as those of other documents do."""
    said = hit.group()
    return page[: hit.start()].rstrip().endswith(("(", "[")) or said.count(")") > said.count("(")


def _line_of(page: str, hit: re.Match[str]) -> str:
    start = page.rfind("\n", 0, hit.start()) + 1
    end = page.find("\n", hit.end())
    return page[start : end if end >= 0 else len(page)].strip()


def guess_language(text: str) -> str:
    """Two-letter code from script and common words; "" where neither is plain."""
    letters = [c for c in text[:20000] if c.isalpha()]
    if len(letters) < _ENOUGH:
        return ""
    for code, low, high in (("ar", "\u0600", "\u06ff"), ("zh", "\u4e00", "\u9fff"),
                            ("ru", "\u0400", "\u04ff")):  # fmt: skip
        inside = sum(
            low <= c <= high or (code == "ar" and "\ufb50" <= c <= "\ufeff") for c in letters
        )
        if inside > len(letters) * 0.4:
            return code
    words = re.findall(r"[^\W\d_]+", text[:20000].casefold())
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > len(words) * 0.05 else ""
