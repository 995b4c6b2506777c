# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which fields of which records travel between projects and merge. The one list of them."""

from __future__ import annotations

from annotator.domain import tag

_TIMES = ("created_utc", "modified_utc", "deleted")

FIELDS: dict[str, tuple[str, ...]] = {
    "draft": (
        "symbol", "language", "date", "round", "treaty", "distribution", "original", "unit",
        "instrument",
    ),
    "reviewer": ("name", "organisation"),
    "code": (
        "code", "name", "family", "definition", "include", "exclude", "standards",
        "typical_provisions", "example", "colour", "retired",
    ),
    "passage": (
        "draft", "anchor", "provision_title", "page_label", "note", "reviewer", "carried_from",
        *_TIMES,
    ),
    "tag": ("passage", "code", "reviewer", *tag.FIELDS, *_TIMES),
    "mark": ("draft", "provision", "provision_title", "value", "reviewer", "note", *_TIMES),
    "comment": ("target", "text", "reviewer", *_TIMES),
    "provision": (
        "draft", "action", "page", "start", "kind", "number", "title", "label", "to_page", "to_start",
        "note", "reviewer", *_TIMES,
    ),
    "counterpart": ("draft", "target", "instrument", "provision", "note", "reviewer", *_TIMES),
    "alignment": (
        "draft", "other", "page", "start", "other_page", "other_start", "provision", "other_provision",
        "together", "note", "reviewer", *_TIMES,
    ),
    "decision": (
        "draft", "passage", "verdict", "outcome", "carried", "note", "reviewer", *_TIMES,
    ),
    "finish": ("draft", "note", "reviewer", *_TIMES),
    "join": ("what", "one", "other", "shown", "note", *_TIMES),
    "task": ("person", "articles", "drafts", "required", "blind", "note", *_TIMES),
}  # fmt: skip
"""Fields by kind of record, in the order they are stored."""

AUTHORED = tuple(kind for kind, fields in FIELDS.items() if "reviewer" in fields)
"""Kinds that have an author, whom nobody overrules unasked."""

ON_DRAFT = tuple(kind for kind in AUTHORED if "draft" in FIELDS[kind] and kind != "passage")
"""Kinds that stand on a draft, and are no passage and on none."""

ALONE = ("join", "task")
"""Kinds that are the whole team's word: they have no author and stand on no draft."""
