# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carries passages and their tags from one draft to the next, and keeps what people decide of the rest.

What is not certain is reckoned when it is asked for and stored nowhere: it is in no list and no export.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.domain.anchor import Anchor
from annotator.domain.carried import (
    ACCEPTED,
    OUTCOMES,
    REASONS,
    Carried,
    Decision,
    Item,
    counted,
)
from annotator.domain.change import deleted_utc
from annotator.domain.errors import InputRefusedError, NotFoundError
from annotator.domain.passage import Passage
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.carried_chains import Chains, Standing, decision_of
from annotator.services.carried_deciding import MadeApart, stands_there, write_decision
from annotator.services.carried_writing import CarriedWriter, Move, Plan
from annotator.services.comparing import Comparing
from annotator.services.desk import Desk
from annotator.services.draft_rows import confirm_draft, draft_of
from annotator.services.judged_passages import JudgedPassages
from annotator.services.passages import Passages
from annotator.services.provisions import Provisions
from annotator.services.subjects import in_short
from annotator.storage.readings import Readings
from annotator.storage.tables import Draft as DraftRow
from annotator.storage.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What carrying would do, handed on to what does it: items and passages that are open, what is made of
    what is certain, and who makes it.
    """

    items: tuple[Item, ...]
    open: tuple[Passage, ...]
    plan: Plan
    writer: CarriedWriter


class Carrying:
    """Carrying over in one project."""

    def __init__(
        self, desk: Desk, comparing: Comparing, passages: Passages, provisions: Provisions
    ) -> None:
        self._desk = desk
        self._passages = passages
        self._provisions = provisions
        self._judged = JudgedPassages(desk, comparing)

    # -- reckoning -------------------------------------------------------------------------------

    def preview(self, older: str, newer: str, progress: Progress | None = None) -> Carried:
        """What carrying would do; nothing is changed.

        Args:
            older: SHA-256 of the draft whose passages are carried.
            newer: SHA-256 of the other.
            progress: called with (passages done, all); may raise Cancelled.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
        """
        return self.open_between(older, newer, progress)[0]

    def open_between(
        self, older: str, newer: str, progress: Progress | None = None
    ) -> tuple[Carried, dict[str, Passage]]:
        """As `preview`, with the passages that are open, by uid."""
        found = self._reckoned(older, newer, progress)
        plan = found.plan
        carried = Carried(
            older, newer, counted(found.items), found.items, len(plan.moves), len(plan.tags)
        )
        return carried, {one.uid: one for one in found.open}

    def queue(self, older: str, newer: str, progress: Progress | None = None) -> tuple[Item, ...]:
        """The living passages of the older draft that were neither carried nor decided, in reading order.

        Args:
            older: SHA-256.
            newer: SHA-256.
            progress: called with (passages done, all); may raise Cancelled.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft.
        """
        with self._desk.store.read():
            chains = self._chains()
            left = self._open(self._passages.on_draft(older), newer, chains)
            return self._judged.items(older, newer, left, chains, progress)

    def count_open(self, older: str, newer: str) -> int:
        """How many there are in the queue; compares no drafts."""
        with self._desk.store.read():
            return len(self._open(self._passages.on_draft(older), newer, self._chains()))

    def _open(self, passages: Sequence[Passage], newer: str, chains: Chains) -> list[Passage]:
        """Those that say something, are not carried and not decided; mere comments stay where they are."""
        with self._desk.store.read() as connection:
            records, readings = self._desk.store.records(connection), Readings(connection)
            standing = Standing(records, readings, chains, newer, self._desk.seen(connection))
        return [one for one in passages if (one.tags or one.note) and not standing.is_done(one.uid)]

    def judged(
        self, older: str, newer: str, passages: Sequence[Passage], progress: Progress | None = None
    ) -> dict[str, Item]:
        """What the program says of passages of the older draft, carried or not, by their uids.

        Args:
            older: SHA-256.
            newer: SHA-256.
            passages: of the older draft.
            progress: called with (passages done, all); may raise Cancelled.
        """
        with self._desk.store.read():
            items = self._judged.items(older, newer, passages, self._chains(), progress)
        return {item.passage: item for item in items}

    def _chains(self) -> Chains:
        with self._desk.store.read() as connection:
            return Chains(Readings(connection), self._desk.seen(connection).editions)

    # -- carrying --------------------------------------------------------------------------------

    def carry(self, older: str, newer: str, progress: Progress | None = None) -> Carried:
        """Make passages and tags of what is the same or has moved, in one action with one undo.

        Everybody's work is carried under their name. What came after an earlier carrying is carried now;
        what was deleted since is not. Nothing of the older draft changes.

        Args:
            older: SHA-256 of the draft whose passages are carried.
            newer: SHA-256 of the other.
            progress: called with (passages done, all); may raise Cancelled, and then nothing was done.

        Raises:
            NotFoundError: one of the two is not here.
            WrongCallError: they are the same draft, or nobody is named as the reviewer.
        """
        self._desk.me  # noqa: B018 - a call without a reviewer is wrong before anything is reckoned
        found = self._reckoned(older, newer, progress)
        passages = tags = 0
        if found.plan.moves or found.plan.tags:
            names = self._names(older, newer)
            with self._desk.change_as_me(
                "carry", bulk=True, older=names[0], newer=names[1]
            ) as unit:
                confirm_draft(unit, newer)
                passages, tags = found.writer.write(unit, found.plan, progress)
        return Carried(older, newer, counted(found.items), found.items, passages, tags)

    def _reckoned(self, older: str, newer: str, progress: Progress | None) -> _Reckoned:
        with self._desk.store.read() as connection:
            chains, passages = self._chains(), self._passages.on_draft(older)
            left = self._open(passages, newer, chains)
            items = self._judged.items(older, newer, left, chains, progress)
            writer = CarriedWriter(chains, newer)
            carried = Readings(connection).passages(("uid", "carried_from"), draft=newer)
            there = self._passages.on_draft(newer) if items else ()
            apart = MadeApart(there, {uid for uid, origin in carried if origin})
            moves = self._moves(items, passages, apart)
            plan = writer.plan(self._desk.store.records(connection), moves)
        return _Reckoned(items, tuple(left), plan, writer)

    def _moves(
        self, items: tuple[Item, ...], passages: Sequence[Passage], apart: MadeApart
    ) -> list[Move]:
        """What is certain, and what has a passage already: tags may have come to it since. What is
        said there already waits for a word instead.
        """
        waiting, known = {item.passage for item in items}, {one.uid: one for one in passages}
        found = [
            Move(item.passage, item.anchor, self._title(item.anchor))
            for item in items
            if item.certain and item.anchor and not apart.says(known[item.passage], item.anchor)
        ]
        return found + [Move(one.uid, None) for one in passages if one.uid not in waiting]

    def _title(self, anchor: Anchor) -> str:
        whole = anchor.kind == "provision"
        return self._provisions.title(anchor.draft, anchor.provision) if whole else ""

    def _names(self, *drafts: str) -> list[str]:
        with self._desk.store.read() as connection:
            rows = self._desk.store.rows(connection).by(DraftRow, "uid", drafts)
        return [draft_of(rows[one], here=True).name if one in rows else one[:12] for one in drafts]

    # -- deciding --------------------------------------------------------------------------------

    def accept(self, item: Item, outcome: str = ACCEPTED, *, note: str = "") -> str:
        """Make the passage at the place that is proposed; returns its uid. One action with one undo.

        Where a passage made there says the same already, on exactly these words, it goes on as that one.

        Raises:
            InputRefusedError: no place is proposed, or there is no such outcome.
            NotFoundError: the passage, or the last tag on it, is not there any more.
        """
        if item.anchor is None:
            raise InputRefusedError(
                _("No place is proposed for this passage."),
                _("Select the words it is about now, then accept."),
            )
        return self._accepted(item, item.anchor, outcome, note)

    def accept_at(
        self, item: Item, anchor: Anchor, outcome: str = ACCEPTED, *, note: str = ""
    ) -> str:
        """Make the passage at another place of the newer draft; see `accept`."""
        if anchor.draft != item.draft:
            raise InputRefusedError(_("This place is in another draft."))
        return self._accepted(item, anchor, outcome, note)

    def _accepted(self, item: Item, anchor: Anchor, outcome: str, note: str) -> str:
        _check(outcome, OUTCOMES)
        with self._desk.change_as_me("accept_carried", what=_in_short(item)) as unit:
            _check_lives(unit, item)
            confirm_draft(unit, item.draft)
            chains, me = self._chains(), self._desk.me.uid
            if there := stands_there(unit, chains, item, anchor):
                write_decision(unit, item, me, outcome, carried="", note=note)
                return there
            writer = CarriedWriter(chains, item.draft)
            move = Move(item.passage, anchor, self._title(anchor))
            plan = writer.plan(unit.records, [move], by_person=True)
            if not plan.moves:
                raise NotFoundError(_("No tag is left on this passage, so nothing can be carried."))
            writer.write(unit, plan, None, by_person=True)
            uid = chains.in_draft(item.passage, item.draft)
            write_decision(unit, item, me, outcome, carried=uid, note=note)
        return uid

    def close(self, item: Item, outcome: str, note: str = "") -> None:
        """Say that nothing of a passage goes on in the newer draft, and why. One action with one undo.

        Raises:
            InputRefusedError: there is no such reason.
            NotFoundError: the passage is not there any more.
        """
        _check(outcome, REASONS)
        self._close(item, outcome, note)

    def already(self, item: Item, note: str = "", *, there: str = "") -> None:
        """Say that a passage goes on as one in the newer draft, `there` its uid. One action, one undo.

        Raises:
            NotFoundError: the passage is not there any more.
        """
        self._close(item, ACCEPTED, note, there)

    def _close(self, item: Item, outcome: str, note: str, there: str = "") -> None:
        with self._desk.change_as_me("close_carried", what=_in_short(item)) as unit:
            _check_lives(unit, item)
            confirm_draft(unit, item.draft)
            write_decision(unit, item, self._desk.me.uid, outcome, carried=there, note=note)

    def decisions(self, newer: str = "") -> tuple[Decision, ...]:
        """What people decided, of a newer draft or of all, in the order it was said."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection).all("decision")
            seen = self._desk.seen(connection)
        said = (decision_of(record, seen) for record in records if not deleted_utc(record))
        wanted = (one for one in said if newer in ("", one.draft))
        living = [one for one in wanted if not seen.hides(one.draft, one.reviewer)]
        return tuple(sorted(living, key=lambda one: (one.created_utc, one.uid)))


def _check(outcome: str, allowed: tuple[str, ...]) -> None:
    if outcome not in allowed:
        raise InputRefusedError(
            _("{outcome} is no outcome.").format(outcome=outcome),
            _("Use one of: {allowed}.").format(allowed=", ".join(allowed)),
        )


def _check_lives(unit: UnitOfWork, item: Item) -> None:
    if deleted_utc(unit.get("passage", item.passage)):
        raise NotFoundError(_("The passage {uid} is deleted.").format(uid=item.passage))


def _in_short(item: Item) -> str:
    return in_short(item.quote_from) or item.provision_from
