# SPDX-License-Identifier: AGPL-3.0-or-later
"""A conflict on the terminal: which words, which field, and who wrote which value when. And the rows that
wait for their draft or their words.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from annotator.cli.output import say, say_json, tell
from annotator.i18n import _
from annotator.services.conflicts import DELETION, Conflict
from annotator.services.merge_words import about, anchor_in_words
from annotator.services.rows_waiting import rows_hidden
from annotator.services.workspace import Workspace


def tell_conflict(conflict: Conflict, codes: Mapping[str, str]) -> None:
    """Print a conflict: a line on what it is about, then a line for each value.

    Args:
        conflict: as the project lists it.
        codes: letters of codes by uid.
    """
    subject = conflict.subject
    where = [subject.name, subject.draft_name if subject.draft_name != subject.name else ""]
    where.append(_("page {page}").format(page=subject.page) if subject.page else "")
    field = conflict.field.replace("_", " ")
    about = ", ".join(filter(None, where))
    say(f"{about}: {field}  [{conflict.kind} {conflict.uid}]")
    shown = [_in_words(conflict.field, value.value, codes) for value in conflict.values]
    width = max(map(len, shown), default=0)
    for words, value in zip(shown, conflict.values, strict=True):
        says = f"    {words.ljust(width)}  {value.reviewer or _('in a spreadsheet')}  {value.utc}"
        say(says.rstrip())


def rows_that_wait(workspace: Workspace, *, as_json: bool) -> int:
    """Print the rows of merged files that wait: a line on what each is, then one on why it waits."""
    found = workspace.rows_waiting.list()
    if hidden := rows_hidden(found.hidden):
        tell(hidden)
    rows = [dataclasses.asdict(row) for row in found.rows]
    if as_json:
        say_json(rows)
        return 0
    for row in rows:
        say(f"{about(row)}  {row['reviewer']}  [{row['draft']}]")
        say(f"    {row['why']}")
    return 0


def _in_words(field: str, value: str, codes: Mapping[str, str]) -> str:
    if field == "deleted":
        return _("deleted") if value == DELETION else _("kept")
    if field == "anchor":
        return anchor_in_words(value)
    return " ".join(codes.get(value, value).split()) or _("(nothing)")
