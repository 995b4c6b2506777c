# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who comes with files under a name like somebody's here: offered as one person, joined with the merge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from annotator.domain.alike_names import alike
from annotator.domain.change import Record
from annotator.domain.errors import NotFoundError
from annotator.domain.identity import derived_uid
from annotator.domain.sameness import Join, groups
from annotator.domain.team_author import TEAM
from annotator.domain.values import dataclass
from annotator.i18n import _

SamePeople = Sequence[tuple[str, str]]
"""Uids of reviewers, and of those they are to be shown as: of each two one is of the files, one is here."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A reviewer who comes with files and was not here.

    Attributes:
        uid: of them.
        name: of them.
        organisation: of them.
        like: uid and name of each reviewer here whose name is like theirs, the likeliest first.
        by_hand: they are named in rows by hand only, which have no id, exactly as the one here who is like
            them: nobody else can be meant but somebody of the same name.
    """

    uid: str
    name: str
    organisation: str
    like: tuple[tuple[str, str], ...] = ()
    by_hand: bool = False


def newcomers(
    before: Mapping[str, Record | None],
    now: Mapping[str, Record],
    project: Iterable[Record],
    joins: Iterable[Join],
    *,
    mine: Collection[str] = (),
    work: Callable[[str], int] = lambda _uid: 0,
) -> tuple[Newcomer, ...]:
    """Who comes with files and has a name like that of somebody who is here already, by name.

    Args:
        before: the reviewers the files name, as they were; None for those that were not here.
        now: the same as they will be.
        project: every reviewer who was here.
        joins: of reviewers; who is joined already is not offered again.
        mine: uids of who acts: they are likelier than others of a name that is as like.
        work: how much a reviewer has in the project: who has more is likelier; asked of several.
    """
    here, one = [each for each in project if each.uid != TEAM], groups(joins)
    found = []
    for uid, record in now.items():
        name = record.values["name"]
        if before.get(uid) is not None or uid == TEAM or uid in one:
            continue
        like = [each for each in here if alike(name, each.values["name"])]
        if len(like) > 1:
            like.sort(
                key=lambda e: (e.values["name"] != name, e.uid not in mine, -work(e.uid), e.uid)
            )
        if like:
            pairs = tuple((each.uid, each.values["name"]) for each in like)
            same = [each for each in like if each.values["name"] == name]
            by_hand = len(same) == 1 and uid == derived_uid("reviewer", name)
            found.append(Newcomer(uid, name, record.values["organisation"], pairs, by_hand))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.uid)))


def checked(same: SamePeople, came: Mapping[str, Record], project: Iterable[Record]) -> SamePeople:
    """The same pairs.

    Raises:
        NotFoundError: the files name no such reviewer, or there is none here.
    """
    here = {record.uid for record in project}
    for one, shown in same:
        either = (one in came and shown in here) or (shown in came and one in here)
        if not either or one == shown:
            raise NotFoundError(_("There is no reviewer {name}.").format(name=one))
    return tuple(same)
