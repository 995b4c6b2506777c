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
    "recital": "Recital", "row": "Row",
}  # fmt: skip
_HOLDERS = ("Annex", "Appendix", "Protocol", "Preamble")
"""Kinds that may have no number and yet hold paragraphs: `Annex(1)`."""
_PIECE = re.compile(r"^(?P<kind>[^\W\d_]+\.?)\s*(?P<rest>.*)$", re.DOTALL)
_WORDS = re.compile(
    r"\b(?:sub-?paragraphs?|subparas?\.?|paragraphs?|paras?\.?|points?|items?)\b", re.IGNORECASE
)
_ROMAN = re.compile(r"[ivxlcdm]+$", re.IGNORECASE)
_PARTS = re.compile(r"[^\s().,;]+")
_SUFFIX = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|pre|alt\d*)(?:#\d+)?"
_BETWEEN = re.compile(
    rf"(?P<number>^\d+)\s*\b(?P<suffixes>{_SUFFIX}(?:\s+{_SUFFIX})*)(?![\w])", re.IGNORECASE
)
"""The number of an article with the words that put it between two others: `6 bis`."""
_INNER = re.compile(rf"(?P<number>\d+)\s*(?P<suffix>{_SUFFIX})(?![\w])", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?P<head>(?:[^,]+, )?preamble)\W+(?:para(?:graph)?s?\.?\s*)?\(?(?P<rest>\d.*)$", re.IGNORECASE
)
_RANGE = re.compile(
    r"(?<![Ss]ub)(?<![Ss]ous)(?<=[\w)#])\s*[-\u2010-\u2014]\s*(?=\(|\d|[^\W\d_]+\.?\s)"
)


def provision_path(written: str) -> str:
    """The canonical path of a provision as somebody wrote it.

    `article 6, paragraph 2 (a)`, `Art. 6.2.a` and `Art 6(2)(a)` are one path, and so are
    `article 6 bis (2)` and `Art 6 bis(2)`. Ranges are as `domain.structure.path_order` joins them:
    `Art 6(1)-(2)`, `Art 6-Art 7`. What is not understood is kept as written, with its white space
    tidied: nothing is refused here.

    Args:
        written: any spelling; the parts of a path with annexes are separated by `, `.
    """
    tidy = " ".join(written.split())
    first, last = [*_RANGE.split(tidy, maxsplit=1), ""][:2]
    if last and not _RANGE.search(last):
        return _range(first, last, tidy)
    return _single(tidy)


def _range(first: str, last: str, tidy: str) -> str:
    """A range; as written where either end is no path."""
    begin = _single(first)
    if begin == first and not _known(first):
        return tidy
    if last.startswith("(") or (last[:1].isdigit() and begin.startswith("Preamble para ")):
        return f"{begin}-{last}"
    end = _single(last)
    return f"{begin}-{end}" if _known(end) else tidy


def _known(path: str) -> bool:
    head = _PIECE.match(path)
    return path[:1].isdigit() or (head is not None and head["kind"].casefold() in _KINDS)


def _single(tidy: str) -> str:
    preamble = _PREAMBLE.match(tidy)
    if preamble:
        pieces = _split(preamble["head"])
        whole = ", ".join(map(_piece, pieces))
        return f"{whole} para {_numbers(preamble['rest'])}"
    head = _PIECE.match(tidy)
    if not tidy[:1].isdigit() and (head is None or head["kind"].casefold() not in _KINDS):
        return tidy  # a paragraph of nothing named, or another language: kept as written
    pieces = _split(_WORDS.sub(" ", tidy))
    plain = [_INNER.sub(r"\g<number>", piece) for piece in pieces]
    if any(_is_word(part) for piece in plain for part in _PARTS.findall(piece)[1:]):
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
    if kind in _HOLDERS and head["rest"].startswith("("):
        return kind + "".join(f"({part})" for part in _PARTS.findall(head["rest"]))
    numbers = _numbers(head["rest"])
    return f"{kind} {numbers}" if numbers else kind


def _numbers(text: str) -> str:
    between = _BETWEEN.match(text.strip())
    first = ""
    if between:
        first = f"{between['number']} {' '.join(between['suffixes'].lower().split())}"
        text = text.strip()[between.end() :]
    parts = _PARTS.findall(_INNER.sub(_joined, text))
    if not first:
        return parts[0] + "".join(f"({part})" for part in parts[1:]) if parts else ""
    return first + "".join(f"({part})" for part in parts)


def _joined(found: re.Match[str]) -> str:
    return found["number"] + found["suffix"].lower()
