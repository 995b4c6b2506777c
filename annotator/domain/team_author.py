# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team as an author: what it decided where reviewers disagree. One id on every machine."""

from __future__ import annotations

from annotator.domain.change import Record, Stamp, created
from annotator.domain.errors import InputRefusedError
from annotator.domain.identity import derived_uid, digest
from annotator.domain.normalise import canonical
from annotator.i18n import _

TEAM = derived_uid("team")
"""The uid under which the team's passages and tags are written; their stamps say who decided for it."""
AGREED = "agreed"
"""The review state of its tags that it stands behind; the others are `tag.REJECTED`."""
_NAME = "Team"


def refuse_team(name: str) -> None:
    """Nobody is named so: what everybody decided together would be theirs.

    Raises:
        InputRefusedError: it is the team's name.
    """
    if canonical(name).strip().casefold() == _NAME.casefold():
        raise InputRefusedError(
            _("{name} is the name under which the team decides.").format(name=_NAME),
            _("Give the name of a person."),
        )


def team_record() -> Record:
    """The team among the reviewers, the same on every machine that makes it."""
    values = {"name": _NAME, "organisation": ""}
    return created("reviewer", TEAM, values, Stamp(1, "", digest("team", _NAME)))


def team_passage(passage: str) -> str:
    """The uid of the team's passage on the words of a reviewer's."""
    return derived_uid("team passage", passage)


def team_tag(passage: str, code: str) -> str:
    """The uid of the team's word on a code on a reviewer's passage: deciding twice is an edit.

    Args:
        passage: uid of the reviewer's.
        code: uid.
    """
    return derived_uid("team tag", passage, code)
