# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schema 1: the first. Plain operations only: never imports the models, which change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    """Make every table of schema 1."""
    op.create_table(
        "blob",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_blob")),
        sa.UniqueConstraint("sha256", name=op.f("uq_blob_sha256")),
    )
    op.create_table(
        "change",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_revision"), ["revision"], unique=False)

    op.create_table(
        "code",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("include", sa.String(), nullable=False),
        sa.Column("exclude", sa.String(), nullable=False),
        sa.Column("standards", sa.String(), nullable=False),
        sa.Column("typical_provisions", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("retired", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_code_uid")),
    )
    op.create_table(
        "draft",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("treaty", sa.String(), nullable=False),
        sa.Column("distribution", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("labels", sa.String(), nullable=False),
        sa.Column("outline", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_draft")),
        sa.UniqueConstraint("uid", name=op.f("uq_draft_uid")),
    )
    op.create_table(
        "held",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "key", "kind", "uid", "state", "file", "utc"),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_held")),
        sa.UniqueConstraint("key", name=op.f("uq_held_key")),
    )
    op.create_table(
        "kept_row",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_kept_row")),
        sa.UniqueConstraint("uid", name=op.f("uq_kept_row_uid")),
    )
    op.create_table(
        "meta",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_meta")),
        sa.UniqueConstraint("key", name=op.f("uq_meta_key")),
    )
    op.create_table(
        "page",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_page")),
    )
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_page_draft"), ["draft"], unique=False)

    op.create_table(
        "preview",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_preview")),
    )
    with op.batch_alter_table("preview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preview_draft"), ["draft"], unique=False)

    op.create_table(
        "reviewer",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_reviewer")),
        sa.UniqueConstraint("uid", name=op.f("uq_reviewer_uid")),
    )
    op.create_table(
        "revision",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("utc", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("bulk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_revision")),
        sa.UniqueConstraint("uid", name=op.f("uq_revision_uid")),
    )
    op.create_table(
        "text_page",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_text_page")),
    )
    with op.batch_alter_table("text_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_page_draft"), ["draft"], unique=False)

    op.create_table(
        "treaty",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_treaty")),
        sa.UniqueConstraint("uid", name=op.f("uq_treaty_uid")),
    )
    op.create_table(
        "comment",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_comment_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_comment")),
        sa.UniqueConstraint("uid", name=op.f("uq_comment_uid")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_target"), ["target"], unique=False)

    op.create_table(
        "mark",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("provision", sa.String(), nullable=False),
        sa.Column("provision_title", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_mark_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_mark_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_mark")),
        sa.UniqueConstraint("uid", name=op.f("uq_mark_uid")),
    )
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mark_draft"), ["draft"], unique=False)

    op.create_table(
        "boundary",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("to_page", sa.String(), nullable=False),
        sa.Column("to_start", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_boundary_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_boundary_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_boundary")),
        sa.UniqueConstraint("uid", name=op.f("uq_boundary_uid")),
    )
    with op.batch_alter_table("boundary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_boundary_draft"), ["draft"], unique=False)

    op.create_table(
        "counterpart",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("provision", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_counterpart_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_counterpart_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_counterpart")),
        sa.UniqueConstraint("uid", name=op.f("uq_counterpart_uid")),
    )
    with op.batch_alter_table("counterpart", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counterpart_draft"), ["draft"], unique=False)
        batch_op.create_index(batch_op.f("ix_counterpart_target"), ["target"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        *_texts("page", "start", "other_page", "other_start", "provision", "other_provision"),
        *_texts("together", "note"),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_pairing_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_pairing_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_pairing")),
        sa.UniqueConstraint("uid", name=op.f("uq_pairing_uid")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_draft"), ["draft"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_other"), ["other"], unique=False)

    op.create_table(
        "decision",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "uid", "stamps", "others", "more", "draft", "passage", "verdict"),
        *_texts("outcome", "carried", "note", "reviewer", "created_utc", "modified_utc", "deleted"),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_decision_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_decision_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_decision")),
        sa.UniqueConstraint("uid", name=op.f("uq_decision_uid")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_draft"), ["draft"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_passage"), ["passage"], unique=False)

    op.create_table(
        "finish",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "uid", "stamps", "others", "more", "draft", "note", "reviewer"),
        *_texts("created_utc", "modified_utc", "deleted"),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_finish_draft_draft")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_finish_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_finish")),
        sa.UniqueConstraint("uid", name=op.f("uq_finish_uid")),
    )
    with op.batch_alter_table("finish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finish_draft"), ["draft"], unique=False)

    op.create_table(
        "joining",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "uid", "stamps", "others", "more", "what", "one", "other", "shown"),
        *_texts("note", "created_utc", "modified_utc", "deleted"),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_joining")),
        sa.UniqueConstraint("uid", name=op.f("uq_joining_uid")),
    )

    op.create_table(
        "task",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "uid", "stamps", "others", "more", "person", "articles", "drafts"),
        *_texts("required", "blind", "note", "created_utc", "modified_utc", "deleted"),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_task")),
        sa.UniqueConstraint("uid", name=op.f("uq_task_uid")),
    )

    op.create_table(
        "edition_place",
        sa.Column("row", sa.Integer(), nullable=False),
        *_texts("row_hash", "passage", "draft", "made_of"),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_edition_place")),
        sa.UniqueConstraint("passage", name=op.f("uq_edition_place_passage")),
    )
    with op.batch_alter_table("edition_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_place_draft"), ["draft"], unique=False)

    op.create_table(
        "found_marks",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("looks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_found_marks")),
        sa.UniqueConstraint("draft", name=op.f("uq_found_marks_draft")),
    )

    op.create_table(
        "found_provisions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_found_provisions")),
        sa.UniqueConstraint("draft", name=op.f("uq_found_provisions_draft")),
    )

    op.create_table(
        "passage",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("provision_title", sa.String(), nullable=False),
        sa.Column("page_label", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("carried_from", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.uid"], name=op.f("fk_passage_draft_draft")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_passage")),
        sa.UniqueConstraint("uid", name=op.f("uq_passage_uid")),
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index("ix_passage_place", ["draft", "page", "start"], unique=False)

    op.create_table(
        "tag",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("stamps", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        *_texts("severity", "stance", "recommendation", "proposed_wording", "note", "text_status"),
        *_texts("actors", "standards", "confidence", "review_state", "visibility"),
        sa.Column("created_utc", sa.String(), nullable=False),
        sa.Column("modified_utc", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["code.uid"], name=op.f("fk_tag_code_code")),
        sa.ForeignKeyConstraint(["passage"], ["passage.uid"], name=op.f("fk_tag_passage_passage")),
        sa.ForeignKeyConstraint(
            ["reviewer"], ["reviewer.uid"], name=op.f("fk_tag_reviewer_reviewer")
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_tag")),
        sa.UniqueConstraint("uid", name=op.f("uq_tag_uid")),
    )
    with op.batch_alter_table("tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_passage"), ["passage"], unique=False)
