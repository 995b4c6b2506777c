# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags, comments and marks from their records, and the check of what may be written on a tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.domain.anchor import Anchor
from annotator.domain.change import Record, conflicts, deleted_utc
from annotator.domain.comment import Comment
from annotator.domain.errors import InputRefusedError
from annotator.domain.mark import Mark
from annotator.domain.normalise import canonical
from annotator.domain.tag import FIELDS, VOCABULARIES, Tag
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.draft_rows import labels_of
from annotator.storage.unit_of_work import UnitOfWork

TAG_SAID = (*FIELDS, "code")
COMMENT_SAID = ("text",)
MARK_SAID = ("value", "note")
"""The fields whose latest edit names the editor."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging made or found: the passage, and a tag for each code."""

    passage: str
    tags: tuple[str, ...]


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


def said_text(text: str) -> str:
    """The text of a comment in canonical form.

    Raises:
        InputRefusedError: nothing was said.
    """
    said = canonical(text).strip()
    if not said:
        raise InputRefusedError(_("The comment is empty."))
    return said


def tag_of(record: Record) -> Tag:
    """The tag a record holds."""
    values = record.values
    return Tag(
        uid=record.uid,
        passage=values["passage"],
        code=values["code"],
        reviewer=values["reviewer"],
        **{name: values[name] for name in FIELDS},
        created_utc=values["created_utc"],
        modified_utc=values["modified_utc"],
        deleted_utc=deleted_utc(record),
        edited_by=_editor(record, TAG_SAID),
        conflicted=tuple(conflicts(record)),
    )


def comment_of(record: Record) -> Comment:
    """The comment a record holds."""
    values = record.values
    return Comment(
        record.uid, values["target"], values["text"], values["reviewer"], values["created_utc"],
        _editor(record, COMMENT_SAID),
    )  # fmt: skip


def mark_of(record: Record) -> Mark:
    """The mark a record holds."""
    values = record.values
    return Mark(
        record.uid, values["draft"], values["provision"], values["provision_title"],
        values["value"], values["reviewer"], values["note"], values["created_utc"],
        _editor(record, MARK_SAID),
    )  # fmt: skip


def _editor(record: Record, names: Iterable[str]) -> str:
    """Who made the latest edit that shows, "" where it was the author."""
    editor = max(record.stamp(name) for name in names).reviewer
    return "" if editor == record.values["reviewer"] else editor
