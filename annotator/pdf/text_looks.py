# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the words of a page look, and the way from the worker. No MuPDF here; nothing is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from annotator.domain.negotiation.look import LOOKS, SOURCES, Look
from annotator.pdf.text_page import MAX_CHARACTERS

MAX_LOOKS: Final = 6000
"""Of one page."""
_COLOUR: Final = re.compile(r"(?:#[0-9a-f]{6})?")


@dataclass(frozen=True, slots=True)
class PageLooks:
    """What looks different on one page.

    Attributes:
        page: from 1.
        length: code points of the page's text; offsets are in a text of this length and no other.
        looks: by start, then as `LOOKS` go.
        cut: there were more than can be told.
    """

    page: int
    length: int
    looks: tuple[Look, ...] = ()
    cut: bool = False


def to_json(found: PageLooks) -> dict[str, Any]:
    """What `from_json` reads."""
    rows = [
        [look.start, look.end, LOOKS.index(look.kind), look.colour, SOURCES.index(look.source)]
        for look in found.looks
    ]
    return {"page": found.page, "length": found.length, "looks": rows, "cut": found.cut}


def from_json(body: dict[str, Any], page: int) -> PageLooks:
    """The looks of a page out of an answer nobody has looked at yet.

    Args:
        body: whatever was sent.
        page: the one asked for.

    Raises:
        ValueError: it is something else, of another page, or more than a page can hold.
    """
    try:
        if type(body["page"]) is not int or body["page"] != page or type(body["cut"]) is not bool:
            raise ValueError("another page")
        length, rows = body["length"], body["looks"]
        if type(length) is not int or not 0 <= length <= MAX_CHARACTERS:
            raise ValueError("length")
        if not isinstance(rows, list) or len(rows) > MAX_LOOKS:
            raise ValueError("too many looks")
        looks = tuple(_look(row, page, length) for row in rows)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("no looks") from error
    if any(one.start > other.start for one, other in pairwise(looks)):
        raise ValueError("looks out of order")
    return PageLooks(page, length, looks, body["cut"])


def _look(row: list[Any], page: int, length: int) -> Look:
    start, end, kind, colour, source = row
    if any(type(number) is not int for number in (start, end, kind, source)):
        raise ValueError("number")
    if not (0 <= start < end <= length and kind >= 0 and source >= 0):
        raise ValueError("no such place")
    if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
        raise ValueError("colour")
    return Look(page, start, end, LOOKS[kind], colour, SOURCES[source])
