# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotator compare`: what changed from one draft to another."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from annotator.cli.output import say_json, table, tell
from annotator.domain.alignment.aligned import Pair
from annotator.domain.alignment.change_words import change_name, kind_names, modality_sentence
from annotator.domain.alignment.changes import KINDS, Change
from annotator.domain.alignment.draft_words import FOOTNOTES
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO
from annotator.domain.alignment.word_map import WordMap
from annotator.i18n import _
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def compare(workspace: Workspace, options: Options) -> int:
    """`annotator compare`."""
    older, newer = (workspace.drafts.named(name) for name in (options.older, options.newer))
    found = workspace.comparing.changes(older.sha256, newer.sha256)
    words = workspace.comparing.map(older.sha256, newer.sha256)
    if options.html:
        workspace.comparing.write_page(older.sha256, newer.sha256, options.html)
        tell(_("Wrote {path}.").format(path=options.html))
    elif options.json:
        say_json({"older": older.sha256, "newer": newer.sha256, **_json(words, found)})
    else:
        table(map(_row, found), head=("provision", "title", "change"))
    if not words.alignment.by_words:
        tell(_("The drafts are in two languages: only their provisions are compared, by number."))
    return 0


def _row(one: Change) -> tuple[str, str, str]:
    said = [*kind_names(one), *map(modality_sentence, one.modality)]
    return change_name(one), one.title, ", ".join(said)


def _json(words: WordMap, found: tuple[Change, ...]) -> dict[str, Any]:
    known = {one.pair: one for one in found}
    older, newer = (
        [one.path for one in side.structure.provisions] for side in (words.older, words.newer)
    )
    return {
        "pairs": [_pair(one, known.get(one), older, newer) for one in words.alignment.pairs],
        "outside": [
            {"what": "footnotes" if FOOTNOTES in one.pair.a else "text", **_change(one)}
            for one in found if min((*one.pair.a, *one.pair.b)) < 0
        ],
    }  # fmt: skip


def _pair(pair: Pair, change: Change | None, older: list[str], newer: list[str]) -> dict[str, Any]:
    a, b = ([paths[at] for at in side] for paths, side in ((older, pair.a), (newer, pair.b)))
    return {
        "a": a[0] if a else None, "b": b[0] if b else None, "more_a": a[1:], "more_b": b[1:],
        "status": pair.status, "similarity": pair.score, "reason": list(pair.reason),
        "locked": pair.locked, **_change(change),
    }  # fmt: skip


def _change(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {"kinds": [], "modality": [], "words": []}
    return {
        "kinds": [kind for kind in KINDS if kind in change.kinds],
        "modality": [dataclasses.asdict(one) for one in change.modality],
        "words": [
            {
                "op": piece.op,
                "a": piece.text if piece.op not in (INSERTED, MOVED_TO) else "",
                "b": piece.text if piece.op not in (DELETED, MOVED_FROM) else "",
            }
            for piece in change.pieces
        ],
    }
