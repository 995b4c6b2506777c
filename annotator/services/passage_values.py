# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages and tags from their records, and the check of what may be written on a tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.anchor import Anchor
from annotator.domain.change import Record, conflicts, deleted_utc
from annotator.domain.errors import InputRefusedError
from annotator.domain.normalise import canonical
from annotator.domain.passage import Passage
from annotator.domain.tag import FIELDS, VOCABULARIES, Tag
from annotator.i18n import _
from annotator.services.draft_rows import labels_of
from annotator.storage.unit_of_work import UnitOfWork


def page_label(unit: UnitOfWork, anchor: Anchor) -> str:
    """The printed number of the page an anchor starts on, "" where the PDF names none."""
    labels = labels_of(unit.rows, anchor.draft)
    return labels[anchor.page - 1] if 0 < anchor.page <= len(labels) else ""


def checked_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields of a tag in canonical form.

    Raises:
        InputRefusedError: no such field, or a value that its vocabulary does not have.
    """
    values = {}
    for name, written in fields.items():
        if name not in FIELDS:
            raise InputRefusedError(_("A tag has no field {name}.").format(name=name))
        value = canonical(written)
        allowed = VOCABULARIES.get(name)
        if value and allowed and value not in allowed:
            raise InputRefusedError(
                _("{value} is no {name}.").format(value=value, name=name.replace("_", " ")),
                _("Use one of: {allowed}.").format(allowed=", ".join(allowed)),
            )
        values[name] = value
    return values


def tag_of(record: Record) -> Tag:
    """The tag a record holds."""
    values = record.values
    editor = _editor(record)
    return Tag(
        uid=record.uid,
        passage=values["passage"],
        code=values["code"],
        reviewer=values["reviewer"],
        **{name: values[name] for name in FIELDS},
        created_utc=values["created_utc"],
        modified_utc=values["modified_utc"],
        deleted_utc=deleted_utc(record),
        edited_by="" if editor == values["reviewer"] else editor,
        conflicted=tuple(conflicts(record)),
    )


def _editor(record: Record) -> str:
    """Who made the latest edit that shows."""
    return max((record.stamp(name) for name in (*FIELDS, "code")), default=record.base).reviewer


def passage_of(row: Mapping[str, Any], tags: Iterable[Tag]) -> Passage:
    """The passage a row holds, with its live tags."""
    return Passage(
        uid=row["uid"],
        anchor=Anchor.from_json(row["anchor"]),
        provision_title=row["provision_title"],
        page_label=row["page_label"],
        note=row["note"],
        reviewer=row["reviewer"],
        created_utc=row["created_utc"],
        tags=tuple(tags),
        placed=bool(row["placed"]),
    )
