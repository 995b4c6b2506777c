# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator compare`: what changed from one draft to another."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.output import say_json, table
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.changes import Change
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def compare(workspace: Workspace, options: Options) -> int:
    """`annotator compare`."""
    older = workspace.drafts.named(options.older).sha256
    newer = workspace.drafts.named(options.newer).sha256
    found = workspace.comparing.changes(older, newer)
    if options.json:
        words = workspace.comparing.map(older, newer)
        known = {one.pair: one for one in found}
        paths = [
            [one.path for one in side.structure.provisions] for side in (words.older, words.newer)
        ]
        pairs = [_body(pair, known.get(pair), *paths) for pair in words.alignment.pairs]
        say_json({"older": older, "newer": newer, "pairs": pairs})
        return 0
    table(
        [(one.a, one.b, ", ".join(sorted(one.kinds))) for one in found],
        head=("before", "now", "change"),
    )
    return 0


def _body(pair: Pair, change: Change | None, older: list[str], newer: list[str]) -> dict[str, Any]:
    a, b = ([paths[at] for at in side] for paths, side in ((older, pair.a), (newer, pair.b)))
    pieces = change.pieces if change else ()
    return {
        "a": a[0] if a else None, "b": b[0] if b else None, "more_a": a[1:], "more_b": b[1:],
        "status": pair.status, "similarity": pair.score, "reason": list(pair.reason),
        "locked": pair.locked, "kinds": sorted(change.kinds) if change else [],
        "words": [
            {"op": piece.op, "a": piece.text if piece.a else "", "b": piece.text if piece.b else ""}
            for piece in pieces
        ],
    }  # fmt: skip
