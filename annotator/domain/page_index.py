# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of a page to find words on it: as compared, with capitals, and packed as it stands."""

from __future__ import annotations

import re
import sys
import zlib
from array import array

from annotator.domain.comparable import cased, comparable
from annotator.domain.draft_text import PageBody
from annotator.domain.values import dataclass

EDGE = 300
"""Code points at each end of a page that are kept as they stand, for words across the page's end."""
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_TO_LEFT, _TO_RIGHT = re.compile(r"[\w\u2010\u2011-]*$"), re.compile(r"[\w\u2010\u2011-]*")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page's running text, ready to be searched.

    Attributes:
        page: from 1.
        text: as it is compared, see `comparable`.
        cased: likewise with capitals, of the same length; None where it cannot be laid beside it.
        hyphened: the words that stand with a hyphen on one line, as they are compared, between spaces.
        head: the first code points as they stand.
        tail: the last ones, from the beginning of a word on.
        runs: start and end on the page of each run of running text, one after the other.
        packed: all of it as it stands, compressed.
    """

    page: int
    text: str
    cased: str | None
    hyphened: str
    head: str
    tail: str
    runs: array[int]
    packed: bytes

    def body(self) -> str:
        """The running text as it stands."""
        return zlib.decompress(self.packed).decode("utf-8", "surrogatepass")

    def same_as(self, other: IndexedPage) -> bool:
        """Whether the same words are found at the same places."""
        return self.packed == other.packed and self.runs == other.runs

    @property
    def size(self) -> int:
        """Bytes it takes."""
        parts: list[object] = [self.text, self.hyphened, self.head, self.tail, self.packed]
        if self.cased is not None and self.cased is not self.text:
            parts.append(self.cased)
        parts += [self.runs, self]
        return sum(map(sys.getsizeof, parts))


def index_page(page: PageBody) -> IndexedPage:
    """Make a page ready to be searched.

    Args:
        page: text and running text.
    """
    body = "".join([page.text[start:end] for start, end in page.body])
    text, capitals = comparable(body), cased(body)
    if capitals is not None and len(capitals) != len(text):
        capitals = None
    inside = " ".join(_hyphened(body))
    return IndexedPage(
        page.page,
        text,
        text if capitals == text else capitals,
        f" {comparable(inside)} " if inside else "",
        body[:EDGE],
        _from_a_word(body),
        array("I", [place for run in page.body for place in run]),
        zlib.compress(body.encode("utf-8", "surrogatepass"), 1),
    )


def _hyphened(body: str) -> set[str]:
    """The words with a hyphen inside a line."""
    if not any(hyphen in body for hyphen in "-\u2010\u2011"):
        return set()
    found = set()
    for hyphen in _HYPHEN.finditer(body):
        at = hyphen.start()
        left = _TO_LEFT.search(body[max(0, at - _LONGEST) : at])
        right = _TO_RIGHT.match(body, at, at + _LONGEST)
        found.add((left.group() if left else "") + (right.group() if right else ""))
    return found


def _from_a_word(body: str) -> str:
    if len(body) <= EDGE:
        return body
    space = re.search(r"\s\S", body[-EDGE:])
    return body[len(body) - EDGE + space.end() - 1 :] if space else body[-EDGE:]
