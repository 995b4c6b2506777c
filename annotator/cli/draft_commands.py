# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands about drafts, their text, and the codebook."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from annotator.cli.output import Counter, say, say_json, table, tell
from annotator.domain.errors import InputRefusedError, WrongCallError
from annotator.domain.project import Draft
from annotator.domain.sameness import CODE
from annotator.i18n import _, ngettext
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def draft_json(draft: Draft) -> dict[str, Any]:
    """A draft as the command line tells it."""
    body = {
        name: getattr(draft, name)
        for name in (
            "symbol",
            "language",
            "date",
            "round",
            "sha256",
            "pages",
            "file",
            "distribution",
            "original",
            "instrument",
        )
    }
    return {**body, "notes": draft.notes.split("\n") if draft.notes else []}


def add(workspace: Workspace, options: Options) -> int:
    """`annotator add`."""
    password = None
    if options.password_file:
        try:
            password = options.password_file.read_text("utf-8").rstrip("\r\n")
        except (OSError, ValueError) as error:
            raise InputRefusedError(
                _("{path} cannot be read: {error}.").format(path=options.password_file, error=error)
            ) from error
    known = (
        workspace.counterparts.tables.instrument(options.instrument) if options.instrument else None
    )
    draft = workspace.drafts.add(
        options.pdf, symbol=options.symbol or (known.symbol or known.short if known else ""),
        language=options.language, date=options.date, round=options.round,
        instrument=known.id if known else "", password=password, progress=Counter(_("reading page")),
    )  # fmt: skip
    if options.json:
        say_json(draft_json(draft))
    else:
        pages = ngettext("{n} page", "{n} pages", draft.pages).format(n=draft.pages)
        say(f"{draft.name}  {pages}  {draft.sha256[:12]}")
    for note in draft.notes.split("\n") if draft.notes else []:
        tell(_("{file}: {note}").format(file=draft.file, note=note))
    return 0


def drafts(workspace: Workspace, options: Options) -> int:
    """`annotator drafts`."""
    drafts = workspace.drafts.list()
    if options.json:
        say_json([draft_json(draft) for draft in drafts])
    else:
        table(
            [
                (d.symbol, d.language, d.date, d.round, str(d.pages), d.sha256[:12], d.file)
                for d in drafts
            ],
            head=("symbol", "language", "date", "round", "pages", "sha256", "file"),
        )
    return 0


def text(workspace: Workspace, options: Options) -> int:
    """`annotator text`."""
    draft = workspace.drafts.named(options.draft)
    texts = workspace.drafts.texts(draft.sha256)
    wanted = list(texts)
    if options.page is not None:
        if not 1 <= options.page <= draft.pages:
            raise WrongCallError(
                _("{draft} has pages 1 to {pages}.").format(draft=draft.name, pages=draft.pages)
            )
        wanted = [options.page]
    for number, page in enumerate(texts[page] for page in wanted if page in texts):
        if options.kinds:
            for line in page.lines:
                words = page.text[line.start : line.end]
                say(f"{page.page}\t{line.start}\t{line.end}\t{line.kind}\t{words}")
        else:
            say(("\f" if number else "") + page.text.rstrip("\n"))
    return 0


def provisions(workspace: Workspace, options: Options) -> int:
    """`annotator provisions`."""
    draft = workspace.drafts.named(options.draft)
    provisions = workspace.provisions
    if options.again:
        provisions.find_again(draft.sha256)
    found = provisions.structure(draft.sha256, unit=options.unit)
    rows = [
        {
            "path": one.path, "label": one.label, "kind": one.kind, "number": one.number,
            "title": one.title, "parent": found.provisions[one.parent].path if one.parent >= 0 else "",
            "page": one.page, "start": one.start, "end_page": one.end_page, "end": one.end,
        }
        for one in found.provisions
    ]  # fmt: skip
    if options.json:
        say_json(rows)
        return 0
    depths: list[int] = []
    for one in found.provisions:
        depths.append(depths[one.parent] + 1 if one.parent >= 0 else 0)
    table(
        [("  " * depth + one.path, str(one.page), one.title)
         for depth, one in zip(depths, found.provisions, strict=True)],
        head=("provision", "page", "title"),
    )  # fmt: skip
    tell(found.unit_reason)
    for remark in found.remarks:
        where = _("page {page}: ").format(page=remark.page) if remark.page else ""
        tell(f"{where}{remark.text}")
    return 0


def search(workspace: Workspace, options: Options) -> int:
    """`annotator search`."""
    draft = workspace.drafts.named(options.draft).sha256 if options.draft else ""
    hits = workspace.search.find(options.query, draft=draft)
    if options.json:
        say_json([dataclasses.asdict(hit) for hit in hits])
    else:
        table(
            [(h.draft, str(h.page), f"{h.before[-16:]} [{h.quote}] {h.after}") for h in hits],
            head=("draft", "page", "words"),
        )
    return 0


def codes(workspace: Workspace, options: Options) -> int:
    """`annotator codes`."""
    if options.import_file:
        count = workspace.codes.import_file(options.import_file)
        tell(
            ngettext("{n} code added or changed", "{n} codes added or changed", count).format(
                n=count
            )
        )
    elif options.part is not None:
        code = workspace.codes.named(options.part)
        workspace.joins.part(CODE, code.uid, name=code.id)
    elif options.export_file:
        workspace.codes.export_file(options.export_file)
    elif options.json:
        say_json([dataclasses.asdict(code) for code in workspace.codes.list()])
    else:
        for code in workspace.codes.list():
            say(f"{'  ' if code.family else ''}{code.id:8} {code.name}")
    return 0
