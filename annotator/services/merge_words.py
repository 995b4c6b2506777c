# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the report of a merge says of a row: which words it is about, and who wrote what apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from annotator.domain.anchor import Anchor, kind_of
from annotator.domain.area import AREA, anchor_words, area_label
from annotator.domain.change import Record, conflicts, deleted_utc
from annotator.i18n import _
from annotator.services.conflicts import DELETION, Alternative, alternatives
from annotator.services.subjects import in_short

Find = Callable[[str, str], Record | None]
"""A record by kind and uid, as it will be."""
TOLD = 5
"""So many values of a field in conflict are told in a row's reason; the inbox has them all."""


def about(cells: Mapping[str, str]) -> str:
    """The words a row is about, e.g. `SUR-3 “each State Party”, page 4`; "" where it names none."""
    quote = cells.get("quote", "").strip()
    words = f"“{in_short(quote)}”" if quote else cells.get("provision", "").strip()
    if not quote and kind_of(cells.get("anchor", "")) == AREA:
        words = area_label("")
    said = " ".join(filter(None, (cells.get("code", "").strip(), words)))
    page = cells.get("page", "").strip()
    return _("{words}, page {page}").format(words=said, page=page) if said and page else said


def edited_apart(record: Record, find: Find) -> str:
    """Every field in conflict with its values, `TOLD` at most, who wrote them and when."""
    told = []
    for name, dots in conflicts(record).items():
        writers = {record.stamp(field).reviewer for field in record.values}
        writers |= {stamp.reviewer for stamp, _value in dots[:TOLD]}
        people = {
            uid: person.values["name"]
            for uid in filter(None, writers)
            if (person := find("reviewer", uid)) is not None
        }
        values = [
            alternative_in_words(name, each, find)
            for each in alternatives(record, name, people, most=TOLD)
        ]
        said = _(" or ").join(values)
        if len(dots) > TOLD:
            said = _("{values} or {count} more").format(values=said, count=len(dots) - TOLD)
        told.append(f"{name.replace('_', ' ')}: {said}")
    return _("edited apart: {fields}").format(fields="; ".join(told))


def stands_on_deleted(
    comment: Record, get_many: Callable[[str, Iterable[str]], Mapping[str, Record]]
) -> str:
    """Why nobody will see a comment that comes: what it stands on was deleted here; "" if it was not."""
    target = comment.values["target"]
    for kind, words in (
        ("tag", _("its tag was deleted here")),
        ("passage", _("its passage was deleted here")),
    ):
        record = get_many(kind, [target]).get(target)
        if record is not None and deleted_utc(record) and not deleted_utc(comment):
            return words
    return ""


def alternative_in_words(field: str, value: Alternative, find: Find) -> str:
    """A value in conflict, e.g. `“3” (Bo, 2026-11-22T10:00:00Z)`."""
    said = value_in_words(field, value.value, find)
    who = ", ".join(filter(None, (value.reviewer, value.utc)))
    return f"{said} ({who})" if who else said


def value_in_words(field: str, value: str, find: Find) -> str:
    """A value as a reviewer knows it: a code's letters, whether something is deleted."""
    if field == "deleted":
        return _("deleted") if value == DELETION else _("kept")
    if field == "anchor":
        return anchor_in_words(value)
    code = find("code", value) if field == "code" else None
    return f"“{in_short(code.values['code'] if code else value)}”"


def anchor_in_words(value: str) -> str:
    """The words a passage's anchor names and their page; the value itself where it is no anchor."""
    try:
        anchor = Anchor.from_json(value)
    except ValueError:
        return in_short(value)
    words = anchor_words(replace(anchor, quote=in_short(anchor.quote)))
    return _("{words}, page {page}").format(words=words, page=anchor.page) if anchor.page else words
