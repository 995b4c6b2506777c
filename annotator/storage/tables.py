# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of a project, schema 1. Rows never leave this floor: repositories turn them into values.

Times are ISO UTC text and ids are UUID text, so that the same models serve PostgreSQL. Every row
carries a hash of its content, because SQLite's own checks do not see a changed word.
"""

from __future__ import annotations

from sqlmodel import Field

from annotator.storage.record_tables import (
    RECORD_TABLES,
    Boundary,
    Code,
    Comment,
    Counterpart,
    Decision,
    Draft,
    Finish,
    Joining,
    Mark,
    Pairing,
    Passage,
    Reviewer,
    Tag,
    Task,
)
from annotator.storage.table_base import RecordRow, Row, content_columns, content_hash

SCHEMA = 1
"""Number of the schema: `PRAGMA user_version` and the last Alembic revision say the same."""


class Treaty(Row, table=True):
    """The instrument under negotiation. Drafts carry its title to other projects."""

    uid: str = Field(unique=True)
    title: str = ""


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


class EditionPlace(Row, table=True):
    """Where a passage of an edition that is not here stands on the one that is. A cache: rebuildable."""

    __tablename__ = "edition_place"
    passage: str = Field(unique=True)
    draft: str = Field(index=True)
    made_of: str = ""
    page: int = 0
    start: int = 0
    anchor: str = ""
    placed: int = 1


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


ALL_TABLES: tuple[type[Row], ...] = (
    Treaty, Draft, Reviewer, Code, Passage, Tag, Mark, Comment, Boundary, Counterpart, Pairing,
    Decision, Finish, Joining, Task, KeptRow, Held, Blob, Page, Preview, TextPage, FoundProvisions,
    FoundMarks, EditionPlace, Revision, Change, Meta,
)  # fmt: skip

__all__ = [
    "ALL_TABLES", "RECORD_TABLES", "SCHEMA", "Blob", "Boundary", "Change", "Code", "Comment",
    "Counterpart", "Decision", "Draft", "EditionPlace", "Finish", "FoundProvisions", "Held",
    "Joining", "KeptRow", "Mark", "Meta", "Page", "Pairing", "Passage", "Preview", "RecordRow",
    "Reviewer", "Revision", "Row", "Tag", "Task", "TextPage", "Treaty", "content_columns",
    "content_hash",
]  # fmt: skip
