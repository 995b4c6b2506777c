# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits in an inbox, made up for tests."""

from __future__ import annotations

from itertools import cycle

from annotator.domain.codebook import Code
from annotator.services.conflicts import Alternative, Conflict
from annotator.services.inbox import Held, HeldField
from annotator.services.subjects import Subject
from annotator.ui.panels.inbox_words import Book

CODES = {
    "c1": Code("c1", "SUR-3", "Bulk collection", colour="#7FB2F0"),
    "c2": Code("c2", "SAF-3", "Prior authorisation", colour="#A8D8A0"),
}
BOOK = Book(CODES, {"r1": "Ana Ruiz"})
SUBJECT = Subject(
    code="SUR-3", code_name="Bulk collection", quote="collect  traffic\ndata", draft="d" * 64,
    draft_name="A/1@en", page=12, passage="p1", provision="Art 6(2)(a)", reviewer="Ana Ruiz",
)  # fmt: skip


def conflict(field="severity", values=("3", "4"), *, uid="t1", kind="tag", subject=SUBJECT):
    who = ("Ana Ruiz", "Bo", "")
    alternatives = tuple(
        Alternative(value, name, "2026-01-20T10:00:00Z")
        for value, name in zip(values, cycle(who), strict=False)
    )
    return Conflict(kind, uid, field, alternatives, subject)


def held(*fields, deleted=False, uid="t9"):
    pairs = tuple(HeldField(*field) for field in fields)
    return Held(uid, "tag", SUBJECT, ("Bo",), "2026-01-20T10:00:00Z", "bo.csv", deleted, pairs)
