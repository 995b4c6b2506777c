# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a provision of a reference stands in a PDF of it, which may hold it in several languages."""

from __future__ import annotations

from rapidfuzz import fuzz

from annotator.domain.instrument import article_path, folded_title
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass

ALIKE = 80.0
"""Two titles of one article differ less than this from 100: hyphens, a word more."""

SHORTEST = 12
"""Characters of a title's beginning that tell it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provision begins.

    Attributes:
        page: from 1, 0 where it was not found.
        start: code point in that page's text.
        heading: its title there, "" for none.
        sure: whether the heading reads as the title that is known.
    """

    page: int = 0
    start: int = 0
    heading: str = ""
    sure: bool = True


def found_in(structure: Structure, path: str, title: str) -> Place:
    """The place of a provision; of several with its number the one that bears the title.

    Args:
        structure: of the PDF.
        path: of the provision; where only its article is found, that is shown.
        title: of its article as known, "" for none.
    """
    wanted = folded_title(title)
    for named in dict.fromkeys((path, article_path(path))):
        places = [
            Place(one.page, one.start, heading, _alike(wanted, heading))
            for index, one in enumerate(structure.provisions)
            if one.path.split("#", 1)[0] == named.split("#", 1)[0]
            for heading in [_heading(structure, index)]
        ]
        if places:
            return next((place for place in places if place.sure), places[0])
    return Place(sure=False)


def _heading(structure: Structure, index: int) -> str:
    """The title of a provision, or of the nearest one around it."""
    chain = structure.chain(index)
    return next((title for at in chain if (title := structure.provisions[at].title)), "")


def _alike(wanted: str, heading: str) -> bool:
    """Whether two titles are one; a heading of several rows may be known by its first alone."""
    found = folded_title(heading)
    begins = len(found) >= SHORTEST and wanted.startswith(found)
    return not wanted or not found or begins or fuzz.ratio(wanted, found) >= ALIKE
