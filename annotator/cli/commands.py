# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each command: opens the project, calls one service, prints what came of it."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable

from annotator.cli.agreement_command import agreement
from annotator.cli.bracket_commands import brackets
from annotator.cli.compare_command import compare
from annotator.cli.counterpart_commands import correspondence, counterparts
from annotator.cli.coverage_command import coverage
from annotator.cli.disputes import rows_that_wait, tell_conflict
from annotator.cli.draft_commands import add, codes, drafts, provisions, search, text
from annotator.cli.merge_command import merge
from annotator.cli.output import Picture, say, say_json, table, tell
from annotator.cli.round_commands import carry, rounds
from annotator.cli.tagging_commands import edit, list_annotations, mark, narrowed, tag, untag
from annotator.cli.team_commands import editions, finish, plans, progress, reviewers, team
from annotator.cli.tour import walk
from annotator.domain.errors import WrongCallError
from annotator.i18n import _, ngettext
from annotator.services.not_seen import until_then
from annotator.services.projects import (
    check_project,
    create_workspace,
    list_backups,
    open_workspace,
    restore_backup,
)
from annotator.services.rows_waiting import rows_wait
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def run(options: Options, picture: Picture, again: Callable[[list[str]], int]) -> int:
    """Run the command that was parsed.

    Args:
        options: what was parsed.
        picture: takes a picture of the window.
        again: runs another command, from its words.

    Returns:
        The exit code.
    """
    alone: dict[str, Callable[[Options], int]] = {
        "new": _new, "check": _check, "backup": _backup, "shot": lambda asked: _shot(asked, picture),
        "tour": lambda asked: walk(asked.out_dir, again),
    }  # fmt: skip
    if options.command in alone:
        return alone[options.command](options)
    command, writes = _COMMANDS[options.command]
    if options.command == "codes":
        writes = options.import_file is not None or options.part is not None
    if options.command in {"reviewers", "editions"}:
        writes = bool(options.join or options.part)
    if options.command == "team":
        writes = plans(options)
    if options.command == "correspondence":
        writes = bool(options.import_file or options.forget or options.use is not None)
    if options.command in {"merge", "carry"}:
        writes = not options.preview
    workspace = open_workspace(
        options.project,
        write=writes,
        reviewer=options.reviewer,
        what=f"annotator {options.command}",
    )
    try:
        return command(workspace, options)
    finally:
        workspace.close()


def _new(options: Options) -> int:
    create_workspace(
        options.project, title=options.title, codebook=options.codebook, reviewer=options.reviewer
    ).close()
    tell(_("Made {project}.").format(project=options.project))
    return 0


# -- history -------------------------------------------------------------------------------------


def _history(workspace: Workspace, options: Options) -> int:
    entries = workspace.history.list()
    if options.json:
        say_json([dataclasses.asdict(entry) for entry in entries])
    else:
        table(
            [(str(e.number), e.utc, e.reviewer, e.what, e.kind if not e.undone else _("undone"))
             for e in entries],
            head=("no", "utc", "reviewer", "what", "kind"),
        )  # fmt: skip
    return 0


def _conflicts(workspace: Workspace, options: Options) -> int:
    if options.waiting:
        return rows_that_wait(workspace, as_json=options.json)
    found = workspace.conflicts.list()
    if waiting := rows_wait(workspace.rows_waiting.count()):
        tell(_("{rows}; --waiting lists them.").format(rows=waiting))
    if hidden := until_then(workspace.conflicts.hidden()):
        tell(hidden)
    if options.json:
        say_json([dataclasses.asdict(conflict) for conflict in found])
    else:
        codes = {code.uid: code.id for code in workspace.codes.list()}
        for conflict in found:
            tell_conflict(conflict, codes)
    return 0


def _undo(workspace: Workspace, options: Options) -> int:
    for _number in range(options.count):
        tell(_("Undone: {what}").format(what=workspace.history.undo()))
    return 0


def _redo(workspace: Workspace, options: Options) -> int:
    for _number in range(options.count):
        tell(_("Redone: {what}").format(what=workspace.history.redo()))
    return 0


# -- exchange ------------------------------------------------------------------------------------


def _export(workspace: Workspace, options: Options) -> int:
    wanted = narrowed(workspace, options, deleted=not options.no_deleted)
    count = workspace.transfer.export(options.out, wanted, kind=options.format)
    tell(ngettext("{n} row written", "{n} rows written", count).format(n=count))
    return 0


# -- the file itself -----------------------------------------------------------------------------


def _check(options: Options) -> int:
    found = check_project(options.project)
    if options.json:
        say_json({"ok": not found, "faults": found})
    else:
        for fault in found:
            say(fault)
        if not found:
            say(_("{project} is whole.").format(project=options.project))
    return 1 if found else 0


def _backup(options: Options) -> int:
    if options.restore:
        evidence = restore_backup(options.project, options.restore)
        tell(
            _("Restored {id}; the damaged project was kept as {path}.").format(
                id=options.restore, path=evidence
            )
            if evidence
            else _("Restored {id}; the state before is a backup now.").format(id=options.restore)
        )
        return 0
    if options.list:
        found = list_backups(options.project)
        if options.json:
            say_json([{"id": b.id, "utc": b.utc, "reason": b.reason} for b in found])
        else:
            table([(b.id, b.utc, b.reason) for b in found], head=("id", "utc", "reason"))
        return 0
    workspace = open_workspace(options.project, what="annotator backup")
    try:
        made = workspace.backups.make("asked", always=True)
    finally:
        workspace.close()
    body = {"id": made.id, "utc": made.utc, "reason": made.reason} if made else None
    if options.json:
        say_json(body)
    else:
        tell(
            _("Made backup {id}.").format(id=made.id)
            if made
            else _("Nothing has changed since the last backup.")
        )
    return 0


def _shot(options: Options, picture: Picture) -> int:
    width, _x, height = options.size.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise WrongCallError(_("--size is written as 1440x900."))
    picture(
        options.project, options.out, draft=options.draft, page=options.page,
        size=(int(width), int(height)), scale=options.scale, panel=options.panel, theme=options.theme,
    )  # fmt: skip
    return 0


_COMMANDS: dict[str, tuple[Callable[[Workspace, Options], int], bool]] = {
    "add": (add, True),
    "drafts": (drafts, False),
    "codes": (codes, False),
    "text": (text, False),
    "provisions": (provisions, False),
    "counterparts": (counterparts, False),
    "correspondence": (correspondence, True),
    "brackets": (brackets, False),
    "compare": (compare, False),
    "carry": (carry, True),
    "rounds": (rounds, False),
    "agreement": (agreement, False),
    "search": (search, False),
    "tag": (tag, True),
    "edit": (edit, True),
    "untag": (untag, True),
    "mark": (mark, True),
    "list": (list_annotations, False),
    "coverage": (coverage, False),
    "history": (_history, False),
    "conflicts": (_conflicts, False),
    "undo": (_undo, True),
    "redo": (_redo, True),
    "export": (_export, False),
    "merge": (merge, True),
    "reviewers": (reviewers, True),
    "editions": (editions, True),
    "finish": (finish, True),
    "team": (team, True),
    "progress": (progress, False),
}
"""Commands on an open project, and whether they write."""
