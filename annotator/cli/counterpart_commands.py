# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands about counterparts in reference instruments, and the tables that name them."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from annotator.cli.output import say_json, table, tell
from annotator.domain.correspondence import Numbering
from annotator.domain.counterpart import Board, Line
from annotator.domain.errors import WrongCallError
from annotator.domain.instrument import counterpart_path
from annotator.i18n import _, ngettext
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def counterparts(workspace: Workspace, options: Options) -> int:
    """`annotator counterparts`."""
    draft, asked = workspace.drafts.named(options.draft), workspace.counterparts
    board = asked.board(draft.sha256, numbering=options.numbering)
    lines = board.back if options.back else board.lines
    if options.provision:
        path = counterpart_path(options.provision)
        if options.back:
            lines = tuple(line for line in lines if line.path == path)
        else:
            line = asked.of(draft.sha256, path, numbering=options.numbering)
            if not line.here and not line.matches:
                path = workspace.provisions.named(draft.sha256, path).path
                line = asked.of(draft.sha256, path, numbering=options.numbering)
            lines = (line,)
    if options.without:
        lines = tuple(line for line in lines if line.without)
    if options.json:
        say_json(
            {"draft": draft.sha256, **_numbering_json(board), "lines": [_line(x) for x in lines]}
        )
        return 0
    head = ("provision", "title", "counterpart", "relation", "certainty", "note")
    table([row for line in lines for row in _rows(line, board, back=options.back)], head=head)
    tell(numbering_said(board))
    if board.numbering is not None and board.numbering.judgement:
        tell(board.numbering.judgement)
    return 0


def correspondence(workspace: Workspace, options: Options) -> int:
    """`annotator correspondence`."""
    tables = workspace.counterparts.tables
    if options.import_file:
        made = tables.import_file(options.import_file)
        count = len(made.matches)
        said = ngettext("{n} row is in {table}", "{n} rows are in {table}", count)
        tell(said.format(n=count, table=made.id))
        if options.draft:
            tables.choose(workspace.drafts.named(options.draft).sha256, made.id)
    elif options.forget:
        tables.forget(options.forget)
    elif options.use is not None:
        if not options.draft:
            raise WrongCallError(_("--use wants --draft: which draft is numbered so?"))
        tables.choose(workspace.drafts.named(options.draft).sha256, options.use)
    elif options.json:
        say_json([_table_json(one) for one in tables.numberings()])
    else:
        table(
            [(one.id, one.table, one.name, ", ".join(one.symbols)) for one in tables.numberings()],
            head=("id", "table", "numbering", "drafts"),
        )
    return 0


def numbering_said(board: Board) -> str:
    """Which numbering is used, and what says so."""
    used = board.numbering
    if used is None:
        return _(
            "No table fits this draft. Choose one with `annotator correspondence`, or bring your own."
        )
    name = f"{used.table}: {used.name}" if used.name else used.table
    why = {
        "person": _("as chosen"), "symbol": _("by the draft's symbol"),
        "titles": _("by the titles of its articles"),
    }  # fmt: skip
    return _("Numbering of {name}, {why}.").format(name=name, why=why[board.why])


def _rows(line: Line, board: Board, *, back: bool) -> list[tuple[str, ...]]:
    first = f"{line.instrument} {line.path}".strip()
    rows = [
        (
            match.provision if back else f"{match.instrument} {match.counterpart}".strip()
            if match.counterpart else "", match.relation, match.certainty, match.note,
        )
        for match in line.matches
    ]  # fmt: skip
    rows += [
        (
            link.path if back else f"{link.instrument} {link.provision}", _("linked"), "",
            " ".join(filter(None, (link.note, f"“{link.quote}”" if link.quote else ""))),
        )
        for link in line.links
    ]  # fmt: skip
    rows = rows or [("", "none" if board.numbering else "", "", "")]
    return [
        (first if at == 0 else "", line.title if at == 0 else "", *row)
        for at, row in enumerate(rows)
    ]


def _line(line: Line) -> dict[str, Any]:
    body = dataclasses.asdict(line)
    return {**body, "without": line.without}


def _numbering_json(board: Board) -> dict[str, str]:
    used = board.numbering
    return {"numbering": used.id if used else "", "numbering_by": board.why}


def _table_json(one: Numbering) -> dict[str, Any]:
    return {
        "id": one.id, "table": one.table, "numbering": one.name, "drafts": list(one.symbols),
        "own": one.own, "rows": len(one.matches), "instruments": list(one.instruments),
    }  # fmt: skip
