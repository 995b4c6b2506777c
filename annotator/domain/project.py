# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts, their pages, and reviewers as values."""

from __future__ import annotations

from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size as shown, in points, and how far it is turned.

    Attributes:
        width: of the page as shown (after rotation), in points.
        height: likewise.
        rotation: 0, 90, 180 or 270 degrees clockwise.
    """

    width: float
    height: float
    rotation: int = 0


def turned(size: PageSize, x: float, y: float) -> tuple[float, float]:
    """Unrotated page points to points of the page as shown."""
    if size.rotation == 90:  # noqa: PLR2004 - degrees speak for themselves
        return size.width - y, x
    if size.rotation == 180:  # noqa: PLR2004
        return size.width - x, size.height - y
    if size.rotation == 270:  # noqa: PLR2004
        return y, size.height - x
    return x, y


def unturned(size: PageSize, x: float, y: float) -> tuple[float, float]:
    """Points of the page as shown back to unrotated page points."""
    if size.rotation == 90:  # noqa: PLR2004
        return y, size.width - x
    if size.rotation == 180:  # noqa: PLR2004
        return size.width - x, size.height - y
    if size.rotation == 270:  # noqa: PLR2004
        return size.height - y, x
    return x, y


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a treaty in one language.

    Attributes:
        sha256: of the PDF's bytes; the draft's identity everywhere.
        symbol: as printed, e.g. `A/AC.291/22`.
        language: two-letter code or "".
        date: ISO date or "".
        round: round of negotiation, as the team writes it.
        treaty: title of the instrument.
        file: the PDF's name when it was added.
        pages: how many; 0 where the PDF is not in this project.
        here: whether the PDF is in this project.
        notes: what was wrong with the PDF, sentence by sentence; empty when nothing.
        distribution: `General`, `Limited` …, as the masthead says it, or "".
        original: languages of the original, two letters each, by comma; or "".
        guessed: fields the program read from the first page, which nobody has confirmed yet.
        instrument: id of the reference instrument that it is; "" for a draft of the treaty.
    """

    sha256: str
    symbol: str
    language: str = ""
    date: str = ""
    round: str = ""
    treaty: str = ""
    file: str = ""
    pages: int = 0
    here: bool = True
    notes: str = ""
    distribution: str = ""
    original: str = ""
    guessed: frozenset[str] = frozenset()
    instrument: str = ""

    @property
    def name(self) -> str:
        """`symbol@language`, or the symbol alone where no language is known."""
        return f"{self.symbol}@{self.language}" if self.language else self.symbol


@dataclass(frozen=True, slots=True)
class View:
    """Where one read a draft last.

    Attributes:
        page: the page on top, from 1.
        zoom: device-independent pixels per point, 0 for fit to width.
        offset: the part of that page above the top of the view, 0 to 1.
    """

    page: int = 1
    zoom: float = 0.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who tags."""

    uid: str
    name: str
    organisation: str = ""
