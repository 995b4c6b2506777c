# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads what a person is to read, as people write it: `Art 1-20, 25, Annex I, Art 6`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.domain.judged import ARTICLE, kinds_of_lines
from annotator.domain.provision import provision_path
from annotator.domain.provision_map import ProvisionMap
from annotator.domain.structure.path_order import joined_range, path_key
from annotator.domain.values import dataclass

_COMMA: Final = re.compile(r"[,;\u060c\u3001\uff0c]")
_DASH: Final = re.compile(r"\s*[-\u2010-\u2014]\s*")
_BARE: Final = re.compile(r"\d|[IVXLCDM]+\b(?!\w)")
_KIND: Final = re.compile(r"(?P<kind>(?:.*,\s*)?[^\W\d_]{2,}\.?)(?:\s*(?=\d)|\s+(?=[IVXLCDM]+\b))")


def assigned_articles(written: str, known: ProvisionMap) -> tuple[frozenset[str], tuple[str, ...]]:
    """The paths of the articles that are meant in a draft, and the parts it does not have.

    A part between commas is a provision or a range of them. A bare number is of the kind of the part
    before it: `Art 1, 3` are two articles. Two parts that together are the name of what lies in the first
    are one: `Annex I, Art 6`, `Art 6, paragraph 2`. Who is to read a paragraph is to read its article.
    """
    said = read_assignment(written, known)
    return said.paths, said.unknown


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a person is to read of one draft.

    Attributes:
        paths: of the articles.
        unknown: parts, as written, of which the draft has nothing.
        longer: ranges, as written, that reach further than the draft, and the range it has of them.
    """

    paths: frozenset[str]
    unknown: tuple[str, ...] = ()
    longer: tuple[tuple[str, str], ...] = ()


def read_assignment(written: str, known: ProvisionMap) -> Assignment:
    """As `assigned_articles`; of a range that is longer than the draft all counts that is there."""
    provisions = known.structure.provisions
    kinds = kinds_of_lines(provisions)
    paths: set[str] = set()
    unknown, longer = [], []
    for part, path, clipped in _parts(written, known):
        articles = set()
        for index in known.reach(path):
            at = index
            while at >= 0 and kinds[at] != ARTICLE:
                at = provisions[at].parent
            if at >= 0:
                articles.add(provisions[at].path)
        paths |= articles
        if not articles:
            unknown.append(part)
        elif clipped:
            longer.append((part, path))
    return Assignment(frozenset(paths), tuple(unknown), tuple(longer))


def _parts(written: str, known: ProvisionMap) -> Iterator[tuple[str, str, bool]]:
    """Each part as it was written, its path, "" for one the draft does not have, and whether it reaches
    further than the draft.
    """
    parts = [part.strip() for part in _COMMA.split(written) if part.strip()]
    kind = ""
    while parts:
        part = parts.pop(0)
        path = _path(part, kind, known)
        if parts:
            both = f"{part}, {parts[0]}"
            bare = _BARE.match(parts[0])
            together = "" if bare else known.spelled(both)
            if together and (not path or together.startswith(_inside(path))):
                del parts[0]
                part, path = both, together
            elif path and not bare and _there(both, kind, known).startswith(_inside(path)):
                del parts[0]
                part, path = both, ""
        found = _KIND.match(part)
        there = "" if path else _there(part, kind, known)
        kind = found["kind"] if found else kind
        yield part, path or there, bool(there)


def _there(part: str, kind: str, known: ProvisionMap) -> str:
    """What a draft has of a range that ends after its last provision of that kind; "" for nothing."""
    first, *rest = _DASH.split(part, maxsplit=1)
    begin = _path(first, kind, known)
    if not rest or not begin or "(" in begin:
        return ""
    head = begin.rpartition(" ")[0]
    last = f"{head} {rest[0]}" if _BARE.match(rest[0]) else provision_path(rest[0])
    low, high = path_key(begin), path_key(last)
    if not last.startswith(f"{head} ") or high <= low:
        return ""
    like = re.compile(rf"{re.escape(head)} [^(,]+")
    paths = (one.path for one in known.structure.provisions if like.fullmatch(one.path))
    within = [path for path in paths if low <= path_key(path) <= high]
    return joined_range(begin, max(within, key=path_key)) if within else ""


def _inside(path: str) -> tuple[str, ...]:
    return f"{path}, ", f"{path}(", f"{path} para "


def _path(part: str, kind: str, known: ProvisionMap) -> str:
    """The path of a part: `1-3` are three articles, also where Art 1 has a paragraph 3."""
    first, *rest = _DASH.split(part, maxsplit=1)
    if rest and (_BARE.match(rest[0]) or rest[0][:1].isalpha()):
        found = _KIND.match(first)
        ends = _path(first, kind, known), _path(rest[0], found["kind"] if found else kind, known)
        if all(ends) and known.reach(reach := joined_range(*ends)):
            return reach
    of_kind = known.spelled(f"{kind} {part}") if kind and _BARE.match(part) else ""
    return of_kind or known.spelled(part)
