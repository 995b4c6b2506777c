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


def guess_symbol(text: str, file: str) -> str:
    """A United Nations symbol printed near the top, else the file's name without its suffix.

    Args:
        text: of the first page.
        file: name of the PDF.
    """
    found = _SYMBOL.search(text[:1500])
    if found:
        return found.group().rstrip(".")
    return re.sub(r"\.pdf$", "", file, flags=re.IGNORECASE)


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
