# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decides which rows that read like headings are headings, by look, neighbours and the PDF's outline."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from annotator.domain.structure.contents_list import contents_rows
from annotator.domain.structure.heading_reader import Heading, read_heading
from annotator.domain.structure.heading_words import GROUPS, NOT_BEHIND, OUTER
from annotator.domain.structure.list_marks import read_mark
from annotator.domain.structure.looks import Looks
from annotator.domain.values import dataclass

_STYLED: Final = 3
_SHARE: Final = 0.6
_TITLE: Final = 90
_TITLE_ROWS: Final = 4
_ASKED: Final = ("row", "paragraph")
"""Kinds whose words stand in every text: headings only where the draft's unit they are."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A row that opens a provision.

    Attributes:
        heading: what it says.
        confidence: 0 to 1.
        reason: what speaks for it: `word`, `look`, `outline`, `alone`, `sequence`.
        title: its title, from its own row or the rows below.
        rows: how many rows below belong to the title.
    """

    heading: Heading
    confidence: float
    reason: tuple[str, ...]
    title: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Sieved:
    """What is left: openings by row, and the rows of contents lists."""

    openings: dict[int, Opening]
    contents: frozenset[int]


def sieve(looks: Looks, *, unit: str = "", outline: Iterable[tuple[int, str, int]] = ()) -> Sieved:
    """The rows that are headings by their words.

    Args:
        looks: the rows.
        unit: the draft's, where known; rows and paragraphs are named by words only then.
        outline: level, title and page (from 1) of the PDF's own outline.
    """
    read = {at: heading for at, text in enumerate(looks.texts) if (heading := read_heading(text))}
    read = {at: one for at, one in read.items() if one.kind not in _ASKED or one.kind == unit}
    contents = contents_rows(looks, read)
    outlined = _outlined(looks, outline)
    styled: Counter[str] = Counter()
    for at, heading in read.items():
        if at not in contents:
            styled[heading.kind] += looks.styled(at) and looks.known
    left = {at: one for at, one in read.items() if at not in contents and _holds(looks, at, one)}
    total = Counter(one.kind for one in left.values())
    found: dict[int, Opening] = {}
    for at, heading in left.items():
        plain = not looks.styled(at) and at not in outlined
        if plain and looks.known and not _may_be_plain(heading, styled, total):
            continue
        reason = ["word"]
        if looks.known and looks.styled(at):
            reason.append("look")
        if at in outlined:
            reason.append("outline")
        title, rows = _title(looks, at, heading, left)
        sure = 0.7 + 0.2 * ("look" in reason) + 0.1 * ("outline" in reason)
        found[at] = Opening(heading, round(min(sure, 0.95), 2), tuple(reason), title, rows)
    return Sieved(_not_empty(found, looks), frozenset(contents))


def _may_be_plain(heading: Heading, styled: Counter[str], total: Counter[str]) -> bool:
    """Whether a heading may look like text here: not where most of its kind stand out."""
    if heading.kind == "preamble":
        return True
    if heading.kind in OUTER:
        return styled["article"] < _STYLED and len(heading.label) + len(heading.title) <= _TITLE
    if heading.kind in GROUPS:
        return sum(styled[kind] for kind in GROUPS) == 0 and styled["article"] < _STYLED
    many = styled[heading.kind]
    return many < _STYLED or many < _SHARE * total[heading.kind]


def _holds(looks: Looks, at: int, heading: Heading) -> bool:
    """Whether neither the row above nor the one below speak against a heading."""
    if heading.kind in ("pp", "op", *_ASKED):
        return not looks.runs_on(at)
    if heading.kind in OUTER and heading.kind == "protocol":
        return looks.styled(at) and looks.known
    if looks.runs_on(at) and not looks.loud(at):
        return False
    text = looks.texts[at].rstrip()
    behind = looks.texts[at + 1].lstrip() if at + 1 < len(looks) else ""
    first = re.split(r"[\s.,;:]", behind, maxsplit=1)[0]
    if looks.styled(at) and looks.known:
        return not looks.said(at).endswith((",", ";"))
    if not heading.title and (
        first in NOT_BEHIND or (first[:1].islower() and not read_mark(behind))
    ):
        return False
    dashed = (
        re.search(r"[.:：–—-](?:\s|$)", text[heading.at + len(heading.label) :][:5]) is not None
    )
    if heading.title and not dashed and looks.known and looks.full(at):
        return False
    return (
        dashed
        or not heading.title
        or not (looks.said(at).endswith((",", ";")) or first[:1].islower())
    )


def _outlined(looks: Looks, outline: Iterable[tuple[int, str, int]]) -> set[int]:
    """Rows that the PDF's outline names."""
    by_page: dict[int, list[str]] = defaultdict(list)
    for _level, title, page in outline:
        by_page[page].append(_key(title))
    found = set()
    for at, line in enumerate(looks.lines):
        titles = by_page.get(line.page)
        key = _key(looks.texts[at]) if titles else ""
        if len(key) > 2 and any(title.startswith(key) for title in titles or ()):  # noqa: PLR2004 - more than a number
            found.add(at)
    return found


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _title(looks: Looks, at: int, heading: Heading, left: dict[int, Heading]) -> tuple[str, int]:
    """The title on the heading's own row or below it, and how many rows below it takes."""
    own = heading.title
    if own and (read_mark(own) or (not looks.styled(at) and len(own) > _TITLE)):
        return "", 0
    rows: list[str] = [own] if own else []
    below = at + 1
    while below < len(looks) and below - at <= _TITLE_ROWS and below not in left:
        text = looks.texts[below].strip()
        if not _titles(looks, at, below, first=not rows, own=bool(own)):
            break
        rows.append(text)
        below += 1
        if not looks.styled(below - 1):
            break
    return " ".join(rows).strip("[] "), below - at - 1


def _titles(looks: Looks, at: int, below: int, *, first: bool, own: bool) -> bool:
    """Whether a row below a heading is (more of) its title."""
    text = looks.texts[below].strip()
    if read_mark(text) and not looks.loud(below):
        return False
    if looks.known:
        near = looks.lines[below].page == looks.lines[at].page or first
        same = not own or (looks.loud(below) and looks.loud(at) and not looks.gap(below))
        return near and same and looks.styled(below) and len(text) <= 2 * _TITLE
    short = len(text) <= _TITLE and not text.endswith((".", ";", ":", ",", "。", "；", "："))
    return first and not own and short and not text[:1].islower()


def _not_empty(found: dict[int, Opening], looks: Looks) -> dict[int, Opening]:
    """Without the last one, where it holds nothing, has no title and no look: a word, no heading."""
    if not found:
        return found
    last = max(found)
    opening = found[last]
    empty = last + opening.rows == len(looks) - 1 and not opening.title
    if empty and opening.heading.kind in GROUPS and "look" not in opening.reason:
        return {at: one for at, one in found.items() if at != last}
    return found
