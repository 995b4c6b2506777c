# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counterparts of a draft as values: links people made, and what stands beside what."""

from __future__ import annotations

from annotator.domain.correspondence import Match, Numbering
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A reviewer's link from a passage or a provision to a provision of a reference. Times are ISO UTC.

    Attributes:
        uid: UUID.
        draft: SHA-256.
        target: uid of a passage, or path of a provision of the draft.
        instrument: id of the reference.
        provision: path in it.
        note: how the two differ.
        reviewer: uid of its author.
        path: of the provision that the target is, or stands in.
        quote: of the passage; "" for a provision.
    """

    uid: str
    draft: str
    target: str
    instrument: str
    provision: str
    note: str = ""
    reviewer: str = ""
    created_utc: str = ""
    path: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An article with its counterparts: of a draft, or of a reference.

    Attributes:
        path: of the article.
        title: as found in the PDF, or as known; "" for none.
        certainty: of a title that is only known; "" where it was read in the PDF, or there is none.
        instrument: id of the reference the article is of; "" for an article of the draft.
        here: whether the article was found in the PDF.
        matches: out of the table.
        links: made by people.
    """

    path: str
    title: str = ""
    certainty: str = ""
    instrument: str = ""
    here: bool = True
    matches: tuple[Match, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def without(self) -> bool:
        """Whether nothing stands beside it."""
        return not self.links and not any(one.provision and one.counterpart for one in self.matches)


@dataclass(frozen=True, slots=True)
class Board:
    """All that stands beside a draft.

    Attributes:
        draft: SHA-256.
        numbering: that is used; None where the draft fits none and nobody chose.
        why: what says so: `person`, `symbol`, `titles`, or "".
        choices: id and words of every numbering there is.
        lines: the draft's articles.
        back: the references' articles.
    """

    draft: str
    numbering: Numbering | None = None
    why: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    back: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """One counterpart to be shown beside a provision.

    Attributes:
        instrument: id of the reference; "" where a draft stands beside the reference itself.
        name: of what is shown, in short.
        path: of the counterpart.
        title: as known; "" for none.
        certainty: of title and number.
        relation: one of `correspondence.RELATIONS`, "" where no table says.
        note: how the two differ.
        link: uid, where a person linked the two.
        draft: SHA-256 of the PDF it can be read in; "" where the project has none.
        page: where it begins there; 0 where it was not found.
        start: code point in that page's text.
        heading: its title as found there.
        sure: whether that heading reads as is known.
    """

    instrument: str
    name: str
    path: str
    title: str = ""
    certainty: str = ""
    relation: str = ""
    note: str = ""
    link: str = ""
    draft: str = ""
    page: int = 0
    start: int = 0
    heading: str = ""
    sure: bool = True
