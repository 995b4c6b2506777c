# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paths of provisions: `Art 6(2)(a)`. One written form, so that two people mean the same place."""

from __future__ import annotations

import re

_KINDS = {
    "art": "Art", "art.": "Art", "article": "Art", "articles": "Art",
    "ch": "Chapter", "ch.": "Chapter", "chap": "Chapter", "chap.": "Chapter", "chapter": "Chapter",
    "annex": "Annex", "preamble": "Preamble", "rule": "Rule", "r.": "Rule", "section": "Section",
    "sec.": "Section", "part": "Part", "title": "Title", "appendix": "Appendix",
    "protocol": "Protocol", "principle": "Principle", "guideline": "Guideline",
}  # fmt: skip
_PIECE = re.compile(r"^(?P<kind>[^\W\d_]+\.?)\s*(?P<rest>.*)$", re.DOTALL)
_WORDS = re.compile(
    r"\b(?:sub-?paragraphs?|subparas?\.?|paragraphs?|paras?\.?|points?|items?)\b", re.IGNORECASE
)
_ROMAN = re.compile(r"[ivxlcdm]+$", re.IGNORECASE)
_RANGE = re.compile(r"(?P<first>.+?)\s*[-\u2013\u2014]\s*(?P<last>\(.*|[^\W\d_]+\.?\s.*)$")
_PARTS = re.compile(r"[^\s().,;]+")


def provision_path(written: str) -> str:
    """The canonical path of a provision as somebody wrote it.

    `article 6, paragraph 2 (a)`, `Art. 6.2.a` and `Art 6(2)(a)` are one path, and `Art 6(1)-(2)` is
    a range of them. What is not understood is kept as written, with its white space tidied: nothing
    is refused here.

    Args:
        written: any spelling; the parts of a path with annexes are separated by `, `.
    """
    tidy = " ".join(written.split())
    head = _PIECE.match(tidy)
    if not tidy[:1].isdigit() and (head is None or head["kind"].casefold() not in _KINDS):
        return tidy  # a paragraph of nothing named, or another language: kept as written
    if reach := _RANGE.match(tidy):
        first, last = provision_path(reach["first"]), reach["last"]
        if last.startswith("("):
            return f"{first}-{''.join(f'({part})' for part in _PARTS.findall(last))}"
        if last.split()[0].casefold() in _KINDS:
            return f"{first}-{provision_path(last)}"
    pieces = _split(_WORDS.sub(" ", tidy))
    if any(_is_word(part) for piece in pieces for part in _PARTS.findall(piece)[1:]):
        return tidy  # a sentence and no path
    return ", ".join(piece for piece in map(_piece, pieces) if piece)


def _is_word(part: str) -> bool:
    return len(part) > 1 and part.isascii() and part.isalpha() and not _ROMAN.match(part)


def _split(text: str) -> list[str]:
    """Cut at commas that start a new kind of provision; other commas only separate numbers."""
    pieces: list[str] = []
    for part in text.split(","):
        head = _PIECE.match(part.strip())
        starts_kind = head is not None and head["kind"].casefold() in _KINDS
        if pieces and not starts_kind:
            pieces[-1] += " " + part
        else:
            pieces.append(part)
    return pieces


def _piece(text: str) -> str:
    text = text.strip()
    head = _PIECE.match(text)
    kind = _KINDS.get(head["kind"].casefold()) if head else None
    if head is None or kind is None:
        return f"Art {_numbers(text)}" if text[:1].isdigit() else text
    numbers = _numbers(head["rest"])
    return f"{kind} {numbers}" if numbers else kind


def _numbers(text: str) -> str:
    parts = _PARTS.findall(text)
    return parts[0] + "".join(f"({part})" for part in parts[1:]) if parts else ""
