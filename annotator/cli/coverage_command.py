# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that says which provisions each reviewer has read."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from annotator.cli.output import say_json, table, tell
from annotator.domain.judged import PART, Cell
from annotator.i18n import _, ngettext
from annotator.services.workspace import Workspace

_DEPTH = "  "


def coverage(workspace: Workspace, options: argparse.Namespace) -> int:
    """`annotator coverage`."""
    draft = workspace.drafts.named(options.draft)
    found = workspace.coverage.of(draft.sha256)
    names = [name for _uid, name in found.reviewers]
    if options.json:
        lines = [
            {
                "provision": line.path, "title": line.title, "kind": line.kind,
                "parent": found.lines[line.parent].path if line.parent >= 0 else "",
                "reviewers": {uid: _cell_json(cell) for (uid, _name), cell in
                              zip(found.reviewers, line.cells, strict=True)},
            }
            for line in found.lines
        ]  # fmt: skip
        totals = [
            {"reviewer_uid": uid, "reviewer": name, "judged": judged}
            for (uid, name), judged in zip(found.reviewers, found.judged, strict=True)
        ]
        say_json({"draft": draft.name, "articles": found.articles, "reviewers": totals,
                  "lines": lines})  # fmt: skip
        return 0
    depths: list[int] = []
    for line in found.lines:
        depths.append(depths[line.parent] + 1 if line.parent >= 0 else 0)
    shown = [
        (_DEPTH * depth + line.path, line.title, *(_words(cell) for cell in line.cells))
        for depth, line in zip(depths, found.lines, strict=True)
        if line.kind != PART or any(cell.mark or cell.tags for cell in line.cells)
    ]
    table(shown, head=("provision", "title", *names))
    for name, judged in zip(names, found.judged, strict=True):
        tell(_("{name}: {judged} of {n}").format(name=name, judged=judged, n=found.articles))
    return 0


def _cell_json(cell: Cell) -> dict[str, object]:
    return {**asdict(cell), "judged": cell.judged}


def _words(cell: Cell) -> str:
    """A cell in few words; "-" for nothing."""
    tags = ngettext("{n} tag", "{n} tags", cell.tags).format(n=cell.tags) if cell.tags else ""
    part = ""
    if cell.done and not cell.judged:
        part = _("{done} of {parts}").format(done=cell.done, parts=cell.parts)
    whole = _("all") if cell.judged and not (cell.mark or cell.tags) else ""
    return ", ".join(filter(None, (cell.mark, tags, part or whole))) or "-"
