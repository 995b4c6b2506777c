# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes what the window shows of carrying over: from which draft, what is open there. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from annotator.domain.carried import Carried
from annotator.domain.passage import Passage
from annotator.domain.project import Draft
from annotator.domain.values import dataclass
from annotator.services.queue_hints import Already, tagged_there
from annotator.services.workspace import Workspace

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class QueueBoard:
    """What is open between two drafts.

    Attributes:
        newer: SHA-256 of the draft to which passages go.
        older: the draft they come from; None where there is none.
        earlier: every draft they could come from, the round before first.
        carried: what carrying would do; None without an older draft.
        passages: those of the older draft that are open, by uid.
        absent: drafts whose PDF is not in the project.
        already: what says the same there already, by uid of what is open.
    """

    newer: str
    older: Draft | None
    earlier: tuple[Draft, ...] = ()
    carried: Carried | None = None
    passages: Mapping[str, Passage] = field(default_factory=dict)
    absent: tuple[Draft, ...] = ()
    already: Mapping[str, Already] = field(default_factory=dict)


def queue_board(space: Workspace, newer: str, older: str, progress: Progress) -> QueueBoard:
    """What is open in a draft.

    Args:
        space: the project.
        newer: SHA-256 of the draft.
        older: of the one whose passages are meant; "" for that of the round before.
        progress: called with (passages done, all); may raise Cancelled.
    """
    earlier = earlier_drafts(space, newer)
    known = {one.sha256: one for one in earlier}
    absent = tuple(one for one in space.drafts.known() if not one.here and not one.instrument)
    before = known.get(older) or space.comparing.before(newer)
    if before is None:
        return QueueBoard(newer, None, earlier, absent=absent)
    carried, passages = space.carrying.open_between(before.sha256, newer, progress)
    already = tagged_there(space, newer, carried.items, passages)
    return QueueBoard(newer, before, earlier, carried, passages, absent, already)


def earlier_drafts(space: Workspace, newer: str) -> tuple[Draft, ...]:
    """The drafts whose passages may go to another: those of earlier rounds, the last one first, then
    those in other languages.
    """
    row = space.comparing.order(newer)
    at = next((at for at, one in enumerate(row) if one.sha256 == newer), -1)
    if at < 0:
        return ()
    mine = {one.sha256 for one in row}
    others = (one for one in space.drafts.list() if not one.instrument)
    return (*reversed(row[:at]), *(one for one in others if one.sha256 not in mine))


def count_open(space: Workspace, newer: str, older: str) -> int:
    """How many passages are open in a draft; see `queue_board`. Compares no drafts."""
    known = {one.sha256 for one in earlier_drafts(space, newer)}
    before = space.comparing.before(newer)
    chosen = older if older in known else before.sha256 if before else ""
    return space.carrying.count_open(chosen, newer) if chosen else 0
