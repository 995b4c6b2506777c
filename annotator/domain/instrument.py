# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reference instruments as values: what is known of a treaty or a standard that drafts are held against."""

from __future__ import annotations

import re

from annotator.domain.normalise import canonical
from annotator.domain.provision import provision_path
from annotator.domain.structure.path_order import range_ends
from annotator.domain.values import dataclass

CERTAINTIES = ("verified", "inferred", "unverified")
"""Read in a copy of the text; fits what was read elsewhere; seen in no source. The best first."""

KINDS = ("treaty", "declaration", "principles", "comment", "resolution", "report")
"""What an instrument is. Of the first two a PDF is worth reading beside a draft."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an instrument.

    Attributes:
        number: as in a path, without its kind: `16`.
        title: as printed, or what it is about where the text has none; see the instrument's note.
        chapter: it stands in: `II, Section 2`; "" for none.
        certainty: of number and title, one of `CERTAINTIES`.
    """

    number: str
    title: str
    chapter: str = ""
    certainty: str = "unverified"

    @property
    def path(self) -> str:
        """As provisions are written: `Art 16`."""
        return f"Art {self.number}"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or a standard.

    Attributes:
        id: how codes and tables name it: `BUD`, `ICCPR`, `A/HRC/27/37`.
        name: in full.
        short: as one says it.
        symbol: as printed, "" for none.
        date: ISO date, year and month, or year; "" where it has several.
        kind: one of `KINDS`.
        certainty: of name, symbol and date.
        note: what to know of what is told here, one sentence or two.
        chapters: number and title.
        articles: those that are known.
    """

    id: str
    name: str
    short: str
    symbol: str = ""
    date: str = ""
    kind: str = "treaty"
    certainty: str = "unverified"
    note: str = ""
    chapters: tuple[tuple[str, str], ...] = ()
    articles: tuple[Article, ...] = ()

    def article(self, path: str) -> Article | None:
        """The article a path stands in: `Art 16` and `Art 16(2)` alike."""
        wanted = article_path(path)
        return next((one for one in self.articles if one.path == wanted), None)


def article_path(path: str) -> str:
    """The article, rule or chapter a path is in: `Art 28` of `Art 28(3)(d)` and of `Art 28(3)-Art 29`.

    So with all that has parts: `Annex I, Art 6`, `Para 12`, `OP 3`, the `Preamble` of its paragraphs.
    """
    first = range_ends(path)[0].partition("(")[0].strip()
    return re.sub(r"\bPreamble para \S+$", "Preamble", first)


def counterpart_path(written: str) -> str:
    """A provision of an instrument as somebody wrote it: `16`, `art. 16` and `Art 16` are one."""
    return provision_path(canonical(written))


def weakest(*certainties: str) -> str:
    """The least of several certainties; "" where nobody said."""
    known = [CERTAINTIES.index(one) for one in certainties if one in CERTAINTIES]
    return CERTAINTIES[max(known)] if known else ""


def folded_title(title: str) -> str:
    """A title without what two printings differ in: case, ligatures, marks, white space."""
    return " ".join(re.findall(r"\w+", canonical(title).casefold()))
