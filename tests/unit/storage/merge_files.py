# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotation files of a large team, as the program writes them. Measures nothing itself.

Each reviewer's rows are made from records once and repeated with other ids: ids stand in no check, so that
every row is as an export has it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
import uuid
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.change import GUESS, Record, Stamp, created, written
from annotator.domain.codebook import Code
from annotator.domain.identity import derived_uid, digest
from annotator.domain.kinds import FIELDS
from annotator.exchange.annotation_rows import annotation_row
from annotator.exchange.csv_cells import guarded
from annotator.exchange.csv_file import COLUMNS
from annotator.pdf.text_layer import EXTRACTOR
from annotator.services.projects import create_workspace, shipped_codes
from annotator.services.workspace import Workspace
from annotator.storage.tables import Blob

DRAFTS = tuple(hashlib.sha256(f"%{n}".encode()).hexdigest() for n in range(4))
_SEEDS = 60
_UTC = "2026-03-04T05:06:07Z"
_WORDS = [
    "each",
    "State",
    "Party",
    "shall",
    "adopt",
    "such",
    "legislative",
    "and",
    "other",
    "measures",
    "as",
    "may",
    "be",
    "necessary",
    "to",
    "establish",
    "as",
    "criminal",
    "offences",
    "under",
    "its",
    "domestic",
    "law",
    "when",
    "committed",
    "intentionally",
    "and",
    "without",
    "right",
    "the",
    "access",
    "to",
    "the",
    "whole",
    "or",
    "any",
    "part",
    "of",
    "an",
    "information",
    "and",
    "communications",
    "technology",
    "system",
    "subject",
    "to",
    "conditions",
    "and",
    "safeguards",
    "which",
    "shall",
    "provide",
    "for",
    "the",
    "adequate",
    "protection",
    "of",
    "human",
    "rights",
    "“including”",
    "privacy",
]


def a_project(path: Path, reviewer: str) -> Workspace:
    """An open project with four drafts and no text."""
    workspace = create_workspace(path, title="T", reviewer=reviewer)
    with workspace._desk.change("add_draft") as unit:
        unit.put("draft", [a_draft(sha256) for sha256 in DRAFTS], {})
        blobs = enumerate(DRAFTS)
        unit.rows.insert(
            Blob, [{"sha256": s, "size": 1 + len(str(n)), "data": b"%%%d" % n} for n, s in blobs]
        )
    return workspace


def a_draft(sha256: str) -> Record:
    """What everybody's program guesses of a draft."""
    number = str(1 + DRAFTS.index(sha256))
    values = {
        "symbol": f"A/{number}",
        "language": "en",
        "date": "2023-05-29",
        "round": number,
        "treaty": "T",
    }
    return created("draft", sha256, {**dict.fromkeys(FIELDS["draft"], ""), **values}, GUESS)


def an_anchor(chance: random.Random, draft: str) -> Anchor:
    """Words of ordinary length somewhere in a draft."""
    start = chance.randrange(len(_WORDS) - 12)
    words = _WORDS[start : start + chance.randrange(6, 30)]
    quote = " ".join(words)
    page, first = chance.randrange(1, 80), chance.randrange(3000)
    lines = 1 + len(quote) // 90
    quads = tuple(
        Quad(
            page,
            (
                72.1,
                90.2 + 14 * n,
                410.3,
                90.2 + 14 * n,
                72.1,
                102.4 + 14 * n,
                410.3,
                102.4 + 14 * n,
            ),
        )
        for n in range(lines)
    )
    return Anchor(
        "text", draft, (Segment(page, first, first + len(quote)),), quote, " ".join(_WORDS[:9]),
        " ".join(_WORDS[-9:]), quads, EXTRACTOR, ((page, hashlib.sha256(quote.encode()).hexdigest()[:16]),),
        f"Art {page % 60 + 1}({first % 5 + 1})",
    )  # fmt: skip


def _rows(number: int, chance: random.Random) -> Iterator[dict[str, str]]:
    """Rows of one reviewer: a fifth of the passages have two tags, a tenth of the tags were edited."""
    uid, session = derived_uid("reviewer", str(number)), digest("session", str(number))
    person = {"name": f"Reviewer {number}", "organisation": "Bench"}
    reviewer = created("reviewer", uid, person, Stamp(2, uid, session))
    codes = [code for code in shipped_codes() if code.family]
    for at in range(_SEEDS):
        draft = a_draft(DRAFTS[at % len(DRAFTS)])
        stamp = Stamp(3 + 2 * at, uid, session)
        passage = created("passage", derived_uid("p", str(at)), {
            **dict.fromkeys(FIELDS["passage"], ""), "draft": draft.uid, "reviewer": uid,
            "anchor": an_anchor(chance, draft.uid).to_json(), "created_utc": _UTC, "modified_utc": _UTC,
        }, stamp)  # fmt: skip
        for code in chance.sample(codes, 2 if at % 5 == 0 else 1):
            tag = created("tag", derived_uid("t", str(at), code.uid), {
                **dict.fromkeys(FIELDS["tag"], ""), "passage": passage.uid, "code": code.uid,
                "reviewer": uid, "severity": str(1 + at % 4), "stance": "weakens", "confidence": "medium",
                "note": "as before" if at % 3 else "", "review_state": "draft", "visibility": "internal",
                "created_utc": _UTC, "modified_utc": _UTC,
            }, stamp)  # fmt: skip
            if at % 10 == 0:
                tag = written(
                    tag, {"note": "thought of again: it’s graver"}, Stamp(4 + 2 * at, uid, session)
                )
            yield annotation_row(
                "tag",
                primary=tag,
                passage=passage,
                draft=draft,
                reviewer=reviewer,
                code=_record(code),
            )


def _record(code: Code) -> Record:
    said = {"code": code.id, "name": code.name, "family": code.family}
    return Record("code", code.uid, {**dict.fromkeys(FIELDS["code"], ""), **said})


def a_file(folder: Path, number: int, rows: int) -> Path:
    """One reviewer's annotation file of so many tags."""
    chance = random.Random(number)
    seeds = []
    for row in _rows(number, chance):
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerow(
            [guarded(row.get(name, "")) for name in COLUMNS]
        )
        seeds.append((out.getvalue(), row["passage_uid"], row["tag_uid"]))
    path, made = folder / f"reviewer-{number:03}.csv", 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(COLUMNS) + "\r\n")
        while made < rows:
            again: dict[str, str] = {}
            for line, passage, tag in seeds[: rows - made]:
                fresh = again.setdefault(passage, str(uuid.UUID(int=chance.getrandbits(128))))
                mine = str(uuid.UUID(int=chance.getrandbits(128)))
                file.write(line.replace(passage, fresh).replace(tag, mine))
                made += 1
    return path
