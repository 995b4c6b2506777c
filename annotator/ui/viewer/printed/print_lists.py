# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheets after the pages: passages with what is said of them, and the legend. Values in, items out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.ui.viewer.printed.print_items import (
    CHIP_HEIGHT,
    CHIP_WIDTH,
    QUIET,
    SMALL,
    TYPE,
    Chip,
    Flow,
    Item,
    PrintedWords,
    plain,
    quoting,
)  # fmt: skip

_HEAD = 15
_INDENT = CHIP_WIDTH + 8
_COUNT = 90.0


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of the legend and how many tags have it."""

    letters: str
    name: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A reviewer of the legend, how many tags are theirs, and whether it is who prints."""

    name: str
    count: int
    own: bool


@dataclass(frozen=True, slots=True)
class TagLine:
    """One tag of a passage: its code, and what is said with it, sentence by sentence."""

    letters: str
    colour: str
    own: bool
    said: str
    note: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage of the list: where it is, its words, its tags, the note on it as a whole."""

    where: str
    quote: str
    tags: tuple[TagLine, ...]
    note: str = ""


def passage_sheets(found: Sequence[PassageLine], area: QRectF) -> list[list[Item]]:
    """The list of passages; no sheet where there is none."""
    if not found:
        return []
    flow = Flow(area)
    flow.words(_("Passages"), plain(_HEAD, bold=True))
    flow.gap(8)
    for passage in found:
        _passage(flow, passage)
    return flow.sheets


def _passage(flow: Flow, passage: PassageLine) -> None:
    flow.need(58)
    flow.gap(4)
    flow.rule()
    flow.gap(5)
    flow.words(passage.where, plain(SMALL, bold=True), colour=QUIET)
    if passage.quote:
        flow.gap(1)
        flow.words(f"\u201c{passage.quote}\u201d", quoting())
    if passage.note:
        flow.words(passage.note, plain(SMALL))
    flow.gap(3)
    for tag in passage.tags:
        flow.need(CHIP_HEIGHT + 2)
        box = QRectF(flow.area.left(), flow.y, CHIP_WIDTH, CHIP_HEIGHT)
        flow.put(Chip(box, tag.letters, tag.colour, tag.own))
        top = flow.y
        flow.y += 1.5
        for said, font in (
            (tag.said, plain(SMALL)), (tag.note, plain(SMALL)), (tag.wording, quoting(SMALL + 1)),
        ):  # fmt: skip
            if said:
                flow.words(
                    said, font, left=_INDENT, colour=QUIET if said is tag.said else "#000000"
                )
        flow.y = max(flow.y, top + CHIP_HEIGHT if flow.y >= top else flow.y) + 3


def legend_sheets(
    codes: Sequence[CodeLine], people: Sequence[PersonLine], area: QRectF
) -> list[list[Item]]:
    """Codes with colour, name and count, then who reviewed; no sheet where nothing is tagged."""
    if not codes:
        return []
    flow = Flow(area)
    flow.words(_("Legend"), plain(_HEAD, bold=True))
    flow.gap(8)
    for code in codes:
        flow.need(CHIP_HEIGHT + 5)
        box = QRectF(area.left(), flow.y, CHIP_WIDTH, CHIP_HEIGHT)
        flow.put(Chip(box, code.letters, code.colour))
        _row(flow, code.name, _tags(code.count), left=_INDENT)
    flow.gap(12)
    flow.need(60)
    flow.words(_("Reviewers"), plain(12, bold=True))
    flow.gap(6)
    for person in people:
        flow.need(CHIP_HEIGHT + 5)
        _row(flow, person.name, _tags(person.count), left=0)
    if any(not person.own for person in people) and any(person.own for person in people):
        flow.gap(6)
        said = _("Filled: tags of {name}. Outlined: tags of others.")
        mine = next(person.name for person in people if person.own)
        flow.words(said.format(name=mine), plain(SMALL), colour=QUIET)
    return flow.sheets


def _row(flow: Flow, text: str, count: str, *, left: float) -> None:
    font, area = plain(TYPE), flow.area
    width = area.width() - left - _COUNT
    said = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    where = QRectF(area.left() + left, flow.y, width, CHIP_HEIGHT)
    flow.put(PrintedWords(where, said, font))
    end = QRectF(area.right() - _COUNT, flow.y, _COUNT, CHIP_HEIGHT)
    flow.put(PrintedWords(end, count, font, QUIET, trailing=True))
    flow.y += CHIP_HEIGHT + 5


def _tags(count: int) -> str:
    return ngettext("{count} tag", "{count} tags", count).format(count=count)
