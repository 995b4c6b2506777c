# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator merge`: files, projects and folders into a project, and what came from whom."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.codebook_words import codebook_json, mapping, tell_codebook
from annotator.cli.output import Counter, say, say_json, tell
from annotator.i18n import _
from annotator.services.merge_report import MergeReport
from annotator.services.merge_told import reported
from annotator.services.not_seen import until_finished
from annotator.services.workspace import Workspace


def merge(workspace: Workspace, options: argparse.Namespace) -> int:
    """Merge, print the counts, write the report; 1 where rows were refused."""
    with reported(options.report, workspace.title(), preview=options.preview) as told:
        report = workspace.transfer.merge(
            options.files, preview=options.preview, progress=Counter(_("merging row")),
            bring_drafts=options.with_drafts, told=told.row,
            maps=[mapping(words) for words in options.map],
        )  # fmt: skip
        told.end(report)
    if options.json:
        say_json(_body(report, preview=options.preview))
    else:
        _say(report, preview=options.preview)
        tell_codebook(report.codebook)
    for path, why in report.left_out:
        tell(_("{file} was left out: {why}").format(file=path, why=why))
    return 1 if report.counts["refused"] else 0


def _body(report: MergeReport, *, preview: bool) -> dict[str, Any]:
    items = [
        {"file": i.file, "line": i.line, "column": i.column, "class": i.outcome,
         "reason": i.why(preview=preview), "about": i.about, "waits": bool(i.waits)}
        for i in report.items
    ]  # fmt: skip
    came = [
        {"file": file, "reviewer": reviewer, "draft": draft, **counts}
        for (file, reviewer, draft), counts in sorted(report.came.items())
    ]
    return {
        **report.counts, "rows": report.rows, "files": report.files, "items": items,
        "unlisted": report.unlisted, "by_reviewer": report.by_reviewer, "by_draft": report.by_draft,
        "came": came, "left_out": [{"file": path, "reason": why} for path, why in report.left_out],
        "drafts_brought": report.brought, "codebook": codebook_json(report.codebook),
        "waits": {name: count - report.done(name) for name, count in report.counts.items()},
    }  # fmt: skip


def _say(report: MergeReport, *, preview: bool) -> None:
    counts = report.counts
    say(", ".join(f"{count} {name}" for name, count in counts.items() if count) or _("no rows"))
    for item in report.items:
        column = f", {item.column}" if item.column else ""
        about = f"{item.about}: " if item.about else ""
        say(f"{item.file}:{item.line}{column}: {item.outcome}: {about}{item.why(preview=preview)}")
    if report.unlisted:
        say(
            _("{n} more rows are not listed; --report OUT.csv lists all.").format(n=report.unlisted)
        )
    for draft, n in report.hidden.items():
        said = _("{n} rows of colleagues: {why}")
        say(said.format(n=n, why=until_finished(draft)))
    if report.brought:
        say(_("PDFs taken along: {drafts}").format(drafts=", ".join(report.brought)))
