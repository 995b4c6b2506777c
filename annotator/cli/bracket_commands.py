# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator brackets`: what brackets, options, names and looks say of the text of drafts."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.output import Counter, say, say_json, table, tell
from annotator.domain.errors import PasswordNeededError, UnreadablePdfError, WorkerLostError
from annotator.domain.negotiation.count_words import counted
from annotator.domain.negotiation.mark_words import remarks, sentence
from annotator.domain.project import Draft
from annotator.i18n import _
from annotator.services.negotiation import PlacedMark
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def brackets(workspace: Workspace, options: Options) -> int:
    """`annotator brackets`."""
    name = options.draft or options.only
    drafts = [workspace.drafts.named(name)] if name else list(workspace.drafts.list())
    found = [(draft, _marks(workspace, draft)) for draft in drafts]
    if options.json:
        say_json([_body(draft, row) for draft, rows in found for row in rows])
        return 0
    for number, (draft, rows) in enumerate(found):
        if number:
            say("")
        _tell_draft(workspace, draft, rows)
    return 0


def _marks(workspace: Workspace, draft: Draft) -> tuple[PlacedMark, ...]:
    negotiation = workspace.negotiation
    try:
        negotiation.read_looks(draft.sha256, progress=Counter(_("looking at page")))
    except (PasswordNeededError, UnreadablePdfError, WorkerLostError) as error:
        said = _("{draft}: underlined, struck and coloured words are left out: {reason}")
        tell(said.format(draft=draft.name, reason=error.message))
    return negotiation.placed(draft.sha256)


def _tell_draft(workspace: Workspace, draft: Draft, rows: tuple[PlacedMark, ...]) -> None:
    found = workspace.negotiation.counted(draft.sha256)
    say(f"{draft.name}  {counted(found.total)}")
    if not rows:
        return
    table(
        [
            (row.provision, str(row.page), str(row.mark.depth or ""), row.mark.kind,
             row.mark.status, row.mark.confidence, ", ".join(row.mark.actors), row.words)
            for row in rows
        ],
        head=("provision", "page", "depth", "kind", "status", "sure", "actors", "words"),
    )  # fmt: skip
    say("")
    kinds = [kind for kind, _number in found.total.kinds]
    articles = [(path, dict(each.kinds), each.marks) for path, each in found.articles.items()]
    articles.append(("total", dict(found.total.kinds), found.total.marks))
    table(
        [
            (path or "–", str(marks), *(str(own.get(kind, "")) for kind in kinds))  # noqa: RUF001
            for path, own, marks in articles
        ],
        head=("article", "marks", *kinds),
    )


def _body(draft: Draft, row: PlacedMark) -> dict[str, Any]:
    mark = row.mark
    first, last = mark.segments[0], mark.segments[-1]
    return {
        "draft": draft.name, "provision": row.provision, "article": row.article, "page": row.page,
        "kind": mark.kind, "status": mark.status, "depth": mark.depth, "group": mark.group,
        "words": row.words, "label": mark.label, "choices": list(mark.choices),
        "actors": list(mark.actors), "action": mark.action, "scope": mark.scope,
        "colour": mark.colour, "reason": sentence(mark), "confidence": mark.confidence,
        "remarks": remarks(mark), "start": first.start, "end_page": last.page, "end": last.end,
    }  # fmt: skip
