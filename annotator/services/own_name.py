# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bearing another name in a project: the same person, with all that they have said."""

from __future__ import annotations

from dataclasses import replace

from annotator import paths
from annotator.domain.errors import InputRefusedError
from annotator.domain.normalise import canonical
from annotator.domain.project import Reviewer
from annotator.domain.team_author import refuse_team
from annotator.i18n import _
from annotator.services.desk import Desk, reviewer_named
from annotator.services.settings import Settings


def rename_me(desk: Desk, name: str) -> Reviewer:
    """Whoever acts is called this from now on, here and, where they usually sit here, on this machine.

    Raises:
        InputRefusedError: the name is empty, or another reviewer has it.
        WrongCallError: nobody is named as the reviewer.
    """
    name = " ".join(canonical(name).split())
    if not name:
        raise InputRefusedError(_("The name is empty."))
    refuse_team(name)
    me = desk.me
    with desk.store.read() as connection:
        records = desk.store.records(connection)
        other, mine = reviewer_named(records, name), desk.mine(records)
        known = me.uid in records.get_many("reviewer", [me.uid])
    if other is not None and other.uid not in mine:
        raise InputRefusedError(
            _("There is another reviewer called {name}.").format(name=name),
            _("If that is you, say that you are one person."),
        )
    if known:
        with desk.change_as_me("describe_reviewer", name=name) as unit:
            unit.write("reviewer", me.uid, {"name": name})
    settings = Settings(paths.config())
    usual = settings.reviewer()
    if usual is not None and usual.uid == me.uid:
        settings.set_reviewer(replace(usual, name=name))
    desk.set_me(replace(me, name=name))
    return desk.me
