# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining reviewers, codes and editions of a draft that are one, and parting them again.

A join is a record that travels and merges. It rewrites nothing: `services/seen.py` reads by it.
"""

from __future__ import annotations

from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.sameness import Join, join_uid
from annotator.domain.team_author import TEAM
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.seen import living_joins
from annotator.storage.unit_of_work import UnitOfWork


class Joins:
    """Joins of one project."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, what: str) -> tuple[Join, ...]:
        """The joins of a kind of thing that stand, in the order they came."""
        with self._desk.store.read() as connection:
            return living_joins(self._desk.store.records(connection), what)

    def join(self, what: str, uid: str, shown: str, *, names: tuple[str, str]) -> str:
        """Say that two are one, and are shown as the second; returns the uid of the join.

        Args:
            what: `reviewer`, `code` or `draft`.
            uid: of the first.
            shown: uid of the second.
            names: of the two, for the log.

        Raises:
            WrongCallError: they are the same already, or one is the team.
        """
        if TEAM in (uid, shown):
            raise WrongCallError(
                _("The team is no person, so nobody can be joined with it."),
                _("What it decided would be theirs."),
            )
        if uid == shown:
            raise WrongCallError(_("{name} cannot be joined with itself.").format(name=names[1]))
        with self._desk.change_who_is_one(f"join_{what}", one=names[0], other=names[1]) as unit:
            return put_join(unit, what, uid, shown)

    def part(self, what: str, uid: str, *, name: str) -> int:
        """Take back every join of one thing with another; returns how many.

        Raises:
            NotFoundError: it is joined with nothing.
        """
        found = [join for join in self.list(what) if uid in (join.one, join.other)]
        if not found:
            raise NotFoundError(_("{name} is joined with nothing.").format(name=name))
        with self._desk.change_who_is_one(f"part_{what}", name=name) as unit:
            for join in found:
                unit.delete("join", join.uid)
        return len(found)


def put_join(unit: UnitOfWork, what: str, uid: str, shown: str) -> str:
    """Write the word that two are one; what was said and taken back is said again."""
    one, other = sorted((uid, shown))
    made = join_uid(what, one, other)
    return unit.say("join", made, {"shown": shown}, what=what, one=one, other=other).uid
