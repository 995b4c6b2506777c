# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the report of a merge lists a row: it conflicts, it waits, or it touches somebody's own work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from annotator.domain.change import Record, conflicts
from annotator.domain.project import Draft
from annotator.exchange.parsed_row import Parsed
from annotator.i18n import _
from annotator.services.merge_ledger import Ledger
from annotator.services.merge_waits import MINE, THEIRS, Why
from annotator.services.merge_words import edited_apart, stands_on_deleted
from annotator.services.not_seen import Hides, NotSeen, new_writers, until_finished, writers


def _nothing(_draft: str, _reviewer: str) -> bool:
    return False


def _nowhere(_record: Record) -> str:
    return ""


class Reasons:
    """Reasons, from what is reckoned with.

    Attributes:
        hides: what may not be told of who wrote it.
        draft_of: SHA-256 of the draft that a record of the project is on.
    """

    def __init__(
        self,
        ledger: Ledger,
        get_many: Callable[[str, Iterable[str]], dict[str, Record]],
        mine: Collection[str],
    ) -> None:
        self._ledger, self._get_many, self._mine = ledger, get_many, mine
        self.hides: Hides = _nothing
        self.draft_of: Callable[[Record], str] = _nowhere

    def of(self, said: Parsed, outcome: str) -> Why:
        """Why a row is listed, and for whose word it waits."""
        why, waits = self._why(said, outcome), self._waits(said, outcome)
        if not why and not waits:
            return Why()
        if hidden := self._not_seen(said, outcome):
            why = _("edited apart") if outcome == "conflicts" else why
            return Why(NotSeen("; ".join(filter(None, (why, hidden)))), waits)
        return Why(why, waits)

    def _not_seen(self, said: Parsed, outcome: str) -> str:
        """That what changes was written by somebody of whom nothing is to be seen yet; "" where not."""
        people: set[str] = set()
        for each in (said.primary, *(r for r in said.others if r.kind == "passage")):
            now, was = self._ledger.now[each.kind].get(each.uid), self._ledger.was(each)
            if now is not None and outcome == "conflicts":
                people |= writers(now, conflicts(now))
            if was is not None:
                people |= new_writers(was, each)
        draft = next((r.uid for r in said.others if r.kind == "draft"), "") or self.draft_of(
            said.primary
        )
        if not any(self.hides(draft, each) for each in people):
            return ""
        known = self._ledger.find("draft", draft)
        values = known.values if known else {}
        return until_finished(
            Draft(draft, values["symbol"], values["language"]).name if known else ""
        )

    def is_mine(self, record: Record) -> bool:
        """Whether whoever merges is the author, as the project has it."""
        before = self._ledger.was(record)
        return before is not None and before.values.get("reviewer") in self._mine

    def _waits(self, said: Parsed, outcome: str) -> str:
        if outcome == "unchanged":
            return ""
        holds, was = self._ledger.holding.holds, self._ledger.was
        held = [r for r in (said.primary, *said.others) if holds(was(r), r)]
        if any(map(self.is_mine, held)):
            return MINE
        return THEIRS if held else ""

    def _why(self, said: Parsed, outcome: str) -> str:
        find = self._ledger.find
        record = self._ledger.now[said.primary.kind].get(said.primary.uid)
        if record is None:
            return ""
        if outcome == "conflicts":
            concerned = [r for r in said.others if r.kind == "passage"]
            disputed = (find(r.kind, r.uid) for r in (said.primary, *concerned))
            return "; ".join(edited_apart(r, find) for r in disputed if r and conflicts(r))
        if outcome == "added" and record.kind == "comment":
            return stands_on_deleted(record, self._get_many)
        if outcome in {"deleted", "updated"} and self.is_mine(record):
            return _("your own {kind} is {outcome} in this file").format(
                kind=record.kind, outcome=outcome
            )
        return ""
