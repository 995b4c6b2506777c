# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside the place one reads: asked of the project, on the writer thread. Shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.counterpart import Beside
from annotator.domain.instrument import Instrument
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.reading_place import ReadingPlace

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Found:
    """What stands beside a provision of the draft that was shown.

    Attributes:
        turn: of the asking; an earlier one is not for what lies here.
        path: of the provision, "" for none.
        found: its counterparts.
        reason: why there are none, as a sentence.
        known: the instruments they are of, by id.
    """

    turn: int
    path: str
    found: tuple[Beside, ...] = ()
    reason: str = ""
    known: tuple[tuple[str, Instrument], ...] = ()


def beside(
    space: Workspace, sha256: str, place: ReadingPlace, wanted: tuple[str, str], turn: int
) -> Found:
    """What stands beside a place. On the writer thread."""
    asked = space.counterparts
    path = place.article_in(space.provisions.structure(sha256))
    found = asked.beside(sha256, path) if path else ()
    if not path and wanted[1]:
        found = (asked.reference(*wanted),)
    known = asked.tables.instruments()
    named = tuple((uid, known[uid]) for uid in {one.instrument for one in found} if uid in known)
    if found:
        return Found(turn, path, found, known=named)
    if not path:
        return Found(turn, "", reason=_("You stand in no article."))
    if any(draft.sha256 == sha256 and draft.instrument for draft in space.drafts.list()):
        return Found(turn, path, reason=_("No draft of this project answers to it."))
    numbering, _why = asked.numbering(sha256)
    if numbering is None:
        return Found(
            turn, path, reason=_("No table of counterparts fits this draft. Choose one in the list of "
            "counterparts, or link provisions by hand."),
        )  # fmt: skip
    names = ", ".join(known[uid].short for uid in numbering.instruments if uid in known)
    return Found(turn, path, reason=_("No counterpart in {names}.").format(names=names))
