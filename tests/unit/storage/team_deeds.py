# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a team says of itself, for the laws: who is one, which codes are one, who reads what, who is done."""

from __future__ import annotations

import contextlib

from annotator.domain.errors import NotFoundError, WrongCallError
from annotator.domain.sameness import CODE, DRAFT, REVIEWER

DEEDS = (
    "join",
    "part",
    "join codes",
    "part codes",
    "join drafts",
    "finish",
    "reopen",
    "plan",
    "blind",
)


def do(space, deed, drafts, codes, *, which=0):
    """One of `DEEDS`; nothing where it has nothing to be done to."""
    with contextlib.suppress(NotFoundError, WrongCallError):
        _do(space, deed, drafts, codes, which)


def _do(space, deed, drafts, codes, which):
    people = sorted(one.uid for one in space.people.list())
    pair = (people[which % len(people)], people[(which + 1) % len(people)]) if people else ("", "")
    twins = codes if which % 2 else codes[::-1]
    if deed == "join" and people:
        space.joins.join(REVIEWER, *pair, names=("a", "b"))
    elif deed == "part":
        space.joins.part(REVIEWER, pair[0], name="a")
    elif deed == "join codes":
        space.joins.join(CODE, *twins, names=("a", "b"))
    elif deed == "part codes":
        space.joins.part(CODE, codes[0], name="a")
    elif deed == "join drafts":
        space.joins.join(DRAFT, *drafts, names=("a", "b"))
    elif deed == "finish":
        space.finishing.finish(drafts[which % 2], note=f"note {which}")
    elif deed == "reopen":
        space.finishing.reopen(drafts[which % 2])
    elif deed == "plan":
        names = {"Ana": f"Art 1-{which}", "Bo": "Art 9"} if which % 3 else {"Bo": f"Art {which}"}
        required = ["severity", "note"][: which % 3]
        space.team.agree(assigned=names, required=required, drafts=drafts[: which % 2])
    else:
        space.team.agree(blind=bool(which % 2))


def shown(space, viewer):
    """What a team sees and whom: names by uid, codes by uid, plan, who is done, what is seen of drafts."""
    space.act_as(viewer)
    with space._store.read() as connection:
        seen = space._desk.seen(connection)
        names = dict(seen.names)
        codes = {code.uid: code.retired for code in space.codes.list()}
    return (
        names,
        codes,
        space.team.plan(),
        space.finishing.list(),
        sorted(
            (row.kind, row.uid, row.code, row.reviewer_name, row.lacks)
            for row in space.overview.rows()
        ),
    )
