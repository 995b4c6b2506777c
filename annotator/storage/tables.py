# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of a project, schema 1. Rows never leave this floor: repositories turn them into values.

Times are ISO UTC text and ids are UUID text, so that the same models serve PostgreSQL. Every row
carries a hash of its content, because SQLite's own checks do not see a changed word.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Index, MetaData
from sqlmodel import Field, SQLModel

SCHEMA = 1
"""Number of the schema: `PRAGMA user_version` and the last Alembic revision say the same."""

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class Row(SQLModel):
    """What every table has: an integer key for speed and a hash of the content."""

    row: int | None = Field(default=None, primary_key=True)
    row_hash: str = ""


class RecordRow(Row):
    """What every mergeable table has.

    `stamps`, `others` and `more` are JSON: stamps with `seen`, losing live values, and fields that
    this version does not know.
    """

    uid: str = Field(unique=True)
    stamps: str = ""
    others: str = ""
    more: str = ""


class Treaty(Row, table=True):
    """The instrument under negotiation. Drafts carry its title to other projects."""

    uid: str = Field(unique=True)
    title: str = ""


class Draft(RecordRow, table=True):
    """A draft; `uid` is the SHA-256 of its PDF. The columns after `treaty` stay in this project."""

    symbol: str = ""
    language: str = ""
    date: str = ""
    round: str = ""
    treaty: str = ""
    distribution: str = ""
    original: str = ""
    unit: str = ""
    instrument: str = ""
    file: str = ""
    pages: int = 0
    labels: str = ""
    notes: str = ""
    removed: int = 0


class Reviewer(RecordRow, table=True):
    """Who tags."""

    name: str = ""
    organisation: str = ""


class Code(RecordRow, table=True):
    """A concern code. `position` is its place in the codebook of this project."""

    code: str = ""
    name: str = ""
    family: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    standards: str = ""
    typical_provisions: str = ""
    example: str = ""
    colour: str = ""
    retired: str = ""
    position: int = 0


class Passage(RecordRow, table=True):
    """What was marked. `page`, `start` and `placed` follow from the anchor and this project's PDF."""

    __table_args__ = (Index("ix_passage_place", "draft", "page", "start"),)
    draft: str = Field(foreign_key="draft.uid")
    anchor: str = ""
    provision_title: str = ""
    page_label: str = ""
    note: str = ""
    reviewer: str = ""
    carried_from: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""
    page: int = 0
    start: int = 0
    placed: int = 1


class Tag(RecordRow, table=True):
    """One code on one passage by one reviewer; a tombstone where `deleted` says so."""

    passage: str = Field(foreign_key="passage.uid", index=True)
    code: str = Field(foreign_key="code.uid", index=True)
    reviewer: str = Field(foreign_key="reviewer.uid")
    severity: str = ""
    stance: str = ""
    recommendation: str = ""
    proposed_wording: str = ""
    note: str = ""
    text_status: str = ""
    actors: str = ""
    standards: str = ""
    confidence: str = ""
    review_state: str = ""
    visibility: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Mark(RecordRow, table=True):
    """A reviewer's word on a provision without a code: read, missing, discuss."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    provision: str = ""
    provision_title: str = ""
    value: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    note: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Comment(RecordRow, table=True):
    """A reviewer's remark on a passage, a tag or a mark."""

    target: str = Field(index=True)
    text: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Boundary(RecordRow, table=True):
    """A reviewer's word on where a provision begins, and what it is called. Numbers are text."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    action: str = ""
    page: str = ""
    start: str = ""
    kind: str = ""
    number: str = ""
    title: str = ""
    label: str = ""
    to_page: str = ""
    to_start: str = ""
    note: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Counterpart(RecordRow, table=True):
    """A reviewer's link from a passage or a provision to a provision of a reference instrument."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    target: str = Field(index=True)
    instrument: str = ""
    provision: str = ""
    note: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class KeptRow(Row, table=True):
    """A row of an annotation file kept word for word: of an unknown kind, or waiting for its draft."""

    __tablename__ = "kept_row"
    uid: str = Field(unique=True)
    record: str = ""
    cells: str = ""
    waiting: int = 0


