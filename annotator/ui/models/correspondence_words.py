# SPDX-License-Identifier: AGPL-3.0-or-later
"""Relations, certainties and numberings as people read them. Words only."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.correspondence import Match
from annotator.domain.counterpart import Board, Link
from annotator.i18n import _


def relation_words(relation: str) -> str:
    """How two provisions stand to each other."""
    return {
        "close": _("close"), "adapted": _("adapted"), "partial": _("partial"), "none": _("none"),
    }.get(relation, relation)  # fmt: skip


def relation_meaning(relation: str) -> str:
    """What that says, for a tip."""
    return {
        "close": _("Same subject and structure"),
        "adapted": _("Same subject, another reach or other safeguards"),
        "partial": _("A part of the subject"),
        "none": _("No counterpart"),
    }.get(relation, "")


def certainty_words(certainty: str) -> str:
    """How sure a number or a title is."""
    return {
        "verified": _("verified"), "inferred": _("inferred"), "unverified": _("not verified"),
    }.get(certainty, certainty)  # fmt: skip


def certainty_meaning(certainty: str) -> str:
    """What that says, for a tip."""
    return {
        "verified": _("Read in a copy of the text"),
        "inferred": _("Fits what was read; seen in no text itself"),
        "unverified": _("Seen in no text: compare it before you rely on it"),
    }.get(certainty, "")


def numbering_words(board: Board) -> str:
    """What says how the draft is numbered, for beside the choice."""
    return {
        "symbol": _("by the draft's symbol"),
        "titles": _("by the titles of its articles"),
        "person": _("as chosen here"),
    }.get(board.why, "")


def named(matches: Sequence[Match], links: Sequence[Link], *, back: bool) -> str:
    """The counterparts of a line in short: `BUD Art 25, 26`, or the draft's provisions."""
    found: dict[str, list[str]] = {}
    for match in matches:
        path = match.provision if back else match.counterpart
        if path and match.counterpart:
            found.setdefault("" if back else match.instrument, []).append(path)
    for link in links:
        path = link.path if back else link.provision
        found.setdefault("" if back else link.instrument, []).append(path)
    return "; ".join(
        f"{instrument} {', '.join(dict.fromkeys(paths))}".strip()
        for instrument, paths in found.items()
    )
