# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of what merges: each row is a record with stamps. See `domain.kinds` for their fields."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from annotator.storage.table_base import RecordRow


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
    outline: str = ""
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


class Pairing(RecordRow, table=True):
    """A reviewer's word on whether provisions of two drafts belong together. Numbers are text."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    other: str = Field(index=True)
    page: str = ""
    start: str = ""
    other_page: str = ""
    other_start: str = ""
    provision: str = ""
    other_provision: str = ""
    together: str = ""
    note: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Decision(RecordRow, table=True):
    """A reviewer's word on what became of a passage in a newer draft, `draft`."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    passage: str = Field(index=True)
    verdict: str = ""
    outcome: str = ""
    carried: str = ""
    note: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Finish(RecordRow, table=True):
    """A reviewer's word that they have finished a draft."""

    draft: str = Field(foreign_key="draft.uid", index=True)
    note: str = ""
    reviewer: str = Field(foreign_key="reviewer.uid")
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Joining(RecordRow, table=True):
    """The word that two reviewers, codes or drafts are one, and as which of them they are shown."""

    what: str = ""
    one: str = ""
    other: str = ""
    shown: str = ""
    note: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


class Task(RecordRow, table=True):
    """What a reviewer is to read, and how; of nobody: what holds for the whole team."""

    person: str = ""
    articles: str = ""
    drafts: str = ""
    required: str = ""
    blind: str = ""
    note: str = ""
    created_utc: str = ""
    modified_utc: str = ""
    deleted: str = ""


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
    "alignment": Pairing,
    "decision": Decision,
    "finish": Finish,
    "join": Joining,
    "task": Task,
}
"""Mergeable tables, in the order in which rows may refer to each other."""