class Held(Row, table=True):
    """What a file says of one's own work, waiting for a word on it. `state` is a record as it came."""

    key: str = Field(unique=True)
    kind: str = ""
    uid: str = ""
    state: str = ""
    file: str = ""
    utc: str = ""


class Blob(Row, table=True):
    """A PDF, once per SHA-256."""

    sha256: str = Field(unique=True)
    size: int = 0
    data: bytes = b""


class Page(Row, table=True):
    """A page's size as shown, in points; with the preview, enough to paint before any worker answers."""

    draft: str = Field(index=True)
    number: int
    width: float
    height: float
    rotation: int = 0


class Preview(Row, table=True):
    """A small lossless picture of a page (PNG). A cache: rebuildable."""

    draft: str = Field(index=True)
    number: int
    data: bytes = b""


class TextPage(Row, table=True):
    """The text layer of a page. A cache, keyed by the PDF and by what extracted it: rebuildable."""

    __tablename__ = "text_page"
    draft: str = Field(index=True)
    number: int
    extractor: str = ""
    text_hash: str = ""
    data: bytes = b""


class FoundProvisions(Row, table=True):
    """The provisions found in a draft. A cache, keyed by all that they follow from: rebuildable."""

    __tablename__ = "found_provisions"
    draft: str = Field(unique=True)
    made_of: str = ""
    data: bytes = b""


class FoundMarks(Row, table=True):
    """The negotiation marks found in a draft: by words, and by looks once these are read. A cache."""

    __tablename__ = "found_marks"
    draft: str = Field(unique=True)
    made_of: str = ""
    words: bytes = b""
    looks: bytes = b""


class Revision(Row, table=True):
    """One user action in the log. `kind` is do, undo or redo; `target` the revision undone or redone."""

    uid: str = Field(unique=True)
    utc: str = ""
    reviewer: str = ""
    session: str = ""
    counter: int = 0
    label: str = ""
    detail: str = ""
    bulk: int = 0
    kind: str = "do"
    target: int = 0
    undone: int = 0


class Change(Row, table=True):
    """One record's part in a revision: its state before ("" for a creation), and a hash of it after."""

    revision: int = Field(index=True)
    kind: str = ""
    uid: str = ""
    before: str = ""
    after: str = ""


class Meta(Row, table=True):
    """Small facts of the project: counter, who acts here, last view, settings."""

    key: str = Field(unique=True)
    value: str = ""


RECORD_TABLES: dict[str, type[RecordRow]] = {
    "draft": Draft,
    "reviewer": Reviewer,
    "code": Code,
    "passage": Passage,
    "tag": Tag,
    "mark": Mark,
    "comment": Comment,
    "provision": Boundary,
    "counterpart": Counterpart,
}
"""Mergeable tables, in the order in which rows may refer to each other."""

ALL_TABLES: tuple[type[Row], ...] = (
    Treaty, Draft, Reviewer, Code, Passage, Tag, Mark, Comment, Boundary, Counterpart, KeptRow,
    Held, Blob, Page, Preview, TextPage, FoundProvisions, FoundMarks, Revision, Change, Meta,
)  # fmt: skip


@functools.cache
def content_columns(table: type[Row]) -> tuple[str, ...]:
    """The columns a row's hash covers, in order: all but its key and the hash."""
    names = (column.name for column in table.__table__.columns)  # type: ignore[attr-defined]
    return tuple(sorted(name for name in names if name not in {"row", "row_hash"}))


def content_hash(values: Sequence[Any]) -> str:
    """Hash of a row's content, 16 hex digits. Bytes count by their own hash."""
    parts = (
        hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
        for value in values
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
