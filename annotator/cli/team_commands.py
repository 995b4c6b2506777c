# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands about a team: who and what is one, who reads what, and how far everybody is."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from annotator.cli.output import say_json, table, tell
from annotator.domain.errors import WrongCallError
from annotator.domain.sameness import DRAFT
from annotator.i18n import _, ngettext
from annotator.services.draft_rows import named_draft
from annotator.services.editions import Edition
from annotator.services.progress import Progress, Share
from annotator.services.progress_table import write_progress
from annotator.services.team import Plan, assigned_in
from annotator.services.workspace import Workspace

Options = argparse.Namespace
_SHORT = 12


def reviewers(workspace: Workspace, options: Options) -> int:
    """`annotator reviewers`."""
    if options.join:
        workspace.people.join(*options.join)
    elif options.part:
        workspace.people.part(options.part)
    people = workspace.people.list()
    if options.json:
        say_json([dataclasses.asdict(one) for one in people])
        return 0
    names = {one.uid: one.name for one in people}
    table(
        [
            (
                one.name, one.organisation, one.uid,
                names.get(one.shown_as, "") if one.shown_as != one.uid else "",
            )
            for one in people
        ],
        head=("reviewer", "organisation", "uid", "shown as"),
    )  # fmt: skip
    for name in dict.fromkeys(one.name for one in people if one.perhaps):
        said = _("Several reviewers are called {name}. If they are one person: --join UID UID")
        tell(said.format(name=name))
    return 0


def editions(workspace: Workspace, options: Options) -> int:
    """`annotator editions`."""
    if options.join or options.part:
        known = workspace.drafts.known()
        named = [named_draft(known, name) for name in options.join or [options.part]]
        names = [f"{draft.name} ({draft.sha256[:_SHORT]})" for draft in named]
        if options.join:
            both = (names[0], names[1])
            workspace.joins.join(DRAFT, named[0].sha256, named[1].sha256, names=both)
        else:
            workspace.joins.part(DRAFT, named[0].sha256, name=names[0])
    found = workspace.editions.list()
    if options.json:
        say_json([_edition_json(one) for one in found])
        return 0
    table(
        [
            (
                one.draft.name, one.draft.sha256[:_SHORT], one.here.sha256[:_SHORT],
                _("joined") if one.joined else _("offered"), str(one.passages),
                str(len(one.doubtful)) if one.joined else "",
            )
            for one in found
        ],
        head=("draft", "not here", "here", "state", "passages", "doubtful"),
    )  # fmt: skip
    for one in found:
        for each in one.doubtful:
            tell(f"{one.draft.name}: {each.quote or each.provision}: {each.reason}")
    return 0


def _edition_json(one: Edition) -> dict[str, Any]:
    return {
        "draft": one.draft.name, "sha256": one.draft.sha256, "here": one.here.sha256,
        "joined": one.joined, "passages": one.passages,
        "doubtful": [dataclasses.asdict(each) for each in one.doubtful],
    }  # fmt: skip


def finish(workspace: Workspace, options: Options) -> int:
    """`annotator finish`."""
    workspace.reviewer()
    draft = workspace.drafts.named(options.draft)
    if options.reopen:
        workspace.finishing.reopen(draft.sha256)
    else:
        workspace.finishing.finish(draft.sha256, note=options.note)
    return 0


def plans(options: Options) -> bool:
    """Whether `annotator team` changes the plan; `--drafts` without more only narrows it."""
    given = (options.drafts, options.require is not None, options.assign, options.blind)
    return any(given) or options.open


def team(workspace: Workspace, options: Options) -> int:
    """`annotator team`."""
    if options.codebook and not options.start:
        raise WrongCallError(_("--codebook goes with --start."))
    if plans(options):
        drafts = [workspace.drafts.named(name).sha256 for name in options.drafts or ()]
        required = None
        if options.require is not None:
            required = [name.strip() for name in options.require.split(",") if name.strip()]
        assigned = assigned_in(options.assign) if options.assign else None
        only = drafts or workspace.team.plan().drafts
        for said in workspace.plan_check.sure(assigned or {}, only):
            tell(said)
        workspace.team.agree(
            drafts=drafts or None,
            required=required,
            assigned=assigned,
            blind=True if options.blind else False if options.open else None,
        )
    plan = workspace.team.plan()
    if options.start:
        here = [draft.sha256 for draft in workspace.drafts.list()]
        drafts = [sha256 for sha256 in here if sha256 in plan.drafts or not plan.drafts]
        workspace.plan_check.sure({one.name: one.articles for one in plan.tasks}, drafts)
        workspace.start_file(options.start, drafts, codebook=options.codebook)
        count = len(drafts)
        made = ngettext("Made {path} with {n} draft.", "Made {path} with {n} drafts.", count)
        tell(made.format(path=options.start, n=count))
    _tell_plan(workspace, plan, as_json=options.json)
    return 0


