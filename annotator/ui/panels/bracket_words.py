# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the brackets panel in words: to read, to hear, and as tool tips. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.negotiation.count_words import kind_words
from annotator.domain.negotiation.mark_words import remarks, sentence
from annotator.i18n import _, ngettext
from annotator.ui.panels.vocabulary import words

if TYPE_CHECKING:
    from annotator.services.negotiation import PlacedMark
    from annotator.ui.models.bracket_list import BracketRow

_SAYS_MORE = frozenset(("status", "coloured"))
"""Kinds of which the status they claim must be told."""


def titles() -> dict[str, str]:
    """What the columns are called."""
    return {
        "provision": _("Provision"), "page": _("Page"), "depth": _("Depth"), "kind": _("Kind"),
        "words": _("Words"), "actors": _("Who"), "sure": _("Sure"), "why": _("Why"),
    }  # fmt: skip


def said(row: BracketRow, column: str) -> str:
    """A cell in words; "head" for a head, `+` for all there is to say of a mark."""
    placed = row.placed
    if placed is None:
        return _head(row)
    mark = placed.mark
    if column == "+":
        return "\n".join((placed.words, "", *why(placed)))
    cells = {
        "provision": placed.provision, "page": str(placed.page), "depth": str(mark.depth or ""),
        "kind": kind(placed), "words": placed.words, "actors": ", ".join(mark.actors),
        "sure": words(mark.confidence), "why": " ".join(why(placed)),
    }  # fmt: skip
    return cells[column]


def kind(placed: PlacedMark) -> str:
    """What a mark is, with the status it claims, or the set of wordings it belongs to."""
    mark = placed.mark
    if mark.kind in _SAYS_MORE and mark.status:
        status = words(mark.status, "text_status")
        return status if mark.kind == "status" else f"{kind_words(mark.kind)}: {status}"
    if mark.kind == "alternative" and mark.group:
        return _("alternative, set {n}").format(n=mark.group)
    return kind_words(mark.kind)


def why(placed: PlacedMark) -> list[str]:
    """Why it is taken for that, and what is doubtful."""
    return [sentence(placed.mark), *remarks(placed.mark)]


def _head(row: BracketRow) -> str:
    where = " – ".join(filter(None, (row.article or _("Before the first article"), row.title)))  # noqa: RUF001
    count = ngettext("{n} mark", "{n} marks", row.count).format(n=row.count)
    return f"{where}  ·  {count}"
