# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reviewers of one project: listed, found by name, and joined where they are one person."""

from __future__ import annotations

from collections import Counter

from annotator.domain.errors import AmbiguousNameError, NotFoundError
from annotator.domain.normalise import canonical
from annotator.domain.sameness import REVIEWER, groups
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.desk import Desk
from annotator.services.joins import Joins
from annotator.services.seen import living_joins


@dataclass(frozen=True, slots=True)
class Person:
    """A reviewer as records name them.

    Attributes:
        uid: as records have it.
        name: as records have it.
        organisation: likewise.
        shown_as: uid of the reviewer they are shown as; their own where nothing was said.
        one_with: uids of all they are joined with.
        perhaps: uids of others of the same name, who are not joined with them.
    """

    uid: str
    name: str
    organisation: str
    shown_as: str
    one_with: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


class People:
    """Reviewers of one project."""

    def __init__(self, desk: Desk, joins: Joins) -> None:
        self._desk = desk
        self._joins = joins

    def list(self) -> tuple[Person, ...]:
        """Everybody records name, in the order they came."""
        with self._desk.store.read() as connection:
            records = self._desk.store.records(connection)
            people, seen = records.all("reviewer"), self._desk.seen(connection)
            joined = groups(living_joins(records, REVIEWER))
        same: dict[str, list[str]] = {}
        for one in people:
            same.setdefault(_folded(one.values["name"]), []).append(one.uid)
        found = []
        for one in people:
            group = joined.get(one.uid, frozenset({one.uid}))
            like = same[_folded(one.values["name"])]
            found.append(
                Person(
                    one.uid, one.values["name"], one.values["organisation"], seen.person(one.uid),
                    tuple(sorted(group - {one.uid})),
                    tuple(uid for uid in like if uid not in group),
                )
            )  # fmt: skip
        return tuple(found)

    def tags(self) -> dict[str, int]:
        """How many tags of whom are seen, by the uid they are shown under."""
        with self._desk.store.read() as connection:
            seen = self._desk.seen(connection)
            said = Counter(row[0] for row in seen.tags(("reviewer", "deleted")) if not row[1])
        return dict(said)

    def named(self, name: str) -> Person:
        """The reviewer of this uid, or of this name.

        Raises:
            NotFoundError: none; the hint lists them.
            AmbiguousNameError: several; the hint gives their uids.
        """
        people, wanted = self.list(), _folded(name)
        for fits in (
            [one for one in people if one.uid == name.strip()],
            [one for one in people if _folded(one.name) == wanted],
            [one for one in people if wanted and one.uid.startswith(wanted)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise AmbiguousNameError(
                    _("{name} fits several reviewers.").format(name=name),
                    ", ".join(f"{one.name} ({one.uid})" for one in fits),
                )
        raise NotFoundError(
            _("There is no reviewer {name}.").format(name=name),
            _("There are: {names}.").format(names=", ".join(dict.fromkeys(p.name for p in people)))
            if people else "",
        )  # fmt: skip

    def join(self, name: str, shown: str) -> None:
        """Say that two are one person, who is shown as the second; see `Joins.join`."""
        one, other = self.named(name), self.named(shown)
        self._joins.join(REVIEWER, one.uid, other.uid, names=(_called(one), _called(other)))

    def part(self, name: str) -> int:
        """Take back that a reviewer is one with others; see `Joins.part`."""
        one = self.named(name)
        return self._joins.part(REVIEWER, one.uid, name=_called(one))


def _called(one: Person) -> str:
    return one.name or one.uid


def _folded(name: str) -> str:
    return " ".join(canonical(name).split()).casefold()