def _tell_plan(workspace: Workspace, plan: Plan, *, as_json: bool) -> None:
    if as_json:
        say_json(dataclasses.asdict(plan))
        return
    table(
        [
            (one.name, one.articles or _("all"), _("blind") if one.blind else "")
            for one in plan.tasks
        ],
        head=("reviewer", "articles", "reads"),
    )
    names = {draft.sha256: draft.name for draft in workspace.drafts.known()}
    if plan.drafts:
        drafts = ", ".join(names.get(sha256, sha256[:_SHORT]) for sha256 in plan.drafts)
        tell(_("Drafts: {drafts}.").format(drafts=drafts))
    if plan.required:
        tell(_("Required: {fields}.").format(fields=", ".join(plan.required)))


def progress(workspace: Workspace, options: Options) -> int:
    """`annotator progress`."""
    only = workspace.drafts.named(options.draft).sha256 if options.draft else ""
    found = workspace.progress.of(only)
    if options.out:
        _write_progress(workspace, found, options.out)
    if options.json:
        say_json(_progress_json(workspace, found))
    elif not options.out:
        _print_progress(workspace, found)
    return 0


def _write_progress(workspace: Workspace, found: Progress, path: Path) -> None:
    if path.suffix.casefold() != ".csv":
        raise WrongCallError(_("{path} does not end on .csv.").format(path=path))
    people = {one.uid: one.name for one in workspace.reviewers()}
    codes = {code.uid: code.id for code in workspace.codes.list()}
    write_progress(path, found, people=people, codes=codes)
    tell(_("Wrote {path}.").format(path=path))


def _print_progress(workspace: Workspace, found: Progress) -> None:
    names = {draft.sha256: draft.name for draft in found.drafts}
    table(
        [(names[one.draft], one.name, *_share_words(one)) for one in found.shares],
        head=("draft", "reviewer", "judged", "begun", "not begun", "finished"),
    )
    people = {one.uid: one.name for one in workspace.reviewers()}
    codes = {code.uid: code.id for code in workspace.codes.list()}
    for each in found.incomplete:
        said = _("{draft}, {provision}: {code} by {name} lacks {fields}  [{uid}]")
        tell(
            said.format(
                draft=names[each.draft], provision=each.provision or "-",
                code=codes.get(each.code, each.code), name=people.get(each.reviewer, each.reviewer),
                fields=", ".join(each.lacks), uid=each.tag,
            )
        )  # fmt: skip


def _share_words(one: Share) -> tuple[str, ...]:
    if one.hidden:
        return _("hidden"), "", "", ""
    judged = _("{n} of {all}").format(n=len(one.judged), all=len(one.assigned))
    unknown = [_("{path} (not found)").format(path=path) for path in one.unknown]
    rest = ", ".join([*one.not_begun, *unknown]) if one.has_task else str(len(one.not_begun))
    return judged, ", ".join(one.begun) or "0", rest, _("yes") if one.finished else ""


def _progress_json(workspace: Workspace, found: Progress) -> dict[str, Any]:
    names = {draft.sha256: draft.name for draft in found.drafts}
    people = {one.uid: one.name for one in workspace.reviewers()}
    codes = {code.uid: code.id for code in workspace.codes.list()}
    shares = [
        {
            **dataclasses.asdict(one), "draft": names[one.draft], "left": list(one.left),
            "not_begun": list(one.not_begun),
        }
        for one in found.shares
    ]  # fmt: skip
    incomplete = [
        {
            **dataclasses.asdict(one), "draft": names[one.draft],
            "code": codes.get(one.code, one.code), "reviewer": people.get(one.reviewer, ""),
        }
        for one in found.incomplete
    ]  # fmt: skip
    return {"required": list(found.required), "reviewers": shares, "incomplete": incomplete}
