# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reviewer has judged of a provision, in a sign and few words. Paints nothing."""

from __future__ import annotations

from annotator.domain.judged import ARTICLE, PART, Cell, Line
from annotator.i18n import _, ngettext
from annotator.ui.panels.vocabulary import MARK_GLYPHS

DONE, PARTLY, TAGGED = "✓", "◐", "▪"


def marked(mark: str) -> str:
    """A mark in one word or two."""
    return {"read": _("read"), "missing": _("missing"), "discuss": _("to discuss")}.get(mark, mark)


def sign(cell: Cell) -> str:
    """One sign for all of it; "" for nothing."""
    if cell.mark:
        return MARK_GLYPHS.get(cell.mark, DONE)
    if cell.judged:
        return TAGGED if cell.tags else DONE
    return PARTLY if cell.begun else ""


def words(line: Line, cell: Cell) -> str:
    """The words behind the sign: the mark, tags, and how far the parts are; "" for nothing."""
    said = [marked(cell.mark)] if cell.mark else []
    if cell.tags:
        said.append(ngettext("{n} tag", "{n} tags", cell.tags).format(n=cell.tags))
    if cell.parts and cell.begun and not cell.whole:
        said.append(_so_many(line, cell))
    if cell.whole and not said:
        said.append(_("with the whole"))
    return " · ".join(said)


def said(line: Line, cell: Cell) -> str:
    """Sign and words."""
    return f"{sign(cell)} {words(line, cell)}".strip()


def how_many(counted: str, count: int) -> str:
    """`68 articles`, `28 provisions`."""
    if counted == ARTICLE:
        return ngettext("{n} article", "{n} articles", count).format(n=count)
    return ngettext("{n} provision", "{n} provisions", count).format(n=count)


def _so_many(line: Line, cell: Cell) -> str:
    n = cell.parts
    sentences = {
        ARTICLE: ngettext("{done} of {n} article", "{done} of {n} articles", n),
        "provision": ngettext("{done} of {n} provision", "{done} of {n} provisions", n),
        "paragraph": ngettext("{done} of {n} paragraph", "{done} of {n} paragraphs", n),
        PART: ngettext("{done} of {n} part", "{done} of {n} parts", n),
    }
    return sentences[line.counted].format(done=cell.done, n=n)
